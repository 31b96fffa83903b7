import type { Node, Plan, Trajectories } from './plan.ts'
import { slotsUnder } from './walk.ts'

/** A value that is no finite number: where it begins and what it reaches. */
export interface NotFinite {
  /** The first node that is not finite although all that it read was. */
  readonly node: number
  readonly op: Node['op']
  /** Calendar year; for a node of axis `one` the base year. */
  readonly year: number
  readonly value: number
  /** The column in which it shows (undefined when only a loop holds it), and its year and value there. */
  readonly column: string | undefined
  readonly columnYear: number
  readonly columnValue: number
  /** Slots under the node, in rising order. */
  readonly slots: readonly number[]
}

interface Place {
  readonly node: number
  readonly t: number
}

/**
 * Looks through columns and loops; undefined when all is finite (one pass, no allocation a value). Otherwise each bad value
 * is followed back through what it read, and the origin of smallest node index is named.
 */
export function notFinite(trajectories: Trajectories): NotFinite | undefined {
  const plan = trajectories.plan
  const checked = new Uint8Array(plan.nodes.length)
  let worst: { origin: Place; shown: Place; column: string | undefined } | undefined
  const check = (node: number, column: string | undefined): void => {
    if (checked[node] === 1) return
    checked[node] = 1
    const t = firstBad(trajectories.value(node))
    if (t < 0) return
    const shown = { node, t }
    const origin = originOf(plan, trajectories, shown)
    if (worst === undefined || origin.node < worst.origin.node) worst = { origin, shown, column }
  }
  for (const column of plan.columns) check(column.node, column.id)
  for (let i = 0; i < plan.nodes.length; i++) if (plan.nodes[i]!.op === 'loop') check(i, undefined)
  if (worst === undefined) return undefined
  const { origin, shown, column } = worst
  return {
    node: origin.node,
    op: plan.nodes[origin.node]!.op,
    year: plan.horizon.base + origin.t,
    value: valueAt(trajectories, origin),
    column,
    columnYear: plan.horizon.base + shown.t,
    columnValue: valueAt(trajectories, shown),
    slots: slotsUnder(plan, origin.node),
  }
}

function firstBad(values: Float64Array): number {
  for (let t = 0; t < values.length; t++) if (!Number.isFinite(values[t]!)) return t
  return -1
}

function valueAt(trajectories: Trajectories, place: Place): number {
  const values = trajectories.value(place.node)
  return values[values.length === 1 ? 0 : place.t]!
}

/**
 * Back along inputs that are not finite where they are read, depth first, to a node whose inputs are all finite. In a
 * circle without such a node (a loop that went astray by itself) the place where it shows is all that can be named.
 */
function originOf(plan: Plan, trajectories: Trajectories, shown: Place): Place {
  const years = plan.horizon.to - plan.horizon.base + 1
  const seen = new Set<number>()
  const open = [shown]
  while (open.length > 0) {
    const place = open.pop()!
    const key = place.node * years + place.t
    if (seen.has(key)) continue
    seen.add(key)
    const bad = reads(plan, trajectories, place, years).filter(
      (input) => !Number.isFinite(valueAt(trajectories, input)),
    )
    if (bad.length === 0) return place
    open.push(...bad.reverse())
  }
  return shown
}

/** What a node reads for its value in year t. */
function reads(plan: Plan, trajectories: Trajectories, { node: i, t }: Place, years: number): Place[] {
  const node = plan.nodes[i]!
  const k = node.k ?? []
  const x = node.in[0]!
  const span = (from: number, to: number): Place[] => {
    const list: Place[] = []
    for (let s = from; s <= to; s++) list.push({ node: x, t: s })
    return list
  }
  switch (node.op) {
    case 'select': {
      const arm = valueAt(trajectories, { node: x, t }) !== 0 ? node.in[1]! : node.in[2]!
      return [
        { node: x, t },
        { node: arm, t },
      ]
    }
    case 'blend': {
      const list: Place[] = []
      if (k[4 * t + 1] !== 0) list.push({ node: node.in[k[4 * t]!]!, t })
      if (k[4 * t + 3] !== 0) list.push({ node: node.in[k[4 * t + 2]!]!, t })
      return list
    }
    case 'lag':
      return [t < k[0]! ? { node: node.in[1]!, t: 0 } : { node: x, t: t - k[0]! }]
    case 'at':
      return [{ node: x, t: k[0]! }]
    case 'total':
    case 'least':
    case 'greatest':
      return span(k[0]!, k[1]!)
    case 'running':
    case 'lowest':
      return span(0, t)
    case 'argmax':
      return span(0, years - 1)
    case 'tear': {
      const head = plan.nodes.findIndex(
        (other) => other.op === 'loop' && other.k![0] === k[0] && other.k![1] === k[1],
      )
      return head < 0 ? [] : [{ node: head, t }]
    }
    default:
      return node.in.map((input) => ({ node: input, t }))
  }
}
