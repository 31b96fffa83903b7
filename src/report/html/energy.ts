import { formatNumber } from '../../text/format.ts'
import { type EnergyPart, energyParts } from '../chart/energy-parts.ts'
import type { Result, TargetResult } from '../result.ts'
import { colour, drawing, label, path, px, rect, safe, textWidth, ticks } from './svg.ts'
import { figures } from './table.ts'
import { columnIn, figureIn, scaleIn, tell, type View } from './view.ts'

const texts = {
  title: { zh: '{year} 年总能耗 {all}，考核 {counted}', en: '{year}: {all} used, {counted} counted' },
  nothing: { zh: '没有能源数据', en: 'No data of energy' },
  none: { zh: '这个县没有能源数据。', en: 'There are no data of energy for this county.' },
  unit: {
    zh: '综合能源消费，{unit}（{basis}）；柱上数字为考核能耗',
    en: 'Comprehensive energy, {unit} ({basis}); the figure above a bar is what counts',
  },
  equivalent: { zh: '等价值', en: 'equivalent' },
  calorific: { zh: '当量值', en: 'calorific' },
  counted: { zh: '考核能耗', en: 'Counted' },
  total: { zh: '总能耗', en: 'All' },
  quota: { zh: '当年限值', en: 'Limit' },
}

const amountOf = (result: Result, id: string, year: number): number =>
  result.indicators[id]?.values[String(year)] ?? 0

function headline(result: Result): number {
  return Math.min(2030, result.horizon.to)
}

/** Whether the county uses any energy that is told. */
const known = (result: Result): boolean =>
  Object.values(result.indicators['energy.total']?.values ?? {}).some((value) => value !== 0)

export function energyTitle(result: Result, view: View): string {
  if (!known(result)) return tell(texts.nothing, view)
  const year = headline(result)
  const unit = result.indicators['energy.total']?.unit ?? 'tce'
  return tell(texts.title, view, {
    year,
    all: figureIn(amountOf(result, 'energy.total', year), unit, view),
    counted: figureIn(amountOf(result, 'energy.controlled', year), unit, view),
  })
}

function shownYears(result: Result): readonly number[] {
  const all = Object.keys(result.indicators['energy.total']?.values ?? {}).map(Number)
  const { base, to } = result.horizon
  const wanted = [base, 2025, 2030, 2035, 2040, 2050, to]
  return [...new Set(wanted)]
    .filter(
      (year) => all.includes(year) && (year === base || year === to || (year - base > 2 && to - year > 2)),
    )
    .sort((a, b) => a - b)
}

export function energyUnit(result: Result, view: View): string {
  const total = result.indicators['energy.total']
  if (!total || !known(result)) return ''
  const size = Math.max(...Object.values(total.values))
  return tell(texts.unit, view, {
    unit: scaleIn(total.unit, view, size).label,
    basis: texts[result.conventions.electricity][view.language],
  })
}

/** Patterns of the page for what is not counted. */
const fillOf = ({ fill, texture }: EnergyPart): string =>
  texture === 'hatch' ? 'url(#h-feed)' : texture === 'dots' ? 'url(#h-re)' : fill

const limitsOf = (result: Result): readonly TargetResult[] =>
  result.targets.filter(
    ({ indicator, unit, limit }) =>
      indicator === 'energy.controlled' &&
      unit === result.indicators['energy.total']?.unit &&
      Object.keys(limit).length > 0,
  )

export function energyKey(result: Result, view: View): string {
  const keys = energyParts(result, shownYears(result)).map(
    (part) =>
      `<span><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill="${fillOf(part)}" stroke="#8c99a4" stroke-width=".6"/></svg>${part.name[view.language]}</span>`,
  )
  if (!known(result)) return ''
  const limit =
    limitsOf(result).length === 0
      ? ''
      : `<span><svg width="10" height="12" aria-hidden="true"><path d="M1 2l8 4l-8 4Z" fill="${colour.ink}"/></svg>${texts.quota[view.language]}</span>`
  return `${keys.join('')}<span><svg width="18" height="12" aria-hidden="true"><path d="M0 6h18" stroke="${colour.ink}" stroke-width="2.4"/></svg>${texts.counted[view.language]}</span>${limit}`
}

