import type { Analysed } from '../analysis/figures.ts'
import { quantile } from '../numerics/distribution.ts'
import { batchOf } from './batch.ts'
import { type Conditions, conditionsOf, readerOf } from './conditions.ts'
import type { Dimension, Ties } from './draws.ts'
import { Placement } from './placement.ts'
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

/** A scenario as a function of the coordinates of its uncertain numbers. */
export class Field implements CubeFunction {
  readonly size: number
  readonly answers: number
  readonly width: number
  /** Points that were computed, and those at which a condition broke, by condition. */
  points = 0
  broken = 0
  readonly breaches = new Map<string, Breach>()
  readonly conditions: Conditions
  readonly placement: Placement
  readonly #batch
  readonly #keep: boolean
  readonly #base: number
  readonly #readings: readonly { from: number; to: number; read: (t: number, lane: number) => number }[]
  readonly #breach
  readonly #values: Float64Array

  constructor(
    analysed: Analysed,
    dimensions: readonly Dimension[],
    ties: Ties,
    readings: readonly Reading[],
    { unsound = 'drop', interpreted = false }: { unsound?: Unsound; interpreted?: boolean } = {},
  ) {
    const { plan, values } = analysed
    this.placement = new Placement(dimensions, values, ties)
    const free = this.placement.slots
    this.conditions = conditionsOf(analysed, free)
    const wanted = [...new Set([...readings.map(({ node }) => node), ...this.conditions.nodes])]
    this.#batch = batchOf({ plan, values, free, wanted }, interpreted)
    this.width = this.#batch.width
    this.size = dimensions.length
    this.answers = readings.length
    this.#keep = unsound === 'keep'
    this.#base = plan.horizon.base
    const read = readerOf(this.#batch, plan.nodes)
    this.#readings = readings.map(({ node, from, to }) => ({
      read: read(node),
      ...(plan.nodes[node]!.axis === 'year' ? { from, to } : { from: this.#base, to: this.#base }),
    }))
    this.#breach = this.conditions.reader(this.#batch)
    this.#values = new Float64Array(this.answers * this.width)
  }

  at(points: Float64Array, count: number): Float64Array {
    this.placement.write(points, this.width, this.#batch.inputs)
    return this.#run(count)
  }

  /** The same for values of the slots that move, a row of `width` numbers each in the order of `placement.slots`. */
  atSlots(rows: Float64Array, count: number): Float64Array {
    this.#batch.inputs.set(rows)
    return this.#run(count)
  }

  #run(count: number): Float64Array {
    const loops = new Map<number, string>()
    for (const { lane, about } of this.#batch.run())
      if (!loops.has(lane)) loops.set(lane, `loop ${about.join(' → ')}`)
    for (let lane = 0; lane < count; lane++) {
      const found = this.#breach(lane, loops)
      let lost = loops.has(lane) || (found !== undefined && !this.#keep)
      let finite = true
      for (const [i, { read, from, to }] of this.#readings.entries()) {
        let value = read(from - this.#base, lane)
        for (let year = from + 1; year <= to; year++) value = Math.min(value, read(year - this.#base, lane))
        if (!Number.isFinite(value)) finite = false
        this.#values[i * this.width + lane] = value
      }
      if (!finite) lost = true
      if (lost) for (let i = 0; i < this.answers; i++) this.#values[i * this.width + lane] = Number.NaN
      const key = found ?? (finite ? undefined : 'not-finite')
      if (key !== undefined) this.#count(key)
      this.points++
    }
    return this.#values
  }

  #count(key: string): void {
    this.broken++
    const known = this.breaches.get(key)
    if (known) known.count++
    else this.breaches.set(key, { key, count: 1, first: this.points })
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
  for (const { rows } of ties.dependence?.groups ?? []) join(rows)
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
