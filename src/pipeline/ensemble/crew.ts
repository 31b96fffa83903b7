import { blocksOf, type EnsembleJob } from '../../study/blocks.ts'
import { type Packed, Tally } from '../../study/tally.ts'

/** Who computes blocks of draws: this thread, or several. */
export interface Crew {
  /** Blocks that it likes to be asked for at once, so that nobody waits. */
  readonly ahead: number
  /** @throws where a block cannot be computed at all */
  block(index: number): Promise<Tally | Packed>
  /** Sends everybody home. */
  end(): Promise<void>
}

/** Makes a crew for a job of so many blocks; undefined: this thread does it alone. */
export type Hire = (job: EnsembleJob, blocks: number) => Crew | undefined

/** This thread. */
export function alone(job: EnsembleJob): Crew {
  const blocks = blocksOf(job)
  return { ahead: 1, block: async (index) => blocks.block(index), end: async () => {} }
}

/**
 * Has blocks `from` … `end` − 1 computed and hands them on in their order, whoever finishes first: what is done after block
 * n is the same for every crew. `take` returns true to stop there.
 */
export async function inOrder(
  crew: Crew,
  job: EnsembleJob,
  [from, end]: readonly [from: number, end: number],
  take: (index: number, tally: Tally) => boolean | Promise<boolean>,
): Promise<void> {
  const arrived = new Map<number, Tally | Packed>()
  const pending = new Set<Promise<void>>()
  let failure: unknown
  let sent = from
  for (let due = from; due < end; ) {
    while (sent < end && sent - due < crew.ahead) {
      const index = sent++
      const asked: Promise<void> = crew.block(index).then(
        (tally) => {
          arrived.set(index, tally)
          pending.delete(asked)
        },
        (error: unknown) => {
          failure ??= error
          pending.delete(asked)
        },
      )
      pending.add(asked)
    }
    const found = arrived.get(due)
    if (found === undefined) {
      if (failure !== undefined) throw failure
      await Promise.race(pending)
      continue
    }
    arrived.delete(due)
    const tally = found instanceof Tally ? found : Tally.unpack(job.shape, found)
    if (await take(due++, tally)) return
  }
}
