import { curvesOf, partsOf } from './curves.ts'
import { shown } from './ranges.ts'
import type { Rule } from './rule.ts'

const inARow = 6

/** The same observed value in many years one after the other: filled in rather than observed. */
export const copiedValues: Rule = {
  codes: ['W0654'],
  look({ model, diagnose }) {
    for (const { path, curve } of curvesOf(model)) {
      if (!/\.observed$|^observed\./.test(path)) continue
      for (const part of partsOf(curve)) {
        if (part.kind !== 'points') continue
        let run = 1
        for (const [i, { year, value }] of part.points.entries()) {
          const before = part.points[i - 1]
          run = before && before.value.value === value.value && before.year === year - 1 ? run + 1 : 1
          if (run === inARow && value.value !== 0)
            diagnose('W0654', value.at, {
              what: path,
              count: run,
              found: shown(value.value, value.dimension),
            })
        }
      }
    }
  },
}