/** Columns by carrier with the excluded parts on top; a bar is what counts, a triangle at the left the limit of the year. */
export function energyChart(result: Result, view: View): string {
  const total = result.indicators['energy.total']
  const years = shownYears(result)
  const parts = energyParts(result, years)
  if (!total || !known(result)) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const width = view.width('energy')
  const height = width < 420 || view.paper ? 300 : 360
  const limits = limitsOf(result)
  const quota = (year: number) => limits.flatMap(({ limit }) => limit[String(year)] ?? [])
  const counted = years.map((year) => amountOf(result, 'energy.controlled', year))
  const heap = (i: number, sign: 1 | -1) =>
    parts.reduce((sum, { values }) => sum + sign * Math.max(0, sign * values[i]!), 0)
  const most = Math.max(...years.map((_, i) => heap(i, 1)), ...years.flatMap(quota), 1e-6)
  const least = Math.min(...years.map((_, i) => heap(i, -1)), ...counted, 0)
  const scale = scaleIn(total.unit, view, Math.max(most, -least))
  const marks = ticks(least * scale.by, most * scale.by, 4)
  const wide = Math.max(...marks.map((mark) => textWidth(formatNumber(mark, view.language), 12)))
  const size = { l: Math.max(44, Math.ceil(wide) + 10), r: 4, t: 22, b: 26 }
  const y = (value: number) =>
    size.t + ((height - size.t - size.b) * (most * 1.02 - value)) / (most * 1.02 - least)
  let body = ''
  for (const mark of marks) {
    const at = y(mark / scale.by)
    body += path(
      `M${size.l} ${px(at)}H${px(width - size.r)}`,
      `stroke="${mark === 0 ? colour.ink : colour.grid}"`,
    )
    body += label(size.l - 6, at + 4, formatNumber(mark, view.language), { anchor: 'end' })
  }
  const slot = (width - size.l - size.r) / years.length
  const { write } = columnIn(counted, total.unit, view)
  const plain = counted.map(write)
  const fits = Math.max(...plain.map((text) => textWidth(text, 12))) <= slot - 4
  years.forEach((year, i) => {
    const left = size.l + i * slot + slot * 0.18
    const wide = slot * 0.64
    let [up, down] = [0, 0]
    for (const part of parts) {
      const value = part.values[i]!
      if (value === 0) continue
      const from = value > 0 ? up : down
      body += rect(
        left,
        y(Math.max(from, from + value)),
        wide,
        Math.abs(y(from) - y(from + value)),
        fillOf(part),
        ' stroke="#fff" stroke-width=".8"',
      )
      if (value > 0) up += value
      else down += value
    }
    body += path(`M${px(left - 3)} ${px(y(counted[i]!))}h${px(wide + 6)}`, `stroke="#fff" stroke-width="4.4"`)
    body += path(
      `M${px(left - 3)} ${px(y(counted[i]!))}h${px(wide + 6)}`,
      `stroke="${colour.ink}" stroke-width="2.4"`,
    )
    for (const limit of quota(year)) {
      const fill = counted[i]! > limit ? colour.bad : colour.good
      body += path(`M${px(left - 9)} ${px(y(limit) - 5)}l8 5l-8 5Z`, `fill="${fill}"`)
    }
    if (fits || i % 2 === 0)
      body += label(left + wide / 2, y(Math.max(up, counted[i]!)) - 7, plain[i]!, {
        anchor: 'middle',
        size: 12,
        bold: true,
        fill: colour.ink,
        halo: true,
      })
    if (slot > 34 || i % 2 === 0)
      body += label(left + wide / 2, height - 8, String(year), { anchor: 'middle', size: 12.5 })
  })
  const sums = years.map((year) => amountOf(result, 'energy.total', year))
  const all = columnIn(sums, total.unit, view)
  const rows = [
    ...parts.map(({ name, values }) => [name[view.language], ...values.map((value) => all.write(value))]),
    [texts.counted[view.language], ...counted.map((value) => all.write(value))],
    [texts.total[view.language], ...sums.map((value) => all.write(value))],
  ]
  const svg = drawing(width, height, energyTitle(result, view), body)
  return `<div class="chart" data-width="energy">${svg}</div>${figures(view, [all.label, ...years.map(String)], rows, new Set([rows.length - 2, rows.length - 1]))}`
}
