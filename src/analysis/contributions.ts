import type { Leaf } from '../engine/context.ts'
import { prepare, run } from '../engine/evaluate.ts'
import { Graph } from '../engine/graph.ts'
import type { Ref, Trajectories } from '../engine/plan.ts'
import type { Analysed } from './figures.ts'
import { indicators } from './indicators/index.ts'

/** What each leaf adds to one indicator: the parts sum to the whole. */
export interface Contributions {
  readonly indicator: string
  readonly unit: string
  /** The indicator itself, one number a year of the horizon. */
  readonly whole: Float64Array
  /** Leaves that add something in some year, in their own order. */
  readonly parts: ReadonlyMap<Leaf, Float64Array>
}

/** By how much, as a share of Σ|parts|, the parts may miss the whole. */
const tolerance = 1e-9

/**
 * Takes an indicator apart by leaf: its own definition is built once on all leaves and once on each leaf alone, on a small
 * graph of its own, so that no indicator is defined twice. Undefined where the county has no such indicator, or where it is no
 * sum of leaves (an intensity, a maximum): its parts would not add up.
 */
export function contributions(
  analysed: Analysed,
  trajectories: Trajectories,
  id: string,
): Contributions | undefined {
  const column = analysed.figures.indicators.get(id)
  if (!column) return undefined
  const { model } = analysed
  const g = new Graph(model.horizon)
  const table = (node: Ref): Ref => {
    const values = trajectories.value(node)
    return values.length === 1 ? g.constant(values[0]!) : g.table(values)
  }
  const planned = (leaves: readonly Leaf[]): Ref | undefined => {
    const made = new Map<string, Ref | undefined>()
    const indicator = (other: string): Ref | undefined => {
      if (made.has(other)) return made.get(other)
      made.set(other, undefined)
      const node = indicators
        .find((candidate) => candidate.id === other)
        ?.plan({ g, model, leaves, indicator })
      made.set(other, node)
      return node
    }
    return indicator(id)
  }
  const stated = analysed.leaves.map((leaf) => tabled(leaf, table))
  const whole = planned(stated)
  if (whole === undefined) return undefined
  const found: [Leaf, Ref][] = []
  for (const [i, leaf] of stated.entries()) {
    const node = planned([leaf])
    if (node !== undefined && g.constantOf(node) !== 0) found.push([analysed.leaves[i]!, node])
  }
  const plan = g.plan()
  const { trajectories: read } = run(prepare(plan), g.values())
  const { length } = g
  const spread = (node: Ref): Float64Array => {
    const values = read.value(node)
    return values.length === length ? values.slice() : new Float64Array(length).fill(values[0]!)
  }
  const total = spread(whole)
  const sum = new Float64Array(length)
  const size = new Float64Array(length)
  const parts = new Map<Leaf, Float64Array>()
  for (const [leaf, node] of found) {
    const values = spread(node)
    parts.set(leaf, values)
    for (let t = 0; t < length; t++) {
      sum[t]! += values[t]!
      size[t]! += Math.abs(values[t]!)
    }
  }
  for (let t = 0; t < length; t++)
    if (!(Math.abs(sum[t]! - total[t]!) <= tolerance * size[t]!)) return undefined
  return { indicator: id, unit: column.unit, whole: total, parts }
}

/** The leaf with its nodes in another graph, made when they are asked for. */
function tabled(leaf: Leaf, table: (node: Ref) => Ref): Leaf {
  if (leaf.kind === 'energy')
    return {
      ...leaf,
      get amount() {
        return table(leaf.amount)
      },
      get calorific() {
        return table(leaf.calorific)
      },
      get equivalent() {
        return table(leaf.equivalent)
      },
    }
  return {
    ...leaf,
    get node() {
      return table(leaf.node)
    },
  }
}

/** Contributions summed by a key, in order of key; rows of nothing but zeros stay, so that two runs have the same rows. */
export function cutBy(
  { parts, whole }: Contributions,
  key: (leaf: Leaf) => string,
): ReadonlyMap<string, Float64Array> {
  const rows = new Map<string, Float64Array>()
  for (const [leaf, values] of parts) {
    const id = key(leaf)
    const row = rows.get(id) ?? new Float64Array(whole.length)
    for (let t = 0; t < row.length; t++) row[t]! += values[t]!
    rows.set(id, row)
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
