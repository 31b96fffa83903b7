import { curvesOf, partsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/** So many years in a row make a series an annual one. */
const run = 2

/** One year that is missing in the middle of years that follow each other: statistics come each year, so a line was lost. */
export const annualGap: Rule = {
  codes: ['W0777'],
  look({ model, diagnose }) {
    for (const { path, curve } of curvesOf(model)) {
      // Observed series may not have gaps at all (E0214).
      if (/\.observed$|^observed\./.test(path)) continue
      for (const part of partsOf(curve)) {
        if (part.kind !== 'points') continue
        const { points } = part
        const year = (k: number) => points[k]?.year ?? Number.NaN
        for (let i = run; i < points.length; i++) {
          const before = year(i - 1) - year(i - run) === run - 1
          const after = year(i + 1) - year(i) === 1
          if (year(i) - year(i - 1) === 2 && before && after)
            diagnose('W0777', points[i]!.value.at, {
              what: path.replace(/^endUses/, 'end-uses'),
              year: year(i) - 1,
              before: year(i - 1),
              after: year(i),
            })
        }
      }
    }
  },
}
