import type { Text } from '../../text/text.ts'
import { colour, drawing, label, path, px, rect, shorten, textWidth } from './svg.ts'
import { figures } from './table.ts'
import { finely, type View } from './view.ts'

const others: Text = { zh: '其余', en: 'Others' }

/** A part of a difference. */
export interface Part {
  readonly name: string
  readonly value: number
}

interface Step {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly whole: boolean
}

/** From one end over its parts to the other: parts of less than a hundredth are joined, the last end is the first and all parts. */
function stepsOf(start: Part, parts: readonly Part[], end: string, view: View): readonly Step[] {
  const gross = parts.reduce((sum, { value }) => sum + Math.abs(value), 0)
  const large = parts
    .filter(({ value }) => Math.abs(value) >= gross * 0.01 && value !== 0)
    .sort((a, b) => a.value - b.value)
  const small = parts.filter((part) => !large.includes(part)).reduce((sum, { value }) => sum + value, 0)
  const shown = small === 0 ? large : [...large, { name: others[view.language], value: small }]
  let level = start.value
  const list: Step[] = [{ name: start.name, from: 0, to: level, whole: true }]
  for (const { name, value } of shown) {
    list.push({ name, from: level, to: level + value, whole: false })
    level += value
  }
  return [...list, { name: end, from: 0, to: level, whole: true }]
}

/** A waterfall on its side, with its figures under it: names are long, phones are narrow. */
export function waterfall(
  said: { readonly chart: string; readonly title: string; readonly unit: string },
  start: Part,
  parts: readonly Part[],
  end: string,
  view: View,
): string {
  const list = stepsOf(start, parts, end, view)
  const width = view.width(said.chart)
  const narrow = width < 520
  // On a phone names stand above their bars, so that none is cut.
  const rowHeight = narrow ? 42 : view.paper ? 22 : 30
  const bar = narrow ? 18 : rowHeight - 9
  const above = narrow ? 18 : 0
  const changes = list.filter(({ whole }) => !whole).map(({ from, to }) => to - from)
  const largest = Math.max(...changes.map(Math.abs), 0)
  // Decimals that tell the middling steps apart, not those of the totals.
  const fine = changes.filter((value) => Math.abs(value) >= largest * 0.05)
  const ends = list.map(({ to }) => to)
  const column = finely(ends, fine.length > 0 ? [...fine, largest] : ends, said.unit, view)
  const longest = Math.max(...list.map(({ name }) => textWidth(name, 13))) + 8
  const left = narrow ? -8 : Math.min(width * 0.36, longest)
  const height = list.length * rowHeight + 20
  const low = Math.min(0, ...list.flatMap(({ from, to }) => [from, to]))
  const high = Math.max(low + 1e-9, 0, ...list.flatMap(({ from, to }) => [from, to]))
  const pad = Math.max(66, ...ends.map((value) => textWidth(column.write(value), 13) + 16))
  const x = (value: number) => left + 10 + ((width - left - 10 - pad) * (value - low)) / (high - low)
  let body = path(`M${px(x(0))} 4V${height - 18}`, `stroke="${colour.ink}"`)
  list.forEach((step, i) => {
    const y = 5 + i * rowHeight
    const [a, b] = [x(Math.min(step.from, step.to)), x(Math.max(step.from, step.to))]
    const change = step.to - step.from
    const strong = { size: 13, fill: colour.ink, bold: step.whole }
    body += narrow
      ? label(2, y + 13, shorten(step.name, 13, width - 4), strong)
      : label(left, y + bar / 2 + 5, shorten(step.name, 13, left), { ...strong, anchor: 'end' })
    const fill = step.whole ? colour.ink : change < 0 ? colour.cut : 'url(#h-bad)'
    body += rect(a, y + above, Math.max(1, b - a), bar, fill)
    if (i < list.length - 1)
      body += path(
        `M${px(x(step.to))} ${y + above}v${rowHeight + bar}`,
        `stroke="${colour.faint}" stroke-width=".8" stroke-dasharray="2 2"`,
      )
    const figure = step.whole ? column.write(step.to) : `${change > 0 ? '+' : ''}${column.write(change)}`
    body += label(b + 6, y + above + bar / 2 + 5, figure, {
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
  return `<div class="chart" data-width="${said.chart}">${drawing(width, height, said.title, body)}</div>${figures(view, ['', column.label], rows)}`
}
