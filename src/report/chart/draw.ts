import { formatNumber } from '../../text/format.ts'
import type { Language } from '../../text/text.ts'
import type { Band, Figure } from './figure-data.ts'
import { writeValue } from './figures.ts'
import { clip, colour, label, line, path, px, rect, safe, textWidth, ticks } from './svg.ts'

/** Fonts that a reader's machine may have; none is carried in the file. */
const families =
  "system-ui, 'Segoe UI', 'Helvetica Neue', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', SimHei, sans-serif"

const width = 960
const margin = 24
/** Room at the right for the names of bands and lines. */
const names = 210

interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Lines of a text that are no wider than `room`; breaks at blanks, or between any signs of Chinese. */
function lines(text: string, size: number, room: number, most: number): string[] {
  const parts = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []
  const found: string[] = []
  let current = ''
  for (const part of parts) {
    if (current !== '' && textWidth(current + part.trimEnd(), size) > room) {
      found.push(current.trimEnd())
      current = ''
    }
    current += part
  }
  found.push(current.trimEnd())
  const kept = found.slice(0, most)
  if (found.length > most) kept[most - 1] = `${kept[most - 1]}…`
  return kept.map((one) => clip(one, size, room))
}

/** A pattern for bands that are not counted or lie below zero; ids are the figure's own, so that charts can share a page. */
function patternOf(id: string, band: Band): string {
  const ground = `<rect width="8" height="8" fill="${band.fill}"/>`
  const marks =
    band.texture === 'dots'
      ? '<circle cx="2" cy="2" r="1.2" fill="#fff"/><circle cx="6" cy="6" r="1.2" fill="#fff"/>'
      : '<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="#fff" stroke-width="1.6"/>'
  return `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">${ground}${marks}</pattern>`
}

/** What fills each band, and the patterns that this needs. */
function paints(figure: Figure): { readonly fills: readonly string[]; readonly defs: string } {
  let defs = ''
  const fills = figure.bands.map((band, i) => {
    if (band.texture === undefined) return band.fill
    const id = `${figure.id}-${i}`
    defs += patternOf(id, band)
    return `url(#${id})`
  })
  return { fills, defs: defs === '' ? '' : `<defs>${defs}</defs>` }
}

/** Lowest and highest value that has to find room: stacks and lines, and zero where there are bands. */
function extent(figure: Figure): readonly [low: number, high: number] {
  const drawn = figure.lines.flatMap(({ values }) => values.flatMap((value) => value ?? []))
  const stacks = figure.places.flatMap((_, i) => {
    const at = figure.bands.map(({ values }) => values[i] ?? 0)
    const sum = (sign: 1 | -1) => at.reduce((total, value) => total + (value * sign > 0 ? value : 0), 0)
    return [sum(1), sum(-1)]
  })
  const all = [...drawn, ...stacks, 0]
  return [Math.min(...all), Math.max(...all)]
}

/** Horizontal grid with its figures; zero in ink. */
function grid(frame: Frame, low: number, high: number, y: (v: number) => number, language: Language): string {
  return ticks(low, high, 5)
    .map((mark) => {
      const at = px(y(mark))
      const ink = mark === 0 ? colour.ink : colour.grid
      const text = formatNumber(mark, language, { significant: 6 })
      return (
        path(`M${px(frame.left)} ${at}H${px(frame.right)}`, `stroke="${ink}" fill="none"`) +
        label(frame.left - 6, y(mark) + 4, text, { anchor: 'end' })
      )
    })
    .join('')
}

/** Places named along the axis: as many as stand without touching. */
function axis(figure: Figure, frame: Frame, x: (i: number) => number): string {
  const n = figure.places.length
  const wide = Math.max(...figure.places.map((place) => textWidth(place, 12))) + 12
  const room = n < 2 ? wide : Math.abs(x(1) - x(0))
  const step = [1, 2, 5, 10, 20, 50].find((s) => s * room >= wide) ?? n
  return figure.places
    .map((place, i) => {
      const edge = i === 0 || i === n - 1
      const year = Number(place)
      const near = !edge && (i * room < wide || (n - 1 - i) * room < wide)
      const wanted = step === 1 || edge || (year % step === 0 && !near)
      if (!wanted) return ''
      return label(x(i), frame.bottom + 18, place, { anchor: 'middle', size: 12 })
    })
    .join('')
}

