import type { RowMachine } from '../engine/kernel/kernel.ts'
import type { Plan } from '../engine/plan.ts'
import type { Grade } from '../model/given.ts'
import type { Dependence } from '../numerics/dependence.ts'
import type { Distribution } from '../numerics/distribution.ts'
import { permuted } from '../numerics/permutation.ts'
import { type Stream, stream, unit } from '../numerics/random.ts'
import { directions, reversed, scrambled, sobolWord, wordUnit } from '../numerics/sobol.ts'
import { movables, seriesPath } from './numbers.ts'
import { type Place, Placement, type Rule } from './placement.ts'

export { sobolDimensions } from '../numerics/sobol.ts'

/** How uncertain numbers are drawn. */
export const designs = ['random', 'sobol', 'lhs'] as const
export type Design = (typeof designs)[number]

/** Draws belong in turn to so many independent replicates; where draws are not independent, their differences give the error. */
export const replicates = 16

/**
 * Why a number is uncertain: declared as a distribution, or a stated range drawn as a triangle around the value; one year of a
 * band; which of several whole paths holds; whether a project is built, and how late;
 * nothing stated, and a default range by the grade of its evidence.
 */
export type Cause = 'stated' | 'range' | 'grade' | 'band' | 'path' | 'chance' | 'delay'

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
  /** Of a year of a band: the band, which is one cause with many dimensions. */
  readonly group?: string
  /** Of a county of a region: the name of its random numbers, which others may share, and its place among all of the region. */
  readonly stream?: { readonly name: string; readonly place: number }
}

/** Half-widths by grade of evidence, for numbers that state nothing; a number without a grade counts as the weakest. */
export type GradeRanges = ReadonlyMap<Grade, number>

