import type { Balance, Leaf } from '../engine/context.ts'
import type { Trajectories } from '../engine/plan.ts'
import type { Model } from '../model/model.ts'
import type { Analysed } from './figures.ts'
import { at } from './verdict.ts'

/** One row of a cut: an id and a number a year. */
export interface Row {
  readonly id: string
  readonly values: Float64Array
  readonly given: boolean
}

/** Rows in order of id; they sum to the total that was cut. */
export function cut(
  analysed: Analysed,
  pick: (leaf: Leaf) => Float64Array | undefined,
  by: (leaf: Leaf) => string,
): readonly Row[] {
  const length = analysed.model.horizon.to - analysed.model.horizon.base + 1
  const rows = new Map<string, { values: Float64Array; given: boolean }>()
  for (const leaf of analysed.leaves) {
    const values = pick(leaf)
    if (!values) continue
    const id = by(leaf)
    const row = rows.get(id) ?? { values: new Float64Array(length), given: true }
    const sum = row.values
    if (values.length === 1) for (let i = 0; i < length; i++) sum[i]! += values[0]!
    else for (let i = 0; i < length; i++) sum[i]! += values[i]!
    row.given &&= 'given' in leaf && leaf.given
    rows.set(id, row)
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, row]) => ({ id, ...row }))
}

/** A cut whose rows are known before a run: which nodes each row sums, and how often. */
export type PlannedCut = readonly {
  readonly id: string
  readonly given: boolean
  readonly nodes: readonly number[]
  readonly times: readonly number[]
}[]

/** What `cut` sorts anew each time, found once: a page cuts the same leaves at every move of a lever. */
export function planCut(
  leaves: readonly Leaf[],
  pick: (leaf: Leaf) => { readonly node: number; readonly times?: number } | undefined,
  by: (leaf: Leaf) => string,
): PlannedCut {
  const rows = new Map<string, { given: boolean; nodes: number[]; times: number[] }>()
  for (const leaf of leaves) {
    const found = pick(leaf)
    if (!found) continue
    const id = by(leaf)
    const row = rows.get(id) ?? { given: true, nodes: [], times: [] }
    rows.set(id, row)
    row.given &&= 'given' in leaf && leaf.given
    row.nodes.push(found.node)
    row.times.push(found.times ?? 1)
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, row]) => ({ id, ...row }))
}

/** The rows of a planned cut in a run: the sums of `cut`, in the same order. */
export function sumCut(planned: PlannedCut, trajectories: Trajectories, length: number): readonly Row[] {
  return planned.map(({ id, given, nodes, times }) => {
    const sum = new Float64Array(length)
    for (const [k, node] of nodes.entries()) {
      const values = trajectories.value(node)
      const by = times[k]!
      if (values.length === 1) for (let i = 0; i < length; i++) sum[i]! += values[0]! * by
      else for (let i = 0; i < length; i++) sum[i]! += values[i]! * by
    }
    return { id, given, values: sum }
  })
}

/** energy.total by commodity, and the part of it that is feedstock, in tce by the scenario's convention. */
export function energyCuts(
  analysed: Analysed,
  trajectories: Trajectories,
): { readonly energy: readonly Row[]; readonly feedstock: readonly Row[] } {
  const { electricity } = analysed.model
  const of = (wanted: (leaf: Extract<Leaf, { kind: 'energy' }>) => boolean) =>
    cut(
      analysed,
      (leaf) => (leaf.kind === 'energy' && wanted(leaf) ? trajectories.value(leaf[electricity]) : undefined),
      (leaf) => (leaf.kind === 'energy' ? leaf.commodity : ''),
    )
  return { energy: of(() => true), feedstock: of(({ feedstock }) => feedstock) }
}

/** tCO2e of every leaf that has some, converted once. */
export function co2eByLeaf(
  model: Model,
  trajectories: Trajectories,
  leaves: readonly Leaf[],
): ReadonlyMap<Leaf, Float64Array> {
  const found = new Map<Leaf, Float64Array>()
  for (const leaf of leaves) {
    const values = co2eOf(model, trajectories, leaf)
    if (values) found.set(leaf, values)
  }
  return found
}

/** Where the tCO2e of an emission leaf stand, and how often; undefined for what is no greenhouse gas or only a memo. */
export function warmingOf(
  model: Model,
  leaf: Leaf,
): { readonly node: number; readonly times: number } | undefined {
  if (leaf.kind !== 'emission' || leaf.scope === 'memo') return undefined
  const species = model.species.get(leaf.species)
  if (species?.family !== 'greenhouse') return undefined
  const times = leaf.species === 'co2' ? 1 : (species[model.gwp]?.value ?? 0)
  return times === 0 ? undefined : { node: leaf.node, times }
}

