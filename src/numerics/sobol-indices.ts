import { stream } from './random.ts'

/**
 * Sobol' indices of a function of independent numbers (I. M. Sobol', Mathematics and Computers in Simulation 55 (2001) 271–280):
 * the share of the variance that one number explains alone (first order) and together with all others (total).
 *
 * Two independent samples A and B, and ABᵢ, which is A with the column of number i from B (A. Saltelli et al., Computer Physics
 * Communications 181 (2010) 259–270):
 *
 * - first order: mean of (f(B) − μ)(f(ABᵢ) − f(A)) over the variance, table 2 (b) there, centred. It is exactly 0 for a
 *   number that moves nothing.
 * - total: mean of (f(A) − f(ABᵢ))²/2 over the variance; M. J. W. Jansen, Computer Physics Communications 117 (1999) 35–43.
 *
 * The interval of an index is that of 95 % of its values when the rows are drawn again with replacement (bootstrap; G. E. B.
 * Archer et al., Journal of Statistical Computation and Simulation 58 (1997) 99–120). For points that are more even than random
 * ones it is too wide rather than too narrow.
 */
export interface Index {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Indices {
  /** Of f over both samples. */
  readonly mean: number
  readonly variance: number
  readonly first: readonly Index[]
  readonly total: readonly Index[]
  /** Rows that each number's indices rest on: those where all three values are numbers. */
  readonly rows: readonly number[]
}

export interface Resampling {
  readonly seed: number
  /** How often rows are drawn again. */
  readonly times: number
}

/**
 * Indices from values of f: `a` and `b` one number a row, `mixed` one such list a number. A row in which a value is NaN is left
 * out of what it would enter. Where f does not vary, all indices are 0.
 */
export function sobolIndices(
  a: Float64Array,
  b: Float64Array,
  mixed: readonly Float64Array[],
  { seed, times }: Resampling,
): Indices {
  const n = a.length
  let [count, mean, squares] = [0, 0, 0]
  for (const list of [a, b])
    for (const value of list) {
      if (Number.isNaN(value)) continue
      count++
      const distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
    }
  const variance = count < 2 ? 0 : squares / (count - 1)
  const weights = resampled(n, seed, times)
  const plain = new Uint16Array(n).fill(1)
  // A variance that is only rounding: f is the same everywhere.
  const flat = !(variance > (1e-12 * Math.max(Math.abs(mean), 1e-300)) ** 2)
  const scratch: Scratch = {
    both: new Float64Array(n),
    step: new Float64Array(n),
    distance: new Float64Array(n),
    here: new Uint8Array(n),
  }
  const first: Index[] = []
  const total: Index[] = []
  const rows: number[] = []
  /** The variance of the rows of each resample: the same draws of rows for every number. */
  const spread = weights.map((w) => weighted(a, b, w))
  for (const c of mixed) {
    let used = 0
    for (let i = 0; i < n; i++) {
      const fine = !(Number.isNaN(a[i]!) || Number.isNaN(b[i]!) || Number.isNaN(c[i]!))
      const pair = !(Number.isNaN(a[i]!) || Number.isNaN(c[i]!))
      scratch.here[i] = (fine ? 1 : 0) | (pair ? 2 : 0)
      const step = pair ? c[i]! - a[i]! : 0
      scratch.step[i] = step
      scratch.both[i] = fine ? (b[i]! - mean) * step : 0
      scratch.distance[i] = (step * step) / 2
      if (fine) used++
    }
    rows.push(used)
    if (flat || used === 0) {
      first.push({ value: 0, low: 0, high: 0 })
      total.push({ value: 0, low: 0, high: 0 })
      continue
    }
    const whole = indexOf(scratch, plain, 0, variance)
    const again = weights.map((w, k) => indexOf(scratch, w, spread[k]!.mean - mean, spread[k]!.variance))
    first.push(
      between(
        whole.first,
        again.map((one) => one.first),
      ),
    )
    total.push(
      between(
        whole.total,
        again.map((one) => one.total),
      ),
    )
  }
  return { mean: count === 0 ? Number.NaN : mean, variance: flat ? 0 : variance, first, total, rows }
}

interface Scratch {
  /** (f(B) − μ)(f(ABᵢ) − f(A)), f(ABᵢ) − f(A), and half its square; bits of `here`: 1 all three are numbers, 2 the pair is. */
  readonly both: Float64Array
  readonly step: Float64Array
  readonly distance: Float64Array
  readonly here: Uint8Array
}

function indexOf(
  { both, step, distance, here }: Scratch,
  weight: Uint16Array,
  shift: number,
  variance: number,
): { readonly first: number; readonly total: number } {
  let [count, pairs, products, steps, distances] = [0, 0, 0, 0, 0]
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!
    const mark = here[i]!
    if (w === 0 || mark === 0) continue
    pairs += w
    distances += w * distance[i]!
    if ((mark & 1) === 0) continue
    count += w
    products += w * both[i]!
    steps += w * step[i]!
  }
  if (!(variance > 0) || count === 0) return { first: 0, total: 0 }
  return {
    first: (products - shift * steps) / count / variance,
    total: distances / pairs / variance,
  }
}

/** Mean and variance of both samples with rows counted so often. */
function weighted(a: Float64Array, b: Float64Array, weight: Uint16Array) {
  let [count, mean, squares] = [0, 0, 0]
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!
    if (w === 0) continue
    for (const value of [a[i]!, b[i]!]) {
      if (Number.isNaN(value)) continue
      count += w
      const distance = value - mean
      mean += (w * distance) / count
      squares += w * distance * (value - mean)
    }
  }
  return { mean, variance: count < 2 ? 0 : squares / (count - 1) }
}

/** How often each row is drawn, for each time that the rows are drawn again. */
function resampled(n: number, seed: number, times: number): readonly Uint16Array[] {
  const random = stream(seed, 'bootstrap')
  const words = new Uint32Array(4)
  return Array.from({ length: times }, (_, k) => {
    const weight = new Uint16Array(n)
    for (let i = 0; i < n; i++) {
      // Four rows a block of the generator.
      if (i % 4 === 0) random.words(i / 4, k, words)
      weight[Math.floor((words[i % 4]! / 4294967296) * n)]!++
    }
    return weight
  })
}

/** The middle 95 % of what came of drawing again. */
function between(value: number, again: readonly number[]): Index {
  if (again.length === 0) return { value, low: value, high: value }
  const sorted = Float64Array.from(again).sort()
  const at = (p: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!
  return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)) }
}
