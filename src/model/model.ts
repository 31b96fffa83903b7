import type { Span } from '../diagnostics/span.ts'
import type { Text } from '../text/text.ts'
import type { Commodity } from './commodity.ts'
import type { Correlation } from './correlation.ts'
import type { Curve } from './curve.ts'
import { deflatorOf, inPrices } from './deflate.ts'
import type { Effective } from './documents.ts'
import type { Demand, Driver, Economy, Improvement, Land } from './driver.ts'
import type { EndUse, Facility, Project } from './facility.ts'
import { statuses } from './facility.ts'
import type { Finance } from './finance.ts'
import type { Ladder, Source } from './library.ts'
import type { Measure } from './measure.ts'
import type { Outcomes } from './outcome.ts'
import type { PlanPeriod, PolicyContext, Quota, Site, Zone } from './planning.ts'
import type { Process } from './process.ts'
import type { Control, ReconciliationItem } from './reconciliation.ts'
import type { Sector } from './sector.ts'
import type { GwpSet, Species } from './species.ts'

/** A target whose rule has been looked up and whose fields have been read by the shape of that rule. */
export interface Target {
  readonly id: string
  readonly at: Span
  readonly rule: string
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly expected: 'met' | 'missed'
  readonly clause?: string
  readonly source?: string
  /** What the rule's own shape read. */
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * A county and one future of it: what the engine compiles. Immutable; every map is in code-point order of its ids, so the
 * order in which a user wrote the keys changes nothing.
 */
export interface Model {
  readonly id: string
  readonly title: Text
  readonly about?: Text
  readonly at: Span
  readonly county: { readonly id: string; readonly title: Text }
  readonly horizon: { readonly base: number; readonly observedTo: number; readonly to: number }
  readonly prices: number
  readonly gwp: GwpSet
  readonly electricity: 'equivalent' | 'calorific'
  readonly exportCredit: boolean
  readonly renewablesBase: number
  readonly sources: ReadonlyMap<string, Source>
  readonly species: ReadonlyMap<string, Species>
  readonly commodities: ReadonlyMap<string, Commodity>
  readonly processes: ReadonlyMap<string, Process>
  readonly measures: ReadonlyMap<string, Measure>
  readonly ladders: ReadonlyMap<string, Ladder>
  readonly sectors: ReadonlyMap<string, Sector>
  readonly drivers: ReadonlyMap<string, Driver>
  readonly demands: ReadonlyMap<string, Demand>
  readonly improvements: ReadonlyMap<string, Improvement>
  readonly land: ReadonlyMap<string, Land>
  readonly facilities: ReadonlyMap<string, Facility>
  readonly projects: ReadonlyMap<string, Project>
  readonly endUses: ReadonlyMap<string, EndUse>
  readonly economy?: Economy
  readonly observed: ReadonlyMap<string, Curve>
  readonly costs?: Finance
  readonly plans: ReadonlyMap<string, PlanPeriod>
  readonly zones: ReadonlyMap<string, Zone>
  readonly quotas: ReadonlyMap<string, Quota>
  readonly sites: ReadonlyMap<string, Site>
  readonly context: ReadonlyMap<string, PolicyContext>
  readonly reconciliation: ReadonlyMap<string, ReconciliationItem>
  readonly controls: ReadonlyMap<string, Control>
  readonly correlations: readonly Correlation[]
  /** What becomes of projects by status, where a policy says so. */
  readonly outcomes: Outcomes
  readonly targets: readonly Target[]
  readonly projectsFrom: (typeof statuses)[number]
  /** In a union of two models only: entities (`measures.x`) that one side does not have, and which side has them. */
  readonly presence?: ReadonlyMap<string, 'a' | 'b'>
}

/** Entries of a record in code-point order of their keys. */
export function sorted<T>(record: Readonly<Record<string, T>> | undefined): ReadonlyMap<string, T> {
  return new Map(Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** Puts the parts of an effective scenario in order. `horizon`, `prices` and `gwp` must be there (input/resolve checks). */
export function assemble(
  effective: Effective,
  parts: { readonly at: Span; readonly county: Model['county']; readonly targets: readonly Target[] },
): Model {
  const { horizon, boundary } = effective
  if (!horizon || !effective.prices || !effective.gwp)
    throw new Error('assemble was called before the checks of resolve')
  const title = effective.title ?? { zh: effective.id.id, en: effective.id.id }
  const model: Model = {
    id: effective.id.id,
    title,
    ...(effective.about ? { about: effective.about } : {}),
    at: parts.at,
    county: parts.county,
    horizon: { base: horizon.base.year, observedTo: horizon['observed-to'].year, to: horizon.to.year },
    prices: effective.prices.year,
    gwp: effective.gwp,
    electricity: boundary?.electricity ?? 'equivalent',
    exportCredit: boundary?.['export-credit']?.value ?? false,
    renewablesBase: boundary?.['renewables-base']?.year ?? horizon.base.year,
    sources: sorted(effective.sources),
    species: sorted(effective.species),
    commodities: sorted(effective.commodities),
    processes: sorted(effective.processes),
    measures: sorted(effective.measures),
    ladders: sorted(effective.ladders),
    sectors: sorted(effective.sectors),
    drivers: sorted(effective.drivers),
    demands: sorted(effective.demands),
    improvements: sorted(effective.improvements),
    land: sorted(effective.land),
    facilities: sorted(effective.facilities),
    projects: sorted(effective.projects),
    endUses: sorted(effective['end-uses']),
    ...(effective.economy ? { economy: effective.economy } : {}),
    observed: sorted(effective.observed),
    ...(effective.costs ? { costs: effective.costs } : {}),
    plans: sorted(effective.plans),
    zones: sorted(effective.zones),
    quotas: sorted(effective.quotas),
    sites: sorted(effective.sites),
    context: sorted(effective.context),
    reconciliation: sorted(effective.reconciliation),
    controls: sorted(effective.controls),
    correlations: effective.correlations ?? [],
    outcomes: effective.outcomes ?? {},
    targets: parts.targets,
    projectsFrom: effective['projects-from'] ?? 'operating',
  }
  return effective.deflator ? inPrices(model, deflatorOf(effective.deflator)) : model
}

/** Whether a project runs: its own `included`, else its status against `projects-from`. */
export function isIncluded(project: Project, from: Model['projectsFrom']): boolean {
  if (project.included) return project.included.value
  if (project.status === 'cancelled' || project.status === 'closed') return false
  return statuses.indexOf(project.status) >= statuses.indexOf(from)
}

/** The sector itself and all below it. */
export function sectorsUnder(sectors: ReadonlyMap<string, Sector>, root: string): ReadonlySet<string> {
  const under = new Set([root])
  for (let grew = true; grew; ) {
    grew = false
    for (const [id, sector] of sectors)
      if (sector.parent && under.has(sector.parent.id) && !under.has(id)) {
        under.add(id)
        grew = true
      }
  }
  return under
}
