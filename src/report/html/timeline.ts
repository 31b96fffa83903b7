import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import type { ProjectResult, Result } from '../result.ts'
import { yearMarks } from './emissions.ts'
import { colour, drawing, label, path, px, safe, shorten, textWidth } from './svg.ts'
import { figures } from './table.ts'
import { tell, type View } from './view.ts'

interface Look {
  readonly name: Text
  readonly fill: string
  readonly edge: string
  readonly dash: string
  readonly ink: string
}

const looks: Readonly<Record<string, Look>> = {
  operating: {
    name: { zh: '已投产', en: 'operating' },
    fill: '#243b53',
    edge: '#243b53',
    dash: '',
    ink: '#fff',
  },
  building: { name: { zh: '在建', en: 'building' }, fill: '#3e7cb1', edge: '#243b53', dash: '', ink: '#fff' },
  approved: {
    name: { zh: '已批', en: 'approved' },
    fill: '#b9d3e6',
    edge: '#243b53',
    dash: '',
    ink: colour.ink,
  },
  planned: {
    name: { zh: '拟建', en: 'planned' },
    fill: '#fff',
    edge: '#243b53',
    dash: '5 3',
    ink: colour.ink,
  },
  idea: {
    name: { zh: '设想', en: 'idea' },
    fill: '#fff',
    edge: colour.faint,
    dash: '1.5 3',
    ink: colour.ink,
  },
}
const lookOf = (status: string): Look => looks[status] ?? looks['planned']!

const texts = {
  title: { zh: '{n} 个项目在情景内，{m} 个未纳入', en: '{n} projects in the scenario, {m} left out' },
  nothing: { zh: '没有项目', en: 'No projects' },
  none: {
    zh: '没有项目。在情景里加上 projects:，格式见 docs/format.md。',
    en: 'No projects. Add projects: to the scenario (docs/format.md).',
  },
  out: { zh: '未纳入', en: 'left out' },
  ramp: { zh: '斜坡为达产过程', en: 'slope: ramp-up' },
  ends: { zh: '× 为退出', en: '× ends' },
  before: { zh: '{year} 前', en: 'before {year}' },
  replaces: { zh: '替代 {n} 套', en: 'replaces {n}' },
  project: { zh: '项目', en: 'Project' },
  status: { zh: '状态', en: 'Status' },
  start: { zh: '投产', en: 'Start' },
}

/** Projects in the order of the chart: what runs first, by its start; what is left out last. */
function ordered(result: Result): readonly ProjectResult[] {
  return [...result.projects].sort(
    (a, b) =>
      Number(b.included) - Number(a.included) ||
      (a.start ?? 9999) - (b.start ?? 9999) ||
      (a.id < b.id ? -1 : 1),
  )
}

export function timelineTitle(result: Result, view: View): string {
  if (result.projects.length === 0) return tell(texts.nothing, view)
  const n = result.projects.filter(({ included }) => included).length
  return tell(texts.title, view, { n, m: result.projects.length - n })
}

export function timelineKey(result: Result, view: View): string {
  if (result.projects.length === 0) return ''
  const used = [...new Set(result.projects.map(({ status }) => status))].filter((status) => looks[status])
  const order = Object.keys(looks).filter((status) => used.includes(status))
  const keys = order.map((status) => {
    const { name, fill, edge, dash } = lookOf(status)
    return `<span><svg width="22" height="12" aria-hidden="true"><rect x="1" y="1" width="20" height="10" fill="${fill}" stroke="${edge}"${dash ? ` stroke-dasharray="${dash}"` : ''}/></svg>${name[view.language]}</span>`
  })
  return `${keys.join('')}<span><svg width="22" height="12" aria-hidden="true"><path d="M1 11V7L11 3L21 1V11Z" fill="#aab4be"/></svg>${texts.ramp[view.language]}</span>`
}

