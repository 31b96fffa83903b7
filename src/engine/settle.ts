import { exp, log, pow } from '../numerics/elementary.ts'
import type { Body, Program } from './program.ts'

/** A loop that has no answer in some year. `gain`: it uses more of itself than it makes; `open`: it did not settle. */
export interface LoopProblem {
  readonly kind: 'loop-gain' | 'loop-open'
  readonly loop: number
  /** Calendar year, the first in which it happens. */
  readonly year: number
  /** Evaluations of the body that were spent. */
  readonly steps: number
  /** What the loop's block says it is about. */
  readonly about: readonly string[]
}

/** What the solver looks at of a program, beside the loop's body. */
export interface Settling extends Pick<Program, 'years' | 'rows' | 'strides' | 'ops'> {
  /** The first calendar year. */
  readonly base: number
}

const tolerance = 1e-12
const maxSteps = 40
/** More of anything than a county could have: the other end from which a loop is tried. */
const ample = 1e15

/** Which of many runs side by side is meant, and in which years (indexes); one run and all years unless said. */
export interface LaneOf {
  readonly width: number
  readonly lane: number
  readonly from: number
  readonly to: number
}

/** What one year of a loop works with: a value and m slopes a local number, and bounds of the slopes. */
interface Bench {
  readonly value: Float64Array
  readonly slope: Float64Array
  readonly least: Float64Array
  readonly most: Float64Array
  readonly width: number
  readonly lane: number
}

/**
 * z = F(z), year by year: `z ← z + (I − F′)⁻¹(F(z) − z)` with F′ the slopes of the piece of F on which z lies (a
 * semi-smooth Newton step: Qi and Sun, Math. Programming 58, 1993), from z = 0. A step that does not lower the weighted
 * maximum norm of F(z) − z is replaced by z ← F(z).
 *
 * The gain: bounds of the slopes over all pieces give G ≥ |F′|. If ρ(G) < 1, F contracts and the loop has exactly one
 * answer. Bounds count a clamp as open and shut at once, so ρ(G) ≥ 1 alone proves nothing; then the loop is refused when
 * ρ(|F′|) ≥ 1 on a piece that the steps came across.
 */
