import type { Analysed } from '../analysis/figures.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import { prepare } from '../engine/evaluate.ts'
import type { Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { ancestors } from '../engine/walk.ts'
import type { Grade } from '../model/given.ts'
import { atEnd, byShare, movables } from './numbers.ts'

/** What comes of one number at each end of its range, everything else as it stands. */
export interface Influence {
  readonly path: string
  readonly at: Span
  readonly unit: string
  /** Value and ends of its first point that has a range. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** Whether the range is stated, or the trial of one who asks. */
  readonly stated: boolean
  readonly grade?: Grade
  readonly source?: string
  /** Change of the headline indicator in the year of the level, at the low and the high end. */
  readonly level: readonly [low: number, high: number]
  /** Change of the peak year, at the low and the high end. */
  readonly peakYear: readonly [low: number, high: number]
}

/** One-at-a-time sensitivity of the headline indicator. */
export interface Assumptions {
  readonly indicator: string
  readonly unit: string
  readonly year: number
  /** Those that move the level most, and those that move the peak year most, at most `most` each. */
  readonly byLevel: readonly Influence[]
  readonly byPeakYear: readonly Influence[]
  /** Numbers that were moved; numbers under the indicator that state no range; ends that were not reached. */
  readonly moved: number
  readonly unranged: number
  readonly clipped: number
}

/** Which numbers are moved, and how far where they state no range. */
export interface Moves {
  /** Only numbers whose path this is, or under it. */
  readonly at?: string
  /** Share by which a number without a range is moved both ways; without it, such numbers are counted and left. */
  readonly otherwise?: number
}

/** Every number that was moved, in order of path. */
export interface Influences {
  readonly indicator: string
  readonly unit: string
  readonly year: number
  readonly rows: readonly Influence[]
  readonly unranged: number
  readonly clipped: number
}

/**
 * Moves each number that has a range to its low and its high end, one at a time (points of a series together), and reads the
 * peak year and the level of one year. Where an end breaks a condition of the county (shares above 100 %, a negative rest,
 * an oven whose carbon no longer closes), the number goes as far as the county holds together, and this is counted.
 */
export function influences(analysed: Analysed, wanted: number, moves: Moves = {}): Influences {
  const { plan, values, figures } = analysed
  const { base, to } = plan.horizon
  const year = Math.min(Math.max(wanted, base), to)
  const column = figures.indicators.get(figures.peak.indicator)!
  const peakNode = figures.peak.columns.figure
  const program = prepare(plan)
  const closes = carbonCloses(analysed)
  const read = (slots: Float64Array) => {
    let failed = false
    const fail: Diagnose = () => {
      failed = true
    }
    const trajectories = runPlan(analysed, fail, slots, program)
    if (failed || !closes(trajectories)) return undefined
    const series = trajectories.value(column.node)
    return { peak: trajectories.value(peakNode)[0]!, level: series[series.length === 1 ? 0 : year - base]! }
  }
  const here = read(values)
  const reached = ancestors(plan, [column.node])
  const under = new Set<number>()
  for (const [i, node] of plan.nodes.entries())
    if (reached[i] === 1 && node.op === 'slot') under.add(node.k![0]!)
  let unranged = 0
  let clipped = 0
  const found: Influence[] = []
  for (const movable of movables(plan)) {
    if (moves.at !== undefined && movable.path !== moves.at && !movable.path.startsWith(`${moves.at}.`))
      continue
    const slots = movable.slots.filter((slot) => under.has(slot))
    if (slots.length === 0 || !here) continue
    const part = { ...movable, slots }
    const stated = slots.find((slot) => plan.slots[slot]!.low !== undefined)
    if (stated === undefined && moves.otherwise === undefined) {
      unranged++
      continue
    }
    const first = stated ?? slots[0]!
    const share = moves.otherwise ?? 0
    const ends = (['low', 'high'] as const).map((end) => {
      const target =
        atEnd(plan, part, values, end) ?? byShare(plan, part, values, end === 'low' ? -share : share)
      const at = (way: number) => {
        const moved = values.slice()
        for (const [slot, value] of target) moved[slot] = values[slot]! + way * (value - values[slot]!)
        return read(moved)
      }
      const whole = at(1)
      if (whole) return whole
      // The end cannot be: as far towards it as the county holds together.
      clipped++
      let best: ReturnType<typeof read>
      let [least, most] = [0, 1]
      for (let step = 0; step < 10; step++) {
        const way = (least + most) / 2
        const there = at(way)
        if (there) best = there
        if (there) least = way
        else most = way
      }
      return best
    })
    const slot = plan.slots[first]!
    const noise = { peak: 0, level: 1e-9 * Math.abs(here.level) }
    const change = (key: 'peak' | 'level') =>
      ends.map((there) => {
        const difference = there ? there[key] - here[key] : 0
        return Math.abs(difference) <= noise[key] ? 0 : difference
      }) as unknown as readonly [number, number]
    found.push({
      path: movable.path,
      at: slot.origin[0]!,
      unit: slot.unit,
      value: values[first]!,
      low: slot.low ?? values[first]! * (1 - share),
      high: slot.high ?? values[first]! * (1 + share),
      stated: stated !== undefined,
      level: change('level'),
      peakYear: change('peak'),
      ...(slot.grade ? { grade: slot.grade } : {}),
      ...(slot.source ? { source: slot.source } : {}),
    })
  }
  return { indicator: column.id, unit: column.unit, year, rows: found, unranged, clipped }
}

/** The numbers whose ranges move the level of a year, and the peak year, most. */
export function assumptions(analysed: Analysed, wanted: number, most = 10): Assumptions {
  const { rows, ...rest } = influences(analysed, wanted)
  const reach = ([low, high]: readonly [number, number]) => Math.max(Math.abs(low), Math.abs(high))
  const top = (size: (row: Influence) => number) =>
    rows
      .filter((row) => size(row) > 0)
      .sort((a, b) => size(b) - size(a) || reach(b.level) - reach(a.level) || (a.path < b.path ? -1 : 1))
      .slice(0, most)
  return {
    ...rest,
    byLevel: top((row) => reach(row.level)),
    byPeakYear: top((row) => reach(row.peakYear)),
    moved: rows.length,
  }
}

/**
 * Whether the carbon balances still lie in their published ranges in the base year, or no further outside than as it stands:
 * one content or yield of a coherent set cannot be moved alone beyond what closes.
 */
function carbonCloses(analysed: Analysed): (trajectories: Trajectories) => boolean {
  const { model } = analysed
  const actors = new Map(analysed.actors.map((actor) => [actor.id, actor]))
  const tests = analysed.leaves.flatMap((leaf) => {
    if (leaf.kind !== 'emission' || leaf.species !== 'co2' || leaf.given) return []
    const actor = actors.get(leaf.actor)
    if (!actor?.methods.some(({ kind }) => kind === 'carbon-balance')) return []
    const emitted = model.processes.get(actor.process ?? '')?.emitted
    const activity = analysed.activities.get(actor.id)
    if (!emitted || activity === undefined) return []
    if (!actor.flows.some((flow) => flow.of === leaf.commodity && flow.direction === 'in')) return []
    if (leaf.scope !== 'energy' && leaf.scope !== 'process') return []
    return [{ node: leaf.node, activity, low: emitted.low.value, high: emitted.high.value }]
  })
  const outside = (trajectories: Trajectories) =>
    tests.map(({ node, activity, low, high }) => {
      const series = trajectories.value(activity)
      // The first year in which the unit runs: what its sheet states, before measures change it.
      const i = Math.max(
        0,
        series.findIndex((value) => value > 0),
      )
      const made = series[i]!
      if (!(made > 0)) return 0
      const values = trajectories.value(node)
      const each = values[values.length === 1 ? 0 : i]! / made
      return Math.max(0, low - each, each - high)
    })
  let before: readonly number[] | undefined
  return (trajectories) => {
    const now = outside(trajectories)
    before ??= now
    return now.every((value, i) => value <= (before?.[i] ?? 0) + 1e-6)
  }
}
