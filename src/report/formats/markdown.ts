import { formatNumber, formatYears } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { amount, decimalsOf, difference, say, scaleOf, shareOf } from '../figure.ts'
import { markdownText } from '../markdown.ts'
import { shownYears } from '../page.ts'
import type { Format, Result } from '../result.ts'
import { sectorRows } from '../sector-rows.ts'
import { bond } from '../table.ts'
import { insteadOfMargin, standingOf, verdicts } from '../verdict.ts'

const texts = {
  figure: { zh: '指标', en: 'Figure' },
  target: { zh: '目标', en: 'Target' },
  result: { zh: '结果', en: 'Result' },
  margin: { zh: '差额', en: 'Margin' },
  firstMiss: { zh: '首次不达标', en: 'First miss' },
  targets: { zh: '{n} 个目标，{met} 个达标', en: '{n} targets, {met} met' },
  sectors: { zh: '各部门净排放，{unit}', en: 'Net emissions by sector, {unit}' },
  changes: { zh: '比{reference}改了 {n} 处输入', en: '{n} inputs differ from {reference}' },
  path: { zh: '项', en: 'path' },
  before: { zh: '原', en: 'before' },
  after: { zh: '现', en: 'after' },
  place: { zh: '位置', en: 'place' },
  warnings: { zh: '{n} 条警告', en: '{n} warnings' },
  more: { zh: '另 {n} 条', en: '{n} more' },
} satisfies Record<string, Text>

/** How many rows a folded list shows: a comment has 65,536 characters. */
const mostRows = 50

const signs = { good: '✓', bad: '✗', warn: '!' } as const
const safe = (text: string, most = 200) => markdownText(inert(text, most))

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const ruler = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [row(head), row(ruler), ...rows.map(row)]
}

const folded = (title: string, lines: readonly string[]): readonly string[] => [
  '',
  `<details><summary>${title}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
]

/** The course of the main indicators, in one unit a row. */
function figures(result: Result, language: Language): readonly string[] {
  const years = shownYears(result.horizon, false)
  const ids = [
    result.peak.indicator,
    result.neutrality.indicator,
    'energy.total',
    'energy.controlled',
    'so2',
    'nox',
    'pm25',
    'voc',
    'gdp',
    'cost.total',
  ]
  const rows = [...new Set(ids)].flatMap((id) => {
    const series = result.indicators[id]
    if (!series) return []
    const values = years.map((year) => series.values[year] ?? Number.NaN)
    const share = shareOf(series.unit)
    const scale =
      share === undefined
        ? scaleOf(series.unit, language, Math.max(...values.map(Math.abs)))
        : { label: '', by: 1 }
    const shown = values.map((value) => value * scale.by)
    const decimals = decimalsOf(shown)
    const name = `${safe(series.name[language])}${scale.label === '' ? '' : ` (${scale.label})`}`
    return [[name, ...shown.map((value) => formatNumber(value, language, { decimals }))]]
  })
  return table([texts.figure[language], ...years.map(String)], rows)
}

function targets(result: Result, language: Language): readonly string[] {
  if (result.targets.length === 0) return []
  const met = result.targets.filter((target) => target.met).length
  const title = say(texts.targets, language, { n: result.targets.length, met })
  const rows = result.targets.map((target) => [
    `${signs[standingOf(target) ?? 'good']} ${safe(target.name[language])}`,
    target.nothing ? '-' : amount(target.figure, target.figureUnit, language),
    insteadOfMargin(target)?.[language] ?? difference(target.margin, target.unit, language, { sign: true }),
    target.firstMiss === undefined ? '' : String(target.firstMiss),
  ])
  const head = [texts.target, texts.result, texts.margin, texts.firstMiss].map((text) => text[language])
  return folded(title, table(head, rows))
}

function sectors(result: Result, language: Language): readonly string[] {
  const rows = sectorRows(result, language, false)
  if (rows.length === 0) return []
  const years = shownYears(result.horizon, false)
  const at = years.map((year) => year - (result.tables.sector.years[0] ?? result.horizon.base))
  const values = rows.map((row) => at.map((i) => row.values[i] ?? Number.NaN))
  const scale = scaleOf(result.tables.sector.unit, language, Math.max(...values.flat().map(Math.abs)))
  const decimals = decimalsOf(values.flat().map((value) => value * scale.by))
  const title = say(texts.sectors, language, { unit: scale.label })
  return folded(
    title,
    table(
      ['', ...years.map(String)],
      rows.map((row, i) => [
        safe(row.name),
        ...values[i]!.map((value) => formatNumber(value * scale.by, language, { decimals })),
      ]),
    ),
  )
}

function changes(result: Result, language: Language): readonly string[] {
  const { changes } = result
  if (!changes || changes.inputs.length === 0) return []
  const reference = safe(changes.reference.title[language], 60)
  const title = say(texts.changes, language, { reference, n: changes.inputs.length })
  const shown = changes.inputs.slice(0, mostRows)
  const head = [texts.path, texts.before, texts.after, texts.place].map((text) => text[language])
  const rows = shown.map(({ path, before, after, file, line }) => [
    safe(path),
    safe(before, 60),
    safe(after, 60),
    `${safe(file)}:${line}`,
  ])
  return folded(title, [...table(head, rows), ...rest(changes.inputs.length - shown.length, language)])
}

function warnings(result: Result, language: Language): readonly string[] {
  const said = result.warnings.filter(({ severity }) => severity === 'warning')
  if (said.length === 0) return []
  const shown = said.slice(0, mostRows)
  return folded(say(texts.warnings, language, { n: said.length }), [
    ...shown.map(
      ({ code, message, file, line }) => `- ${code} ${safe(file)}:${line} ${safe(message[language], 300)}`,
    ),
    ...rest(said.length - shown.length, language),
  ])
}

const rest = (n: number, language: Language): readonly string[] =>
  n > 0 ? ['', say(texts.more, language, { n })] : []

function page(result: Result, language: Language): string {
  const { scenario, horizon } = result
  const answers = verdicts(result, language)
  const missed = answers.some(({ standing }) => standing === 'bad')
  const sign = missed ? signs.bad : signs.good
  const head = answers.map((answer) => answer.head).join(language === 'zh' ? '；' : '; ')
  const title = scenario.title[language]
  const county = scenario.county.title[language]
  const whose = title.includes(county) ? title : `${county} · ${title}`
  const lines = [
    `### ${sign} ${safe(whose)}${language === 'zh' ? '：' : ': '}${safe(head)}`,
    '',
    ...answers.map(({ standing, head, rest }) =>
      `- ${standing ? `${signs[standing]} ` : ''}**${safe(head)}** ${safe(rest)}`.trimEnd(),
    ),
    '',
    ...figures(result, language),
    ...targets(result, language),
    ...sectors(result, language),
    ...changes(result, language),
    ...warnings(result, language),
    '',
    `<sub>peakzero ${safe(result.generator.version)} · ${formatYears(horizon.base, horizon.to, language)}</sub>`,
  ]
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
}

/** A summary that fits a pull-request comment: the first line is what a telephone shows, the rest is folded. */
export const format: Format = {
  name: 'markdown',
  extension: 'md',
  about: { zh: 'Markdown，适合合并请求评论', en: 'Markdown, for a comment on a pull request' },
  render: (results, { language }) => results.map((result) => page(result, language)).join('\n---\n\n'),
}
