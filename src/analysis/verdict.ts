import type { Trajectories } from '../engine/plan.ts'
import type { Figures } from './figures.ts'
import type { TargetColumns } from './targets/target-rule.ts'

/** What a target comes to in one run. A number that is not finite never passes. */
export interface Verdict {
  readonly met: boolean
  /** The least margin over the judged years, in the unit of the columns. */
  readonly margin: number
  /** The year of that margin. */
  readonly decisive: number
  readonly firstMiss?: number
  /** The figure judged in the decisive year, and by how much it passes (≥ 0) or fails, as a reader is told. */
  readonly figure: number
  readonly shown: number
  readonly shownUnit: string
  readonly limit: ReadonlyMap<number, number>
  /** The rule found nothing to judge in any year: the figure and the margin say nothing. */
  readonly nothing?: true
}

/** Reads the columns of a target. */
export function verdictOf(columns: TargetColumns, trajectories: Trajectories, base: number): Verdict {
  const margins = trajectories.value(columns.margin)
  const [from, to] = columns.judged
  let decisive = from
  let margin = Number.POSITIVE_INFINITY
  let firstMiss: number | undefined
  for (let year = from; year <= to; year++) {
    const value = at(margins, year - base)
    if (!(value >= 0) && firstMiss === undefined) firstMiss = year
    if (!(value >= margin)) {
      margin = value
      decisive = year
    }
  }
  const met = at(trajectories.value(columns.met), 0) === 1
  const limit = new Map<number, number>()
  if (columns.limit !== undefined) {
    const values = trajectories.value(columns.limit)
    for (let year = from; year <= to; year++) limit.set(year, at(values, year - base))
  }
  const any = columns.any === undefined ? undefined : trajectories.value(columns.any)
  let judged = any === undefined
  for (let year = from; any && year <= to; year++) if (at(any, year - base) > 0) judged = true
  const shown =
    columns.shown === undefined ? margin : at(trajectories.value(columns.shown.node), decisive - base)
  return {
    met,
    margin,
    decisive,
    limit,
    shown,
    shownUnit: columns.shown?.unit ?? columns.unit,
    figure: at(trajectories.value(columns.figure), decisive - base),
    ...(met || firstMiss === undefined ? {} : { firstMiss }),
    ...(judged ? {} : { nothing: true as const }),
  }
}

/** When the headline indicator peaks. */
export interface Peak {
  readonly year: number
  readonly value: number
  readonly sustained: boolean
  readonly plateau: readonly [number, number]
  readonly rising: boolean
  readonly before: boolean
}

/** Reads the peak columns: the year of the maximum, whether the fall lasts, and the years within 1 % of it around. */
export function peakOf(figures: Figures, trajectories: Trajectories, base: number): Peak {
  const values = trajectories.value(figures.indicators.get(figures.peak.indicator)!.node)
  const year = at(trajectories.value(figures.peak.columns.figure), 0)
  const index = year - base
  // A series that does not change is stored as one value: the years are counted from the horizon.
  const end = trajectories.plan.horizon.to - base
  const value = at(values, index)
  const near = (i: number) => at(values, i) >= value - Math.abs(value) * 0.01
  let first = index
  let last = index
  while (first > 0 && near(first - 1)) first--
  while (last < end && near(last + 1)) last++
  return {
    year,
    value,
    sustained: at(trajectories.value(figures.peak.columns.met), 0) === 1,
    plateau: [base + first, base + last],
    rising: index === end,
    before: index === 0,
  }
}

/** The year from which the indicator stays at or below zero, if it does to the end. */
export function neutralSince(values: Float64Array, base: number): number | undefined {
  let i = values.length
  while (i > 0 && at(values, i - 1) <= 0) i--
  return i === values.length ? undefined : base + i
}

/** A value of a series; one that does not change by year is the same in each. */
export function at(values: Float64Array, index: number): number {
  return values.length === 1 ? values[0]! : values[index]!
}
