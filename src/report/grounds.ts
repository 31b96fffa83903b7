import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { displayWidth, padEndWidth } from '../text/width.ts'
import { say } from './figure.ts'
import type { Page } from './page.ts'
import type { LevelResult } from './result.ts'
import { bond, type Cell, type Column, hanging, layout } from './table.ts'

const comma: Text = { zh: '，', en: ', ' }
const list: Text = { zh: '、', en: ', ' }

const levelTexts = {
  head: { zh: '单位产品能耗等级（国标），装置数', en: 'Energy level of units (GB standards), how many' },
  level: { zh: '{level} 级', en: 'level {level}' },
  beyond: { zh: '超限额', en: 'beyond the limit' },
  names: { zh: '{year} 年超限额：', en: 'Beyond the limit in {year}: ' },
  unit: { zh: '{name}（{figure}，限额 {limit} kgce/t）', en: '{name} ({figure}, limit {limit} kgce/t)' },
  more: { zh: '另 {n} 个', en: '{n} more' },
} satisfies Record<string, Text>

/** The years in which units are held against their standards. */
function periods({ result }: Page): { readonly year: number; readonly levels: readonly LevelResult[] }[] {
  const years = [...new Set(result.levels.map(({ year }) => year))].sort((a, b) => a - b)
  return years.map((year) => ({ year, levels: result.levels.filter((level) => level.year === year) }))
}

/** Count by level in each of these years, and the names beyond the limit in the last year that has any. */
export function levelLines(page: Page): string[] {
  const { language, width, ink, verbose } = page
  const all = periods(page)
  if (all.length === 0) return []
  const quiet = (text: string): Cell => ({ text, role: 'quiet' })
  const levels = [1, 2, 3].map((level) => quiet(say(levelTexts.level, language, { level })))
  const heads = [{ text: '' }, ...levels, quiet(levelTexts.beyond[language])]
  const rows = all.map(({ year, levels }): Cell[] => [
    { text: `  ${year}` },
    ...[1, 2, 3, 4].map((wanted): Cell => {
      const n = levels.filter(({ level }) => level === wanted).length
      return { text: String(n), role: wanted === 4 && n > 0 ? 'warn' : undefined }
    }),
  ])
  const columns: Column[] = [
    { side: 'left', gap: 0 },
    ...heads.slice(1).map((): Column => ({ side: 'right', gap: 3 })),
  ]
  const last = all.findLast(({ levels }) => levels.some(({ level }) => level === 4))
  const beyond = last?.levels.filter(({ level }) => level === 4) ?? []
  const shown = verbose ? beyond : beyond.slice(0, 5)
  const names = shown.map(({ name, figure, level3 }) =>
    say(levelTexts.unit, language, {
      name: inert(name[language]),
      figure: formatNumber(figure, language),
      limit: formatNumber(level3, language),
    }),
  )
  if (beyond.length > shown.length)
    names.push(say(levelTexts.more, language, { n: beyond.length - shown.length }))
  const head = ink.plain(say(levelTexts.names, language, { year: last?.year ?? '' }))
  return [
    ink.paint('quiet', ink.plain(levelTexts.head[language])),
    ...layout([heads, ...rows], columns, ink),
    ...(names.length > 0 ? hanging(`  ${head}`, ink.plain(names.join(list[language])), width) : []),
  ]
}

/** The four classes of evidence (report.md 2) and the grades in each. */
export const evidenceClasses: readonly {
  readonly letter: string
  readonly name: Text
  readonly grades: readonly string[]
}[] = [
  { letter: 'A', name: { zh: '实测与统计', en: 'measured' }, grades: ['A', 'measured', 'statistics'] },
  { letter: 'B', name: { zh: '标准', en: 'standard' }, grades: ['B', 'standard'] },
  {
    letter: 'C',
    name: { zh: '文献与专家', en: 'literature' },
    grades: ['C', 'literature', 'expert', 'calibrated'],
  },
  { letter: 'D', name: { zh: '假设', en: 'assumption' }, grades: ['D', 'assumption'] },
]
const evidenceTexts = {
  head: { zh: '依据（{name}，{year} 年）', en: 'Evidence ({name}, {year})' },
  none: { zh: '未注明', en: 'not stated' },
  observed: { zh: '模型与观测（{year} 年）', en: 'Model against observed ({year})' },
} satisfies Record<string, Text>

