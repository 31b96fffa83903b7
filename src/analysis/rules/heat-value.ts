import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** Net calorific value outside what its family has: kcal for kJ, per 万m³ for per m³, kgce for GJ. */
export const heatValue: StandingRule = {
  standing: true,
  codes: ['W0623'],
  needs: ['heat-value'],
  look({ model, ranges, diagnose }) {
    for (const [id, { energy, group }] of model.commodities) {
      if (!energy) continue
      const range = ranges.find('heat-value', { commodity: id, group }, energy.dimension)
      if (!range || within(energy.value, range)) continue
      diagnose('W0623', energy.at, {
        id,
        found: shown(energy.value, energy.dimension),
        expected: shownRange(range),
        hint: slipInto(energy.value, range, energy.dimension),
      })
    }
  },
}
