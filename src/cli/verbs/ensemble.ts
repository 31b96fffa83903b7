import { countDiagnostics } from '../../diagnostics/render.ts'
import { ensembleWriter, type StudyFormat, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { pool, processors } from '../pool.ts'
import { threadsOf, wholeOption } from '../whole-option.ts'
import { changes } from './run.ts'

const texts = {
  done: { zh: '已完成 {done} / {of} 次抽样', en: '{done} of {of} draws done' },
} satisfies Record<string, Text>

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  const [draws, seed] = [wholeOption('--draws', values.draws), wholeOption('--seed', values.seed)]
  const threads = threadsOf(values)
  const { ensemble } = await context.door()
  let told = 0
  const found = await ensemble(path, {
    ...changes(values),
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    hire: (job, blocks) => {
      // A thread is worth its start for a few blocks; who asks for threads gets them.
      const several = threads ?? Math.min(processors(), Math.floor(blocks / 4))
      return several > 1 ? pool(several)(job, blocks) : undefined
    },
    ...(values.defaultRanges === true ? { defaultRanges: true } : {}),
    design: values.design as 'sobol' | 'lhs' | 'random',
    // Ten lines at most, for people only, and none where it is over at once.
    after: async (done, of) => {
      const tenth = Math.floor((done / of) * 10)
      if (context.watched && of > 16384 && tenth > told && done < of) {
        told = tenth
        await context.note(fillText(texts.done, { done, of })[context.language])
      }
      // Lets the signals in: without a pause Ctrl-C would be heard when all draws are done.
      await new Promise<void>((go) => setImmediate(go))
      return false
    },
  })
  const { error, warning } = countDiagnostics(found.diagnostics)
  if (error > 0 || !found.ensemble) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return exitOf(found.diagnostics)
  }
  if (warning > 0) await tell(context, found)
  const write = await ensembleWriter(values.format as StudyFormat)
  await context.answer(write(found.ensemble, context))
  return exitOf(found.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '在不确定之下，各目标有多大可能达到？',
    en: 'How likely is each target, given what is uncertain?',
  },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    {
      flags: '--draws <n>',
      about: {
        zh: '抽样次数，默认 4096；sobol 是 2 的幂，lhs 是 16 的倍数',
        en: 'how many draws, 4096 unless given; sobol takes a power of two, lhs a multiple of 16',
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
      flags: '--default-ranges',
      about: {
        zh: '没有写范围的数，按证据等级取默认范围（假设），结果里列出',
        en: 'numbers without a range get one by the grade of their evidence (assumptions); the result lists them',
      },
    },
    {
      flags: '--threads <n>',
      about: {
        zh: '线程数，默认等于处理器核数；不影响结果',
        en: 'threads, as many as processors unless given; the result is the same',
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
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: studyFormats },
  ],
  examples: ['peakzero ensemble scenarios/jiaocheng/reference.yaml --draws 1024'],
  act,
}
