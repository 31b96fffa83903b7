import { join } from 'node:path'
import { nearest } from '../../diagnostics/nearest.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { prepareFolder, writeWhole } from '../store.ts'

const texts = {
  unknown: { zh: '没有种类 {kind}；有 {kinds}', en: 'there is no kind {kind}; there are {kinds}' },
  nearest: { zh: '没有种类 {kind}；最接近的是 {near}', en: 'there is no kind {kind}; the nearest is {near}' },
  wrote: { zh: '已写入 {path}', en: 'wrote {path}' },
} satisfies Record<string, Text>

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [kind] = operands
  const { schema, described: kinds } = await context.door()
  if (kind !== undefined && !kinds.includes(kind)) {
    const near = nearest(kind, kinds)
    throw new UsageError(
      near === undefined
        ? fillText(texts.unknown, { kind, kinds: kinds.join(', ') })
        : fillText(texts.nearest, { kind, near }),
    )
  }
  const folder = values.out === undefined ? undefined : String(values.out)
  if (folder !== undefined) prepareFolder(folder)
  const schemas = await schema(kind)
  if (folder === undefined) {
    await context.answer(json(kind === undefined ? schemas : schemas[kind]))
    return exitCode.done
  }
  for (const [name, content] of Object.entries(schemas)) {
    const path = join(folder, `${name}.json`)
    writeWhole(path, json(content))
    await context.note(fillText(texts.wrote, { path })[context.language])
  }
  return exitCode.done
}

export const verb: Verb = {
  summary: {
    zh: '给编辑器用的 JSON Schema，以及各命令写出的 JSON 的',
    en: 'JSON Schema for editors, and of the JSON that verbs write',
  },
  arguments: [
    {
      name: '[kind]',
      about: {
        zh: '文件种类，例如 scenario，或写 JSON 的命令，例如 compare；不写就是全部',
        en: 'a kind of file, such as scenario, or a verb that writes JSON, such as compare; all without it',
      },
    },
  ],
  options: [
    { flags: '--out <dir>', about: { zh: '每个种类写一个文件', en: 'write one file a kind to this folder' } },
  ],
  examples: ['peakzero schema scenario', 'peakzero schema compare', 'peakzero schema --out scenarios/schema'],
  act,
}
