import { percent, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Capture at a rate that no plant holds (W0638), or that takes no energy (W0639). */
export const captureTerms: Rule = {
  codes: ['W0638', 'W0639'],
  needs: ['capture-rate'],
  look({ model, ranges, diagnose }) {
    for (const [id, { capture, adoption }] of model.measures) {
      if (!capture || !adoption) continue
      const { rate } = capture
      const range = ranges.find('capture-rate', {}, rate.dimension)
      if (range && !within(rate.value, range))
        diagnose('W0638', rate.at, {
          id,
          found: percent(rate.value),
          expected: `${percent(range.low)} … ${percent(range.high)}`,
        })
      const energy = (capture.inputs ?? []).some(
        (flow) =>
          model.commodities.get(flow.of)?.group === 'electricity' ||
          flow.use === 'fuel' ||
          flow.use === undefined,
      )
      if (!energy) diagnose('W0639', rate.at, { id })
    }
  },
}