/** Names of bands from the top of the stack down, then those of lines, with the figure of the last place. */
function legend(figure: Figure, fills: readonly string[], frame: Frame, language: Language): string {
  const left = frame.right + 18
  const room = width - margin - left
  let at = frame.top + 10
  let body = ''
  const entry = (swatch: string, name: string, value: number | undefined, bold: boolean) => {
    body += swatch
    const figureText = value === undefined ? '' : writeValue(figure, language, value)
    const taken = figureText === '' ? 0 : textWidth(figureText, 12) + 8
    body += label(left + 22, at, clip(name, 12, room - 22 - taken), { size: 12, fill: colour.ink, bold })
    if (figureText !== '')
      body += label(left + room, at, figureText, { size: 12, anchor: 'end', fill: colour.soft, bold })
    at += 21
  }
  if (figure.places.length > 1) {
    const head = `${figure.places.at(-1)} · ${figure.unit}`
    body += label(left + room, at - 4, clip(head, 11, room), { size: 11, anchor: 'end', fill: colour.faint })
    at += 16
  }
  const last = figure.places.length - 1
  for (const { name, ink, style, values } of figure.lines) {
    const dash = style === 'dashed' ? ' stroke-dasharray="5 3"' : ''
    const thick = style === 'strong' ? 2.8 : 1.6
    const swatch = path(
      `M${px(left)} ${px(at - 4)}h16`,
      `stroke="${ink}" stroke-width="${thick}" fill="none"${dash}`,
    )
    entry(swatch, name, values[last], style === 'strong')
  }
  const up = figure.bands.map((band, i) => ({ band, i })).reverse()
  for (const { band, i } of up)
    entry(
      rect(left, at - 10, 14, 12, fills[i]!, ' stroke="#fff" stroke-width=".6"'),
      band.name,
      band.values[last],
      false,
    )
  return body
}

/** The points of a line in runs without gaps. */
function runs(
  values: readonly (number | undefined)[],
  at: (i: number, v: number) => readonly [number, number],
) {
  const found: (readonly [number, number])[][] = []
  let open = false
  values.forEach((value, i) => {
    if (value === undefined) {
      open = false
      return
    }
    if (!open) found.push([])
    found.at(-1)!.push(at(i, value))
    open = true
  })
  return found
}

function strokes(figure: Figure, x: (i: number) => number, y: (v: number) => number): string {
  return figure.lines
    .map(({ values, ink, style }) => {
      const thick = style === 'strong' ? 2.8 : 1.8
      const dash = style === 'dashed' ? ' stroke-dasharray="5 3"' : ''
      return runs(values, (i, value) => [x(i), y(value)])
        .map((points) => {
          const [first] = points
          // A limit of one year is a bar across its place.
          if (points.length === 1 && first)
            return path(
              `M${px(first[0] - 8)} ${px(first[1])}h16`,
              `stroke="${ink}" stroke-width="3" fill="none"`,
            )
          const d = line(points)
          const edge =
            style === 'strong' ? path(d, `fill="none" stroke="#fff" stroke-width="${thick + 2.4}"`) : ''
          return edge + path(d, `fill="none" stroke="${ink}" stroke-width="${thick}"${dash}`)
        })
        .join('')
    })
    .join('')
}

function markSigns(figure: Figure, frame: Frame, x: (i: number) => number, y: (v: number) => number): string {
  let body = ''
  for (const { kind, place, value, text, ink } of figure.marks) {
    const at = x(place)
    if (kind === 'zero') {
      body += `<circle cx="${px(at)}" cy="${px(y(0))}" r="6" fill="#fff" stroke="${ink}" stroke-width="1.5"/>`
      body += `<circle cx="${px(at)}" cy="${px(y(0))}" r="2.2" fill="${ink}"/>`
      continue
    }
    const high = kind === 'peak' ? 26 : 8
    const dash = kind === 'deadline' ? ' stroke-dasharray="2 3"' : ''
    body += path(
      `M${px(at)} ${px(frame.top - high + 2)}V${px(y(value))}`,
      `stroke="${ink}" stroke-width="1.3" fill="none"${dash}`,
    )
    if (kind === 'peak')
      body += `<circle cx="${px(at)}" cy="${px(y(value))}" r="5" fill="${ink}" stroke="#fff" stroke-width="1.6"/>`
    const shown = clip(text, 13, frame.right - frame.left)
    const wide = textWidth(shown, 13)
    const left = Math.max(frame.left, Math.min(at + 5, frame.right - wide))
    body += label(left, frame.top - high + 8, shown, { size: 13, fill: ink, bold: kind === 'peak' })
  }
  return body
}

/** Bands from zero: upwards what is positive, downwards what is negative; both edges by place. */
function stacked(figure: Figure): readonly (readonly (readonly [from: number, to: number])[])[] {
  const up = figure.places.map(() => 0)
  const down = figure.places.map(() => 0)
  return figure.bands.map(({ values }) =>
    figure.places.map((_, i) => {
      const value = values[i] ?? 0
      const base = value < 0 ? down : up
      const from = base[i]!
      base[i] = from + value
      return [from, from + value] as const
    }),
  )
}

