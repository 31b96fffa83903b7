import { log, pow } from '../numerics/elementary.ts'
import { solveLinear } from '../numerics/linear.ts'
import { prepare, run } from './evaluate.ts'
import type { Op, Plan, Trajectories } from './plan.ts'
import type { Body, Program } from './program.ts'
import type { LoopProblem } from './settle.ts'
import { ancestors, dependents } from './walk.ts'

/**
 * The gradient of one number of a run with respect to all slots at once: a reverse sweep over the graph of the run (reverse
 * accumulation; A. Griewank and A. Walther, Evaluating Derivatives, SIAM 2008, ch. 3). A settled loop z = F(z, x) is
 * differentiated implicitly: λ = (I − F′)⁻ᵀ z̄, then one sweep of its body from λ.
 *
 * Where the graph has a kink at this very point (both arms of a min alike, a condition on its edge, two greatest years) there
 * is no derivative: the sweep follows the arm that the run took, and the kink is listed. A kink that lies elsewhere is not seen
 * here; the ends of ranges show it.
 */
export interface Gradient {
  readonly value: number
  /** d value / d slot, one number a slot of the plan; 0 where nothing leads from the slot to the value. */
  readonly slopes: Float64Array
  readonly kinks: readonly Kink[]
}

/** A node without a derivative at this point, and the years (calendar) in which the value depends on it. */
export interface Kink {
  readonly node: number
  readonly op: Op
  readonly years: readonly number[]
}

/** What is differentiated: a node in one year (calendar; of no meaning for a single value). */
export interface Wanted {
  readonly node: number
  readonly year: number
}

/** A run that can be differentiated again and again. */
export interface Tape {
  readonly trajectories: Trajectories
  /** Loops without an answer: then there is no gradient. */
  readonly problems: readonly LoopProblem[]
  gradient(of: Wanted): Gradient
}

/** A plan made ready for reverse sweeps. */
export interface Reverse {
  /** Runs the plan with these slot values. The tape is good until the next one is asked for. */
  at(values: Float64Array): Tape
}

/** Relative distance below which two values count as the same: a kink. */
const touching = 1e-9

/** Prepares gradients of any of the wanted nodes with respect to the free slots. */
export function reverseOf(plan: Plan, wanted: readonly number[], free: Iterable<number>): Reverse {
  const program = prepare(plan)
  const moving = dependents(plan, new Set(free))
  const needed = ancestors(plan, wanted)
  const active = moving.map((moves, i) => moves & needed[i]!)
  const v = new Float64Array(program.size)
  const bar = new Float64Array(program.size)
  return {
    at(values) {
      const { trajectories, problems } = run(program, values, v)
      return {
        trajectories,
        problems,
        gradient: ({ node, year }) => {
          if (problems.length > 0) throw new Error('a run whose loops are open has no gradient')
          bar.fill(0)
          const t = program.strides[node] === 1 ? year - plan.horizon.base : 0
          const at = program.rows[node]! + t
          bar[at] = 1
          const sweep = new Sweep(program, v, bar, active)
          sweep.back()
          const slopes = new Float64Array(plan.slots.length)
          for (const [i, { op, k }] of plan.nodes.entries())
            if (op === 'slot' && active[i] === 1) slopes[k![0]!]! += bar[program.rows[i]!]!
          return { value: v[at]!, slopes, kinks: sweep.kinks() }
        },
      }
    },
  }
}

class Sweep {
  readonly #program: Program
  /** Values, and what a change of each is worth: the same places. */
  readonly #v: Float64Array
  readonly #bar: Float64Array
  readonly #active: Uint8Array
  readonly #kinks = new Map<number, Set<number>>()

  constructor(program: Program, v: Float64Array, bar: Float64Array, active: Uint8Array) {
    this.#program = program
    this.#v = v
    this.#bar = bar
    this.#active = active
  }

  back(): void {
    const { order, bodies } = this.#program
    for (let step = order.length - 1; step >= 0; step--) {
      const i = order[step]!
      if (i < 0) this.#loop(bodies[-1 - i]!)
      else if (this.#active[i] === 1) this.#node(i)
    }
  }

  kinks(): readonly Kink[] {
    const { plan } = this.#program
    return [...this.#kinks]
      .sort(([a], [b]) => a - b)
      .map(([node, years]) => ({
        node,
        op: plan.nodes[node]!.op,
        years: [...years].sort((a, b) => a - b).map((t) => plan.horizon.base + t),
      }))
  }

  #kink(node: number, t: number): void {
    const known = this.#kinks.get(node)
    if (known) known.add(t)
    else this.#kinks.set(node, new Set([t]))
  }

  #node(i: number): void {
    const { ops, rows, strides, starts, inputs, years } = this.#program
    const bar = this.#bar
    const o = rows[i]!
    const n = strides[i] === 1 ? years : 1
    let any = false
    for (let t = 0; t < n; t++)
      if (bar[o + t] !== 0) {
        any = true
        break
      }
    if (!any) return
    const op = ops[i]!
    if (op <= 2) return
    const s = starts[i]!
    if (op === 3) {
      for (let p = s; p < starts[i + 1]!; p++) this.#add(inputs[p]!, o, n)
      return
    }
    if (op === 4) {
      this.#scaled(inputs[s]!, inputs[s + 1]!, o, n)
      this.#scaled(inputs[s + 1]!, inputs[s]!, o, n)
      return
    }
    if (op >= 14) {
      this.#across(i, op)
      return
    }
    for (let t = 0; t < n; t++) {
      const weight = bar[o + t]!
      if (weight !== 0) this.#pointwise(i, op, t, weight, (input, share) => this.#give(input, t, share))
    }
  }

