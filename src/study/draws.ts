import type { Plan } from '../engine/plan.ts'
import { type Distribution, quantile } from '../numerics/distribution.ts'
import { permuted } from '../numerics/permutation.ts'
import { stream, unit } from '../numerics/random.ts'
import { directions, scrambled, sobolWord, wordUnit } from '../numerics/sobol.ts'
import { movables } from './numbers.ts'

export { sobolDimensions } from '../numerics/sobol.ts'

/** How uncertain numbers are drawn. */
export const designs = ['random', 'sobol', 'lhs'] as const
export type Design = (typeof designs)[number]

/** Draws belong in turn to so many independent replicates; where draws are not independent, their differences give the error. */
export const replicates = 16

/** Why a number is uncertain: declared as a distribution, or a stated range drawn as a triangle around the value. */
export type Cause = 'stated' | 'range'

/** One uncertain number: a constant, or a series whose points move by one number together. */
export interface Dimension {
  /** Path of the number; also the name of its random numbers. */
  readonly id: string
  readonly unit: string
  readonly cause: Cause
  /** Value and distribution of its first point that has one, in `unit`. */
  readonly value: number
  readonly distribution: Distribution
  /** Points of a series that carry a distribution of their own, and that move by the share of one before them. */
  readonly points: number
  readonly following: number
  readonly places: readonly Place[]
}

/** How a slot follows the number of its dimension: through its own distribution, or by the share by which another moves. */
type Place =
  | { readonly slot: number; readonly distribution: Distribution }
  | { readonly slot: number; readonly after: number; readonly most: number }

/** The uncertain numbers of a plan that reach one of the figures, in order of path. */
export function dimensionsOf(plan: Plan, values: Float64Array, reached: Uint8Array): readonly Dimension[] {
  const live = new Set<number>()
  for (const [i, node] of plan.nodes.entries())
    if (node.op === 'slot' && reached[i] === 1) live.add(node.k![0]!)
  return movables(plan).flatMap(({ path, slots: all }): Dimension[] => {
    if (!all.some((slot) => live.has(slot))) return []
    const own = all.map((slot) => distributionOf(plan, values, slot))
    const first = own.findIndex((found) => found !== undefined)
    if (first < 0) return []
    let last = first
    const places = all.map((slot, i): Place => {
      const found = own[i]
      if (found) {
        last = i
        return { slot, distribution: found.distribution }
      }
      const value = values[slot]!
      const share = plan.slots[slot]!.unit === '1' && value >= 0 && value <= 1
      return { slot, after: all[last]!, most: share ? 1 : Number.POSITIVE_INFINITY }
    })
    const { distribution, cause } = own[first]!
    return [
      {
        id: path,
        unit: plan.slots[all[first]!]!.unit,
        cause: own.some((found) => found?.cause === 'stated') ? 'stated' : cause,
        value: values[all[first]!]!,
        distribution,
        points: own.filter((found) => found !== undefined).length,
        following: own.filter((found) => found === undefined).length,
        places,
      },
    ]
  })
}

function distributionOf(
  plan: Plan,
  values: Float64Array,
  slot: number,
): { readonly distribution: Distribution; readonly cause: Cause } | undefined {
  const { uncertain, low, high } = plan.slots[slot]!
  if (uncertain) return { distribution: uncertain, cause: 'stated' }
  const mode = values[slot]!
  if (low === undefined || high === undefined || !(low <= mode && mode <= high)) return undefined
  return { distribution: { kind: 'triangular', low, mode, high }, cause: 'range' }
}

/**
 * Turns points of the unit cube (a coordinate a dimension, strictly between 0 and 1) into values of slots: the one place that
 * knows how numbers follow their coordinates. Ensembles, Sobol' indices, trajectories and boxes all draw through it.
 */
export class Mover {
  /** Slots that move, in the order of the rows of `fill`. */
  readonly slots: readonly number[]
  readonly #dimensions: readonly Dimension[]
  readonly #values: Float64Array
  /** The first row of each dimension. */
  readonly #rows: readonly number[]

