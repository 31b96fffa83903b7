/** Compare two texts by code point: the same order on every machine, with no language's alphabet. */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue
    // Inside a pair both have the same first half, or the halves differ here: either way the code points decide.
    const from = i > 0 && isHigh(a.charCodeAt(i - 1)) && isHigh(b.charCodeAt(i - 1)) ? i - 1 : i
    return (a.codePointAt(from) ?? 0) - (b.codePointAt(from) ?? 0)
  }
  return a.length - b.length
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
