import { sameDimension } from '../../quantity/dimension.ts'
import { round, shown } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** Stages of one project are of one kind: one that is so many times another is in another unit. */
const apart = 100

/** Stages of a project whose sizes differ as MW and kW do. */
export const stageSizes: StandingRule = {
  standing: true,
  codes: ['W0785'],
  look({ model, diagnose }) {
    for (const [id, { stages = [] }] of model.projects) {
      const sizes = stages.map(({ capacity }) => capacity)
      const large = sizes.reduce<(typeof sizes)[number] | undefined>(
        (most, size) => (!most || size.value > most.value ? size : most),
        undefined,
      )
      for (const size of sizes)
        if (large && sameDimension(size.dimension, large.dimension) && size.value < large.value / apart)
          diagnose(
            'W0785',
            size.at,
            {
              id,
              found: shown(size.value, size.dimension),
              other: shown(large.value, large.dimension),
              times: round(large.value / size.value),
            },
            [large.at],
          )
    }
  },
}