  constructor(dimensions: readonly Dimension[], values: Float64Array) {
    this.#dimensions = dimensions
    this.#values = values
    this.slots = dimensions.flatMap(({ places }) => places.map(({ slot }) => slot))
    let row = 0
    this.#rows = dimensions.map(({ places }) => {
      row += places.length
      return row - places.length
    })
  }

  /** Writes the slots of `count` points: row by row, `width` numbers a row (the last point is repeated). */
  fill(
    coordinate: (dimension: number, lane: number) => number,
    count: number,
    width: number,
    into: Float64Array,
  ): void {
    for (let d = 0; d < this.#dimensions.length; d++)
      this.refill(d, (lane) => coordinate(d, lane), count, width, into)
  }

  /** Writes again what one coordinate moves, where all others stay as they were filled. */
  refill(
    dimension: number,
    coordinate: (lane: number) => number,
    count: number,
    width: number,
    into: Float64Array,
  ): void {
    const { places } = this.#dimensions[dimension]!
    const row = this.#rows[dimension]!
    for (let lane = 0; lane < width; lane++) {
      if (lane >= count) {
        for (let p = 0; p < places.length; p++)
          into[(row + p) * width + lane] = into[(row + p) * width + count - 1]!
        continue
      }
      const u = coordinate(lane)
      const drawn = new Map<number, number>()
      for (const place of places)
        if ('distribution' in place) drawn.set(place.slot, quantile(place.distribution, u))
      for (const [p, place] of places.entries())
        into[(row + p) * width + lane] = drawn.get(place.slot) ?? this.#follow(place, drawn)
    }
  }

  /** A point without a distribution moves by the share by which the point before it moves. */
  #follow(place: Place, drawn: ReadonlyMap<number, number>): number {
    const value = this.#values[place.slot]!
    if (!('after' in place)) return value
    const before = this.#values[place.after]!
    const now = drawn.get(place.after)!
    return before === 0 || now === before ? value : Math.min(place.most, value * (now / before))
  }
}

/**
 * The numbers of draws: a function of (seed, id of the dimension, draw), so any block of draws can be computed anywhere.
 * `random` and `lhs` know nothing of other dimensions; a Sobol' point depends on the place of its dimension in the list.
 */
export class Sampler {
  /** Slots that move, in the order of the rows of `fill`. */
  readonly slots: readonly number[]
  readonly #units: readonly ((draw: number) => number)[]
  readonly #mover: Mover

  constructor(
    dimensions: readonly Dimension[],
    values: Float64Array,
    design: Design,
    seed: number,
    draws: number,
  ) {
    this.#mover = new Mover(dimensions, values)
    this.slots = this.#mover.slots
    this.#units = dimensions.map(({ id }, i) => unitsOf(design, seed, id, i, draws))
  }

  /** The coordinate of a draw, strictly between 0 and 1. */
  coordinate(dimension: number, draw: number): number {
    return this.#units[dimension]!(draw)
  }

  /** Writes the slots of `count` draws from `first` on: row by row, `width` numbers a row (the last draw is repeated). */
  fill(first: number, count: number, width: number, into: Float64Array): void {
    this.#mover.fill((d, lane) => this.#units[d]!(first + lane), count, width, into)
  }
}

/** One dimension's uniform numbers by draw. */
function unitsOf(
  design: Design,
  seed: number,
  id: string,
  place: number,
  draws: number,
): (draw: number) => number {
  const numbers = stream(seed, id)
  if (design === 'random') return (draw) => numbers.at(draw)
  const words = new Uint32Array(4)
  /** A key of each replicate, from a part of the stream that no draw uses. */
  const keys = Uint32Array.from({ length: replicates }, (_, replicate) => {
    numbers.words(replicate, 1, words)
    return words[0]!
  })
  if (design === 'sobol') {
    const v = directions(place)
    return (draw) =>
      wordUnit(scrambled(sobolWord(v, Math.floor(draw / replicates)), keys[draw % replicates]!))
  }
  const strata = Math.max(1, Math.ceil(draws / replicates))
  return (draw) => {
    const stratum = permuted(Math.floor(draw / replicates), strata, keys[draw % replicates]!)
    numbers.words(draw, 2, words)
    return (stratum + unit(words[0]!, words[1]!)) / strata
  }
}