function areas(
  figure: Figure,
  fills: readonly string[],
  x: (i: number) => number,
  y: (v: number) => number,
): string {
  return stacked(figure)
    .map((edges, k) => {
      const outer = line(edges.map(([, to], i) => [x(i), y(to)]))
      const inner = [...edges].reverse().map(([from], i) => `L${px(x(edges.length - 1 - i))} ${px(y(from))}`)
      return path(`${outer}${inner.join('')}Z`, `fill="${fills[k]}" stroke="#fff" stroke-width=".9"`)
    })
    .join('')
}

function columns(
  figure: Figure,
  fills: readonly string[],
  x: (i: number) => number,
  y: (v: number) => number,
  slot: number,
  language: Language,
): string {
  const wide = slot * 0.62
  const bodies = stacked(figure).map((edges, k) =>
    edges
      .map(([from, to], i) => {
        const top = Math.min(y(from), y(to))
        const tall = Math.abs(y(from) - y(to))
        return tall === 0
          ? ''
          : rect(x(i) - wide / 2, top, wide, tall, fills[k]!, ' stroke="#fff" stroke-width=".8"')
      })
      .join(''),
  )
  const sums = figure.places.map((_, i) =>
    figure.bands.reduce((sum, { values }) => sum + Math.max(0, values[i] ?? 0), 0),
  )
  const texts = sums.map((sum) => writeValue(figure, language, sum))
  const fits = Math.max(...texts.map((text) => textWidth(text, 12))) <= slot - 2
  const tops = sums.map((sum, i) =>
    fits || i % 2 === 0
      ? label(x(i), y(sum) - 6, texts[i]!, {
          anchor: 'middle',
          size: 12,
          bold: true,
          fill: colour.ink,
          halo: true,
        })
      : '',
  )
  return bodies.join('') + tops.join('')
}

/** A chart along years: areas, columns or lines. */
function along(
  figure: Figure,
  frame: Frame,
  language: Language,
): { readonly body: string; readonly defs: string } {
  const { fills, defs } = paints(figure)
  const [low, high] = extent(figure)
  const span = high - low || 1
  const n = figure.places.length
  const [bottom, top] = [low < 0 ? low - span * 0.03 : low, high + span * 0.05]
  const y = (value: number) => frame.top + ((frame.bottom - frame.top) * (top - value)) / (top - bottom || 1)
  const slot = (frame.right - frame.left) / Math.max(1, n)
  const x =
    figure.form === 'columns'
      ? (i: number) => frame.left + slot * (i + 0.5)
      : (i: number) => frame.left + ((frame.right - frame.left) * i) / Math.max(1, n - 1)
  const body =
    grid(frame, bottom, top, y, language) +
    (figure.form === 'columns' ? columns(figure, fills, x, y, slot, language) : areas(figure, fills, x, y)) +
    (low < 0
      ? path(`M${px(frame.left)} ${px(y(0))}H${px(frame.right)}`, `stroke="${colour.ink}" fill="none"`)
      : '') +
    strokes(figure, x, y) +
    markSigns(figure, frame, x, y) +
    axis(figure, frame, x) +
    legend(figure, fills, frame, language)
  return { body, defs }
}

/** A waterfall lies on its side, for its names are long: both ends are whole bars, the steps hang between them. */
function sideways(
  figure: Figure,
  frame: Frame,
  language: Language,
): { readonly body: string; readonly defs: string } {
  const values = figure.bands[0]?.values ?? []
  const last = values.length - 1
  let running = 0
  const bars = values.map((value, i) => {
    if (i === 0 || i === last) {
      running = value
      return [0, value] as const
    }
    const from = running
    running += value
    return [from, running] as const
  })
  const low = Math.min(0, ...bars.flat())
  const high = Math.max(0, ...bars.flat())
  const span = high - low || 1
  const left = frame.left + 150
  const right = width - margin - 90
  const x = (value: number) => left + ((right - left) * (value - low)) / span
  const slot = (frame.bottom - frame.top) / values.length
  let body = path(`M${px(x(0))} ${px(frame.top)}V${px(frame.bottom)}`, `stroke="${colour.ink}" fill="none"`)
  const defs = `<defs>${patternOf(`${figure.id}-add`, { name: '', fill: colour.bad, texture: 'hatch', values: [] })}</defs>`
  bars.forEach(([from, to], i) => {
    const end = i === 0 || i === last
    const y = frame.top + slot * i + slot * 0.16
    const tall = slot * 0.68
    const fill = end ? colour.ink : to < from ? colour.cut : `url(#${figure.id}-add)`
    body += rect(Math.min(x(from), x(to)), y, Math.max(0.8, Math.abs(x(to) - x(from))), tall, fill)
    body += label(left - 10, y + tall / 2 + 4, clip(figure.places[i]!, 12, left - margin - 10), {
      anchor: 'end',
      fill: colour.ink,
      bold: end,
    })
    const text = writeValue(figure, language, values[i]!, !end)
    body += label(Math.max(x(from), x(to)) + 6, y + tall / 2 + 4, text, { fill: colour.ink, bold: end })
    if (i < last)
      body += path(`M${px(x(to))} ${px(y + tall)}v${px(slot * 0.32)}`, `stroke="${colour.faint}" fill="none"`)
  })
  return { body, defs }
}

