import { countDiagnostics } from '../../diagnostics/render.ts'
import { discoverWriter, type StudyFormat, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { wholeOption } from '../whole-option.ts'
import { changes } from './run.ts'

const texts = {
  target: {
    zh: '要用 --target 说明哪个目标，例如 --target carbon-peak',
    en: '--target says which target, such as --target carbon-peak',
  },
  share: {
    zh: '--density 要写成百分数，例如 80%，不是 {found}',
    en: '--density wants a percentage such as 80%, not {found}',
  },
} satisfies Record<string, Text>

/** `80%` or `0.8`. */
function shareOption(value: unknown): number | undefined {
  if (value === undefined) return undefined
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(String(value))
  if (!match) throw new UsageError(fillText(texts.share, { found: String(value) }))
  return Number(match[1]) / (match[2] === '%' ? 100 : 1)
}

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  if (values.target === undefined) throw new UsageError(texts.target)
  const numbers = Object.fromEntries(
    ['draws', 'seed', 'most', 'boxes'].flatMap((key) => {
      const number = wholeOption(`--${key}`, values[key])
      return number === undefined ? [] : [[key, number]]
    }),
  )
  const density = shareOption(values.density)
  const { discover } = await context.door()
  const found = await discover(path, {
    ...changes(values),
    ...numbers,
    ...(density === undefined ? {} : { density }),
    target: String(values.target),
    when: values.when as 'missed' | 'met',
    design: values.design as 'sobol' | 'lhs' | 'random',
    after: async () => {
      // Lets the signals in.
      await new Promise<void>((go) => setImmediate(go))
      return false
    },
  })
  const { error, warning } = countDiagnostics(found.diagnostics)
  if (error > 0 || !found.discovered) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return exitOf(found.diagnostics)
  }
  if (warning > 0) await tell(context, found)
  const write = await discoverWriter(values.format as StudyFormat)
  await context.answer(write(found.discovered, context))
  return exitOf(found.diagnostics)
}

export const verb: Verb = {
  summary: { zh: '什么情况下目标会落空？', en: 'Under which conditions does a target fail?' },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    { flags: '--target <id>', about: { zh: '哪个目标', en: 'which target' } },
    {
      flags: '--when <outcome>',
      about: {
        zh: '找落空的条件，还是达到的条件',
        en: 'conditions under which it fails, or under which it is met',
      },
      choices: ['missed', 'met'],
    },
    {
      flags: '--density <share>',
      about: {
        zh: '条件里至少多大份额是要找的，默认 80%',
        en: 'share of the draws inside that should be such, 80% unless given',
      },
    },
    {
      flags: '--most <n>',
      about: {
        zh: '一个条件最多用几个数，默认 4',
        en: 'numbers that a condition names at most, 4 unless given',
      },
    },
    {
      flags: '--boxes <n>',
      about: { zh: '最多几个条件，默认 3', en: 'conditions at most, 3 unless given' },
    },
    {
      flags: '--draws <n>',
      about: {
        zh: '抽样次数，默认 8192；抽法与 ensemble 相同',
        en: 'how many draws, 8192 unless given; drawn as ensemble draws',
      },
    },
    {
      flags: '--design <name>',
      about: { zh: '抽样方法', en: 'how numbers are drawn' },
      choices: ['sobol', 'lhs', 'random'],
    },
    {
      flags: '--seed <n>',
      about: { zh: '随机数种子，默认 1', en: 'seed of the random numbers, 1 unless given' },
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
      choices: studyFormats,
    },
  ],
  examples: ['peakzero discover scenarios/jiaocheng/reference.yaml --target intensity-2030 --draws 4096'],
  act,
}
