import { formatNumber } from '../../text/format.ts'
import type { Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { colour, drawing, label, path, px, rect, safe, textWidth, ticks } from './svg.ts'
import { figures } from './table.ts'
import { columnIn, figureIn, scaleIn, tell, type View } from './view.ts'

const texts = {
  title: { zh: '{year} 年总能耗 {all}，考核 {counted}', en: '{year}: {all} used, {counted} counted' },
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

interface Part {
  readonly id: string
  readonly name: Text
  readonly fill: string
}

const parts: readonly Part[] = [
  { id: 'energy.controlled', name: { zh: '考核能耗', en: 'counted' }, fill: '#3b4652' },
  {
    id: 'energy.excluded-feedstock',
    name: { zh: '原料用能（不计入）', en: 'feedstock (not counted)' },
    fill: 'url(#h-feed)',
  },
  {
    id: 'energy.excluded-renewables',
    name: { zh: '新增可再生电力（不计入）', en: 'new renewable power (not counted)' },
    fill: 'url(#h-re)',
  },
]

const amountOf = (result: Result, id: string, year: number): number =>
  result.indicators[id]?.values[String(year)] ?? 0

function headline(result: Result): number {
  return Math.min(2030, result.horizon.to)
}

export function energyTitle(result: Result, view: View): string {
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
  return [...new Set(wanted)].filter((year) => all.includes(year)).sort((a, b) => a - b)
}

export function energyUnit(result: Result, view: View): string {
  const total = result.indicators['energy.total']
  if (!total) return ''
  const size = Math.max(...Object.values(total.values))
  return tell(texts.unit, view, {
    unit: scaleIn(total.unit, view, size).label,
    basis: texts[result.conventions.electricity][view.language],
  })
}

export function energyKey(view: View): string {
  const keys = parts.map(
    ({ name, fill }) =>
      `<span><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill="${fill}" stroke="#8c99a4" stroke-width=".6"/></svg>${name[view.language]}</span>`,
  )
  return `${keys.join('')}<span><svg width="10" height="12" aria-hidden="true"><path d="M1 2l8 4l-8 4Z" fill="${colour.ink}"/></svg>${texts.quota[view.language]}</span>`
}

/** Columns of counted energy with the excluded parts on top; a triangle at the left is the limit of the year. */
export function energyChart(result: Result, view: View): string {
  const total = result.indicators['energy.total']
  if (!total) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const width = view.width('energy')
  const height = width < 420 ? 300 : 340
  const years = shownYears(result)
  const size = { l: 44, r: 4, t: 22, b: 26 }
  const stacks = years.map((year) => parts.map(({ id }) => Math.max(0, amountOf(result, id, year))))
  const limits = result.targets.filter(
    ({ indicator, unit }) => indicator === 'energy.controlled' && unit === total.unit,
  )
  const quota = (year: number) => limits.flatMap(({ limit }) => limit[String(year)] ?? [])
  const most = Math.max(
    ...stacks.map((stack) => stack.reduce((sum, value) => sum + value, 0)),
    ...years.flatMap(quota),
    1,
  )
  const scale = scaleIn(total.unit, view, most)
  const y = (value: number) => size.t + (height - size.t - size.b) * (1 - value / (most * 1.02))
  let body = ''
  for (const mark of ticks(0, most * scale.by, 4)) {
    const at = y(mark / scale.by)
    body += path(
      `M${size.l} ${px(at)}H${px(width - size.r)}`,
      `stroke="${mark === 0 ? colour.ink : colour.grid}"`,
    )
    body += label(size.l - 6, at + 4, formatNumber(mark, view.language), { anchor: 'end' })
  }
  const slot = (width - size.l - size.r) / years.length
  const { write } = columnIn(
    stacks.map(([counted]) => counted!),
    total.unit,
    view,
  )
  const plain = years.map((_, i) => write(stacks[i]![0]!))
  const fits = Math.max(...plain.map((text) => textWidth(text, 12))) <= slot - 4
  years.forEach((year, i) => {
    const left = size.l + i * slot + slot * 0.18
    const wide = slot * 0.64
    let base = 0
    stacks[i]!.forEach((value, k) => {
      if (value <= 0) return
      body += rect(
        left,
        y(base + value),
        wide,
        y(base) - y(base + value),
        parts[k]!.fill,
        ' stroke="#fff" stroke-width=".8"',
      )
      base += value
    })
    const counted = stacks[i]![0]!
    body += path(
      `M${px(left - 3)} ${px(y(counted))}h${px(wide + 6)}`,
      `stroke="${colour.ink}" stroke-width="2.4"`,
    )
    for (const limit of quota(year)) {
      const fill = counted > limit ? colour.bad : colour.good
      body += path(`M${px(left - 9)} ${px(y(limit) - 5)}l8 5l-8 5Z`, `fill="${fill}"`)
    }
    if (fits || i % 2 === 0)
      body += label(left + wide / 2, y(base) - 7, plain[i]!, {
        anchor: 'middle',
        size: 12,
        bold: true,
        fill: colour.ink,
        halo: true,
      })
    if (slot > 34 || i % 2 === 0)
      body += label(left + wide / 2, height - 8, String(year), { anchor: 'middle', size: 12.5 })
  })
  const all = columnIn(
    years.map((year) => amountOf(result, 'energy.total', year)),
    total.unit,
    view,
  )
  const rows = [
    ...parts.map(({ name, id }) => [
      name[view.language],
      ...years.map((year) => all.write(amountOf(result, id, year))),
    ]),
    [texts.total[view.language], ...years.map((year) => all.write(amountOf(result, 'energy.total', year)))],
  ]
  const svg = drawing(width, height, energyTitle(result, view), body)
  return `<div class="chart" data-width="energy">${svg}</div>${figures(view, [all.label, ...years.map(String)], rows, new Set([rows.length - 1]))}`
}
