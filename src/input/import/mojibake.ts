/** Bytes without meaning, the two texts that every garbled file holds, and Chinese bytes read as Latin letters. */
const lost =
  /\ufffd|\u951f\u65a4\u62f7|\u70eb\u70eb|[\u00c0-\u00ff]{2,}|[\u00c2\u00c3\u00d0\u00d1][\u0080-\u00bf]/u

let codesOf: ReadonlyMap<string, readonly [number, number]> | undefined

/** The two bytes of every GBK character, from the decoder itself. */
function gbk(): ReadonlyMap<string, readonly [number, number]> {
  if (codesOf) return codesOf
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\ufffd') found.set(text, [lead, trail])
    }
  codesOf = found
  return found
}

/**
 * Whether a text was read in the wrong encoding before it came here: signs of loss, or Chinese characters whose GBK bytes are
 * valid UTF-8 of Chinese, which real names are not.
 */
export function isMojibake(text: string): boolean {
  if (lost.test(text)) return true
  const han = [...text].filter((sign) => sign > '\u007f')
  if (han.length < 3) return false
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign <= '\u007f' ? [sign.charCodeAt(0)] : gbk().get(sign)
    if (!code) return false
    bytes.push(...code)
  }
  try {
    const read = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
    return /\p{Script=Han}/u.test(read)
  } catch {
    return false
  }
}
