import type { Plan } from '../../engine/plan.ts'
import type { Operation } from './level.ts'
import type { NodeNames } from './node-names.ts'

/** A node read in one year, as a part of an operation. */
export interface Part {
  readonly node: number
  readonly index: number
  readonly factor: number
}

export interface Expansion {
  readonly how: Operation
  readonly parts: readonly Part[]
}

/** The operations of a plan as a reader sees them: flattened where they are nested (a·(b·c) reads a·b·c), only what is taken of a choice. */
export class Operations {
  readonly #plan: Plan
  readonly #nodes: NodeNames
  readonly #value: (node: number, index: number) => number
  readonly #years: number
  readonly #equations = new Map<number, readonly number[]>()

  constructor(plan: Plan, nodes: NodeNames, value: (node: number, index: number) => number) {
    this.#plan = plan
    this.#nodes = nodes
    this.#value = value
    this.#years = plan.horizon.to - plan.horizon.base + 1
    for (const node of plan.nodes) if (node.op === 'loop') this.#equations.set(node.k![0]!, node.in)
  }

  /** What a node is in one year. */
  expand(node: number, index: number): Expansion {
    const { op, in: inputs, k } = this.#plan.nodes[node]!
    const one = (how: Operation, part: number, year = index): Expansion => ({
      how,
      parts: [{ node: part, index: year, factor: 1 }],
    })
    const all = (how: Operation): Expansion => ({
      how,
      parts: inputs.map((part) => ({ node: part, index, factor: 1 })),
    })
    const across = (how: Operation, from: number, to: number): Expansion => ({
      how,
      parts: Array.from({ length: to - from + 1 }, (_, i) => ({
        node: inputs[0]!,
        index: from + i,
        factor: 1,
      })),
    })
    switch (op) {
      case 'sum':
        return { how: 'sum', parts: this.addends(node, index, 1, true) }
      case 'mul':
      case 'div': {
        const parts = this.#factors(node, index, 1, true)
        return parts.length === 1 && parts[0]!.factor === 1
          ? { how: 'same', parts }
          : { how: 'product', parts }
      }
      case 'select': {
        const taken = this.#taken(node, index)
        return this.#nodes.isNamed(taken) || this.#isFixed(taken)
          ? one('same', taken)
          : this.expand(taken, index)
      }
      case 'min':
        return { how: 'least', parts: this.#alike(node, index, 'min') }
      case 'max':
        return { how: 'greatest', parts: this.#alike(node, index, 'max') }
      case 'less':
        return all('less')
      case 'pow':
        return all('power')
      case 'log':
        return all('logarithm')
      case 'floor':
        return all('floor')
      case 'exp': {
        const inner = this.#plan.nodes[inputs[0]!]!
        const logs = inner.op === 'blend' && inner.in.every((x) => this.#plan.nodes[x]!.op === 'log')
        if (!logs) return all('exponential')
        return this.#points(inner, index, 'geometric', (x) => this.#plan.nodes[x]!.in[0]!)
      }
      case 'blend':
        return this.#points(this.#plan.nodes[node]!, index, 'interpolation', (x) => x)
      case 'lag':
        return index < k![0]! ? one('same', inputs[1]!, 0) : one('same', inputs[0]!, index - k![0]!)
      case 'at':
        return one('same', inputs[0]!, k![0]!)
      case 'total':
        return across('sum-of-years', k![0]!, k![1]!)
      case 'running':
        return across('sum-of-years', 0, index)
      case 'least':
        return across('least-of-years', k![0]!, k![1]!)
      case 'greatest':
        return across('greatest-of-years', k![0]!, k![1]!)
      case 'lowest':
        return across('least-of-years', 0, index)
      case 'argmax':
        return across('index-of-greatest', 0, this.#years - 1)
      case 'tear':
        return one('same', this.#equations.get(k![0]!)![k![1]!]!)
      case 'loop':
        return one('same', inputs[k![1]!]!)
      default:
        throw new Error(`${op} has no terms`)
    }
  }

  /** The points beside the year with their weights; one point alone is that point. */
  #points(
    blend: { readonly in: readonly number[]; readonly k?: readonly number[] },
    index: number,
    how: Operation,
    pointOf: (input: number) => number,
  ): Expansion {
    const [i, wi, j, wj] = blend.k!.slice(4 * index, 4 * index + 4) as [number, number, number, number]
    const parts: Part[] = []
    if (wi !== 0) parts.push({ node: pointOf(blend.in[i]!), index, factor: wi })
    if (wj !== 0) parts.push({ node: pointOf(blend.in[j]!), index, factor: wj })
    // Two names of one point (before the first, after the last) are that point.
    const merged =
      parts.length === 2 && parts[0]!.node === parts[1]!.node
        ? [{ ...parts[0]!, factor: parts[0]!.factor + parts[1]!.factor }]
        : parts
    return merged.length === 1 && merged[0]!.factor === 1
      ? { how: 'same', parts: merged }
      : { how, parts: merged }
  }

  /** Terms of a nested sum, with their signs; a named node is a term, whatever it is made of. */
  addends(node: number, index: number, factor: number, top: boolean): readonly Part[] {
    if (!top && this.#nodes.isNamed(node)) return [{ node, index, factor }]
    const { op, in: inputs } = this.#plan.nodes[node]!
    if (op === 'sum') return inputs.flatMap((input) => this.addends(input, index, factor, false))
    if (op === 'mul' && !top) {
      const minus = inputs.find((input) => this.#constant(input) === -1)
      if (minus !== undefined) {
        const other = inputs[0] === minus ? inputs[1]! : inputs[0]!
        return this.addends(other, index, -factor, false)
      }
    }
    return [{ node, index, factor }]
  }

  /** Factors of a nested product; division has the exponent −1. Branches not taken are passed by. */
  #factors(node: number, index: number, factor: number, top: boolean): readonly Part[] {
    if (!top && this.#nodes.isNamed(node)) return [{ node, index, factor }]
    const { op, in: inputs } = this.#plan.nodes[node]!
    if (op === 'mul') return inputs.flatMap((input) => this.#factors(input, index, factor, false))
    if (op === 'div')
      return [
        ...this.#factors(inputs[0]!, index, factor, false),
        ...this.#factors(inputs[1]!, index, -factor, false),
      ]
    if (op === 'select' && !top) return this.#factors(this.#taken(node, index), index, factor, false)
    return [{ node, index, factor }]
  }

  #alike(node: number, index: number, op: 'min' | 'max'): readonly Part[] {
    return this.#plan.nodes[node]!.in.flatMap((input) =>
      this.#plan.nodes[input]!.op === op && !this.#nodes.isNamed(input)
        ? this.#alike(input, index, op)
        : [{ node: input, index, factor: 1 }],
    )
  }

  /** The branch of a choice that is taken in a year. */
  #taken(node: number, index: number): number {
    const [condition, yes, no] = this.#plan.nodes[node]!.in as readonly [number, number, number]
    return this.#value(condition, index) === 0 ? no : yes
  }

  #isFixed(node: number): boolean {
    const { op } = this.#plan.nodes[node]!
    return op === 'const' || op === 'table'
  }

  #constant(node: number): number | undefined {
    const { op, k } = this.#plan.nodes[node]!
    return op === 'const' ? k![0] : undefined
  }
}
