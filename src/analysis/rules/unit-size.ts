import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'
import { stepsOf } from './unit-capacity.ts'

/** A capacity that no single plant of the kind has: 万t for t, GW for MW. */
export const unitSize: StandingRule = {
  standing: true,
  codes: ['W0663'],
  needs: ['capacity'],
  look({ analysed, ranges, diagnose }) {
    for (const actor of analysed.actors)
      for (const { given } of stepsOf(actor)) {
        const about = {
          ...(actor.process === undefined ? {} : { process: actor.process }),
          ...(actor.lead ? { commodity: actor.lead.of, group: actor.lead.commodity.group } : {}),
        }
        const range = ranges.find('capacity', about, given.dimension)
        if (!range || within(given.value, range)) continue
        diagnose('W0663', given.at, {
          id: actor.id,
          found: shown(given.value, given.dimension),
          expected: shownRange(range),
          hint: slipInto(given.value, range),
        })
      }
  },
}
