import { curvesOf, partsOf } from './curves.ts'
import { percent, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Growth a year that looks like a percentage without its sign: `0.5` is 50 % a year. */
export const growthRate: Rule = {
  codes: ['W0626'],
  needs: ['growth'],
  look({ model, ranges, diagnose }) {
    const range = ranges.find('growth', {}, { powers: {} })
    if (!range) return
    for (const { curve } of curvesOf(model))
      for (const part of partsOf(curve)) {
        if (part.kind !== 'growth') continue
        for (const { rate } of part.rates)
          if (!within(rate.value, range))
            diagnose('W0626', rate.at, {
              found: percent(rate.value),
              expected: `${percent(range.low)} … ${percent(range.high)}`,
            })
      }
  },
}
