import { canonicalUnit } from '../../quantity/unit.ts'
import { pointsOf } from './curves.ts'
import { percent, round, within } from './ranges.ts'
import type { Rule } from './rule.ts'
import { powerBetween } from './scale-slip.ts'

/** An observed total that the model is far from: what follows starts from another county. Said once an indicator. */
export const observedOff: Rule = {
  codes: ['W0764'],
  needs: ['observed-gap'],
  look({ model, summary, ranges, diagnose }) {
    const range = ranges.find('observed-gap', {}, { powers: {} })
    if (!range) return
    const said = new Set<string>()
    for (const row of summary.observed) {
      if (said.has(row.indicator) || row.observed === 0) continue
      // Just a power of ten is said by scale-slip (W0620).
      if (powerBetween(row.model, row.observed) !== 0) continue
      const gap = row.model / row.observed - 1
      if (within(gap, range)) continue
      const curve = model.observed.get(row.indicator)!
      const point = pointsOf(curve).find(({ year }) => year === row.year)
      const unit = canonicalUnit(curve.dimension)
      said.add(row.indicator)
      diagnose('W0764', point?.at ?? curve.at, {
        what: row.indicator,
        year: row.year,
        found: `${round(row.model)} ${unit}`,
        observed: `${round(row.observed)} ${unit}`,
        share: percent(gap),
      })
    }
  },
}
