import type { Curve } from '../../model/curve.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Land that takes up more than forests do (W0636), or that does so for ever at the same rate (W0637). */
export const sinkRate: Rule = {
  codes: ['W0636', 'W0637', 'W0771'],
  needs: ['sink-rate', 'saturation-years'],
  look({ model, ranges, diagnose }) {
    for (const [id, land] of model.land) {
      const range = ranges.find('sink-rate', {}, land.rate.dimension)
      const points = pointsOf(land.rate)
      const wrong = range && points.find(({ given }) => !within(given.value, range))
      const least = ranges.find('sink-rate-least', {}, land.rate.dimension)
      const tiny = least && points.find(({ given }) => given.value > 0 && given.value < least.low)
      const source = points.find(({ given }) => given.value < 0)
      if (source && source.given.note === undefined)
        diagnose('W0771', source.at, {
          id,
          found: shown(source.given.value, land.rate.dimension, 'tCO2/(ha·a)'),
        })
      if (least && tiny)
        diagnose('W0636', tiny.at, {
          id,
          found: shown(tiny.given.value, least.dimension, 'kgCO2/(ha·a)'),
          expected: shownRange(range ?? least),
          hint: slipInto(tiny.given.value, least),
        })
      if (range && wrong)
        diagnose('W0636', wrong.at, {
          id,
          found: shown(wrong.given.value, range.dimension),
          expected: shownRange(range),
          hint: slipInto(wrong.given.value, range, range.dimension),
        })
      const years = ranges.find('saturation-years', {}, { powers: { time: 1 } })
      const length = model.horizon.to - model.horizon.base
      const steady = unchanged(land.rate)
      const takesUp = pointsOf(land.rate).some(({ given }) => given.value > 0)
      if (
        years &&
        length > years.high &&
        (!land.saturation || unchanged(land.saturation)) &&
        steady &&
        takesUp &&
        land.rate.kind !== 'expression' &&
        !explained(land.rate)
      )
        diagnose('W0637', land.rate.at, { id, years: length })
    }
  },
}

/** Whether a series states one value for all years: a saturation of 100 % throughout is none. */
function unchanged(curve: Curve): boolean {
  return curve.kind === 'constant' || new Set(pointsOf(curve).map(({ given }) => given.value)).size === 1
}

/** Whether somebody said beside the rate why it stays. */
function explained(rate: Curve): boolean {
  return rate.kind === 'constant' && rate.value.note !== undefined
}
