import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { amount, say } from './figure.ts'
import { evidenceClasses } from './grounds.ts'
import type { Page } from './page.ts'
import type { AssumptionsResult, InfluenceRow, Shares } from './result.ts'
import { type Cell, type Column, hanging, layout } from './table.ts'

const texts = {
  rests: { zh: 'CO₂ 排放的依据（最弱的一级决定）', en: 'What CO₂ rests on (the weakest grade decides)' },
  whole: { zh: '合计', en: 'together' },
  activities: { zh: '活动量', en: 'activities' },
  coefficients: { zh: '系数', en: 'coefficients' },
  level: {
    zh: '对 {year} 年 {name} 影响最大的假设（逐个取范围两端）',
    en: 'Assumptions that move {name} of {year} most (one at a time, both ends of the range)',
  },
  peak: { zh: '对达峰年影响最大的假设', en: 'Assumptions that move the peak year most' },
  none: { zh: '没有一个假设单独改变达峰年', en: 'No assumption moves the peak year by itself' },
  counted: {
    zh: '共移动 {moved} 个数；{unranged} 个数没有范围，未移动；{clipped} 处端点使碳平衡或份额不成立，只移到成立处为止',
    en: '{moved} numbers were moved; {unranged} state no range and were not; {clipped} ends would break a balance and were approached only as far as it holds',
  },
  years: { zh: '年', en: 'years' },
  range: { zh: '范围', en: 'range' },
  low: { zh: '下端', en: 'low end' },
  high: { zh: '上端', en: 'high end' },
} satisfies Record<string, Text>

/** What the totals rest on, by class of evidence, and the assumptions that weigh most; nothing without `--evidence`. */
export function assumptionLines(page: Page): string[] {
  const { assumptions } = page.result
  if (!assumptions) return []
  const { ink, language, width } = page
  const count = say(texts.counted, language, {
    moved: assumptions.moved,
    unranged: assumptions.unranged,
    clipped: assumptions.clipped,
  })
  return [
    ...restLines(page, assumptions),
    '',
    ...levelLines(page, assumptions),
    '',
    ...peakLines(page, assumptions),
    ...hanging('', ink.plain(count), width).map((line) => ink.paint('quiet', line)),
  ]
}

function restLines(page: Page, { activities, coefficients }: AssumptionsResult): string[] {
  const { result, language, ink } = page
  const parts: readonly (readonly [Text, Shares])[] = [
    [texts.activities, activities],
    [texts.coefficients, coefficients],
    [texts.whole, result.evidence],
  ]
  const years = Object.keys(activities['co2.total'] ?? {})
  const heads: Cell[] = [
    { text: '' },
    { text: '' },
    ...evidenceClasses.map(
      ({ letter, name }): Cell => ({ text: `${letter} ${name[language]}`, role: 'quiet' }),
    ),
  ]
  const rows = years.flatMap((year) =>
    parts.map(([name, shares], i): Cell[] => {
      const grades = shares['co2.total']?.[year] ?? {}
      return [
        { text: i === 0 ? `  ${year}` : '' },
        { text: name[language] },
        ...evidenceClasses.map((entry): Cell => {
          const share = entry.grades.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0)
          return { text: formatPercent(share, language, { decimals: 0 }) }
        }),
      ]
    }),
  )
  const columns: Column[] = [
    { side: 'left', gap: 0 },
    { side: 'left', gap: 2 },
    ...evidenceClasses.map((): Column => ({ side: 'right', gap: 2 })),
  ]
  return [ink.paint('quiet', ink.plain(texts.rests[language])), ...layout([heads, ...rows], columns, ink)]
}

function levelLines(page: Page, { byLevel, indicator, year, unit }: AssumptionsResult): string[] {
  const { result, language, ink, width } = page
  const name = inert(result.indicators[indicator]?.name[language] ?? indicator)
  const head = hanging('', ink.plain(say(texts.level, language, { name, year })), width)
  return [
    ...head.map((line) => ink.paint('quiet', line)),
    ...table(page, byLevel, (row) =>
      row.level.map((value) => amount(value, unit, language, { sign: true, short: true })),
    ),
  ]
}

function peakLines(page: Page, { byPeakYear }: AssumptionsResult): string[] {
  const { language, ink } = page
  const head = byPeakYear.length === 0 ? texts.none : texts.peak
  return [
    ink.paint('quiet', ink.plain(head[language])),
    ...table(page, byPeakYear, (row) =>
      row.peakYear.map(
        (years) =>
          `${formatNumber(years, language, { sign: true })}${language === 'zh' ? '' : ' '}${texts.years[language]}`,
      ),
    ),
  ]
}

/** A row an assumption: where it stands, how far its range goes from its value, and what each end does. */
function table(
  page: Page,
  rows: readonly InfluenceRow[],
  effects: (row: InfluenceRow) => readonly string[],
): string[] {
  const { language, ink, width } = page
  if (rows.length === 0) return []
  const quiet = (text: string): Cell => ({ text: ink.plain(text), role: 'quiet' })
  const head = [
    quiet(''),
    quiet(texts.range[language]),
    quiet(texts.low[language]),
    quiet(texts.high[language]),
  ]
  const cells = rows.map((row): Cell[] => {
    const [low = '', high = ''] = effects(row)
    return [quiet(''), quiet(rangeOf(row, language)), { text: ink.plain(low) }, { text: ink.plain(high) }]
  })
  const columns: Column[] = [
    { side: 'left', gap: 0, least: Math.max(6, width - 52) },
    { side: 'right', gap: 1, least: 15 },
    { side: 'right', gap: 1, least: 16 },
    { side: 'right', gap: 1, least: 16 },
  ]
  const [first = '', ...lines] = layout([head, ...cells], columns, ink)
  return [first, ...rows.flatMap((row, i) => [`  ${ink.plain(inert(row.path, width - 2))}`, lines[i] ?? ''])]
}

/** The ends as shares of the value; as figures where the value is 0. */
function rangeOf(row: InfluenceRow, language: 'zh' | 'en'): string {
  if (row.value === 0)
    return `${amount(row.low, row.unit, language)} … ${amount(row.high, row.unit, language)}`
  const share = (end: number) =>
    formatPercent((end - row.value) / Math.abs(row.value), language, { sign: true, decimals: 0 })
  return `${share(row.low)} … ${share(row.high)}`
}
