import { columnDecimals, formatNumber } from '../../text/format.ts'
import type { Language, Text } from '../../text/text.ts'
import { isYears, type Scale, scaleOf, shareOf } from '../figure.ts'
import { bond } from '../table.ts'

/** How a page is to be shown: the language, the unit of masses (a switch of its own), and how wide each chart may be. */
export interface View {
  readonly language: Language
  /** Ten thousand tonnes or Mt, for CO2, coal equivalent and other masses. */
  readonly mass: 'wt' | 'Mt'
  /** Pixels that a chart of this name gets. */
  readonly width: (chart: string) => number
  /** Whether a script stands behind the page: switches of a chart are left out without one. */
  readonly alive: boolean
  /** Printed: charts are lower, so that a question fits a page. */
  readonly paper?: boolean
  /** The year of the chart of flows. */
  readonly flowYear?: number
  /** The year of the waterfall. */
  readonly changeYear?: number
}

/** Masses as each language calls them; longer names first. */
const masses: readonly Text[] = [
  { zh: '万吨', en: '10⁴ t' },
  { zh: '万t', en: '10⁴ t' },
  { zh: '吨', en: 't' },
]

/** Below this a figure in ten thousand tonnes or Mt is all zeros: it is told in tonnes, or kt. */
const little = 0.02
const tenThousand: Text = { zh: '万', en: '10⁴' }

/** The scale of a figure with the switch of masses: English may read in 10⁴ t, Chinese in Mt. What is small is told in less. */
export function scaleIn(unit: string, view: View, size: number): Scale {
  const scale = chosenScale(unit, view, size)
  const shown = Math.abs(size) * scale.by
  if (shown === 0 || shown >= little) return scale
  const mega = /^Mt/.exec(scale.label)
  if (mega) {
    const [by, word] = shown * 1000 >= little ? [1000, 'kt'] : [1e6, 't']
    return { by: scale.by * by, label: scale.label.replace(/^Mt/, word) }
  }
  if (scale.label.startsWith('10⁴ t')) return { by: scale.by * 1e4, label: scale.label.replace('10⁴ t', 't') }
  return scale.label.startsWith(tenThousand.zh)
    ? { by: scale.by * 1e4, label: scale.label.slice(tenThousand.zh.length) }
    : scale
}

function chosenScale(unit: string, view: View, size: number): Scale {
  const own = scaleOf(unit, view.language, size)
  const ours = scaleOf(unit, 'zh', size)
  if (!masses.some(({ zh }) => ours.label.startsWith(zh))) return own
  if (view.language === 'zh') {
    if (view.mass === 'wt') return ours
    const chosen = scaleOf(unit, 'en', size)
    const plain = masses.find(({ en }) => en === chosen.label)
    return plain ? { ...chosen, label: plain.zh } : chosen
  }
  if (view.mass === 'Mt') return own
  const named = masses.find(({ zh }) => ours.label.startsWith(zh))!
  return { by: ours.by, label: named.en + ours.label.slice(named.zh.length) }
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

/** Names of gases as they are set: CO₂, N₂O. */
export function subscripts(text: string): string {
  return text.replace(/\b(CO2|N2O|SO2|CH4|H2)(?=e?\b)/g, (gas) =>
    gas.replace(/\d/, (n) => '₀₁₂₃₄'.charAt(Number(n))),
  )
}

/** The columns of a figure with as many decimals as the smallest that matters needs: of changes, not of totals. */
export function finely(
  values: readonly number[],
  changes: readonly number[],
  unit: string,
  view: View,
): { readonly label: string; readonly write: (value: number) => string } {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const { label, by } = scaleIn(unit, view, size)
  const decimals = columnDecimals(changes.map((value) => value * by))
  return { label, write: (value) => formatNumber(value * by, view.language, { decimals }) }
}
