/** Left to right, starting from the first; no terms: 0. This is the sum that results are made of. */
export function sum(terms: ArrayLike<number>): number {
  if (terms.length === 0) return 0
  let total = terms[0]!
  for (let i = 1; i < terms.length; i++) total += terms[i]!
  return total
}

/**
 * Compensated: Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974) 39–51. For checks that a plain sum
 * would drown, such as the gap of a balance. Infinities and NaN come out as in a plain sum.
 */
export function compensatedSum(terms: ArrayLike<number>): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!
    const next = total + term
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total
    total = next
  }
  return total - total === 0 ? total + lost : total
}
