import { firstValue } from '../../engine/closure.ts'
import { heatOf } from './energy-per-unit.ts'
import { round, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/**
 * A fuel as feedstock or reductant of something that nothing of it can become: heat, power, clinker, glass. It is burnt, and as
 * feedstock it would be taken out of the energy that is controlled.
 */
export const feedstockBurnt: StandingRule = {
  standing: true,
  codes: ['W0779'],
  needs: ['feedstock-kept'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const { process, lead, unit, flows } of analysed.actors) {
      if (!lead || process === undefined) continue
      const { time, ...powers } = unit.powers
      const perUnit: Record<string, number> = { energy: 1 }
      for (const [base, power] of Object.entries(powers)) perUnit[base] = (perUnit[base] ?? 0) - (power ?? 0)
      for (const [base, power] of Object.entries(perUnit)) if (power === 0) delete perUnit[base]
      const range = ranges.find(
        'feedstock-kept',
        { process, commodity: lead.of, group: lead.commodity.group },
        { powers: perUnit },
      )
      if (!range) continue
      for (const flow of flows) {
        if (flow.direction !== 'in' || (flow.use !== 'feedstock' && flow.use !== 'reductant')) continue
        if (flow.commodity.group === 'electricity' || flow.amount.kind === 'expression') continue
        const energy = firstValue(flow.amount) * heatOf(flow)
        if (!within(energy, range) && fresh(`${flow.at.file} ${flow.at.start}`))
          diagnose('W0779', flow.at, {
            id: process,
            commodity: flow.of,
            use: flow.use,
            product: lead.of,
            found: `${round(energy)} GJ`,
          })
      }
    }
  },
}
