import { NodeTable, renumbered } from '../node-table.ts'
import type { Node, Plan } from '../plan.ts'
import { specialise } from '../specialise.ts'
import { scheduled } from './schedule.ts'

/** A plan, numbers of all its slots, those that draws change, and nodes whose values are asked for. */
export interface Work {
  readonly plan: Plan
  readonly values: Float64Array
  /** Slots; −1 for one that nothing depends on. */
  readonly free: readonly number[]
  readonly wanted: readonly number[]
}

/**
 * What is left of a plan for many draws: folded and pruned (specialise.ts), then rewritten by rules that change no bit of any
 * value: what is multiplied or divided by 1, summed of one, or chosen by a fixed condition is what it was; certain numbers at
 * the head of a sum are added beforehand; what is the same in every year is one number a run; and a value of one year that
 * series rest on is computed for that year alone, so that the years are gone through once, not once more for each such
 * value. Values inside a loop stay as they are: its solver would take other steps, though to the same answer.
 */
export function reduced({ plan, values, free, wanted }: Work): Work {
  const special = specialise(plan, values, new Set(free), wanted)
  const asked = wanted.map((node) => special.nodeOf[node]!)
  const { nodes, of } = new Rewriting(special.plan, new Set(asked))
  const ordered = scheduled(
    nodes,
    asked.map((node) => of[node]!),
  )
  const now = (node: number) => ordered.nodeOf[of[node]!]!
  const slotOf = new Map(special.slots.map((slot, i) => [slot, i]))
  return {
    plan: {
      ...special.plan,
      nodes: ordered.nodes,
      blocks: special.plan.blocks.map((block) => ({
        ...block,
        nodes: block.nodes.map(now).filter((node) => node >= 0),
      })),
    },
    values: Float64Array.from(special.slots, (slot) => values[slot]!),
    free: free.map((slot) => slotOf.get(slot) ?? -1),
    wanted: asked.map(now),
  }
}

/** Operations whose value in a year is made of their inputs' values in that year. */
const withinYear: ReadonlySet<string> = new Set([
  'sum',
  'mul',
  'div',
  'min',
  'max',
  'less',
  'select',
  'exp',
  'log',
  'pow',
  'floor',
])

/** Operations that read some years of a series to give one number. */
const overYears: ReadonlySet<string> = new Set(['at', 'total', 'least', 'greatest'])

class Rewriting {
  readonly nodes: Node[] = []
  /** New node of each old one. */
  readonly of: Int32Array
  readonly #old: readonly Node[]
  readonly #years: number
  readonly #known = new NodeTable(this.nodes)
  readonly #inLoop: Uint8Array
  /** Of an old node and a year, the node of its value in that year. */
  readonly #early = new Map<number, number>()
  /** Of each node that looks at years of a series, how many series rest on it. */
  readonly #above: ReadonlyMap<number, number>
  /** How many nodes may still be made. */
  #budget = 0

  constructor(plan: Plan, wanted: ReadonlySet<number>) {
    this.#old = plan.nodes
    this.#years = plan.horizon.to - plan.horizon.base + 1
    this.#inLoop = loopNodes(plan.nodes)
    this.of = new Int32Array(plan.nodes.length)
    const single: number[] = []
    for (let i = 0; i < plan.nodes.length; i++)
      if (overYears.has(plan.nodes[i]!.op) && this.#inLoop[i] === 0) single.push(i)
    this.#above = yearlyAbove(plan.nodes, single)
    for (let i = 0; i < plan.nodes.length; i++) {
      const node = plan.nodes[i]!
      if (this.#inLoop[i] === 1) {
        this.of[i] = this.nodes.length
        this.nodes.push(renumbered(node, this.of))
        continue
      }
      const single = overYears.has(node.op) ? this.#ofSingleYears(i) : undefined
      this.of[i] = single ?? this.#make(renumbered(node, this.of), wanted.has(i))
    }
  }

  /** Numbers of a node that no draw moves. */
  #fixed(node: number): readonly number[] | undefined {
    const { op, k } = this.nodes[node]!
    return op === 'const' || op === 'table' ? k! : undefined
  }

