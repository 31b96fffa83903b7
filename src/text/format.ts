import { type Base, bases, type Dimension, sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Language, Text } from './text.ts'
import { characterWidth } from './width.ts'

const minus = '\u2212'
const thin = '\u202f'
/** What stands where a figure was not computed. */
const absent = '–'

/** The text in one language. */
export function pick(text: Text, language: Language): string {
  return text[language]
}

export interface NumberStyle {
  /** Exactly so many decimals, zeros kept: for a column. Otherwise `significant` digits, zeros at the end dropped. */
  readonly decimals?: number
  /** Digits wanted at least, 3 by default; whole digits are never rounded away (1398 stays 1398). */
  readonly significant?: number
  /** Part thousands: true by default; a year is written with false. */
  readonly group?: boolean
  /** Write `+` before what is above zero: for changes. */
  readonly sign?: boolean
}

/** Digits after the point so that `size` shows `significant` digits. */
function decimalsFor(size: number, significant: number): number {
  if (size === 0) return 0
  const exponent = Number(size.toExponential(significant - 1).split('e')[1])
  return Math.min(20, Math.max(0, significant - 1 - exponent))
}

/**
 * Write a number for readers. Real minus U+2212, never `-0`; thousands: zh none below 10 000, then U+202F; en a comma.
 * `1398`, `13.98`… three significant digits by default: 7.8, 72.5, 0.078. Not finite: `–`.
 */
export function formatNumber(value: number, language: Language, style: NumberStyle = {}): string {
  if (!Number.isFinite(value)) return absent
  const size = Math.abs(value)
  const fixed = style.decimals
  let figure = size.toFixed(fixed ?? decimalsFor(size, style.significant ?? 3))
  if (fixed === undefined && figure.includes('.')) figure = figure.replace(/\.?0+$/, '')
  const [whole = '0', rest] = figure.split('.')
  const grouped = style.group === false ? whole : groupThousands(whole, language)
  const zero = !/[1-9]/.test(figure)
  const sign = zero ? '' : value < 0 ? minus : style.sign ? '+' : ''
  return sign + grouped + (rest === undefined ? '' : `.${rest}`)
}

function groupThousands(whole: string, language: Language): string {
  if (!/^\d+$/.test(whole) || whole.length < (language === 'zh' ? 5 : 4)) return whole
  return whole.replace(/\B(?=(\d{3})+$)/g, language === 'zh' ? thin : ',')
}

/** The smallest number of decimals (at most `most`) with which every value of a column shows `significant` digits at its largest. */
export function columnDecimals(values: readonly number[], significant = 3, most = 3): number {
  const sizes = values.filter((value) => Number.isFinite(value)).map(Math.abs)
  return Math.min(most, decimalsFor(Math.max(0, ...sizes), significant))
}

/** Write a share as a percentage, no blank before `%`: 0.869 → `86.9%`. At most one decimal, or `decimals` exactly. */
export function formatPercent(share: number, language: Language, style: NumberStyle = {}): string {
  if (!Number.isFinite(share)) return absent
  // Through the shortest decimal text of the share: 0.57 × 100 is 56.99999999999999.
  const percent = shiftTwo(share)
  if (style.decimals !== undefined) return `${formatNumber(percent, language, style)}%`
  const rounded = Number(percent.toFixed(1))
  return `${formatNumber(rounded, language, { ...style, decimals: Number.isInteger(rounded) ? 0 : 1 })}%`
}

const percentPoints: Text = { zh: ' 个百分点', en: ' pp' }

/** Write a difference of shares in percentage points: 0.072 → `7.2 个百分点`, `7.2 pp`. */
export function formatPoints(difference: number, language: Language, style: NumberStyle = {}): string {
  if (!Number.isFinite(difference)) return absent
  const rounded = Number(shiftTwo(difference).toFixed(1))
  const decimals = style.decimals ?? (Number.isInteger(rounded) ? 0 : 1)
  const unit = percentPoints[language].replace(' ', thin)
  return formatNumber(rounded, language, { ...style, decimals }) + unit
}

