import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { chainsOf, curvesOf, foundOnce, type Point, partsOf, pointsOf } from './curves.ts'
import { round, shown } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'
import { standsOut } from './series-spike.ts'

/** By how much two neighbours may differ from a round factor for it to look like a unit. */
const near = 1.9
/** A factor of a hundred is also a plain growth: it has to be met closer. */
const closer = 1.3

/** Nothing changes by so many times between two years for which somebody states a number. */
const beyond = 2_000

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
          const { disorder, leap } = slipsIn(part.points, '')
          inOrder(what, disorder, seen)
          if (leap) sayLeap(what, leap, seen)
        }
    }
    for (const { path, points, own } of chainsOf(model)) {
      if (standsOut(points, own) || standsOut(points, own - 1)) continue
      const [before, now] = [points[own - 1]!, points[own]!].map(
        ({ year, value }): Point => ({ year, given: value, at: value.at }),
      )
      sayLeap(path.replace(/^endUses/, 'end-uses'), leapBetween(before!, now!), seen)
    }
    for (const [id, { observed, path }] of model.drivers) across(`drivers.${id}.path`, observed, path, seen)
    for (const [id, { observed, amount }] of model.demands)
      across(`demands.${id}.amount`, observed, amount, seen)
  },
}

type Points = Extract<Curve, { kind: 'points' }>['points']

/** Two neighbours that differ by a slip, and by how many times. */
interface Leap {
  readonly before: Point
  readonly now: Point
  readonly times: number
}

/** Two neighbours by year that stand the other way round in the text, and which of them stands where it does not belong. */
interface Disorder {
  readonly now: Point
  readonly odd: Point
  readonly other: Point
}

const slipsIn = foundOnce((series: Points) => {
  const points = series.map(({ year, value }): Point => ({ year, given: value, at: value.at }))
  const disorder = points.flatMap((now, i): readonly Disorder[] => {
    const before = points[i - 1]
    if (!before || before.at.file !== now.at.file || now.at.start >= before.at.start) return []
    // Of the two, the one whose other neighbour is also out of place.
    const next = points[i + 1]
    const odd = next && next.at.start > before.at.start ? now : before
    return [{ now, odd, other: odd === now ? before : now }]
  })
  for (const [i, now] of points.entries()) {
    if (i === 0 || standsOut(series, i) || standsOut(series, i - 1)) continue
    const leap = leapBetween(points[i - 1]!, now)
    if (leap) return { disorder, leap }
  }
  return { disorder, leap: undefined }
})

function inOrder(what: string, disorder: readonly Disorder[], { own, diagnose }: Seen): void {
  const first = disorder.find(({ now }) => own(now.at))
  if (first) diagnose('W0761', first.odd.at, { what, year: first.odd.year!, before: first.other.year! })
}

/** From the last observed value to the first point of the path. */
function across(what: string, observed: Curve | undefined, path: Curve | undefined, seen: Seen): void {
  if (!observed || path?.kind !== 'points') return
  if (observed.kind === 'points' && standsOut(observed.points, observed.points.length - 1)) return
  const last = pointsOf(observed).at(-1)
  const first = pointsOf(path)[0]
  if (last?.year !== undefined && first?.year !== undefined && last.year < first.year)
    sayLeap(what, leapBetween(last, first), seen)
}

function leapBetween(before: Point, now: Point): Leap | undefined {
  const [a, b] = [before.given, now.given]
  if (!(a.value > 0 && b.value > 0) || !sameDimension(a.dimension, b.dimension)) return undefined
  const ratio = Math.max(b.value / a.value, a.value / b.value)
  const slip =
    ratio >= beyond ||
    [100, 1000, 1e4, 1e6].some((factor) => {
      const left = Math.max(ratio / factor, factor / ratio)
      return left < (factor === 100 ? closer : near)
    })
  return slip ? { before, now, times: ratio } : undefined
}

function sayLeap(what: string, leap: Leap | undefined, { diagnose }: Seen): void {
  if (!leap) return
  const { before, now, times } = leap
  const [a, b] = [before.given, now.given]
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
      times: round(times),
    },
    [before.at],
  )
}
