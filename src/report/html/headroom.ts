import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import { difference, shareOf } from '../figure.ts'
import type { Result, TargetResult } from '../result.ts'
import { standingOf } from '../verdict.ts'
import { colour, drawing, label, line, path, px, safe, sign, textWidth, ticks } from './svg.ts'
import { figures } from './table.ts'
import { figureIn, subscripts, tell, type View } from './view.ts'

/** One indicator against one limit: its use as a share of the limit, year by year. */
export interface Room {
  readonly target: TargetResult
  readonly name: string
  readonly unit: string
  readonly years: readonly number[]
  /** Use over limit; where the limit holds in some years only, all years stand against the nearest one. */
  readonly share: readonly number[]
  readonly value: readonly number[]
  readonly limit: readonly number[]
  /** Years that are judged. */
  readonly judged: readonly boolean[]
  /** The tightest judged year. */
  readonly worst: number
  readonly firstMiss?: number
}

const most = 6

/** Rules whose limit is an amount of their indicator. */
const comparable: ReadonlySet<string> = new Set(['cap', 'quota', 'reduction', 'intensity'])

/** What has a limit in the unit of its indicator, tightest first, one an indicator. */
export function rooms(result: Result): readonly Room[] {
  const found = result.targets.flatMap((target): Room[] => {
    const series = result.indicators[target.indicator]
    const limits = Object.entries(target.limit).map(([year, value]) => [Number(year), value] as const)
    if (!series || limits.length === 0 || !comparable.has(target.rule)) return []
    if (limits.some(([, value]) => !(value > 0))) return []
    const years = Object.keys(series.values)
      .map(Number)
      .sort((a, b) => a - b)
    const nearest = (year: number) =>
      limits.reduce((best, entry) => (Math.abs(entry[0] - year) < Math.abs(best[0] - year) ? entry : best))
    const value = years.map((year) => series.values[String(year)]!)
    const limit = years.map((year) => nearest(year)[1])
    const judged = years.map((year) => target.limit[String(year)] !== undefined)
    const share = value.map((v, i) => v / limit[i]!)
    let worst = judged.indexOf(true)
    if (worst < 0) return []
    for (let i = 0; i < years.length; i++) if (judged[i] && share[i]! > share[worst]!) worst = i
    // A rule that judges something else than the indicator against its limit is no room that could be drawn.
    if (share[worst]! > 1 + 1e-9 === target.met) return []
    const miss = years.findIndex((_, i) => judged[i] === true && share[i]! > 1)
    return [
      {
        target,
        name: target.indicator,
        unit: series.unit,
        years,
        share,
        value,
        limit,
        judged,
        worst,
        ...(miss < 0 ? {} : { firstMiss: years[miss]! }),
      },
    ]
  })
  const tight = found.sort((a, b) => b.share[b.worst]! - a.share[a.worst]!)
  const seen = new Set<string>()
  return tight
    .filter(({ target }) => !seen.has(target.indicator) && seen.add(target.indicator))
    .slice(0, most)
}

const texts = {
  none: {
    zh: '没有给出带限值的目标。在情景里加上：targets: { so2-cap: { rule: cap, indicator: so2, values: { 2030: 100 t } } }',
    en: 'No target with a limit is given. Add one to the scenario: targets: { so2-cap: { rule: cap, indicator: so2, values: { 2030: 100 t } } }',
  },
  over: {
    zh: '{year} 年起超，{worst} 年最多缺 {gap}',
    en: 'Over from {year}, short by up to {gap} in {worst}',
  },
  left: { zh: '{worst} 年最紧，余 {gap}，即 {share}', en: 'Tightest in {worst}: {gap} left, {share}' },
  leadMiss: { zh: '{names}会超出限值。', en: '{names} exceed the limit.' },
  leadNone: { zh: '没有可画的限值。', en: 'There is no limit that could be drawn.' },
  leadHold: { zh: '带限值的各项都够。', en: 'Every limit that is set holds.' },
  unit: {
    zh: '占限值的百分比；只在一个年份有限值的，各年都与它相比，圆点是考核年。线在 100% 以下的浅色面积是余量，考核年超出的部分画斜纹，其余年份灰色。各图同一尺度。',
    en: 'Use as a share of the limit; where only one year has a limit, all years stand against it and the dot is the year that counts. Pale below 100% is headroom; above it, hatched is short in a year that counts, grey in one that does not. One scale for all.',
  },
  use: { zh: '用量', en: 'Use' },
  limit: { zh: '限值', en: 'Limit' },
}

