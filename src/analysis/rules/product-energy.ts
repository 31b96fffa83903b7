import { firstValue } from '../../engine/closure.ts'
import type { ActorFlow } from '../../engine/context.ts'
import { heatOf } from './energy-per-unit.ts'
import { round } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/** Energy that may be missing before it is said: heat values of products and feeds are not that exact. */
const slack = 0.5

/** Families of commodities that hold heat because their feedstock did; gases, heat and power are made by burning and driving. */
const products: ReadonlySet<string> = new Set([
  'product',
  'hydrogen',
  'coke',
  'coal-product',
  'gas',
  'oil',
  'carbon',
])

/**
 * Products that hold more heat than feedstock, reductants, materials and power bring: a feedstock that was written as fuel. As fuel it
 * counts as burnt, and the energy under control keeps what is in the product.
 */
export const productEnergy: StandingRule = {
  standing: true,
  codes: ['W0833'],
  look({ analysed, diagnose }) {
    const fresh = once()
    for (const { process: id, flows, lead } of analysed.actors) {
      if (id === undefined || !lead || lead.commodity.unit.dimension.powers.item === 1 || !fresh(id)) continue
      let made = 0
      let kept = 0
      let fuel: ActorFlow | undefined
      for (const flow of flows) {
        if (flow.capture !== undefined || flow.amount.kind === 'expression') continue
        const energy = energyOf(flow)
        const { group } = flow.commodity
        // Useful heat and the like are energy themselves.
        const thing = flow.commodity.unit.dimension.powers.energy !== 1
        if (flow.direction === 'out') made += thing && group && products.has(group) ? energy : 0
        else if (flow.use === 'fuel' && group !== 'electricity' && group !== 'renewable') {
          if (energy > energyOf(fuel)) fuel = flow
        } else kept += energy
      }
      if (fuel && made > 0 && kept < (1 - slack) * made && energyOf(fuel) > slack * made)
        diagnose('W0833', fuel.at, {
          id,
          made: `${round(made)} GJ`,
          found: `${round(kept)} GJ`,
          commodity: fuel.of,
        })
    }
  },
}

const energyOf = (flow: ActorFlow | undefined): number => (flow ? firstValue(flow.amount) * heatOf(flow) : 0)
