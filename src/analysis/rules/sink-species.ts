import type { StandingRule } from './rule.ts'

/** What is taken up or stored is CO2: a pollutant or another gas under `sink` or `stored` is a scope that was mistyped. */
export const sinkSpecies: StandingRule = {
  standing: true,
  codes: ['W0786'],
  look({ analysed, diagnose }) {
    for (const { id, facility } of analysed.actors)
      for (const { species, scope, amount, at } of facility?.emissions ?? []) {
        if (scope !== 'sink' && scope !== 'stored') continue
        const { co2, co2e, carbon } = amount.dimension.powers
        if (co2 === undefined && co2e === undefined && carbon === undefined)
          diagnose('W0786', at, { id, species, scope })
      }
  },
}
