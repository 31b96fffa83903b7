import { exp, log } from './elementary.ts'

/**
 * Logarithmic mean L(a, b) = (a − b) / ln(a / b), and L(a, a) = a (Carlson, American Mathematical Monthly 79 (1972) 615–618).
 * Of two negative numbers it is the negative mean of their sizes; where one is zero it is 0, its limit. Numbers of opposite
 * sign have none: NaN.
 */
export function logMean(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  if (a < 0 !== b < 0) return Number.NaN
  if (a === b) return a
  const ratio = (a - b) / b
  // Near a = b the quotient of two small numbers loses its digits: ln(1 + x) = x − x²/2 + x³/3 − …
  if (Math.abs(ratio) < 1e-4) return b / (1 - ratio / 2 + (ratio * ratio) / 3 - (ratio * ratio * ratio) / 4)
  return (a - b) / log(a / b)
}

/** What each factor of one product does to its change from V⁰ = Π x⁰ to Vᵀ = Π xᵀ: the effects add up to Vᵀ − V⁰. */
export interface Effects {
  readonly effects: Float64Array
  /** The product changed its sign: no factor can be said to have done it, and all effects are 0. */
  readonly signChange: boolean
}

/**
 * Additive LMDI-I of one product (Ang, Energy Policy 33 (2005) 867–871): Δx = L(Vᵀ, V⁰) · ln(xᵀ / x⁰).
 *
 * Zeros take their analytical limits (Ang and Liu, Energy Policy 35 (2007) 238–246): where the product is 0 at one end, the
 * factors that are 0 there carry the whole change, in equal parts, and the others nothing. A factor that is not a number
 * (0 / 0: the fuel mix of a unit that burns nothing) is undefined at that end and counts as unchanged.
 */
export function effectsOf(before: ArrayLike<number>, after: ArrayLike<number>): Effects {
  const n = before.length
  const effects = new Float64Array(n)
  let start = 1
  let end = 1
  for (let k = 0; k < n; k++) {
    // Undefined at one end: as at the other. Undefined at both: a factor of 1.
    start *= defined(before[k]!, after[k]!)
    end *= defined(after[k]!, before[k]!)
  }
  const change = end - start
  if (start === 0 && end === 0) return { effects, signChange: false }
  if (start === 0 || end === 0) {
    const [zeros, others] = start === 0 ? [before, after] : [after, before]
    const which: number[] = []
    for (let k = 0; k < n; k++) if (defined(zeros[k]!, others[k]!) === 0) which.push(k)
    for (const k of which) effects[k] = change / which.length
    return { effects, signChange: false }
  }
  if (start < 0 !== end < 0) return { effects, signChange: true }
  const mean = logMean(end, start)
  for (let k = 0; k < n; k++) {
    const [x0, x1] = [defined(before[k]!, after[k]!), defined(after[k]!, before[k]!)]
    if (x0 !== x1) effects[k] = mean * log(x1 / x0)
  }
  return { effects, signChange: false }
}

function defined(value: number, other: number): number {
  if (!Number.isNaN(value)) return value
  return Number.isNaN(other) ? 1 : other
}

/**
 * Multiplicative LMDI-I: the factor by which each effect moves an aggregate from V⁰ to Vᵀ, given its additive effects (sums
 * over all products): D = exp(Δ / L(Vᵀ, V⁰)). Their product is Vᵀ / V⁰.
 */
export function multiplicative(
  effects: ArrayLike<number>,
  totalBefore: number,
  totalAfter: number,
): Float64Array {
  const mean = logMean(totalAfter, totalBefore)
  return Float64Array.from(effects, (effect) => exp(effect / mean))
}
