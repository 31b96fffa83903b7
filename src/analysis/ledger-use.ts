import type { Actor, Leaf } from '../engine/context.ts'
import type { Ref } from '../engine/plan.ts'
import type { Target } from '../model/model.ts'
import type { Quota } from '../model/planning.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Text } from '../text/text.ts'
import type { IndicatorColumn } from './figures.ts'
import { type Indicator, indicatorOver } from './indicators/indicator.ts'
import { leavesOf } from './tables.ts'
import type { RuleContext, TargetColumns } from './targets/target-rule.ts'

/** How a use is summed: of the county, of some of its units, of land. Ledgers and permits ask the same. */

/** Quotas and permits may be named after what they limit. */
const short: Readonly<Record<string, string>> = { energy: 'energy.total', carbon: 'co2.total' }
const landName: Text = { zh: '占地', en: 'land' }
const areaUnit = 'ha'

/** Indicator (or `land`) that a quota limits. */
export function subjectOf(id: string, quota: Pick<Quota, 'of' | 'excludes'>): string {
  const named = quota.of?.id ?? id
  const subject = short[named] ?? named
  const left = new Set((quota.excludes ?? []).map((reference) => reference.id))
  if (subject !== 'energy.total' || left.size === 0) return subject
  if (left.size === 2) return 'energy.controlled'
  return left.has('feedstock') ? 'energy.total-feedstock' : 'energy.total-renewables'
}

/** What a use is built from. */
export interface Surroundings {
  readonly cx: RuleContext
  readonly indicators: readonly Indicator[]
  readonly found: ReadonlyMap<string, IndicatorColumn>
  readonly targets: readonly { readonly target: Target; readonly columns: TargetColumns }[]
}

/** The zone in which a unit stands; undefined where it names no site. */
export function zoneOf(cx: Pick<RuleContext, 'model'>, actor: Actor): string | undefined {
  const site = actor.facility?.site
  return site ? cx.model.sites.get(site.id)?.zone.id : undefined
}

/** How a use is summed, for the county and for some of its units. */
export interface Use {
  readonly name: Text
  readonly unit: string
  readonly dimension: Dimension
  readonly all: Ref
  /** What some units use, without what a rule takes off the total. */
  of(actors: readonly Actor[]): Ref
  /** What the rule of the indicator takes off the county's total and no unit answers for. */
  readonly takenOff?: Ref
}

const totalFeedstock: Text = { zh: '综合能耗（扣原料用能）', en: 'energy less feedstock' }
const totalRenewables: Text = { zh: '综合能耗（扣新增可再生）', en: 'energy less added renewables' }

/** The use that an indicator (or `land`, or an energy total less what a quota excludes) stands for; undefined where the county has none. */
export function useOf({ cx, indicators, found }: Surroundings, indicator: string): Use | undefined {
  const { g, model } = cx
  if (indicator === 'land') return landUse(cx)
  const over = (id: string, leaves: readonly Leaf[]) =>
    indicatorOver({ g, model, leaves }, indicators, id) ?? g.constant(0)
  const leavesBy = (actors: readonly Actor[]) => {
    if (actors.length === 1) return leavesOf(cx.leaves, actors[0]!.id)
    const ids = new Set(actors.map(({ id }) => id))
    return cx.leaves.filter((leaf) => ids.has(leaf.actor))
  }
  const column = (id: string) => found.get(id)
  const energy = column('energy.total')
  const renewables = column('energy.excluded-renewables')?.node
  const feedstock = column('energy.excluded-feedstock')?.node
  const lessFeedstock = (actors: readonly Actor[]) => {
    const leaves = leavesBy(actors)
    return g.subtract(over('energy.total', leaves), over('energy.excluded-feedstock', leaves))
  }
  if (energy && renewables !== undefined && feedstock !== undefined) {
    const common = { unit: energy.unit, dimension: energy.dimension }
    if (indicator === 'energy.controlled') {
      const controlled = column('energy.controlled')
      if (!controlled) return undefined
      const { name, node } = controlled
      return { ...common, name, all: node, of: lessFeedstock, takenOff: renewables }
    }
    if (indicator === 'energy.total-feedstock')
      return { ...common, name: totalFeedstock, all: g.subtract(energy.node, feedstock), of: lessFeedstock }
    if (indicator === 'energy.total-renewables')
      return {
        ...common,
        name: totalRenewables,
        all: g.subtract(energy.node, renewables),
        of: (actors) => over('energy.total', leavesBy(actors)),
        takenOff: renewables,
      }
  }
  const judged = column(indicator)
  if (!judged) return undefined
  return {
    name: judged.name,
    unit: judged.unit,
    dimension: judged.dimension,
    all: judged.node,
    of: (actors) => over(indicator, leavesBy(actors)),
  }
}

/** Land that units take, by the part of their capacity that stands; units that state no area take none. */
function landUse(cx: RuleContext): Use | undefined {
  const { g } = cx
  const of = (actors: readonly Actor[]) =>
    g.sum(
      actors.flatMap((actor) => {
        const area = actor.facility?.area
        if (!area) return []
        const taken = cx.given(area, `${actor.path}.area`)
        const capacity = cx.capacity(actor)
        if (capacity === undefined) return [taken]
        const { base, to } = g.horizon
        return [g.mul(taken, g.ratio(capacity, g.greatest(capacity, base, to), g.constant(0)))]
      }),
    )
  const limited = [...cx.model.quotas].some(([id, quota]) => subjectOf(id, quota) === 'land')
  if (!limited && !cx.actors.some((actor) => actor.facility?.area)) return undefined
  return { name: landName, unit: areaUnit, dimension: { powers: { area: 1 } }, all: of(cx.actors), of }
}

/** The same for a permit, whose subject may be a short name. */
export function useOfPermit(around: Surroundings, subject: string): Use | undefined {
  return useOf(around, short[subject] ?? subject)
}
