import { firstValue } from '../../engine/closure.ts'
import { dividedBy, shown, shownRange, slipInto, within } from './ranges.ts'
import { once, type Rule } from './rule.ts'

/** Water per unit of activity unlike any process of the kind: m3 for litres, per tonne for per kilotonne. */
export const waterUse: Rule = {
  codes: ['W0773'],
  needs: ['water-use'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors)
      for (const flow of actor.flows) {
        if (flow.direction !== 'in' || flow.commodity.group !== 'water' || flow.amount.kind === 'expression')
          continue
        if (!fresh(`${flow.amount.at.file} ${flow.amount.at.start}`)) continue
        const about = {
          ...(actor.process === undefined ? {} : { process: actor.process }),
          ...(actor.lead ? { commodity: actor.lead.of, group: actor.lead.commodity.group } : {}),
        }
        const dimension = dividedBy(flow.commodity.unit.dimension, actor.unit)
        const range = ranges.find('water-use', about, dimension)
        const value = firstValue(flow.amount)
        if (!range || value === 0 || within(value, range)) continue
        diagnose('W0773', flow.amount.at, {
          id: actor.process ?? actor.id,
          found: shown(value, range.dimension),
          expected: shownRange(range),
          hint: slipInto(value, range),
        })
      }
  },
}
