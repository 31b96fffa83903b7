import { balanceItems } from '../engine/columns.ts'
import type { Leaf } from '../engine/context.ts'
import type { Trajectories } from '../engine/plan.ts'
import { evidence } from '../engine/walk.ts'
import type { Target } from '../model/model.ts'
import { isIncluded } from '../model/model.ts'
import { atFirstLook } from './at-first-look.ts'
import type { Analysed, IndicatorColumn } from './figures.ts'
import { heaviest } from './heaviest.ts'
import { type LedgerFact, ledgerFacts } from './ledger-facts.ts'
import { type Residual, residuals } from './reconciliation.ts'
import { co2eByLeaf, cut, energyCuts, type Row, type Stream, streams, unitEnergy } from './tables.ts'
import type { TargetColumns } from './targets/target-rule.ts'
import { at, neutralSince, type Peak, peakOf, type Verdict, verdictOf } from './verdict.ts'

/** Everything that one run says, as numbers: what a report is written from. Nothing here needs the engine again. */
export interface Summary {
  readonly indicators: readonly { readonly column: IndicatorColumn; readonly values: Float64Array }[]
  readonly peak: Peak & { readonly indicator: string; readonly unit: string }
  readonly neutrality: {
    readonly indicator: string
    readonly unit: string
    readonly since?: number
    readonly residual: number
  }
  readonly verdicts: readonly {
    readonly target: Target
    readonly columns: TargetColumns
    readonly verdict: Verdict
    readonly drivers: readonly string[]
  }[]
  readonly cuts: {
    readonly sector: readonly Row[]
    readonly sectorCo2: readonly Row[]
    readonly facility: readonly Row[]
    readonly fuel: readonly Row[]
    readonly gas: readonly Row[]
    readonly scope: readonly Row[]
    /** Energy in tce by commodity; what of it is feedstock. */
    readonly energy: readonly Row[]
    readonly feedstock: readonly Row[]
  }
  readonly streams: readonly Stream[]
  readonly balances: readonly {
    readonly commodity: string
    readonly item: (typeof balanceItems)[number]
    readonly values: Float64Array
  }[]
  readonly observed: readonly {
    readonly indicator: string
    readonly year: number
    readonly observed: number
    readonly model: number
  }[]
  readonly reconciliation: readonly Residual[]
  /** Units whose energy per unit of activity lies outside the plausible range of their ladder, in kgce. */
  readonly implausible: readonly (Level & { readonly range: readonly [number, number] })[]
  /** Total cost of all years discounted to the base year; undefined where no costs are counted. */
  readonly costs?: { readonly discountRate: number; readonly present: number; readonly sales: number }
  /** How many processes in use state no cost, and how many commodities are bought that have no price. */
  readonly uncosted: { readonly processes: number; readonly commodities: number }
  readonly levels: readonly Level[]
  readonly projects: readonly ProjectFact[]
  readonly ledgers: readonly LedgerFact[]
  /** Indicator → year → grade (or `ungraded`) → share of the gross amount. */
  readonly evidence: EvidenceShares
}

/** Indicator → year → grade (or `ungraded`) → share of the gross amount. */
export type EvidenceShares = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<string, number>>>

/** The energy of one unit against the ladder of its process, in one year. */
export interface Level {
  readonly facility: string
  readonly ladder: string
  readonly year: number
  readonly figure: number
  readonly level: 1 | 2 | 3 | 4
}

/** A project and whether it runs. */
export interface ProjectFact {
  readonly id: string
  readonly included: boolean
  readonly start?: number
  readonly end?: number
  readonly ramp?: readonly number[]
  readonly replaces: readonly string[]
}

/** Indicators whose evidence is told. */
export const weighed = ['co2.total', 'ghg.net', 'energy.total']

