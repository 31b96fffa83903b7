import { countDiagnostics } from '../../diagnostics/render.ts'
import type { Look } from '../../disk/witness.ts'
import { formats } from '../../report/formats/index.ts'
import type { RenderOptions, Result } from '../../report/result.ts'
import { unexpected } from '../../report/verdict.ts'
import type { Text } from '../../text/text.ts'
import { howToAsk } from '../asking.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode, gravest } from '../exit-code.ts'
import { alone } from '../lock.ts'
import { pageScript } from '../page-script.ts'
import { refuseTerminal, refuseUnfit, writeAll } from '../rendered.ts'
import { prepareFolder } from '../store.ts'
import { waiting } from '../watch-words.ts'

const texts = {
  years: {
    zh: '--years 要写成 2020..2060：两个年份，前小后大，不是 {found}',
    en: '--years wants two years such as 2020..2060, the earlier first, not {found}',
  },
  none: { zh: '没有可运行的情景', en: 'there is no scenario to run' },
  same: {
    zh: '两个情景的编号都是 {id}，写到一个文件夹里会互相覆盖；请分开运行',
    en: 'two scenarios have the id {id}: their files would overwrite each other; run them one at a time',
  },
  kept: { zh: '有错误，没有写任何文件', en: 'there are errors, so no file was written' },
  next: { zh: '下一步  ', en: 'Next  ' },
} satisfies Record<string, Text>

function yearsOf(value: unknown): [number, number] | undefined {
  if (value === undefined) return undefined
  const [, from, to] = /^(\d{4})\.\.(\d{4})$/.exec(String(value)) ?? []
  const first = Number(from)
  const last = Number(to)
  if (from === undefined || to === undefined || first > last)
    throw new UsageError(fillText(texts.years, { found: String(value) }))
  return [first, last]
}

function list(value: unknown): { list?: readonly string[] } {
  return Array.isArray(value) && value.length > 0 ? { list: value.map(String) } : {}
}

/** The options of the front door that several verbs share. */
export function changes(values: Values): { with?: readonly string[]; set?: readonly string[] } {
  const overlays = list(values.with).list
  const assignments = list(values.set).list
  return { ...(overlays ? { with: overlays } : {}), ...(assignments ? { set: assignments } : {}) }
}

function refuseSameIds(results: readonly Result[]): void {
  const seen = new Set<string>()
  for (const { scenario } of results) {
    if (seen.has(scenario.id)) throw new UsageError(fillText(texts.same, { id: scenario.id }))
    seen.add(scenario.id)
  }
}

/** Commands to go on with, for people who watch. */
async function hint(
  context: Context,
  operands: readonly string[],
  results: readonly Result[],
): Promise<void> {
  const [first] = operands
  if (!context.watched || first === undefined) return
  const one = results.length === 1 && first.endsWith('.yaml')
  const commands = [`peakzero check ${first}`, ...(one ? [`peakzero resolve ${first} --blame`] : [])]
  const lead = texts.next[context.language]
  const indent = context.language === 'zh' ? 8 : lead.length
  await context.note(`\n${lead}${commands.join(`\n${' '.repeat(indent)}`)}`)
}

/** The scenario that a hint is about: the one that was named, or a word for it. */
const exampleOf = (operands: readonly string[]): string =>
  operands.find((path) => path.endsWith('.yaml')) ?? 'SCENARIO.yaml'

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const folder = values.out === undefined ? undefined : String(values.out)
  yearsOf(values.years)
  if (folder !== undefined) prepareFolder(folder)
  const once = () => {
    const work = () => answer(context, operands, values, folder)
    return folder === undefined ? work() : alone(folder, work)
  }
  if (values.watch !== true) return (await once()).code
  // Files are written whole or not at all: at an error those of the last good run stay.
  const { again } = await import('../watch.ts')
  return again(async () => {
    const { looks } = await once()
    await context.note(waiting[context.language])
    return { looks, operands: [...operands, ...(changes(values).with ?? [])] }
  })
}

/** How a run ended, and what its answer rests on. */
interface Answered {
  readonly code: ExitCode
  readonly looks: readonly Look[] | undefined
}

