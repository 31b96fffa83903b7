import type { Span } from '../../diagnostics/span.ts'
import type { PlausibleFigure } from '../../model/plausibility.ts'
import type { Dimension } from '../../quantity/dimension.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'

/**
 * Totals per resident outside what counties have, in the base year: money in 万元 for 亿元, tonnes for 万t, people in 万.
 * Nobody says which driver counts residents (visitors are persons too): a total is odd where it is so for each that counts persons.
 */
export const perPerson: Rule = {
  codes: ['W0635'],
  needs: ['gdp-per-person', 'co2-per-person', 'energy-per-person', 'power-per-person'],
  look(seen) {
    const { ranges, summary, diagnose, model } = seen
    const people = peopleOf(seen)
    const residents = people[0]
    if (!residents) return
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
      if (!range || people.some((one) => within(total.value / one.value, range))) continue
      const unit = what === 'power' ? unitWith('kWh', range.dimension) : undefined
      diagnose(
        'W0635',
        largest(what, seen) ?? residents.at,
        {
          what,
          found: shown(value, ownPrices(range.dimension, model.prices), unit),
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

/** Money of the county is at the county's prices, whatever those of the range are. */
function ownPrices(dimension: Dimension, priceYear: number): Dimension {
  return dimension.powers.money ? { ...dimension, priceYear } : dimension
}

/** What counts persons in the base year, the largest first. */
function peopleOf({ model }: Seen): readonly { readonly value: number; readonly at: Span }[] {
  return [...model.drivers.values()]
    .flatMap((driver) => {
      const curve = driver.observed ?? driver.path
      const point = sameDimension(curve.dimension, { powers: { person: 1 } }) ? pointsOf(curve)[0] : undefined
      return point && point.given.value > 0 ? [{ value: point.given.value, at: point.at }] : []
    })
    .sort((a, b) => b.value - a.value)
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
