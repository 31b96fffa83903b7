import { pointsOf } from './curves.ts'
import { percent, round, slipInto } from './ranges.ts'
import type { Rule } from './rule.ts'
import { capacityIn, stepsOf } from './unit-capacity.ts'

/** Plants run somewhat above their name plate; more than this is another unit or another plant. */
const overload = 1.25

/** Above this a year is worth a look all the same. */
const busy = 1.1

/** A stated activity above the capacity that stands: a load above 100 %. */
export const capacityShort: Rule = {
  codes: ['E0627', 'W0657'],
  look({ model, analysed, diagnose }) {
    for (const actor of analysed.actors) {
      const steps = stepsOf(actor)
      if (steps.length === 0) continue
      for (const curve of [actor.facility?.observed, actor.facility?.activity]) {
        if (!curve) continue
        const wrong = pointsOf(curve).find(({ year, given }) => {
          const capacity = capacityIn(steps, year ?? model.horizon.base)
          return capacity > 0 && given.value > capacity * overload
        })
        if (!wrong) {
          const year = (point: { readonly year?: number }) => point.year ?? model.horizon.base
          const high = pointsOf(curve).find((point) => {
            const capacity = capacityIn(steps, year(point))
            return capacity > 0 && point.given.value > capacity * busy
          })
          if (high)
            diagnose('W0657', high.at, {
              id: actor.id,
              found: percent(high.given.value / capacityIn(steps, year(high))),
              expected: `≤ ${percent(busy)}`,
            })
          continue
        }
        const year = wrong.year ?? model.horizon.base
        const capacity = capacityIn(steps, year)
        diagnose(
          'E0627',
          wrong.at,
          {
            id: actor.id,
            year,
            found: round(wrong.given.value),
            capacity: round(capacity),
            load: percent(wrong.given.value / capacity),
            hint: slipInto(wrong.given.value, { low: capacity * 0.2, high: capacity }),
          },
          [steps[0]!.given.at],
        )
      }
    }
  },
}
