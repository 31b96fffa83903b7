import { fuelOf, fuels } from '../chart/fuels.ts'
import { grouping } from '../chart/palette.ts'
import { sectorName } from '../chart/sector-bands.ts'
import type { Result } from '../result.ts'
import { colour, drawing, label, px, rect, safe, shorten, textWidth } from './svg.ts'
import { figures } from './table.ts'
import { Taken } from './taken.ts'
import { columnIn, scaleIn, tell, type View } from './view.ts'

const texts = {
  title: { zh: '{year} 年：{from}进{to}最多', en: '{year}: the widest flow is {from} into {to}' },
  unit: {
    zh: '能流，{unit}；线宽为能量，斜纹为转换损失与自用；互相往来的按净额画',
    en: 'Energy flow, {unit}; width is energy, hatched is conversion losses and own use; what goes both ways is drawn net',
  },
  none: { zh: '没有能流数据。', en: 'There are no data of energy flows.' },
  losses: { zh: '损失与自用', en: 'Losses, own use' },
  outside: { zh: '调出', en: 'Sold outside' },
  buildings: { zh: '建筑与交通', en: 'Buildings, transport' },
  other: { zh: '其他用户', en: 'Other users' },
}

/** Ends of flows that are no sector (analysis/tables `outside`). */
const ends = { outside: ['export', 'sold'], losses: ['losses', 'flare'] }

/** The years that can be chosen. */
export function flowYears(result: Result): readonly number[] {
  return [...new Set(result.tables.flow.map(({ year }) => year))].sort((a, b) => a - b)
}

export function flowYear(result: Result, view: View): number {
  const years = flowYears(result)
  if (view.flowYear !== undefined && years.includes(view.flowYear)) return view.flowYear
  return years.includes(2030) ? 2030 : (years.at(-1) ?? result.horizon.base)
}

interface Node {
  readonly id: string
  readonly column: number
  readonly name: string
  readonly fill: string
  size: number
}

interface Link {
  readonly from: string
  readonly to: string
  readonly value: number
}

interface Net {
  readonly nodes: ReadonlyMap<string, Node>
  readonly links: readonly Link[]
}

