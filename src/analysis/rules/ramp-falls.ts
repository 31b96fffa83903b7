import { percent, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A new unit that reaches less of its capacity in a later year than before (W0703), or hardly any of it in the first (W0784). */
export const rampFalls: StandingRule = {
  standing: true,
  codes: ['W0703', 'W0784'],
  needs: ['ramp'],
  look({ model, ranges, diagnose }) {
    const range = ranges.find('ramp', {}, { powers: {} })
    for (const [id, { ramp }] of [...model.projects, ...model.facilities])
      for (const [i, level] of (ramp ?? []).entries()) {
        const before = ramp![i - 1]
        if (before && level.value < before.value)
          diagnose('W0703', level.at, {
            id,
            year: i + 1,
            found: level.value * 100,
            before: before.value * 100,
          })
        else if (range && level.value > 0 && !within(level.value, range))
          diagnose('W0784', level.at, {
            id,
            year: i + 1,
            found: percent(level.value),
            expected: `${percent(range.low)} … ${percent(range.high)}`,
          })
      }
  },
}
