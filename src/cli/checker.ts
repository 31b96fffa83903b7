import { parentPort, workerData } from 'node:worker_threads'
import type { CheckPart } from '../index.ts'
import { checkFiles } from './cached.ts'

/** A thread of a check (check-crew.ts): the program once more, which takes files as long as there are some. */
void checkFiles(workerData as CheckPart).then((checked) => parentPort?.postMessage(checked))
