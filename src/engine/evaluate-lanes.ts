import { exp, log, pow } from '../numerics/elementary.ts'
import type { Plan } from './plan.ts'
import { type Program, prepare } from './program.ts'
import { type LoopProblem, settle } from './settle.ts'
import { type Special, specialise } from './specialise.ts'

/**
 * Many runs of one plan at once, bit for bit as `run` (evaluate.ts) would do them one by one. A lane is one run: another value
 * for the free slots, the rest as it is. What no free slot moves is folded to numbers, what no wanted figure needs is left
 * out, and of a series only the years that are asked for are computed. Values lie with the lanes innermost.
 */
export interface LanesOrder {
  readonly plan: Plan
  /** One number a slot: what holds where a lane says nothing else. */
  readonly values: Float64Array
  /** Slots that lanes change. */
  readonly free: readonly number[]
  /** Nodes whose values are asked for, and the years (calendar, both included); all years unless said. */
  readonly wanted: readonly number[]
  readonly years?: readonly [from: number, to: number]
  /** Lanes computed side by side; more fill the cache, fewer leave the loops short. */
  readonly width?: number
}

/** A loop of one lane that has no answer. */
export interface LaneProblem extends LoopProblem {
  readonly lane: number
}

export interface Lanes {
  /** How many nodes a lane computes, and values it holds: what folding and pruning left. */
  readonly nodes: number
  readonly size: number
  /**
   * Runs `count` lanes. `slots` holds the free slots one after another, each with its value in every lane. The answer has the
   * wanted nodes one after another, each with its years, each with its lanes; a value of no year stands in the first.
   */
  run(slots: Float64Array, count: number): LaneFigures
}

export interface LaneFigures {
  readonly count: number
  readonly problems: readonly LaneProblem[]
  /** A wanted node (its position in `wanted`) in a lane and a year (calendar). */
  at(wanted: number, lane: number, year: number): number
}

/** First and last year of a node that somebody asks for, as indexes; `from > to` for none. */
interface Spans {
  readonly from: Int32Array
  readonly to: Int32Array
}

export function lanesOf({ plan, values, free, wanted, years, width = 64 }: LanesOrder): Lanes {
  const special = specialise(plan, values, new Set(free), wanted)
  const whole = prepare(special.plan)
  const { base, to: end } = plan.horizon
  const asked = years ?? [base, end]
  const nodes = wanted.map((node) => special.nodeOf[node]!)
  const spans = spansOf(whole, nodes, asked[0] - base, asked[1] - base)
  const { program, size } = packed(whole, spans)
  const v = new Float64Array(size * width)
  fillFixed(program, spans, v, width)
  const place = slotPlaces(special, free)
  const length = asked[1] - asked[0] + 1
  return {
    nodes: program.order.length,
    size,
    run(slots, count) {
      if (slots.length !== free.length * count)
        throw new Error(`${free.length} slots in ${count} lanes need as many values: ${slots.length}`)
      const figures = new Float64Array(nodes.length * length * count)
      const problems: LaneProblem[] = []
      for (let first = 0; first < count; first += width) {
        const lanes = Math.min(width, count - first)
        for (const [slot, node] of place)
          for (let l = 0; l < width; l++)
            v[program.rows[node]! * width + l] = slots[slot * count + first + Math.min(l, lanes - 1)]!
        sweep(program, spans, v, width, lanes, (problem, lane) => {
          problems.push({ ...problem, lane: first + lane })
        })
        for (const [w, node] of nodes.entries())
          for (let t = 0; t < length; t++) {
            const stride = program.strides[node]!
            if (stride === 0 && t > 0) break
            const from = (program.rows[node]! + (t + asked[0] - base) * stride) * width
            const into = (w * length + t) * count + first
            for (let l = 0; l < lanes; l++) figures[into + l] = v[from + l]!
          }
      }
      return {
        count,
        problems,
        at(w, lane, year) {
          const t = program.strides[nodes[w]!] === 0 ? 0 : year - asked[0]
          return figures[(w * length + t) * count + lane]!
        },
      }
    },
  }
}

/** Free slots (by position) and the nodes that hold them; a slot that no figure needs has none. */
function slotPlaces(
  { plan, slots }: Special,
  free: readonly number[],
): readonly (readonly [number, number])[] {
  const node = new Map<number, number>()
  for (const [i, { op, k }] of plan.nodes.entries()) if (op === 'slot') node.set(slots[k![0]!]!, i)
  return free.flatMap((slot, position) => {
    const found = node.get(slot)
    return found === undefined ? [] : [[position, found] as const]
  })
}

