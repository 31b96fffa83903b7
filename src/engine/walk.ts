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
    const inputs = node.in
    for (let p = 0; p < inputs.length; p++) if (reached[inputs[p]!] === 0) open.push(inputs[p]!)
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
    for (let p = 0; p < inputs.length; p++) if (reached[inputs[p]!] === 1) touched = 1
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

/** Years of a run: evidence then looks only at what the values of each year were made of. */
export interface Moments {
  /** Indexes of the years; at most three, since all are swept at once. */
  readonly indexes: readonly number[]
  readonly value: (node: number) => Float64Array
}

/** Bits of one lane: three for the rank in `grades` plus 1 (0 for none), one for an ungraded slot. */
const lane = 4
const rankBits = 7
const bareBit = 8

/**
 * Evidence under each node, for the whole plan in one sweep (a second one where there are loops); `counts` says which slots
 * are looked at (all, unless said). With moments, the answer is asked by the position of a year in `indexes`: an interpolated
 * series rests on the points on either side of the year and a choice on the branch that was taken, so an observed year does
 * not rest on what is assumed for a later one. What reads other years (sums over years, a value of a fixed year) rests on
 * all of theirs.
 */
export function evidence(
  plan: Plan,
  counts: (slot: Plan['slots'][number]) => boolean = () => true,
  moments?: Moments,
): (node: number, moment?: number) => Evidence {
  const indexes = moments?.indexes ?? []
  if (indexes.length > 3) throw new RangeError('at most three years at once')
  // Lane 0 holds all years, the others one year each.
  const marks = new Uint16Array(plan.nodes.length)
  const every = indexes.reduce((bits, _, i) => bits | (1 << (lane * (i + 1))), 1)
  sweep(plan, (i, node, inputs) => {
    let found = 0
    if (node.op === 'slot') {
      const slot = plan.slots[node.k![0]!]!
      if (!counts(slot)) found = 0
      else if (slot.grade !== undefined) found = every * (grades.indexOf(slot.grade) + 1)
      else if (slot.kind === 'real') found = every * bareBit
    } else if (indexes.length > 0 && (node.op === 'select' || node.op === 'blend')) {
      for (const input of inputs) found = weaker(found, marks[input]! & (rankBits | bareBit))
      for (const [j, index] of indexes.entries()) {
        const bits = (rankBits | bareBit) << (lane * (j + 1))
        for (const input of inputsIn(node, inputs, index, moments!.value))
          found = weaker(found, marks[input]! & bits)
      }
    } else if (indexes.length > 0 && overYears.has(node.op)) {
      for (const input of inputs) found = weaker(found, every * (marks[input]! & (rankBits | bareBit)))
    } else for (let j = 0; j < inputs.length; j++) found = weaker(found, marks[inputs[j]!]!)
    if (marks[i] === found) return false
    marks[i] = found
    return true
  })
  return (node, moment) => {
    const bits = marks[node]! >> (moment === undefined ? 0 : lane * (moment + 1))
    return { weakest: grades[(bits & rankBits) - 1], ungraded: (bits & bareBit) !== 0 }
  }
}

/** Reads of other years than the one that is looked at. */
const overYears: ReadonlySet<Node['op']> = new Set([
  'at',
  'total',
  'running',
  'least',
  'greatest',
  'lowest',
  'argmax',
])

/** Lane by lane: the higher rank, and ungraded if either is. */
function weaker(a: number, b: number): number {
  if (a === b || b === 0) return a
  if (a === 0) return b
  let both = (a | b) & 0x8888
  for (let shift = 0; shift < 16; shift += lane) {
    const [x, y] = [(a >> shift) & rankBits, (b >> shift) & rankBits]
    both |= (x > y ? x : y) << shift
  }
  return both
}

/** What a node reads in one year: the points that have a weight, the branch that is taken. */
function inputsIn(
  node: Node,
  inputs: readonly number[],
  index: number,
  value: Moments['value'],
): readonly number[] {
  if (node.op === 'select') {
    const [condition, yes, no] = inputs as readonly [number, number, number]
    const holds = value(condition)
    return [condition, holds[holds.length === 1 ? 0 : index] === 0 ? no : yes]
  }
  const [i, wi, j, wj] = node.k!.slice(4 * index, 4 * index + 4) as unknown as readonly [
    number,
    number,
    number,
    number,
  ]
  return [...(wi === 0 ? [] : [inputs[i]!]), ...(wj === 0 ? [] : [inputs[j]!])]
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
