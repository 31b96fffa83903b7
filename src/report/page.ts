import { formatNumber, formatYears, sparkline } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth, padEndWidth } from '../text/width.ts'
import { amount, decimalsOf, say, scaleOf, shareOf } from './figure.ts'
import { type Ink, ink } from './ink.ts'
import type { RenderOptions, Result } from './result.ts'
import { sectorRows } from './sector-rows.ts'
import { type Cell, type Column, hanging, layout } from './table.ts'
import { verdicts } from './verdict.ts'

/** What every part of a page is drawn with. */
export interface Page {
  readonly result: Result
  readonly language: Language
  readonly width: number
  readonly ascii: boolean
  readonly verbose: boolean
  readonly ink: Ink
}

export function pageOf(result: Result, options: RenderOptions): Page {
  const { language, ascii, verbose } = options
  // Over 80 columns nothing is stretched; under 40 nothing could be read.
  return {
    result,
    language,
    width: Math.max(40, Math.min(80, options.width)),
    ascii,
    verbose,
    ink: ink(options),
  }
}

const colon: Text = { zh: '：', en: ': ' }
const yearsWord: Text = { zh: '{years} 年', en: '{years}' }
const given: Text = { zh: '* 给定的值，未建模。', en: '* values given, not modelled. ' }
const rounded: Text = { zh: '分项经四舍五入，相加可能与合计略有出入。', en: 'Rounded parts need not add up.' }

/** County, scenario and years. */
export function titleLines({ result, language, width, ink }: Page): string[] {
  const { scenario, horizon } = result
  const title = inert(scenario.title[language])
  const county = inert(scenario.county.title[language])
  const name = ink.plain(title.includes(county) ? title : `${county}${colon[language]}${title}`)
  const years = ink.plain(
    say(yearsWord, language, { years: formatYears(horizon.base, horizon.to, language) }),
  )
  const room = width - displayWidth(years) - 2
  const lines = hanging('', name, width).map((line) => ink.paint('strong', line))
  if (lines.length > 1 || displayWidth(name) > room) return [...lines, ink.paint('quiet', years)]
  return [
    ink.paint('strong', name) + ' '.repeat(width - displayWidth(name + years)) + ink.paint('quiet', years),
  ]
}

/** The three answers, and what the scenario changes against its reference. */
export function verdictLines(page: Page): string[] {
  const { result, language, width, ink } = page
  const all = verdicts(result, language)
  const heads = all.map(({ head }) => ink.plain(head))
  const widest = Math.max(...heads.map(displayWidth))
  const lines = all.flatMap(({ standing, rest }, i) => {
    const sign = ink.sign(standing)
    const head = `${padEndWidth(heads[i] ?? '', widest)}  `
    const blank = ' '.repeat(displayWidth(sign + head))
    const [first = '', ...more] = hanging(blank, ink.plain(rest), width)
    return [
      ink.paint(standing, sign.trimEnd()) + sign.slice(sign.trimEnd().length) + head + first.trimStart(),
      ...more,
    ]
  })
  return [...lines, ...againstLines(page, widest)]
}

const against = {
  head: { zh: '比{reference}', en: 'Against {reference}' },
  earlier: { zh: '早 {n} 年达峰', en: 'peak {n} earlier' },
  later: { zh: '晚 {n} 年达峰', en: 'peak {n} later' },
  sameYear: { zh: '达峰年相同', en: 'same peak year' },
  value: { zh: '峰值 {n}', en: 'level {n}' },
  in2030: { zh: '2030 年 {n}', en: '2030: {n}' },
  residual: { zh: '{last} 年 {n}', en: '{last}: {n}' },
  cost: { zh: '净费用（现值）{n}', en: 'net cost (present value) {n}' },
  perTonne: { zh: '每吨 {n}', en: '{n} a tonne' },
} satisfies Record<string, Text>
const comma: Text = { zh: '，', en: ', ' }

