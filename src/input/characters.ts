import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Reason } from '../diagnostics/reasons.ts'

/** Characters that a reader cannot see, or that would move text about in a terminal or a page. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\u{e0000}-\u{e0fff}]|\p{Cs}/gu

/** Characters of a Chinese keyboard that look like YAML's own, and what to write instead. */
export const fullWidth: ReadonlyMap<string, string> = new Map([
  ['\uff1a', ':'],
  ['\uff0c', ','],
  ['\u3001', ','],
  ['\u3000', 'U+0020'],
  ['\u00a0', 'U+0020'],
  ['\uff5b', '{'],
  ['\uff5d', '}'],
  ['\uff3b', '['],
  ['\uff3d', ']'],
  ['\u3010', '['],
  ['\u3011', ']'],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\uff03', '#'],
])

/** A character as `U+200B`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** How a full-width character is named in a message: itself, or its code point when it is a blank. */
export function visible(character: string): string {
  return /\s/u.test(character) ? codePoint(character) : character
}

/** The unseen characters of a text, with their offsets; at most `limit`. */
export function unseenIn(
  text: string,
  limit = 20,
): readonly { readonly character: string; readonly offset: number }[] {
  const found: { character: string; offset: number }[] = []
  for (const match of text.matchAll(unseen)) {
    found.push({ character: match[0], offset: match.index })
    if (found.length >= limit) break
  }
  return found
}

/**
 * Text as it is read: no BOM, and every line ends in LF, so that CRLF and LF files give the same offsets and
 * results.
 */
export interface Decoded {
  readonly text: string
  /** False when a diagnostic was made. */
  readonly sound: boolean
}

/**
 * Decode bytes: size, UTF-8, unseen characters (E0102, E0105, E0106). Unseen characters are replaced by
 * blanks of the same length, so that the rest of the text can still be looked at.
 */
export function decode(
  bytes: Uint8Array,
  file: string,
  limit: number,
  diagnose: Diagnose,
): Decoded | undefined {
  if (bytes.length > limit) {
    diagnose('E0102', { file, start: 0, end: 0 }, { found: binary(bytes.length), limit: binary(limit) })
    return undefined
  }
  const utf16 = looksLikeUtf16(bytes)
  let raw: string
  try {
    if (utf16) throw new TypeError('UTF-16')
    raw = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const good = utf16 ? 0 : validPrefix(bytes)
    const start = normalise(new TextDecoder('utf-8').decode(bytes.subarray(0, good))).length
    const reason: Reason = utf16 ? 'utf-16' : looksLikeGbk(bytes) ? 'gbk' : 'bytes'
    const args = { reason, offset: good }
    diagnose('E0105', { file, start, end: start + 1 }, args)
    return undefined
  }
  const text = normalise(raw)
  const bad = unseenIn(text)
  if (bad.length === 0) return { text, sound: true }
  for (const { character, offset } of bad) {
    const at = { file, start: offset, end: offset + character.length }
    diagnose('E0106', at, { character: codePoint(character) })
  }
  return { text: text.replace(unseen, (character) => ' '.repeat(character.length)), sound: false }
}

/** Text that is shown beside a message when the bytes could not be decoded. */
export function lossyText(bytes: Uint8Array): string {
  return normalise(new TextDecoder('utf-8').decode(bytes))
}

function normalise(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function binary(size: number): string {
  return size < 1024 * 1024
    ? `${Math.ceil(size / 1024)} KiB`
    : `${Math.ceil((size / 1024 / 1024) * 10) / 10} MiB`
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true
  const head = bytes.subarray(0, 64)
  if (head.length < 8) return false
  const zeros = (parity: number) => head.filter((byte, i) => byte === 0 && i % 2 === parity).length
  return Math.max(zeros(0), zeros(1)) > head.length / 4
}

function looksLikeGbk(bytes: Uint8Array): boolean {
  try {
    return /\p{Script=Han}/u.test(new TextDecoder('gb18030', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

/** How many bytes stand before the first one that is not UTF-8. */
function validPrefix(bytes: Uint8Array): number {
  const fits = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
