import { Worker } from 'node:worker_threads'
import type { CheckCrew, CheckedPart, CheckPart } from '../index.ts'
import { processors } from './pool.ts'

/** The file of a thread, beside the program in a build. */
const threadFile = new URL('./checker.js', import.meta.url)

/** Fewer files than this are checked before a thread has started. */
const fewest = 64

/** No thread needs more memory than this, in MB: what it lets go of is swept in time. */
const resourceLimits = { maxOldGenerationSizeMb: 300, maxYoungGenerationSizeMb: 96 }

/** Threads that check files beside this one: `threads` in all, as many as processors unless said. */
export function checkCrew(threads?: number, file: URL | string = threadFile): CheckCrew {
  return (part) => {
    const { length } = part.files
    const all = Math.min(threads ?? (length >= fewest ? processors() : 1), length)
    return Array.from({ length: Math.max(0, all - 1) }, () => helper(part, file))
  }
}

/** One thread, until no file is left. Whatever becomes of it, there is an answer: the check goes on without it. */
function helper(part: CheckPart, file: URL | string): Promise<CheckedPart> {
  return new Promise((answer, fail) => {
    const worker = new Worker(file, { workerData: part, argv: ['check'], resourceLimits })
    worker.on('message', answer)
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('a thread ended without an answer')))
  })
}
