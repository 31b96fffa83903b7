import { type Grade, grades } from '../model/given.ts'
import type { Node, Plan } from './plan.ts'

/** Walks over a plan, from a node down to the slots that it depends on. A torn value depends on its loop's equations. */

/** For each loop number, the equations F that its torn values stand for. */
function equationsOf(nodes: readonly Node[]): Map<number, readonly number[]> {
  const equations = new Map<number, readonly number[]>()
  for (const node of nodes) if (node.op === 'loop') equations.set(node.k![0]!, node.in)
  return equations
}

/** Everything that the nodes depend on, themselves included: 1 a node that is reached. */
export function ancestors(plan: Plan, from: readonly number[]): Uint8Array {
  const equations = equationsOf(plan.nodes)
  const reached = new Uint8Array(plan.nodes.length)
  const open = [...from]
  while (open.length > 0) {
    const i = open.pop()!
    if (reached[i] === 1) continue
    reached[i] = 1
    const node = plan.nodes[i]!
    for (const input of node.in) if (reached[input] === 0) open.push(input)
    if (node.op === 'tear') for (const f of equations.get(node.k![0]!) ?? []) open.push(f)
  }
  return reached
}

/** Slots that a node depends on, in rising order. */
export function slotsUnder(plan: Plan, node: number): number[] {
  const reached = ancestors(plan, [node])
  const slots: number[] = []
  for (let i = 0; i < reached.length; i++) {
    if (reached[i] === 1 && plan.nodes[i]!.op === 'slot') slots.push(plan.nodes[i]!.k![0]!)
  }
  return slots.sort((a, b) => a - b)
}

/** Slots under each column, by column id. */
export function slotsByColumn(plan: Plan): Map<string, readonly number[]> {
  const byNode = new Map<number, readonly number[]>()
  const result = new Map<string, readonly number[]>()
  for (const column of plan.columns) {
    const slots = byNode.get(column.node) ?? slotsUnder(plan, column.node)
    byNode.set(column.node, slots)
    result.set(column.id, slots)
  }
  return result
}

/** Columns that depend on one of these slots (for a re-run of what changed): 1 a node that does. */
export function dependents(plan: Plan, slots: ReadonlySet<number>): Uint8Array {
  const reached = new Uint8Array(plan.nodes.length)
  sweep(plan, (i, node, inputs) => {
    let touched = node.op === 'slot' && slots.has(node.k![0]!) ? 1 : 0
    for (const input of inputs) if (reached[input] === 1) touched = 1
    if (touched === reached[i]) return false
    reached[i] = touched
    return true
  })
  return reached
}

/** How sure a node's value is. `weakest`: the weakest grade among the graded slots under it. */
export interface Evidence {
  readonly weakest: Grade | undefined
  /** Whether some slot under it (other than switches and years) has no grade. */
  readonly ungraded: boolean
}

/**
 * Evidence under each node, for the whole plan in one sweep (a second one where there are loops); `counts` says which slots
 * are looked at (all, unless said).
 */
export function evidence(
  plan: Plan,
  counts: (slot: Plan['slots'][number]) => boolean = () => true,
): (node: number) => Evidence {
  const count = plan.nodes.length
  // rank + 1 in `grades`, 0 for none
  const weakest = new Uint8Array(count)
  const ungraded = new Uint8Array(count)
  sweep(plan, (i, node, inputs) => {
    let rank = 0
    let bare = 0
    if (node.op === 'slot') {
      const slot = plan.slots[node.k![0]!]!
      if (!counts(slot)) rank = 0
      else if (slot.grade !== undefined) rank = grades.indexOf(slot.grade) + 1
      else if (slot.kind === 'real') bare = 1
    }
    for (const input of inputs) {
      if (weakest[input]! > rank) rank = weakest[input]!
      if (ungraded[input] === 1) bare = 1
    }
    if (weakest[i] === rank && ungraded[i] === bare) return false
    weakest[i] = rank
    ungraded[i] = bare
    return true
  })
  return (node) => ({ weakest: grades[weakest[node]! - 1], ungraded: ungraded[node] === 1 })
}

/** Visits every node with what it depends on, until nothing changes: once without loops, a few times with. */
function sweep(plan: Plan, visit: (i: number, node: Node, inputs: readonly number[]) => boolean): void {
  const equations = equationsOf(plan.nodes)
  let again = true
  while (again) {
    let changed = false
    for (let i = 0; i < plan.nodes.length; i++) {
      const node = plan.nodes[i]!
      const inputs = node.op === 'tear' ? (equations.get(node.k![0]!) ?? []) : node.in
      if (visit(i, node, inputs)) changed = true
    }
    again = changed && equations.size > 0
  }
}
