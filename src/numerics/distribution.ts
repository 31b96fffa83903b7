import { betaQuantile, betaShare } from './beta.ts'
import { exp, log } from './elementary.ts'
import { normalQuantile, normalShare } from './normal.ts'

/**
 * Distributions of one number. Each is drawn through its quantile function, so that one uniform number gives one draw, and
 * a low uniform number a low draw (as Sobol' points and rank correlation need).
 *
 * - `pert`: the beta distribution on [low, high] with the shape 1 + 4(mode − low)/(high − low) and its mirror, the usual
 *   weight of 4 on the mode; D. G. Malcolm et al., Operations Research 7 (1959) 646–669.
 * - `beta`: the beta distribution on [low, high] with the shapes a and b.
 * - `lognormal`: the logarithm is normal around log(median) with the deviation log(gsd).
 * - `discrete`: values in rising order with their chances.
 * - `truncated`: the part of another distribution between two bounds, not what is cut off moved to them.
 */
export type Distribution =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'triangular' | 'pert'
      readonly low: number
      readonly mode: number
      readonly high: number
    }
  | {
      readonly kind: 'beta'
      readonly a: number
      readonly b: number
      readonly low: number
      readonly high: number
    }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'lognormal'; readonly median: number; readonly gsd: number }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly chances: readonly number[] }
  | { readonly kind: 'truncated'; readonly of: Distribution; readonly low: number; readonly high: number }

/** Shapes of the beta distribution of a `pert`. */
function shapes(low: number, mode: number, high: number): readonly [number, number] {
  const place = (mode - low) / (high - low)
  return [1 + 4 * place, 1 + 4 * (1 - place)]
}

/** The number below which a share `u` of the distribution lies, 0 < u < 1. */
export function quantile(d: Distribution, u: number): number {
  return quantileOf(d)(u)
}

/** The quantile function of a distribution, with what does not depend on `u` computed once. */
export function quantileOf(d: Distribution): (u: number) => number {
  switch (d.kind) {
    case 'uniform':
      return (u) => d.low + u * (d.high - d.low)
    case 'triangular': {
      const { low, mode, high } = d
      const width = high - low
      if (width === 0) return () => low
      const turn = (mode - low) / width
      return (u) =>
        u < turn
          ? low + Math.sqrt(u * width * (mode - low))
          : high - Math.sqrt((1 - u) * width * (high - mode))
    }
    case 'pert': {
      const { low, mode, high } = d
      if (high === low) return () => low
      const [a, b] = shapes(low, mode, high)
      return (u) => low + (high - low) * betaQuantile(u, a, b)
    }
    case 'beta':
      return (u) => d.low + (d.high - d.low) * betaQuantile(u, d.a, d.b)
    case 'normal':
      return (u) => d.mean + d.sd * normalQuantile(u)
    case 'lognormal': {
      const spread = log(d.gsd)
      return (u) => d.median * exp(spread * normalQuantile(u))
    }
    case 'discrete': {
      const { values, chances } = d
      return (u) => {
        let below = 0
        for (let i = 0; i < values.length - 1; i++) {
          below += chances[i]!
          if (u < below) return values[i]!
        }
        return values[values.length - 1]!
      }
    }
    case 'truncated': {
      const { low, high } = d
      const whole = quantileOf(d.of)
      // A value at the lower end belongs to what is kept: of values with weight the share below it counts from.
      const from = d.of.kind === 'discrete' ? below(d.of, low) : share(d.of, low)
      const to = share(d.of, high)
      return (u) => Math.min(Math.max(whole(from + u * (to - from)), low), high)
    }
  }
}

/** Puts `plus` and the quantiles of `count` numbers of a list (from `at` on) into another list (from `to` on). */
export type QuantileRow = (
  units: Float64Array,
  at: number,
  count: number,
  into: Float64Array,
  to: number,
  plus: number,
) => void

/** The quantile function over a row: the bits of `quantileOf`, number by number. */
export function quantileRow(d: Distribution): QuantileRow {
  switch (d.kind) {
    case 'uniform': {
      const { low } = d
      const width = d.high - low
      return (units, at, count, into, to, plus) => {
        for (let i = 0; i < count; i++) into[to + i] = plus + (low + units[at + i]! * width)
      }
    }
    case 'triangular': {
      const { low, mode, high } = d
      const width = high - low
      if (width === 0) break
      const turn = (mode - low) / width
      return (units, at, count, into, to, plus) => {
        for (let i = 0; i < count; i++) {
          const u = units[at + i]!
          into[to + i] =
            plus +
            (u < turn
              ? low + Math.sqrt(u * width * (mode - low))
              : high - Math.sqrt((1 - u) * width * (high - mode)))
        }
      }
    }
  }
  const of = quantileOf(d)
  return (units, at, count, into, to, plus) => {
    for (let i = 0; i < count; i++) into[to + i] = plus + of(units[at + i]!)
  }
}

/** The share of a discrete distribution strictly below x. */
function below(d: Extract<Distribution, { readonly kind: 'discrete' }>, x: number): number {
  let sum = 0
  for (const [i, value] of d.values.entries()) if (value < x) sum += d.chances[i]!
  return sum
}

/** The share of the distribution at or below x. */
export function share(d: Distribution, x: number): number {
  switch (d.kind) {
    case 'uniform':
      return within((x - d.low) / (d.high - d.low), x >= d.high)
    case 'triangular': {
      if (x <= d.low) return x < d.low || d.high > d.low ? 0 : 1
      if (x >= d.high) return 1
      const width = d.high - d.low
      return x < d.mode
        ? (x - d.low) ** 2 / (width * (d.mode - d.low))
        : 1 - (d.high - x) ** 2 / (width * (d.high - d.mode))
    }
    case 'pert':
      if (d.high === d.low) return x < d.low ? 0 : 1
      return betaShare((x - d.low) / (d.high - d.low), ...shapes(d.low, d.mode, d.high))
    case 'beta':
      if (d.high === d.low) return x < d.low ? 0 : 1
      return betaShare((x - d.low) / (d.high - d.low), d.a, d.b)
    case 'normal':
      return d.sd === 0 ? Number(x >= d.mean) : normalShare((x - d.mean) / d.sd)
    case 'lognormal':
      if (x <= 0) return 0
      return d.gsd === 1 ? Number(x >= d.median) : normalShare(log(x / d.median) / log(d.gsd))
    case 'discrete': {
      let sum = 0
      d.values.forEach((value, i) => {
        if (value <= x) sum += d.chances[i]!
      })
      return Math.min(1, sum)
    }
    case 'truncated': {
      const from = d.of.kind === 'discrete' ? below(d.of, d.low) : share(d.of, d.low)
      const to = share(d.of, d.high)
      if (x < d.low) return 0
      return within((share(d.of, x) - from) / (to - from), x >= d.high)
    }
  }
}

/** A share, 1 where nothing lies above (also where the width is zero). */
function within(value: number, all: boolean): number {
  if (all) return 1
  return value > 0 ? Math.min(1, value) : 0
}
