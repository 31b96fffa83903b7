import type { Commodity } from '../../model/commodity.ts'
import { dividedBy, shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/**
 * Carbon content outside what its family of fuels can have: tC written for tCO2, GJ for TJ, or a content on one basis
 * (dry) beside a heat value on another (as received).
 */
export const carbonContent: StandingRule = {
  standing: true,
  codes: ['W0622'],
  needs: ['carbon-per-energy'],
  look({ model, ranges, diagnose }) {
    for (const [id, commodity] of model.commodities) {
      const { carbon, group } = commodity
      if (!carbon) continue
      const content = perEnergy(commodity)
      const figure = content ?? { value: carbon.value, dimension: carbon.dimension }
      const range = ranges.find(
        content ? 'carbon-per-energy' : 'carbon-content',
        { commodity: id, group },
        figure.dimension,
      )
      if (!range || within(figure.value, range)) continue
      diagnose('W0622', carbon.at, {
        id,
        found: shown(figure.value, figure.dimension),
        expected: shownRange(range),
        hint: slipInto(figure.value, range, figure.dimension),
      })
    }
  },
}

function perEnergy({ carbon, energy }: Commodity) {
  if (!carbon) return undefined
  if (carbon.dimension.powers.energy === -1) return { value: carbon.value, dimension: carbon.dimension }
  if (!energy || !(energy.value > 0)) return undefined
  return { value: carbon.value / energy.value, dimension: dividedBy(carbon.dimension, energy.dimension) }
}