/** Reads a run. Tables that only a report prints (cuts, streams, evidence, who weighs most in a miss) are made when it asks for them. */
export function summarise(analysed: Analysed, trajectories: Trajectories): Summary {
  const { model, figures } = analysed
  const { base } = model.horizon
  const length = model.horizon.to - base + 1
  const spread = (values: Float64Array) =>
    values.length === length ? values : new Float64Array(length).fill(values[0]!)
  const indicators = [...figures.indicators.values()].map((column) => ({
    column,
    values: spread(trajectories.value(column.node)),
  }))
  const values = (id: string) => indicators.find((entry) => entry.column.id === id)?.values
  const unit = (id: string) => figures.indicators.get(id)?.unit ?? ''
  const neutralId = figures.neutral.indicator
  const net = values(neutralId) ?? new Float64Array(length)
  const since = neutralSince(net, base)
  const tables = atFirstLook({ energy: () => energyCuts(analysed, trajectories) })
  const warm = atFirstLook({ leaves: () => co2eByLeaf(model, trajectories, analysed.leaves) })
  const ghg = (leaf: Leaf) => warm.leaves.get(leaf)
  const cuts = atFirstLook({
    sector: () => cut(analysed, ghg, (leaf) => leaf.sector),
    sectorCo2: () =>
      cut(
        analysed,
        (leaf) =>
          leaf.kind === 'emission' && leaf.species === 'co2' && leaf.scope !== 'sink' && leaf.scope !== 'memo'
            ? trajectories.value(leaf.node)
            : undefined,
        (leaf) => leaf.sector,
      ),
    facility: () => cut(analysed, ghg, (leaf) => leaf.actor),
    fuel: () => cut(analysed, ghg, (leaf) => ('commodity' in leaf ? leaf.commodity : '')),
    gas: () => cut(analysed, ghg, (leaf) => (leaf.kind === 'emission' ? leaf.species : '')),
    scope: () => cut(analysed, ghg, (leaf) => (leaf.kind === 'emission' ? leaf.scope : '')),
    energy: () => tables.energy.energy,
    feedstock: () => tables.energy.feedstock,
  })
  const verdicts = figures.targets.map(({ target, columns }) => {
    const verdict = verdictOf(columns, trajectories, base)
    let drivers: readonly string[] | undefined
    return {
      target,
      columns,
      verdict,
      get drivers() {
        drivers ??= verdict.met ? [] : heaviest(analysed, trajectories, columns.indicator, verdict, cuts)
        return drivers
      },
    }
  })
  const years = [...new Set([base, model.horizon.observedTo, 2030, model.horizon.to])]
    .filter((year) => year >= base && year <= model.horizon.to)
    .sort()
  const found = levels(analysed, trajectories, years)
  const later = atFirstLook({
    streams: () => streams(analysed, trajectories, years),
    evidence: () => evidenceShares(analysed, trajectories, warm.leaves, years.slice(0, 3)),
  })
  return {
    indicators,
    peak: {
      ...peakOf(figures, trajectories, base),
      indicator: figures.peak.indicator,
      unit: unit(figures.peak.indicator),
    },
    neutrality: {
      indicator: neutralId,
      unit: unit(neutralId),
      residual: at(net, length - 1),
      ...(since === undefined ? {} : { since }),
    },
    verdicts,
    cuts,
    get streams() {
      return later.streams
    },
    balances: analysed.balances.flatMap((balance) =>
      balanceItems.flatMap((item) => {
        const series = trajectories.value(balance[item])
        return series.some((value) => value !== 0)
          ? [{ commodity: balance.commodity, item, values: spread(series) }]
          : []
      }),
    ),
    observed: observedRows(analysed, values),
    reconciliation: residuals(figures.reconciliation, trajectories),
    levels: found,
    ledgers: ledgerFacts(analysed, trajectories),
    implausible: implausible(analysed, found),
    uncosted: uncosted(analysed, trajectories),
    ...present(analysed, values('cost.total'), values('sales')),
    projects: [...model.projects].map(([id, project]) => ({
      id,
      included: isIncluded(project, model.projectsFrom),
      replaces: project.replaces?.units.map((ref) => ref.id) ?? [],
      ...((project.start ?? project.stages?.[0]?.start ?? project.retrofit?.from)
        ? { start: (project.start ?? project.stages?.[0]?.start ?? project.retrofit?.from)!.year }
        : {}),
      ...(project.retired ? { end: project.retired.year } : {}),
      ...(project.ramp ? { ramp: project.ramp.map((given) => given.value) } : {}),
    })),
    get evidence() {
      return later.evidence
    },
  }
}

/** Observed totals beside the model's, for the years that have one. */
function observedRows(
  analysed: Analysed,
  values: (id: string) => Float64Array | undefined,
): Summary['observed'] {
  const { model } = analysed
  return [...model.observed].flatMap(([indicator, curve]) => {
    const series = values(indicator)
    if (!series || curve.kind !== 'points') return []
    return curve.points
      .filter((point) => point.year >= model.horizon.base && point.year <= model.horizon.to)
      .map((point) => ({
        indicator,
        year: point.year,
        observed: point.value.value,
        model: at(series, point.year - model.horizon.base),
      }))
  })
}

function levels(analysed: Analysed, trajectories: Trajectories, years: readonly number[]): readonly Level[] {
  const found: Level[] = []
  for (const [ladder, entry] of analysed.model.ladders)
    for (const actor of analysed.actors) {
      if (!entry.processes.some((process) => process.id === actor.process)) continue
      for (const year of years) {
        const figure = unitEnergy(analysed, trajectories, actor.id, year)
        if (figure === undefined) continue
        // Levels are in tce per t; the figure in kgce per t.
        const limits = [entry.level1, entry.level2, entry.level3].map((given) => given.value * 1000)
        const level = limits.findIndex((limit) => figure <= limit)
        found.push({
          facility: actor.id,
          ladder,
          year,
          figure,
          level: (level < 0 ? 4 : level + 1) as Level['level'],
        })
      }
    }
  return found
}

/** Levels outside the plausible range of their ladder: one a unit, the first year. */
function implausible(analysed: Analysed, found: readonly Level[]): Summary['implausible'] {
  const told = new Set<string>()
  return found.flatMap((level) => {
    const { plausible } = analysed.model.ladders.get(level.ladder)!
    if (!plausible || told.has(level.facility)) return []
    const range = [plausible.low.value * 1000, plausible.high.value * 1000] as const
    if (level.figure >= range[0] && level.figure <= range[1]) return []
    told.add(level.facility)
    return [{ ...level, range: [Number(range[0].toPrecision(6)), Number(range[1].toPrecision(6))] as const }]
  })
}