/** The inside of a chart and how high it is: title, measure, drawing. */
function inside(figure: Figure, language: Language): { readonly body: string; readonly height: number } {
  const title = lines(figure.title, 18, width - 2 * margin, 2)
  const measure = lines(figure.measure, 12.5, width - 2 * margin, 2)
  let at = margin + 12
  let head = ''
  for (const text of title) {
    head += label(margin, at, text, { size: 18, bold: true, fill: colour.ink })
    at += 25
  }
  at -= 3
  for (const text of measure) {
    head += label(margin, at, text, { size: 12.5, fill: colour.soft })
    at += 18
  }
  const sits = figure.form === 'waterfall'
  const top = at + (sits ? 4 : figure.marks.length > 0 ? 36 : 14)
  const rows = sits ? (figure.bands[0]?.values.length ?? 0) * 26 : 0
  const entries = figure.bands.length + figure.lines.length
  const tall = sits ? rows : Math.max(figure.form === 'lines' ? 220 : 340, entries * 21 + 40)
  const frame: Frame = {
    left: sits ? margin : margin + 44,
    right: width - margin - names,
    top,
    bottom: top + tall,
  }
  const { body, defs } = sits ? sideways(figure, frame, language) : along(figure, frame, language)
  return { body: defs + head + body, height: frame.bottom + (sits ? margin : 40) }
}

const open = (w: number, h: number, more: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${px(w)}" height="${px(h)}" viewBox="0 0 ${px(w)} ${px(h)}" ${more}>`

const named = (id: string, title: string, about: string): string =>
  `<title id="${id}-t">${safe(title)}</title><desc id="${id}-d">${safe(about)}</desc>`

/** What a chart shows, for those who cannot see it: measure, then each band and line at both ends. */
function spoken(figure: Figure, language: Language): string {
  const [first, last] = [figure.places[0] ?? '', figure.places.at(-1) ?? '']
  const unit = figure.unit
  const parts =
    figure.form === 'waterfall'
      ? figure.places.map(
          (place, i) => `${place}: ${writeValue(figure, language, figure.bands[0]?.values[i] ?? 0)}`,
        )
      : [...figure.lines, ...figure.bands].map(({ name, values }) => {
          const known = values.flatMap((value) => value ?? [])
          const told = (value: number) => writeValue(figure, language, value)
          return `${name}: ${told(known[0] ?? 0)} → ${told(known.at(-1) ?? 0)}`
        })
  const span = figure.form === 'waterfall' ? '' : ` (${first} → ${last})`
  return `${figure.measure}. ${parts.join('; ')} ${unit}${span}`
}

/** One chart as a file of its own: no script, no style sheet, no font, no request. */
export function chartSvg(figure: Figure, language: Language): string {
  const { body, height } = inside(figure, language)
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const more = `role="img" xml:lang="${lang}" aria-labelledby="${figure.id}-t ${figure.id}-d" font-family="${safe(families)}" font-size="12"`
  return `${open(width, height, more)}${named(figure.id, figure.title, spoken(figure, language))}${rect(0, 0, width, height, '#ffffff')}${body}</svg>\n`
}

/** Several charts under each other in one file; `heading` stands above each group. */
export function sheetSvg(
  groupsOf: readonly { readonly heading: string; readonly figures: readonly Figure[] }[],
  title: string,
  language: Language,
): string {
  let at = margin
  let body = ''
  groupsOf.forEach(({ heading, figures }, k) => {
    body += label(margin, at + 20, clip(heading, 22, width - 2 * margin), {
      size: 22,
      bold: true,
      fill: colour.ink,
    })
    at += 36
    for (const figure of figures) {
      // Patterns are known by their id in the whole file.
      const own = { ...figure, id: `s${k + 1}-${figure.id}` }
      const drawn = inside(own, language)
      const about = named(own.id, own.title, spoken(own, language))
      body += `<g transform="translate(0 ${px(at)})" role="img" aria-labelledby="${own.id}-t ${own.id}-d">${about}${drawn.body}</g>`
      at += drawn.height + 12
    }
  })
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const more = `xml:lang="${lang}" aria-labelledby="all-t" font-family="${safe(families)}" font-size="12"`
  return `${open(width, at, more)}<title id="all-t">${safe(title)}</title>${rect(0, 0, width, at, '#ffffff')}${body}</svg>\n`
}
