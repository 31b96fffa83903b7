import { firstValue } from '../../engine/closure.ts'
import type { Actor, ActorFlow } from '../../engine/context.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { round, shown } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/**
 * What a unit of activity is worth: value added above the price of all that is made of it (W0830), or a product that is worth many
 * times, or a small part of, what goes into it (W0834). A price or a value added ten times what it is shows here, where ranges for
 * all products are far too wide.
 */
export const unitValue: StandingRule = {
  standing: true,
  codes: ['W0830', 'W0834'],
  needs: ['value-share', 'product-margin'],
  look({ model, analysed, ranges, diagnose }) {
    const fresh = once()
    const share = ranges.find('value-share', {}, { powers: {} })
    for (const actor of analysed.actors) {
      const { lead, facility, process: id } = actor
      if (!lead?.commodity.price || id === undefined) continue
      const made = worth(actor, 'out')
      if (!(made > 0)) continue
      const added = facility?.['value-added'] ?? model.processes.get(id)?.['value-added']
      if (added && share) {
        const { value } = added
        const price = lead.commodity.price
        const outside = value > share.high * made || value < share.low * made
        if (
          value !== 0 &&
          sameDimension(added.dimension, price.dimension) &&
          outside &&
          fresh(place(added.at))
        )
          diagnose('W0830', added.at, {
            id: actor.id,
            found: shown(value, added.dimension),
            made: shown(made, added.dimension),
          })
      }
      const about = { process: id, commodity: lead.of, group: lead.commodity.group }
      const margin = ranges.find('product-margin', about, { powers: {} })
      const spent = worth(actor, 'in')
      if (!margin || !(spent > 0) || !isMadeOfThings(actor)) continue
      const times = made / spent
      if (
        (times > margin.high || times < margin.low) &&
        fresh(`${lead.of} ${place(lead.commodity.price.at)}`)
      )
        diagnose('W0834', lead.commodity.price.at, {
          commodity: lead.of,
          id,
          made: shown(made, lead.commodity.price.dimension),
          spent: shown(spent, lead.commodity.price.dimension),
          times: round(times),
        })
    }
  },
}

/** Whether what goes in is bought for what it is: by-products have no price of their own, and of many products only the energy is known. */
function isMadeOfThings({ flows }: Actor): boolean {
  const ins = flows.filter(
    ({ direction, capture, use }) => direction === 'in' && !capture && use !== 'own-fuel',
  )
  if (ins.some(({ commodity }) => commodity.group === 'by-product-gas')) return false
  return ins.some(({ use, commodity }) => use !== 'fuel' && commodity.group !== 'water' && commodity.price)
}

/** 万元 that the priced flows of a unit of activity are worth in their first year, without what a process makes for itself. */
function worth({ flows }: Actor, direction: ActorFlow['direction']): number {
  let sum = 0
  for (const flow of flows) {
    const { price } = flow.commodity
    if (flow.direction !== direction || flow.capture !== undefined || flow.use === 'own-fuel') continue
    if (!price || flow.amount.kind === 'expression' || price.kind === 'expression') continue
    sum += firstValue(flow.amount) * firstValue(price)
  }
  return sum
}

const place = ({ file, start }: { readonly file: string; readonly start: number }) => `${file} ${start}`
