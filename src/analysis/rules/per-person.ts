import type { Span } from '../../diagnostics/span.ts'
import type { PlausibleFigure } from '../../model/plausibility.ts'
import type { Dimension } from '../../quantity/dimension.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'

/**
 * Totals per resident outside what counties have, in the base year: money in 万元 for 亿元, tonnes for 万t, people in 万.
 * Residents are the largest driver that counts persons.
 */
export const perPerson: Rule = {
  codes: ['W0635'],
  needs: ['gdp-per-person', 'co2-per-person', 'energy-per-person', 'power-per-person'],
  look(seen) {
    const { ranges, summary, diagnose, model } = seen
    const residents = residentsOf(seen)
    if (!residents || !(residents.value > 0)) return
    const indicator = (id: string) => {
      const found = summary.indicators.find(({ column }) => column.id === id)
      return found && { value: found.values[0]!, dimension: found.column.dimension }
    }
    const power = [...model.commodities].find(([, { group }]) => group === 'electricity')
    const used =
      power && summary.balances.find(({ commodity, item }) => commodity === power[0] && item === 'uses')
    const rows: readonly (readonly [
      PlausibleFigure,
      string,
      { value: number; dimension: Dimension } | undefined,
    ])[] = [
      ['gdp-per-person', 'gdp', indicator('gdp')],
      ['co2-per-person', 'co2.total', indicator('co2.total')],
      ['energy-per-person', 'energy.total', indicator('energy.total')],
      [
        'power-per-person',
        'power',
        used && power ? { value: used.values[0]!, dimension: power[1].unit.dimension } : undefined,
      ],
    ]
    for (const [figure, what, total] of rows) {
      if (!total || total.value === 0) continue
      const powers: Record<string, number> = { ...total.dimension.powers, person: -1 }
      delete powers['time']
      const range =
        ranges.find(figure, {}, { powers }) ?? ranges.find(figure, {}, { powers: { ...powers, time: -1 } })
      const value = total.value / residents.value
      if (!range || within(value, range)) continue
      const unit = what === 'power' ? unitWith('kWh', range.dimension) : undefined
      diagnose(
        'W0635',
        largest(what, seen) ?? residents.at,
        {
          what,
          found: shown(value, range.dimension, unit),
          expected: shownRange(range, unit),
          hint: slipInto(value, range),
        },
        [residents.at],
      )
    }
  },
}

function unitWith(energy: string, dimension: Dimension): string {
  return dimension.powers.time === -1 ? `${energy}/(person·a)` : `${energy}/person`
}

function residentsOf({ model }: Seen): { value: number; at: Span } | undefined {
  let best: { value: number; at: Span } | undefined
  for (const driver of model.drivers.values()) {
    const curve = driver.observed ?? driver.path
    if (!sameDimension(curve.dimension, { powers: { person: 1 } })) continue
    const point = pointsOf(curve)[0]
    if (point && (!best || point.given.value > best.value)) best = { value: point.given.value, at: point.at }
  }
  return best
}

/** Where the largest part of a total was written. */
function largest(what: string, { model, analysed, trajectories }: Seen): Span | undefined {
  if (what === 'gdp') {
    const sectors = Object.values(model.economy?.sectors ?? {})
    return sectors.reduce<(typeof sectors)[number] | undefined>(
      (most, entry) => (!most || entry['value-added'].value > most['value-added'].value ? entry : most),
      undefined,
    )?.['value-added'].at
  }
  const sizes = new Map<string, number>()
  for (const leaf of analysed.leaves) {
    const node =
      what === 'co2.total'
        ? leaf.kind === 'emission' && leaf.species === 'co2' && leaf.scope !== 'sink' && leaf.scope !== 'memo'
          ? leaf.node
          : undefined
        : leaf.kind === 'energy'
          ? leaf.equivalent
          : undefined
    if (node !== undefined)
      sizes.set(leaf.actor, (sizes.get(leaf.actor) ?? 0) + (trajectories.value(node)[0] ?? 0))
  }
  const [most] = [...sizes].sort(([, a], [, b]) => b - a)
  return most && analysed.actors.find(({ id }) => id === most[0])?.at
}
