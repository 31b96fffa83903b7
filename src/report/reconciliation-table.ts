import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { amount, say, scaleOf, shareOf } from './figure.ts'
import type { Page } from './page.ts'
import type { ReconciliationRow } from './result.ts'
import { type Cell, type Column, hanging, layout } from './table.ts'

const texts = {
  head: { zh: '对账：模型与观测或类比', en: 'Reconciliation: model against observed totals and analogues' },
  pair: { zh: '模型 : 对照', en: 'model : against' },
  gap: { zh: '差', en: 'gap' },
  observed: { zh: '观测', en: 'observed' },
  analogue: { zh: '类比', en: 'analogue' },
  sum: {
    zh: '各项相对差：净 {net}，绝对值平均 {absolute}；{out} 项超出容差',
    en: 'relative gaps: net {net}, mean absolute {absolute}; {out} beyond tolerance',
  },
  more: { zh: '另 {n} 项，--verbose 列出', en: '{n} more: --verbose lists all' },
} satisfies Record<string, Text>

/** The lines of the reconciliation, the largest gaps first. */
export function reconciliationLines(page: Page): string[] {
  const { result, language, width, ink, verbose } = page
  const all = [...result.tables.reconciliation].sort(
    (a, b) => Math.abs(b.relative) - Math.abs(a.relative) || (a.id < b.id ? -1 : 1),
  )
  if (all.length === 0) return []
  const shown = verbose ? all : all.slice(0, 5)
  const quiet = (text: string): Cell => ({ text: ink.plain(text), role: 'quiet' })
  const heads = [quiet(''), quiet(''), quiet(texts.pair[language]), quiet(texts.gap[language])]
  const rows = shown.map((row): Cell[] => [
    { text: ink.plain(`  ${inert(row.name[language])}${language === 'zh' ? '，' : ', '}${row.year}`) },
    quiet(texts[row.kind][language]),
    { text: ink.plain(pairOf(row, language)) },
    {
      text: formatPercent(row.relative, language, { sign: true, decimals: 0 }),
      role: row.within ? undefined : 'warn',
    },
  ])
  const columns: Column[] = [
    { side: 'left', gap: 0, most: Math.max(24, width - 46) },
    { side: 'left', gap: 1 },
    { side: 'right', gap: 1, most: 30 },
    { side: 'right', gap: 1 },
  ]
  const net = all.reduce((sum, row) => sum + row.relative, 0) / all.length
  const absolute = all.reduce((sum, row) => sum + Math.abs(row.relative), 0) / all.length
  const sum = say(texts.sum, language, {
    net: formatPercent(net, language, { sign: true, decimals: 0 }),
    absolute: formatPercent(absolute, language, { decimals: 0 }),
    out: all.filter((row) => !row.within).length,
  })
  const rest = all.length - shown.length
  return [
    ink.paint('quiet', ink.plain(texts.head[language])),
    ...layout([heads, ...rows], columns, ink),
    ...(rest > 0 ? [`  ${say(texts.more, language, { n: rest })}`] : []),
    ...hanging('  ', ink.plain(sum), width),
  ]
}

/** Both figures in one unit, which is told once. */
function pairOf({ model, against, unit }: ReconciliationRow, language: 'zh' | 'en'): string {
  if (shareOf(unit) !== undefined)
    return `${amount(model, unit, language)} : ${amount(against, unit, language)}`
  const { label, by } = scaleOf(unit, language, Math.max(Math.abs(model), Math.abs(against)))
  const figure = (value: number) => formatNumber(value * by, language, { significant: 3 })
  return `${figure(model)} : ${figure(against)} ${label}`
}
