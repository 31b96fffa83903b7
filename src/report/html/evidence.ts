import { formatNumber } from '../../text/format.ts'
import type { Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { indicatorName } from './headroom.ts'
import { colour, drawing, label, path, px, rect, safe, shorten, textWidth } from './svg.ts'
import { figures } from './table.ts'
import { tell, type View } from './view.ts'

/** Grades put into the four steps of report.md 2. */
const steps: readonly {
  readonly id: string
  readonly grades: readonly string[]
  readonly name: Text
  readonly fill: string
  readonly ink: string
}[] = [
  {
    id: 'A',
    grades: ['measured', 'statistics', 'official'],
    name: { zh: '实测、统计、官方文件', en: 'measured, statistics, official' },
    fill: '#1f4e66',
    ink: '#fff',
  },
  {
    id: 'B',
    grades: ['standard'],
    name: { zh: '标准与指南', en: 'standards and guidelines' },
    fill: '#5f9ab5',
    ink: '#1b2733',
  },
  {
    id: 'C',
    grades: ['literature', 'expert', 'calibrated'],
    name: { zh: '文献、专家、校准', en: 'literature, experts, calibrated' },
    fill: '#bcd5e0',
    ink: '#1b2733',
  },
  {
    id: 'D',
    grades: ['assumption', 'ungraded'],
    name: { zh: '假设或未注明', en: 'assumption or not graded' },
    fill: 'url(#h-d)',
    ink: '#1b2733',
  },
]

const texts = {
  title: {
    zh: '{name}（{year} 年）有 {share} 依靠假设',
    en: '{share} of {name} ({year}) rests on assumption',
  },
  unit: {
    zh: '按对 {year} 年结果的贡献加权；一个数只有最弱的依据算数',
    en: 'Weighted by contribution to {year}; the weakest ground of a figure counts',
  },
  apart: { zh: '{name} · {part}', en: '{name} · {part}' },
  activities: { zh: '活动水平', en: 'activity' },
  coefficients: { zh: '系数', en: 'coefficients' },
  none: { zh: '没有依据可说。', en: 'No evidence is known.' },
}

interface Bar {
  readonly name: string
  readonly year: string
  readonly shares: readonly number[]
}

function barsOf(result: Result, view: View): readonly Bar[] {
  const bars = (source: Result['evidence'], suffix?: Text): Bar[] =>
    Object.entries(source).flatMap(([id, years]) => {
      const year = years['2030'] ? '2030' : Object.keys(years).at(-1)
      const grades = year === undefined ? undefined : years[year]
      if (!grades || year === undefined) return []
      const name = indicatorName(result, id, view)
      return [
        {
          name: suffix ? tell(texts.apart, view, { name, part: suffix[view.language] }) : name,
          year,
          shares: steps.map(({ grades: own }) => own.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0)),
        },
      ]
    })
  const apart = result.assumptions
    ? [
        ...bars(result.assumptions.activities, texts.activities),
        ...bars(result.assumptions.coefficients, texts.coefficients),
      ]
    : []
  return [...bars(result.evidence), ...apart]
}

export function evidenceTitle(result: Result, view: View): string {
  const [first] = barsOf(result, view)
  if (!first) return tell(texts.none, view)
  const share = `${formatNumber(Number((first.shares[3]! * 100).toFixed(0)), view.language)}%`
  const name = view.language === 'en' ? first.name : first.name
  return tell(texts.title, view, { name, year: first.year, share })
}

export function evidenceUnit(result: Result, view: View): string {
  const [first] = barsOf(result, view)
  return first ? tell(texts.unit, view, { year: first.year }) : ''
}

export function evidenceKey(view: View): string {
  return steps
    .map(
      ({ id, name, fill }) =>
        `<span><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill="${fill}" stroke="#8c99a4" stroke-width=".6"/></svg><b>${id}</b> ${name[view.language]}</span>`,
    )
    .join('')
}

