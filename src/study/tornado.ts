import type { Analysed } from '../analysis/figures.ts'
import { type Kink, reverseOf } from '../engine/gradient.ts'
import type { LoopProblem } from '../engine/settle.ts'
import { ancestors } from '../engine/walk.ts'
import type { Factor, Field, Reading } from './field.ts'
import { movables } from './numbers.ts'

export type { Kink }

/** What one factor does from where it stands: along its gradient, and really. */
export interface Reach {
  /** Change at the low and the high end of its range, by its slope there. */
  readonly linear: readonly [low: number, high: number]
  /** The same of a run of its own; undefined where the county breaks a condition there. */
  readonly actual: readonly [low: number | undefined, high: number | undefined]
  /** Under a kink: the slopes are then one-sided differences, one to each end. */
  readonly kinked: boolean
}

/** A number that states no range: what one that is a tenth larger would change, by its slope. */
export interface Certain {
  readonly path: string
  readonly slot: number
  readonly change: number
}

export interface Tornado {
  readonly value: number
  readonly reaches: readonly Reach[]
  readonly kinks: readonly Kink[]
  readonly certain: readonly Certain[]
}

/** Ends of a range: these quantiles. */
export const ends = [0.05, 0.95] as const

/** Share by which a number without a range is thought to move. */
export const trial = 0.1

/** How far a one-sided difference goes, as a share of the way to the end. */
const nudge = 1e-5

/**
 * The gradient of each answer with respect to every number at once (engine/gradient.ts), as the change to both ends of the range
 * of each factor, beside the runs that really go there. A loop without an answer has no gradient: it is handed back.
 */
export function tornadoOf(
  analysed: Analysed,
  field: Field,
  factors: readonly Factor[],
  readings: readonly Reading[],
  owners: readonly (readonly number[])[],
  /** Factors that move in steps (a project is built or not): what they do is a difference, no slope. */
  steps: readonly boolean[],
): readonly Tornado[] | { readonly problem: LoopProblem } {
  const { plan, values } = analysed
  const { slots } = field.placement
  const nodes = readings.map(({ node }) => node)
  const real = plan.slots.flatMap((slot, i) => (slot.kind === 'switch' ? [] : [i]))
  const reverse = reverseOf(plan, nodes, new Set([...real, ...slots]))
  const tape = reverse.at(values)
  const [problem] = tape.problems
  if (problem) return { problem }
  const levels = ends.map((share) => rowsAt(field, share))
  const owned = owners.map((list) => new Set(list))
  /** Answers when the slots of a factor go a share of the way to one of its ends, all else as it stands. */
  const goes = (way: number): Float64Array[] =>
    run(
      field,
      factors.flatMap((_, k) =>
        levels.map((level) => (row: number) => {
          const here = values[slots[row]!]!
          return owned[k]!.has(row) ? here + way * (level[row]! - here) : here
        }),
      ),
    )
  const whole = goes(1)
  const gradients = readings.map((reading) => {
    const series = tape.trajectories.value(reading.node)
    const year = series.length === 1 ? reading.from : leastYear(series, reading, plan.horizon.base)
    return tape.gradient({ node: reading.node, year })
  })
  const nudged = gradients.some(({ kinks }) => kinks.length > 0) ? goes(nudge) : undefined
  const [here] = run(field, [(row: number) => values[slots[row]!]!])
  return gradients.map((gradient, q): Tornado => {
    const bent =
      gradient.kinks.length > 0
        ? ancestors(
            plan,
            gradient.kinks.map(({ node }) => node),
          )
        : undefined
    const bentSlots = new Set(
      plan.nodes.flatMap(({ op, k }, i) => (op === 'slot' && bent?.[i] === 1 ? [k![0]!] : [])),
    )
    const base = here![q]!
    const change = (runs: readonly Float64Array[], k: number, end: 0 | 1): number =>
      runs[k * 2 + end]![q]! - base
    const reaches = factors.map((_, k): Reach => {
      const rows = owners[k]!
      const actual = ([0, 1] as const).map((end) => {
        const difference = change(whole, k, end)
        return Number.isNaN(difference) ? undefined : difference
      }) as unknown as readonly [number | undefined, number | undefined]
      if (steps[k]) return { linear: [actual[0] ?? 0, actual[1] ?? 0], actual, kinked: false }
      const kinked = rows.some((row) => bentSlots.has(slots[row]!))
      const linear = ([0, 1] as const).map((end) => {
        const difference = nudged ? change(nudged, k, end) / nudge : Number.NaN
        if (kinked && !Number.isNaN(difference)) return difference
        return rows.reduce((sum, row) => {
          const slope = gradient.slopes[slots[row]!]!
          return slope === 0 ? sum : sum + slope * (levels[end]![row]! - values[slots[row]!]!)
        }, 0)
      }) as unknown as readonly [number, number]
      return { linear, actual, kinked }
    })
    const moving = new Set(slots)
    const certain = movables(plan).flatMap(({ path, slots: all }): Certain[] => {
      const own = all.filter((slot) => !moving.has(slot))
      if (own.length < all.length) return []
      const sum = own.reduce((total, slot) => total + gradient.slopes[slot]! * values[slot]! * trial, 0)
      return sum === 0 || !Number.isFinite(sum) ? [] : [{ path, slot: own[0]!, change: sum }]
    })
    return { value: gradient.value, reaches, kinks: gradient.kinks, certain }
  })
}

/** Slot values when every coordinate has the same share. */
function rowsAt(field: Field, share: number): Float64Array {
  const count = field.placement.slots.length
  const rows = new Float64Array(count * 2)
  field.placement.place(new Float64Array(field.size * 2).fill(share), 2, rows)
  return Float64Array.from({ length: count }, (_, row) => rows[row * 2]!)
}

/** Answers of many runs whose moving slots are told row by row: one list of answers a run. */
function run(field: Field, points: readonly ((row: number) => number)[]): Float64Array[] {
  const { width, answers } = field
  const count = field.placement.slots.length
  const rows = new Float64Array(count * width)
  const found: Float64Array[] = []
  for (let first = 0; first < points.length; first += width) {
    const lanes = Math.min(width, points.length - first)
    for (let row = 0; row < count; row++)
      for (let lane = 0; lane < width; lane++)
        rows[row * width + lane] = points[first + Math.min(lane, lanes - 1)]!(row)
    const values = field.atSlots(rows, lanes)
    for (let lane = 0; lane < lanes; lane++)
      found.push(Float64Array.from({ length: answers }, (_, q) => values[q * width + lane]!))
  }
  return found
}

/** The first year in which a series is least. */
function leastYear(series: Float64Array, { from, to }: Reading, base: number): number {
  let best = from
  for (let year = from + 1; year <= to; year++) if (series[year - base]! < series[best - base]!) best = year
  return best
}
