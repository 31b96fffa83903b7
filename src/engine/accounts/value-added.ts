import { sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Context } from '../context.ts'
import type { Ref } from '../plan.ts'

/** The rest of a sector's value added, beside its facilities. */
export function restOf(sector: string): string {
  return `rest.${sector}`
}

/**
 * Money and GDP (model.md): the value added of each facility, and the rest of each sector (base year: published −
 * Σ facilities, not below zero) that follows its driver; or GDP as given, and the rest adjusts. The run checks that no
 * rest is negative (E0409).
 */
export function valueAdded(cx: Context): void {
  const { g, model } = cx
  const bySector = new Map<string, Ref[]>()
  for (const actor of cx.actors) {
    const own = actor.facility?.['value-added']
    const process =
      actor.process === undefined ? undefined : model.processes.get(actor.process)?.['value-added']
    const rate = own ?? process
    if (!rate) continue
    const expected = timesDimension({ powers: { money: 1 }, priceYear: model.prices }, actor.unit, -1)
    if (!sameDimension(rate.dimension, expected))
      cx.diagnose('E0204', rate.at, {
        expected: canonicalUnit(expected),
        found: canonicalUnit(rate.dimension),
      })
    const path = own ? `${actor.path}.value-added` : `processes.${actor.process}.value-added`
    const node = g.mul(cx.activity(actor), cx.given(rate, path))
    cx.leaves.push({ kind: 'value-added', actor: actor.id, sector: actor.sector, node })
    bySector.set(actor.sector, [...(bySector.get(actor.sector) ?? []), node])
  }
  const { economy } = model
  if (!economy) return
  if (economy.gdp === 'given') {
    if (!economy.total) {
      cx.diagnose('E0202', model.at, { key: 'economy.total' })
      return
    }
    const facilities = g.sum([...bySector.keys()].sort().flatMap((sector) => bySector.get(sector)!))
    const total = cx.curve(economy.total, 'economy.total')
    addRest(cx, 'county', '', g.subtract(total, facilities), total, economy.total.at)
    return
  }
  for (const [sector, entry] of Object.entries(economy.sectors ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const published = cx.given(entry['value-added'], `economy.sectors.${sector}.value-added`)
    const facilities = g.sum(bySector.get(sector) ?? [])
    const base = g.subtract(published, g.at(facilities, model.horizon.base))
    const driver = cx.driver(entry.follows.id).node
    const grown = g.mul(base, g.ratio(driver, g.at(driver, model.horizon.base), g.constant(1)))
    addRest(cx, sector, sector, grown, published, entry['value-added'].at)
  }
}

function addRest(
  cx: Context,
  name: string,
  sector: string,
  node: Ref,
  scale: Ref,
  at: { file: string; start: number; end: number },
): void {
  cx.leaves.push({ kind: 'value-added', actor: restOf(name), sector, node })
  cx.checks.push({
    node,
    scale,
    test: 'non-negative',
    code: 'E0409',
    at,
    args: { sector: name, found: '', limit: '' },
  })
}
