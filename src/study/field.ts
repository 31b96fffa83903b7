import type { Analysed } from '../analysis/figures.ts'
import { quantile } from '../numerics/distribution.ts'
import { type Batch, type BatchParts, batchFrom, batchParts } from './batch.ts'
import {
  type Broken,
  type Condition,
  conditionsOf,
  judgeLoops,
  judgeOf,
  nodesOf,
  rowsIn,
  type Stated,
} from './conditions.ts'
import { type Dimension, slotsOf, type Ties } from './draws.ts'
import type { Rows } from './judging.ts'
import { type Placed, Placement } from './placement.ts'
import type { Breach } from './tally.ts'

/**
 * A function of the unit cube with several answers: what Sobol' indices, trajectories and boxes are computed of. A scenario is
 * one (`Field`); a formula whose indices are known is another, so that both go through the same code.
 */
export interface CubeFunction {
  /** Coordinates, and answers a point. */
  readonly size: number
  readonly answers: number
  /** Points that are computed side by side. */
  readonly width: number
  /**
   * Answers at `count` points, which hold one row of `width` numbers a coordinate, strictly between 0 and 1, and are used up.
   * One row of `width` numbers an answer, overwritten by the next call; NaN where there is none.
   */
  at(points: Float64Array, count: number): Float64Array
}

/** One number of a run: a node in a year, or the least over years. */
export interface Reading {
  readonly node: number
  /** Calendar years, both included; of no meaning for a node without years. */
  readonly from: number
  readonly to: number
}

/** What is done with a point at which the county breaks a condition. */
export type Unsound = 'drop' | 'keep'

/** Everything that is needed to compute points of a scenario: plain data, so that it can be posted to threads. */
export interface FieldJob {
  readonly batch: BatchParts
  readonly dimensions: readonly Placed[]
  readonly ties: Ties
  /** Numbers of all slots. */
  readonly values: Float64Array
  /** The first calendar year, and how many there are. */
  readonly base: number
  readonly years: number
  /** Nodes that hold one value, not one a year. */
  readonly single: ReadonlySet<number>
  readonly readings: readonly Reading[]
  readonly conditions: readonly Condition[]
  readonly unsound: Unsound
}

/** A scenario as a function of its uncertain numbers, before anything is computed. */
export function fieldJob(
  { plan, values, ...analysed }: Analysed,
  dimensions: readonly Dimension[],
  ties: Ties,
  readings: readonly Reading[],
  { unsound = 'drop', interpreted = false }: { unsound?: Unsound; interpreted?: boolean } = {},
): { readonly job: FieldJob; readonly conditions: readonly Stated[] } {
  const free = slotsOf(dimensions)
  const conditions = conditionsOf({ plan, values, ...analysed }, free)
  const wanted = [...new Set([...readings.map(({ node }) => node), ...nodesOf(conditions)])]
  const { base, to } = plan.horizon
  const job: FieldJob = {
    batch: batchParts({ plan, values, free, wanted }, interpreted),
    dimensions: dimensions.map(({ places }) => ({ places })),
    ties,
    values,
    base,
    years: to - base + 1,
    single: new Set(wanted.filter((node) => plan.nodes[node]!.axis !== 'year')),
    readings: readings.map(({ node, from, to: last }) => ({ node, from, to: last })),
    conditions: conditions.map(({ check: _, ...plain }) => plain),
    unsound,
  }
  return { job, conditions }
}

/** Points that were computed, and those at which a condition broke, by condition (`first`: which point, from 0). */
export interface Counted {
  readonly points: number
  readonly broken: number
  readonly breaches: readonly Breach[]
}

/** Counts of pieces, in their order, as if they had been computed at once. */
export function counted(pieces: readonly Counted[]): Counted {
  const breaches = new Map<string, Breach>()
  let [points, broken] = [0, 0]
  for (const piece of pieces) {
    for (const { key, count, first } of piece.breaches) {
      const known = breaches.get(key)
      if (known) known.count += count
      else breaches.set(key, { key, count, first: points + first })
    }
    points += piece.points
    broken += piece.broken
  }
  return { points, broken, breaches: [...breaches.values()] }
}

/** A scenario as a function of the coordinates of its uncertain numbers. */
export class Field implements CubeFunction {
  readonly size: number
  readonly answers: number
  readonly width: number
  readonly placement: Placement
  readonly #batch: Batch
  readonly #keep: boolean
  readonly #base: number
  readonly #readings: readonly (Rows & { readonly from: number; readonly to: number })[]
  readonly #judge: ReturnType<typeof judgeOf>
  readonly #loops: Broken
  readonly #broken: Broken
  readonly #values: Float64Array
  #points = 0
  #lost = 0
  #breaches = new Map<string, Breach>()

