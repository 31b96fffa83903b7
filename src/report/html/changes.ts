import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Result } from '../result.ts'
import { colour, drawing, label, path, px, rect, safe, shorten, textWidth } from './svg.ts'
import { figures } from './table.ts'
import { figureIn, finely, tell, type View } from './view.ts'

const texts = {
  less: {
    zh: '{year} 年比{name}少 {gap}，最大一项在{most}',
    en: '{gap} below “{name}” in {year}; {most} does most',
  },
  more: {
    zh: '{year} 年比{name}多 {gap}，最大一项在{most}',
    en: '{gap} above “{name}” in {year}; {most} does most',
  },
  same: { zh: '{year} 年与{name}相同', en: 'Same as “{name}” in {year}' },
  here: { zh: '本情景', en: 'This scenario' },
  others: { zh: '其余', en: 'Others' },
  unit: {
    zh: '净排放按部门的差额，合计等于两情景之差',
    en: 'Net emissions by sector; the parts add up to the gap of the two scenarios',
  },
  lead: { zh: '以下为 {n} 处改动带来的差别。', en: 'What {n} changed values come to.' },
  inputs: { zh: '改了什么（{n} 处）', en: 'What was changed ({n})' },
  before: { zh: '原为', en: 'was' },
}

/** The year of the waterfall: as the reader chose, else the last. */
export function changeYear(result: Result, view: View): number {
  const { years } = result.tables.sector
  return view.changeYear !== undefined && years.includes(view.changeYear) ? view.changeYear : years.at(-1)!
}

interface Step {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly whole: boolean
}

function steps(
  result: Result,
  view: View,
): { steps: readonly Step[]; gap: number; most: string } | undefined {
  const { changes, tables } = result
  if (!changes?.net || !changes.bySector) return undefined
  const at = tables.sector.years.indexOf(changeYear(result, view))
  const start = changes.net[at]!
  const parts = changes.bySector.map(({ name, values }) => ({
    name: inert(name[view.language]),
    value: values[at]!,
  }))
  const gap = parts.reduce((sum, { value }) => sum + value, 0)
  const gross = parts.reduce((sum, { value }) => sum + Math.abs(value), 0)
  const large = parts
    .filter(({ value }) => Math.abs(value) >= gross * 0.01 && value !== 0)
    .sort((a, b) => a.value - b.value)
  const small = parts.filter((part) => !large.includes(part)).reduce((sum, { value }) => sum + value, 0)
  const shown = small === 0 ? large : [...large, { name: texts.others[view.language], value: small }]
  let level = start
  const list: Step[] = [
    { name: inert(changes.reference.title[view.language]), from: 0, to: start, whole: true },
  ]
  for (const { name, value } of shown) {
    list.push({ name, from: level, to: level + value, whole: false })
    level += value
  }
  list.push({ name: texts.here[view.language], from: 0, to: start + gap, whole: true })
  const most = [...parts].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]
  return { steps: list, gap, most: most?.name ?? '' }
}

export function changesTitle(result: Result, view: View): string {
  const found = steps(result, view)
  if (!found || !result.changes) return ''
  const { gap, most } = found
  const text = Math.abs(gap) < 0.5 ? texts.same : gap < 0 ? texts.less : texts.more
  return tell(text, view, {
    year: changeYear(result, view),
    name: inert(result.changes.reference.title[view.language]),
    gap: figureIn(Math.abs(gap), result.tables.sector.unit, view, { short: true }),
    most: view.language === 'en' ? most.charAt(0).toUpperCase() + most.slice(1) : most,
  })
}

export function changesUnit(view: View): string {
  return tell(texts.unit, view)
}

/** A waterfall on its side: from the reference, sector by sector, to this scenario. */
export function changesChart(result: Result, view: View): string {
  const found = steps(result, view)
  if (!found) return ''
  const width = view.width('changes')
  const narrow = width < 520
  const rowHeight = view.paper ? 25 : 30
  const list = found.steps
  const { unit } = result.tables.sector
  const parts = list.filter(({ whole }) => !whole).map(({ from, to }) => to - from)
  const largest = Math.max(...parts.map(Math.abs), 0)
  // Decimals that tell the middling steps apart, not those of the totals.
  const fine = parts.filter((value) => Math.abs(value) >= largest * 0.05)
  const column = finely(
    list.map(({ to }) => to),
    fine.length > 0 ? [...fine, largest] : list.map(({ to }) => to),
    unit,
    view,
  )
  const left = Math.min(
    narrow ? width * 0.36 : 240,
    Math.max(...list.map(({ name }) => textWidth(name, 13))) + 8,
  )
  const height = list.length * rowHeight + 20
  const low = Math.min(0, ...list.flatMap(({ from, to }) => [from, to]))
  const high = Math.max(1, ...list.flatMap(({ from, to }) => [from, to]))
  const pad = Math.max(66, ...list.map((step) => textWidth(column.write(step.to), 13) + 16))
  const x = (value: number) => left + 10 + ((width - left - 10 - pad) * (value - low)) / (high - low)
  let body = path(`M${px(x(0))} 4V${height - 18}`, `stroke="${colour.ink}"`)
  list.forEach((step, i) => {
    const y = 5 + i * rowHeight
    const [a, b] = [x(Math.min(step.from, step.to)), x(Math.max(step.from, step.to))]
    const change = step.to - step.from
    body += label(left, y + rowHeight / 2 + 0.5, shorten(step.name, 13, left), {
      anchor: 'end',
      size: 13,
      fill: colour.ink,
      bold: step.whole,
    })
    body += rect(
      a,
      y,
      Math.max(1, b - a),
      rowHeight - 9,
      step.whole ? colour.ink : change < 0 ? colour.cut : 'url(#h-bad)',
    )
    if (i < list.length - 1)
      body += path(
        `M${px(x(step.to))} ${y}v${2 * rowHeight - 9}`,
        `stroke="${colour.faint}" stroke-width=".8" stroke-dasharray="2 2"`,
      )
    const figure = step.whole ? column.write(step.to) : `${change > 0 ? '+' : ''}${column.write(change)}`
    body += label(b + 6, y + rowHeight / 2 + 0.5, figure, {
      size: 13,
      bold: true,
      fill: step.whole ? colour.ink : change < 0 ? '#14614f' : colour.bad,
      halo: true,
    })
  })
  body += label(x(0), height - 3, '0', { anchor: 'middle' })
  body += label(width, height - 3, column.label, { anchor: 'end' })
  const rows = list.map((step) => [
    step.name,
    step.whole ? column.write(step.to) : column.write(step.to - step.from),
  ])
  return `<div class="chart" data-width="changes">${drawing(width, height, changesTitle(result, view), body)}</div>${figures(view, ['', column.label], rows)}`
}

/** Every value that differs from the reference, with its place. */
export function changedInputs(result: Result, view: View): string {
  const inputs = result.changes?.inputs ?? []
  if (inputs.length === 0) return ''
  const items = inputs.map(
    ({ path: where, before, after, file, line }) =>
      `<li><span><code class="key">${safe(where)}</code> ${safe(after)}<br><span class="was">${tell(texts.before, view)} ${safe(before)}</span> <code>${safe(`${file}:${line}`)}</code></span></li>`,
  )
  return `<details class="keep"><summary>${safe(tell(texts.inputs, view, { n: formatNumber(inputs.length, view.language) }))}</summary><ul class="plain one">${items.join('')}</ul></details>`
}
