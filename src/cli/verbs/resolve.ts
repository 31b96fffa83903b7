import { countDiagnostics } from '../../diagnostics/render.ts'
import { ink } from '../../report/ink.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import type { Context, FrontDoor, Values, Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { changes } from './run.ts'

type Entry = Awaited<ReturnType<FrontDoor['resolve']>>['entries'][number]

const was: Text = { zh: '原为', en: 'was' }
const place = (at: { file: string; line: number }): string => `${inert(at.file, 200)}:${at.line}`

/** `path = value`, and with blame the place that set it, its source, and what it replaced, last first. */
function lines(entry: Entry, blame: boolean, context: Context): string[] {
  const { paint, plain } = ink(context)
  const head = plain(`${inert(entry.path, 200)} = ${inert(entry.text, 200)}`)
  if (!blame) return [head]
  const origin = [entry.grade, entry.source].filter((word) => word !== undefined).map((word) => inert(word))
  const from = [`${place(entry)}:${entry.column}`, ...origin].join('  ')
  const replaced = entry.replaced.map(
    (old) => `    ${was[context.language]} ${inert(old.text, 200)}  ${place(old)}`,
  )
  return [head, paint('quiet', plain(`    ${from}`)), ...replaced.map((line) => paint('quiet', plain(line)))]
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [path = ''] = operands
  const { resolve } = await context.door()
  const resolved = await resolve(path, changes(values))
  const json = values.format === 'json'
  const { error } = countDiagnostics(resolved.diagnostics)
  if (error > 0) {
    await tell(context, resolved)
    if (json) await context.answer(diagnosticsDocument(resolved))
    await context.complain(summary(resolved, context.language))
    return exitOf(resolved.diagnostics)
  }
  const blame = values.blame === true
  const bare = ({ path, text }: Entry) => ({ path, text })
  const entries = blame ? resolved.entries : resolved.entries.map(bare)
  await context.answer(
    json
      ? `${JSON.stringify({ format: 'peakzero/resolved@1', entries }, undefined, 2)}\n`
      : resolved.entries.map((entry) => `${lines(entry, blame, context).join('\n')}\n`).join(''),
  )
  return exitOf(resolved.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '合并之后实际生效的情景，每个值来自哪里',
    en: 'The effective scenario, and where each value comes from',
  },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    {
      flags: '--blame',
      about: {
        zh: '写出设定每个值的文件和行，以及被替换的值',
        en: 'say which file and line set each value, and what it replaced',
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
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: ['text', 'json'] },
  ],
  examples: ['peakzero resolve scenarios/jiaocheng/reference.yaml --blame'],
  act,
}