  constructor({
    batch,
    dimensions,
    ties,
    values,
    base,
    years,
    single,
    readings,
    conditions,
    unsound,
  }: FieldJob) {
    this.placement = new Placement(dimensions, values, ties)
    this.#batch = batchFrom(batch)
    this.width = this.#batch.width
    this.size = dimensions.length
    this.answers = readings.length
    this.#keep = unsound === 'keep'
    this.#base = base
    const read = rowsIn(this.#batch, single)
    this.#readings = readings.map(({ node, from, to }) => ({
      ...read(node),
      ...(single.has(node) ? { from: base, to: base } : { from, to }),
    }))
    this.#judge = judgeOf(conditions, read, years)
    this.#loops = new Array(this.width).fill(undefined)
    this.#broken = new Array(this.width).fill(undefined)
    this.#values = new Float64Array(this.answers * this.width)
  }

  at(points: Float64Array, count: number): Float64Array {
    this.placement.write(points, this.width, this.#batch.inputs)
    return this.#run(count)
  }

  /** The same for values of the slots that move, a row of `width` numbers each in the order of `placement.slots`. */
  atSlots(rows: Float64Array, count: number): Float64Array {
    this.#batch.inputs.set(rows)
    this.placement.obey(this.width, this.#batch.inputs)
    return this.#run(count)
  }

  /** What was counted since this was asked last. */
  take(): Counted {
    const found = { points: this.#points, broken: this.#lost, breaches: [...this.#breaches.values()] }
    this.#points = 0
    this.#lost = 0
    this.#breaches = new Map()
    return found
  }

  #run(count: number): Float64Array {
    this.#loops.fill(undefined)
    judgeLoops(this.#batch.run(), this.#loops)
    for (let lane = 0; lane < this.width; lane++) this.#broken[lane] = this.#loops[lane]
    this.#judge(this.#broken, count)
    for (let lane = 0; lane < count; lane++) {
      const found = this.#broken[lane]
      let finite = true
      for (const [i, { rows, stride, from, to }] of this.#readings.entries()) {
        let value = rows[(from - this.#base) * stride + lane]!
        for (let year = from + 1; year <= to; year++)
          value = Math.min(value, rows[(year - this.#base) * stride + lane]!)
        if (!Number.isFinite(value)) finite = false
        this.#values[i * this.width + lane] = value
      }
      if (this.#loops[lane] !== undefined || (found !== undefined && !this.#keep) || !finite)
        for (let i = 0; i < this.answers; i++) this.#values[i * this.width + lane] = Number.NaN
      const key = found ?? (finite ? undefined : 'not-finite')
      if (key !== undefined) this.#count(key)
      this.#points++
    }
    return this.#values
  }

  #count(key: string): void {
    this.#lost++
    const known = this.#breaches.get(key)
    if (known) known.count++
    else this.#breaches.set(key, { key, count: 1, first: this.#points })
  }
}

/** Coordinates that belong together: one number, the years of a band, or numbers that are correlated. */
export interface Factor {
  readonly id: string
  readonly coordinates: readonly number[]
}

/**
 * Uncertain numbers by what moves alone. Sobol' indices ask for factors that are independent, so numbers that are tied
 * together are one; its indices are those of the group (I. M. Sobol', 2001, section 3).
 */
export function factorsOf(dimensions: readonly Dimension[], ties: Ties): readonly Factor[] {
  const head = dimensions.map((_, i) => i)
  const find = (i: number): number => (head[i] === i ? i : find(head[i]!))
  const join = (list: readonly number[]): void => {
    for (const i of list.slice(1)) {
      const [a, b] = [find(list[0]!), find(i)]
      head[Math.max(a, b)] = Math.min(a, b)
    }
  }
  const groups = new Map<string, number[]>()
  for (const [i, dimension] of dimensions.entries()) {
    const { group } = dimension
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), i])
  }
  for (const list of groups.values()) join(list)
  // Numbers of one group that have nothing in common (two pairs in one list of correlations) are apart all the same.
  for (const { rows, factor } of ties.dependence?.groups ?? [])
    for (const [i, weights] of factor.entries())
      for (let k = 0; k < i; k++) if (weights[k] !== 0) join([rows[k]!, rows[i]!])
  for (const { rows } of ties.dependence?.chains ?? []) join(rows)
  const members = new Map<number, number[]>()
  for (const i of head.keys()) members.set(find(i), [...(members.get(find(i)) ?? []), i])
  return [...members.values()].map((coordinates) => {
    const names = coordinates.map((i) => {
      const dimension = dimensions[i]!
      return dimension.group ?? dimension.id
    })
    return { id: [...new Set(names)].join(' + '), coordinates }
  })
}

/** The rows of the slots that each factor moves, in the order of a placement of these dimensions. */
export function rowsOf(
  dimensions: readonly Dimension[],
  factors: readonly Factor[],
): readonly (readonly number[])[] {
  let row = 0
  const rows = dimensions.map(({ places }) => places.map(() => row++))
  return factors.map(({ coordinates }) => coordinates.flatMap((i) => rows[i]!))
}

/** The values of a number (of a series: of its first point that has a distribution) at two shares of its distribution. */
export function reachOf(
  { distribution }: Dimension,
  [from, to]: readonly [number, number],
): readonly [low: number, high: number] {
  return [quantile(distribution, from), quantile(distribution, to)]
}
