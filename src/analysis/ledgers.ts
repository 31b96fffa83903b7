import { replacersOf } from '../engine/capacity.ts'
import type { Actor } from '../engine/context.ts'
import type { Ref } from '../engine/plan.ts'
import type { Project } from '../model/facility.ts'
import type { Text } from '../text/text.ts'
import { type QuotaLine, quotaLines, targetLines } from './ledger-limits.ts'
import { type Surroundings, subjectOf, type Use, useOf, zoneOf } from './ledger-use.ts'
import type { RuleContext } from './targets/target-rule.ts'

export type { QuotaLine }

/**
 * Ledgers: what the county uses of what is short, by year, against what it may use. A ledger is built like an indicator: its
 * use, the parts of it by status of project, what closures free, and the margin of each quota are nodes of the plan.
 */

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

/** When a unit closes: its own retirement, or the start of a project that runs and takes its place. */
export function endOf(cx: Pick<RuleContext, 'actors'>, actor: Actor): number | undefined {
  const ends = [actor.facility?.retired?.year]
  for (const other of replacersOf(cx.actors).get(actor.id) ?? []) {
    const unit = other.facility as Project
    const begins = unit.stages?.[0]?.start ?? unit.start
    if (begins) ends.push(begins.year + (unit.replaces?.overlap?.value ?? 0))
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
    if (end === undefined || end >= to + 1 || end < base) return []
    const capacity = cx.capacity(actor)
    if (capacity === undefined) return []
    const before = Math.max(base, Math.floor(end) - 1)
    const stood = g.at(capacity, before)
    const gone = g.max(g.constant(0), g.subtract(g.constant(1), g.ratio(capacity, stood, g.constant(1))))
    const since = g.table(Array.from({ length: g.length }, (_, i) => (base + i > before ? 1 : 0)))
    return [g.mul(g.mul(g.at(use.of([actor]), before), gone), since)]
  })
  return g.sum(freed)
}