export function headroomUnit(view: View): string {
  return tell(texts.unit, view)
}

export function headroomLead(result: Result, view: View): string {
  const all = rooms(result)
  if (all.length === 0) return tell(texts.leadNone, view)
  const missed = all.filter(({ firstMiss }) => firstMiss !== undefined)
  const names = missed.map((room) => indicatorName(result, room.target.indicator, view))
  return missed.length === 0
    ? tell(texts.leadHold, view)
    : tell(texts.leadMiss, view, { names: names.join(view.language === 'zh' ? '、' : ', ') })
}

export function indicatorName(result: Result, id: string, view: View): string {
  const name = subscripts(result.indicators[id]?.name[view.language] ?? id)
  return inert(view.language === 'en' ? name.charAt(0).toUpperCase() + name.slice(1) : name)
}

/** Small multiples, all with the same scales: what is left of each limit. */
export function headroomPanels(result: Result, view: View): string {
  const list = rooms(result)
  if (list.length === 0) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const shown = list.map((room) => span(room, result))
  const first = Math.min(...shown.map(({ from }) => from))
  const last = Math.max(...shown.map(({ to }) => to))
  const values = list.flatMap((room) =>
    room.share.filter((_, i) => room.years[i]! >= first && room.years[i]! <= last),
  )
  const low = Math.min(0.6, Math.max(0, Math.floor(Math.min(...values) * 10) / 10))
  const high = Math.max(1.2, Math.min(2, Math.ceil(Math.max(...values) * 10) / 10))
  return list.map((room) => panel(room, result, view, { first, last, low, high })).join('')
}

function span(room: Room, result: Result): { from: number; to: number } {
  const last = room.years.filter((_, i) => room.judged[i]).at(-1)!
  const wide = Math.max(last, Math.min(result.horizon.to, result.horizon.base + 15))
  return { from: result.horizon.base, to: Math.min(wide, result.horizon.base + 20) }
}

