import { blocksOf, type EnsembleJob } from '../../study/blocks.ts'
import type { Tally } from '../../study/tally.ts'
import { rawLine } from './raw.ts'

/** What a thread is given. */
export interface Order {
  readonly job: EnsembleJob
  /** Tell each draw as well. */
  readonly raw: boolean
}

/** A block as it was computed. */
export interface Done {
  readonly tally: Tally
  /** Each draw as a line of CSV, if that was asked for. */
  readonly raw?: string
}

/** Computes blocks, in a memory of its own. */
export function workOf({ job, raw }: Order): (index: number) => Done {
  const blocks = blocksOf(job)
  return (index) => {
    if (!raw) return { tally: blocks.block(index) }
    const lines: string[] = []
    const tally = blocks.block(index, (drawn) => {
      lines.push(rawLine(job, drawn))
    })
    return { tally, raw: lines.join('') }
  }
}
