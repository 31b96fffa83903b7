import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Crew, Hire } from '../index.ts'
import type { Order } from '../thread.ts'

/** The file of a thread, beside the program in a build. */
const threadFile = new URL('./worker.cjs', import.meta.url)

/** Processors that this process may use. */
export const processors = (): number => availableParallelism()

/** A thread ended, or never answered: no fault of the user's files. */
export class ThreadError extends Error {
  constructor(block: number, seed: number, cause: string) {
    super(`a thread ended while it computed block ${block} (seed ${seed}): ${cause}`)
    this.name = 'ThreadError'
  }
}

interface Asked {
  readonly index: number
  /** Whether a thread has died over it before. */
  readonly again: boolean
  answer(told: unknown): void
  fail(error: Error): void
}

/**
 * Threads that compute blocks. The compiled module is posted to each, which gives it a memory of its own. A block over which
 * a thread dies is given to another one once more; if that dies as well, the block fails: never a hang, and never fewer
 * draws than were asked for.
 */
export function pool(threads: number, file: URL | string = threadFile): Hire {
  return (order, blocks) => new Pool(order, Math.max(1, Math.min(threads, blocks)), file)
}

class Pool implements Crew {
  readonly ahead: number
  readonly #order: Order
  readonly #file: URL | string
  readonly #open: Asked[] = []
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Asked>()
  #ended = false

  constructor(order: Order, threads: number, file: URL | string) {
    this.#order = order
    this.#file = file
    // One more a thread lies ready, so that none waits for the hand that deals.
    this.ahead = threads * 2
    for (let i = 0; i < threads; i++) this.#start()
  }

  block(index: number): Promise<unknown> {
    return new Promise((answer, fail) => {
      this.#open.push({ index, again: false, answer, fail })
      this.#deal()
    })
  }

  async end(): Promise<void> {
    this.#ended = true
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()))
  }

  #start(): void {
    const worker = new Worker(this.#file, { workerData: this.#order })
    let cause = 'it left without a word'
    worker.on('message', (told: unknown) => {
      const asked = this.#busy.get(worker)
      this.#busy.delete(worker)
      this.#idle.push(worker)
      asked?.answer(told)
      this.#deal()
    })
    worker.on('error', (error: Error) => {
      cause =
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? 'out of memory, fewer --threads need less'
          : `${error.name}: ${error.message}`
    })
    worker.on('exit', () => this.#lost(worker, cause))
    this.#idle.push(worker)
    this.#deal()
  }

  /** A thread is gone. */
  #lost(worker: Worker, cause: string): void {
    if (this.#ended) return
    const asked = this.#busy.get(worker)
    this.#busy.delete(worker)
    const place = this.#idle.indexOf(worker)
    if (place >= 0) this.#idle.splice(place, 1)
    // One that had nothing to do is not replaced; where it was the last, what waits has nobody.
    const hit = asked ?? (this.#idle.length + this.#busy.size === 0 ? this.#open.shift() : undefined)
    if (!hit) return
    if (hit.again) {
      hit.fail(new ThreadError(hit.index, this.#order.job.seed, cause))
      return
    }
    this.#open.unshift({ ...hit, again: true })
    this.#start()
  }

  #deal(): void {
    while (this.#open.length > 0 && this.#idle.length > 0) {
      const worker = this.#idle.shift()!
      const asked = this.#open.shift()!
      this.#busy.set(worker, asked)
      worker.postMessage(asked.index)
    }
  }
}
