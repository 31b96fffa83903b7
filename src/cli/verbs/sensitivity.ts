import { type StudyFormat, sensitivityWriter, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { howToAskSaved } from '../asking.ts'
import type { Context, Values, Verb } from '../context.ts'
import { answerDrawn, type Course, conduct, drawOptions, drawValues, wholeOptions } from '../drawing.ts'
import type { ExitCode } from '../exit-code.ts'

const texts = {
  rows: { zh: '行', en: 'rows' },
  trajectories: { zh: '条轨迹', en: 'trajectories' },
  stopped: {
    zh: '已停止；下面是已完成的 {done} / {of}。',
    en: 'Stopped; what follows is of the {done} of {of} that were done.',
  },
} satisfies Record<string, Text>

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  const numbers = wholeOptions(values, ['draws', 'trajectories', 'levels'])
  const drawn = drawValues(values)
  const of = values.of as readonly string[] | undefined
  const { sensitivity } = await context.door()
  const work = async (course: Course): Promise<ExitCode> => {
    const found = await sensitivity(path, {
      ...drawn,
      ...numbers,
      method: values.method as 'sobol' | 'morris' | 'gradient',
      design: values.design as 'sobol' | 'random',
      unsound: values.unsound as 'drop' | 'keep',
      ...(of === undefined || of.length === 0 ? {} : { of }),
      after: (done, all) => course.after({ done, of: all }),
    })
    const hint = () => howToAskSaved(context, `${values.method}.certain`, path)
    const answer = { found, result: found.sensitivity, course, stopped: texts.stopped, hint }
    return answerDrawn(context, values, answer, () => sensitivityWriter(values.format as StudyFormat))
  }
  return conduct(context, work, values.method === 'morris' ? texts.trajectories : texts.rows)
}

export const verb: Verb = {
  summary: { zh: '哪些输入最起作用？', en: 'What drives the result?' },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    {
      flags: '--method <name>',
      about: {
        zh: 'sobol 方差份额；morris 粗看；gradient 斜率与两端',
        en: 'sobol: shares of the variance; morris: a cheap first look; gradient: slopes and both ends',
      },
      choices: ['sobol', 'morris', 'gradient'],
    },
    {
      flags: '--of <what>',
      about: {
        zh: '问什么：指标@年份、peak、margin.目标；可重复',
        en: 'what is asked about: INDICATOR@YEAR, peak (its year), margin.TARGET',
      },
      repeatable: true,
    },
    {
      flags: '--draws <n>',
      about: { zh: 'sobol 的行数，默认 1024', en: 'rows of sobol, 1024 unless given' },
    },
    {
      flags: '--design <name>',
      about: { zh: 'sobol 的样本怎样抽', en: 'how the samples of sobol are drawn' },
      choices: ['sobol', 'random'],
    },
    {
      flags: '--trajectories <n>',
      about: { zh: 'morris 的轨迹数，默认 64', en: 'trajectories of morris, 64 unless given' },
    },
    {
      flags: '--levels <n>',
      about: { zh: 'morris 的水平数，默认 8', en: 'levels of morris, 8 unless given' },
    },
    {
      flags: '--unsound <what>',
      about: {
        zh: '县内条件不成立的点：drop 不计，keep 照样计入',
        en: 'points at which the county breaks a condition: leave them out, or take them all the same',
      },
      choices: ['drop', 'keep'],
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
  examples: [
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --method morris',
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of margin.intensity-2030',
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030 --draws 256',
  ],
  act,
}
