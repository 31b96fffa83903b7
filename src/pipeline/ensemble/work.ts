import type { RawBlock } from '../../report/raw.ts'
import { blockSize, blocksOf, type EnsembleJob } from '../../study/blocks.ts'
import { type CubeJob, type CubePiece, cubeOf } from '../../study/cube-job.ts'
import { type Cases, collect } from '../../study/discover.ts'
import type { Tally } from '../../study/tally.ts'
import { rawRows } from './raw.ts'

/** Draws that are tallied, block by block. */
export interface DrawOrder {
  readonly kind: 'draws'
  readonly job: EnsembleJob
  /** Tell each draw as well. */
  readonly raw: boolean
}

/** Draws as points with whether a target is met, block by block. */
export interface CaseOrder {
  readonly kind: 'cases'
  readonly job: EnsembleJob
  /** Place of the target, and which verdict is looked for. */
  readonly target: number
  readonly met: boolean
}

/** Points of a sensitivity study, piece by piece. */
export interface CubeOrder {
  readonly kind: 'cube'
  readonly job: CubeJob
}

/** What a thread is given. */
export type Order = DrawOrder | CaseOrder | CubeOrder

/** A block as it was computed. */
export interface Done {
  readonly tally: Tally
  /** Each draw, if that was asked for. */
  readonly raw?: RawBlock
}

/** What comes of a piece of an order. */
export type PieceOf<O extends Order> = O extends DrawOrder ? Done : O extends CaseOrder ? Cases : CubePiece

/** Computes pieces, in a memory of its own. */
export function workOf<O extends Order>(order: O): (index: number) => PieceOf<O>
export function workOf(order: Order): (index: number) => Done | Cases | CubePiece {
  switch (order.kind) {
    case 'cube':
      return cubeOf(order.job)
    case 'cases': {
      const { job, target, met } = order
      const blocks = blocksOf(job)
      return (index) => collect(blocks, [index], job.dimensions.length, target, (one) => one === met)
    }
    case 'draws':
      return drawing(order)
  }
}

function drawing({ job, raw }: DrawOrder): (index: number) => Done {
  const blocks = blocksOf(job)
  return (index) => {
    if (!raw) return { tally: blocks.block(index) }
    const rows = rawRows(job, blockSize)
    const tally = blocks.block(index, rows.see)
    return { tally, raw: rows.block() }
  }
}
