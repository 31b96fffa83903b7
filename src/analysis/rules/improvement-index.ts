import { pointsOf } from './curves.ts'
import { round, shownRange, slipInto, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** An index of improvement outside what getting better has ever come to: `0.096` for `0.96`. */
export const improvementIndex: Rule = {
  codes: ['W0798'],
  needs: ['improvement'],
  look({ model, ranges, diagnose }) {
    const range = ranges.find('improvement', {}, { powers: {} })
    if (!range) return
    for (const [id, { index }] of model.improvements) {
      const wrong = pointsOf(index).find(({ given }) => !within(given.value, range))
      if (wrong)
        diagnose('W0798', wrong.at, {
          id,
          found: round(wrong.given.value),
          expected: shownRange(range),
          hint: slipInto(wrong.given.value, range),
        })
    }
  },
}
