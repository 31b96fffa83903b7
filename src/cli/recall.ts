import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { hash, holds, type Look } from '../disk/witness.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { explainOutput, OutputError, output, type Stream } from './output.ts'

/**
 * The answer of an earlier run, comparison, explanation or check, told again when nothing that it rests on has changed: every look that it had at the disk
 * is repeated (content by hash, never by time) and must find the same. It is a bundle of its own, without the program: the
 * launcher asks it first. Whatever is odd about a remembered answer, there is none, and the work is done.
 */

/** What surrounds a command, as far as an answer depends on it. */
export interface Surroundings {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Names the build of the program: its files and the library inside; undefined where it was not built. */
  readonly build: string | undefined
  readonly node: string
  readonly stdout: Stream
  readonly stderr: Stream
}

/** A remembered answer: what was written where, and what it rests on. */
export interface Remembered {
  readonly format: 'peakzero/remembered@1'
  readonly key: string
  readonly looks: readonly Look[]
  readonly parts: readonly (readonly ['out' | 'err', string])[]
  readonly code: number
}

/** Verbs whose answers are kept: what they say follows from files and from the words of the command alone. */
export const keptVerbs: readonly string[] = ['check', 'run', 'compare', 'decompose', 'explain']

/** Options after which an answer is not remembered and none is recalled: they write, wait, or tell of the program itself. */
const unlike = /^--(no-cache|update-approved|fix|watch|out|debug|help|version)(=|$)|^-[hV]$/

/** Variables that an answer depends on. */
const variables = [
  'LC_ALL',
  'LC_MESSAGES',
  'LC_CTYPE',
  'LANG',
  'NO_COLOR',
  'FORCE_COLOR',
  'TERM',
  'CI',
  'GITHUB_ACTIONS',
  'GITHUB_WORKSPACE',
  'GITLAB_CI',
]

/** What names the question; undefined where the answer is not for keeping. */
export function questionOf({
  argv,
  env,
  cwd,
  build,
  node,
  stdout,
  stderr,
}: Surroundings): string | undefined {
  if (
    build === undefined ||
    !argv.some((word) => keptVerbs.includes(word)) ||
    argv.some((word) => unlike.test(word))
  )
    return undefined
  const terminal = [stdout.isTTY === true, stdout.columns ?? 0, stderr.isTTY === true]
  const settings = variables.map((name) => env[name] ?? null)
  return hash(JSON.stringify([1, build, node, argv, cwd, terminal, settings, today(env)]))
}

/** The day of the run in UTC, for what ends on a date. A SOURCE_DATE_EPOCH that is no number of seconds is not guessed at. */
export function today({ SOURCE_DATE_EPOCH: epoch }: Surroundings['env']): string {
  const seconds = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : Date.now()
  return new Date(seconds).toISOString().slice(0, 10)
}

/** Where answers are kept: a folder of the user's own, never one that others may write to; undefined where there is none. */
export function cacheFolder(env: Surroundings['env']): string | undefined {
  const own = env.XDG_CACHE_HOME
  if (own?.startsWith('/')) return join(own, 'peakzero')
  const home = env.HOME ?? (process.platform === 'win32' ? homedir() : undefined)
  return home && home !== '/' ? join(home, '.cache', 'peakzero') : undefined
}

/** A remembered answer as it is written: with its own hash, so that one that was damaged is none. */
export function sealed(remembered: Remembered): string {
  const body = JSON.stringify(remembered)
  return `${hash(body)}\n${body}`
}

function opened(text: string, key: string): Remembered | undefined {
  const cut = text.indexOf('\n')
  const body = text.slice(cut + 1)
  if (cut !== 64 || hash(body) !== text.slice(0, cut)) return undefined
  const found = JSON.parse(body) as Remembered
  return found.format === 'peakzero/remembered@1' && found.key === key ? found : undefined
}

/** The build of the program that stands beside this file. */
export function buildStamp(): string | undefined {
  try {
    return readFileSync(join(__dirname, 'stamp'), 'utf8')
  } catch {
    return undefined
  }
}

/** Tells an earlier answer again; undefined where there is none that still holds. */
export async function recall(around: Surroundings): Promise<ExitCode | undefined> {
  const key = questionOf(around)
  const folder = key === undefined ? undefined : cacheFolder(around.env)
  if (key === undefined || folder === undefined) return undefined
  let found: Remembered | undefined
  try {
    found = opened(readFileSync(join(folder, `${key}.json`), 'utf8'), key)
    if (!found || (found.code !== exitCode.done && found.code !== exitCode.findings)) return undefined
    if (!found.looks.every(holds)) return undefined
  } catch {
    return undefined
  }
  const out = output(around.stdout, around.stderr)
  try {
    for (const [channel, text] of found.parts)
      if (channel === 'out') await out.answer(text)
      else await out.talk(text)
    return found.code as ExitCode
  } catch (error) {
    if (!(error instanceof OutputError)) throw error
    await out.talk(`peakzero: ${explainOutput(error).en}`)
    return exitCode.io
  }
}

/** What the launcher asks. Without a folder to stand in nothing is recalled. */
export function ask(
  argv: readonly string[],
  env: Surroundings['env'],
  stdout: Stream,
  stderr: Stream,
): Promise<ExitCode | undefined> {
  return recall({ argv, env, stdout, stderr, cwd: here(), build: buildStamp(), node: process.version })
}

/** The folder that the command stands in; `''` where it is gone, which no path is relative to. */
export function here(): string {
  try {
    return process.cwd()
  } catch {
    return ''
  }
}