  /** A row of weights added to what an input gets. */
  #add(input: number, o: number, n: number): void {
    if (this.#active[input] === 0) return
    const { rows, strides } = this.#program
    const bar = this.#bar
    const a = rows[input]!
    const p = strides[input]!
    for (let t = 0; t < n; t++) bar[a + t * p]! += bar[o + t]!
  }

  /** The same, each weight times the other factor. */
  #scaled(input: number, other: number, o: number, n: number): void {
    if (this.#active[input] === 0) return
    const { rows, strides } = this.#program
    const bar = this.#bar
    const v = this.#v
    const [a, p, b, q] = [rows[input]!, strides[input]!, rows[other]!, strides[other]!]
    for (let t = 0; t < n; t++) {
      const weight = bar[o + t]!
      // What no change of the value reaches is not asked for its factor, which may be infinite.
      if (weight !== 0) bar[a + t * p]! += weight * v[b + t * q]!
    }
  }

  #give(input: number, t: number, share: number): void {
    if (this.#active[input] === 1)
      this.#bar[this.#program.rows[input]! + t * this.#program.strides[input]!]! += share
  }

  #at(node: number, t: number): number {
    return this.#v[this.#program.rows[node]! + t * this.#program.strides[node]!]!
  }

  /** Operations of one year: what a change of each input is worth. Also used inside loops. */
  #pointwise(
    i: number,
    op: number,
    t: number,
    weight: number,
    give: (input: number, share: number) => void,
  ): void {
    const { starts, inputs } = this.#program
    const s = starts[i]!
    const x = inputs[s]!
    const y = starts[i + 1]! - s > 1 ? inputs[s + 1]! : x
    switch (op) {
      case 3:
        for (let p = s; p < starts[i + 1]!; p++) give(inputs[p]!, weight)
        return
      case 4:
        give(x, weight * this.#at(y, t))
        give(y, weight * this.#at(x, t))
        return
      case 5: {
        const b = this.#at(y, t)
        give(x, weight / b)
        if (this.#active[y] === 1) give(y, (-weight * this.#at(x, t)) / (b * b))
        return
      }
      case 6:
      case 7: {
        const [a, b] = [this.#at(x, t), this.#at(y, t)]
        if (close(a, b)) this.#kink(i, t)
        give((op === 6 ? a <= b : a >= b) ? x : y, weight)
        return
      }
      case 8:
        // A step: flat on both sides.
        if (close(this.#at(x, t), this.#at(y, t))) this.#kink(i, t)
        return
      case 9:
        if (this.#onEdge(x, t)) this.#kink(i, t)
        give(this.#at(x, t) !== 0 ? y : inputs[s + 2]!, weight)
        return
      case 10:
        give(x, weight * this.#at(i, t))
        return
      case 11:
        give(x, weight / this.#at(x, t))
        return
      case 12: {
        const [a, b] = [this.#at(x, t), this.#at(y, t)]
        if (this.#active[x] === 1) give(x, weight * b * pow(a, b - 1))
        if (this.#active[y] === 1) give(y, weight * this.#at(i, t) * log(a))
        return
      }
      case 13: {
        const a = this.#at(x, t)
        if (close(a, Math.round(a))) this.#kink(i, t)
        return
      }
      default:
        throw new Error(`operation ${op} has no derivative here`)
    }
  }

  /** Whether a condition that can move turns right at this point. */
  #onEdge(node: number, t: number): boolean {
    if (this.#active[node] === 0) return false
    const { ops, starts, inputs } = this.#program
    const op = ops[node]!
    const s = starts[node]!
    if (op === 8) return close(this.#at(inputs[s]!, t), this.#at(inputs[s + 1]!, t))
    // A product of conditions turns where one of them does.
    if (op === 4) return this.#onEdge(inputs[s]!, t) || this.#onEdge(inputs[s + 1]!, t)
    return this.#at(node, t) === 0
  }

  /** Operations that look at other years. */
  #across(i: number, op: number): void {
    const { rows, strides, starts, inputs, fixed, fixedAt, years } = this.#program
    const bar = this.#bar
    const o = rows[i]!
    const s = starts[i]!
    const x = inputs[s]!
    const k = fixedAt[i]!
    switch (op) {
      case 14:
        for (let t = 0; t < years; t++) {
          const weight = bar[o + t]!
          if (weight === 0) continue
          const [wi, wj] = [fixed[k + 4 * t + 1]!, fixed[k + 4 * t + 3]!]
          if (wi !== 0) this.#give(inputs[s + fixed[k + 4 * t]!]!, 0, weight * wi)
          if (wj !== 0) this.#give(inputs[s + fixed[k + 4 * t + 2]!]!, 0, weight * wj)
        }
        return
      case 15: {
        const distance = fixed[k]!
        for (let t = 0; t < years; t++)
          if (t < distance) this.#give(inputs[s + 1]!, 0, bar[o + t]!)
          else this.#give(x, t - distance, bar[o + t]!)
        return
      }
      case 16:
        this.#give(x, fixed[k]!, bar[o]!)
        return
      case 17:
        for (let t = fixed[k]!; t <= fixed[k + 1]!; t++) this.#give(x, t, bar[o]!)
        return
      case 18: {
        let sum = 0
        for (let t = years - 1; t >= 0; t--) {
          sum += bar[o + t]!
          this.#give(x, t, sum)
        }
        return
      }
      case 19:
      case 20:
        this.#give(x, this.#extreme(i, x, fixed[k]!, fixed[k + 1]!, op === 20, 0), bar[o]!)
        return
      case 21:
        for (let t = 0; t < years; t++)
          if (bar[o + t] !== 0) this.#give(x, this.#extreme(i, x, 0, t, false, t), bar[o + t]!)
        return
      case 22:
        // The place of the greatest: flat, unless two years share it.
        if (strides[x] === 1) this.#extreme(i, x, 0, years - 1, true, 0)
        return
      default:
        throw new Error(`operation ${op} has no derivative here`)
    }
  }

  /** The first year of the greatest or smallest; a kink where another year comes as far. */
  #extreme(i: number, x: number, from: number, to: number, greatest: boolean, t: number): number {
    let best = from
    for (let u = from + 1; u <= to; u++) {
      const [value, record] = [this.#at(x, u), this.#at(x, best)]
      if (greatest ? value > record : value < record) best = u
    }
    if (this.#program.strides[x] === 1)
      for (let u = from; u <= to; u++)
        if (u !== best && close(this.#at(x, u), this.#at(x, best))) {
          this.#kink(i, t)
          break
        }
    return best
  }

  /** Year by year: what the settled values are worth becomes what the equations are worth, and these what lies outside. */
  #loop(body: Body): void {
    const { rows, years } = this.#program
    const { m } = body
    const bar = this.#bar
    const heads = [...body.tears, ...body.settled].filter((node) => node >= 0)
    if (!heads.some((node) => this.#active[node] === 1)) return
    const worth = new Float64Array(m)
    const matrix = new Float64Array(m * m)
    const seed = new Float64Array(m)
    for (let t = 0; t < years; t++) {
      let any = false
      for (let j = 0; j < m; j++) {
        const [tear, settled] = [body.tears[j]!, body.settled[j]!]
        worth[j] = (tear >= 0 ? bar[rows[tear]! + t]! : 0) + (settled >= 0 ? bar[rows[settled]! + t]! : 0)
        if (worth[j] !== 0) any = true
      }
      if (!any) continue
      for (let j = 0; j < m; j++) {
        seed.fill(0)
        seed[j] = 1
        const row = this.#body(body, t, seed, false)
        // I − F′ transposed: row c, column j.
        for (let c = 0; c < m; c++) matrix[c * m + j] = (c === j ? 1 : 0) - row[c]!
      }
      const lambda = solveLinear(matrix, worth)
      if (!lambda) throw new Error('a settled loop has a singular slope')
      this.#body(body, t, lambda, true)
    }
  }

  /** A sweep of a body in one year from weights of its equations: what its torn values are worth; what lies outside gets its share. */
  #body(body: Body, t: number, seed: Float64Array, outward: boolean): Float64Array {
    const { ops, starts, inputs } = this.#program
    const { m } = body
    const own = new Float64Array(m + body.nodes.length)
    const put = (local: number, share: number): void => {
      if (local >= 0) own[local]! += share
      else if (outward) this.#give(-1 - local, t, share)
    }
    for (let j = 0; j < m; j++) put(body.f[j]!, seed[j]!)
    for (let n = body.nodes.length - 1; n >= 0; n--) {
      const weight = own[m + n]!
      if (weight === 0) continue
      const node = body.nodes[n]!
      // The inputs of the node in the plan and in the body stand in the same order: which of them is meant is told by place.
      const from = starts[node]!
      const locals = body.starts[n]!
      const localOf = (input: number): number => {
        for (let p = from; p < starts[node + 1]!; p++)
          if (inputs[p] === input) return body.inputs[locals + p - from]!
        throw new Error(`node ${input} is no input of ${node}`)
      }
      this.#pointwise(node, ops[node]!, t, weight, (input, share) => put(localOf(input), share))
    }
    return own
  }
}

function close(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= touching * Math.max(Math.abs(a), Math.abs(b))
}