/** One bar a result, from what is measured to what is assumed. */
export function evidenceChart(result: Result, view: View): string {
  const bars = barsOf(result, view)
  if (bars.length === 0) return ''
  const width = view.width('evidence')
  const narrow = width < 480
  const rowHeight = narrow ? 46 : 31
  const left = narrow
    ? 0
    : Math.min(width * 0.45, Math.max(...bars.map(({ name }) => textWidth(name, 13))) + 14)
  const height = bars.length * rowHeight + 22
  const x = (share: number) => left + (width - left - 6) * share
  let body = ''
  bars.forEach((bar, i) => {
    const y = i * rowHeight + (narrow ? 18 : 2)
    body += narrow
      ? label(0, y - 4, shorten(bar.name, 12.5, width), { size: 12.5, fill: colour.ink })
      : label(left - 10, y + 15.5, shorten(bar.name, 13, left - 12), {
          anchor: 'end',
          size: 13,
          fill: colour.ink,
        })
    let from = 0
    bar.shares.forEach((share, k) => {
      if (share <= 0) return
      const wide = x(from + share) - x(from)
      body += rect(x(from), y, wide, 21, steps[k]!.fill, ' stroke="#fff"')
      if (wide > 34)
        body += label(
          x(from) + wide / 2,
          y + 15,
          formatNumber(Number((share * 100).toFixed(0)), view.language),
          { anchor: 'middle', size: 12, bold: true, fill: steps[k]!.ink, halo: k === 3 },
        )
      from += share
    })
    body += path(
      `M${px(x(0))} ${px(y)}H${px(x(1))}V${px(y + 21)}H${px(x(0))}Z`,
      'fill="none" stroke="#8c99a4" stroke-width=".8"',
    )
  })
  for (const share of [0, 0.5, 1])
    body += label(x(share), height - 4, `${share * 100}%`, {
      anchor: share === 0 ? 'start' : share === 1 ? 'end' : 'middle',
      size: 12,
    })
  const rows = bars.map((bar) => [
    bar.name,
    ...bar.shares.map((share) => `${formatNumber(Number((share * 100).toFixed(1)), view.language)}%`),
  ])
  return `<div class="chart" data-width="evidence">${drawing(width, height, evidenceTitle(result, view), body)}</div>${figures(view, ['', ...steps.map(({ id }) => id)], rows)}`
}

/** What the run warns of, each with its place. */
export function warningList(result: Result, view: View): string {
  const none: Text = { zh: '没有警告。', en: 'No warnings.' }
  if (result.warnings.length === 0) return `<p class="none">${none[view.language]}</p>`
  // The same thing may have been met on the way to the reference and again here.
  const seen = new Set<string>()
  const once = result.warnings.filter(({ code, file, line, message }) => {
    const key = [code, file, line, message.en].join('\u0000')
    return !seen.has(key) && seen.add(key)
  })
  const items = once.map(
    ({ code, message, file, line }) =>
      `<li><span class="code">${safe(code)}</span><span>${safe(message[view.language])}<br><code>${safe(`${file}:${line}`)}</code></span></li>`,
  )
  return `<ul class="plain">${items.join('')}</ul>`
}

/** Sources by name; an address is written out, never a link to follow, since the page stays offline. */
export function sourceList(result: Result, view: View): string {
  const items = result.sources.map(
    ({ id, title, url }) =>
      `<li><span>${safe(title[view.language])} <code>${safe(id)}</code>${url ? `<br><code>${safe(url)}</code>` : ''}</span></li>`,
  )
  const words: Text = { zh: `全部 ${items.length} 项来源`, en: `All ${items.length} sources` }
  return `<ul class="plain one">${items.slice(0, 8).join('')}</ul>${items.length > 8 ? `<details class="keep"><summary>${words[view.language]}</summary><ul class="plain one">${items.slice(8).join('')}</ul></details>` : ''}`
}
