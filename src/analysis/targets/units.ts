import { nearest } from '../../diagnostics/nearest.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Actor } from '../../engine/context.ts'
import { type Reference, references } from '../../model/field.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { RuleContext } from './target-rule.ts'

/** The field that names the processes whose units a rule judges. */
export const processesField = references({
  zh: '哪些过程的设施',
  en: 'processes whose units are judged',
})

/**
 * Units that run one of the named processes. That the county uses none of them is no mistake: a rule of a policy speaks of
 * many (names that no library holds are refused by the loader). Reports units that cannot be summed (E0204).
 */
export function unitsOf(cx: RuleContext, field: unknown, at: Span): readonly Actor[] {
  const named = new Set(((field as readonly Reference[] | undefined) ?? []).map(({ id }) => id))
  const units = cx.actors.filter(
    (actor) => (actor.kind === 'facility' || actor.kind === 'project') && named.has(actor.process ?? ''),
  )
  const other = units.find((actor) => !sameDimension(actor.unit, units[0]!.unit))
  if (other)
    cx.diagnose('E0204', at, {
      expected: canonicalUnit(units[0]!.unit),
      found: canonicalUnit(other.unit),
    })
  return units
}

/** The unit in which capacities of some units are told. */
export function capacityUnit(units: readonly Actor[]): string {
  return `${units[0] ? canonicalUnit(units[0].unit) : 't'}/a`
}

/** When a unit began, as a year; undefined where it states none. */
export function beginOf(actor: Actor): number | undefined {
  const unit = actor.facility
  if (!unit) return undefined
  if ('stages' in unit && unit.stages) return unit.stages[0]?.start.year
  if ('start' in unit) return unit.start?.year
  return 'commissioned' in unit ? unit.commissioned?.year : undefined
}

/** Whether a unit began in a year or later. */
export function isNew(actor: Actor, from: number): boolean {
  const begin = beginOf(actor)
  return begin !== undefined && begin >= from
}

/** Says that a rule found nothing to judge, so that "met" is not taken for more than it is (W0610). */
export function sayNothingJudged(cx: RuleContext, target: { readonly id: string; readonly at: Span }): void {
  cx.diagnose('W0610', target.at, { target: target.id })
}

/** The class of the zone in which a unit stands; undefined where it names no site. */
export function zoneClassOf(cx: RuleContext, actor: Actor): string | undefined {
  const site = actor.facility?.site
  const zone = site ? cx.model.sites.get(site.id)?.zone.id : undefined
  return zone === undefined ? undefined : cx.model.zones.get(zone)?.class.id
}

/** Reports a name that is in no list, with the nearest one. */
export function wantKnown(
  cx: RuleContext,
  reference: Reference,
  what: string,
  known: readonly string[],
): boolean {
  if (known.includes(reference.id)) return true
  cx.diagnose('E0301', reference.at, {
    id: reference.id,
    what,
    nearest: nearest(reference.id, known) ?? '',
  })
  return false
}