/** The uncertain numbers of a plan that reach one of the figures, in order of path. */
export function dimensionsOf(
  plan: Plan,
  values: Float64Array,
  reached: Uint8Array,
  byGrade?: GradeRanges,
): readonly Dimension[] {
  const live = new Set<number>()
  for (const [i, node] of plan.nodes.entries())
    if (node.op === 'slot' && reached[i] === 1) live.add(node.k![0]!)
  const numbers = movables(plan).flatMap(({ path, slots: all }): Dimension[] => {
    if (!all.some((slot) => live.has(slot))) return []
    let own = all.map((slot) => distributionOf(plan, values, slot))
    if (byGrade && own.every((found) => found === undefined) && mayVary(plan, values, path, all))
      own = all.map((slot) => gradeRange(plan, values, slot, byGrade))
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
  return [...numbers, ...wholePaths(plan, values, live)].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Conventions, limits and other decisions: what somebody settled is not uncertain. */
const settled =
  /^(?:targets|quotas|plans|ladders|species|zones|sites|context|controls|reconciliation|outcomes)\./
/** Shares that add up to one, ramps and shares of ownership of a date: they mean nothing one by one. */
const together = /\.technologies\.|\.ramp\.|\.calcined$|\.overlap$/

/** Whether a number that states nothing may have a default range: a decision, a definition (1) and a zero have none. */
function mayVary(plan: Plan, values: Float64Array, path: string, slots: readonly number[]): boolean {
  if (settled.test(path) || together.test(path)) return false
  return slots.some((slot) => values[slot] !== 0 && !(plan.slots[slot]!.unit === '1' && values[slot] === 1))
}

function gradeRange(
  plan: Plan,
  values: Float64Array,
  slot: number,
  byGrade: GradeRanges,
): { readonly distribution: Distribution; readonly cause: Cause } | undefined {
  const { grade = 'assumption', unit } = plan.slots[slot]!
  const half = byGrade.get(grade as Grade)
  const mode = values[slot]!
  if (half === undefined || half === 0 || mode === 0) return undefined
  const [a, b] = [mode * (1 - half), mode * (1 + half)]
  const share = unit === '1' && mode > 0 && mode <= 1
  return {
    distribution: {
      kind: 'triangular',
      low: Math.min(a, b),
      mode,
      high: share ? Math.min(1, b) : Math.max(a, b),
    },
    cause: 'grade',
  }
}

/** Years of bands, and choices among whole paths: what no number of a file stands for. */
function wholePaths(plan: Plan, values: Float64Array, live: ReadonlySet<number>): readonly Dimension[] {
  return plan.slots.flatMap(({ path, kind, unit, uncertain }, slot): Dimension[] => {
    if (!uncertain || (kind !== 'factor' && kind !== 'switch') || !live.has(slot)) return []
    return [
      {
        id: path,
        unit,
        cause: kind === 'factor' ? 'band' : 'path',
        value: values[slot]!,
        distribution: uncertain,
        points: 1,
        following: 0,
        places: [{ slot, distribution: uncertain }],
        ...(kind === 'factor' ? { group: seriesPath(path) } : {}),
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

/** Slots that the dimensions move, in the order of the rows of `Sampler.fill`. */
export function slotsOf(dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.flatMap(({ places }) => places.map(({ slot }) => slot))
}

/** What ties dimensions together: a copula, and projects that stand or fall with others. */
export interface Ties {
  readonly dependence?: Dependence
  readonly rules?: readonly Rule[]
}

/**
 * The numbers of draws: a function of (seed, id of the dimension, draw), so any block of draws can be computed anywhere.
 * `random` and `lhs` know nothing of other dimensions; a Sobol' point depends on the place of its dimension in the list.
 * Two steps: points of the unit cube by the design (`units`), and from there to slots (study/placement.ts).
 */
export class Sampler {
  /** Slots that move, in the order of the rows of `fill`. */
  readonly slots: readonly number[]
  readonly placement: Placement
  readonly #units: readonly Units[]
  #cube = new Float64Array(0)

  constructor(
    dimensions: readonly Dimension[],
    values: Float64Array,
    design: Design,
    seed: number,
    draws: number,
    ties: Ties = {},
  ) {
    this.placement = new Placement(dimensions, values, ties)
    this.slots = this.placement.slots
    this.#units = dimensions.map(({ id, stream: own }, i) =>
      unitsOf(design, seed, own?.name ?? id, own?.place ?? i, draws),
    )
  }

  /** Points of the unit cube, a row of `width` numbers a dimension; beyond `count` the last point is repeated. */
  units(first: number, count: number, width: number, into: Float64Array): void {
    for (const [d, units] of this.#units.entries()) {
      const at = d * width
      units.write(first, count, into, at)
      if (count < width) into.fill(into[at + count - 1]!, at + count, at + width)
    }
  }

  /** Writes the slots of `count` draws from `first` on: row by row, `width` numbers a row (the last draw is repeated). */
  fill(first: number, count: number, width: number, into: Float64Array): void {
    const size = this.#units.length * width
    if (this.#cube.length !== size) this.#cube = new Float64Array(size)
    this.units(first, count, width, this.#cube)
    this.placement.write(this.#cube, width, into)
  }

  /**
   * `fill` of some draws in which some dimensions (by place) are drawn again: from a stream of their own by draw and attempt, so
   * that nothing else moves; the others as they were.
   */
  again(
    draws: readonly number[],
    own: readonly number[],
    attempt: number,
    width: number,
    into: Float64Array,
  ): void {
    const cube = new Float64Array(this.#units.length * width)
    const anew = new Set(own)
    for (const [d, units] of this.#units.entries()) {
      for (let lane = 0; lane < width; lane++) {
        const draw = draws[Math.min(lane, draws.length - 1)]!
        if (anew.has(d)) cube[d * width + lane] = units.again(draw, attempt)
        else units.write(draw, 1, cube, d * width + lane)
      }
    }
    this.placement.write(cube, width, into)
  }

  /** `fill` of `width` draws by row functions, where the design has them: the same bits. `into` lies in the memory of the machine. */
  loaded(machine: RowMachine, width: number, into: Float64Array): ((first: number) => void) | undefined {
    const { rows, scratch } = machine
    const units = scratch.subarray(0, this.#units.length * width)
    const place = this.placement.loaded(machine, units, width, into)
    const bytes = width * 8
    const at = (d: number) => units.byteOffset + d * bytes
    const streams = this.#units.flatMap((one) => (one.stream ? [one.stream] : []))
    if (streams.length === this.#units.length)
      return (first) => {
        for (let d = 0; d < streams.length; d++) {
          const [key0, key1] = streams[d]!
          rows.philox(key0, key1, first, at(d), bytes)
        }
        place()
      }
    const sobol = this.#units.flatMap((one) => (one.sobol ? [one.sobol] : []))
    // The lanes of a turn are the same point of all replicates.
    if (sobol.length !== this.#units.length || width !== replicates) return undefined
    const keysAt = units.byteOffset + units.byteLength
    const keys = new Uint32Array(scratch.buffer, keysAt, sobol.length * replicates)
    for (const [d, one] of sobol.entries()) keys.set(one.keys, d * replicates)
    return (first) => {
      for (let d = 0; d < sobol.length; d++) {
        const word = sobolWord(sobol[d]!.directions, first / replicates)
        rows.scramble(reversed(word), keysAt + d * replicates * 4, at(d), bytes)
      }
      place()
    }
  }
}

/** One dimension's uniform numbers by draw. */
interface Units {
  /** Writes those of `count` draws from `first` on into a list, from a place on. */
  write(first: number, count: number, into: Float64Array, at: number): void
  /** The number of a draw that is drawn again, for the `attempt`th time. */
  again(draw: number, attempt: number): number
  /** What row functions draw them from. */
  readonly stream?: readonly [key0: number, key1: number]
  readonly sobol?: { readonly directions: Uint32Array; readonly keys: Uint32Array }
}

function unitsOf(design: Design, seed: number, id: string, place: number, draws: number): Units {
  const numbers = stream(seed, id)
  let another: Stream | undefined
  const again = (draw: number, attempt: number): number => {
    another ??= stream(seed, `${id} again`)
    // Draws are at most 2³¹.
    return another.at(attempt * 2 ** 31 + draw)
  }
  if (design === 'random')
    return {
      again,
      write(first, count, into, at) {
        for (let i = 0; i < count; i++) into[at + i] = numbers.at(first + i)
      },
      stream: [numbers.key0, numbers.key1],
    }
  const words = new Uint32Array(4)
  /** A key of each replicate, from a part of the stream that no draw uses. */
  const keys = Uint32Array.from({ length: replicates }, (_, replicate) => {
    numbers.words(replicate, 1, words)
    return words[0]!
  })
  if (design === 'sobol') {
    const v = directions(place)
    return {
      again,
      sobol: { directions: v, keys },
      write(first, count, into, at) {
        let [index, word] = [-1, 0]
        for (let i = 0; i < count; i++) {
          const draw = first + i
          const own = Math.floor(draw / replicates)
          // Neighbours are the same point of different replicates.
          if (own !== index) word = sobolWord(v, own)
          index = own
          into[at + i] = wordUnit(scrambled(word, keys[draw % replicates]!))
        }
      },
    }
  }
  const strata = Math.max(1, Math.ceil(draws / replicates))
  return {
    again,
    write(first, count, into, at) {
      for (let i = 0; i < count; i++) {
        const draw = first + i
        const stratum = permuted(Math.floor(draw / replicates), strata, keys[draw % replicates]!)
        numbers.words(draw, 2, words)
        into[at + i] = (stratum + unit(words[0]!, words[1]!)) / strata
      }
    },
  }
}
