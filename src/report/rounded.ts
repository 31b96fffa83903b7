/** A number for readers: 12 significant digits, no minus zero. Rounding happens here and nowhere else. */
export function rounded(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 1e12) return value + 0
  const round = Number(value.toPrecision(12))
  return round === 0 ? 0 : round
}
