import { formatNumber, formatPercent, printed } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import type { Attribution, Comparison, Pair, Share } from './compare.ts'
import { decimalsOf, isYears, type Scale, say, scaleOf } from './figure.ts'
import { changedInput } from './grounds.ts'
import { type Ink, ink } from './ink.ts'
import type { RenderOptions } from './result.ts'
import { type Cell, type Column, hanging, layout } from './table.ts'

/** What every part of a comparison's page is drawn with. */
export interface Sheet {
  readonly comparison: Comparison
  readonly language: Language
  readonly width: number
  readonly ascii: boolean
  readonly verbose: boolean
  readonly ink: Ink
}

export function sheetOf(comparison: Comparison, options: RenderOptions): Sheet {
  const { language, ascii, verbose } = options
  const width = Math.max(40, Math.min(80, options.width))
  return { comparison, language, width, ascii, verbose, ink: ink(options) }
}

export const comparisonTexts = {
  and: { zh: '{a} (A) 与 {others}', en: '{a} (A) and {others}' },
  comma: { zh: '、', en: ', ' },
  peakYear: { zh: '达峰年', en: 'Peak year' },
  peakLevel: { zh: '峰值', en: 'Peak level' },
  notHeld: { zh: '* 最高的一年，未能保持或仍在上升。', en: '* the highest year: not held, or still rising.' },
  inYear: { zh: '{year} {name}', en: '{year} {name}' },
  year: { zh: '年', en: 'year' },
  unit: { zh: '单位', en: 'unit' },
  same: { zh: '两边的 {n} 个指标全部相同', en: 'All {n} indicators are the same' },
  gained: { zh: '{b} 达标而 A 不达标', en: 'Met by {b} and not by A' },
  lost: { zh: 'A 达标而 {b} 不达标', en: 'Met by A and not by {b}' },
  verdicts: { zh: '达标与否：没有一个目标改变', en: 'No target is met by one side only' },
  gap: {
    zh: '{year} 年{name}之差（{b} − A）{by}',
    en: 'The gap of {name} in {year} ({b} − A) {by}',
  },
  by: {
    sector: { zh: '在哪些部门', en: 'by sector' },
    facility: { zh: '在哪些设施', en: 'by facility' },
    firm: { zh: '在哪些企业', en: 'by firm' },
    zone: { zh: '在哪些管控单元', en: 'by zone' },
    effect: { zh: '由哪些因素（LMDI 分解）', en: 'by effect (LMDI)' },
    lever: { zh: '由谁造成（Shapley 分摊）', en: 'by lever (Shapley shares)' },
  },
  sampled: {
    zh: '{n} 个随机顺序的抽样（种子 {seed}）；± 为标准误',
    en: '{n} orders drawn at random (seed {seed}); ± is the standard error',
  },
  total: { zh: '合计', en: 'Total' },
  others: { zh: '另 {n} 项', en: '{n} more' },
  inputs: { zh: '输入有 {n} 处不同', en: '{n} changed' },
  input: { zh: '输入', en: 'input' },
  moreInputs: {
    zh: '另 {n} 处，用 --format json 看全部',
    en: '{n} more: --format json lists all',
  },
  noInputs: { zh: '输入没有不同', en: 'No input differs' },
  absent: { zh: '没有', en: 'none' },
  noTarget: { zh: '没有这个目标', en: 'no such target' },
  beyond: { zh: '{b}：{n} 个指标之差超出容差', en: '{b}: {n} beyond the tolerance' },
  notCompared: {
    zh: '不是各方都有或单位不同，未比较：{ids}',
    en: 'not compared, since a side lacks them or has another unit: {ids}',
  },
} as const

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The letter of a scenario. */
export function letterOf(i: number): string {
  return letters[i] ?? `S${i + 1}`
}

const count = (n: number, language: Language, one: string): string =>
  language === 'zh' ? String(n) : `${n} ${one}${n === 1 ? '' : 's'}`