/** Which years of each node are needed, from the wanted ones down; a loop is solved in the same years at all its nodes. */
function spansOf(program: Program, wanted: readonly number[], first: number, last: number): Spans {
  const { plan, starts, inputs, years } = program
  const count = plan.nodes.length
  const from = new Int32Array(count).fill(years)
  const to = new Int32Array(count).fill(-1)
  let changed = true
  const ask = (node: number, a: number, b: number): void => {
    if (b < a) return
    if (a < from[node]!) {
      from[node] = a
      changed = true
    }
    if (b > to[node]!) {
      to[node] = b
      changed = true
    }
  }
  for (const node of wanted) ask(node, first, last)
  while (changed) {
    changed = false
    for (let i = count - 1; i >= 0; i--) {
      const { op, k } = plan.nodes[i]!
      const [a, b] = [from[i]!, to[i]!]
      if (b < a) continue
      const x = inputs[starts[i]!]!
      if (op === 'at') ask(x, k![0]!, k![0]!)
      else if (op === 'total' || op === 'least' || op === 'greatest') ask(x, k![0]!, k![1]!)
      else if (op === 'argmax') ask(x, 0, years - 1)
      else if (op === 'running' || op === 'lowest') ask(x, 0, b)
      else if (op === 'lag') {
        ask(x, Math.max(0, a - k![0]!), b - k![0]!)
        ask(inputs[starts[i]! + 1]!, 0, 0)
      } else if (op !== 'tear') for (let p = starts[i]!; p < starts[i + 1]!; p++) ask(inputs[p]!, a, b)
    }
    for (const body of program.bodies) {
      let [a, b] = [years, -1]
      const heads = [...body.tears, ...body.settled].filter((node) => node >= 0)
      for (const node of heads) {
        a = Math.min(a, from[node]!)
        b = Math.max(b, to[node]!)
      }
      for (const node of heads) ask(node, a, b)
      for (const f of body.f) {
        const node = f >= 0 ? (f < body.m ? body.tears[f]! : body.nodes[f - body.m]!) : -1 - f
        if (node >= 0) ask(node, a, b)
      }
    }
  }
  return { from, to }
}

/** The program with room for the needed years only: the row of a node is where its year 0 would lie. */
function packed(program: Program, { from, to }: Spans): { readonly program: Program; readonly size: number } {
  const rows = new Int32Array(program.rows.length)
  let size = 0
  for (let i = 0; i < rows.length; i++) {
    if (to[i]! < from[i]!) continue
    const yearly = program.strides[i] === 1
    rows[i] = yearly ? size - from[i]! : size
    size += yearly ? to[i]! - from[i]! + 1 : 1
  }
  return { program: { ...program, rows }, size }
}

function fillFixed(program: Program, spans: Spans, v: Float64Array, width: number): void {
  for (const i of program.order) {
    if (i < 0) continue
    const op = program.ops[i]!
    if (op !== 1 && op !== 2) continue
    if (spans.to[i]! < spans.from[i]!) continue
    const k = program.fixedAt[i]!
    if (op === 1) v.fill(program.fixed[k]!, program.rows[i]! * width, (program.rows[i]! + 1) * width)
    else
      for (let t = spans.from[i]!; t <= spans.to[i]!; t++)
        v.fill(program.fixed[k + t]!, (program.rows[i]! + t) * width, (program.rows[i]! + t + 1) * width)
  }
}

function sweep(
  program: Program,
  spans: Spans,
  v: Float64Array,
  width: number,
  lanes: number,
  report: (problem: LoopProblem, lane: number) => void,
): void {
  const { order, ops } = program
  for (let step = 0; step < order.length; step++) {
    const i = order[step]!
    if (i >= 0) {
      if (ops[i]! > 2 && spans.to[i]! >= spans.from[i]!) compute(program, spans, v, width, i)
      continue
    }
    const body = program.bodies[-1 - i]!
    const head = [...body.tears, ...body.settled].find((node) => node >= 0)
    if (head === undefined || spans.to[head]! < spans.from[head]!) continue
    for (let lane = 0; lane < lanes; lane++) {
      const problem = settle(program, v, body, { width, lane, from: spans.from[head]!, to: spans.to[head]! })
      if (problem) report(problem, lane)
    }
  }
}

