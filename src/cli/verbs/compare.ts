import { join } from 'node:path'
import { countDiagnostics } from '../../diagnostics/render.ts'
import { cutWords } from '../../report/compare.ts'
import { comparisonJson, comparisonText } from '../../report/comparison-formats.ts'
import { comparisonMarkdown } from '../../report/comparison-markdown.ts'
import { beyondLine } from '../../report/comparison-page.ts'
import type { RenderOptions } from '../../report/result.ts'
import type { Text } from '../../text/text.ts'
import { howToAsk } from '../asking.ts'
import { type Context, type FrontDoor, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode, gravest } from '../exit-code.ts'
import { alone } from '../lock.ts'
import { wrote } from '../rendered.ts'
import { prepareFolder, writeWhole } from '../store.ts'
import { changes } from './run.ts'

type Options = NonNullable<Parameters<FrontDoor['compare']>[1]>
type Tolerance = NonNullable<Options['tolerances']>[number]

const texts = {
  sides: {
    zh: '比较要两个或更多情景；只给一个时，用 --with 或 --set 说它与自己有什么不同',
    en: 'a comparison wants two scenarios or more; with one, say by --with or --set what changes',
  },
  by: { zh: '--by 没有 {found}；有 {known}', en: '--by knows no {found}; there are {known}' },
  at: {
    zh: '--at 要写成 co2.total@2030、co2.total 或 2030，不是 {found}',
    en: '--at wants co2.total@2030, co2.total or 2030, not {found}',
  },
  tolerance: {
    zh: '--tolerance 要写成 0.1%、1e-6、co2.total=0.5% 或 so2=10（后者以指标的单位计），不是 {found}',
    en: '--tolerance wants 0.1%, 1e-6, co2.total=0.5% or so2=10 (the last in the unit of the indicator), not {found}',
  },
  whole: {
    zh: '{option} 要写成正整数，不是 {found}',
    en: '{option} wants a whole number above 0, not {found}',
  },
} satisfies Record<string, Text>

const figure = /^(?:([a-z][a-z0-9.-]*)(?:@(\d{4}))?|(\d{4}))$/

function figureOf(value: unknown): Options['at'] {
  if (value === undefined) return undefined
  const parts = figure.exec(String(value))
  if (!parts) throw new UsageError(fillText(texts.at, { found: String(value) }))
  const [, indicator, year, alone] = parts
  const when = year ?? alone
  return {
    ...(indicator === undefined ? {} : { indicator }),
    ...(when === undefined ? {} : { year: Number(when) }),
  }
}

/** `0.1%` and `1e-6` are shares of the reference's figure; `so2=10` is an amount in the indicator's unit. */
function toleranceOf(text: string): Tolerance {
  const parts = /^(?:([a-z][a-z0-9.-]*)=)?(\d+(?:\.\d*)?(?:e[+-]?\d+)?)(%?)$/i.exec(text)
  if (!parts) throw new UsageError(fillText(texts.tolerance, { found: text }))
  const [, indicator, number = '', percent] = parts
  const value = Number(number)
  if (percent === '%') return { ...(indicator === undefined ? {} : { indicator }), share: value / 100 }
  return indicator === undefined ? { share: value } : { indicator, amount: value }
}

function wholeOf(option: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UsageError(fillText(texts.whole, { option, found: String(value) }))
  return number
}

function cutsOf(value: unknown): Options['by'] {
  if (value === undefined) return undefined
  return String(value)
    .split(',')
    .map((word) => {
      const known = cutWords.find((candidate) => candidate === word.trim())
      if (!known) throw new UsageError(fillText(texts.by, { found: word, known: cutWords.join(', ') }))
      return known
    })
}

type Found = Awaited<ReturnType<FrontDoor['compare']>>

/** The comparison in a format; what draws the page is loaded where it is asked for. */
async function written(
  name: string,
  { comparison, results }: Found,
  options: RenderOptions,
): Promise<string> {
  if (name === 'json') return comparisonJson(comparison!)
  if (name === 'markdown') return comparisonMarkdown(comparison!, options)
  if (name === 'text') return comparisonText(comparison!, options)
  const { comparisonHtml } = await import('../../report/html/comparison-page.ts')
  return comparisonHtml({ comparison: comparison!, results: results! }, options.language)
}

const extensions: Readonly<Record<string, string>> = {
  text: 'txt',
  json: 'json',
  markdown: 'md',
  html: 'html',
}

/** A name for a file from ids that a saved result may have made up. */
function stem(ids: readonly string[]): string {
  const plain = ids.map((id) => id.replace(/[^a-z0-9-]+/gi, '_').slice(0, 40))
  return plain.slice(0, 4).join('-') + (plain.length > 4 ? `-and-${plain.length - 4}-more` : '')
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const folder = values.out === undefined ? undefined : String(values.out)
  if (folder === undefined) return answer(context, operands, values, folder)
  prepareFolder(folder)
  return alone(folder, () => answer(context, operands, values, folder))
}

