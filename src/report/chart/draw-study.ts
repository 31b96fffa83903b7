import { formatNumber, formatPercent } from '../../text/format.ts'
import type { Language } from '../../text/text.ts'
import type {
  BoxFigure,
  ChanceFigure,
  FanFigure,
  HistogramFigure,
  StudyFigure,
  TornadoFigure,
} from './study-figure.ts'
import { clip, colour, label, line, path, px, rect, safe, textWidth, ticks } from './svg.ts'

/** Bands of a fan: one hue, the inner on the outer (report.md 5: 18 % and 30 % of ink). */
const band = { outer: '#d6d8db', inner: '#b2b7bc', run: '#b42318' }

export interface Drawn {
  readonly body: string
  readonly width: number
  readonly height: number
}

/** Draws the marks of a figure; title and measure stand beside it, as text of the page or of the file. */
export function drawStudy(figure: StudyFigure, language: Language, width: number): Drawn {
  switch (figure.form) {
    case 'fan':
      return fan(figure, language, width)
    case 'tornado':
      return tornado(figure, width)
    case 'histogram':
      return histogram(figure, language, width)
    case 'chances':
      return chances(figure, width)
    case 'box':
      return boxes(figure, width)
  }
}

interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function scaleY({ top, bottom }: Frame, low: number, high: number) {
  return (value: number) => bottom - ((bottom - top) * (value - low)) / (high - low || 1)
}

function grid(
  frame: Frame,
  marks: readonly number[],
  y: (v: number) => number,
  write: (v: number) => string,
): string {
  return marks
    .map((mark) => {
      const ink = mark === 0 ? colour.ink : colour.grid
      return (
        path(`M${px(frame.left)} ${px(y(mark))}H${px(frame.right)}`, `stroke="${ink}" fill="none"`) +
        label(frame.left - 6, y(mark) + 4, write(mark), { anchor: 'end' })
      )
    })
    .join('')
}

/** Years under the axis, as many as stand without touching. */
function yearAxis(years: readonly number[], frame: Frame, x: (i: number) => number): string {
  const wide = textWidth('2060', 12) + 12
  const room = years.length < 2 ? wide : Math.abs(x(1) - x(0))
  const step = [1, 2, 5, 10, 20, 50].find((s) => s * room >= wide) ?? years.length
  return years
    .map((year, i) => {
      const edge = i === 0 || i === years.length - 1
      const near = !edge && (i * room < wide || (years.length - 1 - i) * room < wide)
      return step === 1 || edge || (year % step === 0 && !near)
        ? label(x(i), frame.bottom + 18, String(year), { anchor: 'middle' })
        : ''
    })
    .join('')
}

/** A name cut so that it fits; its end, which says what of the entity is meant, is kept where it is short. */
function clipName(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  const at = text.search(/(: |：)[^:：]*$/)
  const end = at > 0 && textWidth(text.slice(at), size) < room * 0.6 ? text.slice(at) : ''
  return clip(text.slice(0, text.length - end.length), size, room - textWidth(end, size)) + end
}

/** Names in a row under a chart, each with its mark; as many lines as they need. */
function legend(
  entries: readonly { readonly name: string; readonly mark: (x: number, y: number) => string }[],
  left: number,
  right: number,
  top: number,
): { readonly body: string; readonly height: number } {
  let [x, y, body] = [left, top, '']
  for (const { name, mark } of entries) {
    const text = clip(name, 12, right - left - 26)
    const wide = 24 + textWidth(text, 12) + 16
    if (x > left && x + wide - 16 > right) {
      x = left
      y += 20
    }
    body += mark(x, y) + label(x + 24, y + 4, text, { fill: colour.ink })
    x += wide
  }
  return { body, height: y - top + 20 }
}

const swatch = (fill: string) => (x: number, y: number) => rect(x, y - 6, 16, 12, fill)
const stroke = (ink: string, more: string) => (x: number, y: number) =>
  path(`M${px(x)} ${px(y)}h16`, `stroke="${ink}" fill="none" ${more}`)