export function settle(
  program: Settling,
  v: Float64Array,
  body: Body,
  { width, lane, from: firstYear, to: lastYear }: LaneOf = {
    width: 1,
    lane: 0,
    from: 0,
    to: program.years - 1,
  },
): LoopProblem | undefined {
  const m = body.m
  const locals = m + body.nodes.length
  const bench: Bench = {
    value: new Float64Array(locals),
    slope: new Float64Array(locals * m),
    least: new Float64Array(locals * m),
    most: new Float64Array(locals * m),
    width,
    lane,
  }
  const z = new Float64Array(m)
  const next = new Float64Array(m)
  const f = new Float64Array(m)
  const residual = new Float64Array(m)
  const slopes = new Float64Array(m * m)
  const matrix = new Float64Array(m * m)
  const weights = new Float64Array(m)
  const size = new Float64Array(m)
  let problem: LoopProblem | undefined
  const report = (kind: LoopProblem['kind'], t: number, steps: number): void => {
    problem ??= { kind, loop: body.loop, year: program.base + t, steps, about: body.about }
  }
  /** The answer from a start, in `z`; whether F was seen to contract. A problem is reported unless this is a second try. */
  const solve = (t: number, start: number, second: boolean): { settled: boolean; contracts: boolean } => {
    const say: typeof report = (kind, year, steps) => {
      if (!second) report(kind, year, steps)
    }
    z.fill(start)
    weights.fill(1)
    let contracts = false
    let norm = Infinity
    let newton = false
    let settled = false
    let steps = 0
    // `next` is the candidate; z the best point so far with its f
    next.set(z)
    while (steps < maxSteps) {
      evaluateBody(program, v, body, bench, next, t, steps === 0)
      steps++
      if (steps === 1) {
        for (let j = 0; j < m; j++) {
          for (let c = 0; c < m; c++) {
            const lo = bound(bench.least, body.f[j]!, m, c)
            const hi = bound(bench.most, body.f[j]!, m, c)
            matrix[j * m + c] = (j === c ? 1 : 0) - Math.max(-lo, hi)
          }
          weights[j] = 1
        }
        // (I − G) w = 1 has w > 0, with positive pivots, exactly when ρ(G) < 1
        contracts = body.linear && eliminate(matrix, weights, m, false)
        if (!contracts) weights.fill(1)
      }
      let candidate = 0
      let small = true
      let finite = true
      for (let j = 0; j < m; j++) {
        const value = read(program, v, bench, body.f[j]!, t)
        const gap = value - next[j]!
        const gapSize = Math.abs(gap)
        const weighted = gapSize / weights[j]!
        if (!(gapSize < Infinity)) finite = false
        if (weighted > candidate) candidate = weighted
        if (!(gapSize <= tolerance * (1 + Math.abs(next[j]!)))) small = false
      }
      if (!finite) candidate = Infinity
      if (newton && !small && !(candidate < norm)) {
        // the step did not help: from z go to F(z) instead
        for (let j = 0; j < m; j++) next[j] = f[j]!
        newton = false
        continue
      }
      norm = candidate
      for (let j = 0; j < m; j++) {
        z[j] = next[j]!
        f[j] = read(program, v, bench, body.f[j]!, t)
        residual[j] = f[j]! - z[j]!
        for (let c = 0; c < m; c++) slopes[j * m + c] = bound(bench.slope, body.f[j]!, m, c)
      }
      if (!finite) {
        // not finite from the start: no matter of the loop; its values show it and the finite check finds the origin
        if (steps === 1) {
          z.set(f)
          settled = true
        }
        break
      }
      if (!contracts) {
        for (let e = 0; e < m * m; e++) {
          matrix[e] = (e % (m + 1) === 0 ? 1 : 0) - Math.abs(slopes[e]!)
        }
        size.fill(1)
        if (!eliminate(matrix, size, m, false)) {
          say('loop-gain', t, steps)
          return { settled: false, contracts }
        }
      }
      if (small) {
        settled = true
        break
      }
      for (let e = 0; e < m * m; e++) matrix[e] = (e % (m + 1) === 0 ? 1 : 0) - slopes[e]!
      newton = eliminate(matrix, residual, m, true)
      for (let j = 0; j < m; j++) next[j] = newton ? z[j]! + residual[j]! : f[j]!
    }
    if (!settled) say('loop-open', t, steps)
    return { settled, contracts }
  }
  const first = new Float64Array(m)
  for (let t = firstYear; t <= lastYear; t++) {
    const from = solve(t, 0, false)
    if (from.settled && !from.contracts) {
      // Where F need not contract there may be a second answer: works whose own gas fires what makes the gas stand still at
      // z = 0 and run at the other. What is built runs: the greater answer holds.
      first.set(z)
      const high = solve(t, ample, true)
      let greater = high.settled
      let more = false
      for (let j = 0; j < m; j++) {
        const difference = z[j]! - first[j]!
        const slack = 1e-6 * (1 + Math.abs(first[j]!))
        if (!(difference > -slack)) greater = false
        if (difference > slack) more = true
      }
      if (!greater || !more) {
        z.set(first)
        // The body holds the values of the second try: back to those of the answer.
        next.set(z)
        evaluateBody(program, v, body, bench, next, t, false)
      }
    }
    for (let j = 0; j < m; j++) {
      if (body.tears[j]! >= 0) v[(program.rows[body.tears[j]!]! + t) * width + lane] = z[j]!
      if (body.settled[j]! >= 0) v[(program.rows[body.settled[j]!]! + t) * width + lane] = z[j]!
    }
  }
  return problem
}

function read(program: Settling, v: Float64Array, bench: Bench, local: number, t: number): number {
  if (local >= 0) return bench.value[local]!
  const node = -1 - local
  return v[(program.rows[node]! + t * program.strides[node]!) * bench.width + bench.lane]!
}

function bound(of: Float64Array, local: number, m: number, c: number): number {
  return local >= 0 ? of[local * m + c]! : 0
}

/**
 * Solves matrix · x = right in place. With pivots: false when singular. Without: false as soon as a pivot is not positive
 * (for a matrix I − G with G ≥ 0, that is when ρ(G) ≥ 1: it is no M-matrix).
 */
function eliminate(matrix: Float64Array, right: Float64Array, m: number, pivots: boolean): boolean {
  for (let c = 0; c < m; c++) {
    let pivot = c
    if (pivots) {
      for (let r = c + 1; r < m; r++) {
        if (Math.abs(matrix[r * m + c]!) > Math.abs(matrix[pivot * m + c]!)) pivot = r
      }
      if (pivot !== c) {
        for (let e = 0; e < m; e++) {
          const kept = matrix[c * m + e]!
          matrix[c * m + e] = matrix[pivot * m + e]!
          matrix[pivot * m + e] = kept
        }
        const kept = right[c]!
        right[c] = right[pivot]!
        right[pivot] = kept
      }
    }
    const head = matrix[c * m + c]!
    // 1e-14: a gain of 1 that rounding has left a hair below is a gain of 1
    if (!(pivots ? Math.abs(head) > 0 : head > 1e-14)) return false
    for (let r = c + 1; r < m; r++) {
      const factor = matrix[r * m + c]! / head
      if (factor === 0) continue
      for (let e = c; e < m; e++) matrix[r * m + e] = matrix[r * m + e]! - factor * matrix[c * m + e]!
      right[r] = right[r]! - factor * right[c]!
    }
  }
  for (let r = m - 1; r >= 0; r--) {
    let sum = right[r]!
    for (let e = r + 1; e < m; e++) sum -= matrix[r * m + e]! * right[e]!
    right[r] = sum / matrix[r * m + r]!
    if (!Number.isFinite(right[r]!)) return false
  }
  return true
}