/** How the headline figures differ from the reference: one fact, without a sign. */
function againstLines({ result, language, width, ink }: Page, widest: number): string[] {
  const { changes, peak, neutrality, horizon, indicators } = result
  if (!changes) return []
  const reference = inert(changes.reference.title[language], 40)
  const head = ink.plain(say(against.head, language, { reference }))
  const change = (value: number, unit: string): string =>
    amount(value, unit, language, { sign: true, short: true })
  const total = indicators['co2.total']
  const years = Math.abs(changes.peakYear)
  const n = language === 'zh' ? years : `${years} year${years === 1 ? '' : 's'}`
  const parts = [
    years === 0
      ? against.sameYear[language]
      : say(changes.peakYear < 0 ? against.earlier : against.later, language, { n }),
    ...(changes.peakValue === 0
      ? []
      : [say(against.value, language, { n: change(changes.peakValue, peak.unit) })]),
    ...(total?.values['2030'] === undefined
      ? []
      : [say(against.in2030, language, { n: change(changes.co2In2030, total.unit) })]),
    say(against.residual, language, { last: horizon.to, n: change(changes.residual, neutrality.unit) }),
    ...costParts(changes, language),
  ]
  const blank = ink.sign(undefined)
  const left = `${blank}${padEndWidth(head, widest)}  `
  const text = ink.plain(parts.join(comma[language]))
  if (displayWidth(left) > width / 2) return hanging(blank, `${head}${colon[language]}${text}`, width)
  return hanging(left, text, width)
}

/** What the difference costs, less what is sold, and per tonne avoided. */
function costParts({ cost }: NonNullable<Result['changes']>, language: Language): string[] {
  if (!cost) return []
  const parts = [say(against.cost, language, { n: amount(cost.net, cost.unit, language, { sign: true }) })]
  if (cost.perTonne !== undefined) {
    const n = `${formatNumber(cost.perTonne, language, { decimals: 0 })}${language === 'zh' ? ' 元' : ' yuan'}`
    parts.push(say(against.perTonne, language, { n }))
  }
  return parts
}

/** The years shown: base, last observed, 2030, 2040 and the last; other horizons: what of these lies within, and the middle. */
export function shownYears({ base, observedTo, to }: Result['horizon'], narrow: boolean): number[] {
  const within = [2030, 2040].filter((year) => year > observedTo && year < to)
  const middle = observedTo + Math.round((to - observedTo) / 2)
  const between = within.length > 0 ? within : middle > observedTo && middle < to ? [middle] : []
  const all = narrow ? [base, ...between.slice(0, 1), to] : [base, observedTo, ...between, to]
  return [...new Set(all)].sort((a, b) => a - b)
}

interface Row {
  readonly name: string
  readonly values: readonly number[]
  readonly total?: boolean
}

/** Rows of one unit under its name: figures of the shown years, then the whole course. */
interface Block {
  readonly unit: string
  readonly rows: readonly Row[]
}

/** Names take this many columns, so that all blocks of a page stand under the same years. */
const nameColumns = 22

function blockLines(page: Page, { unit, rows }: Block, withYears: boolean): string[] {
  const { result, language, width, ink, ascii } = page
  const { horizon } = result
  const years = shownYears(horizon, width < 60)
  const at = years.map((year) => year - horizon.base)
  const share = shareOf(unit)
  const size = Math.max(...rows.flatMap(({ values }) => values.map(Math.abs)))
  const scale = share === undefined ? scaleOf(unit, language, size) : { label: '%', by: share * 100 }
  const figures = rows.map(({ values }) => at.map((i) => (values[i] ?? Number.NaN) * scale.by))
  const decimals = decimalsOf(figures.flat())
  const every = Math.max(2, Math.ceil((horizon.to - horizon.base + 1) / 21))
  const head: Cell[] = [
    { text: ink.plain(scale.label), role: 'quiet' },
    ...years.map((year): Cell => ({ text: withYears ? String(year) : '', role: 'quiet' })),
    { text: '' },
  ]
  const body = rows.map(({ name, values, total }, i): Cell[] => [
    { text: ink.plain(total ? name : `  ${name}`), role: total ? 'strong' : undefined },
    ...(figures[i] ?? []).map(
      (figure): Cell => ({
        text: ink.plain(formatNumber(figure, language, { decimals })),
        role: total ? 'strong' : undefined,
      }),
    ),
    { text: sparkline(values, { ascii, every }) },
  ])
  const cells = [head, ...body]
  const widest = Math.max(
    5,
    ...cells.flatMap((row) => row.slice(1, -1).map(({ text }) => displayWidth(text))),
  )
  // Columns stand seven apart in every block, as long as their figures leave a blank.
  const gap = Math.max(1, 7 - widest)
  const tableWidth = nameColumns + years.length * (widest + gap)
  const columns: Column[] = [
    { side: 'left', least: nameColumns, most: nameColumns, gap: 0 },
    ...years.map((): Column => ({ side: 'right', least: widest, gap })),
    { side: 'left', gap: 2 },
  ]
  const marks = displayWidth(body[0]?.at(-1)?.text ?? '')
  const fits = width >= 72 && tableWidth + 2 + marks <= width
  return layout(fits ? cells : cells.map((row) => row.slice(0, -1)), columns, ink)
}

