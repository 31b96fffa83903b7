import { formats } from '../../report/formats/index.ts'
import type { RenderOptions } from '../../report/result.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { pageScript } from '../page-script.ts'
import { refuseTerminal, refuseUnfit, writeAll } from '../rendered.ts'
import { prepareFolder, readSaved } from '../store.ts'

const texts = {
  same: {
    zh: '两个结果的编号都是 {id}，写到一个文件夹里会互相覆盖；请分开写',
    en: 'two results have the id {id}: their files would overwrite each other; render them one at a time',
  },
} satisfies Record<string, Text>

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const name = String(values.format)
  const folder = values.out === undefined ? undefined : String(values.out)
  if (folder !== undefined) prepareFolder(folder)
  const [{ readResults }, { format }] = await Promise.all([context.door(), formats[name]!()])
  refuseUnfit(context, format)
  const saved = readResults(operands, readSaved)
  if (saved.diagnostics.length > 0) {
    await tell(context, saved)
    if (name === 'json') await context.answer(diagnosticsDocument(saved))
    await context.complain(summary(saved, context.language))
    return exitOf(saved.diagnostics)
  }
  const options: RenderOptions = {
    language: context.language,
    width: folder === undefined ? context.width : 80,
    colour: folder === undefined && context.colour,
    ascii: context.ascii,
    verbose: context.verbose,
    ...pageScript(format),
  }
  const refused = format.refuse?.(saved.results)
  if (folder === undefined) {
    refuseTerminal(context, format)
    if (refused) throw new UsageError(refused)
    await context.answer(format.render(saved.results, options))
    return exitCode.done
  }
  const seen = new Set<string>()
  for (const { scenario } of saved.results) {
    if (seen.has(scenario.id)) throw new UsageError(fillText(texts.same, { id: scenario.id }))
    seen.add(scenario.id)
  }
  await writeAll(context, folder, format, saved.results, options)
  return exitCode.done
}

export const verb: Verb = {
  summary: {
    zh: '把存下的结果换一种格式或语言，不重新运行',
    en: 'A saved result in another format or language, without running again',
  },
  arguments: [
    {
      name: '<result...>',
      about: { zh: 'run --format json 写出的文件', en: 'files that run --format json wrote' },
    },
  ],
  options: [
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: Object.keys(formats) },
    {
      flags: '--out <dir>',
      about: { zh: '写到文件夹，每个结果一个文件', en: 'write to a folder, one file a result' },
    },
  ],
  examples: [
    'peakzero render results/scenario.json --format markdown',
    'peakzero render scenario-a.json scenario-b.json --lang zh',
  ],
  act,
}
