import { prepare, run } from './evaluate.ts'
import { NodeTable, renumbered } from './node-table.ts'
import type { Node, Plan } from './plan.ts'
import { dependents } from './walk.ts'

/** A plan that holds only what some figures need and what some slots move; the rest is fixed numbers. */
export interface Special {
  readonly plan: Plan
  /** Node of the special plan that stands for a node of the whole one; −1 where nothing asks for it. */
  readonly nodeOf: Int32Array
  /** Slots of the whole plan by slot of the special one. */
  readonly slots: readonly number[]
}

/**
 * Folds and prunes (graph.md 1): nodes that `wanted` do not need go, nodes that no free slot moves become the numbers that a
 * run gives them, bit for bit. A special plan with the same slot values gives the same bits as the whole.
 */
export function specialise(
  plan: Plan,
  values: Float64Array,
  free: ReadonlySet<number>,
  wanted: readonly number[],
): Special {
  const moving = dependents(plan, free)
  const needed = below(plan, wanted, moving)
  const program = prepare(plan)
  const { rows, strides, years } = program
  const v = new Float64Array(program.size)
  run(program, values, v, program.bodies.length === 0 ? moving : undefined)
  const nodeOf = new Int32Array(plan.nodes.length).fill(-1)
  const nodes: Node[] = []
  const slots: number[] = []
  /** Fixed numbers are shared by value, so that a thousand zeros are one node. */
  const fixed = new NodeTable(nodes)
  const none: readonly number[] = []
  for (let i = 0; i < plan.nodes.length; i++) {
    if (needed[i] === 0) continue
    const node = plan.nodes[i]!
    const { op, axis } = node
    nodeOf[i] = nodes.length
    if (moving[i] === 0) {
      const numbers = v.subarray(rows[i]!, rows[i]! + (strides[i] === 1 ? years : 1))
      const own = axis === 'one' ? 'const' : 'table'
      // The value of a loop that nothing moves stands for itself alone.
      const known = op === 'tear' ? -1 : fixed.find(own, axis, none, numbers, nodes.length)
      if (known >= 0) nodeOf[i] = known
      else nodes.push({ op: own, axis, in: none, k: Array.from(numbers) })
    } else if (op === 'slot') {
      nodes.push({ op, axis, in: none, k: [slots.length] })
      slots.push(node.k![0]!)
    } else nodes.push(renumbered(node, nodeOf))
  }
  const kept = plan.blocks.flatMap((block) => {
    if (block.kind !== 'loop') return []
    const inside = block.nodes.flatMap((node) => (nodeOf[node]! >= 0 ? [nodeOf[node]!] : []))
    return inside.length > 0 ? [{ ...block, nodes: inside }] : []
  })
  return {
    plan: {
      format: 1,
      horizon: plan.horizon,
      slots: slots.map((slot) => plan.slots[slot]!),
      nodes,
      columns: [],
      blocks: kept,
    },
    nodeOf,
    slots,
  }
}

/** What the wanted nodes need, down to the first that nothing moves: 1 a node that is needed. */
function below(plan: Plan, wanted: readonly number[], moving: Uint8Array): Uint8Array {
  const loops = new Map<number, number[]>()
  for (let i = 0; i < plan.nodes.length; i++) {
    const { op, k } = plan.nodes[i]!
    if (op === 'loop') loops.set(k![0]!, [...(loops.get(k![0]!) ?? []), i])
  }
  const needed = new Uint8Array(plan.nodes.length)
  const open = wanted.slice()
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    if (needed[i] === 1) continue
    needed[i] = 1
    if (moving[i] === 0) continue
    const { op, in: inputs, k } = plan.nodes[i]!
    for (let p = 0; p < inputs.length; p++) if (needed[inputs[p]!] === 0) open.push(inputs[p]!)
    // A torn value stands for what its loop settles on: the loop is needed with it.
    if (op === 'tear') for (const head of loops.get(k![0]!) ?? []) open.push(head)
  }
  return needed
}
