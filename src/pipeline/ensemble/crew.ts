import type { RawBlock } from '../../report/raw.ts'
import type { Packed } from '../../study/tally.ts'
import { type CaseOrder, type CubeOrder, type DrawOrder, type Order, type PieceOf, workOf } from './work.ts'

/** A block as another thread tells it. */
export interface Told {
  readonly tally: Packed
  readonly raw?: RawBlock
}

/** What a crew answers: of draws a thread tells the tally packed. */
export type Answer<O extends Order> = PieceOf<O> | (O extends DrawOrder ? Told : never)

/** Who computes pieces of an order: this thread, or several. */
export interface Crew<T = unknown> {
  /** Pieces that it likes to be asked for at once, so that nobody waits. */
  readonly ahead: number
  /** @throws where a piece cannot be computed at all */
  block(index: number): Promise<T>
  /** Sends everybody home. */
  end(): Promise<void>
}

/** Makes a crew for so many pieces of an order; undefined: this thread does it alone. */
export type Hire = (order: Order, pieces: number) => Crew | undefined

/** Who is hired for an order, or this thread. */
export function crewFor<O extends DrawOrder | CaseOrder | CubeOrder>(
  order: O,
  pieces: number,
  hire?: Hire,
): Crew<Answer<O>> {
  // A thread answers its own order, whatever that is (src/thread.ts).
  const hired = hire?.(order, pieces) as Crew<Answer<O>> | undefined
  if (hired) return hired
  const work = workOf(order)
  return { ahead: 1, block: async (index) => work(index) as Answer<O>, end: async () => {} }
}

/**
 * Has pieces `from` … `end` − 1 computed and hands them on in their order, whoever finishes first: what is done after piece
 * n is the same for every crew. `take` returns true to stop there.
 */
export async function inOrder<T>(
  crew: Crew<T>,
  [from, end]: readonly [from: number, end: number],
  take: (index: number, done: T) => boolean | Promise<boolean>,
): Promise<void> {
  const arrived = new Map<number, { readonly done: T }>()
  const pending = new Set<Promise<void>>()
  let failure: unknown
  let sent = from
  for (let due = from; due < end; ) {
    while (sent < end && sent - due < crew.ahead) {
      const index = sent++
      const asked: Promise<void> = crew.block(index).then(
        (done) => {
          arrived.set(index, { done })
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
    if (await take(due++, found.done)) return
  }
}

/** All pieces of an order from the first on, in their order; `after` is told how many are done, and returns true to stop there. */
export async function piecesOf<O extends CaseOrder | CubeOrder>(
  order: O,
  pieces: number,
  hire: Hire | undefined,
  after: (done: number, piece: PieceOf<O>) => boolean | Promise<boolean>,
): Promise<readonly PieceOf<O>[]> {
  const made: PieceOf<O>[] = []
  const crew = crewFor(order, pieces, hire) as Crew<PieceOf<O>>
  try {
    await inOrder(crew, [0, pieces], async (_, piece) => {
      made.push(piece)
      return await after(made.length, piece)
    })
  } finally {
    await crew.end()
  }
  return made
}
