import type { Graph } from '../engine/graph.ts'
import type { Node, Plan, Ref, Slot } from '../engine/plan.ts'

/**
 * Series that are fixed numbers in a run and may be any numbers in a study: each is a table times a slot of its own, which stands
 * at 1 and keeps it apart from others with the same numbers.
 */
export function markedSeries(g: Graph, values: Float64Array, name: string): Ref {
  return g.mul(g.table([...values]), g.slot({ path: `series:${name}`, unit: '1', value: 1, origin: [] }))
}

/** A plan in which some of those series have a slot a year. */
export interface FreeSeries {
  readonly plan: Plan
  readonly values: Float64Array
  /** Node of the new plan by node of the old one. */
  readonly nodeOf: Int32Array
  /** Names of the series that `nodes` rest on, and the slots of the first: a row of years each, one after the other. */
  readonly names: readonly string[]
  readonly slots: readonly number[]
}

/** Frees the marked series among `reached` nodes (1 a node). */
export function freeSeries(plan: Plan, values: Float64Array, reached: Uint8Array): FreeSeries {
  const years = plan.horizon.to - plan.horizon.base + 1
  const nodes: Node[] = []
  const nodeOf = new Int32Array(plan.nodes.length)
  const slots: Slot[] = [...plan.slots]
  const numbers = [...values]
  const names: string[] = []
  const free: number[] = []
  const markOf = (node: Node): number | undefined =>
    node.op === 'mul'
      ? node.in.find((input) => {
          const { op, k } = plan.nodes[input]!
          return op === 'slot' && plan.slots[k![0]!]!.path.startsWith('series:')
        })
      : undefined
  for (const [i, node] of plan.nodes.entries()) {
    const mark = reached[i] === 1 ? markOf(node) : undefined
    if (mark === undefined) {
      nodeOf[i] = nodes.push({ ...node, in: node.in.map((input) => nodeOf[input]!) }) - 1
      continue
    }
    const slot = plan.slots[plan.nodes[mark]!.k![0]!]!
    const fixed = plan.nodes[node.in.find((input) => input !== mark)!]!.k!
    names.push(slot.path.slice('series:'.length))
    const points = Array.from({ length: years }, (_, t) => {
      free.push(slots.length)
      nodes.push({ op: 'slot', axis: 'one', in: [], k: [slots.length] })
      slots.push({ ...slot, path: `${slot.path}.${t}` })
      numbers.push(fixed[t]!)
      return nodes.length - 1
    })
    nodeOf[i] =
      nodes.push({ op: 'blend', axis: 'year', in: points, k: points.flatMap((_, t) => [t, 1, t, 0]) }) - 1
  }
  return {
    plan: { ...plan, nodes, slots },
    values: Float64Array.from(numbers),
    nodeOf,
    names,
    slots: free,
  }
}
