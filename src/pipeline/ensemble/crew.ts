import { type Packed, Tally, type TallyShape } from '../../study/tally.ts'
import { type Done, type Order, workOf } from './work.ts'

/** A block as another thread tells it. */
export interface Told {
  readonly tally: Packed
  readonly raw?: string
}

/** Who computes blocks of draws: this thread, or several. */
export interface Crew {
  /** Blocks that it likes to be asked for at once, so that nobody waits. */
  readonly ahead: number
  /** @throws where a block cannot be computed at all */
  block(index: number): Promise<Done | Told>
  /** Sends everybody home. */
  end(): Promise<void>
}

/** Makes a crew for so many blocks; undefined: this thread does it alone. */
export type Hire = (order: Order, blocks: number) => Crew | undefined

/** This thread. */
export function alone(order: Order): Crew {
  const work = workOf(order)
  return { ahead: 1, block: async (index) => work(index), end: async () => {} }
}

/**
 * Has blocks `from` … `end` − 1 computed and hands them on in their order, whoever finishes first: what is done after block
 * n is the same for every crew. `take` returns true to stop there.
 */
export async function inOrder(
  crew: Crew,
  shape: TallyShape,
  [from, end]: readonly [from: number, end: number],
  take: (index: number, done: Done) => boolean | Promise<boolean>,
): Promise<void> {
  const arrived = new Map<number, Done | Told>()
  const pending = new Set<Promise<void>>()
  let failure: unknown
  let sent = from
  for (let due = from; due < end; ) {
    while (sent < end && sent - due < crew.ahead) {
      const index = sent++
      const asked: Promise<void> = crew.block(index).then(
        (done) => {
          arrived.set(index, done)
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
    const { tally } = found
    const done = { ...found, tally: tally instanceof Tally ? tally : Tally.unpack(shape, tally) }
    if (await take(due++, done)) return
  }
}