function fan(figure: FanFigure, language: Language, width: number): Drawn {
  const { years, p5, p25, p50, p75, p95, run, names, decimals } = figure
  const low = Math.min(0, ...p5, ...run)
  const high = Math.max(0, ...p95, ...run)
  const marks = ticks(low, high + (high - low) * 0.02, 5)
  const write = (value: number) => formatNumber(value, language, { significant: 6 })
  const wide = Math.max(...marks.map((mark) => textWidth(write(mark), 12)))
  const frame: Frame = { left: wide + 10, right: width - 20, top: 12, bottom: width < 500 ? 200 : 280 }
  const y = scaleY(frame, low, high + (high - low) * 0.04)
  const x = (i: number) => frame.left + ((frame.right - frame.left) * i) / Math.max(1, years.length - 1)
  const area = (above: readonly number[], below: readonly number[], fill: string) => {
    const back = below.map((value, i) => `L${px(x(i))} ${px(y(value))}`).reverse()
    return path(`${line(above.map((value, i) => [x(i), y(value)]))}${back.join('')}Z`, `fill="${fill}"`)
  }
  const course = (values: readonly number[], more: string) =>
    path(line(values.map((value, i) => [x(i), y(value)])), `fill="none" ${more}`)
  const thin = `stroke="${band.run}" stroke-width="1.8" stroke-dasharray="5 3"`
  const key = legend(
    [
      { name: names.outer, mark: swatch(band.outer) },
      { name: names.inner, mark: swatch(band.inner) },
      { name: names.median, mark: stroke(colour.ink, 'stroke-width="2.4"') },
      { name: names.run, mark: stroke(band.run, 'stroke-width="1.8" stroke-dasharray="5 3"') },
    ],
    frame.left,
    width,
    frame.bottom + 42,
  )
  const last = years.length - 1
  const ends = label(frame.right, y(p50[last]!) - 8, formatNumber(p50[last]!, language, { decimals }), {
    anchor: 'end',
    bold: true,
    fill: colour.ink,
    halo: true,
  })
  return {
    width,
    height: frame.bottom + 42 + key.height,
    body:
      area(p95, p5, band.outer) +
      area(p75, p25, band.inner) +
      grid(frame, marks, y, write) +
      course(p50, `stroke="${colour.ink}" stroke-width="2.4"`) +
      course(run, thin) +
      yearAxis(years, frame, x) +
      ends +
      key.body,
  }
}

function tornado({ rows, names }: TornadoFigure, width: number): Drawn {
  const narrow = width < 560
  const nameRoom = narrow ? width - 12 : Math.min(360, width * 0.38)
  const textRoom = Math.max(0, ...rows.map(({ text }) => textWidth(text, 12))) + 12
  const left = narrow ? 8 : nameRoom + 12
  const right = width - (narrow ? 8 : textRoom)
  const all = rows.flatMap(({ values, marks = [] }) => [...values, ...marks])
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)]
  const x = (value: number) => left + ((right - left) * (value - least)) / (most - least || 1)
  const slot = narrow ? 46 : 26
  const fills = names.length > 1 ? [colour.cut, colour.warn] : [colour.cut]
  let body = ''
  for (const [i, row] of rows.entries()) {
    const top = 8 + i * slot
    const bar = narrow ? top + 20 : top + 4
    body += narrow
      ? label(0, top + 12, clipName(row.name, 12, width - textRoom - 8), { fill: colour.ink })
      : label(nameRoom, top + 16, clipName(row.name, 12, nameRoom), { anchor: 'end', fill: colour.ink })
    for (const [k, value] of row.values.entries())
      body += rect(
        Math.min(x(0), x(value)),
        bar,
        Math.max(value === 0 ? 0 : 0.8, Math.abs(x(value) - x(0))),
        16,
        fills[k % fills.length]!,
        k === 1 ? ' fill-opacity=".75"' : '',
      )
    if (row.marks && row.marks.length === 2 && names.length === 1)
      body += path(
        `M${px(x(row.marks[0]!))} ${px(bar + 8)}H${px(x(row.marks[1]!))}`,
        `stroke="${colour.ink}" stroke-width="1.4" fill="none"`,
      )
    else
      for (const value of row.marks ?? [])
        body += path(
          `M${px(x(value))} ${px(bar - 2)}v20`,
          `stroke="${colour.ink}" stroke-width="1.4" fill="none"`,
        )
    body += label(width, narrow ? top + 12 : top + 16, row.text, { anchor: 'end', fill: colour.ink })
  }
  const bottom = 8 + rows.length * slot
  body += path(`M${px(x(0))} 4V${px(bottom)}`, `stroke="${colour.ink}" fill="none"`)
  const key = legend(
    names.map((name, k) => ({ name, mark: swatch(fills[k % fills.length]!) })),
    narrow ? 8 : left,
    width,
    bottom + 14,
  )
  return { width, height: bottom + 10 + key.height, body: body + key.body }
}

