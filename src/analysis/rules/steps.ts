import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { curvesOf, type Point, partsOf, pointsOf } from './curves.ts'
import { round, shown } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'
import { standsOut } from './series-spike.ts'

/** By how much two neighbours may differ from a round factor for it to look like a unit. */
const near = 1.9
/** A factor of a hundred is also a plain growth: it has to be met closer. */
const closer = 1.3

/**
 * Two neighbours of a series that differ by just 100, 1,000 or more (W0769), from the last observed value to the path too; and
 * years that stand out of order in the text (W0761): the program sorts them, so a slip in a year bends the line in silence.
 */
export const steps: Rule = {
  codes: ['W0761', 'W0769'],
  look(seen) {
    const { model } = seen
    for (const { path, curve } of curvesOf(model)) {
      const what = path.replace(/^endUses/, 'end-uses')
      for (const part of partsOf(curve))
        if (part.kind === 'points') {
          const points = pointsOf(part)
          inOrder(what, points, seen)
          for (const [i, now] of points.entries()) {
            if (i === 0 || standsOut(part.points, i) || standsOut(part.points, i - 1)) continue
            if (leap(what, points[i - 1]!, now, seen)) break
          }
        }
    }
    for (const [id, { observed, path }] of model.drivers) across(`drivers.${id}.path`, observed, path, seen)
    for (const [id, { observed, amount }] of model.demands)
      across(`demands.${id}.amount`, observed, amount, seen)
  },
}

function inOrder(what: string, points: readonly Point[], { own, diagnose }: Seen): void {
  for (let i = 1; i < points.length; i++) {
    const [before, now] = [points[i - 1]!, points[i]!]
    if (before.at.file !== now.at.file || now.at.start >= before.at.start || !own(now.at)) continue
    // The point that stands where it does not belong: of the two, the one whose other neighbour is also out of place.
    const next = points[i + 1]
    const odd = next && next.at.start > before.at.start ? now : before
    const other = odd === now ? before : now
    diagnose('W0761', odd.at, { what, year: odd.year!, before: other.year! })
    return
  }
}

/** From the last observed value to the first point of the path. */
function across(what: string, observed: Curve | undefined, path: Curve | undefined, seen: Seen): void {
  if (!observed || path?.kind !== 'points') return
  if (observed.kind === 'points' && standsOut(observed.points, observed.points.length - 1)) return
  const last = pointsOf(observed).at(-1)
  const first = pointsOf(path)[0]
  if (last?.year !== undefined && first?.year !== undefined && last.year < first.year)
    leap(what, last, first, seen)
}

function leap(what: string, before: Point, now: Point, { diagnose }: Seen): boolean {
  const [a, b] = [before.given, now.given]
  if (!(a.value > 0 && b.value > 0) || !sameDimension(a.dimension, b.dimension)) return false
  const ratio = Math.max(b.value / a.value, a.value / b.value)
  const slip = [100, 1000, 1e4, 1e6].some((factor) => {
    const left = Math.max(ratio / factor, factor / ratio)
    return left < (factor === 100 ? closer : near)
  })
  if (!slip) return false
  const at: Span = now.at
  diagnose(
    'W0769',
    at,
    {
      what,
      before: before.year ?? '',
      from: shown(a.value, a.dimension),
      year: now.year ?? '',
      found: shown(b.value, b.dimension),
      times: round(ratio),
    },
    [before.at],
  )
  return true
}
