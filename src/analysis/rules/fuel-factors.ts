import type { Commodity } from '../../model/commodity.ts'
import type { StandingRule } from './rule.ts'

/** So many other fuels of the family must state a factor before one without it is said. */
const fewest = 3

/**
 * A fuel without the CH4 of its burning that all others of its family state: a line was lost, and it would burn without. (N2O is not
 * asked for: where it depends on the furnace its process states it.)
 */
export const fuelFactors: StandingRule = {
  standing: true,
  codes: ['W0797'],
  look({ model, diagnose }) {
    const families = new Map<string, [id: string, fuel: Commodity][]>()
    for (const [id, fuel] of model.commodities) {
      if (!fuel.group || !fuel.energy || (!fuel.carbon && !fuel.biogenic)) continue
      const family = families.get(fuel.group)
      if (family) family.push([id, fuel])
      else families.set(fuel.group, [[id, fuel]])
    }
    for (const [group, family] of families)
      if (family.length > fewest) {
        const without = family.filter(([, { ch4 }]) => ch4 === undefined)
        const [only] = without
        if (!only || without.length > 1) continue
        const [id, { unit, energy }] = only
        diagnose('W0797', energy?.at ?? unit.at, { id, what: 'ch4', group, count: family.length - 1 })
      }
  },
}
