import type { PlausibleFigure } from '../../model/plausibility.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

const fields = [
  ['ch4', 'ch4-per-energy'],
  ['n2o', 'n2o-per-energy'],
  ['oxidation', 'oxidation'],
] as const satisfies readonly (readonly [string, PlausibleFigure])[]

/** CH4 and N2O of burning, and the oxidised share, outside what fuels of the family have. */
export const burningFactor: StandingRule = {
  standing: true,
  codes: ['W0627'],
  needs: ['ch4-per-energy', 'n2o-per-energy', 'oxidation'],
  look({ model, ranges, diagnose }) {
    for (const [id, commodity] of model.commodities)
      for (const [what, figure] of fields) {
        const given = commodity[what]
        if (!given) continue
        const range = ranges.find(figure, { commodity: id, group: commodity.group }, given.dimension)
        if (!range || within(given.value, range)) continue
        diagnose('W0627', given.at, {
          id,
          what,
          found: shown(given.value, given.dimension),
          expected: shownRange(range),
          hint: slipInto(given.value, range),
        })
      }
  },
}
