import { firstValue } from '../../engine/closure.ts'
import { round, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/** Heat from power at a ratio that no heater or heat pump reaches: the coefficient of performance. */
export const heatPump: StandingRule = {
  standing: true,
  codes: ['W0660'],
  needs: ['coefficient-of-performance'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors) {
      const { lead } = actor
      // Heat that homes take is a service counted in energy: it is heat all the same.
      const isHeat =
        lead !== undefined &&
        lead.commodity.group !== 'electricity' &&
        lead.commodity.unit.dimension.powers.energy === 1
      if (!isHeat || actor.process === undefined || !fresh(actor.process)) continue
      const paid = actor.flows.filter(
        ({ direction, commodity }) => direction === 'in' && commodity.group !== 'renewable',
      )
      const power = paid.filter(({ commodity }) => commodity.group === 'electricity')
      // A boiler with a fan is no heat pump: power must be all that is paid for.
      if (power.length === 0 || paid.some((flow) => flow.commodity.energy && !power.includes(flow))) continue
      const taken = power.reduce((sum, flow) => sum + firstValue(flow.amount), 0)
      const made = firstValue(lead.amount)
      // Where the heat that is lifted or recovered is written as a flow of its own, it explains a high ratio.
      const found = actor.flows
        .filter(({ direction, commodity }) => direction === 'in' && commodity.group === 'renewable')
        .reduce((sum, flow) => sum + firstValue(flow.amount), 0)
      if (made / taken > 1 && found + taken > 0.98 * made) continue
      const range = ranges.find(
        'coefficient-of-performance',
        { process: actor.process, commodity: lead.of },
        { powers: {} },
      )
      if (!range || !(taken > 0) || within(made / taken, range)) continue
      diagnose('W0660', power[0]!.amount.at, {
        id: actor.process,
        found: round(made / taken),
        expected: `${round(range.low)} … ${round(range.high)}`,
      })
    }
  },
}
