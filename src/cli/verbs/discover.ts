import { discoverWriter, type StudyFormat, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { howToAskSaved } from '../asking.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { answerDrawn, conduct, drawOptions, drawValues, wholeOptions } from '../drawing.ts'
import type { ExitCode } from '../exit-code.ts'

const texts = {
  target: {
    zh: '要用 --target 说明哪个目标，例如 --target carbon-peak',
    en: '--target says which target, such as --target carbon-peak',
  },
  share: {
    zh: '--density 要写成百分数，例如 80%，不是 {found}',
    en: '--density wants a percentage such as 80%, not {found}',
  },
  stopped: {
    zh: '已停止；下面是已完成的 {done} / {of} 次抽样。',
    en: 'Stopped; what follows is of the {done} of {of} draws that were done.',
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
  const numbers = wholeOptions(values, ['draws', 'most', 'boxes'])
  const density = shareOption(values.density)
  const drawn = drawValues(values)
  const { discover } = await context.door()
  return conduct(context, async (course) => {
    const found = await discover(path, {
      ...drawn,
      ...numbers,
      ...(density === undefined ? {} : { density }),
      target: String(values.target),
      when: values.when as 'missed' | 'met',
      design: values.design as 'sobol' | 'lhs' | 'random',
      after: (done, of) => course.after({ done, of }),
    })
    const hint = () => howToAskSaved(context, `discover.${values.target}.share`, path)
    const answer = { found, result: found.discovered, course, stopped: texts.stopped, hint }
    return answerDrawn(context, values, answer, () => discoverWriter(values.format as StudyFormat))
  })
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
    drawOptions.seed,
    drawOptions.defaultRanges,
    drawOptions.threads,
    drawOptions.with,
    drawOptions.set,
    {
      flags: '--format <name>',
      about: { zh: '输出格式', en: 'format' },
      choices: studyFormats,
    },
  ],
  examples: ['peakzero discover scenarios/jiaocheng/reference.yaml --target intensity-2030 --draws 4096'],
  act,
}
