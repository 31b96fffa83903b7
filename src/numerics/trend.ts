import { exp } from './elementary.ts'

/** What the Mann–Kendall test says about a series. */
export interface Trend {
  /** Pairs that rise less pairs that fall. */
  readonly s: number
  readonly rising: number
  readonly falling: number
  readonly tied: number
  readonly variance: number
  /** With the continuity correction; 0 for S = 0 and for a series that never changes. */
  readonly z: number
  /** Probability of a |Z| at least as large where there is no trend (two-sided, normal approximation). */
  readonly p: number
}

/**
 * Mann–Kendall test for a monotonic trend (Mann, Econometrica 13 (1945) 245–259; Kendall, Rank Correlation Methods, 1975),
 * with the correction of the variance for ties. The normal approximation is meant for ten values or more; of fewer than
 * three nothing is said (undefined).
 */
export function mannKendall(values: ArrayLike<number>): Trend | undefined {
  const n = values.length
  if (n < 3) return undefined
  let rising = 0
  let falling = 0
  let tied = 0
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      if (values[j]! > values[i]!) rising++
      else if (values[j]! < values[i]!) falling++
      else tied++
    }
  const groups = new Map<number, number>()
  for (let i = 0; i < n; i++) groups.set(values[i]! + 0, (groups.get(values[i]! + 0) ?? 0) + 1)
  let ties = 0
  for (const t of groups.values()) ties += t * (t - 1) * (2 * t + 5)
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
  const s = rising - falling
  const z = s === 0 || variance <= 0 ? 0 : (s > 0 ? s - 1 : s + 1) / Math.sqrt(variance)
  return { s, rising, falling, tied, variance, z, p: Math.min(1, 2 * upperTail(Math.abs(z))) }
}

/**
 * Probability that a standard normal number exceeds x ≥ 0 (Abramowitz and Stegun, 26.2.11: the series by odd double
 * factorials below 3; 26.2.14: the continued fraction above, where the series cancels).
 */
export function upperTail(x: number): number {
  const density = exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  if (x >= 3) {
    let fraction = x
    for (let k = 60; k >= 1; k--) fraction = x + k / fraction
    return density / fraction
  }
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return 0.5 - density * sum
}
