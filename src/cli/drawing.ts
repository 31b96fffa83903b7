import type { Hire } from '../index.ts'
import type { Text } from '../text/text.ts'
import { type Context, fillText, type Option, type Values } from './context.ts'
import { type Diagnosed, diagnosticsDocument, exitOf, summary, tell } from './diagnosed.ts'
import { type ExitCode, exitCode, gravest } from './exit-code.ts'
import { pool, processors } from './pool.ts'
import { listen } from './signals.ts'
import { changes } from './verbs/run.ts'
import { waiting } from './waiting.ts'
import { threadsOf, wholeOption } from './whole-option.ts'

/** Options that every verb has that draws (`ensemble`, `sensitivity`, `discover`), by name. */
export const drawOptions = {
  seed: {
    flags: '--seed <n>',
    about: { zh: '随机数种子，默认 1', en: 'seed of the random numbers, 1 unless given' },
  },
  defaultRanges: {
    flags: '--default-ranges',
    about: {
      zh: '没有写范围的数，按证据等级取默认范围（假设），结果里列出',
      en: 'numbers without a range get one by the grade of their evidence (assumptions); the result lists them',
    },
  },
  threads: {
    flags: '--threads <n>',
    about: {
      zh: '线程数，默认等于处理器核数；不影响结果',
      en: 'threads, as many as processors unless given; the result is the same',
    },
  },
  with: {
    flags: '--with <overlay>',
    about: { zh: '叠加一个 overlay 文件', en: 'put an overlay file on top' },
    repeatable: true,
  },
  set: {
    flags: '--set <path=value>',
    about: { zh: '改一个值，连同单位', en: 'change one value, with its unit' },
    repeatable: true,
  },
} satisfies Record<string, Option>

/** The values of options that are whole numbers, by name; what was not given is left out. */
export function wholeOptions<K extends string>(
  values: Values,
  keys: readonly K[],
): { readonly [key in K]?: number } {
  const found = keys.flatMap((key) => {
    const number = wholeOption(`--${key}`, values[key])
    return number === undefined ? [] : [[key, number] as const]
  })
  return Object.fromEntries(found) as { readonly [key in K]?: number }
}

/** What the options that all share say. */
export function drawValues(values: Values) {
  const threads = threadsOf(values)
  const hire: Hire = (order, pieces) => {
    // A thread is worth its start for a few pieces; who asks for threads gets them.
    const several = threads ?? Math.min(processors(), Math.floor(pieces / 4))
    return several > 1 ? pool(several)(order, pieces) : undefined
  }
  return {
    ...changes(values),
    ...wholeOptions(values, ['seed']),
    ...(values.defaultRanges === true ? { defaultRanges: true } : {}),
    hire,
  }
}

/** A long computation as it goes: who waits is shown how far it is, who interrupts is heard. */
export interface Course {
  /** To be told after each piece; true: stop there. */
  after(standing: { readonly done: number; readonly of: number; readonly width?: number }): Promise<boolean>
  readonly done: number
  readonly of: number
  /** The exit code of an interruption before the end; undefined where all was done. */
  readonly heard: ExitCode | undefined
}

/** Runs a long computation to its end or to an interruption, after which what is done is answered with. */
export async function conduct(
  context: Context,
  act: (course: Course) => Promise<ExitCode>,
  what?: Text,
): Promise<ExitCode> {
  const signals = listen()
  const wait = waiting(context, undefined, what)
  let [done, of] = [0, 0]
  const course: Course = {
    async after(standing) {
      ;({ done, of } = standing)
      wait.show(standing)
      // Lets the signals in: without a pause Ctrl-C would be heard when all is done.
      await new Promise<void>((go) => setImmediate(go))
      if (done >= of || signals.heard !== undefined) wait.clear()
      return signals.heard !== undefined
    },
    get done() {
      return done
    },
    get of() {
      return of
    },
    get heard() {
      return done < of ? signals.heard : undefined
    },
  }
  try {
    return await act(course)
  } finally {
    wait.clear()
    signals.release()
  }
}

/** Says what was wrong; the exit code where there is no answer, undefined where there is one. */
export async function refusal(
  context: Context,
  values: Values,
  found: Diagnosed,
  answered: boolean,
): Promise<ExitCode | undefined> {
  const code = exitOf(found.diagnostics)
  if (code !== exitCode.done || !answered) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return code
  }
  await tell(context, found)
  return undefined
}

/** Answers with what a study that draws found: whole, or of what was done when it was stopped. */
export async function answerDrawn<T>(
  context: Context,
  values: Values,
  {
    found,
    result,
    course,
    stopped,
    hint,
  }: {
    readonly found: Diagnosed
    readonly result: T | undefined
    readonly course: Course
    /** What is said where it was stopped before its end. */
    readonly stopped: Text
    /** What a page for people ends with. */
    readonly hint: (result: T) => string
  },
  writer: () => Promise<(result: T, context: Context) => string>,
): Promise<ExitCode> {
  const refused = await refusal(context, values, found, result !== undefined)
  if (refused !== undefined) return refused
  const { heard, done, of } = course
  if (heard !== undefined) await context.complain(fillText(stopped, { done, of })[context.language])
  const write = await writer()
  const last = values.format === 'text' ? hint(result!) : ''
  await context.answer(write(result!, context) + last)
  return gravest([exitOf(found.diagnostics), heard ?? exitCode.done])
}