async function answer(
  context: Context,
  operands: readonly string[],
  values: Values,
  folder: string | undefined,
): Promise<ExitCode> {
  const changed = changes(values)
  if (operands.length < 2 && !changed.with && !changed.set && !/\.json$/i.test(operands[0] ?? ''))
    throw new UsageError(texts.sides)
  const at = figureOf(values.at)
  // A page has room for both: where the gap stands, and what makes it.
  const by = cutsOf(values.by) ?? (values.format === 'html' ? (['sector', 'effect'] as const) : undefined)
  const seed = wholeOf('--seed', values.seed)
  const permutations = wholeOf('--orders', values.orders)
  const tolerances = (Array.isArray(values.tolerance) ? values.tolerance.map(String) : []).map(toleranceOf)
  const { compare } = await context.door()
  const found = await compare(operands, {
    ...changed,
    tolerances,
    ...(at ? { at } : {}),
    ...(by ? { by } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(permutations === undefined ? {} : { permutations }),
  })
  const { comparison } = found
  if (countDiagnostics(found.diagnostics).error > 0 || !comparison) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    if (found.diagnostics.length === 0) throw new UsageError(texts.sides)
    await context.complain(summary(found, context.language))
    return gravest([exitOf(found.diagnostics), exitCode.input])
  }
  context.rests(found.rests?.())
  const name = String(values.format)
  const [a = '', b = a] = operands
  const figure = `change.${comparison.peak[0]!.indicator}@2030`
  const more =
    name === 'text' && comparison.scenarios.every(({ saved }) => !saved)
      ? howToAsk(context, figure, b, ` --against ${a}`)
      : ''
  if (folder === undefined) await context.answer((await written(name, found, context)) + more)
  else {
    const file = `compare-${stem(comparison.scenarios.map(({ id }) => id))}.${extensions[name]}`
    const plain = { ...context, width: 80, colour: false }
    writeWhole(join(folder, file), await written(name, found, plain))
    await context.note(fillText(wrote, { path: join(folder, file) })[context.language])
  }
  const differing = comparison.pairs.filter(
    ({ differing, gained, lost }) => differing + gained.length + lost.length > 0,
  )
  if (values.failOnDifference !== true || differing.length === 0) return exitCode.done
  for (const [i, pair] of comparison.pairs.entries())
    if (differing.includes(pair)) await context.note(beyondLine(pair, i + 1, context.language))
  return exitCode.findings
}

export const verb: Verb = {
  summary: { zh: '哪里不同，差距由谁造成？', en: 'What differs, and who causes the gap?' },
  arguments: [
    {
      name: '<side...>',
      about: {
        zh: '情景文件，或 run --format json 保存的结果；第一个是参照',
        en: 'scenario files, or results saved by run --format json; the first is the reference',
      },
    },
  ],
  options: [
    {
      flags: '--by <parts>',
      about: {
        zh: '把差距按什么拆开（默认 sector）： sector, facility, firm, zone, effect, lever',
        en: 'take the gap apart by these, with commas: sector, facility, firm, zone, effect, lever; sector unless given',
      },
    },
    {
      flags: '--at <figure>',
      about: {
        zh: '拆哪个差距，例如 co2.total@2030；默认达峰指标的 2030 年',
        en: 'which gap, such as co2.total@2030; the indicator of the peak in 2030 unless given',
      },
    },
    {
      flags: '--tolerance <rule>',
      about: {
        zh: '容许的差：0.1%、co2.total=0.5%、so2=10；默认 1e-9',
        en: 'difference allowed: 0.1%, co2.total=0.5%, so2=10; 1e-9 unless given',
      },
      repeatable: true,
    },
    {
      flags: '--fail-on-difference',
      about: { zh: '有超出容差的差别时退出码为 1', en: 'exit 1 when a difference is beyond its tolerance' },
    },
    {
      flags: '--seed <n>',
      about: {
        zh: '超过 12 个杠杆时抽样的种子',
        en: 'seed of the sample where there are more than 12 levers',
      },
    },
    {
      flags: '--orders <n>',
      about: { zh: '超过 12 个杠杆时抽多少个顺序', en: 'orders drawn where there are more than 12 levers' },
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
      choices: ['text', 'json', 'markdown', 'html'],
    },
    {
      flags: '--out <dir>',
      about: {
        zh: '写到文件夹：一个文件，比较其中全部情景',
        en: 'write to a folder: one file that compares them all',
      },
    },
  ],
  examples: [
    'peakzero compare scenarios/jiaocheng/reference.yaml --with my.yaml --by sector',
    'peakzero compare scenarios/jiaocheng/reference.yaml results/reference.json',
    'peakzero compare scenarios/jiaocheng/reference.yaml scenarios/jiaocheng/peak-2028.yaml --format html --out reports',
  ],
  act,
}
