import { countDiagnostics } from '../../diagnostics/render.ts'
import { howToAsk } from '../asking.ts'
import type { Context, Values, Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { untilOf } from './admit.ts'
import { changes } from './run.ts'

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [scenario = ''] = operands
  const name = String(values.format)
  const { screen } = await context.door()
  const close =
    Array.isArray(values.close) && values.close.length > 0 ? { close: values.close.map(String) } : {}
  const ran = await screen(scenario, { ...changes(values), ...untilOf(values.until), ...close })
  const { error } = countDiagnostics(ran.diagnostics)
  if (error > 0 || !ran.screening) {
    await tell(context, ran)
    if (name === 'json') await context.answer(diagnosticsDocument(ran))
    await context.complain(summary(ran, context.language))
    return exitOf(ran.diagnostics)
  }
  if (name === 'json') {
    const { writeJson } = await import('../../report/formats/json.ts')
    await context.answer(writeJson(ran.screening, 'screening'))
    return exitCode.done
  }
  const { screeningMarkdown, screeningText } = await import('../../report/screening-page.ts')
  const { language, width, colour, ascii, verbose } = context
  await context.answer(
    name === 'markdown'
      ? screeningMarkdown(ran.screening, language)
      : screeningText(ran.screening, { language, width, colour, ascii, verbose }) +
          howToAsk(
            context,
            'change.gdp@2030',
            scenario,
            ` --admit ${ran.screening.projects[0]?.id ?? 'PROJECT'}`,
          ),
  )
  return exitCode.done
}

export const verb: Verb = {
  summary: {
    zh: '哪些拟建项目放得下？按什么次序？关掉什么能多放？',
    en: 'Which planned projects fit, in which order, and what would closures let in?',
  },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario' } }],
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
      flags: '--close <unit>',
      about: {
        zh: '问这些设施一起关停能放进什么（默认逐个试）',
        en: 'ask what enters when these units close together (default: each alone)',
      },
      repeatable: true,
    },
    { flags: '--until <year>', about: { zh: '只判到哪一年', en: 'the last year that is judged' } },
    {
      flags: '--format <name>',
      about: { zh: '输出格式', en: 'format' },
      choices: ['text', 'json', 'markdown'],
    },
  ],
  examples: ['peakzero screen scenarios/jiaocheng/peak-2028.yaml --until 2030'],
  act,
}
