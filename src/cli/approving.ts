import { dirname } from 'node:path'
import type { Text } from '../text/text.ts'
import { type Context, type FrontDoor, fillText, type Option, UsageError, type Values } from './context.ts'
import { alone } from './lock.ts'
import { prepareFolder, writeWhole } from './store.ts'

/** `check --update-approved`: the one way by which approved results come to be written. */
export const approvingOptions: readonly Option[] = [
  {
    flags: '--update-approved',
    about: {
      zh: '核定现在的结果（先列出差别）',
      en: 'approve the results as they are now (tells first what differs)',
    },
  },
  {
    flags: '--reason <text>',
    about: { zh: '为什么核定，写进文件', en: 'why they are approved; goes into the files' },
  },
]

const texts = {
  reason: {
    zh: '--update-approved 要用 --reason 写明原因，例如 --reason "2025 年煤耗按公报更正"',
    en: '--update-approved wants a --reason, such as --reason "coal use of 2025 corrected to the bulletin"',
  },
  alone: { zh: '--reason 只与 --update-approved 同用', en: '--reason goes with --update-approved only' },
  ci: {
    zh: '在 CI 里不能核定结果：核定要有人看过',
    en: 'results are not approved in CI: approving is for somebody who has seen them',
  },
  long: { zh: '--reason 要在一行 300 字以内', en: '--reason is one line of at most 300 characters' },
  refused: { zh: '有错误，没有核定任何结果', en: 'there are errors, so nothing was approved' },
  none: { zh: '没有可核定的情景', en: 'there is no scenario to approve' },
  same: { zh: '结果与核定的相同，没有写任何文件', en: 'the results are as approved; no file was written' },
  wrote: { zh: '已核定 {path}', en: 'approved {path}' },
} satisfies Record<string, Text>

/** What the options ask for; undefined where nothing is to be approved. Wrong use is a UsageError. */
export function approvingOf(context: Context, values: Values): { readonly reason: string } | undefined {
  const reason = values.reason === undefined ? undefined : String(values.reason).trim()
  if (values.updateApproved !== true) {
    if (reason !== undefined) throw new UsageError(texts.alone)
    return undefined
  }
  if (context.ci) throw new UsageError(texts.ci)
  if (reason === undefined || reason === '') throw new UsageError(texts.reason)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would make the file unreadable
  if (reason.length > 300 || /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(reason))
    throw new UsageError(texts.long)
  return { reason }
}

type Writings = NonNullable<Awaited<ReturnType<FrontDoor['check']>>['writings']>

/** Writes what was approved, each file whole or not at all, in the order in which they fit together at every moment. */
export async function approve(
  context: Context,
  writings: Writings,
  state: { readonly errors: boolean; readonly scenarios: number },
): Promise<void> {
  const { language } = context
  if (state.errors || state.scenarios === 0)
    return context.complain((state.errors ? texts.refused : texts.none)[language])
  if (writings.length === 0) return context.note(texts.same[language])
  for (const folder of new Set(writings.map(({ path }) => dirname(path)))) {
    prepareFolder(folder)
    const own = writings.filter(({ path }) => dirname(path) === folder)
    await alone(folder, async () => {
      for (const { path, content } of own) writeWhole(path, content)
    })
    for (const file of new Set(own.map((one) => one.file)))
      await context.note(fillText(texts.wrote, { path: file })[language])
  }
}
