import { dividedBy, shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A coal-equivalent coefficient that does not belong to the heat value beside it: 1 tce is 29.3076 GJ. */
export const coalEquivalent: StandingRule = {
  standing: true,
  codes: ['W0621'],
  needs: ['tce-per-energy'],
  look({ model, ranges, diagnose }) {
    for (const [id, { tce, energy, unit, group }] of model.commodities) {
      if (!tce || group === 'electricity') continue
      const isEnergy = unit.dimension.powers.energy === 1
      const heat = energy ?? (isEnergy ? { value: 1, dimension: { powers: {} } } : undefined)
      if (!heat || !(heat.value > 0)) continue
      const value = tce.value / heat.value
      const dimension = dividedBy(tce.dimension, heat.dimension)
      const range = ranges.find('tce-per-energy', { commodity: id, group }, dimension)
      if (!range || within(value, range)) continue
      diagnose('W0621', tce.at, {
        id,
        found: shown(value, dimension),
        expected: shownRange(range),
        hint: slipInto(value, range, dimension),
      })
    }
  },
}
