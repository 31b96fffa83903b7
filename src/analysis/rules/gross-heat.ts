import { percent } from './ranges.ts'
import { replacedNumber } from './replaced.ts'
import type { Rule } from './rule.ts'

/** A heat value that exceeds the one it replaces by just the share by which gross exceeds net: mixed with factors for net. */
export const grossHeat: Rule = {
  codes: ['W0624'],
  needs: ['gross-heat-ratio'],
  look({ model, tree, ranges, diagnose }) {
    for (const [id, { energy, group }] of model.commodities) {
      if (!energy) continue
      const before = replacedNumber(tree, ['commodities', id, 'energy'])
      if (before === undefined || before === 0) continue
      const ratio = energy.value / before
      const range = ranges.find('gross-heat-ratio', { commodity: id, group }, { powers: {} })
      if (!range || ratio < range.low || ratio > range.high) continue
      diagnose('W0624', energy.at, { id, found: percent(ratio - 1), group })
    }
  },
}
