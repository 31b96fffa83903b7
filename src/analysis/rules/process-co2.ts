import { firstValue } from '../../engine/closure.ts'
import { round, slipInto, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/** CO2 of carbonates per tonne of product outside what the chemistry of the product allows (clinker, lime). */
export const processCo2: StandingRule = {
  standing: true,
  codes: ['W0659'],
  needs: ['process-co2'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors) {
      const { lead } = actor
      if (!lead || actor.process === undefined || !fresh(actor.process)) continue
      let co2 = 0
      let at = lead.at
      let stated = false
      for (const method of actor.methods) {
        if (method.kind === 'carbonate') {
          const flow = actor.flows.find(({ of, direction }) => of === method.of && direction === 'in')
          const carbon = flow?.commodity.carbon
          stated = true
          if (!flow || !carbon || flow.amount.kind === 'expression') continue
          co2 += ((firstValue(flow.amount) * carbon.value * 44) / 12) * (method.calcined?.value ?? 1)
          at = flow.at
        } else if (method.kind === 'factor' && method.per === undefined) {
          const factor = method.factors.get('co2')
          if (!factor) continue
          stated = true
          if (factor.kind === 'expression') continue
          co2 += firstValue(factor)
          at = factor.at
        }
      }
      const range = ranges.find(
        'process-co2',
        { process: actor.process, commodity: lead.of, group: lead.commodity.group },
        { powers: { co2: 1, mass: -1 } },
      )
      // A balance over all carbon holds that of the stone too; where nothing is stated at all, it was forgotten.
      if (co2 === 0 && (stated || actor.methods.some(({ kind }) => kind === 'carbon-balance'))) continue
      if (range && !within(co2, range))
        diagnose('W0659', at, {
          id: actor.process,
          found: `${round(co2)} tCO2/t`,
          expected: `${round(range.low)} … ${round(range.high)} tCO2/t`,
          hint: slipInto(co2, range, range.dimension),
        })
    }
  },
}
