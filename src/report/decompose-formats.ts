import { formatNumber, printed } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { markdownCell } from './comparison-markdown.ts'
import type { Decomposed } from './decompose.ts'
import { amount, decimalsOf, say, scaleOf } from './figure.ts'
import { writeJson } from './formats/json.ts'
import { ink as inkOf } from './ink.ts'
import type { RenderOptions } from './result.ts'
import { bond, type Cell, hanging, layout } from './table.ts'

const texts = {
  title: { zh: '{title}：{name}，{from} 到 {to} 年', en: '{title}: {name}, {from} to {to}' },
  observed: { zh: '（都是观测年）', en: ' (both observed)' },
  sum: { zh: '{before} → {after}，变化 {change}', en: '{before} → {after}, change {change}' },
  effects: { zh: '由哪些因素造成（LMDI，合计相等）', en: 'What moved it (LMDI, adding up exactly)' },
  sectors: { zh: '在哪些部门', en: 'Where' },
  total: { zh: '合计', en: 'Total' },
  sector: { zh: '部门', en: 'Sector' },
  rising: { zh: '趋势上升', en: 'a rising trend' },
  falling: { zh: '趋势下降', en: 'a falling trend' },
  noTrend: { zh: '没有显著趋势', en: 'no significant trend' },
  trend: {
    zh: '逐年看：{word}（Mann–Kendall Z = {z}，p = {p}）',
    en: 'Year by year: {word} (Mann–Kendall Z = {z}, p = {p})',
  },
  none: { zh: '没有变化', en: 'nothing changed' },
} satisfies Record<string, Text>

/** Told as a trend below this probability (two-sided). */
const significant = 0.05

function titleOf(d: Decomposed, language: Language, clean: (text: string) => string): string {
  const title = say(texts.title, language, {
    title: clean(d.scenario.title[language]),
    name: clean(printed(d.name[language])),
    from: d.from,
    to: d.to,
  })
  return title + (d.observed ? texts.observed[language] : '')
}

function sumOf(d: Decomposed, language: Language): string {
  return say(texts.sum, language, {
    before: amount(d.before, d.unit, language),
    after: amount(d.after, d.unit, language),
    change: amount(d.change, d.unit, language, { sign: true }),
  })
}

function trendOf({ trend }: Decomposed, language: Language): string | undefined {
  if (!trend) return undefined
  const word = trend.p >= significant ? texts.noTrend : trend.s > 0 ? texts.rising : texts.falling
  const p = trend.p < 0.001 ? '< 0.001' : formatNumber(trend.p, language, { decimals: 3 })
  return say(texts.trend, language, {
    word: word[language],
    z: formatNumber(trend.z, language, { decimals: 2 }),
    p,
  }).replace('= <', '<')
}

/** The page for a terminal. */
export function decomposeText(d: Decomposed, options: RenderOptions): string {
  const { language, ascii } = options
  const width = Math.max(40, Math.min(80, options.width))
  const ink = inkOf(options)
  const lines = [
    ...hanging('', ink.plain(titleOf(d, language, inert)), width).map((line) => ink.paint('strong', line)),
    ...hanging('', ink.plain(sumOf(d, language)), width),
  ]
  const block = (title: string, rows: readonly { readonly name: Text; readonly value: number }[]) => {
    const moving = rows
      .filter(({ value }) => value !== 0)
      .sort((x, y) => Math.abs(y.value) - Math.abs(x.value))
    const largest = Math.max(...moving.map(({ value }) => Math.abs(value)), 0)
    const scale = scaleOf(d.unit, language, Math.max(largest, Math.abs(d.change)))
    const decimals = decimalsOf([largest * scale.by])
    const cell = (value: number) => ink.plain(formatNumber(value * scale.by, language, { decimals }))
    const cells = moving.map(({ name, value }): Cell[] => [
      { text: ink.plain(`  ${inert(name[language])}`) },
      { text: cell(value) },
      {
        text: (ascii ? '#' : '█').repeat(Math.round((Math.abs(value) / (largest || 1)) * 22)),
        role: value < 0 ? 'good' : 'bad',
      },
    ])
    cells.push([
      {
        text: ink.plain(`  ${moving.length === 0 ? texts.none[language] : texts.total[language]}`),
        role: 'strong',
      },
      { text: cell(d.change), role: 'strong' },
      { text: ink.plain(scale.label), role: 'quiet' },
    ])
    const drawn = layout(
      cells,
      [
        { side: 'left', least: 26, most: 40, gap: 0 },
        { side: 'right', least: 8, gap: 1 },
        { side: 'left', gap: 2 },
      ],
      ink,
    )
    lines.push('', ink.plain(title), ...drawn)
  }
  block(texts.effects[language], d.effects)
  block(
    texts.sectors[language],
    d.sectors.map(({ name, change }) => ({ name, value: change })),
  )
  const trend = trendOf(d, language)
  if (trend !== undefined) lines.push('', ...hanging('', ink.plain(trend), width))
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
}

export function decomposeMarkdown(d: Decomposed, { language }: RenderOptions): string {
  const figure = (value: number) => amount(value, d.unit, language, { sign: true })
  const ids = d.effects.filter(({ value }) => value !== 0)
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const lines = [
    `### ${titleOf(d, language, markdownCell)}`,
    '',
    sumOf(d, language),
    '',
    row([texts.sector[language], ...ids.map(({ name }) => name[language]), texts.total[language]]),
    row(['---', ...ids.map(() => '---:'), '---:']),
    ...d.sectors.map(({ name, effects, change }) =>
      row([markdownCell(name[language]), ...ids.map(({ id }) => figure(effects[id] ?? 0)), figure(change)]),
    ),
    row([
      `**${texts.total[language]}**`,
      ...ids.map(({ value }) => `**${figure(value)}**`),
      `**${figure(d.change)}**`,
    ]),
  ]
  const trend = trendOf(d, language)
  if (trend !== undefined) lines.push('', markdownCell(trend))
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
}

/** One JSON document, `peakzero/decompose@1`. */
export function decomposeJson(d: Decomposed): string {
  return writeJson(d, 'decomposition')
}
