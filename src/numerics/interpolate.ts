import { exp } from './elementary.ts'

export type Rule = 'linear' | 'step' | 'growth' | 'logistic'

/** How steep the logistic is: its middle rises `steepness`/4 times as fast as a straight line would (before scaling). */
const steepness = 8

/**
 * Weights of an interpolation between points at rising whole places, for each place from `first` to `last`: four numbers a
 * place, i, wᵢ, j, wⱼ, and the value is wᵢ·pᵢ + wⱼ·pⱼ. At a point itself its own weight is 1 and the other 0. With
 * u = (x − xᵢ)/(xⱼ − xᵢ):
 *
 * - linear: wⱼ = u
 * - growth: the same weights; the caller applies them to the logarithms of the points
 * - step: the point before holds until the next, wⱼ = 0
 * - logistic: wⱼ = (σ(8u − 4) − σ(−4)) / (σ(4) − σ(−4)) with σ(x) = 1/(1 + e^(−x)): 0 and 1 at the ends, ½ in the middle
 *
 * After the last point, `hold` keeps it; `extend` carries the last linear or growth segment on, and holds for step,
 * logistic and a single point. A place before the first point has no value: that is the caller's error and throws.
 */
export function weights(
  rule: Rule,
  points: readonly number[],
  first: number,
  last: number,
  after: 'hold' | 'extend' = 'hold',
): number[] {
  if (points.length === 0) throw new RangeError('an interpolation needs a point')
  for (let i = 1; i < points.length; i++) {
    if (!(points[i]! > points[i - 1]!))
      throw new RangeError(`points must rise: ${points[i - 1]}, ${points[i]}`)
  }
  if (first < points[0]!)
    throw new RangeError(`nothing is known at ${first}: the first point is ${points[0]}`)
  const end = points.length - 1
  const onwards = after === 'extend' && (rule === 'linear' || rule === 'growth') && end > 0
  const result: number[] = []
  let i = 0
  for (let x = first; x <= last; x++) {
    while (i < end && points[i + 1]! <= x) i++
    const past = i === end && x > points[end]!
    if (x === points[i] || rule === 'step' || (past && !onwards)) {
      result.push(i, 1, i, 0)
      continue
    }
    const from = past ? end - 1 : i
    const u = (x - points[from]!) / (points[from + 1]! - points[from]!)
    const w = rule === 'logistic' ? logistic(u) : u
    result.push(from, 1 - w, from + 1, w)
  }
  return result
}

/** The logistic of `weights`: 0 at 0, 1 at 1. */
export function logistic(u: number): number {
  const ends = sigma(-steepness / 2)
  return (sigma(steepness * (u - 0.5)) - ends) / (sigma(steepness / 2) - ends)
}

function sigma(x: number): number {
  return 1 / (1 + exp(-x))
}