function histogram(figure: HistogramFigure, language: Language, width: number): Drawn {
  const { years, shares, by, byText, none } = figure
  const high = Math.max(0.01, ...shares, none?.share ?? 0)
  const frame: Frame = { left: 46, right: width - 20, top: 34, bottom: 220 }
  const marks = ticks(0, high, 4)
  const y = scaleY(frame, 0, high * 1.08)
  const write = (value: number) => formatPercent(value, language)
  const columns = years.length + (none ? 2 : 0)
  const slot = (frame.right - frame.left) / columns
  const x = (i: number) => frame.left + slot * (i + 0.5)
  const column = (at: number, share: number, fill: string) =>
    share === 0
      ? ''
      : rect(at - slot * 0.38, y(share), slot * 0.76, y(0) - y(share), fill) +
        (slot >= 34 || share === high
          ? label(at, y(share) - 5, write(share), {
              anchor: 'middle',
              bold: true,
              fill: colour.ink,
              halo: true,
            })
          : '')
  let body = grid(frame, marks, y, write)
  for (const [i, share] of shares.entries())
    body += column(x(i), share, by !== undefined && years[i]! > by ? colour.warn : colour.cut)
  if (none) {
    const at = x(columns - 1)
    body += column(at, none.share, colour.bad)
    body += label(frame.right, frame.bottom + 36, clip(none.text, 12, width - 60), {
      anchor: 'end',
      fill: colour.bad,
    })
    body += label(at, frame.bottom + 18, '∞', { anchor: 'middle' })
  }
  if (by !== undefined && years.includes(by)) {
    const at = frame.left + slot * (years.indexOf(by) + 1)
    body += path(
      `M${px(at)} ${px(frame.top - 14)}V${px(frame.bottom)}`,
      `stroke="${colour.ink}" stroke-width="1.3" stroke-dasharray="2 3" fill="none"`,
    )
    const text = clip(byText ?? String(by), 12, width - 20)
    const wide = textWidth(text, 12)
    body += label(Math.max(frame.left, Math.min(at - 4, frame.right) - wide), frame.top - 18, text, {
      fill: colour.ink,
    })
  }
  return {
    width,
    height: frame.bottom + (none ? 46 : 28),
    body: body + yearAxis(years, frame, x),
  }
}

