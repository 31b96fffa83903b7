import type { Actor } from '../../engine/context.ts'
import { pointsOf } from './curves.ts'
import { percent, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A utilisation that plants of the kind do not have, such as 60 % of a year for sun; or none where capacity runs at 100 %. */
export const load: StandingRule = {
  standing: true,
  codes: ['W0657', 'W0666'],
  needs: ['load'],
  look({ analysed, ranges, diagnose }) {
    for (const actor of analysed.actors) {
      const unit = actor.facility
      if (!unit?.capacity && !(unit && 'stages' in unit && unit.stages)) continue
      if (!unit || actor.process === undefined) continue
      const { utilisation } = unit
      const runsAtCapacity = (unit.operation ?? 'capacity') === 'capacity'
      if (!utilisation) {
        if (runsAtCapacity && !unit.ramp && !unit.observed && !unit.activity)
          diagnose('W0666', unit.capacity?.at ?? actor.at, { id: actor.id })
        continue
      }
      const range = ranges.find('load', about(actor), { powers: {} })
      if (!range) continue
      const points = pointsOf(utilisation)
      // A plant may stand still; what it cannot do is run more than its kind.
      const wrong = points.find(({ given }) => given.value > range.high)
      const most = Math.max(...points.map(({ given }) => given.value))
      const low = most < range.low && most > 0 ? points[0] : undefined
      const said = wrong ?? low
      if (said && !within(said.given.value, range))
        diagnose('W0657', said.at, {
          id: actor.id,
          found: percent(said.given.value),
          expected: `${percent(range.low)} … ${percent(range.high)}`,
        })
    }
  },
}

/** Power from sun, wind and water counts as renewable whatever its process is called. */
function about(actor: Actor) {
  const renewable = actor.flows.some(
    ({ direction, commodity }) => direction === 'in' && commodity.group === 'renewable',
  )
  const group =
    renewable && actor.lead?.commodity.group === 'electricity' ? 'renewable' : actor.lead?.commodity.group
  return {
    ...(actor.process === undefined ? {} : { process: actor.process }),
    ...(actor.lead ? { commodity: actor.lead.of } : {}),
    ...(group === undefined ? {} : { group }),
  }
}
