import { curvesOf, partsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/** A series that states a year before the base year and then none until later: what the county begins with is interpolated. */
export const beforeBase: Rule = {
  codes: ['W0788'],
  look({ model, own, diagnose }) {
    const { base } = model.horizon
    for (const { path, curve } of curvesOf(model)) {
      if (/\.observed$|^observed\./.test(path)) continue
      const [part] = partsOf(curve)
      if (part?.kind !== 'points' || part.points.length < 2) continue
      const [first, second] = part.points
      if (!first || !second || first.year >= base || second.year <= base || !own(first.value.at)) continue
      diagnose('W0788', first.value.at, {
        what: path.replace(/^endUses/, 'end-uses'),
        year: first.year,
        base,
        next: second.year,
      })
    }
  },
}
