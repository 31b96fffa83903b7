import { readdirSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Look } from '../disk/witness.ts'
import type { ExitCode } from './exit-code.ts'
import { buildStamp, cacheFolder, questionOf, type Remembered, type Surroundings, sealed } from './recall.ts'
import { prepareFolder, writeWhole } from './store.ts'

/** More text than this is not kept, nor more answers than that. */
const mostText = 4_000_000
const mostAnswers = 200

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
    writeWhole(join(folder, `${key}.json`), text)
    thin(folder)
  } catch {
    // No room, no right, no folder: the next check does the work again.
  }
}

/** Removes the oldest answers beyond the limit. */
function thin(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
  if (names.length <= mostAnswers) return
  const aged = names
    .map((name) => [statSync(join(folder, name)).mtimeMs, name] as const)
    .sort(([a], [b]) => b - a)
  for (const [, name] of aged.slice(mostAnswers)) unlinkSync(join(folder, name))
}
