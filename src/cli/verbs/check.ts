import { toJson } from '../../diagnostics/render.ts'
import { ink } from '../../report/ink.ts'
import { wrap } from '../../report/table.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import { padEndWidth } from '../../text/width.ts'
import { type Context, type FrontDoor, fillText, type Values, type Verb } from '../context.ts'
import { exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode, gravest } from '../exit-code.ts'

type Checked = Awaited<ReturnType<FrontDoor['check']>>

const texts = {
  well: { zh: '{n} 个情景：目标达标或与预期一致', en: '{n}: targets met, or missed as expected' },
  right: { zh: '{n} 个文件写法无误，没有情景可判断', en: '{n} right, no scenario to judge' },
  failing: { zh: '{n} 项不符', en: '{n}' },
  passed: { zh: '{passed} 个通过，{failed} 个不通过', en: '{passed} passed, {failed} failed' },
  target: { zh: '目标', en: 'target' },
  expectation: { zh: '预期', en: 'expected' },
  test: { zh: '测试', en: 'test' },
  approved: { zh: '核定', en: 'approved' },
  nothing: {
    zh: '没有可检查的文件：什么也没查，不算通过',
    en: 'no file to check: checking nothing is no pass',
  },
} satisfies Record<string, Text>

const counts = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** Scenarios that do not come out as they should, each with its findings. */
function pretty(context: Context, checked: Checked): string {
  const { findings } = checked
  const files = checked.files.length
  const scenarios = checked.scenarios.length
  const { language } = context
  const { paint, plain, sign } = ink(context)
  const zh = language === 'zh'
  if (findings.length === 0) {
    const text =
      scenarios > 0
        ? fillText(texts.well, { n: zh ? scenarios : counts(scenarios, 'scenario') })
        : fillText(texts.right, { n: zh ? files : counts(files, 'file') })
    return `${paint('good', sign('good').trimEnd())} ${plain(text[language])}\n`
  }
  const lines: string[] = []
  const wrong = [...new Set(findings.map(({ file }) => file))]
  for (const file of wrong) {
    const own = findings.filter((finding) => finding.file === file)
    const count = fillText(texts.failing, { n: zh ? own.length : counts(own.length, 'finding') })[language]
    const shown = plain(inert(file, 200))
    lines.push(`${paint('bad', sign('bad').trimEnd())} ${paint('strong', padEndWidth(shown, 35))}  ${count}`)
    for (const { kind, message } of own) {
      const head = `    ${padEndWidth(texts[kind][language], zh ? 6 : 10)}`
      const [first = '', ...rest] = wrap(plain(message[language]), context.width - 4 - (zh ? 6 : 10))
      lines.push(head + first, ...rest.map((line) => ' '.repeat(head.length + (zh ? 2 : 0)) + line))
    }
  }
  const failed = new Set(findings.map(({ file, scenario }) => `${file}\n${scenario}`)).size
  const total = fillText(texts.passed, { passed: Math.max(0, scenarios - failed), failed })
  return `${lines.join('\n')}\n\n${total[language]}\n`
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const { check } = await context.door()
  const strict = values.strict === true
  const checked = await check(operands)
  const { files, scenarios, findings } = checked
  const code = gravest([
    exitOf(checked.diagnostics, strict),
    findings.length > 0 ? exitCode.findings : exitCode.done,
    files.length === 0 && exitOf(checked.diagnostics) === exitCode.done ? exitCode.input : exitCode.done,
  ])
  await tell(context, checked)
  if (values.format === 'json') {
    const diagnostics = toJson(checked.diagnostics, checked.sourceText)
    const said = findings.map(({ at: _, ...finding }) => finding)
    const counted = { files: files.length, scenarios: scenarios.length }
    const document = { format: 'peakzero/check@1', ...counted, findings: said, diagnostics }
    await context.answer(`${JSON.stringify(document, undefined, 2)}\n`)
  } else if (findings.length > 0 || code === exitCode.done) {
    await context.answer(pretty(context, checked))
  }
  if (files.length === 0) await context.complain(texts.nothing[context.language])
  const line = summary(checked, context.language, files.length)
  await (code === exitCode.done ? context.note(line) : context.complain(line))
  return code
}

export const verb: Verb = {
  summary: {
    zh: '这些文件写得对吗，结果与预期一致吗？',
    en: 'Are these files right, and do their results come out as expected?',
  },
  arguments: [
    {
      name: '<path...>',
      about: { zh: '文件或文件夹（在其中查找）', en: 'files or folders (which are searched)' },
    },
  ],
  options: [
    {
      flags: '--strict',
      about: { zh: '警告也算发现（退出码 1）', en: 'warnings count as findings (exit 1)' },
    },
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: ['pretty', 'json'] },
  ],
  examples: ['peakzero check scenarios baselines', 'peakzero check scenarios/jiaocheng --strict'],
  act,
}