/** Values and slopes of the body in one year at z; `bounds` also computes the interval of each slope over all pieces. */
function evaluateBody(
  program: Settling,
  v: Float64Array,
  body: Body,
  bench: Bench,
  z: Float64Array,
  t: number,
  bounds: boolean,
): void {
  const { value, slope, least, most } = bench
  const m = body.m
  for (let j = 0; j < m; j++) {
    value[j] = z[j]!
    for (let c = 0; c < m; c++) {
      const one = j === c ? 1 : 0
      slope[j * m + c] = one
      least[j * m + c] = one
      most[j * m + c] = one
    }
  }
  for (let n = 0; n < body.nodes.length; n++) {
    const op = program.ops[body.nodes[n]!]!
    const from = body.starts[n]!
    const to = body.starts[n + 1]!
    const self = m + n
    const s = self * m
    const la = body.inputs[from]!
    const a = read(program, v, bench, la, t)
    if (op === 3) {
      let sum = a
      for (let p = from + 1; p < to; p++) sum += read(program, v, bench, body.inputs[p]!, t)
      value[self] = sum
      for (let c = 0; c < m; c++) {
        let d = 0
        let lo = 0
        let hi = 0
        for (let p = from; p < to; p++) {
          const local = body.inputs[p]!
          if (local < 0) continue
          d += slope[local * m + c]!
          lo += least[local * m + c]!
          hi += most[local * m + c]!
        }
        slope[s + c] = d
        if (bounds) {
          least[s + c] = lo
          most[s + c] = hi
        }
      }
      continue
    }
    const lb = to - from > 1 ? body.inputs[from + 1]! : la
    const b = read(program, v, bench, lb, t)
    // value = …; slope = fa·a′ + fb·b′ (select: of its two arms)
    let fa = 0
    let fb = 0
    let x = la
    let y = lb
    let hull = false
    switch (op) {
      case 4:
        value[self] = a * b
        fa = b
        fb = a
        break
      case 5:
        value[self] = a / b
        fa = 1 / b
        fb = -a / (b * b)
        break
      case 6:
        value[self] = Math.min(a, b)
        fa = a <= b ? 1 : 0
        fb = 1 - fa
        hull = true
        break
      case 7:
        value[self] = Math.max(a, b)
        fa = a >= b ? 1 : 0
        fb = 1 - fa
        hull = true
        break
      case 8:
        value[self] = a < b ? 1 : 0
        break
      case 9: {
        x = lb
        y = body.inputs[from + 2]!
        value[self] = a !== 0 ? b : read(program, v, bench, y, t)
        fa = a !== 0 ? 1 : 0
        fb = 1 - fa
        hull = true
        break
      }
      case 10:
        value[self] = exp(a)
        fa = value[self]!
        break
      case 11:
        value[self] = log(a)
        fa = 1 / a
        break
      case 12:
        value[self] = pow(a, b)
        fa = la >= 0 ? b * pow(a, b - 1) : 0
        fb = lb >= 0 ? value[self]! * log(a) : 0
        break
      case 13:
        value[self] = Math.floor(a)
        break
      default:
        throw new Error(`operation ${op} inside a loop`)
    }
    for (let c = 0; c < m; c++) {
      // a factor of 0 shuts an arm off even where its slope is not finite
      const da = x >= 0 && fa !== 0 ? fa * slope[x * m + c]! : 0
      const db = y >= 0 && fb !== 0 ? fb * slope[y * m + c]! : 0
      slope[s + c] = da + db
      if (!bounds) continue
      const aLo = x >= 0 ? least[x * m + c]! : 0
      const aHi = x >= 0 ? most[x * m + c]! : 0
      const bLo = y >= 0 ? least[y * m + c]! : 0
      const bHi = y >= 0 ? most[y * m + c]! : 0
      if (hull) {
        least[s + c] = Math.min(aLo, bLo)
        most[s + c] = Math.max(aHi, bHi)
      } else {
        const [a1, a2, b1, b2] = [fa * aLo, fa * aHi, fb * bLo, fb * bHi]
        least[s + c] = Math.min(a1, a2) + Math.min(b1, b2)
        most[s + c] = Math.max(a1, a2) + Math.max(b1, b2)
      }
    }
  }
}
