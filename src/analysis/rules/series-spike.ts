import { curvesOf, partsOf } from './curves.ts'
import { round, shown } from './ranges.ts'
import type { Rule } from './rule.ts'

/** How far a number may lie from the line through its neighbours before dividing by a slip is tried, as a ratio. */
const far = 4
/** How near it must come to that line after the slip is taken out. */
const near = 1.9
/** Beyond this many years a neighbour says little about a value. */
const reach = 16

/**
 * A point of a series that stands out from its neighbours by a power of ten, or a single zero between values: a digit too
 * many, 万 dropped, a year that was not filled in. What falls or rises for good does not come back, and is not said.
 */
export const seriesSpike: Rule = {
  codes: ['W0633'],
  look({ model, diagnose }) {
    for (const { path, curve } of curvesOf(model))
      for (const part of partsOf(curve)) {
        if (part.kind !== 'points' || part.points.length < 3) continue
        const { points } = part
        for (const [i, { year, value }] of points.entries()) {
          const found = value.value
          const expected = around(points, i)
          if (expected === undefined || expected <= 0) continue
          const isZero = found === 0
          if (!isZero && (found <= 0 || !slipped(found, expected))) continue
          diagnose('W0633', value.at, {
            what: path.replace(/^endUses/, 'end-uses'),
            year,
            found: shown(found, value.dimension),
            expected: shown(round(expected), value.dimension),
          })
        }
      }
  },
}

type Points = readonly { readonly year: number; readonly value: { readonly value: number } }[]

/** What the neighbours say of a point: on the line between them, or beyond the two on one side; undefined where they disagree. */
function around(points: Points, i: number): number | undefined {
  const at = (k: number) => {
    const point = points[k]
    return point && Math.abs(point.year - points[i]!.year) <= reach && point.value.value > 0
      ? { year: point.year, log: Math.log(point.value.value) }
      : undefined
  }
  const [before, after] = [at(i - 1), at(i + 1)]
  if (before && after) {
    if (Math.abs(after.log - before.log) > Math.log(3)) return undefined
    const part = (points[i]!.year - before.year) / (after.year - before.year)
    return Math.exp(before.log + part * (after.log - before.log))
  }
  // The first or the last point: the two next to it must be alike, and a zero there is no gap.
  if (points[i]!.value.value === 0) return undefined
  const [one, two] = i === 0 ? [at(1), at(2)] : i === points.length - 1 ? [at(i - 1), at(i - 2)] : []
  if (!one || !two || Math.abs(one.log - two.log) > Math.log(1.6)) return undefined
  return Math.exp(one.log)
}

function slipped(found: number, expected: number): boolean {
  const ratio = found / expected
  if (ratio < far && ratio > 1 / far) return false
  return [10, 100, 1000, 1e4, 1e6].some((factor) => {
    const left = ratio > 1 ? ratio / factor : ratio * factor
    return left < near && left > 1 / near
  })
}
