import type { RowMachine } from '../engine/kernel/kernel.ts'
import { type Dependence, depend } from '../numerics/dependence.ts'
import { type Distribution, type QuantileRow, quantileRow } from '../numerics/distribution.ts'

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
          return {
            kind: 'drawn',
            unit,
            distribution: place.distribution,
            of: quantileRow(place.distribution),
            plus: place.plus ?? 0,
          }
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
    for (const [r, row] of this.#rows.entries())
      if (row.kind === 'drawn') row.of(units, row.unit * width, width, into, r * width, row.plus)
    // What follows may stand before what it follows: all that is drawn comes first.
    for (const [r, row] of this.#rows.entries())
      if (row.kind === 'after') followRow(row, width, into, r * width)
  }

  /** The same by row functions: `units` and `into` lie in the memory of the machine. */
  loaded({ rows }: RowMachine, units: Float64Array, width: number, into: Float64Array): () => void {
    const bytes = width * 8
    const address = (list: Float64Array, row: number) => list.byteOffset + row * bytes
    const uniform: number[][] = []
    const triangular: number[][] = []
    const follow: number[][] = []
    const plain: { row: Extract<Row, { kind: 'drawn' }>; r: number }[] = []
    const still: { row: Extract<Row, { kind: 'after' }>; r: number }[] = []
    for (const [r, row] of this.#rows.entries()) {
      const at = address(into, r)
      if (row.kind === 'after') {
        const { value, before, most } = row
        if (before === 0) still.push({ row, r })
        else follow.push([address(into, row.row), at, value, before, most])
        continue
      }
      const { distribution: d, plus } = row
      const from = address(units, row.unit)
      if (d.kind === 'uniform') uniform.push([from, at, d.low, d.high - d.low, plus])
      else if (d.kind === 'triangular' && d.high > d.low) {
        const { low, mode, high } = d
        const of = high - low
        triangular.push([from, at, low, high, (mode - low) / of, of, mode - low, high - mode, plus])
      } else plain.push({ row, r })
    }
    return () => {
      if (this.#dependence) depend(this.#dependence, units, width)
      for (let i = 0; i < uniform.length; i++) {
        const [from, at, low, of, plus] = uniform[i]! as Five
        rows.uniform(from, at, bytes, low, of, plus)
      }
      for (let i = 0; i < triangular.length; i++) {
        const [from, at, low, high, turn, of, left, right, plus] = triangular[i]! as Nine
        rows.triangular(from, at, bytes, low, high, turn, of, left, right, plus)
      }
      for (const { row, r } of plain) row.of(units, row.unit * width, width, into, r * width, row.plus)
      for (let i = 0; i < follow.length; i++) {
        const [from, at, value, before, most] = follow[i]! as Five
        rows.follow(from, at, bytes, value, before, most)
      }
      for (const { row, r } of still) followRow(row, width, into, r * width)
      this.obey(width, into)
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

type Five = [number, number, number, number, number]
type Nine = [number, number, number, number, number, number, number, number, number]

function followRow(
  { row, value, before, most }: Extract<Row, { kind: 'after' }>,
  width: number,
  into: Float64Array,
  to: number,
): void {
  for (let lane = 0; lane < width; lane++) {
    const now = into[row * width + lane]!
    into[to + lane] = before === 0 || now === before ? value : Math.min(most, value * (now / before))
  }
}

type Row =
  | {
      readonly kind: 'drawn'
      readonly unit: number
      readonly distribution: Distribution
      readonly of: QuantileRow
      readonly plus: number
    }
  | {
      readonly kind: 'after'
      readonly row: number
      readonly value: number
      readonly before: number
      readonly most: number
    }
