import { columnDecimals, formatNumber } from '../../text/format.ts'
import type { Language, Text } from '../../text/text.ts'
import { isYears, type Scale, scaleOf, shareOf } from '../figure.ts'
import { bond } from '../table.ts'

/** How a page is to be shown: the language, the unit of masses (a switch of its own), and how wide each chart may be. */
export interface View {
  readonly language: Language
  /** 万吨 or Mt, for CO2, coal equivalent and other masses. */
  readonly mass: 'wt' | 'Mt'
  /** Pixels that a chart of this name gets. */
  readonly width: (chart: string) => number
  /** Whether a script stands behind the page: switches of a chart are left out without one. */
  readonly alive: boolean
  /** The year of the chart of flows. */
  readonly flowYear?: number
  /** The year of the waterfall. */
  readonly changeYear?: number
}

const masses = /万吨|万tce|吨|Mt|kt/

/** The scale of a figure with the switch of masses: English may read in 10⁴ t, Chinese in Mt. */
export function scaleIn(unit: string, view: View, size: number): Scale {
  const own = scaleOf(unit, view.language, size)
  if (!masses.test(own.label)) return own
  const chosen = scaleOf(unit, view.mass === 'Mt' ? 'en' : 'zh', size)
  const label =
    view.language === 'en'
      ? chosen.label.replace(/万(?=吨|t)/, '10⁴ ').replace('吨', 't')
      : chosen.label.replace(/^t$/, '吨')
  return { label, by: chosen.by }
}

const gas = / CO₂e?$/

/** One figure with its unit, as the page shows it. */
export function figureIn(
  value: number,
  unit: string,
  view: View,
  style: { readonly short?: boolean; readonly sign?: boolean } = {},
): string {
  const { language } = view
  const sign = style.sign === true
  if (isYears(unit)) return formatNumber(value, language, { decimals: 0, group: false, sign })
  const share = shareOf(unit)
  if (share !== undefined) {
    const percent = Number((value * share * 100).toFixed(1))
    return `${formatNumber(percent, language, { sign, decimals: Number.isInteger(percent) ? 0 : 1 })}%`
  }
  const { label, by } = scaleIn(unit, view, Math.abs(value))
  const shown = value * by
  const figure = formatNumber(shown, language, { sign, significant: Math.abs(shown) >= 10 ? 4 : 3 })
  const word = style.short ? label.replace(gas, '') : label
  return word === '' ? figure : `${figure}${bond}${word.replaceAll(' ', bond)}`
}

/** A column of figures in one unit: its label, and each figure with the same number of decimals. */
export function columnIn(
  values: readonly number[],
  unit: string,
  view: View,
): { readonly label: string; readonly by: number; readonly write: (value: number) => string } {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const { label, by } = scaleIn(unit, view, size)
  const decimals = columnDecimals(values.map((value) => value * by))
  return { label, by, write: (value) => formatNumber(value * by, view.language, { decimals }) }
}

/** A text in the language of the view, its names in braces filled. */
export function tell(text: Text, view: View, args: Readonly<Record<string, string | number>> = {}): string {
  return text[view.language].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
}
