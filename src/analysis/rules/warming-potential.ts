import { gwpSets } from '../../model/species.ts'
import { round, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A warming potential that belongs to another assessment than the one that the county counts by. */
export const warmingPotential: StandingRule = {
  standing: true,
  codes: ['E0621'],
  needs: ['warming-potential'],
  look({ model, ranges, diagnose }) {
    for (const [id, species] of model.species)
      for (const set of gwpSets) {
        const given = species[set]
        const range = given && ranges.find('warming-potential', { species: id, set }, given.dimension)
        if (!given || !range || within(given.value, range)) continue
        const other = gwpSets.find((candidate) => {
          const theirs = ranges.find('warming-potential', { species: id, set: candidate }, given.dimension)
          return candidate !== set && theirs !== undefined && within(given.value, theirs)
        })
        diagnose('E0621', given.at, {
          id,
          set: set.toUpperCase(),
          found: given.value,
          expected:
            range.low === range.high ? round(range.low) : `${round(range.low)} … ${round(range.high)}`,
          other: other ? other.toUpperCase() : '—',
        })
      }
  },
}
