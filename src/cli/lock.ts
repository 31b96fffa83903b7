import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Text } from '../text/text.ts'
import { fillText } from './context.ts'
import { OutputError } from './output.ts'
import { alive, sweep } from './store.ts'

/** Somebody else is writing to the same place: exit 75 with a sentence. */
export class BusyError extends Error {
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.name = 'BusyError'
    this.text = text
  }
}

const texts = {
  busy: {
    zh: '{folder} 正由另一个进程写入（进程 {pid}，主机 {host}，自 {since}）；请等它结束后再试',
    en: '{folder} is being written by another run (process {pid} on {host} since {since}); try again when it has ended',
  },
} satisfies Record<string, Text>

interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
}

const name = '.peakzero.lock'

/** Who holds a lock; undefined where it is not to be read as one. */
function holderOf(path: string): Holder | undefined {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    const { pid, host, since } = found
    return typeof pid === 'number' && typeof host === 'string' && typeof since === 'string'
      ? { pid, host, since }
      : undefined
  } catch {
    return undefined
  }
}

/** Whether the holder may still be at work: a process of another machine cannot be asked. */
function atWork({ pid, host }: Holder): boolean {
  return host !== hostname() || (Number.isInteger(pid) && pid > 0 && alive(pid))
}

/** Removes a lock, unless it is another one by now. */
function drop(path: string, content: string): void {
  try {
    if (readFileSync(path, 'utf8') === content) unlinkSync(path)
  } catch {
    // Gone already, or not ours to remove.
  }
}

/** Puts the lock there whole; a disk without links gets a file of its own, which is whole a moment later. */
function place(temporary: string, path: string, content: string): void {
  try {
    linkSync(temporary, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    writeFileSync(path, content, { flag: 'wx' })
  }
}

/**
 * Does some work while nobody else writes to a folder. The lock appears with its content at once (a link), so that it is
 * never half there; one that a dead process left is taken over.
 * @throws BusyError where another process holds it, OutputError where it cannot be written
 */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, name)
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  const content = `${JSON.stringify(holder)}\n`
  const temporary = join(folder, `${name}.${process.pid}.tmp`)
  try {
    sweep(folder, name)
    writeFileSync(temporary, content, { flag: 'w' })
    for (let tries = 0; ; tries++) {
      try {
        place(temporary, path, content)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const other = holderOf(path)
        // Twice taken by another run between two looks: it is busy there.
        if ((other && atWork(other)) || tries > 2) {
          const shown = other ?? { pid: 0, host: '?', since: '?' }
          throw new BusyError(fillText(texts.busy, { folder, ...shown }))
        }
        if (other) drop(path, `${JSON.stringify(other)}\n`)
        else unlinkSync(path)
      }
    }
  } catch (error) {
    throw error instanceof BusyError ? error : new OutputError(path, error)
  } finally {
    try {
      unlinkSync(temporary)
    } catch {
      // It was never made.
    }
  }
  const release = () => drop(path, content)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}
