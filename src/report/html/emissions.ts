import { formatNumber } from '../../text/format.ts'
import type { Grouping } from '../chart/palette.ts'
import { type SectorBand, sectorBands } from '../chart/sector-bands.ts'
import type { Result } from '../result.ts'
import { targetOf } from '../verdict.ts'
import { colour, drawing, label, line, path, px, safe, shorten, textWidth, ticks } from './svg.ts'
import { Taken } from './taken.ts'
import { figureIn, scaleIn, subscripts, tell, type View } from './view.ts'

const texts = {
  title: {
    zh: '排放 {year} 年到顶，{last} 年净排放 {left}',
    en: 'Emissions peak in {year}; net {left} in {last}',
  },
  rising: {
    zh: '排放到 {last} 年仍在上升，净排放 {left}',
    en: 'Emissions still rise in {last}, to net {left}',
  },
  unit: {
    zh: 'CO₂e，{unit}/年，含净购电与热；粗线为扣除碳汇与捕集后的净排放',
    en: 'CO₂e, {unit} a year, with net imported power and heat; thick line: net of sinks and capture',
  },
  net: { zh: '净排放', en: 'Net' },
  saved: { zh: '原情景', en: 'as saved' },
  reference: { zh: '参考情景（净）', en: 'Reference (net)' },
  deadline: { zh: '{year} 达峰限期', en: '{year} deadline' },
  peak: { zh: '{indicator} {year} 年最高', en: '{indicator} highest in {year}' },
  zero: { zh: '零', en: 'zero' },
}

/** What the main chart says, in one line. */
export function emissionsTitle(result: Result, view: View): string {
  const { peak, horizon, neutrality } = result
  const left = figureIn(neutrality.residual, neutrality.unit, view, { short: true })
  return tell(peak.rising ? texts.rising : texts.title, view, { year: peak.year, last: horizon.to, left })
}

export function emissionsUnit(result: Result, view: View): string {
  const { unit, rows } = result.tables.sector
  const size = Math.max(...rows.flatMap(({ values }) => values.map(Math.abs)), 0)
  return tell(texts.unit, view, { unit: scaleIn(unit, view, size).label.replace(/ CO₂e?$/, '') })
}

/** What charts that stand side by side share. */
export interface Beside {
  /** The ends of the axis, in the unit of the table. */
  readonly most: number
  readonly least: number
  readonly groups: Grouping
  /** The net line of the scenario that the others are held against. */
  readonly reference?: { readonly name: string; readonly net: readonly number[] }
}

/** A chart with the names that found no place on it. */
export interface Drawn {
  readonly svg: string
  readonly key: string
}

