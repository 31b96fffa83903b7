import { once, type StandingRule } from './rule.ts'

/** Uses that say that matter of the input stays in the product or takes oxygen away. */
const material: ReadonlySet<string> = new Set(['feedstock', 'reductant', 'own-fuel'])
/** Families that are energy alone: there is nothing of them that could become part of a product. */
const energyAlone: ReadonlySet<string> = new Set(['electricity', 'heat'])

/**
 * Power or heat as a feedstock (W0700): it would be taken out of the controlled energy of the county, which only matter is. And a
 * fuel as a process's own that the process does not make (W0796): ovens burn their own gas, a boiler has none.
 */
export const powerUse: StandingRule = {
  standing: true,
  codes: ['W0700', 'W0796'],
  look({ model, analysed, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors)
      for (const { direction, of, use, at } of actor.flows) {
        const made = actor.flows.some((flow) => flow.direction === 'out' && flow.of === of)
        if (direction === 'in' && use === 'own-fuel' && !made && fresh(`own ${at.file} ${at.start}`))
          diagnose('W0796', at, { id: actor.process ?? actor.id, commodity: of })
        if (direction !== 'in' || !use || !material.has(use)) continue
        if (!energyAlone.has(model.commodities.get(of)?.group ?? '')) continue
        if (fresh(`${at.file} ${at.start}`))
          diagnose('W0700', at, { id: actor.process ?? actor.id, commodity: of, use })
      }
  },
}
