import type { Node, Op, Plan } from './plan.ts'

/** Operation codes of `Program.ops`; part of nothing that is kept. */
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

/** A loop: what lies between its torn values and its equations F. */
export interface Body {
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
  /** The first calendar year, and how many there are. */
  readonly base: number
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

/** Programs by the nodes of their plan: plans of one structure (same-structure.ts) have theirs in common. */
const prepared = new WeakMap<readonly Node[], Program>()

/** Makes a plan ready. */
export function prepare(plan: Plan): Program {
  const known = prepared.get(plan.nodes)
  if (known?.plan.horizon === plan.horizon && known.plan.blocks === plan.blocks)
    return known.plan === plan ? known : { ...known, plan }
  const made = prepareNodes(plan)
  prepared.set(plan.nodes, made)
  return made
}

function prepareNodes(plan: Plan): Program {
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
  return {
    plan,
    base: plan.horizon.base,
    years,
    size,
    ops,
    rows,
    strides,
    starts,
    inputs,
    fixedAt,
    fixed,
    order,
    bodies,
  }
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
