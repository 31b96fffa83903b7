import { readFileSync } from 'node:fs'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { type Context, fillText } from './context.ts'
import { writeWhole } from './store.ts'

const texts = {
  changed: {
    zh: '已改 {file}:{line} {code}：{from} → {to}',
    en: 'changed {file}:{line} {code}: {from} → {to}',
  },
  kept: {
    zh: '{file} 未改：改后错误没有减少',
    en: '{file} was left as it is: the edit would not have helped',
  },
  nothing: { zh: '没有可以确定的修改', en: 'no edit is certain' },
} satisfies Record<string, Text>

/** At most this many rounds: one edit may bring another mistake to light. */
const rounds = 4

/**
 * `check --fix`: makes the edits that are certain, each file whole or not at all, comments and layout as they were. A file
 * that does not have fewer errors afterwards gets its old bytes back.
 */
export async function mendFiles(context: Context, paths: readonly string[]): Promise<void> {
  const { mend, errorsIn } = await context.door()
  const refused = new Set<string>()
  let changed = 0
  for (let round = 0; round < rounds; round++) {
    const mended = (await mend(paths)).filter(({ path }) => !refused.has(path))
    if (mended.length === 0) break
    for (const { file, path, before, after, edits, errors } of mended) {
      const raw = readFileSync(path, 'utf8')
      const bare = raw.replace(/^\ufeff/, '')
      const windows = bare.includes('\r\n')
      // Only a text that comes back byte for byte: no lone CR, no mixture of line ends.
      if ((windows ? bare.replaceAll('\r\n', '\n') : bare) !== before || (windows && /[^\r]\n/.test(bare))) {
        refused.add(path)
        continue
      }
      writeWhole(
        path,
        (raw.startsWith('\ufeff') ? '\ufeff' : '') + (windows ? after.replaceAll('\n', '\r\n') : after),
      )
      if ((await errorsIn(path)) >= errors) {
        writeWhole(path, raw)
        refused.add(path)
        await context.complain(fillText(texts.kept, { file: inert(file, 200) })[context.language])
        continue
      }
      changed += edits.length
      for (const { line, code, from, to } of edits)
        await context.note(
          fillText(texts.changed, {
            file: inert(file, 200),
            line,
            code,
            from: inert(from, 60),
            to: inert(to, 60),
          })[context.language],
        )
    }
  }
  if (changed === 0) await context.note(texts.nothing[context.language])
}
