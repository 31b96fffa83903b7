import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import { type Point, partsOf, pointsOf } from './curves.ts'
import { percent, round } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Below this share all along, a percent sign stands behind what was a share already. */
const hardly = 0.0099
/** Points of percent by which adoption may ripple. */
const ripple = 0.03

/** Shares that stay below one percent (W0767), and adoption that falls again (W0768). */
export const adoptionShape: Rule = {
  codes: ['W0767', 'W0768'],
  look({ model, own, diagnose }) {
    for (const [id, { adoption }] of model.measures) {
      if (!adoption || !own(adoption.at)) continue
      sayIfHardly(`measures.${id}.adoption`, pointsOf(adoption), diagnose)
      for (const part of partsOf(adoption)) {
        if (part.kind !== 'points') continue
        const points = pointsOf(part)
        for (let i = 1; i < points.length; i++) {
          const [before, now] = [points[i - 1]!, points[i]!]
          if (!(now.given.value > 0) || before.given.value - now.given.value <= ripple) continue
          diagnose('W0768', now.at, {
            id,
            before: before.year!,
            high: percent(before.given.value),
            year: now.year!,
            low: percent(now.given.value),
          })
          break
        }
      }
    }
    for (const [id, { losses }] of model.commodities)
      if (losses && own(losses.at))
        sayIfHardly(`commodities.${id}.losses`, [{ given: losses, at: losses.at }], diagnose)
  },
}

/** Says a share that stays below one percent in all years: it was a percentage before its sign was added. */
export function sayIfHardly(what: string, points: readonly Point[], diagnose: Diagnose): void {
  const stated = points.filter(({ given }) => given.value > 0)
  const most = stated.reduce(
    (best, point) => (point.given.value > best.given.value ? point : best),
    stated[0]!,
  )
  if (!most || most.given.value > hardly) return
  diagnose('W0767', most.at, {
    what,
    found: percent(most.given.value),
    likely: `${round(most.given.value * 10000)}%`,
  })
}