async function answer(
  context: Context,
  operands: readonly string[],
  values: Values,
  folder: string | undefined,
): Promise<Answered> {
  const years = yearsOf(values.years)
  const name = String(values.format)
  const [{ run }, { format }] = await Promise.all([context.door(), formats[name]!()])
  refuseUnfit(context, format)
  if (folder === undefined) refuseTerminal(context, format)
  const ran = await run(operands, {
    ...changes(values),
    ...(years ? { years } : {}),
    ...(values.evidence === true ? { evidence: true } : {}),
    ...(format.page ? { page: true } : {}),
  })
  const looks = ran.rests?.()
  const ended = (code: ExitCode): Answered => ({ code, looks })
  const { error, warning } = countDiagnostics(ran.diagnostics)
  if (error > 0) await tell(context, ran)
  if (error === 0 && ran.results.length === 0) {
    await context.complain(texts.none[context.language])
    if (name === 'json') await context.answer(diagnosticsDocument(ran))
    return ended(gravest([exitCode.input, exitOf(ran.diagnostics)]))
  }
  if (error === 0) context.rests(looks)
  const options: RenderOptions = {
    language: context.language,
    width: folder === undefined ? context.width : 80,
    colour: folder === undefined && context.colour,
    ascii: context.ascii,
    verbose: context.verbose,
    ...pageScript(format),
  }
  const refused = folder === undefined ? format.refuse?.(ran.results) : undefined
  if (refused) throw new UsageError(refused)
  if (error > 0 && name === 'json') await context.answer(diagnosticsDocument(ran))
  else if (folder === undefined && ran.results.length > 0)
    await context.answer(
      name === 'text' && operands.length > 0
        ? `${format.render(ran.results, options)}${howToAsk(context, 'co2.total@2030', exampleOf(operands))}`
        : format.render(ran.results, options),
    )
  else if (folder !== undefined && error === 0) {
    refuseSameIds(ran.results)
    await writeAll(context, folder, format, ran.results, options)
  }
  if (error > 0) {
    if (folder !== undefined) await context.complain(texts.kept[context.language])
    await context.complain(summary(ran, context.language))
    return ended(exitOf(ran.diagnostics))
  }
  if (warning > 0 && (name !== 'text' || folder !== undefined))
    await context.note(summary(ran, context.language))
  if (name === 'text') await hint(context, operands, ran.results)
  const missed = values.gate === true && ran.results.some((result) => unexpected(result).length > 0)
  return ended(missed ? exitCode.findings : exitCode.done)
}

export const verb: Verb = {
  summary: { zh: '会发生什么，目标达到了吗？', en: 'What happens, and are the targets met?' },
  arguments: [
    {
      name: '<scenario...>',
      about: {
        zh: '情景文件，或文件夹（其中的全部情景，不含 overlay）',
        en: 'scenario files, or folders (all scenarios in them but overlays)',
      },
    },
  ],
  options: [
    {
      flags: '--with <overlay>',
      about: { zh: '叠加一个 overlay 文件', en: 'put an overlay file on top' },
      repeatable: true,
    },
    {
      flags: '--set <path=value>',
      about: { zh: '改一个值，连同单位', en: 'change one value, with its unit' },
      repeatable: true,
    },
    {
      flags: '--evidence',
      about: {
        zh: '结果依据什么，哪些假设影响最大',
        en: 'tell what the results rest on, and which assumptions move them most',
      },
    },
    { flags: '--years <from..to>', about: { zh: '只报告这些年份', en: 'report these years only' } },
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: Object.keys(formats) },
    {
      flags: '--out <dir>',
      about: {
        zh: '写到文件夹，每个情景一个文件（svg 每图一个）',
        en: 'write to a folder, one file a scenario (svg: a chart)',
      },
    },
    {
      flags: '--watch',
      about: {
        zh: '每次保存后重新运行，出错时保留上次的文件，Ctrl-C 结束',
        en: 'run again at each save, until Ctrl-C; at an error the files of the last good run stay',
      },
    },
    {
      flags: '--gate',
      about: {
        zh: '必须目标意外不达标时退出码为 1',
        en: 'exit 1 when a must target is missed unexpectedly',
      },
    },
  ],
  examples: [
    'peakzero run scenarios/jiaocheng',
    'peakzero run scenarios/jiaocheng/peak-2028.yaml --format html --out reports --watch',
    'peakzero run scenarios/jiaocheng/reference.yaml --format json',
  ],
  act,
}