/** Cost and sales of each year discounted to the base year (whose own amount is not discounted). */
function present(
  analysed: Analysed,
  total: Float64Array | undefined,
  sold: Float64Array | undefined,
): Pick<Summary, 'costs'> {
  const { costs } = analysed.model
  if (!costs || !total || !sold) return {}
  const discountRate = costs['discount-rate'].value
  const sum = (series: Float64Array) =>
    series.reduce((all, value, i) => all + value / (1 + discountRate) ** i, 0)
  return { costs: { discountRate, present: sum(total), sales: sum(sold) } }
}

/** What the total cost leaves out. */
function uncosted(analysed: Analysed, trajectories: Trajectories): Summary['uncosted'] {
  const { model } = analysed
  const used = new Set(analysed.actors.map(({ process }) => process))
  const processes = [...model.processes].filter(
    ([id, process]) => used.has(id) && !process.capex && !process['fixed-om'] && !process['variable-om'],
  ).length
  const commodities = analysed.balances.filter(
    (balance) =>
      !model.commodities.get(balance.commodity)?.price &&
      trajectories.value(balance.imports).some((value) => value > 0),
  ).length
  return { processes, commodities }
}

/** Sections that hold what a process, a fuel or a gas is like anywhere; the rest says how much of it the county does. */
export const coefficientSections = /^(processes|commodities|species|measures|ladders)\./

/**
 * The evidence of how much is done (activities) and of what that emits (coefficients), each by itself: since the weakest
 * grade decides, one assumed tonnage would else hide that its factor is a standard.
 */
export function evidenceByPart(
  analysed: Analysed,
  trajectories: Trajectories,
): { readonly activities: EvidenceShares; readonly coefficients: EvidenceShares } {
  const { base, observedTo, to } = analysed.model.horizon
  const years = [...new Set([base, observedTo, 2030])].filter((year) => year >= base && year <= to)
  const warming = co2eByLeaf(analysed.model, trajectories, analysed.leaves)
  const shares = (coefficients: boolean) =>
    evidenceShares(
      analysed,
      trajectories,
      warming,
      years,
      (slot) => coefficientSections.test(slot.path) === coefficients,
    )
  return { activities: shares(false), coefficients: shares(true) }
}

/** How much of an indicator rests on which grade: each leaf weighs its gross amount and carries the weakest grade under it. */
function evidenceShares(
  analysed: Analysed,
  trajectories: Trajectories,
  warming: ReadonlyMap<Leaf, Float64Array>,
  years: readonly number[],
  counts?: Parameters<typeof evidence>[1],
): EvidenceShares {
  const { model } = analysed
  const gradeOf = evidence(analysed.plan, counts, {
    indexes: years.map((year) => year - model.horizon.base),
    value: (node) => trajectories.value(node),
  })
  const result = new Map<string, ReadonlyMap<number, ReadonlyMap<string, number>>>()
  for (const id of weighed) {
    const byYear = new Map(years.map((year) => [year, new Map<string, number>()]))
    for (const leaf of analysed.leaves) {
      const counted = weighedIn(id, leaf, analysed, trajectories, warming)
      if (!counted) continue
      for (const [i, [year, weights]] of [...byYear].entries()) {
        const found = gradeOf(counted.node, i)
        const grade = found.ungraded || found.weakest === undefined ? 'ungraded' : found.weakest
        const size = Math.abs(at(counted.values, year - model.horizon.base))
        if (size > 0) weights.set(grade, (weights.get(grade) ?? 0) + size)
      }
    }
    result.set(
      id,
      new Map(
        [...byYear].flatMap(([year, weights]) =>
          weights.size === 0 ? [] : [[year, asShares(weights)] as const],
        ),
      ),
    )
  }
  return result
}

/** What a leaf adds to an indicator, and the node whose evidence it carries. */
export interface Graded {
  readonly node: number
  readonly values: Float64Array
}

/** What a leaf adds to one of the weighed indicators. */
export function weighedIn(
  id: string,
  leaf: Leaf,
  analysed: Analysed,
  trajectories: Trajectories,
  warming: ReadonlyMap<Leaf, Float64Array>,
): Graded | undefined {
  if (id === 'energy.total') {
    if (leaf.kind !== 'energy') return undefined
    const node = leaf[analysed.model.electricity]
    return { node, values: trajectories.value(node) }
  }
  if (leaf.kind !== 'emission') return undefined
  if (id === 'co2.total')
    return leaf.species === 'co2' && leaf.scope !== 'sink' && leaf.scope !== 'memo'
      ? { node: leaf.node, values: trajectories.value(leaf.node) }
      : undefined
  const values = warming.get(leaf)
  return values && { node: leaf.node, values }
}

/** Sizes as shares of their sum, in order of key. */
function asShares(sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return new Map([...sizes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, size]) => [key, size / whole]))
}
