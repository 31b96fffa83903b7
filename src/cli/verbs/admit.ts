import { join } from 'node:path'
import { countDiagnostics } from '../../diagnostics/render.ts'
import type { AdmissionResult } from '../../report/admission.ts'
import type { Language, Text } from '../../text/text.ts'
import { howToAsk } from '../asking.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { prepareFolder, writeWhole } from '../store.ts'
import { changes } from './run.ts'

const texts = {
  to: { zh: 'admit 要用 --to 说明放进哪个情景', en: 'admit wants --to SCENARIO: what the project is to fit' },
  until: { zh: '--until 要写成一个年份，不是 {found}', en: '--until wants a year such as 2030, not {found}' },
  wrote: { zh: '已写入 {path}', en: 'wrote {path}' },
} satisfies Record<string, Text>

/** The last year that is judged. */
export function untilOf(value: unknown): { until?: number } {
  if (value === undefined) return {}
  if (!/^\d{4}$/.test(String(value))) throw new UsageError(fillText(texts.until, { found: String(value) }))
  return { until: Number(value) }
}

async function rendered(context: Context, name: string, result: AdmissionResult): Promise<string> {
  if (name === 'json') return (await import('../../report/formats/json.ts')).writeJson(result, 'admission')
  const { admissionMarkdown, admissionText } = await import('../../report/admission-page.ts')
  const language: Language = context.language
  if (name === 'markdown') return admissionMarkdown(result, language)
  const { width, colour, ascii, verbose } = context
  return admissionText(result, { language, width, colour, ascii, verbose })
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [project = ''] = operands
  if (values.to === undefined) throw new UsageError(texts.to)
  const name = String(values.format)
  const folder = values.out === undefined ? undefined : String(values.out)
  if (folder !== undefined) prepareFolder(folder)
  const { admit } = await context.door()
  const offset = Array.isArray(values.offset) ? values.offset.map(String) : []
  const ran = await admit(project, String(values.to), {
    ...changes(values),
    ...untilOf(values.until),
    offset,
  })
  const { error } = countDiagnostics(ran.diagnostics)
  if (error > 0 || !ran.admission) {
    await tell(context, ran)
    if (name === 'json') await context.answer(diagnosticsDocument(ran))
    await context.complain(summary(ran, context.language))
    return exitOf(ran.diagnostics)
  }
  const scenario = String(values.to)
  const asked = howToAsk(context, 'change.co2.total@2030', scenario, ` --admit ${project}`)
  await context.answer((await rendered(context, name, ran.admission)) + (name === 'text' ? asked : ''))
  if (folder !== undefined)
    for (const [i, { overlay }] of ran.admission.offers.entries()) {
      const path = join(folder, `${ran.admission.project.id}-${i + 1}.yaml`)
      writeWhole(path, overlay)
      await context.note(fillText(texts.wrote, { path })[context.language])
    }
  return ran.admission.verdict === 'refused' ? exitCode.findings : exitCode.done
}

export const verb: Verb = {
  summary: {
    zh: '一个新项目放得下吗？卡在哪里？要让出什么？',
    en: 'May a new project go ahead, what binds, and what would have to give?',
  },
  arguments: [
    {
      name: '<project>',
      about: { zh: 'overlay 文件，其中恰有一个新项目', en: 'an overlay with exactly one new project' },
    },
  ],
  options: [
    { flags: '--to <scenario>', about: { zh: '放进哪个情景', en: 'scenario that it is to fit' } },
    {
      flags: '--with <overlay>',
      about: { zh: '叠加在情景上的 overlay', en: 'overlay on the scenario, without the project too' },
      repeatable: true,
    },
    {
      flags: '--set <path=value>',
      about: { zh: '改情景的一个值，连同单位', en: 'change one value of the scenario, with its unit' },
      repeatable: true,
    },
    {
      flags: '--offset <overlay>',
      about: {
        zh: '随项目一起的让出（关停、措施、规模）',
        en: 'what comes with the project: closures, measures, its size',
      },
      repeatable: true,
    },
    { flags: '--until <year>', about: { zh: '只判到哪一年', en: 'the last year that is judged' } },
    {
      flags: '--format <name>',
      about: { zh: '输出格式', en: 'format' },
      choices: ['text', 'json', 'markdown'],
    },
    {
      flags: '--out <dir>',
      about: { zh: '把各办法的 overlay 写到文件夹', en: 'write the overlay of each offer to a folder' },
    },
  ],
  examples: ['peakzero admit project.yaml --to scenarios/jiaocheng/peak-2028.yaml'],
  act,
}
