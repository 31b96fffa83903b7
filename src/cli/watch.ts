import { type FSWatcher, watch } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { holds, type Look } from '../disk/witness.ts'

/** How long nothing may change before the work begins, in milliseconds: an editor writes a file in several steps. */
const calm = 120

/** The folders that an answer rests on: those of its files, those that were searched, those where something was missed. */
export function foldersOf(looks: readonly Look[], operands: readonly string[]): readonly string[] {
  const found = new Set(operands.map((path) => dirname(resolve(path))))
  for (const [asked, path] of looks) {
    if (asked === 'list') found.add(path)
    else if (asked === 'bytes') found.add(dirname(path))
    else if (asked === 'stamp') found.add(join(...(path.split('\n') as [string, string])))
    // What was not there may appear; of a folder that is not there itself, the one above it tells.
    else if (asked === 'kind') found.add(dirname(path))
  }
  return [...found].sort()
}

/** What an answer rests on, as far as it can be watched. */
export interface Resting {
  readonly looks: readonly Look[] | undefined
  readonly operands: readonly string[]
}

/**
 * Does some work at once and again whenever something that it rests on has changed, until the process is interrupted. What
 * else happens in the folders (a probe, a file of ours, another program) is looked at and let be. Never two at a time.
 */
export async function again(work: () => Promise<Resting>): Promise<never> {
  const watchers = new Map<string, FSWatcher>()
  let wake: () => void = () => {}
  let timer: NodeJS.Timeout | undefined
  const touched = () => {
    clearTimeout(timer)
    timer = setTimeout(() => wake(), calm)
  }
  const follow = (folders: readonly string[]) => {
    const wanted = new Set(folders)
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue
      try {
        const watcher = watch(folder, touched)
        watcher.on('error', touched)
        watchers.set(folder, watcher)
      } catch {
        // A folder that is not there: the one above it is watched.
      }
    }
  }
  for (;;) {
    const { looks, operands } = await work()
    follow(foldersOf(looks ?? [], operands))
    // What changed while the work was done, or before the folders were watched, is seen by looking once more.
    while (looks?.every(holds) === true)
      await new Promise<void>((done) => {
        wake = done
      })
    if (!looks) await new Promise((done) => setTimeout(done, calm))
  }
}
