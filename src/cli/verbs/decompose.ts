import { countDiagnostics } from '../../diagnostics/render.ts'
import { decomposeJson, decomposeMarkdown, decomposeText } from '../../report/decompose-formats.ts'
import type { Text } from '../../text/text.ts'
import { howToAsk } from '../asking.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { changes } from './run.ts'

const yearText: Text = {
  zh: '{option} 要写成一个年份，例如 2030，不是 {found}',
  en: '{option} wants a year such as 2030, not {found}',
}

/** A year of an option. */
export function yearOption(option: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{4}$/.test(String(value)))
    throw new UsageError(fillText(yearText, { option, found: String(value) }))
  return Number(value)
}

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  const [from, to] = [yearOption('--from', values.from), yearOption('--to', values.to)]
  const { decompose } = await context.door()
  const found = await decompose(path, {
    ...changes(values),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(values.of === undefined ? {} : { indicator: String(values.of) }),
  })
  const { decomposed } = found
  if (countDiagnostics(found.diagnostics).error > 0 || !decomposed) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return exitOf(found.diagnostics)
  }
  context.rests(found.rests?.())
  const write =
    values.format === 'json'
      ? decomposeJson
      : values.format === 'markdown'
        ? decomposeMarkdown
        : decomposeText
  const hint = values.format === 'text' ? howToAsk(context, decomposed.explain, path) : ''
  await context.answer(write(decomposed, context) + hint)
  return exitOf(found.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '两年之间的变化由哪些因素造成？',
    en: 'What moved an indicator between two years?',
  },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    {
      flags: '--from <year>',
      about: { zh: '从哪年，默认基准年', en: 'first year; the base year unless given' },
    },
    {
      flags: '--to <year>',
      about: { zh: '到哪年，默认末年', en: 'second year; the last year unless given' },
    },
    {
      flags: '--of <indicator>',
      about: {
        zh: '哪个排放指标，默认达峰目标的指标',
        en: 'which indicator of emissions; that of the peak unless given',
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
    {
      flags: '--format <name>',
      about: { zh: '输出格式', en: 'format' },
      choices: ['text', 'json', 'markdown'],
    },
  ],
  examples: ['peakzero decompose scenarios/jiaocheng/reference.yaml --from 2020 --to 2030'],
  act,
}