/** The title: who is compared with whom. */
export function titleLines({ comparison, language, width, ink }: Sheet): string[] {
  const { scenarios } = comparison
  const sameCounty = scenarios.every(({ county }) => county.id === scenarios[0]!.county.id)
  const name = ({ title, county }: (typeof scenarios)[number]) =>
    inert(sameCounty ? title[language] : `${county.title[language]} ${title[language]}`)
  const [first, ...rest] = scenarios.map(name)
  const others = rest.map((title, i) => `${title} (${letterOf(i + 1)})`).join(comparisonTexts.comma[language])
  const text = ink.plain(say(comparisonTexts.and, language, { a: first ?? '', others }))
  return hanging('', text, width).map((line) => ink.paint('strong', line))
}

export interface Row {
  readonly name: string
  readonly values: readonly number[]
  readonly unit: string
  readonly marks?: readonly boolean[]
}

/** The figures that are told: the peak, the headline indicators in the years that matter. */
export function rowsOf({ comparison, language }: Sheet): readonly Row[] {
  const { peak, neutrality, years, observedTo, indicators } = comparison
  const rows: Row[] = [
    {
      name: comparisonTexts.peakYear[language],
      values: peak.map(({ year }) => year),
      unit: 'year',
      marks: peak.map(({ sustained }) => !sustained),
    },
    {
      name: comparisonTexts.peakLevel[language],
      values: peak.map(({ value }) => value),
      unit: peak[0]!.unit,
    },
  ]
  const [first, last] = [years[0]!, years.at(-1)!]
  const wanted: readonly (readonly [id: string, years: readonly number[]])[] = [
    [peak[0]!.indicator, [first, observedTo, 2030]],
    [neutrality[0]!.indicator, [first, observedTo, 2030, 2040, last]],
    [
      'energy.controlled' in indicators ? 'energy.controlled' : 'energy.total',
      [first, observedTo, 2030, last],
    ],
    ['gdp', [2030]],
    ['cost.total', [2030]],
  ]
  const seen = new Set<string>()
  for (const [id, when] of wanted) {
    const entry = indicators[id]
    if (!entry || seen.has(id)) continue
    seen.add(id)
    for (const year of [...new Set(when)].filter((candidate) => years.includes(candidate)))
      rows.push({
        name: printed(say(comparisonTexts.inYear, language, { year, name: inert(entry.name[language]) })),
        values: entry.values.map((values) => values[years.indexOf(year)]!),
        unit: entry.unit,
      })
  }
  return rows
}

/** The price year stands in the result; a column of units has no room for it. */
function withoutPrices({ label, by }: Scale): Scale {
  return { label: label.replace(/ ?[（(].*[）)]$/u, ''), by }
}

/** Figures of all sides, and for two sides the difference and its share. */
export function figureLines(sheet: Sheet): string[] {
  const { language, width, ink, comparison } = sheet
  const two = comparison.scenarios.length === 2
  const heads = comparison.scenarios.map((_, i) => letterOf(i))
  const head: Cell[] = ['', ...heads, ...(two ? ['B − A', '%'] : []), comparisonTexts.unit[language]].map(
    (text) => ({
      text: ink.plain(text),
      role: 'quiet',
    }),
  )
  let marked = false
  const body = rowsOf(sheet).map(({ name, values, unit, marks }): Cell[] => {
    const years = isYears(unit)
    const scale = years
      ? { label: comparisonTexts.year[language], by: 1 }
      : withoutPrices(scaleOf(unit, language, Math.max(...values.map(Math.abs))))
    const shown = values.map((value) => value * scale.by)
    const decimals = years ? 0 : decimalsOf(shown)
    const number = (value: number) => formatNumber(value, language, { decimals, group: !years })
    const difference = (values[1] ?? 0) - values[0]!
    const cells = shown.map((value, i): Cell => {
      const mark = marks?.[i] === true
      marked ||= mark
      return { text: ink.plain(number(value) + (mark ? '*' : '')) }
    })
    const signs: Cell[] = two
      ? [
          { text: ink.plain(difference === 0 ? '0' : number(difference * scale.by)) },
          {
            text: ink.plain(
              years || values[0] === 0 || difference === 0
                ? ''
                : formatPercent(difference / Math.abs(values[0]!), language, { decimals: 1 }),
            ),
          },
        ]
      : []
    return [{ text: ink.plain(name) }, ...cells, ...signs, { text: ink.plain(scale.label), role: 'quiet' }]
  })
  const right: Column = { side: 'right', least: two ? 8 : 7, gap: 1 }
  const all = [head, ...body]
  const units = Math.max(...all.map((row) => displayWidth(row.at(-1)!.text)))
  const numbers = heads.length + (two ? 2 : 0)
  const names = Math.max(16, width - units - 2 - numbers * (two ? 9 : 8))
  const columns: Column[] = [
    { side: 'left', least: Math.min(names, 24), most: names, gap: 0 },
    ...Array.from({ length: numbers }, () => right),
    { side: 'left', gap: 2 },
  ]
  const lines = layout(all, columns, ink)
  return marked ? [...lines, ink.paint('quiet', ink.plain(comparisonTexts.notHeld[language]))] : lines
}