function indicatorRow({ result, language }: Page, id: string, total = false): Row | undefined {
  const series = result.indicators[id]
  if (!series) return undefined
  const { base, to } = result.horizon
  const values = Array.from({ length: to - base + 1 }, (_, i) => series.values[base + i] ?? Number.NaN)
  return { name: inert(series.name[language]), values, total }
}

const isZero = ({ values }: Row): boolean => values.every((value) => value === 0)

/** Indicators of one unit as a block; those that the result does not have are left out. */
function indicatorBlock(page: Page, ids: readonly string[], total?: string): Block | undefined {
  const parts = ids.map((id) => indicatorRow(page, id)).filter((row) => row !== undefined)
  // Controlled energy is a rule of China: where nothing is taken off it would only repeat the row above.
  if (ids[1] === 'energy.controlled' && String(parts[0]?.values) === String(parts[1]?.values))
    parts.length = 1
  const sum = total === undefined ? undefined : indicatorRow(page, total, true)
  const rows = sum ? [...parts.filter((row) => !isZero(row)), sum] : parts
  const unit = [...ids, ...(total === undefined ? [] : [total])].map((id) => result(page, id)).find(Boolean)
  return rows.length > 0 && unit !== undefined ? { unit, rows } : undefined
}

const result = (page: Page, id: string): string | undefined => page.result.indicators[id]?.unit

function sectorBlock(page: Page): Block & { readonly given: boolean } {
  const { sector } = page.result.tables
  const rows = sectorRows(page.result, page.language, page.verbose)
  const marked = rows.map((row) => (row.given ? { ...row, name: `${row.name} *` } : row))
  const net = indicatorRow(page, sector.indicator, true)
  return { unit: sector.unit, rows: net ? [...marked, net] : marked, given: rows.some((row) => row.given) }
}

/** What is stored stands among the parts as what it takes off, so that they add up to the total. */
function withStored(page: Page, block: Block | undefined): Block | undefined {
  const stored = indicatorRow(page, 'co2.stored')
  if (!block || !stored || isZero(stored)) return block
  const row = { ...stored, values: stored.values.map((value) => -value) }
  return { ...block, rows: [...block.rows.slice(0, -1), row, ...block.rows.slice(-1)] }
}

/** Emissions by sector, CO2 by origin, energy, pollutants, money: each block with its unit in its head. */
export function courseLines(page: Page): string[] {
  const sectors = sectorBlock(page)
  const blocks = [
    withStored(page, indicatorBlock(page, ['co2.energy', 'co2.process', 'co2.indirect'], 'co2.total')),
    indicatorBlock(page, ['energy.total', 'energy.controlled']),
    indicatorBlock(page, ['so2', 'nox', 'pm25', 'voc']),
    indicatorBlock(page, ['gdp', 'sales']),
    indicatorBlock(
      page,
      ['cost.capital', 'cost.operation', 'cost.measures', 'cost.purchases', 'cost.carbon'],
      'cost.total',
    ),
  ]
  const lines = sectors.rows.length > 0 ? blockLines(page, sectors, true) : []
  if (lines.length > 0) {
    const note = (sectors.given ? given[page.language] : '') + rounded[page.language]
    lines.push(...hanging('', note, page.width).map((line) => page.ink.paint('quiet', line)))
  }
  for (const block of blocks) if (block) lines.push('', ...blockLines(page, block, lines.length === 0))
  return lines
}
