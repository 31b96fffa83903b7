/**
 * A place in a file that a user wrote. `start` and `end` are UTF-16 offsets into the text as it was read (BOM removed);
 * `file` is the path as shown to the user: relative to the project root, `/` as separator; `builtin:…` for a shipped library.
 */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** Whether a place lies in a library, which is shared by counties: nobody mends it for the sake of one. */
export function isShipped({ file }: Span): boolean {
  return file.startsWith('builtin:') || file.startsWith('baselines/library/')
}
