import { type Dependence, depend } from '../numerics/dependence.ts'
import { type Distribution, quantileOf } from '../numerics/distribution.ts'

/** How a slot follows the uniform number of its dimension. */
export type Place =
  /** Through a distribution; `plus` is added (a delay to a year that was planned). */
  | { readonly slot: number; readonly distribution: Distribution; readonly plus?: number }
  /** By the share by which another slot of the dimension moves, at most `most`. */
  | { readonly slot: number; readonly after: number; readonly most: number }

/** What is placed: dimensions in order, each with the slots that it moves. */
export interface Placed {
  readonly places: readonly Place[]
}

/**
 * A switch (1: it is built) that stands only where others do: `needs` are switches that have to be on, `excludes` switches that
 * have to be off, by slot. Judged in the order of the list, each once; a switch that falls stays off.
 */
export interface Rule {
  readonly slot: number
  readonly needs: readonly number[]
  readonly excludes: readonly number[]
}

/** From points of the unit cube to the slots of a plan: dependence first, then each slot through its own distribution. */
export class Placement {
  /** Slots that move, in the order of the rows that `write` fills. */
  readonly slots: readonly number[]
  readonly #rows: readonly Row[]
  readonly #dependence: Dependence | undefined
  readonly #rules: readonly { row: number; needs: readonly number[]; excludes: readonly number[] }[]

  constructor(
    dimensions: readonly Placed[],
    values: Float64Array,
    ties: { readonly dependence?: Dependence; readonly rules?: readonly Rule[] } = {},
  ) {
    this.slots = dimensions.flatMap(({ places }) => places.map(({ slot }) => slot))
    const rowOf = new Map(this.slots.map((slot, row) => [slot, row]))
    this.#rows = dimensions.flatMap(({ places }, unit) =>
      places.map((place): Row => {
        if ('distribution' in place)
          return { kind: 'drawn', unit, of: quantileOf(place.distribution), plus: place.plus ?? 0 }
        const { slot, after, most } = place
        return { kind: 'after', row: rowOf.get(after)!, value: values[slot]!, before: values[after]!, most }
      }),
    )
    this.#dependence = ties.dependence
    this.#rules = (ties.rules ?? []).map(({ slot, needs, excludes }) => ({
      row: rowOf.get(slot)!,
      needs: needs.flatMap((other) => rowOf.get(other) ?? []),
      excludes: excludes.flatMap((other) => rowOf.get(other) ?? []),
    }))
  }

  /**
   * Writes the slots of `width` points side by side. `units` holds one row of `width` numbers a dimension, strictly between 0
   * and 1; it is used up. `into` takes one row of `width` numbers a slot.
   */
  write(units: Float64Array, width: number, into: Float64Array): void {
    this.place(units, width, into)
    this.obey(width, into)
  }

  /** The same, each switch as it is drawn, whatever the others do. */
  place(units: Float64Array, width: number, into: Float64Array): void {
    if (this.#dependence) depend(this.#dependence, units, width)
    for (const [r, row] of this.#rows.entries()) {
      if (row.kind !== 'drawn') continue
      const [at, from] = [r * width, row.unit * width]
      for (let lane = 0; lane < width; lane++) into[at + lane] = row.plus + row.of(units[from + lane]!)
    }
    // What follows may stand before what it follows: all that is drawn comes first.
    for (const [r, row] of this.#rows.entries()) {
      if (row.kind !== 'after') continue
      const { value, before, most } = row
      for (let lane = 0; lane < width; lane++) {
        const now = into[row.row * width + lane]!
        into[r * width + lane] =
          before === 0 || now === before ? value : Math.min(most, value * (now / before))
      }
    }
  }

  /** Lets switches fall that cannot stand beside the others. */
  obey(width: number, into: Float64Array): void {
    for (const { row, needs, excludes } of this.#rules)
      for (let lane = 0; lane < width; lane++) {
        const on = (other: number) => into[other * width + lane]! !== 0
        if (!needs.every(on) || excludes.some(on)) into[row * width + lane] = 0
      }
  }
}

type Row =
  | {
      readonly kind: 'drawn'
      readonly unit: number
      readonly of: (u: number) => number
      readonly plus: number
    }
  | {
      readonly kind: 'after'
      readonly row: number
      readonly value: number
      readonly before: number
      readonly most: number
    }
