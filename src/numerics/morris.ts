import { stream } from './random.ts'

/**
 * Elementary effects: M. D. Morris, Technometrics 33 (1991) 161–174; μ* by F. Campolongo, J. Cariboni and A. Saltelli,
 * Environmental Modelling & Software 22 (2007) 1509–1518. A trajectory starts at a point of a grid of p levels in the unit cube
 * and moves one coordinate after the other, in random order, by Δ = p/(2(p − 1)); the change of f over ±Δ is the effect of that
 * coordinate there. p is even, so that every level is met equally often.
 */
export interface Trajectory {
  /** k + 1 points, one after the other, each with its k coordinates in 0 … 1. */
  readonly points: Float64Array
  /** The coordinate that each step moves, and by how much. */
  readonly order: Int32Array
  readonly steps: Float64Array
}

/** Trajectory `number` of a seed: the same whatever others there are. */
export function trajectory(k: number, levels: number, seed: number, number: number): Trajectory {
  if (!(levels >= 2) || levels % 2 !== 0) throw new RangeError(`an even number of levels, not ${levels}`)
  const random = stream(seed, 'morris')
  const words = new Uint32Array(4)
  let part = 0
  const below = (n: number): number => {
    // A whole number below n: n is small beside 2³², so the bias is below 1e-6 and nothing that is estimated rests on it.
    random.words(number, part++, words)
    return words[0]! % n
  }
  const delta = levels / (2 * (levels - 1))
  const order = Int32Array.from({ length: k }, (_, i) => i)
  for (let i = k - 1; i > 0; i--) {
    const j = below(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  const half = levels / 2
  const here = new Float64Array(k)
  const steps = new Float64Array(k)
  const way = new Float64Array(k)
  for (let i = 0; i < k; i++) {
    // From one of the lower half of the levels up, or from the level above it down: both are alike often.
    const low = below(half)
    const up = below(2) === 1
    here[i] = (up ? low : low + half) / (levels - 1)
    way[i] = up ? delta : -delta
  }
  const points = new Float64Array((k + 1) * k)
  points.set(here, 0)
  for (let s = 0; s < k; s++) {
    const i = order[s]!
    steps[s] = way[i]!
    here[i] = Math.min(1, Math.max(0, here[i]! + way[i]!))
    points.set(here, (s + 1) * k)
  }
  return { points, order, steps }
}

/** What the effects of one coordinate say. */
export interface Effects {
  /** Mean of the effects, of their sizes, and their deviation. */
  readonly mu: number
  readonly muStar: number
  readonly sigma: number
  /** Standard error of μ*. */
  readonly error: number
  /** Effects that were seen: a step one of whose ends is NaN has none. */
  readonly count: number
}

/** Effects from the values of f at the points of trajectories, in their order. */
export function elementaryEffects(
  k: number,
  trajectories: readonly Trajectory[],
  values: readonly Float64Array[],
): readonly Effects[] {
  const seen: number[][] = Array.from({ length: k }, () => [])
  for (const [r, { order, steps }] of trajectories.entries())
    for (const [s, i] of order.entries()) {
      const effect = (values[r]![s + 1]! - values[r]![s]!) / steps[s]!
      if (!Number.isNaN(effect)) seen[i]!.push(effect)
    }
  return seen.map((effects) => {
    const n = effects.length
    if (n === 0) return { mu: 0, muStar: 0, sigma: 0, error: 0, count: 0 }
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / n
    const deviation = (list: readonly number[], middle: number) =>
      n < 2 ? 0 : Math.sqrt(list.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1))
    const sizes = effects.map(Math.abs)
    const [mu, muStar] = [mean(effects), mean(sizes)]
    return {
      mu,
      muStar,
      sigma: deviation(effects, mu),
      error: deviation(sizes, muStar) / Math.sqrt(n),
      count: n,
    }
  })
}
