import { parentPort, workerData } from 'node:worker_threads'
import { type Order, threadOf } from '../thread.ts'

/** A thread of the pool (pool.ts): gets its order at its start and numbers of blocks one by one, and answers each. */
const work = threadOf(workerData as Order)

// An error leaves this thread as one that nobody caught: the pool hears of it and says which block it was.
parentPort?.on('message', (index: number) => parentPort?.postMessage(work(index)))
