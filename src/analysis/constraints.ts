import type { Trajectories } from '../engine/plan.ts'
import type { Reference } from '../model/field.ts'
import type { Grade } from '../model/given.ts'
import type { Model, Target } from '../model/model.ts'
import type { Text } from '../text/text.ts'
import type { Analysed } from './figures.ts'
import { yearly } from './ledger-facts.ts'
import { unitEnergy } from './tables.ts'
import { beginOf, isNew } from './targets/units.ts'

/**
 * What a project is held against: the lines of the ledgers and the targets. A line of a ledger, and a rule about what is built,
 * is used up: whoever takes more of it than is left is refused, also where others have overdrawn it. An outcome (a peak, an
 * intensity) is met or missed by the county as a whole: a project is refused when the county missed it because of the project.
 */
export interface Constraint {
  readonly key: string
  readonly id: string
  /** `quota`, or the rule of the target. */
  readonly rule: string
  readonly ledger?: string
  readonly kind?: 'total' | 'new-projects' | 'offset'
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly unit: string
  readonly judged: readonly [from: number, to: number]
  /** Used up by whoever comes; else an outcome of the whole county. */
  readonly usedUp: boolean
  readonly margin: number
  readonly limit?: number
  readonly figure?: number
  readonly ratio?: number
  readonly clause?: string
  readonly source?: string
  readonly grade?: Grade
}

/** Rules that are used up: an amount of a year or of years, capacity, offsets. */
const usedUpRules: ReadonlySet<string> = new Set([
  'cap',
  'quota',
  'budget',
  'replacement',
  'closed',
  'offset',
])
const ratios: ReadonlySet<string> = new Set(['co2.intensity', 'energy.intensity'])

/** The constraints of a scenario, as nodes of its plan. Entry by level is judged unit by unit (entryOf). */
export function constraintsOf(analysed: Analysed): readonly Constraint[] {
  const { figures } = analysed
  const lines = new Set<string>()
  const found: Constraint[] = []
  for (const ledger of figures.ledgers)
    for (const line of ledger.lines) {
      if (line.origin === 'target') lines.add(line.id)
      const rule = line.origin === 'quota' ? 'quota' : ruleOf(analysed, line.id)
      found.push({
        key: `ledger.${ledger.id}.${line.id}.${line.kind}`,
        id: line.id,
        rule,
        ledger: ledger.id,
        kind: line.kind,
        name: line.name,
        severity: line.severity,
        unit: ledger.unit,
        judged: line.judged,
        usedUp: !ratios.has(ledger.indicator),
        margin: line.margin,
        limit: line.limit,
        figure: line.figure,
        ...(line.ratio === undefined ? {} : { ratio: line.ratio }),
        ...(line.clause ? { clause: line.clause } : {}),
        ...(line.source ? { source: line.source } : {}),
        ...(line.grade ? { grade: line.grade } : {}),
      })
    }
  for (const { target, columns } of figures.targets) {
    if (lines.has(target.id) || target.rule === 'entry') continue
    found.push({
      key: `target.${target.id}`,
      id: target.id,
      rule: target.rule,
      name: target.name,
      severity: target.severity,
      unit: columns.unit,
      judged: columns.judged,
      usedUp: usedUpRules.has(target.rule),
      margin: columns.margin,
      ...(columns.limit === undefined ? {} : { limit: columns.limit }),
      ...(target.clause ? { clause: target.clause } : {}),
      ...(target.source ? { source: target.source } : {}),
    })
  }
  return found
}

function ruleOf(analysed: Analysed, id: string): string {
  return analysed.figures.targets.find(({ target }) => target.id === id)?.target.rule ?? 'quota'
}

/** The margins of all constraints in one run, one number a year. */
export type Margins = ReadonlyMap<string, Float64Array>

export function marginsOf(
  constraints: readonly Constraint[],
  trajectories: Trajectories,
  length: number,
): Margins {
  return new Map(constraints.map(({ key, margin }) => [key, yearly(trajectories, margin, length)]))
}

/** What a project makes worse than it may. */
export interface Breach {
  readonly constraint: Constraint
  /** The first year, and the one in which most is missing. */
  readonly year: number
  readonly worst: number
  /** Margins of the worst year without and with the project. */
  readonly without: number
  readonly with: number
  /** What would have to be freed in the worst year. */
  readonly missing: number
  /** The constraint was missed in the worst year without the project already. */
  readonly before: boolean
}

/** How far a margin may move by rounding alone; it does not depend on the project, so that a larger one is never judged more mildly. */
function slackOf(values: Float64Array): number {
  let size = 0
  for (const value of values) if (Number.isFinite(value)) size = Math.max(size, Math.abs(value))
  return 1e-9 * (1 + size)
}

/**
 * Holds a run with the project against one without. Of what is used up, the project may take what is left and no more: its
 * margin may fall to zero, and nowhere below what it was where it was below zero. An outcome may not turn from met to missed.
 */
