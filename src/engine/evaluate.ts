import { exp, log, pow } from '../numerics/elementary.ts'
import type { Node, Op, Plan, Trajectories } from './plan.ts'

/**
 * The interpreter: `prepare` once a Plan, `run` once a vector of slot values. A run is one pass over typed arrays, each
 * operation over its whole series at once; no code is generated (a strict content security policy allows it).
 */

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

export interface Run {
  readonly trajectories: Trajectories
  readonly problems: readonly LoopProblem[]
}

/** Operation codes of a Program; the order is part of nothing but this file and its reader `Program.ops`. */
const codes: Readonly<Record<Op, number>> = {
  slot: 0,
  const: 1,
  table: 2,
  sum: 3,
  mul: 4,
  div: 5,
  min: 6,
  max: 7,
  less: 8,
  select: 9,
  exp: 10,
  log: 11,
  pow: 12,
  floor: 13,
  blend: 14,
  lag: 15,
  at: 16,
  total: 17,
  running: 18,
  least: 19,
  greatest: 20,
  lowest: 21,
  argmax: 22,
  tear: 23,
  loop: 24,
}

interface Body {
  readonly loop: number
  readonly about: readonly string[]
  /** Number of torn values. */
  readonly m: number
  /** Node of each tear and of each settled value; −1 where nobody asked for that position. */
  readonly tears: Int32Array
  readonly settled: Int32Array
  /** Nodes between tears and F, in order; the local number of body node b is m + b, of tear j is j. */
  readonly nodes: Int32Array
  /** For each body node, where its inputs start in `inputs`; one more entry closes the last. */
  readonly starts: Int32Array
  /** Local number, or −1 − node for what comes from outside. */
  readonly inputs: Int32Array
  /** F, as local number or −1 − node. */
  readonly f: Int32Array
  /** Whether F is piecewise linear and continuous in z, so that bounds of its slopes hold everywhere. */
  readonly linear: boolean
}

/** A Plan made ready for the interpreter: where each value lies and in which order to compute. */
export interface Program {
  readonly plan: Plan
  readonly years: number
  /** Length of the one array that holds every value. */
  readonly size: number
  readonly ops: Uint8Array
  /** Per node: where its values lie, and 1 (a value a year) or 0 (one value). */
  readonly rows: Int32Array
  readonly strides: Uint8Array
  /** Per node: where its inputs start in `inputs` (nodes); one more entry closes the last. */
  readonly starts: Int32Array
  readonly inputs: Int32Array
  /** Per node: where its fixed numbers start in `fixed`. */
  readonly fixedAt: Int32Array
  readonly fixed: Float64Array
  /** Nodes in the order of computation; −1 − i solves loop i of `bodies`. */
  readonly order: Int32Array
  readonly bodies: readonly Body[]
}

const tolerance = 1e-12
const maxSteps = 40

export function prepare(plan: Plan): Program {
  const years = plan.horizon.to - plan.horizon.base + 1
  const nodes = plan.nodes
  const count = nodes.length
  const ops = new Uint8Array(count)
  const rows = new Int32Array(count)
  const strides = new Uint8Array(count)
  const starts = new Int32Array(count + 1)
  const fixedAt = new Int32Array(count)
  let size = 0
  let inputCount = 0
  let fixedCount = 0
  let loops = false
  for (let i = 0; i < count; i++) {
    const node = nodes[i]!
    ops[i] = codes[node.op]
    rows[i] = size
    starts[i] = inputCount
    fixedAt[i] = fixedCount
    if (node.axis === 'year') {
      strides[i] = 1
      size += years
    } else {
      size += 1
    }
    inputCount += node.in.length
    if (node.k !== undefined) fixedCount += node.k.length
    if (node.op === 'tear') loops = true
  }
  starts[count] = inputCount
  const inputs = new Int32Array(inputCount)
  const fixed = new Float64Array(fixedCount)
  for (let i = 0; i < count; i++) {
    const node = nodes[i]!
    const from = starts[i]!
    for (let p = 0; p < node.in.length; p++) inputs[from + p] = node.in[p]!
    const k = node.k
    if (k === undefined) continue
    const at = fixedAt[i]!
    for (let p = 0; p < k.length; p++) fixed[at + p] = k[p]!
  }
  const bodies = loops ? findBodies(plan, starts, inputs) : []
  const order = loops ? orderWithLoops(nodes, bodies) : straightOrder(count)
  return { plan, years, size, ops, rows, strides, starts, inputs, fixedAt, fixed, order, bodies }
}

function straightOrder(count: number): Int32Array {
  const order = new Int32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  return order
}