/** Stacked area by sector, what is below zero under it, the net line over it; the reference and the saved course as lines. */
export function emissionsChart(result: Result, view: View, saved?: Result, beside?: Beside): Drawn {
  const width = view.width('emissions')
  const narrow = width < 520
  const height = narrow ? 360 : view.paper ? 300 : beside ? 400 : 500
  const { years, unit } = result.tables.sector
  const { up, down } = sectorBands(result, view.language, beside?.groups)
  const n = years.length
  const seriesOf = (from: Result, id: string) => {
    const values = from.indicators[id]?.values
    return values ? years.map((year) => values[String(year)] ?? 0) : undefined
  }
  const netId = result.tables.sector.indicator
  const net =
    seriesOf(result, netId) ?? years.map((_, i) => [...up, ...down].reduce((s, b) => s + b.values[i]!, 0))
  const ghost = saved && saved !== result ? seriesOf(saved, netId) : undefined
  const reference = beside?.reference?.net ?? result.changes?.net
  const referenceName = beside?.reference?.name ?? texts.reference[view.language]
  const sums = (list: typeof up) => years.map((_, i) => list.reduce((sum, band) => sum + band.values[i]!, 0))
  const most = beside?.most ?? Math.max(...sums(up), ...(ghost ?? []), ...(reference ?? []), 1)
  const least = beside?.least ?? Math.min(...sums(down), ...net, 0)
  const scale = scaleIn(unit, view, most)
  const marks = ticks(least * scale.by, most * scale.by * 1.04, 5)
  const wide = Math.max(...marks.map((mark) => textWidth(formatNumber(mark, view.language), 12)))
  const size = { l: Math.max(narrow ? 40 : 48, Math.ceil(wide) + 10), r: narrow ? 14 : 112, t: 50, b: 26 }
  const top = most * 1.06
  const bottom = Math.min(least * 1.15, 0)
  const x = (i: number) => size.l + ((width - size.l - size.r) * i) / Math.max(1, n - 1)
  const y = (value: number) => size.t + ((height - size.t - size.b) * (top - value)) / (top - bottom || 1)
  const goal = targetOf(result, 'peak', result.peak.indicator)
  const due = goal && Object.values(goal.limit).at(-1)
  const dueAt = due === undefined ? -1 : years.indexOf(due)
  const taken = new Taken()
  let body = ''
  for (const mark of marks) {
    const at = y(mark / scale.by)
    body += path(
      `M${size.l} ${px(at)}H${px(width - size.r)}`,
      `stroke="${mark === 0 ? colour.ink : colour.grid}" fill="none"`,
    )
    body += label(size.l - 6, at + 4, formatNumber(mark, view.language), { anchor: 'end' })
  }
  const names: string[] = []
  const unnamed: SectorBand[] = []
  const overNet = (i: number) => y(net[i]!)
  const stack = (list: typeof up) => {
    let base: readonly number[] = new Array(n).fill(0)
    for (const band of list) {
      const above = base.map((value, i) => value + band.values[i]!)
      const floor = base
      const edge = line(above.map((value, i) => [x(i), y(value)]))
      const back = floor.map((_, i) => `L${px(x(n - 1 - i))} ${px(y(floor[n - 1 - i]!))}`).join('')
      body += path(`${edge}${back}Z`, `fill="${band.fill}" stroke="#fff" stroke-width=".9"`)
      const written = nameOf(band, floor, above)
      names.push(...written)
      if (written.length === 0 && band.values.some((value) => value !== 0)) unnamed.push(band)
      base = above
    }
  }
  const nameOf = (
    band: (typeof up)[number],
    floor: readonly number[],
    above: readonly number[],
  ): string[] => {
    const textSize = narrow ? 11.5 : 12.5
    const room = (width - size.l - size.r) * 0.42
    // At the left where it is thick; else where it first is.
    for (let i = 1; i < n * 0.6; i++) {
      const text = shorten(band.name, textSize, room)
      const wide = textWidth(text, textSize)
      const last = Math.min(n - 1, Math.ceil(i + ((wide + 12) * (n - 1)) / (width - size.l - size.r)))
      const years = Array.from({ length: last - i + 1 }, (_, k) => i + k)
      // The strip of the band that is free all along the name.
      const top = Math.max(...years.map((k) => Math.min(y(floor[k]!), y(above[k]!))))
      const low = Math.min(...years.map((k) => Math.max(y(floor[k]!), y(above[k]!))))
      if (low - top < textSize + 1) continue
      const middle = (top + low) / 2 + 4.3
      // The thick line and the deadline run through no name.
      if (years.some((k) => Math.abs(overNet(k) - (middle - 4.3)) < textSize * 0.7 + 2)) continue
      if (dueAt >= i && x(dueAt) < x(i) + wide + 10) continue
      if (!taken.take(x(i) + 6, middle - textSize, wide, textSize + 3)) continue
      return [label(x(i) + 6, middle, text, { size: textSize, fill: band.ink, bold: true })]
    }
    return []
  }
  stack(up)
  stack(down)
  const stroke = (values: readonly number[], ink: string, width: number, dash = '') => {
    const d = line(values.map((value, i) => [x(i), y(value)]))
    return (
      path(d, `fill="none" stroke="#fff" stroke-width="${width + 2.4}"`) +
      path(d, `fill="none" stroke="${ink}" stroke-width="${width}"${dash}`)
    )
  }
  if (reference) body += stroke(reference, colour.faint, 1.6, ' stroke-dasharray="5 3"')
  if (ghost) body += stroke(ghost, colour.ink, 1.3, ' stroke-dasharray="1.5 3" stroke-linecap="round"')
  body += stroke(net, colour.ink, 2.8)
  body += names.join('')
  // ends of lines carry their names, from the lowest up, none on another
  const ends: { at: number; lines: string[]; ink: string; bold: boolean }[] = [
    {
      at: y(net[n - 1]!),
      lines: [texts.net[view.language], figureIn(net[n - 1]!, unit, view, { short: true })],
      ink: colour.ink,
      bold: true,
    },
  ]
  if (ghost && Math.abs(ghost[n - 1]! - net[n - 1]!) > 0)
    ends.push({ at: y(ghost[n - 1]!), lines: [texts.saved[view.language]], ink: colour.soft, bold: false })
  if (reference)
    ends.push({
      at: y(reference[n - 1]!),
      lines: [referenceName],
      ink: colour.faint,
      bold: false,
    })
  if (narrow) {
    const text = `${texts.net[view.language]} ${figureIn(net[n - 1]!, unit, view, { short: true })}`
    body += label(width - size.r, y(Math.max(net[n - 1]!, 0)) - 10, text, {
      anchor: 'end',
      size: 12.5,
      bold: true,
      fill: colour.ink,
      halo: true,
    })
  } else {
    let below = height - size.b + 6
    for (const end of ends.sort((a, b) => b.at - a.at)) {
      const tall = end.lines.length * 15
      const last = Math.min(end.at + tall / 2 - 1, below)
      end.lines.forEach((text, i) => {
        body += label(
          width - size.r + 9,
          last - (end.lines.length - 1 - i) * 15,
          shorten(text, 12.5, size.r - 10),
          { size: 12.5, fill: end.ink, bold: end.bold },
        )
      })
      below = last - tall - 2
    }
  }
  const peakAt = years.indexOf(result.peak.year)
  // the deadline and the zero that is wanted
  if (due !== undefined && dueAt >= 0) {
    body += path(
      `M${px(x(dueAt))} ${size.t - 14}V${px(y(0))}`,
      `stroke="${colour.ink}" stroke-dasharray="2 3" fill="none"`,
    )
    const text = tell(texts.deadline, view, { year: due })
    const wide = textWidth(text, 12)
    // The stem of the peak runs through no word: then the name stands on the other side, where there is room.
    const crossed = peakAt >= 0 && x(peakAt) > x(dueAt) - 2 && x(peakAt) < x(dueAt) + wide + 10
    const left = crossed && x(dueAt) - 5 - wide > size.l
    body += label(x(dueAt) + (left ? -5 : 5), size.t - 6, text, {
      size: 12,
      fill: colour.ink,
      ...(left ? { anchor: 'end' as const } : {}),
    })
  }
  if (peakAt >= 0) {
    const ink = goal === undefined ? colour.ink : goal.met ? colour.good : colour.bad
    const high = sums(up)[peakAt]!
    body += path(
      `M${px(x(peakAt))} ${size.t - 24}V${px(y(high))}`,
      `stroke="${ink}" stroke-width="1.4" fill="none"`,
    )
    body += `<circle cx="${px(x(peakAt))}" cy="${px(y(high))}" r="5" fill="${ink}" stroke="#fff" stroke-width="1.6"/>`
    const name = subscripts(result.indicators[result.peak.indicator]?.name[view.language] ?? '')
    const text = `${tell(texts.peak, view, { year: result.peak.year, indicator: name })} · ${figureIn(result.peak.value, result.peak.unit, view, { short: true })}`
    const shown = shorten(text, 13.5, width - 4)
    const wide = textWidth(shown, 13.5)
    const left = Math.max(0, Math.min(x(peakAt) - 4, width - wide))
    body += label(left, size.t - 30, shown, { size: 13.5, bold: true, fill: ink })
  }
  if (result.targets.some(({ rule }) => rule === 'neutral'))
    body += `<circle cx="${px(x(n - 1))}" cy="${px(y(0))}" r="6" fill="#fff" stroke="${colour.ink}" stroke-width="1.5"/><circle cx="${px(x(n - 1))}" cy="${px(y(0))}" r="2.2" fill="${colour.ink}"/>`
  for (const i of yearMarks(years, narrow ? 4 : 6))
    body += label(x(i), height - 7, String(years[i]), {
      anchor: i === n - 1 ? 'end' : i === 0 ? 'start' : 'middle',
      size: 12.5,
    })
  const key = unnamed.map(
    ({ name, fill }) =>
      `<span><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill="${fill}"/></svg>${safe(name)}</span>`,
  )
  return { svg: drawing(width, height, emissionsTitle(result, view), body), key: key.join('') }
}

/** Places of the years to be named: the first and the last, round ones between, none close to another. */
export function yearMarks(years: readonly number[], about: number): readonly number[] {
  const n = years.length
  if (n === 1) return [0]
  const step = [1, 2, 5, 10, 20].find((s) => (n - 1) / s <= about) ?? 50
  return years.flatMap((year, i) => {
    const edge = i === 0 || i === n - 1
    const near = i < step * 0.7 || n - 1 - i < step * 0.7
    return edge || (year % step === 0 && !near) ? [i] : []
  })
}