/** One node in its years and all lanes. */
function compute(program: Program, spans: Spans, v: Float64Array, width: number, i: number): void {
  const { ops, rows, strides, starts, inputs, fixed, fixedAt } = program
  const op = ops[i]!
  const yearly = strides[i] === 1
  const s = starts[i]!
  if (op >= 15) {
    across(program, spans, v, width, i, op)
    return
  }
  const [first, last] = yearly ? [spans.from[i]!, spans.to[i]!] : [0, 0]
  for (let t = first; t <= last; t++) {
    const o = (rows[i]! + (yearly ? t : 0)) * width
    if (op === 14) {
      const k = fixedAt[i]! + 4 * t
      blend(v, o, width, fixed[k + 1]!, fixed[k + 3]!, (p) => rows[inputs[s + fixed[k + p]!]!]! * width)
      continue
    }
    const x = inputs[s]!
    const a = (rows[x]! + t * strides[x]!) * width
    if (op === 3) {
      for (let l = 0; l < width; l++) v[o + l] = v[a + l]!
      for (let p = s + 1; p < starts[i + 1]!; p++) {
        const y = inputs[p]!
        const b = (rows[y]! + t * strides[y]!) * width
        for (let l = 0; l < width; l++) v[o + l] = v[o + l]! + v[b + l]!
      }
      continue
    }
    const y = starts[i + 1]! - s > 1 ? inputs[s + 1]! : x
    const b = (rows[y]! + t * strides[y]!) * width
    switch (op) {
      case 4:
        for (let l = 0; l < width; l++) v[o + l] = v[a + l]! * v[b + l]!
        break
      case 5:
        for (let l = 0; l < width; l++) v[o + l] = v[a + l]! / v[b + l]!
        break
      case 6:
        for (let l = 0; l < width; l++) v[o + l] = Math.min(v[a + l]!, v[b + l]!)
        break
      case 7:
        for (let l = 0; l < width; l++) v[o + l] = Math.max(v[a + l]!, v[b + l]!)
        break
      case 8:
        for (let l = 0; l < width; l++) v[o + l] = v[a + l]! < v[b + l]! ? 1 : 0
        break
      case 9: {
        const z = inputs[s + 2]!
        const c = (rows[z]! + t * strides[z]!) * width
        for (let l = 0; l < width; l++) v[o + l] = v[a + l]! !== 0 ? v[b + l]! : v[c + l]!
        break
      }
      case 10:
        for (let l = 0; l < width; l++) v[o + l] = exp(v[a + l]!)
        break
      case 11:
        for (let l = 0; l < width; l++) v[o + l] = log(v[a + l]!)
        break
      case 12:
        for (let l = 0; l < width; l++) v[o + l] = pow(v[a + l]!, v[b + l]!)
        break
      case 13:
        for (let l = 0; l < width; l++) v[o + l] = Math.floor(v[a + l]!)
        break
      default:
        throw new Error(`operation ${op} is not computed here`)
    }
  }
}

/** wᵢ·pᵢ + wⱼ·pⱼ as the interpreter adds them: a term of weight 0 is not read. */
function blend(
  v: Float64Array,
  o: number,
  width: number,
  wi: number,
  wj: number,
  at: (position: 0 | 2) => number,
): void {
  if (wj === 0) {
    if (wi === 0) v.fill(0, o, o + width)
    else {
      const a = at(0)
      for (let l = 0; l < width; l++) v[o + l] = wi * v[a + l]!
    }
    return
  }
  const b = at(2)
  if (wi === 0) for (let l = 0; l < width; l++) v[o + l] = wj * v[b + l]!
  else {
    const a = at(0)
    for (let l = 0; l < width; l++) {
      const part = wj * v[b + l]!
      v[o + l] = wi * v[a + l]! + part
    }
  }
}

/** Operations over years, lane by lane in the interpreter's order. */
function across(
  { rows, strides, starts, inputs, fixed, fixedAt, years }: Program,
  spans: Spans,
  v: Float64Array,
  width: number,
  i: number,
  op: number,
): void {
  const x = inputs[starts[i]!]!
  const p = strides[x]!
  const k = fixedAt[i]!
  const read = (t: number, l: number) => v[(rows[x]! + t * p) * width + l]!
  for (let l = 0; l < width; l++) {
    const write = (t: number, value: number) => {
      v[(rows[i]! + t) * width + l] = value
    }
    switch (op) {
      case 15: {
        const distance = fixed[k]!
        const init = rows[inputs[starts[i]! + 1]!]! * width
        for (let t = spans.from[i]!; t <= spans.to[i]!; t++)
          write(t, t < distance ? v[init + l]! : read(t - distance, l))
        break
      }
      case 16:
        write(0, read(fixed[k]!, l))
        break
      case 17: {
        let sum = read(fixed[k]!, l)
        for (let t = fixed[k]! + 1; t <= fixed[k + 1]!; t++) sum += read(t, l)
        write(0, sum)
        break
      }
      case 18:
      case 21: {
        let value = read(0, l)
        if (spans.from[i] === 0) write(0, value)
        for (let t = 1; t <= spans.to[i]!; t++) {
          value = op === 18 ? value + read(t, l) : Math.min(value, read(t, l))
          if (t >= spans.from[i]!) write(t, value)
        }
        break
      }
      case 19:
      case 20: {
        let best = read(fixed[k]!, l)
        for (let t = fixed[k]! + 1; t <= fixed[k + 1]!; t++)
          best = op === 19 ? Math.min(best, read(t, l)) : Math.max(best, read(t, l))
        write(0, best)
        break
      }
      default: {
        let best = 0
        for (let t = 1; t < years; t++) if (read(t, l) > read(best, l)) best = t
        write(0, best)
      }
    }
  }
}