/** Everything about one pair, part by part. */
export function pairParts(sheet: Sheet, pair: Pair, i: number): string[][] {
  const { comparison, language, width, ink } = sheet
  const b = letterOf(i)
  const total = Object.keys(comparison.indicators).length
  const only = comparison.pairs.length === 1
  const prefix = only ? '' : `${b}: `
  const parts: string[][] = []
  if (pair.differing === 0)
    parts.push([ink.plain(prefix + say(comparisonTexts.same, language, { n: total }))])
  parts.push(verdictLines(sheet, pair, b))
  if (pair.attribution && pair.attribution.gap !== 0)
    for (const lines of attributionParts(sheet, pair.attribution, b)) parts.push(lines)
  if (pair.differing > 0 || pair.inputs?.length !== 0) parts.push(inputLines(sheet, pair, prefix))
  parts.push(
    pair.notes.flatMap((note) =>
      hanging('', ink.plain(note[language]), width).map((line) => ink.paint('quiet', line)),
    ),
  )
  return parts
}

function verdictLines({ comparison, language, ink, width }: Sheet, pair: Pair, b: string): string[] {
  if (comparison.targets.length === 0) return []
  const { gained, lost } = pair
  if (gained.length + lost.length === 0)
    return pair.differing === 0 ? [] : [ink.plain(comparisonTexts.verdicts[language])]
  const names = (ids: readonly string[]) =>
    ids
      .map((id) => inert(comparison.targets.find((target) => target.id === id)?.name[language] ?? id))
      .join(comparisonTexts.comma[language])
  const line = (role: 'good' | 'bad', text: Text, ids: readonly string[]): string[] => {
    if (ids.length === 0) return []
    const head = `${ink.sign(role)}${ink.plain(say(text, language, { b }))}  `
    const [first = '', ...rest] = hanging(' '.repeat(displayWidth(head)), ink.plain(names(ids)), width)
    return [`${ink.paint(role, head.trimEnd())}  ${first.trimStart()}`, ...rest]
  }
  return [...line('good', comparisonTexts.gained, gained), ...line('bad', comparisonTexts.lost, lost)]
}

/** Rows told of one list; the rest are summed in one line so that the total still adds up to the eye. */
const mostRows = 10
const longestBar = 22

function attributionParts(sheet: Sheet, attribution: Attribution, b: string): string[][] {
  const { language, ink, width } = sheet
  const { name, year } = attribution
  return (['sector', 'facility', 'firm', 'zone', 'effect', 'lever'] as const).flatMap((word) => {
    const rows: readonly (Share & { readonly error?: number })[] | undefined =
      word === 'lever' ? attribution.lever?.rows : attribution[word]
    if (!rows) return []
    const title = printed(
      say(comparisonTexts.gap, language, {
        year,
        name: inert(name[language]),
        b,
        by: comparisonTexts.by[word][language],
      }),
    )
    const { lever } = attribution
    const sampled =
      word === 'lever' && lever?.method === 'sampled'
        ? hanging(
            '  ',
            ink.plain(
              say(comparisonTexts.sampled, language, { n: lever.permutations ?? 0, seed: lever.seed ?? 0 }),
            ),
            width,
          )
        : []
    return [[...hanging('', ink.plain(title), width), ...sampled, ...shareLines(sheet, attribution, rows)]]
  })
}

