import type { StandingRule } from './rule.ts'

/** A new unit that reaches less of its capacity in a later year after the start than before. */
export const rampFalls: StandingRule = {
  standing: true,
  codes: ['W0703'],
  look({ model, diagnose }) {
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
      }
  },
}