/** What the total of 2030 rests on: the share of each class; a remainder without a grade is named. */
export function evidenceLines({ result, language, width, ink }: Page): string[] {
  const years = result.evidence['co2.total']
  const year = years?.['2030'] ? '2030' : Object.keys(years ?? {}).at(-1)
  const shares = year === undefined ? undefined : years?.[year]
  if (!shares || year === undefined) return []
  const name = inert(result.indicators['co2.total']?.name[language] ?? 'co2.total')
  const parts = evidenceClasses.map(({ letter, name: word, grades }) => {
    const share = grades.reduce((sum, grade) => sum + (shares[grade] ?? 0), 0)
    return `${letter}${bond}${word[language]}${bond}${formatPercent(share, language, { decimals: 0 })}`
  })
  const graded = evidenceClasses.flatMap(({ grades }) => grades)
  const other = Object.entries(shares).filter(([grade]) => !graded.includes(grade))
  const rest = other.reduce((sum, [, share]) => sum + share, 0)
  if (rest > 0.0005)
    parts.push(`${evidenceTexts.none[language]}${bond}${formatPercent(rest, language, { decimals: 0 })}`)
  const head = ink.plain(`${say(evidenceTexts.head, language, { name, year })}  `)
  return hanging(head, ink.plain(parts.join('  ')), width)
}

