import type { Analysed } from '../analysis/figures.ts'
import { type Kink, reverseOf } from '../engine/gradient.ts'
import type { LoopProblem } from '../engine/settle.ts'
import { ancestors } from '../engine/walk.ts'
import { type Effects, elementaryEffects, type Trajectory, trajectory } from '../numerics/morris.ts'
import { stream } from '../numerics/random.ts'
import { directions, scrambled, sobolWord, wordUnit } from '../numerics/sobol.ts'
import { type Indices, sobolIndices } from '../numerics/sobol-indices.ts'
import type { CubeFunction, Factor, Field, Reading } from './field.ts'
import { movables } from './numbers.ts'

export type { Effects, Indices, Kink }

/** How the two samples of Sobol' indices are drawn. */
export type PairDesign = 'sobol' | 'random'

export interface SobolOrder {
  /** Rows of each of the two samples. */
  readonly rows: number
  readonly design: PairDesign
  readonly seed: number
  /** How often rows are drawn again for the intervals. */
  readonly resamples?: number
  /** Names of the coordinates, which name their random numbers. */
  readonly ids: readonly string[]
}

/** How often rows are drawn again, unless said. */
export const resamples = 200

/**
 * Sobol' indices of each answer of a function of the unit cube: two samples A and B, and for each factor A with the coordinates
 * of that factor from B, so `rows · (factors + 2)` points. Yields the rows that are done after each batch; handed true it stops
 * there and keeps what is done.
 */
export function* sobolOf(
  f: CubeFunction,
  factors: readonly Factor[],
  order: SobolOrder,
): Generator<number, readonly Indices[], boolean | undefined> {
  const { rows, seed } = order
  const { width, size, answers } = f
  const columns = pairs(order, size)
  const lists = () => Array.from({ length: answers }, () => new Float64Array(rows).fill(Number.NaN))
  const [a, b] = [lists(), lists()]
  const mixed = factors.map(lists)
  const [left, right, points] = [0, 1, 2].map(() => new Float64Array(size * width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const take = (into: readonly Float64Array[], first: number, count: number, from: Float64Array) => {
    points.set(from)
    const found = f.at(points, count)
    for (const [q, list] of into.entries())
      for (let lane = 0; lane < count; lane++) list[first + lane] = found[q * width + lane]!
  }
  const swapped = new Float64Array(size * width)
  for (let first = 0; first < rows; first += width) {
    const count = Math.min(width, rows - first)
    for (let d = 0; d < size; d++)
      for (let lane = 0; lane < width; lane++) {
        const row = first + Math.min(lane, count - 1)
        left[d * width + lane] = columns[d]!(row)
        right[d * width + lane] = columns[size + d]!(row)
      }
    take(a, first, count, left)
    take(b, first, count, right)
    for (const [k, { coordinates }] of factors.entries()) {
      swapped.set(left)
      for (const d of coordinates) swapped.set(right.subarray(d * width, (d + 1) * width), d * width)
      take(mixed[k]!, first, count, swapped)
    }
    if (yield first + count) break
  }
  return Array.from({ length: answers }, (_, q) =>
    sobolIndices(
      a[q]!,
      b[q]!,
      mixed.map((list) => list[q]!),
      { seed, times: order.resamples ?? resamples },
    ),
  )
}

/** Coordinates of A, then those of B, by row: one sequence of twice as many dimensions, or independent streams. */
function pairs({ design, seed, ids }: SobolOrder, size: number): readonly ((row: number) => number)[] {
  const words = new Uint32Array(4)
  return Array.from({ length: 2 * size }, (_, d) => {
    const id = ids[d % size]!
    const numbers = stream(seed, d < size ? `${id} A` : `${id} B`)
    if (design === 'random') return (row: number) => numbers.at(row)
    numbers.words(0, 1, words)
    const key = words[0]!
    const v = directions(d)
    return (row: number) => wordUnit(scrambled(sobolWord(v, row), key))
  })
}

export interface MorrisOrder {
  readonly trajectories: number
  /** Levels of the grid; even. */
  readonly levels: number
  readonly seed: number
}

/** Distributions without ends have no level 0 or 1: the grid spans the numbers between these shares. */
export const innermost = 0.01

/**
 * Elementary effects of each answer: each trajectory moves one factor after the other, so `trajectories · (factors + 1)` points.
 * Effects are changes of the answer for a factor that goes through its whole range (from the 1 % to the 99 % quantile).
 */
export function* morrisOf(
  f: CubeFunction,
  factors: readonly Factor[],
  { trajectories, levels, seed }: MorrisOrder,
  inner = innermost,
): Generator<number, readonly (readonly Effects[])[], boolean | undefined> {
  const { width, size, answers } = f
  const k = factors.length
  const paths: Trajectory[] = Array.from({ length: trajectories }, (_, r) => trajectory(k, levels, seed, r))
  const values = Array.from({ length: answers }, () =>
    paths.map(() => new Float64Array(k + 1).fill(Number.NaN)),
  )
  const points = new Float64Array(size * width)
  const all = trajectories * (k + 1)
  for (let first = 0; first < all; first += width) {
    const count = Math.min(width, all - first)
    for (let lane = 0; lane < width; lane++) {
      const at = first + Math.min(lane, count - 1)
      const [r, s] = [Math.floor(at / (k + 1)), at % (k + 1)]
      for (const [i, { coordinates }] of factors.entries()) {
        const p = paths[r]!.points[s * k + i]!
        for (const d of coordinates) points[d * width + lane] = inner + (1 - 2 * inner) * p
      }
    }
    const found = f.at(points, count)
    for (let lane = 0; lane < count; lane++) {
      const [r, s] = [Math.floor((first + lane) / (k + 1)), (first + lane) % (k + 1)]
      for (const [q, list] of values.entries()) list[r]![s] = found[q * width + lane]!
    }
    if (yield Math.floor((first + count) / (k + 1))) break
  }
  return values.map((list) => elementaryEffects(k, paths, list))
}

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
      const kinked = rows.some((row) => bentSlots.has(slots[row]!))
      const linear = ([0, 1] as const).map((end) => {
        const difference = nudged ? change(nudged, k, end) / nudge : Number.NaN
        if (kinked && !Number.isNaN(difference)) return difference
        return rows.reduce((sum, row) => {
          const slope = gradient.slopes[slots[row]!]!
          return slope === 0 ? sum : sum + slope * (levels[end]![row]! - values[slots[row]!]!)
        }, 0)
      }) as unknown as readonly [number, number]
      const actual = ([0, 1] as const).map((end) => {
        const difference = change(whole, k, end)
        return Number.isNaN(difference) ? undefined : difference
      }) as unknown as readonly [number | undefined, number | undefined]
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
  field.placement.write(new Float64Array(field.size * 2).fill(share), 2, rows)
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
