import { prepare, run } from './evaluate.ts'
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
  const { trajectories } = run(prepare(plan), values)
  const nodeOf = new Int32Array(plan.nodes.length).fill(-1)
  const nodes: Node[] = []
  const slots: number[] = []
  /** Fixed numbers are shared by value, so that a thousand zeros are one node. */
  const fixed = new Map<string, number>()
  for (let i = 0; i < plan.nodes.length; i++) {
    if (needed[i] === 0) continue
    const node = plan.nodes[i]!
    if (moving[i] === 0 && node.op !== 'tear') {
      const numbers = trajectories.value(i)
      const key = `${node.axis} ${Array.from(numbers, (value) => (Object.is(value, -0) ? '-0' : value)).join(' ')}`
      const known = fixed.get(key)
      if (known !== undefined) {
        nodeOf[i] = known
        continue
      }
      nodeOf[i] = nodes.length
      fixed.set(key, nodes.length)
      nodes.push({ op: node.axis === 'one' ? 'const' : 'table', axis: node.axis, in: [], k: [...numbers] })
      continue
    }
    if (moving[i] === 0) {
      // The value of a loop that nothing moves.
      nodeOf[i] = nodes.length
      nodes.push({ op: 'table', axis: 'year', in: [], k: [...trajectories.value(i)] })
      continue
    }
    nodeOf[i] = nodes.length
    if (node.op === 'slot') {
      nodes.push({ ...node, k: [slots.length] })
      slots.push(node.k![0]!)
    } else nodes.push({ ...node, in: node.in.map((input) => nodeOf[input]!) })
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
  for (const [i, { op, k }] of plan.nodes.entries())
    if (op === 'loop') loops.set(k![0]!, [...(loops.get(k![0]!) ?? []), i])
  const needed = new Uint8Array(plan.nodes.length)
  const open = [...wanted]
  while (open.length > 0) {
    const i = open.pop()!
    if (needed[i] === 1) continue
    needed[i] = 1
    if (moving[i] === 0) continue
    const { op, in: inputs, k } = plan.nodes[i]!
    for (const input of inputs) open.push(input)
    // A torn value stands for what its loop settles on: the loop is needed with it.
    if (op === 'tear') for (const head of loops.get(k![0]!) ?? []) open.push(head)
  }
  return needed
}