function chances({ years, lines }: ChanceFigure, width: number): Drawn {
  const frame: Frame = { left: 46, right: width - 20, top: 12, bottom: width < 500 ? 200 : 260 }
  const y = scaleY(frame, 0, 1.02)
  const x = (i: number) => frame.left + ((frame.right - frame.left) * i) / Math.max(1, years.length - 1)
  let body = grid(frame, [0, 0.25, 0.5, 0.75, 1], y, (value) => `${value * 100}%`)
  for (const { values, ink, dash } of lines) {
    let points: (readonly [number, number])[] = []
    const more = `fill="none" stroke="${ink}" stroke-width="2"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`
    const flush = () => {
      if (points.length === 1)
        body += `<circle cx="${px(points[0]![0])}" cy="${px(points[0]![1])}" r="4" fill="${ink}"/>`
      else if (points.length > 1) body += path(line(points), more)
      points = []
    }
    for (const [i, value] of values.entries()) {
      if (value === undefined) flush()
      else points.push([x(i), y(value)])
    }
    flush()
  }
  const key = legend(
    lines.map(({ name, ink, dash }) => ({
      name,
      mark: stroke(ink, `stroke-width="2"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`),
    })),
    frame.left,
    width,
    frame.bottom + 42,
  )
  return {
    width,
    height: frame.bottom + 42 + key.height,
    body: body + yearAxis(years, frame, x) + key.body,
  }
}

function boxes({ rows, runName }: BoxFigure, width: number): Drawn {
  const slot = 62
  const [left, right] = [8, width - 8]
  let body = ''
  for (const [i, row] of rows.entries()) {
    const top = 6 + i * slot
    const x = (value: number) =>
      left +
      ((right - left) * (Math.min(row.to, Math.max(row.from, value)) - row.from)) / (row.to - row.from || 1)
    const wide = textWidth(row.text, 12) + 10
    body += label(left, top + 12, clip(row.name, 12.5, right - left - wide), { size: 12.5, fill: colour.ink })
    body += label(right, top + 12, row.text, { anchor: 'end', fill: colour.ink, bold: true })
    body += rect(left, top + 20, right - left, 12, band.outer)
    body += rect(x(row.low), top + 20, x(row.high) - x(row.low), 12, colour.warn)
    body += path(
      `M${px(x(row.run))} ${px(top + 17)}v18`,
      `stroke="${colour.ink}" stroke-width="2" fill="none"`,
    )
    body += label(left, top + 46, row.fromText, { size: 11, fill: colour.faint })
    body += label(right, top + 46, row.toText, { size: 11, fill: colour.faint, anchor: 'end' })
  }
  const bottom = 6 + rows.length * slot
  const key = legend(
    [
      {
        name: runName,
        mark: (x, y) =>
          path(`M${px(x + 8)} ${px(y - 8)}v16`, `stroke="${colour.ink}" stroke-width="2" fill="none"`),
      },
    ],
    left,
    width,
    bottom + 8,
  )
  return { width, height: bottom + 4 + key.height, body: body + key.body }
}

/** A drawing for a page: its finding is its name. */
export function studyDrawing(figure: StudyFigure, language: Language, width: number): string {
  const { body, height } = drawStudy(figure, language, width)
  const [w, h] = [px(width), px(height)]
  return `<svg viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-label="${safe(figure.title)}">${body}</svg>`
}

const fileWidth = 960
const margin = 24

/** Fonts that a reader's machine may have; none is carried in the file. */
const families =
  "system-ui, 'Segoe UI', 'Helvetica Neue', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', SimHei, sans-serif"

/** Figures under each other as one file: no script, no style sheet, no font, no request. */
export function studySvg(figures: readonly StudyFigure[], title: string, language: Language): string {
  let [at, body] = [margin, '']
  for (const figure of figures) {
    const inner = drawStudy(figure, language, fileWidth - 2 * margin)
    body += label(margin, at + 16, clip(figure.title, 18, fileWidth - 2 * margin), {
      size: 18,
      bold: true,
      fill: colour.ink,
    })
    body += label(margin, at + 38, clip(figure.measure, 12.5, fileWidth - 2 * margin), { size: 12.5 })
    body += `<g transform="translate(${margin} ${px(at + 50)})" role="img" aria-label="${safe(figure.title)}">${inner.body}</g>`
    at += 50 + inner.height + 22
  }
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const [w, h] = [px(fileWidth), px(at)]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" xml:lang="${lang}" font-family="${safe(families)}" font-size="12"><title>${safe(title)}</title>${rect(0, 0, fileWidth, at, '#ffffff')}${body}</svg>\n`
}
