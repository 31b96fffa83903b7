import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** The emission factor of bought power or heat outside what any grid or heat plant has. */
export const purchaseFactor: Rule = {
  codes: ['W0628'],
  needs: ['purchase-factor'],
  look({ model, ranges, trajectories, analysed, diagnose }) {
    for (const [id, { purchased, group }] of model.commodities) {
      if (!purchased) continue
      const unit = group === 'electricity' ? 'tCO2/MWh' : undefined
      const range = ranges.find('purchase-factor', { commodity: id, group }, purchased.dimension)
      const outside =
        range && pointsOf(purchased).find(({ given }) => given.value !== 0 && !within(given.value, range))
      if (range && outside)
        diagnose('W0628', outside.at, {
          id,
          found: shown(outside.given.value, outside.given.dimension, unit),
          expected: shownRange(range, unit),
          hint: slipInto(outside.given.value, range, purchased.dimension),
        })
      // An expression has no dimension of its own: its values are looked up in the plan.
      if (purchased.kind !== 'expression') continue
      const made = analysed.expressions.find(({ at }) => at === purchased.at)
      const co2 = ranges.find('purchase-factor', { commodity: id, group }, { powers: { co2: 1, energy: -1 } })
      const value =
        made && co2 && [...trajectories.value(made.node)].find((one) => one !== 0 && !within(one, co2))
      if (co2 && value !== undefined)
        diagnose('W0628', purchased.at, {
          id,
          found: shown(value, co2.dimension, unit),
          expected: shownRange(co2, unit),
          hint: slipInto(value, co2, co2.dimension),
        })
    }
  },
}
