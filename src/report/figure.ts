import { dimensionless, sameDimension } from '../quantity/dimension.ts'
import { parseUnitExactly } from '../quantity/unit.ts'
import { columnDecimals, displayUnit, formatNumber, formatPercent, formatPoints } from '../text/format.ts'
import type { Language, Text } from '../text/text.ts'
import { bond } from './table.ts'

/** How a series in the unit of the result is shown: `shown = value × by`, in the unit `label`. */
export interface Scale {
  readonly label: string
  readonly by: number
}

/** All figures of a result are yearly: the page says so by its columns, not in every unit. */
const yearly = /\/a$/

const atPrices: Text = { zh: '（{priceYear} 年价）', en: ' ({priceYear} prices)' }

/** Choose the unit for figures up to `size` (in `unit`): 万吨 or Mt for t, and so on. An unknown unit stays as it is. */
export function scaleOf(unit: string, language: Language, size: number): Scale {
  const read = parseUnitExactly(unit)
  if ('unknown' in read || sameDimension(read.dimension, dimensionless)) return { label: unit, by: 1 }
  const shown = displayUnit(read.dimension, language, size * read.factor)
  const { priceYear } = read.dimension
  const prices = priceYear === undefined ? '' : say(atPrices, language, { priceYear })
  return { label: shown.label.replace(yearly, '') + prices, by: read.factor / shown.factor }
}

/** Whether the unit is a plain share: `1`, `%`, `pp`. Gives what 1 of it is worth as a share. */
export function shareOf(unit: string): number | undefined {
  if (unit === '' || unit === '1') return 1
  const read = parseUnitExactly(unit)
  return 'unknown' in read || !sameDimension(read.dimension, dimensionless) ? undefined : read.factor
}

/** Whether the unit counts years. */
export function isYears(unit: string): boolean {
  return unit === 'year' || unit === 'a' || unit === 'years'
}

/** Mass of CO2 without its gas, where the row names it already: `万吨`, `Mt`. */
const gas = / CO₂e?$/

export interface AmountStyle {
  /** Leave the gas out of the unit. */
  readonly short?: boolean
  /** Write `+` too: for changes. */
  readonly sign?: boolean
}

/** One figure with its unit: `72.5 万吨 CO₂e`, `13.98 Mt`, `21.7%`, `2028`. */
export function amount(value: number, unit: string, language: Language, style: AmountStyle = {}): string {
  const sign = style.sign === true
  if (isYears(unit)) return formatNumber(value, language, { decimals: 0, group: false, sign })
  const share = shareOf(unit)
  if (share !== undefined) return formatPercent(value * share, language, { sign })
  const { label, by } = scaleOf(unit, language, Math.abs(value))
  const shown = value * by
  const figure = formatNumber(shown, language, {
    sign,
    significant: Math.abs(shown) >= 10 && language === 'en' ? 4 : 3,
  })
  const word = style.short ? label.replace(gas, '') : label
  return word === '' ? figure : `${figure}${bond}${word.replaceAll(' ', bond)}`
}

/** A difference of figures: shares in percentage points, all else with its unit. */
export function difference(value: number, unit: string, language: Language, style: AmountStyle = {}): string {
  const share = shareOf(unit)
  if (share === undefined || isYears(unit)) return amount(value, unit, language, style)
  return formatPoints(value * share, language, { sign: style.sign === true })
}

/**
 * The decimals that a column of shown figures needs: three digits for its largest, four where that begins with a 1, so that
 * the sectors of a small county do not all read 0.00.
 */
export function decimalsOf(values: readonly number[]): number {
  return columnDecimals(values.map((value) => value / 2))
}

/** A text with its names in braces filled. */
export function say(
  text: Text,
  language: Language,
  args: Readonly<Record<string, string | number>> = {},
): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
}
