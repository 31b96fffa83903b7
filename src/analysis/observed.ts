import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Curve } from '../model/curve.ts'
import type { Given } from '../model/given.ts'
import type { Model } from '../model/model.ts'
import { sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Figures } from './figures.ts'

/**
 * Observed totals never enter the plan, so nothing else looks at their units: each has that of its indicator (E0204), and money
 * is that of the county's price year (E0218). A total without its year could not be held against anything (E0203).
 */
export function checkObserved(model: Model, figures: Figures, diagnose: Diagnose): void {
  for (const [id, curve] of model.observed) {
    const column = figures.indicators.get(id)
    if (!column) continue
    if (curve.kind !== 'points') {
      diagnose('E0203', curve.at, { expected: '{2020: …}', found: 'scalar' })
      continue
    }
    for (const given of numbersOf(curve)) {
      // An observed total may be written a year or as the amount of one.
      const { time: _, ...powers } = given.dimension.powers
      const fits =
        sameDimension(given.dimension, column.dimension) ||
        sameDimension({ powers }, { powers: column.dimension.powers })
      if (!fits)
        diagnose('E0204', given.at, {
          expected: canonicalUnit(column.dimension),
          found: canonicalUnit(given.dimension),
        })
      else if (given.dimension.powers.money && given.dimension.priceYear !== model.prices)
        diagnose('E0218', given.at, { expected: model.prices, found: canonicalUnit(given.dimension) })
    }
  }
}

function numbersOf(curve: Curve): readonly Given[] {
  return curve.kind === 'points' ? curve.points.map(({ value }) => value) : []
}
