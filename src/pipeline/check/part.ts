import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Look } from '../../disk/witness.ts'
import { Desk } from '../session.ts'
import { checkFile, type FileOutcome } from './file.ts'

/**
 * Many files checked side by side: every thread takes the next few until none are left, and hands back what it found of each.
 * Put in the order of the files it is what one thread finds, since what a file comes to depends on no other check (a test).
 */

/** The files of a check, and how many of them have been taken: four bytes that all threads see. */
export interface CheckPart {
  readonly files: readonly string[]
  readonly taken: SharedArrayBuffer
}

/** What a thread found: plain data. */
export interface CheckedPart {
  readonly outcomes: readonly (readonly [place: number, outcome: FileOutcome])[]
  readonly looks: readonly Look[] | undefined
  /** Texts of the files that something is said about. */
  readonly texts: ReadonlyMap<string, string>
}

/** Takes on helpers for the files of a check; none where one thread is enough. */
export type CheckCrew = (part: CheckPart) => readonly Promise<CheckedPart>[]

/** A pause in a long check, so that whoever runs it hears an interruption. */
export type Rest = () => Promise<void>

/** So many files are taken at once: neighbours share most. */
const several = 8

export function partOf(files: readonly string[]): CheckPart {
  return { files, taken: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) }
}

/** Checks files as long as there are some that nobody has taken; between two handfuls it rests. */
export async function checkPart({ files, taken }: CheckPart, rest?: Rest): Promise<CheckedPart> {
  const desk = new Desk({ fromRepository: true })
  const counter = new Int32Array(taken)
  const outcomes: [number, FileOutcome][] = []
  const texts = new Map<string, string>()
  const said = new Set<string>()
  const show = ({ file }: Span) => {
    const text = texts.has(file) ? undefined : desk.sourceText(file)
    if (text !== undefined) texts.set(file, text)
  }
  /** What scenarios share is said once. */
  const fresh = ({ code, at, args, related }: Diagnostic): boolean => {
    const words = JSON.stringify([code, at, args, related])
    if (said.has(words)) return false
    said.add(words)
    for (const place of [at, ...(related ?? [])]) show(place)
    return true
  }
  for (;;) {
    const first = Atomics.add(counter, 0, several)
    if (first >= files.length) return { outcomes, looks: desk.witness.looks(), texts }
    for (const [i, file] of files.slice(first, first + several).entries()) {
      const outcome = await checkFile(file, desk)
      for (const { at, related } of outcome.findings)
        for (const place of [at, ...(related ?? [])]) show(place)
      outcomes.push([first + i, { ...outcome, diagnostics: outcome.diagnostics.filter(fresh) }])
    }
    await rest?.()
  }
}

/**
 * Checks files with helpers. Undefined where a helper was lost, or where so much was wrong that some was left out (E0125): what
 * is left out depends on the order, so one thread has to say it.
 */
export async function checkTogether(
  part: CheckPart,
  helpers: readonly Promise<CheckedPart>[],
  rest?: Rest,
): Promise<readonly CheckedPart[] | undefined> {
  // Asked for at once: an error that nobody waits for yet would end the program.
  const answers = Promise.allSettled(helpers)
  const parts = [await checkPart(part, rest)]
  for (const answer of await answers) {
    if (answer.status === 'rejected') return undefined
    parts.push(answer.value)
  }
  const cut = parts.some(({ outcomes }) =>
    outcomes.some(([, { diagnostics }]) => diagnostics.some(({ code }) => code === 'E0125')),
  )
  return cut ? undefined : parts
}
