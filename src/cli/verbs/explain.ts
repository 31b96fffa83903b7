import { countDiagnostics } from '../../diagnostics/render.ts'
import { explainFormats } from '../../report/explain/formats.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { readSaved } from '../store.ts'
import { changes } from './run.ts'

const depthText: Text = {
  zh: '--depth 要 1 到 20 的整数，不是 {found}',
  en: '--depth wants a whole number from 1 to 20, not {found}',
}

function depthOf(value: unknown): { depth?: number } {
  if (value === undefined) return {}
  const text = String(value)
  if (!/^([1-9]|1\d|20)$/.test(text)) throw new UsageError(fillText(depthText, { found: text }))
  return { depth: Number(text) }
}

function listed(name: string, value: unknown): Record<string, readonly string[]> {
  return Array.isArray(value) && value.length > 0 ? { [name]: value.map(String) } : {}
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [what = '', scenario] = operands
  const depth = depthOf(values.depth)
  const name = String(values.format)
  const study = values.in === undefined ? undefined : String(values.in)
  const [{ explain }, format] = await Promise.all([context.door(), explainFormats[name]!()])
  const answer = await explain(what, scenario, {
    ...changes(values),
    ...depth,
    ...(values.against === undefined ? {} : { against: String(values.against) }),
    ...listed('admit', values.admit),
    ...listed('offset', values.offset),
    ...listed('close', values.close),
    ...(study === undefined ? {} : { study: { path: study, ...readSaved(study) } }),
    ...(values.move === undefined ? {} : { move: String(values.move) }),
  })
  const { error } = countDiagnostics(answer.diagnostics)
  if (error > 0 || !answer.explanation) {
    await tell(context, answer)
    if (name === 'json') await context.answer(diagnosticsDocument(answer))
    await context.complain(summary(answer, context.language))
    return exitOf(answer.diagnostics)
  }
  context.rests(answer.rests?.())
  const { language, width, colour, ascii, verbose } = context
  await context.answer(format.render(answer.explanation, { language, width, colour, ascii, verbose }))
  return exitOf(answer.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '一个数从哪里来，一个代码、指标、单位或条目是什么意思',
    en: 'Where a figure comes from; what a code, indicator, unit or entry means',
  },
  arguments: [
    {
      name: '<what>',
      about: {
        zh: '如 co2.total@2030、peak、E0204、tce；用 codes、indicators、 figures 列出名字',
        en: 'such as co2.total@2030, co2.total.of.coking@2030, peak, E0204, tce; codes, indicators, figures list names',
      },
    },
    {
      name: '[scenario]',
      about: { zh: '情景文件；问一个数时要写', en: 'a scenario file; needed for figures' },
    },
  ],
  options: [
    {
      flags: '--depth <n>',
      about: {
        zh: '展开几层（默认两层，最大的一支到底）',
        en: 'levels to unfold (two, and all of the largest branch)',
      },
    },
    {
      flags: '--against <scenario>',
      about: {
        zh: '差额（change.…、effect.…）与哪个情景比',
        en: 'what a difference (change.…, effect.…) is held against',
      },
    },
    {
      flags: '--admit <project>',
      about: {
        zh: '把项目放进情景再问（admit 的文件，或情景里没有运行的项目的编号）；差额与没有它时比',
        en: 'with a project in the scenario (a file as admit takes it, or the id of one that does not run); differences are held against without',
      },
      repeatable: true,
    },
    {
      flags: '--offset <overlay>',
      about: { zh: '随项目一起的让出，同 admit', en: 'what comes with the project, as for admit' },
      repeatable: true,
    },
    {
      flags: '--close <unit>',
      about: {
        zh: '观测期后关停这些设施，同 screen',
        en: 'with units closed after the observed years, as for screen',
      },
      repeatable: true,
    },
    {
      flags: '--move <path=end>',
      about: {
        zh: '把一个写了范围的数移到 low 或 high，同 run --evidence',
        en: 'with a number at the low or high end of its range, as run --evidence moves it',
      },
    },
    {
      flags: '--in <result>',
      about: {
        zh: 'ensemble、sensitivity、discover --format json 写出的结果，问其中的一个数',
        en: 'the result that ensemble, sensitivity or discover --format json wrote, to ask for a number of it',
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
      choices: Object.keys(explainFormats),
    },
  ],
  examples: [
    'peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
    'peakzero explain change.co2.total@2030 scenarios/jiaocheng/peak-2028.yaml --admit scenarios/jiaocheng/projects/methanol.yaml',
    'peakzero explain ensemble.co2.total.p50@2030 --in ensemble.json',
    'peakzero explain E0204',
    'peakzero explain energy.controlled',
    'peakzero explain commodities.coke scenarios/jiaocheng/reference.yaml',
  ],
  act,
}