  #always(node: number, number: number): boolean {
    const numbers = this.#fixed(node)
    if (numbers === undefined) return false
    for (let i = 0; i < numbers.length; i++) if (!Object.is(numbers[i], number)) return false
    return true
  }

  /** A node that gives these values: one that is there, or a new one. `asked`: its axis has to stay. */
  #make(node: Node, asked = false): number {
    const [simple, axis] = [this.#simple(node), node.axis]
    if (simple !== undefined && (this.nodes[simple]!.axis === axis || !asked)) return simple
    if (node.op === 'sum' && node.in.length > 2) return this.#chain(node, asked)
    const once = asked ? node : this.#once(node)
    const known = this.#known.find(once.op, once.axis, once.in, once.k, this.nodes.length)
    if (known >= 0) return known
    this.nodes.push(once)
    return this.nodes.length - 1
  }

  /** A node that is there already and gives the same. */
  #simple({ op, in: inputs, k }: Node): number | undefined {
    const [a, b, c] = inputs as [number, number, number]
    switch (op) {
      case 'sum': {
        const head = this.#summedHead(inputs)
        return head ?? (inputs.length === 1 ? a : undefined)
      }
      case 'mul':
        return this.#always(a, 1) ? b : this.#always(b, 1) ? a : undefined
      case 'div':
        return this.#always(b, 1) ? a : undefined
      case 'select': {
        const condition = this.#fixed(a)
        if (condition?.every((value) => value !== 0)) return b
        return condition?.every((value) => value === 0) ? c : undefined
      }
      case 'at': {
        const numbers = this.#fixed(a)
        if (this.nodes[a]!.axis === 'one') return a
        return numbers ? this.#number(numbers[k![0]!]!) : undefined
      }
      default:
        return undefined
    }
  }

  /** A sum that begins with several certain numbers, begun with their sum. */
  #summedHead(inputs: readonly number[]): number | undefined {
    let head = 0
    while (head < inputs.length && this.#fixed(inputs[head]!)) head++
    if (head < 2) return undefined
    const yearly = inputs.slice(0, head).some((input) => this.nodes[input]!.axis === 'year')
    const k = Array.from({ length: yearly ? this.#years : 1 }, (_, t) => {
      const [first, ...rest] = inputs.slice(0, head).map((input) => {
        const numbers = this.#fixed(input)!
        return numbers.length === 1 ? numbers[0]! : numbers[t]!
      })
      return rest.reduce((sum, number) => sum + number, first!)
    })
    const start = this.#make({ op: yearly ? 'table' : 'const', axis: yearly ? 'year' : 'one', in: [], k })
    if (head === inputs.length) return start
    const rest = inputs.slice(head)
    const axis = [start, ...rest].some((input) => this.nodes[input]!.axis === 'year') ? 'year' : 'one'
    return this.#make({ op: 'sum', axis, in: [start, ...rest] })
  }

  /** A sum term by term, as it is added: a term need not wait for those behind it. */
  #chain({ axis, in: inputs }: Node, asked: boolean): number {
    const [first, ...rest] = inputs as [number, ...number[]]
    const last = rest.length - 1
    return rest.reduce((sum, input, i) => {
      const yearly = this.nodes[sum]!.axis === 'year' || this.nodes[input]!.axis === 'year'
      const own = i === last ? axis : yearly ? 'year' : 'one'
      return this.#make({ op: 'sum', axis: own, in: [sum, input] }, asked && i === last)
    }, first)
  }

  /** The node as one number a run, where it is the same in every year. */
  #once(node: Node): Node {
    if (node.axis === 'one') return node
    if (node.op === 'table') {
      const k = node.k!
      for (let t = 1; t < k.length; t++) if (!Object.is(k[t], k[0])) return node
      return { op: 'const', axis: 'one', in: [], k: [k[0]!] }
    }
    if (!withinYear.has(node.op)) return node
    for (let i = 0; i < node.in.length; i++) if (this.nodes[node.in[i]!]!.axis !== 'one') return node
    return { op: node.op, axis: 'one', in: node.in }
  }

  #number(value: number): number {
    return this.#make({ op: 'const', axis: 'one', in: [], k: [value] })
  }

  /**
   * What looks at years of a series, made of those years alone. Undefined where that is more work than it saves: series that rest
   * on it would else be computed in a sweep of their own, with what they share with this one stored between.
   */
  #ofSingleYears(i: number): number | undefined {
    const { op, in: inputs, k } = this.#old[i]!
    this.#budget = (this.#years / 2) * this.#above.get(i)!
    const x = inputs[0]!
    try {
      if (op === 'at') return this.#inYear(x, k![0]!)
      const all: number[] = []
      for (let t = k![0]!; t <= k![1]!; t++) all.push(this.#inYear(x, t))
      if (op === 'total') return this.#make({ op: 'sum', axis: 'one', in: all })
      return all.reduce((best, one) =>
        this.#make({ op: op === 'least' ? 'min' : 'max', axis: 'one', in: [best, one] }),
      )
    } catch (error) {
      // What was made so far stays unused and is pruned.
      if (error === tooMuch) return undefined
      throw error
    }
  }

  /** The value of an old node in a year (by index), as one number a run. @throws tooMuch */
  #inYear(node: number, t: number): number {
    const { op, axis, k } = this.#old[node]!
    if (axis === 'one') return this.of[node]!
    if (op === 'table') return this.#number(k![t]!)
    const key = node * this.#years + t
    const known = this.#early.get(key)
    if (known !== undefined) return known
    if (--this.#budget < 0) throw tooMuch
    const made = this.#madeInYear(node, t)
    this.#early.set(key, made)
    return made
  }

  #madeInYear(node: number, t: number): number {
    const { op, in: inputs, k } = this.#old[node]!
    const [x, y] = inputs as [number, number]
    const at = () => this.#make({ op: 'at', axis: 'one', in: [this.of[node]!], k: [t] })
    if (this.#inLoop[node] === 1) return at()
    if (withinYear.has(op))
      return this.#make({ op, axis: 'one', in: inputs.map((input) => this.#inYear(input, t)) })
    switch (op) {
      case 'blend': {
        const terms = [2, 0].flatMap((p) => {
          const [point, weight] = [k![4 * t + p]!, k![4 * t + p + 1]!]
          if (weight === 0) return []
          const weighted = [this.#number(weight), this.of[inputs[point]!]!]
          return [this.#make({ op: 'mul', axis: 'one', in: weighted })]
        })
        return terms.length === 0 ? this.#number(0) : this.#make({ op: 'sum', axis: 'one', in: terms })
      }
      case 'lag':
        return t < k![0]! ? this.#inYear(y, 0) : this.#inYear(x, t - k![0]!)
      case 'running': {
        const all = Array.from({ length: t + 1 }, (_, year) => this.#inYear(x, year))
        return this.#make({ op: 'sum', axis: 'one', in: all })
      }
      default:
        return at()
    }
  }
}

/** A value of one year would take too much work of its own. */
const tooMuch = new Error('too much')

/** How many series rest on each of these nodes: 32 of them in one sweep, a bit each. */
function yearlyAbove(nodes: readonly Node[], of: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (let first = 0; first < of.length; first += 32) {
    const group = of.slice(first, first + 32)
    const bitOf = new Map(group.map((node, bit) => [node, 1 << bit]))
    const above = new Int32Array(nodes.length)
    const counts = new Int32Array(32)
    for (let i = group[0]!; i < nodes.length; i++) {
      const { axis, in: inputs, op } = nodes[i]!
      let bits = 0
      for (let p = 0; p < inputs.length; p++) bits |= above[inputs[p]!]!
      if (axis === 'year')
        for (let rest = bits; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]!++
      above[i] = overYears.has(op) ? bits | (bitOf.get(i) ?? 0) : bits
    }
    for (const [bit, node] of group.entries()) found.set(node, counts[bit]!)
  }
  return found
}

/** 1 for tears, loops, and what lies between them. */
function loopNodes(nodes: readonly Node[]): Uint8Array {
  const inside = new Uint8Array(nodes.length)
  if (!nodes.some(({ op }) => op === 'tear' || op === 'loop')) return inside
  const below = new Uint8Array(nodes.length)
  const above = new Uint8Array(nodes.length)
  nodes.forEach(({ op, in: inputs }, i) => {
    if (op === 'tear' || op === 'loop' || inputs.some((input) => below[input] === 1)) below[i] = 1
  })
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (nodes[i]!.op === 'loop') above[i] = 1
    if (above[i] === 1) for (const input of nodes[i]!.in) above[input] = 1
  }
  for (let i = 0; i < nodes.length; i++)
    if (nodes[i]!.op === 'tear' || nodes[i]!.op === 'loop' || (below[i] === 1 && above[i] === 1))
      inside[i] = 1
  return inside
}
