/**
 * The third front door: what a thread of an ensemble does. It gets a job as plain data, so it has no need of the parser, of
 * files or of the accounts, and starts in little time.
 */
import { type Blocks, blocksOf, type EnsembleJob } from './study/blocks.ts'
import type { Packed } from './study/tally.ts'

export type { EnsembleJob } from './study/blocks.ts'

/** Computes blocks of a job, in a memory of its own. */
export function threadOf(job: EnsembleJob): { block(index: number): Packed } {
  const blocks: Blocks = blocksOf(job)
  return { block: (index) => blocks.block(index).pack() }
}