function shiftTwo(value: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + 2}`)
}

/** A unit that a reader meets, and how many canonical units one of it is: shown figure = value / factor. */
export interface DisplayUnit {
  readonly label: string
  readonly factor: number
}

interface Step {
  /** Used from this size on (in canonical units). */
  readonly from: number
  readonly factor: Readonly<Record<Language, number>>
  readonly label: Text
}

const step = (from: number, zhFactor: number, enFactor: number, label: Text): Step => ({
  from,
  factor: { zh: zhFactor, en: enFactor },
  label,
})

/** Units for readers by what is measured, largest first (report.md 4); `/a` is added where the quantity is a rate. */
const steps: Readonly<Partial<Record<Base, readonly Step[]>>> = {
  mass: [
    step(1e5, 1e4, 1e6, { zh: '万吨', en: 'Mt' }),
    step(1e4, 1e4, 1e3, { zh: '万吨', en: 'kt' }),
    step(0, 1, 1, { zh: '吨', en: 't' }),
  ],
  co2: [step(0, 1e4, 1e6, { zh: '万吨 CO₂', en: 'Mt CO₂' })],
  co2e: [step(0, 1e4, 1e6, { zh: '万吨 CO₂e', en: 'Mt CO₂e' })],
  carbon: [step(0, 1e4, 1e6, { zh: '万tC', en: 'MtC' })],
  tce: [step(0, 1e4, 1e6, { zh: '万tce', en: 'Mtce' })],
  energy: [step(1e6, 1e6, 1e6, { zh: 'PJ', en: 'PJ' }), step(0, 1, 1, { zh: 'GJ', en: 'GJ' })],
  gas0: [step(1e6, 1e4, 1e6, { zh: '万Nm³', en: 'MNm³' }), step(0, 1, 1, { zh: 'Nm³', en: 'Nm³' })],
  volume: [step(1e5, 1e4, 1e6, { zh: '万m³', en: 'Mm³' }), step(0, 1, 1, { zh: 'm³', en: 'm³' })],
  area: [step(1e4, 1e4, 1e3, { zh: '万公顷', en: 'kha' }), step(0, 1, 1, { zh: '公顷', en: 'ha' })],
  money: [step(1e4, 1e4, 1e2, { zh: '亿元', en: 'M yuan' }), step(0, 1, 1e2, { zh: '万元', en: 'M yuan' })],
  person: [step(1e4, 1e4, 1, { zh: '万人', en: 'people' }), step(0, 1, 1, { zh: '人', en: 'people' })],
  vehicle: [step(1e5, 1e4, 1, { zh: '万辆', en: 'vehicles' }), step(0, 1, 1, { zh: '辆', en: 'vehicles' })],
  time: [step(0, 1, 1, { zh: '年', en: 'a' })],
  rack: [step(0, 1, 1, { zh: '机架', en: 'racks' })],
  item: [step(0, 1, 1, { zh: '个', en: 'items' })],
}

/** `tCO2/m3` as readers see it: `tCO₂/m³`. */
function pretty(unit: string): string {
  return unit.replaceAll('CO2', 'CO₂').replace(/m([23])\b/g, (_, power) => (power === '2' ? 'm²' : 'm³'))
}

const gases: Readonly<Record<string, string>> = { CO2: 'CO₂', CH4: 'CH₄', N2O: 'N₂O', SF6: 'SF₆' }

/** A name as it is printed: gases with their figures below the line, a blank between Chinese and Latin letters or figures. */
export function printed(text: string): string {
  return text
    .replace(/(?<![A-Za-z0-9])(CO2|CH4|N2O|SF6)(?=e?(?![A-Za-z0-9]))/g, (gas) => gases[gas] ?? gas)
    .replace(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, '$1 ')
    .replace(/([A-Za-z0-9₀-₉%])(?=\p{Script=Han})/gu, '$1 ')
}

/** Units of compound quantities in English, where the canonical name is Chinese. */
const money: Text = { zh: '万元', en: '10⁴ yuan' }

/**
 * Choose the unit in which readers meet a quantity: zh 万吨 / en Mt, zh 亿元 / en M yuan.
 * Give the largest size of a column as `magnitude` (canonical units), so that the column has one unit. A rate per year
 * adds `/a`; other compound dimensions keep their canonical unit. Money loses its price year: the head of the table has it.
 */
export function displayUnit(dimension: Dimension, language: Language, magnitude: number): DisplayUnit {
  const size = Math.abs(magnitude)
  for (const base of bases) {
    const scale = steps[base]
    if (!scale) continue
    const rate = sameDimension(dimension, { powers: base === 'time' ? { time: 2 } : { [base]: 1, time: -1 } })
    if (!rate && !sameDimension(dimension, { powers: { [base]: 1 } })) continue
    // What rounds up to the next unit is written in it: 9 999.6 t is 1 万吨, and not 10 000 吨.
    const chosen = scale.find(({ from }) => Number(size.toPrecision(4)) >= from) ?? scale.at(-1)
    if (!chosen) break
    return { label: chosen.label[language] + (rate ? '/a' : ''), factor: chosen.factor[language] }
  }
  // Energy of a tonne of product is told in kilograms of coal equivalent, as limits and reports do.
  if (size < 1 && sameDimension(dimension, { powers: { tce: 1, mass: -1 } }))
    return { label: 'kgce/t', factor: 1e-3 }
  const name = canonicalUnit({ powers: dimension.powers })
  return { label: name === '1' ? '' : pretty(name.replaceAll(money.zh, money[language])), factor: 1 }
}

export interface AmountStyle extends NumberStyle {
  /** The unit to use, when a column or a sentence has chosen one already. */
  readonly unit?: DisplayUnit
  /** Between figure and unit: U+202F by default (never broken); a terminal takes a plain blank. */
  readonly gap?: string
}

/** Write a value (canonical units) with a unit for readers: `1398 万吨 CO₂`, `13.98 Mt CO₂` with `significant: 4`. */
export function formatAmount(
  value: number,
  dimension: Dimension,
  language: Language,
  style: AmountStyle = {},
): string {
  if (!Number.isFinite(value)) return absent
  const unit = style.unit ?? displayUnit(dimension, language, value)
  const figure = formatNumber(value / unit.factor, language, style)
  return unit.label === '' ? figure : figure + (style.gap ?? thin) + unit.label
}

const comma: Text = { zh: '、', en: ', ' }
const and: Text = { zh: '和', en: ' and ' }
const or: Text = { zh: '或', en: ' or ' }

/** Join names into a phrase: `a、b 和 c`, `焦化、冶金和化工`; `a, b and c`. None: `''`. */
export function joinAnd(items: readonly string[], language: Language): string {
  return join(items, language, and)
}

/** Join choices into a phrase: `a、b 或 c`; `a, b or c`. */
export function joinOr(items: readonly string[], language: Language): string {
  return join(items, language, or)
}

function join(items: readonly string[], language: Language, last: Text): string {
  const end = items.at(-1)
  if (end === undefined) return ''
  if (items.length === 1) return end
  const start = items.slice(0, -1).join(comma[language])
  if (language === 'en') return start + last.en + end
  return besideChinese(start, besideChinese(last.zh, end))
}

/** Put two texts side by side with a blank where Latin meets Chinese, and none between two Chinese characters. */
export function besideChinese(left: string, right: string): string {
  const before = [...left].at(-1)
  const after = [...right][0]
  if (before === undefined || after === undefined || before === ' ' || after === ' ') return left + right
  const same = characterWidth(before) === 2 && characterWidth(after) === 2
  return same ? left + right : `${left} ${right}`
}

/** A span of years: `2020—2060` in Chinese, `2020–2060` in English; one year alone. */
export function formatYears(from: number, to: number, language: Language): string {
  return from === to ? String(from) : `${from}${language === 'zh' ? '—' : '–'}${to}`
}

const blocks = '▁▂▃▄▅▆▇█'
const asciiBlocks = ' .:-=+*#'

export interface SparklineStyle {
  readonly ascii?: boolean
  /** Years a mark, 2 by default; the last mark may stand for fewer. */
  readonly every?: number
  /** The size that is drawn full, for rows that share a scale; the row's own largest unless said. */
  readonly top?: number
}

/**
 * Draw a series as one mark for two years (their mean), from zero to the row's own largest (or a scale that is given), in absolute size: sinks show how
 * much they take. 41 years give 21 marks. A value that is not finite counts as none; a row of zeros is drawn flat.
 */
export function sparkline(values: ArrayLike<number>, style: SparklineStyle = {}): string {
  const every = Math.max(1, Math.floor(style.every ?? 2))
  const marks: number[] = []
  for (let start = 0; start < values.length; start += every) {
    const group = Array.from(
      { length: Math.min(every, values.length - start) },
      (_, i) => values[start + i] ?? 0,
    )
    const sizes = group.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0))
    marks.push(sizes.reduce((sum, size) => sum + size / sizes.length, 0))
  }
  const largest = style.top ?? marks.reduce((most, size) => Math.max(most, size), 0)
  const signs = style.ascii ? asciiBlocks : blocks
  return marks
    .map((size) => {
      const level = largest > 0 ? Math.ceil((size / largest) * signs.length - 1e-9) : 1
      return signs[Math.min(signs.length, Math.max(1, level)) - 1]
    })
    .join('')
}

const asciiOf: ReadonlyMap<string, string> = new Map([
  [minus, '-'],
  [thin, ' '],
  ['–', '-'],
  ['→', '->'],
  ['±', '+/-'],
  ['…', '...'],
  ['₂', '2'],
  ['₄', '4'],
  ['₆', '6'],
  ['²', '2'],
  ['³', '3'],
  ['⁴', '4'],
  ['×', 'x'],
  ['·', '.'],
  ['“', '"'],
  ['”', '"'],
  ['’', "'"],
  ['✓', 'ok'],
  ['✗', 'X'],
  ...[...blocks].map((block, i): [string, string] => [block, asciiBlocks[i] ?? ' ']),
])

/** Replace the signs of ours that a plain terminal lacks (`−` `→` `±` `CO₂` `▁`…`█` `✓` `✗`); Chinese stays. */
export function toAscii(text: string): string {
  let plain = ''
  for (const character of text) plain += asciiOf.get(character) ?? character
  return plain
}