function findBodies(plan: Plan, starts: Int32Array, inputs: Int32Array): Body[] {
  const nodes = plan.nodes
  const count = nodes.length
  const tears = new Map<number, number[]>()
  const settled = new Map<number, number[]>()
  for (let i = 0; i < count; i++) {
    const node = nodes[i]!
    if (node.op !== 'tear' && node.op !== 'loop') continue
    const [loop, position] = [node.k![0]!, node.k![1]!]
    const list = (node.op === 'tear' ? tears : settled).get(loop) ?? []
    list[position] = i
    ;(node.op === 'tear' ? tears : settled).set(loop, list)
  }
  const bodies: Body[] = []
  // in the order in which the loops are settled
  const closing = [...settled].sort((a, b) => Math.min(...a[1]) - Math.min(...b[1]))
  for (const [loop, heads] of closing) {
    const end = Math.min(...heads)
    const equations = nodes[end]!.in
    const m = equations.length
    const torn = tears.get(loop) ?? []
    const first = Math.min(end, ...torn)
    const needed = new Uint8Array(end)
    const local = new Int32Array(end).fill(-1)
    for (const f of equations) needed[f] = 1
    for (let i = end - 1; i >= first; i--) {
      if (needed[i] === 1) for (let p = starts[i]!; p < starts[i + 1]!; p++) needed[inputs[p]!] = 1
    }
    for (let j = 0; j < m; j++) if (torn[j] !== undefined) local[torn[j]!] = j
    const list: number[] = []
    for (let i = first; i < end; i++) {
      if (needed[i] === 0 || local[i] !== -1) continue
      let moves = false
      for (let p = starts[i]!; p < starts[i + 1]!; p++) if (local[inputs[p]!]! >= 0) moves = true
      if (!moves) continue
      local[i] = m + list.length
      list.push(i)
    }
    const bodyStarts = new Int32Array(list.length + 1)
    const bodyInputs: number[] = []
    for (let b = 0; b < list.length; b++) {
      bodyStarts[b] = bodyInputs.length
      const i = list[b]!
      for (let p = starts[i]!; p < starts[i + 1]!; p++) {
        const input = inputs[p]!
        bodyInputs.push(local[input]! >= 0 ? local[input]! : -1 - input)
      }
    }
    bodyStarts[list.length] = bodyInputs.length
    const positions = (of: readonly number[]): Int32Array =>
      Int32Array.from({ length: m }, (_, j) => of[j] ?? -1)
    const block = plan.blocks.find(
      (candidate) => candidate.kind === 'loop' && heads.some((head) => candidate.nodes.includes(head)),
    )
    bodies.push({
      loop,
      about: block?.about ?? [],
      m,
      tears: positions(torn),
      settled: positions(heads),
      nodes: Int32Array.from(list),
      starts: bodyStarts,
      inputs: Int32Array.from(bodyInputs),
      f: Int32Array.from(equations, (f) => (local[f]! >= 0 ? local[f]! : -1 - f)),
      linear: list.every((i) => piecewiseLinear(nodes[i]!, local)),
    })
  }
  return bodies
}

function piecewiseLinear(node: Node, local: Int32Array): boolean {
  const moves = (position: number): boolean => local[node.in[position]!]! >= 0
  switch (node.op) {
    case 'mul':
      return !(moves(0) && moves(1))
    case 'div':
      return !moves(1)
    case 'select':
      return !moves(0)
    default:
      return node.op === 'sum' || node.op === 'min' || node.op === 'max'
  }
}

/** Node order, except that whatever reads a torn value waits until its loop is settled. */
function orderWithLoops(nodes: readonly Node[], bodies: readonly Body[]): Int32Array {
  const byLoop = new Map(bodies.map((body, index) => [body.loop, index]))
  const done = new Uint8Array(bodies.length)
  const waitsFor = new Int32Array(nodes.length).fill(-1)
  const waiting: number[][] = bodies.map(() => [])
  const order: number[] = []
  const place = (i: number): void => {
    const node = nodes[i]!
    let wait = -1
    if (node.op === 'tear') {
      const body = byLoop.get(node.k![0]!)
      if (body !== undefined && done[body] === 0) wait = body
    }
    for (const input of node.in) {
      const on = waitsFor[input]!
      if (on >= 0 && done[on] === 0) wait = Math.max(wait, on)
    }
    if (wait >= 0) {
      waitsFor[i] = wait
      waiting[wait]!.push(i)
    } else if (node.op !== 'tear' && node.op !== 'loop') {
      order.push(i)
    }
  }
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    if (node.op === 'loop') {
      const body = byLoop.get(node.k![0]!)!
      if (done[body] === 1) continue
      order.push(-1 - body)
      done[body] = 1
      for (const held of waiting[body]!) place(held)
    } else {
      place(i)
    }
  }
  return Int32Array.from(order)
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
 * read (length `program.size`).
 */
export function run(program: Program, values: Float64Array, into?: Float64Array): Run {
  if (values.length !== program.plan.slots.length) {
    throw new Error(`${program.plan.slots.length} slots need as many values: ${values.length}`)
  }
  const v = into ?? new Float64Array(program.size)
  const order = program.order
  const problems: LoopProblem[] = []
  for (let step = 0; step < order.length; step++) {
    const i = order[step]!
    if (i >= 0) {
      compute(program, v, values, i)
    } else {
      const problem = solve(program, v, program.bodies[-1 - i]!)
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

// --- loops ---

/** What one year of a loop works with: a value and m slopes a local number, and bounds of the slopes. */
interface Bench {
  readonly value: Float64Array
  readonly slope: Float64Array
  readonly least: Float64Array
  readonly most: Float64Array
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
function solve(program: Program, v: Float64Array, body: Body): LoopProblem | undefined {
  const m = body.m
  const locals = m + body.nodes.length
  const bench: Bench = {
    value: new Float64Array(locals),
    slope: new Float64Array(locals * m),
    least: new Float64Array(locals * m),
    most: new Float64Array(locals * m),
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
    problem ??= { kind, loop: body.loop, year: program.plan.horizon.base + t, steps, about: body.about }
  }
  for (let t = 0; t < program.years; t++) {
    z.fill(0)
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
          report('loop-gain', t, steps)
          break
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
    if (!settled) report('loop-open', t, steps)
    for (let j = 0; j < m; j++) {
      if (body.tears[j]! >= 0) v[program.rows[body.tears[j]!]! + t] = z[j]!
      if (body.settled[j]! >= 0) v[program.rows[body.settled[j]!]! + t] = z[j]!
    }
  }
  return problem
}

function read(program: Program, v: Float64Array, bench: Bench, local: number, t: number): number {
  if (local >= 0) return bench.value[local]!
  const node = -1 - local
  return v[program.rows[node]! + t * program.strides[node]!]!
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
  program: Program,
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
