import { countDiagnostics } from '../../diagnostics/render.ts'
import { amount, say } from '../../report/figure.ts'
import { ink } from '../../report/ink.ts'
import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import { type Context, type FrontDoor, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { changes } from './run.ts'

type Entry = Awaited<ReturnType<FrontDoor['resolve']>>['entries'][number]

const texts = {
  was: { zh: '原为', en: 'was' },
  stated: { zh: '若偏到范围两端 {low} … {high}', en: 'if wrong within its range {low} … {high}' },
  tried: { zh: '没有范围，按 ±10% 试算 {low} … {high}', en: 'states no range; if 10% off, {low} … {high}' },
  effect: {
    zh: '{year} 年{indicator} {from} … {to}，达峰年 {earlier} … {later} 年',
    en: '{indicator} in {year} {from} … {to}, peak year {earlier} … {later}',
  },
  nothing: { zh: '总量与达峰年都不变', en: 'neither level nor peak year moves' },
  needsBlame: {
    zh: '--effect 要与 --blame 同用，并用 --at 指明哪一处',
    en: '--effect goes with --blame, and --at says which values',
  },
} satisfies Record<string, Text>
const place = (at: { file: string; line: number }): string => `${inert(at.file, 200)}:${at.line}`

/** `path = value`, and with blame the place that set it, its sources, what it replaced, last first, and what its numbers do. */
function lines(entry: Entry, blame: boolean, context: Context): string[] {
  const { paint, plain } = ink(context)
  const { language } = context
  const head = plain(`${inert(entry.path, 200)} = ${inert(entry.text, 200)}`)
  if (!blame) return [head]
  const words = (ground: Entry['grounds'][number]) => {
    const title = ground.title
      ? ` ${language === 'zh' ? '《' : '“'}${inert(ground.title[language], 120)}${language === 'zh' ? '》' : '”'}`
      : ''
    return `${[ground.grade, ground.source].flatMap((word) => (word === undefined ? [] : [inert(word)])).join('  ')}${title}`
  }
  const [first, ...others] = entry.grounds.map(words)
  const from = [`${place(entry)}:${entry.column}`, ...(first === undefined ? [] : [first])].join('  ')
  const quiet = [
    from,
    ...others.map((ground) => `  ${ground}`),
    ...entry.replaced.map((old) => `${texts.was[language]} ${inert(old.text, 200)}  ${place(old)}`),
    ...(entry.effects ?? []).flatMap((effect) => effectLines(effect, entry.path, context)),
  ]
  return [head, ...quiet.map((line) => paint('quiet', plain(`    ${line}`)))]
}

/** What would change if the number were wrong. */
function effectLines(
  effect: NonNullable<Entry['effects']>[number],
  path: string,
  { language }: Context,
): readonly string[] {
  const own = (value: number) => amount(value, effect.unit, language)
  const change = (value: number) => amount(value, effect.indicatorUnit, language, { sign: true })
  const years = (value: number) => formatNumber(value, language, { sign: true })
  const where = effect.path === path ? '' : `${inert(effect.path, 200)}: `
  const [from, to] = effect.level
  const [earlier, later] = effect.peakYear
  const still = from === 0 && to === 0 && earlier === 0 && later === 0
  const moved = say(still ? texts.nothing : texts.effect, language, {
    year: effect.year,
    indicator: effect.indicator,
    from: change(from),
    to: change(to),
    earlier: years(earlier),
    later: years(later),
  })
  const range = say(effect.stated ? texts.stated : texts.tried, language, {
    low: own(effect.low),
    high: own(effect.high),
  })
  return [`${where}${range}${language === 'zh' ? '：' : ': '}${moved}`]
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [path = ''] = operands
  const { resolve } = await context.door()
  const effect = values.effect === true
  if (effect && values.blame !== true) throw new UsageError(texts.needsBlame)
  const resolved = await resolve(path, {
    ...changes(values),
    ...(typeof values.at === 'string' ? { at: values.at } : {}),
    ...(effect ? { effect } : {}),
  })
  const json = values.format === 'json'
  const { error } = countDiagnostics(resolved.diagnostics)
  if (error > 0) {
    await tell(context, resolved)
    if (json) await context.answer(diagnosticsDocument(resolved))
    await context.complain(summary(resolved, context.language))
    return exitOf(resolved.diagnostics)
  }
  const blame = values.blame === true
  const bare = ({ path, text }: Entry) => ({ path, text })
  const entries = blame ? resolved.entries : resolved.entries.map(bare)
  await context.answer(
    json
      ? `${JSON.stringify({ format: 'peakzero/resolved@1', entries }, undefined, 2)}\n`
      : resolved.entries.map((entry) => `${lines(entry, blame, context).join('\n')}\n`).join(''),
  )
  return exitOf(resolved.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '合并之后实际生效的情景，每个值来自哪里',
    en: 'The effective scenario, and where each value comes from',
  },
  arguments: [
    { name: '<scenario>', about: { zh: '情景文件，或基线文件', en: 'a scenario file, or a baseline' } },
  ],
  options: [
    {
      flags: '--blame',
      about: {
        zh: '写出设定每个值的文件和行，以及被替换的值',
        en: 'say which file and line set each value, and what it replaced',
      },
    },
    {
      flags: '--at <path>',
      about: {
        zh: '只看这一处，如 facilities.某厂.capacity',
        en: 'only what stands here, such as sectors or projects.ID',
      },
    },
    {
      flags: '--effect',
      about: {
        zh: '逐个试算：这些数若不准，总量与达峰年怎样变',
        en: 'also what would change if these numbers were wrong, one at a time',
      },
    },
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
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: ['text', 'json'] },
  ],
  examples: [
    'peakzero resolve scenarios/jiaocheng/reference.yaml --blame',
    'peakzero resolve scenarios/jiaocheng/reference.yaml --at sectors.coking',
  ],
  act,
}
