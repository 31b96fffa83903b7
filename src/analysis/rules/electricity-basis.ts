import { pointsOf } from './curves.ts'
import { shown, shownRange } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** 1 MWh is 3.6 GJ: the calorific coefficient of power is 0.1229 kgce/kWh whatever made it. Canonical: tce per GJ. */
const calorific = 1 / 29.3076

/**
 * The two conventions for power in coal equivalent, mixed: an equivalent value where the calorific one belongs, or the
 * calorific one in the series of equivalent values.
 */
export const electricityBasis: StandingRule = {
  standing: true,
  codes: ['E0620'],
  needs: ['power-coal-equivalent'],
  look({ model, ranges, diagnose }) {
    for (const [id, commodity] of model.commodities) {
      if (commodity.group !== 'electricity') continue
      const { tce } = commodity
      const unit = 'kgce/kWh'
      if (tce && Math.abs(tce.value / calorific - 1) > 0.02)
        diagnose('E0620', tce.at, {
          id,
          found: shown(tce.value, tce.dimension, unit),
          expected: '0.1229 kgce/kWh',
          basis: 'calorific',
        })
      const series = commodity['tce-equivalent']
      if (!series) continue
      const range = ranges.find(
        'power-coal-equivalent',
        { commodity: id, group: commodity.group },
        series.dimension,
      )
      if (!range) continue
      // Later on power may be made with hardly any loss; what was observed was not.
      const wrong = pointsOf(series).find(
        ({ year, given }) =>
          (year === undefined || year <= model.horizon.observedTo
            ? given.value < range.low
            : given.value < calorific * 0.98) || given.value > range.high,
      )
      if (wrong)
        diagnose('E0620', wrong.at, {
          id,
          found: shown(wrong.given.value, wrong.given.dimension, unit),
          expected: shownRange(range, unit),
          basis: 'equivalent',
        })
    }
  },
}
