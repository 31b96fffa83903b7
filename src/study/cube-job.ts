import { type Counted, type Factor, Field, type FieldJob } from './field.ts'
import {
  type MorrisOrder,
  morrisPieces,
  type PieceValues,
  pieceSize,
  type SobolOrder,
  sobolPieces,
} from './sensitivity.ts'

/** Points of a sensitivity study, to be computed piece by piece: plain data, so that it can be posted to threads. */
export interface CubeJob {
  readonly field: FieldJob
  readonly factors: readonly Factor[]
  readonly order: (SobolOrder & { readonly method: 'sobol' }) | (MorrisOrder & { readonly method: 'morris' })
  readonly seed: number
}

/** One piece as it was computed. */
export interface CubePiece {
  readonly values: PieceValues
  readonly counted: Counted
}

/** Rows of Sobol' indices, or trajectories of Morris. */
export const lengthOf = ({ order }: CubeJob): number =>
  order.method === 'sobol' ? order.rows : order.trajectories

export const piecesIn = (job: CubeJob): number => Math.ceil(lengthOf(job) / pieceSize)

/** Computes pieces, in a memory of its own. */
export function cubeOf({ field: job, factors, order }: CubeJob): (piece: number) => CubePiece {
  const field = new Field(job)
  const pieces =
    order.method === 'sobol' ? sobolPieces(field, factors, order) : morrisPieces(field, factors, order)
  return (piece) => {
    const values = pieces(piece)
    return { values, counted: field.take() }
  }
}
