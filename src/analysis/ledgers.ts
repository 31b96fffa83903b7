import type { Actor, Leaf } from '../engine/context.ts'
import type { Ref } from '../engine/plan.ts'
import type { Curve } from '../model/curve.ts'
import type { Approval, Project } from '../model/facility.ts'
import { type Given, type Grade, grades } from '../model/given.ts'
import type { Target } from '../model/model.ts'
import type { Quota } from '../model/planning.ts'
import { type Dimension, sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import type { IndicatorColumn } from './figures.ts'
import { type Indicator, indicatorOver } from './indicators/indicator.ts'
import { leavesOf } from './tables.ts'
import { limitNode, type RuleContext, type TargetColumns, yearsOf } from './targets/target-rule.ts'
import { beginOf } from './targets/units.ts'

/**
 * Ledgers: what the county uses of what is short, by year, against what it may use. A ledger is built like an indicator: its
 * use, the parts of it by status of project, what closures free, and the margin of each quota are nodes of the plan.
 */

/** One limit of a ledger. `margin` ≥ 0 means that it holds in that year; only the years of `judged` count. */
export interface QuotaLine {
  readonly id: string
  /** `total`: the use itself; `new-projects`: what new projects use; `offset`: cuts of all others against what new projects emit. */
  readonly kind: 'total' | 'new-projects' | 'offset'
  readonly origin: 'quota' | 'target'
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly judged: readonly [from: number, to: number]
  readonly limit: Ref
  readonly figure: Ref
  readonly margin: Ref
  readonly ratio?: number
  readonly plan?: string
  readonly clause?: string
  readonly source?: string
  /** The weakest grade among the numbers that the limit states. */
  readonly grade?: Grade
}

/** What a part of a use belongs to: what stands, a project by its status, or what the rule of the indicator takes off. */
export type PartOf = Project['status'] | 'existing' | 'renewables'

export interface LedgerColumns {
  /** The indicator, with `@zone` for a part of the county. */
  readonly id: string
  readonly indicator: string
  readonly name: Text
  readonly unit: string
  readonly zone?: string
  readonly used: Ref
  /** They add up to `used`; absent where a use has no parts (a ratio). */
  readonly parts: readonly { readonly of: PartOf; readonly node: Ref }[]
  /** What units used in their last full year that have closed since, by their capacity. */
  readonly freed?: Ref
  readonly lines: readonly QuotaLine[]
  /** Units that emit or use but name no site, so that no control unit counts them (zones only). */
  readonly unsited?: Ref
}

/** Ledgers that every county has, in the order in which they are told. */
const county = [
  'energy.total',
  'energy.controlled',
  'co2.total',
  'co2.intensity',
  'so2',
  'nox',
  'pm25',
  'voc',
  'water',
  'land',
] as const
const pollutants = ['so2', 'nox', 'pm25', 'voc'] as const
/** Ratios: they have no parts that add up. */
const ratios: ReadonlySet<string> = new Set(['co2.intensity', 'energy.intensity'])

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

interface Surroundings {
  readonly cx: RuleContext
  readonly indicators: readonly Indicator[]
  readonly found: ReadonlyMap<string, IndicatorColumn>
  readonly targets: readonly { readonly target: Target; readonly columns: TargetColumns }[]
}

/** Builds the columns of every ledger: those of the county, then those of its control units. */
export function ledgerColumns(around: Surroundings): readonly LedgerColumns[] {
  const { cx } = around
  const { model } = cx
  const wanted = new Map<string, { indicator: string; zone?: string }>()
  for (const indicator of county) wanted.set(indicator, { indicator })
  for (const [id, quota] of model.quotas) {
    const indicator = subjectOf(id, quota)
    const zone = quota['control-unit']?.id
    wanted.set(keyOf(indicator, zone), { indicator, ...(zone === undefined ? {} : { zone }) })
  }
  const sited = new Set(cx.actors.flatMap((actor) => zoneOf(cx, actor) ?? []))
  for (const zone of [...sited].sort())
    for (const indicator of [...pollutants, 'land']) wanted.set(keyOf(indicator, zone), { indicator, zone })
  const order = (indicator: string) => {
    const at = (county as readonly string[]).indexOf(indicator)
    return at < 0 ? county.length : at
  }
  return [...wanted.entries()]
    .sort(
      ([a, one], [b, other]) =>
        (one.zone === undefined ? 0 : 1) - (other.zone === undefined ? 0 : 1) ||
        order(one.indicator) - order(other.indicator) ||
        (a < b ? -1 : 1),
    )
    .flatMap(([id, { indicator, zone }]) => ledgerOf(around, id, indicator, zone) ?? [])
}

const keyOf = (indicator: string, zone?: string) => (zone === undefined ? indicator : `${indicator}@${zone}`)

/** The zone in which a unit stands; undefined where it names no site. */
export function zoneOf(cx: Pick<RuleContext, 'model'>, actor: Actor): string | undefined {
  const site = actor.facility?.site
  return site ? cx.model.sites.get(site.id)?.zone.id : undefined
}

/** The zones that a control unit means: the zone of that id, else all zones of that class. */
function zonesOf(cx: RuleContext, unit: string): ReadonlySet<string> {
  if (cx.model.zones.has(unit)) return new Set([unit])
  return new Set([...cx.model.zones].filter(([, zone]) => zone.class.id === unit).map(([id]) => id))
}

function ledgerOf(
  around: Surroundings,
  id: string,
  indicator: string,
  zone: string | undefined,
): LedgerColumns | undefined {
  const { cx } = around
  const { g, model } = cx
  const zones = zone === undefined ? undefined : zonesOf(cx, zone)
  const inside = zones ? cx.actors.filter((actor) => zones.has(zoneOf(cx, actor) ?? '')) : cx.actors
  const use = useOf(around, indicator)
  if (!use) return undefined
  const whole = zones ? use.of(inside) : use.all
  if (whole === undefined) return undefined
  const additive = !ratios.has(indicator)
  const parts: { of: PartOf; node: Ref }[] = []
  if (additive) {
    const byStatus = new Map<Project['status'], Actor[]>()
    for (const actor of inside)
      if (actor.kind === 'project') {
        const { status } = actor.facility as Project
        byStatus.set(status, [...(byStatus.get(status) ?? []), actor])
      }
    for (const [status, actors] of [...byStatus].sort(([a], [b]) => (a < b ? -1 : 1)))
      parts.push({ of: status, node: use.of(actors) })
    const off = zones ? undefined : use.takenOff
    if (off !== undefined) parts.push({ of: 'renewables', node: g.negate(off) })
    parts.unshift({ of: 'existing', node: g.sum([whole, ...parts.map(({ node }) => g.negate(node))]) })
  }
  const freed = additive ? freedBy(cx, inside, use) : undefined
  const lines = [
    ...[...model.quotas].flatMap(([name, quota]) =>
      keyOf(subjectOf(name, quota), quota['control-unit']?.id) === id
        ? quotaLines(cx, name, quota, whole, inside, use, zones !== undefined)
        : [],
    ),
    ...(zones ? [] : targetLines(around, indicator)),
  ]
  const zoneName = zone === undefined ? undefined : nameOfZone(cx, zone)
  const name: Text = zoneName
    ? { zh: `${use.name.zh}（${zoneName.zh}）`, en: `${use.name.en} (${zoneName.en})` }
    : use.name
  g.column(`ledger.${id}.used`, whole, use.unit, {}, name)
  for (const part of parts) g.column(`ledger.${id}.part.${part.of}`, part.node, use.unit, {})
  if (freed !== undefined) g.column(`ledger.${id}.freed`, freed, use.unit, {})
  for (const line of lines) g.column(`ledger.${id}.margin.${line.id}.${line.kind}`, line.margin, use.unit, {})
  const away = zones ? cx.actors.filter((actor) => isUnit(actor) && zoneOf(cx, actor) === undefined) : []
  return {
    id,
    indicator,
    name,
    unit: use.unit,
    used: whole,
    parts,
    lines,
    ...(zone === undefined ? {} : { zone }),
    ...(freed === undefined ? {} : { freed }),
    ...(away.length > 0 && lines.length > 0 ? { unsited: use.of(away) } : {}),
  }
}

const isUnit = (actor: Actor) => actor.kind === 'facility' || actor.kind === 'project'

function nameOfZone(cx: RuleContext, zone: string): Text {
  return cx.model.zones.get(zone)?.name ?? { zh: `${zone} 类管控单元`, en: `control units of class ${zone}` }
}

/** How a use is summed, for the county and for some of its units. */
interface Use {
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

function useOf({ cx, indicators, found }: Surroundings, indicator: string): Use | undefined {
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

/** A permit of a project that runs, and what the project uses of it. */
export interface PermitColumns {
  readonly project: string
  readonly subject: string
  readonly unit: string
  readonly approval: Approval
  readonly used: Ref
  /** What the unit that is to offset it has given up since the year before the project begins. */
  readonly freed?: Ref
}

/** What projects with permits use of what was granted. Reports E0204 where a permit grants something else. */
export function permitColumns(around: Surroundings): readonly PermitColumns[] {
  const { cx } = around
  return cx.actors.flatMap((actor) => {
    const unit = actor.facility
    if (actor.kind !== 'project' || !unit || !('approvals' in unit)) return []
    return Object.entries(unit.approvals ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([subject, approval]): PermitColumns[] => {
        const use = useOf(around, short[subject] ?? subject)
        if (!use) return []
        const { amount } = approval
        const { at, dimension } = amount
        wantAmount(cx, { kind: 'constant', value: amount, at, dimension }, use.dimension)
        const from = cx.actors.find(({ id }) => id === approval.from?.id)
        const begin = beginOf(actor)
        const freed =
          from === undefined || begin === undefined
            ? undefined
            : fallOf(cx, use.of([from]), Math.floor(begin) - 1)
        return [
          {
            project: actor.id,
            subject,
            unit: use.unit,
            approval,
            used: use.of([actor]),
            ...(freed === undefined ? {} : { freed }),
          },
        ]
      })
  })
}

/** How far a use has fallen since a year. */
function fallOf(cx: RuleContext, use: Ref, since: number): Ref {
  const { g } = cx
  const { base, to } = g.horizon
  return g.subtract(g.at(use, Math.min(Math.max(since, base), to)), use)
}

/** When a unit closes: its own retirement, or the start of a project that runs and takes its place. */
export function endOf(cx: Pick<RuleContext, 'actors'>, actor: Actor): number | undefined {
  const ends = [actor.facility?.retired?.year]
  for (const other of cx.actors) {
    const unit = other.facility
    if (other.kind !== 'project' || !unit || !('replaces' in unit) || !unit.replaces) continue
    if (!unit.replaces.units.some(({ id }) => id === actor.id)) continue
    const begins = unit.stages?.[0]?.start ?? unit.start
    if (begins) ends.push(begins.year + (unit.replaces.overlap?.value ?? 0))
  }
  const known = ends.filter((end) => end !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** What closed units used in their last full year, by the part of their capacity that has gone. */
function freedBy(cx: RuleContext, actors: readonly Actor[], use: Use): Ref {
  const { g } = cx
  const { base, to } = g.horizon
  const freed = actors.flatMap((actor) => {
    const end = isUnit(actor) ? endOf(cx, actor) : undefined
    const capacity = cx.capacity(actor)
    if (end === undefined || capacity === undefined || end >= to + 1 || end < base) return []
    const before = Math.max(base, Math.floor(end) - 1)
    const stood = g.at(capacity, before)
    const gone = g.max(g.constant(0), g.subtract(g.constant(1), g.ratio(capacity, stood, g.constant(1))))
    const since = g.table(Array.from({ length: g.length }, (_, i) => (base + i > before ? 1 : 0)))
    return [g.mul(g.mul(g.at(use.of([actor]), before), gone), since)]
  })
  return g.sum(freed)
}

/** The lines that a declared quota draws in its ledger. */
function quotaLines(
  cx: RuleContext,
  id: string,
  quota: Quota,
  whole: Ref,
  inside: readonly Actor[],
  use: Use,
  inZone: boolean,
): readonly QuotaLine[] {
  const { g, model } = cx
  const { base, to } = g.horizon
  const clamp = (year: number) => Math.min(Math.max(year, base), to)
  const period = quota.plan ? model.plans.get(quota.plan.id) : undefined
  const common = {
    id,
    origin: 'quota' as const,
    severity: quota.severity ?? ('must' as const),
    ...(quota.plan ? { plan: quota.plan.id } : {}),
    ...(quota.clause ? { clause: quota.clause } : {}),
  }
  const named = quota.name ?? { zh: `${use.name.zh}指标`, en: `quota of ${use.name.en}` }
  const lines: QuotaLine[] = []
  const total = quota.total ?? quota.values
  if (total) {
    wantAmount(cx, total, use.dimension)
    const limit = limitNode(cx, total, `quotas.${id}.${quota.total ? 'total' : 'values'}`)
    const [first, last] = total.kind === 'points' || !period ? yearsOf(cx, total) : [base, to]
    const from = clamp(Math.max(first, period?.from.year ?? first))
    const until = clamp(Math.min(last, period?.to.year ?? last))
    if (from <= until)
      lines.push({
        ...common,
        ...provenanceOf(quota, total),
        kind: 'total',
        name: named,
        judged: [from, until],
        limit,
        figure: whole,
        margin: g.subtract(limit, whole),
      })
    else cx.diagnose('W0753', total.at, { quota: id, plan: quota.plan?.id ?? '' })
  }
  const after = quota.base?.year ?? (period ? period.from.year - 1 : undefined)
  if (after === undefined) return lines
  const isNew = (actor: Actor, last: number) => {
    const begin = actor.kind === 'project' ? beginOf(actor) : undefined
    return begin !== undefined && begin >= after + 1 && begin < last + 1
  }
  const most = quota['new-projects']
  if (most) {
    wantAmount(cx, { kind: 'constant', value: most, at: most.at, dimension: most.dimension }, use.dimension)
    const limit = spread(cx, cx.given(most, `quotas.${id}.new-projects`))
    const figure = use.of(inside.filter((actor) => isNew(actor, period?.to.year ?? to)))
    lines.push({
      ...common,
      ...provenanceOf(quota, most),
      kind: 'new-projects',
      name: { zh: `${named.zh}（新建项目）`, en: `${named.en} (new projects)` },
      judged: [clamp(after + 1), to],
      limit,
      figure,
      margin: g.subtract(limit, figure),
    })
  }
  const ratio = quota['offset-ratio']
  if (ratio) {
    const fresh = inside.filter((actor) => isNew(actor, to))
    const made = use.of(fresh)
    // In a control unit only its own sources count; in the county everything else does.
    const others = inZone ? use.of(inside.filter((actor) => !fresh.includes(actor))) : g.subtract(whole, made)
    const freed = g.subtract(g.at(others, clamp(after)), others)
    const limit = g.mul(made, cx.given(ratio, `quotas.${id}.offset-ratio`))
    lines.push({
      ...common,
      ...provenanceOf(quota, ratio),
      kind: 'offset',
      name: { zh: `${use.name.zh}削减替代`, en: `offset of ${use.name.en}` },
      judged: [clamp(after + 1), to],
      limit,
      figure: freed,
      margin: g.subtract(freed, limit),
      ratio: ratio.value,
    })
  }
  return lines
}

/** A node for each year of what holds in all. */
function spread(cx: RuleContext, node: Ref): Ref {
  const { g } = cx
  return g.add(node, g.table(Array.from({ length: g.length }, () => 0)))
}

/** Reports E0204 unless an amount, or an amount a year, is of what the ledger counts. */
function wantAmount(cx: RuleContext, curve: Curve, dimension: Dimension): void {
  if (curve.kind === 'expression') return
  const yearly = { ...dimension, powers: { ...dimension.powers, time: -1 } }
  if (sameDimension(curve.dimension, dimension) || sameDimension(curve.dimension, yearly)) return
  cx.diagnose('E0204', curve.at, {
    expected: canonicalUnit(dimension),
    found: canonicalUnit(curve.dimension),
  })
}

/** Targets that limit an amount of a year are lines of its ledger. */
const limiting: ReadonlySet<string> = new Set(['cap', 'quota', 'reduction'])

function targetLines({ targets, cx }: Surroundings, indicator: string): readonly QuotaLine[] {
  return targets.flatMap(({ target, columns }): QuotaLine[] => {
    if (columns.indicator !== indicator || columns.limit === undefined) return []
    const offset = target.rule === 'offset'
    if (!offset && !limiting.has(target.rule)) return []
    const ratio = target.fields['ratio'] as Given | undefined
    const value = Object.values(target.fields).find((field) => isGiven(field) || isCurve(field))
    return [
      {
        id: target.id,
        kind: offset ? 'offset' : 'total',
        origin: 'target',
        name: target.name,
        severity: target.severity,
        judged: columns.judged,
        limit: columns.limit,
        // A reduction tells a share to its reader; a ledger tells the amount.
        figure: offset ? columns.figure : cx.g.subtract(columns.limit, columns.margin),
        margin: columns.margin,
        ...(offset && ratio ? { ratio: ratio.value } : {}),
        ...(target.clause ? { clause: target.clause } : {}),
        ...provenanceOf(target, (offset ? ratio : (value as Given | Curve | undefined)) ?? undefined),
      },
    ]
  })
}

const isGiven = (field: unknown): field is Given =>
  typeof field === 'object' && field !== null && 'value' in field && 'dimension' in field
const isCurve = (field: unknown): field is Curve =>
  typeof field === 'object' && field !== null && 'kind' in field && 'dimension' in field

/** Source and weakest grade of the numbers that a limit states. */
function provenanceOf(
  owner: { readonly source?: string | undefined },
  stated: Given | Curve | undefined,
): Pick<QuotaLine, 'source' | 'grade'> {
  const numbers = stated === undefined ? [] : 'kind' in stated ? givensOf(stated) : [stated]
  const found = numbers.flatMap(({ grade }) => grade ?? [])
  const weakest = found.reduce<Grade | undefined>(
    (worst, grade) => (worst === undefined || grades.indexOf(grade) > grades.indexOf(worst) ? grade : worst),
    undefined,
  )
  const source = owner.source ?? numbers.find(({ source }) => source !== undefined)?.source
  return { ...(source ? { source } : {}), ...(weakest ? { grade: weakest } : {}) }
}

function givensOf(curve: Curve): readonly Given[] {
  switch (curve.kind) {
    case 'constant':
      return [curve.value]
    case 'points':
      return curve.points.map(({ value }) => value)
    case 'from':
      return [...givensOf(curve.base), ...givensOf(curve.over)]
    case 'times':
    case 'plus':
      return [...givensOf(curve.base), ...givensOf(curve.by)]
    case 'growth':
      return curve.start ? [curve.start] : []
    default:
      return []
  }
}
