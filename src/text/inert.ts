/** Invisible characters and those that change the direction of what follows: text that lies to its reader. */
const invisible: readonly (readonly [from: number, to: number])[] = [
  [0x00ad, 0x00ad],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
]

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

/** One character made visible: controls as `\x1b`, invisible and bidirectional ones as `<U+202E>`, others unchanged. */
export function inertCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return `\\x${hex(code, 2)}`
  if (invisible.some(([from, to]) => code >= from && code <= to)) return `<U+${hex(code, 4).toUpperCase()}>`
  return character
}

/**
 * Make a text that a user wrote harmless in a terminal, a log or a message: no control or invisible character is left (a
 * line break becomes `\x0a`), and it is cut after `limit` characters with `…`. Escaping for HTML, CSV and the like is the
 * business of each format.
 */
export function inert(text: string, limit = 80): string {
  let shown = ''
  let count = 0
  for (const character of text) {
    if (count === limit) return `${shown}…`
    shown += inertCharacter(character)
    count++
  }
  return shown
}
