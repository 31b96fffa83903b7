import { countDiagnostics } from '../../diagnostics/render.ts'
import { type StudyFormat, sensitivityWriter, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { wholeOption } from '../whole-option.ts'
import { changes } from './run.ts'

const done: Text = { zh: '已完成 {done} / {of}', en: '{done} of {of} done' }

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  const numbers = Object.fromEntries(
    ['draws', 'trajectories', 'levels', 'seed'].flatMap((key) => {
      const number = wholeOption(`--${key}`, values[key])
      return number === undefined ? [] : [[key, number]]
    }),
  )
  const { sensitivity } = await context.door()
  let told = 0
  const found = await sensitivity(path, {
    ...changes(values),
    ...numbers,
    method: values.method as 'sobol' | 'morris' | 'gradient',
    design: values.design as 'sobol' | 'random',
    unsound: values.unsound as 'drop' | 'keep',
    ...(values.of === undefined || (values.of as readonly string[]).length === 0
      ? {}
      : { of: values.of as readonly string[] }),
    // Ten lines at most, for people only.
    after: async (now, of) => {
      const tenth = Math.floor((now / of) * 10)
      if (context.watched && tenth > told && now < of) {
        told = tenth
        await context.note(fillText(done, { done: now, of })[context.language])
      }
      // Lets the signals in.
      await new Promise<void>((go) => setImmediate(go))
      return false
    },
  })
  const { error, warning } = countDiagnostics(found.diagnostics)
  if (error > 0 || !found.sensitivity) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return exitOf(found.diagnostics)
  }
  if (warning > 0) await tell(context, found)
  const write = await sensitivityWriter(values.format as StudyFormat)
  await context.answer(write(found.sensitivity, context))
  return exitOf(found.diagnostics)
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
  examples: [
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --method morris',
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of margin.intensity-2030',
    'peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030 --draws 256',
  ],
  act,
}
