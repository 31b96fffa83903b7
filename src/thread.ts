/**
 * The third front door: what a thread of a study does. It gets its order as plain data, so it has no need of the parser,
 * of files or of the accounts, and starts in little time.
 */
import { type Order, workOf } from './pipeline/ensemble/work.ts'

export type { Told } from './pipeline/ensemble/crew.ts'
export type { Order } from './pipeline/ensemble/work.ts'

/** Computes pieces and tells them as plain data. */
export function threadOf(order: Order): (index: number) => unknown {
  if (order.kind !== 'draws') return workOf(order)
  const work = workOf(order)
  return (index) => {
    const { tally, ...rest } = work(index)
    return { ...rest, tally: tally.pack() }
  }
}