/** tCO2e of an emission leaf in a run. */
export function co2eOf(model: Model, trajectories: Trajectories, leaf: Leaf): Float64Array | undefined {
  const found = warmingOf(model, leaf)
  if (!found) return undefined
  const values = trajectories.value(found.node)
  return found.times === 1 ? values : values.map((value) => value * found.times)
}

/** A stream of energy between sectors, outside and losses, in tce by the scenario's convention. */
export interface Stream {
  readonly from: string
  readonly to: string
  readonly commodity: string
  readonly year: number
  readonly tce: number
}

/** The ends of a stream that are no sector. */
export const outside = {
  imports: 'import',
  exports: 'export',
  sales: 'sold',
  flare: 'flare',
  losses: 'losses',
  unmet: 'unmet',
} as const

/** Who hands energy to whom in some years: each commodity's supplies shared among its uses in proportion. */
export function streams(
  analysed: Analysed,
  trajectories: Trajectories,
  years: readonly number[],
): readonly Stream[] {
  const { model } = analysed
  const found: Stream[] = []
  const byCommodity = new Map<
    string,
    { leaf: Extract<Leaf, { kind: 'energy' }>; values: Float64Array; amounts: Float64Array }[]
  >()
  for (const leaf of analysed.leaves) {
    if (leaf.kind !== 'energy') continue
    const entry = {
      leaf,
      values: trajectories.value(leaf[model.electricity]),
      amounts: trajectories.value(leaf.amount),
    }
    const list = byCommodity.get(leaf.commodity)
    if (list) list.push(entry)
    else byCommodity.set(leaf.commodity, [entry])
  }
  for (const balance of analysed.balances) {
    const leaves = byCommodity.get(balance.commodity)
    if (!leaves) continue
    for (const year of years)
      found.push(...streamsOf(balance, leaves, trajectories, year, year - model.horizon.base))
  }
  return found
}

function streamsOf(
  balance: Balance,
  leaves: readonly { leaf: Extract<Leaf, { kind: 'energy' }>; values: Float64Array; amounts: Float64Array }[],
  trajectories: Trajectories,
  year: number,
  i: number,
): readonly Stream[] {
  const reference = leaves.find((entry) => Math.abs(at(entry.amounts, i)) > 0)
  if (!reference) return []
  const perUnit = at(reference.values, i) / at(reference.amounts, i)
  const term = (node: Balance['imports']) => at(trajectories.value(node), i) * perUnit
  const supplies = new Map<string, number>()
  const uses = new Map<string, number>()
  const add = (map: Map<string, number>, key: string, value: number) => {
    if (value > 1e-9) map.set(key, (map.get(key) ?? 0) + value)
  }
  for (const { leaf, values } of leaves) {
    const value = at(values, i)
    if (leaf.use === 'flare' || leaf.use === 'losses') continue
    if (value < 0) add(supplies, leaf.sector, -value)
    else add(uses, leaf.sector, value)
  }
  add(supplies, outside.imports, term(balance.imports))
  add(supplies, outside.unmet, term(balance.unmet))
  add(uses, outside.exports, term(balance.exports))
  add(uses, outside.sales, term(balance.demand))
  add(uses, outside.flare, term(balance.flare))
  add(uses, outside.losses, term(balance.losses))
  const whole = [...supplies.values()].reduce((sum, value) => sum + value, 0)
  if (whole <= 0) return []
  const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted(supplies).flatMap(([from, supply]) =>
    sorted(uses).map(([to, use]) => ({
      from,
      to,
      commodity: balance.commodity,
      year,
      tce: (use * supply) / whole,
    })),
  )
}

/** Energy of a unit by the GB method, kgce per unit of activity: what it takes less what it hands on, calorific. */
export function unitEnergy(
  analysed: Analysed,
  trajectories: Trajectories,
  actor: string,
  year: number,
): number | undefined {
  const i = year - analysed.model.horizon.base
  const activity = analysed.activities.get(actor)
  const made = activity === undefined ? 0 : at(trajectories.value(activity), i)
  if (!(made > 0)) return undefined
  let tce = 0
  for (const leaf of leavesOf(analysed.leaves, actor))
    if (leaf.kind === 'energy') tce += at(trajectories.value(leaf.calorific), i)
  return (tce * 1000) / made
}

/** The leaves of each unit, in the order of all leaves: looked up once, or a county of thousands would take minutes. */
const byActor = new WeakMap<readonly Leaf[], ReadonlyMap<string, readonly Leaf[]>>()
const none: readonly Leaf[] = []

/** The leaves of one unit, in the order of all leaves. */
export function leavesOf(leaves: readonly Leaf[], actor: string): readonly Leaf[] {
  const known = byActor.get(leaves)
  if (known) return known.get(actor) ?? none
  const made = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const list = made.get(leaf.actor)
    if (list) list.push(leaf)
    else made.set(leaf.actor, [leaf])
  }
  byActor.set(leaves, made)
  return made.get(actor) ?? none
}
