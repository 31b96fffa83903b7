import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { countDiagnostics } from '../../diagnostics/render.ts'
import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import { type Context, type FrontDoor, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'
import { OutputError } from '../output.ts'
import { prepareFolder, writeWhole } from '../store.ts'

const texts = {
  which: {
    zh: '要么 --propose 对照表.yaml（先提出对照表），要么 --map 对照表.yaml（照它导入，--out 文件夹 才写出来）',
    en: 'either --propose MAP.yaml (a map is proposed first), or --map MAP.yaml (import by it; --out DIR writes what comes of it)',
  },
  wrote: { zh: '已写入 {path}', en: 'wrote {path}' },
  read: {
    zh: '{units} 个单位，{figures} 个数；{left} 处没有导入，{guesses} 处是猜的',
    en: '{units} units, {figures} figures; {left} things left out, {guesses} guesses',
  },
  agree: {
    zh: '表里的合计：{good} 个相符，{bad} 个不符',
    en: 'totals printed in the books: {good} agree, {bad} do not',
  },
  totals: { zh: '导入的合计', en: 'Totals imported' },
  uses: { zh: '消费', en: 'used' },
  production: { zh: '产出', en: 'made' },
  left: { zh: '没有导入的', en: 'Left out' },
  place: { zh: '{why} {n} 处，如 {at}', en: '{n} × {why}, such as {at}' },
  next: {
    zh: '请看 {path} 里 grade: assumption 与 one-of 的地方，改好后：peakzero import {books} --map {path} --out 文件夹',
    en: 'Look at `grade: assumption` and `one-of` in {path}; then: peakzero import {books} --map {path} --out DIR',
  },
} satisfies Record<string, Text>

type Imported = Awaited<ReturnType<FrontDoor['importBooks']>>

/** Refuse a folder in which something is, before anything is read. */
function refuseFull(folder: string): void {
  if (!existsSync(folder)) return
  let entries: readonly string[]
  try {
    entries = readdirSync(folder)
  } catch (error) {
    throw new OutputError(folder, error)
  }
  if (entries.length > 0)
    throw new OutputError(folder, Object.assign(new Error('there is something'), { code: 'EEXIST' }))
}

/** Write files into a folder that appears whole: built beside it and renamed; into one that is there, each file whole, the baseline last. */
function writeFolder(folder: string, files: NonNullable<Imported['files']>): void {
  const there = existsSync(folder)
  if (there) {
    for (const { name, content } of files) writeWhole(join(folder, name), content)
    return
  }
  const above = dirname(folder)
  prepareFolder(above)
  const temporary = `${folder.replace(/[/\\]+$/, '')}.${process.pid}.tmp`
  try {
    mkdirSync(temporary)
    for (const { name, content } of files) writeWhole(join(temporary, name), content)
    renameSync(temporary, folder)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error instanceof OutputError ? error : new OutputError(folder, error)
  }
}

function answerOf({ totals = [], listing }: Imported, language: keyof Text): string {
  if (!listing) return ''
  const { sums, left, guesses, units, figures } = listing
  const good = sums.filter(({ agrees }) => agrees).length
  const say = (text: Text, args: Record<string, string | number>) => fillText(text, args)[language]
  return [
    say(texts.read, { units, figures, left: left.length, guesses: guesses.length }),
    say(texts.agree, { good, bad: sums.length - good }),
    '',
    texts.totals[language],
    ...totals.map(({ name, model, year, amount, unit }) => {
      const side = /\.(uses|production)$/.exec(model)?.[1] as 'uses' | 'production' | undefined
      const way = side === undefined ? '' : ` ${texts[side][language]}`
      return `  ${inert(name[language])}${way} ${year}  ${formatNumber(amount, language)} ${unit}`
    }),
    '',
    ...leftOut(left, language),
  ].join('\n')
}

/** Why things were left out, how often, and the first place of each reason. */
function leftOut(left: NonNullable<Imported['listing']>['left'], language: keyof Text): readonly string[] {
  if (left.length === 0) return []
  const reasons = new Map<string, { n: number; at: string; reason: Text }>()
  for (const { why, at, reason } of left) {
    const known = reasons.get(why)
    if (known) known.n++
    else reasons.set(why, { n: 1, at: at.file, reason })
  }
  const lines = [...reasons.values()].map(
    ({ n, at, reason }) => `  ${fillText(texts.place, { why: reason[language], n, at })[language]}`,
  )
  return [texts.left[language], ...lines, '']
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const text = (value: unknown) => (value === undefined ? undefined : String(value))
  const [propose, map, out] = [text(values.propose), text(values.map), text(values.out)]
  const json = values.format === 'json'
  if ((propose === undefined) === (map === undefined) || (propose !== undefined && out !== undefined))
    throw new UsageError(texts.which)
  if (propose !== undefined && existsSync(propose) && values.force !== true)
    throw new OutputError(propose, Object.assign(new Error('it is there'), { code: 'EEXIST' }))
  if (out !== undefined && values.force !== true) refuseFull(out)
  const { importBooks } = await context.door()
  const imported = await importBooks(operands, map === undefined ? {} : { map })
  const { error } = countDiagnostics(imported.diagnostics)
  await tell(context, imported)
  if (error > 0) {
    if (json) await context.answer(diagnosticsDocument(imported))
    await context.complain(summary(imported, context.language))
    return exitOf(imported.diagnostics)
  }
  if (propose !== undefined) {
    writeWhole(propose, imported.proposal ?? '')
    await context.answer(imported.proposal ?? '')
    await context.note(fillText(texts.next, { path: propose, books: operands.join(' ') })[context.language])
  } else {
    if (out !== undefined) writeFolder(out, imported.files ?? [])
    const { totals, listing } = imported
    await context.answer(
      json
        ? `${JSON.stringify({ format: 'peakzero/import@1', totals, listing }, undefined, 2)}\n`
        : answerOf(imported, context.language),
    )
    for (const { name } of out === undefined ? [] : (imported.files ?? []))
      await context.note(fillText(texts.wrote, { path: join(out ?? '', name) })[context.language])
  }
  await context.complain(summary(imported, context.language))
  return exitOf(imported.diagnostics, values.strict === true)
}

export const verb: Verb = {
  summary: {
    zh: '统计表（XLSX、CSV）变成基线：先提出对照表，再照它导入',
    en: 'Statistical tables (XLSX, CSV) become a baseline: a map is proposed, then imported by',
  },
  arguments: [{ name: '<book...>', about: { zh: '工作簿或 CSV', en: 'workbooks or CSV files' } }],
  options: [
    {
      flags: '--propose <file>',
      about: { zh: '认出表格，把对照表写到这里', en: 'recognise the tables and write the map here' },
    },
    {
      flags: '--map <file>',
      about: {
        zh: '照这张对照表导入；没有 --out 只看不写',
        en: 'import by this map; without --out nothing is written',
      },
    },
    {
      flags: '--out <dir>',
      about: { zh: '基线和各表写到文件夹', en: 'write the baseline and its tables to a folder' },
    },
    { flags: '--force', about: { zh: '那里已有文件也写', en: 'write over what is there' } },
    { flags: '--strict', about: { zh: '有警告时退出码为 1', en: 'end with 1 where there are warnings' } },
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: ['text', 'json'] },
  ],
  examples: [
    'peakzero import firms.xlsx --propose map.yaml',
    'peakzero import firms.xlsx --map map.yaml --out baselines/mine',
  ],
  act,
}
