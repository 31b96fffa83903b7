import { exp, log, pow } from '../numerics/elementary.ts'
import type { Trajectories } from './plan.ts'
import type { Program } from './program.ts'
import { type LoopProblem, settle } from './settle.ts'

export { type Program, prepare } from './program.ts'
export type { LoopProblem }

/**
 * The interpreter: `prepare` once a Plan, `run` once a vector of slot values. A run is one pass over typed arrays, each
 * operation over its whole series at once; no code is generated (a strict content security policy allows it).
 */

export interface Run {
  readonly trajectories: Trajectories
  readonly problems: readonly LoopProblem[]
}

// --- kernels: small and alike, so that they are compiled early; o, a, b, c are offsets, p, q, r strides ---

function addRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[a]! + v[b]!
    a += p
    b += q
  }
}

function accumulate(v: Float64Array, o: number, a: number, p: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[o + t]! + v[a]!
    a += p
  }
}

function copyRow(v: Float64Array, o: number, a: number, p: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[a]!
    a += p
  }
}

function mulRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[a]! * v[b]!
    a += p
    b += q
  }
}

function divRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[a]! / v[b]!
    a += p
    b += q
  }
}

function minRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = Math.min(v[a]!, v[b]!)
    a += p
    b += q
  }
}

function maxRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = Math.max(v[a]!, v[b]!)
    a += p
    b += q
  }
}

function lessRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[a]! < v[b]! ? 1 : 0
    a += p
    b += q
  }
}

function selectRows(
  v: Float64Array,
  o: number,
  c: number,
  r: number,
  a: number,
  p: number,
  b: number,
  q: number,
  n: number,
): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = v[c]! !== 0 ? v[a]! : v[b]!
    c += r
    a += p
    b += q
  }
}

function powRows(v: Float64Array, o: number, a: number, p: number, b: number, q: number, n: number): void {
  for (let t = 0; t < n; t++) {
    v[o + t] = pow(v[a]!, v[b]!)
    a += p
    b += q
  }
}

function expRow(v: Float64Array, o: number, a: number, n: number): void {
  for (let t = 0; t < n; t++) v[o + t] = exp(v[a + t]!)
}

function logRow(v: Float64Array, o: number, a: number, n: number): void {
  for (let t = 0; t < n; t++) v[o + t] = log(v[a + t]!)
}

function floorRow(v: Float64Array, o: number, a: number, n: number): void {
  for (let t = 0; t < n; t++) v[o + t] = Math.floor(v[a + t]!)
}

function sumRows(program: Program, v: Float64Array, o: number, i: number, n: number): void {
  const { inputs, rows, strides } = program
  const from = program.starts[i]!
  const to = program.starts[i + 1]!
  const a = inputs[from]!
  if (to - from === 1) {
    copyRow(v, o, rows[a]!, strides[a]!, n)
    return
  }
  const b = inputs[from + 1]!
  addRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
  for (let p = from + 2; p < to; p++) {
    const c = inputs[p]!
    accumulate(v, o, rows[c]!, strides[c]!, n)
  }
}

/** wᵢ·pᵢ + wⱼ·pⱼ; a term of weight 0 is not read (0 when both are). */
function blendRows(program: Program, v: Float64Array, o: number, i: number): void {
  const { inputs, rows, fixed, years } = program
  const from = program.starts[i]!
  let k = program.fixedAt[i]!
  for (let t = 0; t < years; t++) {
    const wi = fixed[k + 1]!
    const wj = fixed[k + 3]!
    let value = 0
    if (wj === 0) {
      if (wi !== 0) value = wi * v[rows[inputs[from + fixed[k]!]!]!]!
    } else {
      value = wj * v[rows[inputs[from + fixed[k + 2]!]!]!]!
      if (wi !== 0) value = wi * v[rows[inputs[from + fixed[k]!]!]!]! + value
    }
    v[o + t] = value
    k += 4
  }
}

