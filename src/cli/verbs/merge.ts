import { countDiagnostics } from '../../diagnostics/render.ts'
import { ensembleWriter, type StudyFormat, studyFormats } from '../../report/study-formats.ts'
import type { Context, Values, Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { filesIn, readSaved } from '../store.ts'

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const { merge } = await context.door()
  const places = operands.map((path) => ({ path, files: filesIn(path, '.shard') }))
  const found = await merge(places, readSaved)
  if (countDiagnostics(found.diagnostics).error > 0 || !found.ensemble) {
    await tell(context, found)
    if (values.format === 'json') await context.answer(diagnosticsDocument(found))
    await context.complain(summary(found, context.language))
    return exitOf(found.diagnostics)
  }
  await tell(context, found)
  const write = await ensembleWriter(values.format as StudyFormat)
  await context.answer(write(found.ensemble, context))
  return exitCode.done
}

export const verb: Verb = {
  summary: {
    zh: '把集合运行的分片合起来：与一次算完的字节相同',
    en: 'Put the shards of an ensemble together: the same bytes as one run.',
  },
  arguments: [
    {
      name: '<shard...>',
      about: { zh: '分片文件，或放分片的文件夹', en: 'shards, or folders that hold them' },
    },
  ],
  options: [{ flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: studyFormats }],
  examples: ['peakzero merge shards'],
  act,
}
