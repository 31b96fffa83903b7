import { type Effects, elementaryEffects, trajectory } from '../numerics/morris.ts'
import { stream } from '../numerics/random.ts'
import { directions, scrambled, sobolWord, wordUnit } from '../numerics/sobol.ts'
import { type Indices, sobolIndices } from '../numerics/sobol-indices.ts'
import type { CubeFunction, Factor } from './field.ts'

export type { Effects, Indices }

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

/** Rows, or trajectories, that are computed as one piece; no result depends on it, since each point is computed by itself. */
export const pieceSize = 32

/** Values of one piece, by answer: of each sample its rows, or of each trajectory its points. */
export type PieceValues = readonly (readonly Float64Array[])[]

/** Computes any piece of a study, as often as wanted. */
export type Pieces = (piece: number) => PieceValues

/**
 * Sobol' indices of each answer of a function of the unit cube: two samples A and B, and for each factor A with the coordinates
 * of that factor from B, so `rows · (factors + 2)` points.
 */
export function sobolPieces(f: CubeFunction, factors: readonly Factor[], order: SobolOrder): Pieces {
  const { width, size, answers } = f
  const columns = pairs(order, size)
  const [left, right, points] = [0, 1, 2].map(() => new Float64Array(size * width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return (piece) => {
    const from = piece * pieceSize
    const length = Math.min(pieceSize, order.rows - from)
    const values = Array.from({ length: answers }, () =>
      Array.from({ length: factors.length + 2 }, () => new Float64Array(length)),
    )
    for (let first = 0; first < length; first += width) {
      const count = Math.min(width, length - first)
      const take = (sample: number): void => {
        const found = f.at(points, count)
        for (const [q, samples] of values.entries())
          for (let lane = 0; lane < count; lane++) samples[sample]![first + lane] = found[q * width + lane]!
      }
      for (let d = 0; d < size; d++)
        for (let lane = 0; lane < width; lane++) {
          const row = from + first + Math.min(lane, count - 1)
          left[d * width + lane] = columns[d]!(row)
          right[d * width + lane] = columns[size + d]!(row)
        }
      points.set(left)
      take(0)
      points.set(right)
      take(1)
      for (const [k, { coordinates }] of factors.entries()) {
        points.set(left)
        for (const d of coordinates) points.set(right.subarray(d * width, (d + 1) * width), d * width)
        take(k + 2)
      }
    }
    return values
  }
}

/** The indices of each answer, of the pieces from the first on. */
export function indicesFrom(
  pieces: readonly PieceValues[],
  { seed, resamples: times = resamples }: SobolOrder,
): readonly Indices[] {
  const [first = []] = pieces
  return first.map((samples, q) => {
    const [a, b, ...mixed] = samples.map((_, s) => joined(pieces.map((values) => values[q]![s]!)))
    return sobolIndices(a!, b!, mixed, { seed, times })
  })
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
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
export function morrisPieces(
  f: CubeFunction,
  factors: readonly Factor[],
  { trajectories, levels, seed }: MorrisOrder,
  inner = innermost,
): Pieces {
  const { width, size, answers } = f
  const k = factors.length
  const points = new Float64Array(size * width)
  return (piece) => {
    const from = piece * pieceSize
    const paths = Array.from({ length: Math.min(pieceSize, trajectories - from) }, (_, r) =>
      trajectory(k, levels, seed, from + r),
    )
    const values = Array.from({ length: answers }, () => paths.map(() => new Float64Array(k + 1)))
    const all = paths.length * (k + 1)
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
    }
    return values
  }
}

/** The elementary effects of each answer, of the pieces from the first on. */
export function effectsFrom(
  pieces: readonly PieceValues[],
  factors: number,
  { levels, seed }: MorrisOrder,
): readonly (readonly Effects[])[] {
  const [first = []] = pieces
  const count = pieces.reduce((sum, values) => sum + (values[0]?.length ?? 0), 0)
  const paths = Array.from({ length: count }, (_, r) => trajectory(factors, levels, seed, r))
  return first.map((_, q) =>
    elementaryEffects(
      factors,
      paths,
      pieces.flatMap((values) => values[q]!),
    ),
  )
}
