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
 * A point of a series that stands out from its neighbours by a power of ten, 44/12 or its sign, or a single zero between values: a digit too
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
          if (found < 0 ? !alone(points, i) : false) continue
          const carbon =
            value.dimension.powers.co2 !== undefined || value.dimension.powers.carbon !== undefined
          const expected = found < 0 ? Math.abs(found) : expectedAt(points, i, found)
          if (expected === undefined || expected <= 0) continue
          if (found > 0 && !slipped(found, expected) && !(carbon && mixedCarbon(found, expected))) continue
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

/** Whether a positive point is one that this rule says: other rules about single points are then silent. */
export function standsOut(points: Points, i: number): boolean {
  const found = points[i]!.value.value
  const expected = found > 0 ? expectedAt(points, i, found) : undefined
  return expected !== undefined && expected > 0 && slipped(found, expected)
}

/** What the neighbours say of a point; far ones are asked too where it is off by a hundred or more. */
function expectedAt(points: Points, i: number, found: number): number | undefined {
  const near = around(points, i, reach)
  if (near !== undefined || found === 0) return near
  const far = around(points, i, 3 * reach)
  return far !== undefined && (found / far > 30 || far / found > 30) ? far : undefined
}

/** A negative number where all others are positive, at least two of them: a sign that was mistyped. */
function alone(points: Points, i: number): boolean {
  return points.length > 2 && points.every(({ value }, k) => k === i || value.value > 0)
}

/** tC for tCO2, or the other way round, within a tenth. */
function mixedCarbon(found: number, expected: number): boolean {
  const ratio = Math.max(found / expected, expected / found)
  return Math.abs(ratio / (44 / 12) - 1) < 0.1
}

type Points = readonly { readonly year: number; readonly value: { readonly value: number } }[]

/** What the neighbours say of a point: on the line between them, or beyond the two on one side; undefined where they disagree. */
function around(points: Points, i: number, reach: number): number | undefined {
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
