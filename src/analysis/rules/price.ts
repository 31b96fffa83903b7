import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A price far from what the commodity has cost in any market: 元 for 万元, a tonne for a kilogram. */
export const price: StandingRule = {
  standing: true,
  codes: ['W0629'],
  needs: ['price', 'carbon-price', 'discount-rate'],
  look({ model, ranges, diagnose }) {
    const say = (
      id: string,
      at: Parameters<typeof diagnose>[1],
      value: number,
      range: NonNullable<ReturnType<typeof ranges.find>>,
    ) =>
      diagnose('W0629', at, {
        id,
        found: shown(value, range.dimension),
        expected: shownRange(range),
        hint: slipInto(value, range),
      })
    for (const [id, commodity] of model.commodities) {
      if (!commodity.price) continue
      const range = ranges.find('price', { commodity: id, group: commodity.group }, commodity.price.dimension)
      const wrong = range && pointsOf(commodity.price).find(({ given }) => !within(given.value, range))
      if (range && wrong) say(id, wrong.at, wrong.given.value, range)
    }
    const { costs } = model
    if (!costs) return
    const carbon = costs['carbon-price']
    const range = carbon && ranges.find('carbon-price', {}, carbon.dimension)
    const wrong = range && pointsOf(carbon).find(({ given }) => !within(given.value, range))
    if (range && wrong) say('carbon-price', wrong.at, wrong.given.value, range)
    const rate = costs['discount-rate']
    const rates = ranges.find('discount-rate', {}, rate.dimension)
    if (rates && !within(rate.value, rates)) say('discount-rate', rate.at, rate.value, rates)
  },
}