export function breaches(
  constraints: readonly Constraint[],
  without: Margins,
  withIt: Margins,
  base: number,
  until = Number.POSITIVE_INFINITY,
): readonly Breach[] {
  return constraints.flatMap((constraint) => {
    const before = without.get(constraint.key)
    const after = withIt.get(constraint.key)
    if (!after) return []
    const [from, to] = constraint.judged
    const last = Math.min(to, until)
    const slack = slackOf(before ?? new Float64Array(1))
    const old = (year: number) => before?.[year - base] ?? Number.POSITIVE_INFINITY
    if (!constraint.usedUp) {
      for (let year = from; year <= last; year++) if (!(old(year) >= -slack)) return []
    }
    let first: number | undefined
    let worst = from
    let missing = 0
    for (let year = from; year <= last; year++) {
      const floor = Math.min(0, old(year))
      const short = floor - after[year - base]!
      if (!(short <= slack)) {
        first ??= year
        if (!(short <= missing)) {
          missing = short
          worst = year
        }
      }
    }
    if (first === undefined) return []
    return [
      {
        constraint,
        year: first,
        worst,
        missing,
        without: old(worst) === Number.POSITIVE_INFINITY ? 0 : old(worst),
        with: after[worst - base]!,
        before: old(worst) < -slack,
      },
    ]
  })
}

/** A target that the scenario misses without the project, and what the project does to it. */
export interface MissedBefore {
  readonly constraint: Constraint
  readonly without: number
  readonly with: number
  readonly year: number
}

export function missedBefore(
  constraints: readonly Constraint[],
  without: Margins,
  withIt: Margins,
  base: number,
  until = Number.POSITIVE_INFINITY,
): readonly MissedBefore[] {
  return constraints.flatMap((constraint) => {
    const before = without.get(constraint.key)
    const after = withIt.get(constraint.key)
    if (!before || !after) return []
    const [from, to] = constraint.judged
    // Told in the year in which it is worst with the project, of those in which it is missed without it.
    const slack = slackOf(before)
    let year: number | undefined
    for (let y = from; y <= Math.min(to, until); y++) {
      if (!(before[y - base]! < -slack)) continue
      if (year === undefined || after[y - base]! < after[year - base]!) year = y
    }
    if (year === undefined) return []
    const old = before[year - base]!
    return [{ constraint, without: old, with: after[year - base]!, year }]
  })
}

/** A project against the energy limit of its process. */
export interface UnitLevel {
  readonly ladder: string
  readonly year: number
  /** kgce per unit of activity. */
  readonly figure: number
  readonly limits: readonly [number, number, number]
  readonly level: 1 | 2 | 3 | 4
}

/** How many full years after its start a unit is held against its limit: from the second on (as the rule `entry` does). */
const entryYears = 5

/** The worst level of a project in the years in which a unit that came in is judged; undefined where its process has no ladder. */
export function levelOf(analysed: Analysed, trajectories: Trajectories, id: string): UnitLevel | undefined {
  const { model, actors } = analysed
  const actor = actors.find((one) => one.id === id)
  const begin = actor && beginOf(actor)
  if (!actor || begin === undefined) return undefined
  const found = [...model.ladders].find(([, { processes }]) =>
    processes.some((process) => process.id === actor.process),
  )
  if (!found) return undefined
  const [ladder, { level1, level2, level3 }] = found
  const limits = [level1.value * 1000, level2.value * 1000, level3.value * 1000] as const
  let worst: UnitLevel | undefined
  const first = Math.max(model.horizon.base, begin + 2)
  for (let year = Math.ceil(first); year < first + entryYears && year <= model.horizon.to; year++) {
    const figure = unitEnergy(analysed, trajectories, id, year)
    if (figure === undefined || (worst && figure <= worst.figure)) continue
    const at = limits.findIndex((limit) => figure <= limit * (1 + 1e-12))
    worst = { ladder, year, figure, limits, level: (at < 0 ? 4 : at + 1) as UnitLevel['level'] }
  }
  return worst
}

/** The rules of entry that a project must pass, and what they ask. */
export function entriesFor(
  model: Model,
  analysed: Analysed,
  id: string,
): readonly { readonly target: Target; readonly level: 1 | 2 | 3 }[] {
  const actor = analysed.actors.find((one) => one.id === id)
  if (!actor) return []
  const site = actor.facility?.site
  const zone = site ? model.zones.get(model.sites.get(site.id)?.zone.id ?? '') : undefined
  return model.targets.flatMap((target) => {
    if (target.rule !== 'entry') return []
    const processes = target.fields['processes'] as readonly Reference[]
    const from = (target.fields['from'] as { readonly year: number }).year
    const classes = (target.fields['zones'] as readonly Reference[] | undefined)?.map((one) => one.id)
    if (!processes.some((process) => process.id === actor.process) || !isNew(actor, from)) return []
    if (classes && !classes.includes(zone?.class.id ?? '')) return []
    return [{ target, level: (target.fields['level'] as { readonly value: number }).value as 1 | 2 | 3 }]
  })
}
