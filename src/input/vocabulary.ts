import type { Text } from '../text/text.ts'

/** What a floor above knows and this one must not: the rules of targets and the names of indicators. */
export interface Vocabulary {
  readonly rules: readonly {
    readonly rule: string
    readonly name: Text
    readonly shape: Readonly<Record<string, unknown>>
  }[]
  readonly indicators: readonly string[]
}
