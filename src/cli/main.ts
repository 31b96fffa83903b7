import { CommanderError } from 'commander'
import type { Look } from '../disk/witness.ts'
import type { CheckedPart, CheckPart } from '../index.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { checkChoices, program, usageError } from './command.ts'
import { type Context, type FrontDoor, fillText, UsageError, type Values, type Verb } from './context.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { chooseLanguage, languageAsked, wantsAscii, wantsColour } from './language.ts'
import { BusyError } from './lock.ts'
import { explainOutput, OutputError, output, type Stream } from './output.ts'
import { today } from './recall.ts'
import { verbs as allVerbs } from './verbs/index.ts'

export { remember } from './remember.ts'

/** What a thread of a check does (checker.ts). */
export async function checkFiles(part: CheckPart): Promise<CheckedPart> {
  const { checkPart } = await import('../index.ts')
  return checkPart(part)
}

/** What surrounds the program; tests hand in their own. */
export interface World {
  /** Without node and the script. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly stdout: Stream
  readonly stderr: Stream
  readonly door?: () => Promise<FrontDoor>
  /** Keeps an answer, with what it rests on, for the next time. */
  readonly remember?: (
    looks: readonly Look[],
    parts: readonly (readonly ['out' | 'err', string])[],
    code: ExitCode,
  ) => void
}

const texts = {
  language: { zh: '--lang 没有 {found}；有 zh 和 en', en: '--lang knows no {found}; there are zh and en' },
  verb: {
    zh: '缺少动词，例如 peakzero run scenarios/jiaocheng',
    en: 'a verb is missing, such as peakzero run scenarios/jiaocheng',
  },
  more: { zh: '用法见 {command} --help', en: '{command} --help says more' },
} satisfies Record<string, Text>

/** The first word that is no option: the verb, if it is one. */
function verbIn(argv: readonly string[]): string | undefined {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word === '--lang') i++
    else if (!word.startsWith('-')) return word
  }
  return undefined
}

/** Load the verb asked for, or all where help or a mistake must name them. */
async function load(name: string | undefined): Promise<Map<string, Verb>> {
  const names = Object.keys(allVerbs)
  const wanted = name !== undefined && Object.hasOwn(allVerbs, name) ? [name] : names
  const loaded = await Promise.all(wanted.map(async (one) => [one, (await allVerbs[one]!()).verb] as const))
  return new Map(loaded)
}

interface Call {
  readonly verb: Verb
  readonly operands: readonly string[]
  readonly values: Values
  readonly globals: Values
}

/** Understand the command line: a call, or the text of a help page. */
function understand(world: World, verbs: ReadonlyMap<string, Verb>, name: string | undefined): Call | string {
  const language = chooseLanguage(world.argv, world.env)
  const asked = languageAsked(world.argv)
  if (asked !== undefined && asked !== 'zh' && asked !== 'en')
    throw new UsageError(fillText(texts.language, { found: inert(asked) }))
  let page = ''
  let call: Omit<Call, 'globals'> | undefined
  const root = program(
    verbs,
    language,
    (text) => {
      page += text
    },
    (verb, operands, values) => {
      call = { verb, operands, values }
    },
  )
  try {
    root.parse(world.argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') return page
    // Without a verb commander writes the help page as an error; a version may have been asked for beside other options.
    if (error.code !== 'commander.help') {
      const own = name === undefined ? undefined : verbs.get(name)
      throw usageError(error, own, Object.keys(allVerbs))
    }
  }
  const globals = root.opts()
  if (globals.version === true) return `${world.version}\n`
  if (call === undefined) throw new UsageError(texts.verb)
  checkChoices(call.verb, call.values)
  return { ...call, globals }
}

/** Run one command. Returns the exit code; what it throws is a bug. */
export async function main(world: World): Promise<ExitCode> {
  const { argv, env, stdout, stderr } = world
  const language = chooseLanguage(argv, env)
  const out = output(stdout, stderr)
  const name = verbIn(argv)
  let json = false
  try {
    const understood = understand(world, await load(name), name)
    if (typeof understood === 'string') {
      await out.answer(understood)
      return exitCode.done
    }
    const { verb, operands, values, globals } = understood
    json = values.format === 'json' && values.out === undefined
    const quiet = globals.quiet === true
    const parts: ['out' | 'err', string][] = []
    let looks: readonly Look[] | undefined
    // A workbook or a picture is no text: what is kept could not give it back.
    let bytes = false
    const context: Context = {
      language,
      colour: wantsColour(env, globals.color === false, stdout.isTTY === true),
      ascii: globals.ascii === true || wantsAscii(env),
      width: stdout.isTTY === true ? Math.max(40, stdout.columns ?? 80) : 80,
      quiet,
      verbose: globals.verbose === true,
      ci: env.CI !== undefined && !/^(|0|false)$/i.test(env.CI),
      today: today(env),
      watched: stdout.isTTY === true && stderr.isTTY === true,
      progress:
        stderr.isTTY === true && !quiet && env.TERM !== 'dumb' ? (line) => out.overwrite(line) : undefined,
      door: world.door ?? (() => import('../index.ts')),
      rests: (on) => {
        looks = on
      },
      answer: (content) => {
        if (typeof content === 'string') parts.push(['out', content])
        else bytes = true
        return out.answer(content)
      },
      note: (text) => (quiet ? Promise.resolve() : context.complain(text)),
      complain: (text) => {
        parts.push(['err', text])
        return out.talk(text)
      },
    }
    const code = await verb.act(context, operands, values)
    if (looks && !bytes && (code === exitCode.done || code === exitCode.findings))
      world.remember?.(looks, parts, code)
    return code
  } catch (error) {
    if (error instanceof OutputError) {
      await out.talk(`peakzero: ${inert(explainOutput(error)[language], 400)}`)
      return exitCode.io
    }
    if (error instanceof BusyError) {
      await out.talk(inert(error.text[language], 600))
      return exitCode.again
    }
    if (!(error instanceof UsageError)) {
      // JSON stays one valid document even when the program has a bug; the launcher says the rest.
      if (json && !out.answered)
        await out.answer(`${JSON.stringify({ format: 'peakzero/bug@1', exit: exitCode.bug })}\n`)
      throw error
    }
    const known = name !== undefined && Object.hasOwn(allVerbs, name)
    const command = known ? `peakzero ${name}` : 'peakzero'
    await out.talk(error.text[language])
    await out.talk(fillText(texts.more, { command })[language])
    return exitCode.usage
  }
}