function acrossYears(program: Program, v: Float64Array, i: number, op: number): void {
  const years = program.years
  const o = program.rows[i]!
  const x = program.inputs[program.starts[i]!]!
  const a = program.rows[x]!
  const p = program.strides[x]!
  const k = program.fixedAt[i]!
  switch (op) {
    case 15: {
      const distance = program.fixed[k]!
      const init = v[program.rows[program.inputs[program.starts[i]! + 1]!]!]!
      for (let t = 0; t < years; t++) v[o + t] = t < distance ? init : v[a + (t - distance) * p]!
      return
    }
    case 16:
      v[o] = v[a + program.fixed[k]! * p]!
      return
    case 17: {
      const from = program.fixed[k]!
      const to = program.fixed[k + 1]!
      let sum = v[a + from * p]!
      for (let t = from + 1; t <= to; t++) sum += v[a + t * p]!
      v[o] = sum
      return
    }
    case 18: {
      let sum = v[a]!
      v[o] = sum
      for (let t = 1; t < years; t++) {
        sum += v[a + t * p]!
        v[o + t] = sum
      }
      return
    }
    case 19:
    case 20: {
      const from = program.fixed[k]!
      const to = program.fixed[k + 1]!
      let best = v[a + from * p]!
      for (let t = from + 1; t <= to; t++) {
        best = op === 19 ? Math.min(best, v[a + t * p]!) : Math.max(best, v[a + t * p]!)
      }
      v[o] = best
      return
    }
    case 21: {
      let best = v[a]!
      v[o] = best
      for (let t = 1; t < years; t++) {
        best = Math.min(best, v[a + t * p]!)
        v[o + t] = best
      }
      return
    }
    default: {
      let best = 0
      for (let t = 1; t < years; t++) if (v[a + t * p]! > v[a + best * p]!) best = t
      v[o] = best
    }
  }
}

function compute(program: Program, v: Float64Array, values: Float64Array, i: number): void {
  const { ops, rows, strides, starts, inputs, fixedAt, fixed } = program
  const op = ops[i]!
  const o = rows[i]!
  const n = strides[i] === 1 ? program.years : 1
  const s = starts[i]!
  switch (op) {
    case 0:
      v[o] = values[fixed[fixedAt[i]!]!]!
      return
    case 1:
      v[o] = fixed[fixedAt[i]!]!
      return
    case 2: {
      const k = fixedAt[i]!
      for (let t = 0; t < n; t++) v[o + t] = fixed[k + t]!
      return
    }
    case 3:
      sumRows(program, v, o, i, n)
      return
    case 9: {
      const [c, a, b] = [inputs[s]!, inputs[s + 1]!, inputs[s + 2]!]
      selectRows(v, o, rows[c]!, strides[c]!, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    }
    case 10:
      expRow(v, o, rows[inputs[s]!]!, n)
      return
    case 11:
      logRow(v, o, rows[inputs[s]!]!, n)
      return
    case 13:
      floorRow(v, o, rows[inputs[s]!]!, n)
      return
    case 14:
      blendRows(program, v, o, i)
      return
    case 15:
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
    case 21:
    case 22:
      acrossYears(program, v, i, op)
      return
  }
  const a = inputs[s]!
  const b = inputs[s + 1]!
  switch (op) {
    case 4:
      mulRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    case 5:
      divRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    case 6:
      minRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    case 7:
      maxRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    case 8:
      lessRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    case 12:
      powRows(v, o, rows[a]!, strides[a]!, rows[b]!, strides[b]!, n)
      return
    default:
      throw new Error(`operation ${op} is not computed here`)
  }
}

/**
 * Computes every node for one vector of slot values. `into` may hand back the memory of an earlier run that is no longer
 * read (length `program.size`); nodes that are marked in `skip` (none inside a loop) stay as they are there.
 */
export function run(program: Program, values: Float64Array, into?: Float64Array, skip?: Uint8Array): Run {
  if (values.length !== program.plan.slots.length) {
    throw new Error(`${program.plan.slots.length} slots need as many values: ${values.length}`)
  }
  const v = into ?? new Float64Array(program.size)
  const order = program.order
  const problems: LoopProblem[] = []
  for (let step = 0; step < order.length; step++) {
    const i = order[step]!
    if (i >= 0) {
      if (skip === undefined || skip[i] === 0) compute(program, v, values, i)
    } else {
      const problem = settle(program, v, program.bodies[-1 - i]!)
      if (problem !== undefined) problems.push(problem)
    }
  }
  return { trajectories: view(program, v), problems }
}

function view(program: Program, v: Float64Array): Trajectories {
  return {
    plan: program.plan,
    value(node) {
      const from = program.rows[node]
      if (from === undefined) throw new Error(`node ${node} is not of this plan`)
      return v.subarray(from, from + (program.strides[node] === 1 ? program.years : 1))
    },
  }
}
