import type { Given } from '../../model/given.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { round, shown } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** Stages of one project are of one kind: one that is so many times another is in another unit. */
const apart = 100
/** Where the others, two or more, are within three times of each other, less is enough. */
const alike = 3
const apartOfAlike = 8

/** Stages of a project that begin in another order than they are written, whose sizes differ as MW and kW do, or one of which has a digit more than the others, which are alike. */
export const stageSizes: StandingRule = {
  standing: true,
  codes: ['W0761', 'W0785'],
  look({ model, diagnose }) {
    for (const [id, { stages = [] }] of model.projects) {
      for (const [i, { start }] of stages.entries()) {
        const before = stages[i - 1]?.start
        if (before && start.year < before.year)
          diagnose('W0761', start.at, {
            what: `projects.${id}.stages`,
            year: Math.floor(start.year),
            before: Math.floor(before.year),
          })
      }
      const sizes = stages.map(({ capacity }) => capacity)
      const large = sizes.reduce<(typeof sizes)[number] | undefined>(
        (most, size) => (!most || size.value > most.value ? size : most),
        undefined,
      )
      const odd = oddAmong(sizes)
      if (odd)
        diagnose('W0785', odd.at, {
          id,
          found: shown(odd.value, odd.dimension),
          other: shown(odd.other, odd.dimension),
          times: round(Math.max(odd.value / odd.other, odd.other / odd.value)),
        })
      for (const size of odd ? [] : sizes)
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

/** The one size that is many times all others, or a small part of all of them, with the nearest of these. */
function oddAmong<S extends Given>(sizes: readonly S[]): (S & { readonly other: number }) | undefined {
  if (sizes.length < 3 || !sizes.every(({ dimension }) => sameDimension(dimension, sizes[0]!.dimension)))
    return undefined
  for (const [i, size] of sizes.entries()) {
    const others = sizes.filter((_, k) => k !== i).map(({ value }) => value)
    const [least, most] = [Math.min(...others), Math.max(...others)]
    if (!(least > 0) || most > alike * least || !(size.value > 0)) continue
    if (size.value > apartOfAlike * most) return { ...size, other: most }
    if (size.value < least / apartOfAlike) return { ...size, other: least }
  }
  return undefined
}