/** One bar a project: solid, pale or dashed by status, its slope the ramp-up, × where it ends. */
export function timelineChart(result: Result, view: View): string {
  const list = ordered(result)
  if (list.length === 0) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const width = view.width('timeline')
  const narrow = width < 620
  const rowHeight = narrow ? 42 : view.paper ? 17 : 27
  const longest = Math.max(...list.map(({ name }) => textWidth(inert(name[view.language]), 12.5)))
  const left = narrow ? 0 : Math.min(Math.max(120, longest + 14), width * 0.42)
  const height = 30 + list.length * rowHeight + 4
  const starts = list.flatMap(({ start }) => (start === undefined ? [] : [start]))
  const from = result.horizon.base
  const to = Math.min(
    result.horizon.to,
    Math.max(from + 20, Math.ceil((Math.max(...starts, from) + 6) / 5) * 5),
  )
  const x = (year: number) => left + 8 + ((width - left - 16) * (year - from)) / Math.max(1, to - from)
  let body = ''
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  for (const i of yearMarks(years, narrow ? 5 : 8)) {
    const year = years[i]!
    body += path(`M${px(x(year))} 22V${height}`, `stroke="${colour.grid}"`)
    body += label(x(year), 14, String(year), {
      anchor: i === 0 ? 'start' : year === to ? 'end' : 'middle',
      size: 12.5,
    })
  }
  list.forEach((project, i) => {
    const y = 28 + i * rowHeight
    const tall = view.paper ? 13 : 16
    const top = narrow ? y + 19 : y + (rowHeight - tall) / 2
    const base = top + tall / 2 + 4.5
    const look = lookOf(project.status)
    const name = inert(project.name[view.language])
    if (i > 0) body += path(`M0 ${y}H${px(width)}`, 'stroke="#eef1f4"')
    body += narrow
      ? label(2, y + 14, shorten(name, 12.5, width - 4), { size: 12.5, fill: colour.ink })
      : label(0, base, shorten(name, 12.5, left - 6), { size: 12.5, fill: colour.ink })
    const start = project.start
    const begins = Math.max(from, Math.min(start ?? from, to))
    const ends = project.end === undefined ? to : Math.max(begins, Math.min(project.end, to))
    const ramp = project.ramp ?? []
    const early = start !== undefined && start < from
    // Ramp levels stand at the ends of the years after the start.
    // The year after the last level runs in full.
    const levels = ramp.length > 0 && ramp.at(-1)! < 1 ? [...ramp, 1] : ramp
    const slope = early
      ? `V${px(top)}`
      : levels.length === 0
        ? `V${px(top)}`
        : levels
            .flatMap((level, k) =>
              begins + k + 1 <= ends
                ? [`L${px(x(begins + k + 1))} ${px(top + tall * (1 - Math.min(1, level)))}`]
                : [],
            )
            .join('')
    const shape = `M${px(x(begins))} ${px(top + tall)}${slope}L${px(x(ends))} ${px(top)}V${px(top + tall)}Z`
    const bar = path(
      shape,
      `fill="${look.fill}" stroke="${look.edge}" stroke-width="1.2"${look.dash ? ` stroke-dasharray="${look.dash}"` : ''}`,
    )
    body += project.included ? bar : `<g opacity=".35">${bar}</g>`
    if (project.end !== undefined && project.end <= to)
      body += path(
        `M${px(x(ends) - 4)} ${px(top + tall / 2 - 4)}l8 8m0 -8l-8 8`,
        `stroke="${colour.ink}" stroke-width="1.8"`,
      )
    const when =
      start === undefined ? '' : early ? tell(texts.before, view, { year: from }) : String(Math.floor(start))
    const word = project.included
      ? when
      : [texts.out[view.language], when].filter((part) => part !== '').join(' · ')
    const more =
      project.replaces.length > 0 ? ` · ${tell(texts.replaces, view, { n: project.replaces.length })}` : ''
    const full = word + more
    const sloped = Math.min(ends, begins + (early ? 0 : levels.length))
    const room = x(ends) - x(sloped) - 12
    const text = textWidth(full, 12) <= room ? full : word
    const solid = look.ink === '#fff' && project.included
    if (textWidth(text, 12) <= room)
      body += label(x(sloped) + 6, base, text, {
        size: 12,
        fill: solid ? '#fff' : colour.ink,
        halo: !solid,
      })
    else if (x(begins) - left - 10 > textWidth(word, 12))
      body += label(x(begins) - 5, base, word, {
        size: 12,
        fill: colour.ink,
        anchor: 'end',
        halo: true,
      })
  })
  const rows = list.map((project) => [
    project.name[view.language],
    project.included ? lookOf(project.status).name[view.language] : texts.out[view.language],
    project.start === undefined ? '–' : String(Math.floor(project.start)),
  ])
  const head = [texts.project[view.language], texts.status[view.language], texts.start[view.language]]
  return `<div class="chart" data-width="timeline">${drawing(width, height, timelineTitle(result, view), body)}</div>${figures(view, head, rows)}`
}
