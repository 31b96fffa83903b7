/** Code points that terminals draw two columns wide (East Asian Width W and F, Unicode 16, in blocks). */
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** Marks that stand on the character before them, and signs that draw nothing. */
const none: readonly (readonly [from: number, to: number])[] = [
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0591, 0x05bd],
  [0x064b, 0x065f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0x20d0, 0x20ff],
  [0x302a, 0x302d],
  [0x3099, 0x309a],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe0fff],
]

const within = (code: number, ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.some(([from, to]) => code >= from && code <= to)

/** Columns of one character (code point): 0, 1 or 2. Signs of ambiguous width (`→ − ± █ “”`) count as one. */
export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x20 && code < 0x7f) return 1
  if (within(code, none)) return 0
  return within(code, wide) ? 2 : 1
}

/** Columns that a text takes in a terminal: Chinese and full-width characters two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** Fill with blanks on the right up to `width` columns; a wider text is left as it is. */
export function padEndWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Fill with blanks on the left up to `width` columns; a wider text is left as it is. */
export function padStartWidth(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text
}

/** Cut to at most `width` columns, the last of them `mark` where something was cut; never half a character. */
export function truncateWidth(text: string, width: number, mark = '…'): string {
  if (displayWidth(text) <= width) return text
  const room = width - displayWidth(mark)
  if (room < 0) return ''
  let kept = ''
  let used = 0
  for (const character of text) {
    used += characterWidth(character)
    if (used > room) break
    kept += character
  }
  return kept + mark
}
