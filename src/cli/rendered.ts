import { join } from 'node:path'
import type { Format, RenderOptions, Result } from '../report/result.ts'
import type { Text } from '../text/text.ts'
import { type Context, fillText, UsageError } from './context.ts'
import { writeWhole } from './store.ts'

export const wrote: Text = { zh: '已写入 {path}', en: 'wrote {path}' }

const texts = {
  terminal: {
    zh: '{name} 不是终端能显示的文字：请加 --out 文件夹，或写到文件里（> 文件.{extension}）',
    en: '{name} is nothing that a terminal can show: say --out DIR, or write it to a file (> FILE.{extension})',
  },
} satisfies Record<string, Text>

/** Refuse a format that this machine cannot write, before anything is run. */
export function refuseUnfit({ language }: Context, format: Format): void {
  const why = format.unfit?.({ language })
  if (why) throw new UsageError(why)
}

/** Refuse to pour bytes onto a terminal that somebody watches. */
export function refuseTerminal(context: Context, { name, extension, binary }: Format): void {
  if (binary && context.watched) throw new UsageError(fillText(texts.terminal, { name, extension }))
}

/** The files of each result in a folder, named by its id. All are rendered before the first is written. */
export async function writeAll(
  context: Context,
  folder: string,
  format: Format,
  results: readonly Result[],
  options: RenderOptions,
): Promise<void> {
  const files = results.flatMap(
    (result) =>
      format.files?.(result, options) ?? [
        { name: `${result.scenario.id}.${format.extension}`, content: format.render([result], options) },
      ],
  )
  for (const { name, content } of files) {
    // Ids of saved results may be anybody's: a file lands in the folder that was named, and nowhere else.
    const path = join(folder, name.replace(/[\\/\0]/g, '_').replace(/^\.+/, '_'))
    writeWhole(path, content)
    await context.note(fillText(wrote, { path })[context.language])
  }
}
