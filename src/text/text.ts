/** A sentence or a name that a user may read, in both languages, kept beside the thing that it names. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Language = 'zh' | 'en'