/** How far the model is from what was observed in the last observed year, the largest difference first. */
export function observedLines({ result, language, width, ink, verbose }: Page): string[] {
  const year = Math.max(0, ...result.tables.observed.map((row) => row.year))
  const gaps = result.tables.observed
    .filter((row) => row.year === year && row.observed !== 0)
    .map(({ name, observed, model }) => ({
      name: inert(name[language]),
      share: (model - observed) / Math.abs(observed),
    }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
  if (gaps.length === 0) return []
  const shown = verbose ? gaps : gaps.slice(0, 4)
  const parts = shown.map(
    ({ name, share }) => `${name}${bond}${formatPercent(share, language, { sign: true })}`,
  )
  const head = ink.plain(`${say(evidenceTexts.observed, language, { year })}  `)
  return hanging(head, ink.plain(parts.join(comma[language])), width)
}

const changeTexts = {
  points: { zh: '，另 {n} 处', en: ', {n} more' },
  head: { zh: '输入改了 {n} 处（与{reference}相比）', en: '{n} against {reference}' },
  more: { zh: '另 {n} 处，--verbose 列出', en: '{n} more: --verbose lists all' },
} satisfies Record<string, Text>

/** Keys beside the points of a series: where a figure comes from, and where a layer begins, is no change of it. */
const provenance = new Set(['note', 'source', 'grade', 'range', 'uncertain', 'from'])

/** The points of a series as it was written: `{2030: 30%, 2040: 50%}`; of layers (`base ⊕ over`) the later holds. */
function pointsOf(text: string): ReadonlyMap<string, string> | undefined {
  const layers = text.split(' ⊕ ').map(entriesOf)
  if (layers.includes(undefined)) return undefined
  const points = new Map(
    layers.flatMap((layer) => [...(layer ?? [])]).filter(([key]) => !provenance.has(key)),
  )
  return new Map([...points].map(([key, value]) => [key, entriesOf(value)?.get('value') ?? value]))
}

/** The entries of a map in flow style, split at its own commas and not at those of what stands inside. */
function entriesOf(text: string): ReadonlyMap<string, string> | undefined {
  if (!/^\{.*\}$/.test(text)) return undefined
  const parts: string[] = ['']
  let depth = 0
  for (const sign of text.slice(1, -1)) {
    if ('{[('.includes(sign)) depth++
    if ('}])'.includes(sign)) depth--
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return new Map(parts.map((part) => [part.split(':')[0]!.trim(), part.slice(part.indexOf(':') + 1).trim()]))
}

/** What was changed into what; of two series the first points that differ, so that a long one shows what matters. */
function changeText(before: string, after: string, language: keyof Text): string {
  const old = pointsOf(before)
  const now = pointsOf(after)
  if (!old || !now) return `${inert(before, 30)} → ${inert(after, 30)}`
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort()
  const differing = keys.filter((key) => old.get(key) !== now.get(key))
  const first = differing.slice(0, 2).map((key) => `${key}: ${old.get(key) ?? '-'} → ${now.get(key) ?? '-'}`)
  const more = differing.length > 2 ? say(changeTexts.points, language, { n: differing.length - 2 }) : ''
  return inert(first.join(', ')) + more
}

/** One input that differs: its path, what became what, and the line that says so; in two lines where one is too narrow. */
export function changedInput(
  input: {
    readonly path: string
    readonly before: string
    readonly after: string
    readonly file: string
    readonly line: number
  },
  { language, ink, width }: Pick<Page, 'language' | 'ink' | 'width'>,
): string[] {
  const { path, before, after, file, line } = input
  const what = ink.plain(`  ${inert(path)}`)
  const change = ink.plain(changeText(before, after, language))
  const where = ink.plain(`${inert(file.split('/').at(-1) ?? file)}:${line}`)
  const one = `${padEndWidth(what, 40)}  ${padEndWidth(change, 18)}  `
  if (displayWidth(one + where) <= width) return [one + ink.paint('quiet', where)]
  return [
    ...hanging('', what.trimStart(), width - 2).map((part) => `  ${part}`),
    ...hanging('    ', `${change}  ${where}`, width),
  ]
}

/** What the scenario sets otherwise than its reference, each with the line that says so. */
export function changeLines({ result, language, width, ink, verbose }: Page): string[] {
  const { changes } = result
  if (!changes || changes.inputs.length === 0) return []
  const shown = verbose ? changes.inputs : changes.inputs.slice(0, 5)
  const count = changes.inputs.length
  const n = language === 'zh' ? count : `${count} input${count === 1 ? '' : 's'} changed`
  const reference = inert(changes.reference.title[language], 40)
  const head = ink.plain(say(changeTexts.head, language, { n, reference }))
  const lines = shown.flatMap((input) => changedInput(input, { language, ink, width }))
  const rest = count - shown.length
  return [
    ...hanging('', head, width).map((part) => ink.paint('quiet', part)),
    ...lines,
    ...(rest > 0 ? [`  ${say(changeTexts.more, language, { n: rest })}`] : []),
  ]
}

const warningTexts = {
  head: { zh: '{n} 条警告', en: '{n}' },
  more: { zh: '另 {n} 条，--verbose 列出', en: '{n} more: --verbose lists all' },
} satisfies Record<string, Text>

/** How many warnings there are, and the first of them with their places. */
export function warningLines({ result, language, width, ink, verbose }: Page): string[] {
  const all = verbose ? result.warnings : result.warnings.filter(({ severity }) => severity !== 'info')
  if (all.length === 0) return []
  const shown = verbose ? all : all.slice(0, 3)
  const lines = shown.flatMap(({ code, message, file, line }) => {
    const text = `${inert(message[language], 300)}  ${inert(file, 200)}:${line}`
    const [first = '', ...rest] = hanging(`  ${code}  `, ink.plain(text), width)
    return [first.replace(code, () => ink.paint('link', code)), ...rest]
  })
  const n = language === 'zh' ? all.length : `${all.length} warning${all.length === 1 ? '' : 's'}`
  const sign = ink.sign('warn')
  const rest = all.length - shown.length
  return [
    ink.paint('warn', sign.trimEnd()) +
      sign.slice(sign.trimEnd().length) +
      say(warningTexts.head, language, { n }),
    ...lines,
    ...(rest > 0 ? [`  ${say(warningTexts.more, language, { n: rest })}`] : []),
  ]
}