/** Flows of one year put into fixed columns: what comes in, makers of energy in the order in which they hand on, uses. */
function netOf(result: Result, view: View, year: number): Net {
  const rows = result.tables.flow.filter((row) => row.year === year && row.tce > 0)
  const nameOf = (id: string) =>
    sectorName(
      result.tables.sector.rows.find((row) => row.id === id)?.name ?? { zh: id, en: id },
      view.language,
    )
  const kindOf = (id: string) => result.sectorKinds?.[id]
  const { of } = grouping(result)
  const made = new Map<string, number>()
  const between = new Map<string, number>()
  const key = (a: string, b: string) => `${a}\u0000${b}`
  for (const { from, to, tce } of rows) {
    if (from === to || from === 'import' || from === 'unmet') continue
    made.set(from, (made.get(from) ?? 0) + tce)
    between.set(key(from, to), (between.get(key(from, to)) ?? 0) + tce)
  }
  const whole = rows.reduce((sum, { from, tce }) => (from === 'import' ? sum + tce : sum), 0)
  // The makers that count: they hand on at least a hundredth of what comes in.
  const makers = [...made]
    .filter(([, value]) => value > whole * 0.01)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([id]) => id)
  const netted = (a: string, b: string) => (between.get(key(a, b)) ?? 0) - (between.get(key(b, a)) ?? 0)
  // Who hands on more to the others stands first; every maker has a column of its own.
  const order = [...makers].sort(
    (a, b) => netted(b, a) - netted(a, b) || (made.get(b) ?? 0) - (made.get(a) ?? 0),
  )
  const last = order.length + 1
  const end = (id: string): string => {
    if (makers.includes(id)) return id
    if (ends.outside.includes(id)) return 'outside'
    if (ends.losses.includes(id)) return 'losses'
    if (kindOf(id) === 'buildings' || kindOf(id) === 'transport') return 'buildings'
    return id
  }
  const links = new Map<string, number>()
  const add = (from: string, to: string, value: number) => {
    if (from !== to) links.set(key(from, to), (links.get(key(from, to)) ?? 0) + value)
  }
  for (const { from, to, commodity, tce } of rows) {
    const start = makers.includes(from) ? from : `fuel:${fuelOf(result.carriers?.[commodity]).id}`
    add(start, end(to), tce)
  }
  for (const a of makers)
    for (const b of makers) {
      const net = (links.get(key(a, b)) ?? 0) - (links.get(key(b, a)) ?? 0)
      if (links.has(key(a, b)) || links.has(key(b, a))) {
        const [from, to] = order.indexOf(a) < order.indexOf(b) ? [a, b] : [b, a]
        const sure = from === a ? net : -net
        links.delete(key(b, a))
        links.delete(key(a, b))
        if (sure > 0) links.set(key(from, to), sure)
      }
    }
  // What a maker takes and does not hand on: its losses and own use.
  for (const id of makers) {
    let rest = 0
    for (const [pair, value] of links) {
      const [from, to] = pair.split('\u0000')
      rest += to === id ? value : from === id ? -value : 0
    }
    if (rest > 0) add(id, converts.has(kindOf(id) ?? '') ? 'losses' : `use:${id}`, rest)
  }
  // Small users are joined.
  const taken = new Map<string, number>()
  for (const [pair, value] of links) {
    const to = pair.split('\u0000')[1]!
    taken.set(to, (taken.get(to) ?? 0) + value)
  }
  const small = (to: string) =>
    !makers.includes(to) &&
    !['outside', 'losses', 'buildings'].includes(to) &&
    (taken.get(to) ?? 0) < whole * 0.02
  const merged = new Map<string, number>()
  for (const [pair, value] of links) {
    const [from = '', to = ''] = pair.split('\u0000')
    const target = small(to) ? 'other' : to
    merged.set(key(from, target), (merged.get(key(from, target)) ?? 0) + value)
  }
  const nodes = new Map<string, Node>()
  const put = (id: string) => {
    if (nodes.has(id)) return
    const fuel = id.startsWith('fuel:') ? fuels.find((one) => one.id === id.slice(5)) : undefined
    const maker = order.indexOf(id)
    const sector = id.startsWith('use:') ? id.slice(4) : id
    const fixed = {
      outside: texts.outside,
      losses: texts.losses,
      buildings: texts.buildings,
      other: texts.other,
    }[id as 'outside']
    nodes.set(id, {
      id,
      column: fuel ? 0 : maker >= 0 ? maker + 1 : last,
      name: fuel ? fuel.name[view.language] : fixed ? fixed[view.language] : nameOf(sector),
      fill: fuel
        ? fuel.fill
        : id === 'losses'
          ? 'url(#h-cap)'
          : id === 'outside'
            ? '#9aa5af'
            : of(sector).fill,
      size: 0,
    })
  }
  const list = [...merged]
    .filter(([, value]) => value > whole * 0.0005)
    .map(([pair, value]): Link => {
      const [from = '', to = ''] = pair.split('\u0000')
      put(from)
      put(to)
      return { from, to, value }
    })
  for (const node of nodes.values()) {
    const into = list.reduce((sum, { to, value }) => (to === node.id ? sum + value : sum), 0)
    const out = list.reduce((sum, { from, value }) => (from === node.id ? sum + value : sum), 0)
    node.size = Math.max(into, out)
  }
  return { nodes, links: list }
}

/** Sectors that turn energy into energy: what they keep is lost or used on the way. Others use what they keep. */
const converts: ReadonlySet<string> = new Set(['coking', 'power'])

export function flowsTitle(result: Result, view: View): string {
  const year = flowYear(result, view)
  const { nodes, links } = netOf(result, view, year)
  const [widest] = [...links].sort((a, b) => b.value - a.value)
  if (!widest) return tell(texts.none, view)
  const lower = (text: string) => (view.language === 'en' ? text.toLowerCase() : text)
  return tell(texts.title, view, {
    year,
    from: lower(nodes.get(widest.from)!.name),
    to: lower(nodes.get(widest.to)!.name),
  })
}

export function flowsUnit(result: Result, view: View): string {
  const size = Math.max(...result.tables.flow.map(({ tce }) => tce), 1)
  return tell(texts.unit, view, { unit: scaleIn('tce', view, size).label })
}

