import * as nodeFiles from 'node:fs'
import { readdirSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Look } from '../disk/witness.ts'
import type { ExitCode } from './exit-code.ts'
import { buildStamp, cacheFolder, questionOf, type Remembered, type Surroundings, sealed } from './recall.ts'
import { prepareFolder, writeWhole } from './store.ts'

/** More text than this is not kept, nor more answers than that. */
const mostText = 4_000_000
const mostAnswers = 200
const mostRoom = 64_000_000

/** Keeps an answer for the next time the same is asked. Nothing depends on it: whatever goes wrong is left alone. */
export function remember(
  around: Omit<Surroundings, 'build'>,
  looks: readonly Look[],
  parts: Remembered['parts'],
  code: ExitCode,
): void {
  const key = questionOf({ ...around, build: buildStamp() })
  const folder = key === undefined ? undefined : cacheFolder(around.env)
  if (key === undefined || folder === undefined) return
  const text = sealed({ format: 'peakzero/remembered@1', key, looks, parts, code })
  if (text.length > mostText) return
  try {
    prepareFolder(folder)
    // Not forced to the disk: an answer that is damaged by a loss of power is none, since it carries its own hash.
    writeWhole(join(folder, `${key}.json`), text, { ...nodeFiles, fsyncSync: () => undefined })
    thin(folder)
  } catch {
    // No room, no right, no folder: the next check does the work again.
  }
}

/** Removes the oldest answers beyond the limits. */
function thin(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
  const aged = names
    .map((name) => {
      const { mtimeMs, size } = statSync(join(folder, name))
      return { name, mtimeMs, size }
    })
    .sort((a, b) => b.mtimeMs - a.mtimeMs)
  let room = 0
  for (const [i, { name, size }] of aged.entries()) {
    room += size
    if (i >= mostAnswers || room > mostRoom) unlinkSync(join(folder, name))
  }
}
