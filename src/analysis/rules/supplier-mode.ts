import type { StandingRule } from './rule.ts'

/** So many other suppliers must run by the other mode. */
const fewest = 2

/**
 * One of several suppliers of a product that runs whatever is wanted while all others follow demand. Power is left out: sun and wind
 * run so beside plants that follow.
 */
export const supplierMode: StandingRule = {
  standing: true,
  codes: ['W0832'],
  look({ model, analysed, diagnose }) {
    const actors = new Map(analysed.actors.map((actor) => [actor.id, actor]))
    for (const [commodity, { suppliers, group }] of model.commodities) {
      if (!suppliers || group === 'electricity' || group === 'heat') continue
      const units = suppliers.flatMap(({ id }) => {
        const actor = actors.get(id)
        return actor ? [actor] : []
      })
      const others = units.filter(({ facility }) => facility?.operation === 'demand').length
      const odd = units.filter(({ facility }) => facility && facility.operation !== 'demand')
      const [only] = odd
      if (!only || only.facility?.operation === 'outlet' || odd.length > 1 || others < fewest) continue
      const { id, at } = only
      diagnose('W0832', at, { id, commodity, found: 'capacity', count: others, usual: 'demand' })
    }
  },
}