function panel(
  room: Room,
  result: Result,
  view: View,
  scale: { first: number; last: number; low: number; high: number },
): string {
  const { language } = view
  const name = indicatorName(result, room.target.indicator, view)
  const at = room.worst
  const ratio = room.share[at]!
  const gap = Math.abs(room.value[at]! - room.limit[at]!)
  const standing = standingOf(room.target)
  const shownGap =
    shareOf(room.unit) === undefined
      ? figureIn(gap, room.unit, view, { short: true })
      : difference(gap, room.unit, language)
  const percent = (value: number) => `${formatNumber(Number((value * 100).toFixed(1)), language)}%`
  const sentence =
    room.firstMiss === undefined
      ? tell(texts.left, view, { worst: room.years[at]!, gap: shownGap, share: percent(1 - ratio) })
      : tell(texts.over, view, { year: room.firstMiss, worst: room.years[at]!, gap: shownGap })
  const width = view.width('headroom')
  const height = view.paper ? 92 : 134
  const size = { l: 38, r: 10, t: 14, b: 20 }
  const inside = room.years.flatMap((year, i) => (year >= scale.first && year <= scale.last ? [i] : []))
  const x = (year: number) =>
    size.l + ((width - size.l - size.r) * (year - scale.first)) / Math.max(1, scale.last - scale.first)
  const y = (share: number) =>
    size.t +
    ((height - size.t - size.b) * (scale.high - Math.max(scale.low, Math.min(scale.high, share)))) /
      (scale.high - scale.low)
  let body = ''
  for (const mark of ticks(scale.low, scale.high, 3)) {
    if (Math.abs(mark - 1) < 1e-9) continue
    body += path(`M${size.l} ${px(y(mark))}H${px(width - size.r)}`, `stroke="${colour.grid}"`)
    if (Math.abs(y(mark) - y(1)) > 13)
      body += label(size.l - 5, y(mark) + 4, formatNumber(mark * 100, language), { anchor: 'end', size: 11 })
  }
  body += label(size.l - 5, y(1) + 4, '100%', { anchor: 'end', size: 11, fill: colour.ink, bold: true })
  const points = inside.map((i) => [x(room.years[i]!), y(room.share[i]!)] as const)
  // Parts above and below the limit, cut where the line crosses it.
  const cut: (readonly [number, number])[] = []
  points.forEach((point, k) => {
    const before = points[k - 1]
    if (before && (before[1] - y(1)) * (point[1] - y(1)) < 0) {
      const t = (y(1) - before[1]) / (point[1] - before[1])
      cut.push([before[0] + t * (point[0] - before[0]), y(1)])
    }
    cut.push(point)
  })
  const half = (pick: (v: number) => number) =>
    `${line(cut.map(([a, b]) => [a, pick(b)]))}L${px(cut.at(-1)![0])} ${px(y(1))}L${px(cut[0]![0])} ${px(y(1))}Z`
  body += path(
    half((b) => Math.max(b, y(1))),
    'fill="#dbe7ea"',
  )
  body += path(
    half((b) => Math.min(b, y(1))),
    'fill="#eceff1"',
  )
  // Hatched is what is short: only where the year is judged, half a year to each side.
  const near = (i: number, side: number) => {
    const other = inside.includes(i + side) ? room.years[i + side] : undefined
    return other === undefined ? x(room.years[i]!) : (x(room.years[i]!) + x(other)) / 2
  }
  for (const i of inside) {
    if (!room.judged[i] || room.share[i]! <= 1) continue
    const between = (at: number, k: number) => {
      const other = inside.includes(k) ? room.share[k] : undefined
      const share = other === undefined ? room.share[i]! : (room.share[i]! + other) / 2
      return `${px(at)} ${px(Math.min(y(1), y(share)))}`
    }
    const [a, b] = [near(i, -1), near(i, 1)]
    body += path(
      `M${px(a)} ${px(y(1))}L${between(a, i - 1)}L${px(x(room.years[i]!))} ${px(y(room.share[i]!))}L${between(b, i + 1)}L${px(b)} ${px(y(1))}Z`,
      'fill="url(#h-bad)"',
    )
  }
  body += path(`M${size.l} ${px(y(1))}H${px(width - size.r)}`, `stroke="${colour.ink}" stroke-width="1.6"`)
  body += path(line(points), 'fill="none" stroke="#1f4e66" stroke-width="2.2"')
  const ink = ratio > 1 ? colour.bad : '#1f4e66'
  const judged = inside.filter((i) => room.judged[i])
  const dots = judged.length <= 3 ? judged : [at]
  for (const i of new Set([...dots, at]))
    if (inside.includes(i))
      body += `<circle cx="${px(x(room.years[i]!))}" cy="${px(y(room.share[i]!))}" r="3.6" fill="${room.share[i]! > 1 ? colour.bad : '#1f4e66'}" stroke="#fff" stroke-width="1.2"/>`
  if (inside.includes(at)) {
    const text = `${formatNumber(Math.round(ratio * 100), language)}%`
    const wide = textWidth(text, 11.5)
    const left = Math.max(size.l + 2, Math.min(x(room.years[at]!) - wide / 2, width - size.r - wide))
    const above = y(ratio) - 7
    const below = y(ratio) + 16
    const down = ratio <= 1 && below < height - size.b - 3
    body += label(left, down ? below : Math.max(11, above), text, {
      size: 11.5,
      bold: true,
      fill: ink,
      halo: true,
    })
  }
  const named = [scale.first, Math.round((scale.first + scale.last) / 10) * 5, scale.last]
  for (const year of new Set(named)) {
    const anchor = year === scale.first ? 'start' : year === scale.last ? 'end' : 'middle'
    body += label(x(year), height - 4, String(year), { anchor, size: 11 })
  }
  const svg = drawing(width, height, `${name}: ${sentence}`, body)
  const step = inside.filter((i) => room.judged[i] || room.years[i]! % 5 === 0)
  const rows = step.map((i) => [
    String(room.years[i]!),
    figureIn(room.value[i]!, room.unit, view, { short: true }),
    figureIn(room.limit[i]!, room.unit, view, { short: true }),
    percent(room.share[i]!),
  ])
  const head = ['', texts.use[language], texts.limit[language], '%']
  const miss = room.firstMiss === undefined ? '' : ' class="over"'
  return `<div class="hp"><div class="t">${sign(standing, 16)}<span>${safe(name)}</span></div><p class="s"><span${miss}>${safe(sentence)}</span></p><div class="chart" data-width="headroom">${svg}</div>${figures(view, head, rows)}</div>`
}
