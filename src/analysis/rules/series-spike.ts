import type { Curve } from '../../model/curve.ts'
import { chainsOf, curvesOf, foundOnce, partsOf } from './curves.ts'
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
    const said = new Set<string>()
    const say = (path: string, spikes: readonly Spike[]) => {
      for (const { point, expected } of spikes) {
        const { year, value } = point
        const place = `${value.at.file} ${value.at.start}`
        if (said.has(place)) continue
        said.add(place)
        diagnose('W0633', value.at, {
          what: path.replace(/^endUses/, 'end-uses'),
          year,
          found: shown(value.value, value.dimension),
          expected: shown(round(expected), value.dimension),
        })
      }
    }
    for (const { path, curve } of curvesOf(model))
      for (const part of partsOf(curve))
        if (part.kind === 'points' && part.points.length >= 2) say(path, spikesOf(part.points, path))
    for (const { path, points, own } of chainsOf(model))
      if (points.length >= 3) say(path, spikesFrom(points, path, own))
  },
}

type Series = Extract<Curve, { kind: 'points' }>['points']

/** A point that stands out, and what its neighbours would have it be. */
interface Spike {
  readonly point: Series[number]
  readonly expected: number
}

const spikesOf = foundOnce((points: Series, path) => spikesFrom(points, path, 0))

/** The points from the `first` on that stand out. */
function spikesFrom(points: Series, path: string, first: number): readonly Spike[] {
  return points.flatMap((point, i) => {
    if (i < first) return []
    const { value: found, dimension } = point.value
    if (found < 0 && !alone(points, i, /^(drivers|demands)\./.test(path))) return []
    const carbon = dimension.powers.co2 !== undefined || dimension.powers.carbon !== undefined
    const expected = found < 0 ? Math.abs(found) : expectedAt(points, i, found)
    const wrong = expected !== undefined && expected > 0 && (found <= 0 || slipped(found, expected))
    const other = wrong ? expected : carbon && found > 0 ? mixedCarbon(points, i, found) : undefined
    return other === undefined ? [] : [{ point, expected: other }]
  })
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

/** A negative number where all others are positive, at least two of them (one of what is counted): a sign that was mistyped. */
function alone(points: Points, i: number, counted: boolean): boolean {
  return points.length > (counted ? 1 : 2) && points.every(({ value }, k) => k === i || value.value > 0)
}

/**
 * What stood there before tC was taken for tCO2, or the other way round: within a tenth of 44/12 from what the neighbours say,
 * however far they are; or, where the neighbours differ, beyond both of them by a half and roughly by 44/12 from their line.
 */
function mixedCarbon(points: Points, i: number, found: number): number | undefined {
  const off = (expected: number) => Math.max(found / expected, expected / found) / (44 / 12)
  const [flat, line] = [around(points, i, 3 * reach), along(points, i)]
  if (flat !== undefined)
    for (const expected of [flat, line ?? flat]) if (Math.abs(off(expected) - 1) < 0.1) return expected
  const [before, after] = [points[i - 1]?.value.value ?? 0, points[i + 1]?.value.value ?? 0]
  if (line === undefined || !(before > 0 && after > 0)) return undefined
  const beyond = found < Math.min(before, after) / 1.5 || found > Math.max(before, after) * 1.5
  return beyond && off(line) > 1 / 1.4 && off(line) < 1.4 ? line : undefined
}

/** The line through both neighbours of a point, or through the two on one side of the last, as growth a year. */
function along(points: Points, i: number): number | undefined {
  const [a, b] = i === 0 ? [1, 2] : i === points.length - 1 ? [i - 2, i - 1] : [i - 1, i + 1]
  const [one, two] = [points[a], points[b]]
  if (!one || !two || !(one.value.value > 0 && two.value.value > 0)) return undefined
  const part = (points[i]!.year - one.year) / (two.year - one.year)
  const [from, to] = [Math.log(one.value.value), Math.log(two.value.value)]
  // Far beyond the two a line says nothing.
  return Math.exp(from + Math.max(-1, Math.min(2.7, part)) * (to - from))
}

type Points = readonly { readonly year: number; readonly value: { readonly value: number } }[]

/** What the neighbours say of a point: on the line between them, or beyond the two on one side; undefined where they disagree. */
function around(points: Points, i: number, reach: number): number | undefined {
  const at = (k: number, within = reach) => {
    const point = points[k]
    return point && Math.abs(point.year - points[i]!.year) <= within && point.value.value > 0
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
  const far = reachOfSecond(points, reach)
  const [one, two] =
    i === 0 ? [at(1), at(2, far)] : i === points.length - 1 ? [at(i - 1), at(i - 2, far)] : []
  if (!one || !two || Math.abs(one.log - two.log) > Math.log(1.6)) return undefined
  return Math.exp(one.log)
}

/** Two that are alike speak for a third from further off; shares are left out, which rise from little to all. */
function reachOfSecond(points: Points, reach: number): number {
  return points.every(({ value }) => value.value <= 1) ? reach : 2 * reach
}

function slipped(found: number, expected: number): boolean {
  const ratio = found / expected
  if (ratio < far && ratio > 1 / far) return false
  return [10, 100, 1000, 1e4, 1e6].some((factor) => {
    const left = ratio > 1 ? ratio / factor : ratio * factor
    return left < near && left > 1 / near
  })
}
