import { pointsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/**
 * Figures taken as they are, beside the same thing modelled: indirect CO2 of power that the model buys (W0655), CO2 given as
 * stored or taken up where a capture measure stores it already (W0656).
 */
export const givenTwice: Rule = {
  codes: ['W0655', 'W0656'],
  look({ model, analysed, trajectories, diagnose }) {
    const captures = [...model.measures].find(
      ([, { capture, adoption }]) =>
        capture && adoption && pointsOf(adoption).some(({ given }) => given.value > 0),
    )
    const bought = analysed.balances.find(
      ({ commodity, imports }) =>
        model.commodities.get(commodity)?.purchased !== undefined &&
        trajectories.value(imports).some((value) => value > 0),
    )
    for (const { id, facility } of analysed.actors)
      for (const emission of facility?.emissions ?? []) {
        const isCo2 = emission.species === 'co2' || emission.species === 'co2e'
        if (!isCo2) continue
        if (emission.scope === 'indirect' && bought)
          diagnose('W0655', emission.at, { id, commodity: emission.commodity ?? bought.commodity })
        if ((emission.scope === 'stored' || emission.scope === 'sink') && captures)
          diagnose('W0656', emission.at, { id, scope: emission.scope, measure: captures[0] })
      }
  },
}
