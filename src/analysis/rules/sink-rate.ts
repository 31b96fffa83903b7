import type { Curve } from '../../model/curve.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** Land that takes up more than forests do (W0636), or that does so for ever at the same rate (W0637). */
export const sinkRate: StandingRule = {
  standing: true,
  codes: ['W0636', 'W0637'],
  needs: ['sink-rate', 'saturation-years'],
  look({ model, ranges, diagnose }) {
    for (const [id, land] of model.land) {
      const range = ranges.find('sink-rate', {}, land.rate.dimension)
      const wrong = range && pointsOf(land.rate).find(({ given }) => !within(given.value, range))
      if (range && wrong)
        diagnose('W0636', wrong.at, {
          id,
          found: shown(wrong.given.value, range.dimension),
          expected: shownRange(range),
          hint: slipInto(wrong.given.value, range, range.dimension),
        })
      const years = ranges.find('saturation-years', {}, { powers: { time: 1 } })
      const length = model.horizon.to - model.horizon.base
      const steady =
        land.rate.kind === 'constant' ||
        new Set(pointsOf(land.rate).map(({ given }) => given.value)).size === 1
      const takesUp = pointsOf(land.rate).some(({ given }) => given.value > 0)
      if (
        years &&
        length > years.high &&
        !land.saturation &&
        steady &&
        takesUp &&
        land.rate.kind !== 'expression' &&
        !explained(land.rate)
      )
        diagnose('W0637', land.rate.at, { id, years: length })
    }
  },
}

/** Whether somebody said beside the rate why it stays. */
function explained(rate: Curve): boolean {
  return rate.kind === 'constant' && rate.value.note !== undefined
}
