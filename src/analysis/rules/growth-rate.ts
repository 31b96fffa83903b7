import { curvesOf, partsOf } from './curves.ts'
import { percent, round, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/**
 * Growth a year that looks like a percentage without its sign (W0626: `0.5` is 50 % a year), or with one too many (W0790: `0.04%`
 * is nothing at all). What stands still says `0%`; a note says that it is meant.
 */
export const growthRate: Rule = {
  codes: ['W0626', 'W0790'],
  needs: ['growth', 'growth-least'],
  look({ model, ranges, own, diagnose }) {
    const range = ranges.find('growth', {}, { powers: {} })
    const least = ranges.find('growth-least', {}, { powers: {} })
    for (const { path, curve } of curvesOf(model))
      for (const part of partsOf(curve)) {
        if (part.kind !== 'growth') continue
        for (const { rate } of part.rates) {
          if (range && !within(rate.value, range))
            diagnose('W0626', rate.at, {
              found: percent(rate.value),
              expected: `${percent(range.low)} … ${percent(range.high)}`,
            })
          const size = Math.abs(rate.value)
          if (least && size > 0 && size < least.low && !rate.note && own(rate.at))
            diagnose('W0790', rate.at, {
              what: path.replace(/^endUses/, 'end-uses'),
              found: percent(rate.value),
              likely: `${round(rate.value * 1e4)}%`,
            })
        }
      }
  },
}