function shareLines(
  { language, ink, width, verbose, ascii }: Sheet,
  { unit, gap }: Attribution,
  rows: readonly (Share & { readonly error?: number })[],
): string[] {
  const sorted = [...rows].sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
  const moving = sorted.filter(({ difference }) => difference !== 0)
  const shown = verbose ? moving : moving.slice(0, mostRows)
  const rest = moving.slice(shown.length)
  const largest = Math.max(...moving.map(({ difference }) => Math.abs(difference)), 0)
  const scale = scaleOf(unit, language, Math.max(largest, Math.abs(gap)))
  const decimals = decimalsOf([largest * scale.by])
  const number = (value: number) => ink.plain(formatNumber(value * scale.by, language, { decimals }))
  const bar = (value: number) =>
    (ascii ? '#' : '█').repeat(Math.round((Math.abs(value) / (largest || 1)) * longestBar))
  const withErrors = rows.some(({ error }) => error !== undefined)
  const error = (value: number | undefined): Cell[] =>
    withErrors
      ? [
          {
            text:
              value === undefined
                ? ''
                : ink.plain(`±${formatNumber(value * scale.by, language, { decimals })}`),
            role: 'quiet',
          },
        ]
      : []
  const line = (name: string, value: number, role: Cell['role'], bars: boolean, e?: number): Cell[] => [
    { text: ink.plain(`  ${name}`), role },
    { text: number(value), role },
    ...error(e),
    { text: bars ? bar(value) : '', role: value < 0 ? 'good' : 'bad' },
  ]
  const cells = [
    ...shown.map((row) => line(inert(row.name[language]), row.difference, undefined, true, row.error)),
    ...(rest.length > 0
      ? [
          line(
            say(comparisonTexts.others, language, { n: rest.length }),
            rest.reduce((sum, { difference }) => sum + difference, 0),
            undefined,
            false,
          ),
        ]
      : []),
    line(comparisonTexts.total[language], gap, 'strong', false),
  ]
  const names = Math.max(20, width - 12 - (withErrors ? 10 : 0) - longestBar - 2)
  const lines = layout(
    cells,
    [
      { side: 'left', least: Math.min(names, 26), most: names, gap: 0 },
      { side: 'right', least: 8, gap: 1 },
      ...(withErrors ? [{ side: 'right', gap: 1 } as const] : []),
      { side: 'left', gap: 2 },
    ],
    ink,
  )
  const last = lines.at(-1) ?? ''
  return [...lines.slice(0, -1), `${last}  ${ink.paint('quiet', ink.plain(scale.label))}`]
}

/** Inputs told; the rest is in JSON. */
const mostInputs = 8

function inputLines({ language, ink, width, verbose }: Sheet, { inputs }: Pair, prefix: string): string[] {
  if (!inputs) return []
  if (inputs.length === 0) return [ink.plain(prefix + comparisonTexts.noInputs[language])]
  const shown = verbose ? inputs : inputs.slice(0, mostInputs)
  const n = count(inputs.length, language, comparisonTexts.input.en)
  const lines = [ink.plain(prefix + say(comparisonTexts.inputs, language, { n }))]
  const absent = comparisonTexts.absent[language]
  lines.push(
    ...shown.flatMap(({ path, before, after }) => {
      const { file, line } = after ?? before!
      const values = { before: before?.value ?? absent, after: after?.value ?? absent }
      return changedInput({ path, ...values, file, line }, { language, ink, width })
    }),
  )
  if (inputs.length > shown.length)
    lines.push(
      ink.plain(`  ${say(comparisonTexts.moreInputs, language, { n: inputs.length - shown.length })}`),
    )
  return lines
}

/** One line about what a tolerance does not forgive, for the talk beside the answer. */
export function beyondLine(pair: Pair, i: number, language: Language): string {
  const n = count(pair.differing, language, 'indicator')
  const worst = pair.beyond.slice(0, 3).map(({ indicator, year }) => `${indicator}@${year}`)
  return `${say(comparisonTexts.beyond, language, { b: letterOf(i), n })}${worst.length > 0 ? `: ${worst.join(', ')}` : ''}`
}

/** Indicators that could not be held against each other. */
export function notComparedLines({ comparison, language, width, ink }: Sheet): string[] {
  if (comparison.notCompared.length === 0) return []
  const ids = comparison.notCompared.join(', ')
  return hanging('', ink.plain(say(comparisonTexts.notCompared, language, { ids })), width).map((line) =>
    ink.paint('quiet', line),
  )
}