/** Energy of one year from what comes in over the makers to the uses; the same scale in every year. */
export function flowsChart(result: Result, view: View): string {
  const years = flowYears(result)
  if (years.length === 0) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const year = flowYear(result, view)
  const width = view.width('flows')
  const narrow = width < 480
  const height = narrow ? 460 : 430
  const fontSize = narrow ? 11 : 12
  const [top, bottom, gap, bar] = [22, 8, 21, narrow ? 8 : 12]
  const nets = years.map((one) => netOf(result, view, one))
  const columnsOf = (net: Net) => Math.max(...[...net.nodes.values()].map(({ column }) => column)) + 1
  // One scale for all years: the fullest column of any year just fits.
  const unit = Math.min(
    ...nets.flatMap((net) =>
      Array.from({ length: columnsOf(net) }, (_, c) => {
        const inside = [...net.nodes.values()].filter(({ column }) => column === c)
        const sum = inside.reduce((all, { size }) => all + size, 0)
        return sum > 0 ? (height - top - bottom - gap * (inside.length - 1)) / sum : Number.POSITIVE_INFINITY
      }),
    ),
  )
  const net = nets[years.indexOf(year)]!
  const count = columnsOf(net)
  const place = new Map<string, { x: number; y: number; in: number; out: number }>()
  const rank = (node: Node) =>
    node.column === 0
      ? fuels.findIndex(({ id }) => `fuel:${id}` === node.id)
      : node.id === 'losses'
        ? 99
        : node.id === 'outside'
          ? -1
          : node.id === 'other'
            ? 90
            : 1
  for (let c = 0; c < count; c++) {
    const inside = [...net.nodes.values()]
      .filter(({ column }) => column === c)
      .sort((a, b) => rank(a) - rank(b) || b.size - a.size || (a.id < b.id ? -1 : 1))
    const middle = c > 0 && c < count - 1
    let y = middle ? top + (((height - top - bottom) * (c - 1)) / Math.max(1.6, count - 1.4)) * 0.62 : top
    const tall = inside.reduce((sum, { size }) => sum + size * unit, 0) + gap * (inside.length - 1)
    y = Math.max(top, Math.min(y, height - bottom - tall))
    for (const node of inside) {
      place.set(node.id, { x: ((width - bar) * c) / (count - 1), y, in: 0, out: 0 })
      y += node.size * unit + gap
    }
  }
  const yOf = (id: string) => place.get(id)!.y
  const ports = new Map<Link, { y0: number; y1: number }>()
  for (const link of [...net.links].sort((a, b) => yOf(a.to) - yOf(b.to))) {
    const spot = place.get(link.from)!
    ports.set(link, { y0: spot.y + spot.out, y1: 0 })
    spot.out += link.value * unit
  }
  for (const link of [...net.links].sort((a, b) => yOf(a.from) - yOf(b.from))) {
    const spot = place.get(link.to)!
    ports.get(link)!.y1 = spot.y + spot.in
    spot.in += link.value * unit
  }
  const column = columnIn(
    net.links.map(({ value }) => value),
    'tce',
    view,
  )
  let body = ''
  for (const link of [...net.links].sort(
    (a, b) => b.value - a.value || (a.from + a.to < b.from + b.to ? -1 : 1),
  )) {
    const { y0, y1 } = ports.get(link)!
    const [a, b] = [net.nodes.get(link.from)!, net.nodes.get(link.to)!]
    const [x0, x1] = [place.get(link.from)!.x + bar, place.get(link.to)!.x]
    const thick = Math.max(0.8, link.value * unit)
    const mid = (x0 + x1) / 2
    const d = `M${px(x0)} ${px(y0)}C${px(mid)} ${px(y0)} ${px(mid)} ${px(y1)} ${px(x1)} ${px(y1)}v${px(thick)}C${px(mid)} ${px(y1 + thick)} ${px(mid)} ${px(y0 + thick)} ${px(x0)} ${px(y0 + thick)}Z`
    const fill = b.id === 'losses' ? '#9aa5af' : a.fill
    body += `<path d="${d}" fill="${fill}" fill-opacity=".36"><title>${safe(`${a.name} → ${b.name}: ${column.write(link.value)} ${column.label}`)}</title></path>`
  }
  const apart = (width - bar) / Math.max(1, count - 1)
  // Makers first, whose names have the least room, then what comes in and what goes out.
  const turn = ({ column }: Node) => (column === 0 ? 1 : column === count - 1 ? 2 : 0)
  const taken = new Taken()
  for (const node of [...net.nodes.values()].sort((a, b) => turn(a) - turn(b))) {
    const { x, y } = place.get(node.id)!
    body += rect(x, y, bar, Math.max(1.2, node.size * unit), node.fill)
    const end = node.column === count - 1
    const figure = column.write(node.size)
    const own = textWidth(` ${figure}`, fontSize)
    // As much of the name as finds room beside names that stand already.
    const written = [2.4, 1.6, 1.2, 0.95, 0.75, 0.5]
      .map((share) => `${shorten(node.name, fontSize, Math.max(20, apart * share - own))} ${figure}`)
      .find((text, k, all) => {
        const wide = textWidth(text, fontSize) + 4
        const from = end ? x + bar - wide : x
        const inside = from >= 0 && from + wide <= width + 2
        return k === all.length - 1 || (inside && taken.take(from, y - 5 - fontSize, wide, fontSize + 2))
      })!
    body += label(end ? x + bar : x, y - 5, written, {
      anchor: end ? 'end' : 'start',
      size: fontSize,
      fill: colour.ink,
      halo: true,
    })
  }
  const rows = [...net.links]
    .sort((a, b) => b.value - a.value)
    .map(({ from, to, value }) => [
      `${net.nodes.get(from)!.name} → ${net.nodes.get(to)!.name}`,
      column.write(value),
    ])
  return `<div class="chart" data-width="flows">${drawing(width, height, flowsTitle(result, view), body)}</div>${figures(view, [String(year), column.label], rows)}`
}
