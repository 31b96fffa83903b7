import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import { difference, isYears, shareOf } from '../figure.ts'
import type { Result, TargetResult } from '../result.ts'
import { insteadOfMargin, verdicts as sentences, standingOf, targetOf } from '../verdict.ts'
import { colour, label, path, px, safe, sign } from './svg.ts'
import { figureIn, tell, type View } from './view.ts'

const texts = {
  peakBy: { zh: '能否在 {year} 年前达峰？', en: 'Peak by {year}?' },
  peak: { zh: '何时达峰？', en: 'When does it peak?' },
  zeroBy: { zh: '能否在 {year} 年前中和？', en: 'Net zero by {year}?' },
  zero: { zh: '还差多少到零？', en: 'How far from zero?' },
  way: { zh: '什么卡住？', en: 'What stands in the way?' },
  ofPeak: { zh: '{year} 年净排放为达峰年的 {share}', en: '{share} of the peak year’s net is left in {year}' },
  spare: { zh: '余 {n}', en: '{n} spare' },
  short: { zh: '缺 {n}', en: '{n} short' },
  early: { zh: '早 {n} 年', en: '{n} y early' },
  late: { zh: '晚 {n} 年', en: '{n} y late' },
  expected: { zh: '预期内', en: 'expected' },
  more: { zh: '另有 {n} 个目标不达标，见下表', en: '{n} more missed, see the table' },
}

/** The margin with its word, so that no sign has to be read. */
export function marginOf(target: TargetResult, view: View): string {
  const { margin, unit, met } = target
  const instead = insteadOfMargin(target)
  if (instead) return instead[view.language]
  const size = Math.abs(margin)
  if (isYears(unit)) return tell(margin >= 0 ? texts.early : texts.late, view, { n: size })
  const n =
    shareOf(unit) === undefined
      ? figureIn(size, unit, view, { short: true })
      : difference(size, unit, view.language)
  return tell(met ? texts.spare : texts.short, view, { n })
}

/** The three answers of the first screen: sign, sentence, a small drawing. */
export function verdictCards(result: Result, view: View): readonly string[] {
  const [peak, zero, way] = sentences(result, view.language, (value, unit) => figureIn(value, unit, view))
  if (!peak || !zero) return []
  const card = (standing: string | undefined, question: string, icon: string, head: string, rest: string) =>
    `<div class="v ${standing ?? 'fact'}"><p class="q">${safe(question)}</p><p class="a">${icon}<span>${safe(head)}</span></p>${rest}`
  const goal = targetOf(result, 'peak', result.peak.indicator)
  const due = goal && Object.values(goal.limit).at(-1)
  const neutral = targetOf(result, 'neutral', result.neutrality.indicator)
  const zeroYear = neutral ? Number(Object.keys(neutral.limit)[0] ?? result.horizon.to) : result.horizon.to
  return [
    `${card(peak.standing, due === undefined ? tell(texts.peak, view) : tell(texts.peakBy, view, { year: due }), sign(peak.standing, 22), peak.head, `<p class="d">${safe(peak.rest)}</p>`)}${ruler(result, due, peak.standing)}</div>`,
    `${card(zero.standing, neutral ? tell(texts.zeroBy, view, { year: zeroYear }) : tell(texts.zero, view), sign(zero.standing, 22), zero.head, `<p class="d">${safe(zero.rest)}</p>`)}${leftBar(result, view)}</div>`,
    ...(way
      ? [
          `${card(way.standing, tell(texts.way, view), sign(way.standing, 22), way.head, obstacles(result, view, way.rest))}</div>`,
        ]
      : []),
  ]
}

/** Years with the peak on them and the deadline. */
function ruler(result: Result, due: number | undefined, standing: string | undefined): string {
  const { base, to } = result.horizon
  const last = Math.min(to, base + 20)
  const x = (year: number) => 12 + (250 * (Math.min(year, last) - base)) / Math.max(1, last - base)
  let body = path(`M12 10H${px(x(last))}`, 'stroke="#aab4be" stroke-width="2"')
  for (let year = base; year <= last; year++) {
    if (year % 5 !== 0 && year !== base) continue
    body += path(`M${px(x(year))} 6v8`, `stroke="${colour.faint}"`)
    if (year === base || (year % 10 === 0 && year - base > 3))
      body += label(x(year), 28, String(year), { anchor: year === base ? 'start' : 'middle', size: 11 })
  }
  if (due !== undefined && due <= last)
    body += path(`M${px(x(due))} 0v17`, `stroke="${colour.ink}" stroke-width="2.4"`)
  const ink =
    standing === 'good'
      ? colour.good
      : standing === undefined
        ? colour.ink
        : standing === 'bad'
          ? colour.bad
          : colour.warn
  body += `<circle cx="${px(x(result.peak.year))}" cy="10" r="6" fill="${ink}" stroke="#fff" stroke-width="1.5"/>`
  return `<svg class="ruler" width="282" height="32" viewBox="0 0 282 32" aria-hidden="true">${body}</svg>`
}

/** What is left in the last year, as a share of the net of the peak year. */
function leftBar(result: Result, view: View): string {
  const series = result.indicators[result.neutrality.indicator]?.values
  const top = series?.[String(result.peak.year)]
  if (top === undefined || !(top > 0)) return ''
  const share = Math.max(0, result.neutrality.residual) / top
  const ink = result.neutrality.reached ? colour.good : colour.ink
  const text = tell(texts.ofPeak, view, {
    share: `${formatNumber(Number((share * 100).toFixed(share > 0.1 ? 0 : 1)), view.language)}%`,
    year: result.horizon.to,
  })
  const body = `<rect x="0" y="4" width="260" height="11" fill="#e4e8ec"/><rect x="0" y="4" width="${px(Math.max(2, Math.min(260, 260 * share)))}" height="11" fill="${ink}"/>${label(0, 28, text, { size: 11 })}`
  return `<svg class="ruler" width="282" height="32" viewBox="0 0 282 32" aria-hidden="true">${body}</svg>`
}

/** What is missed first, three at most; else the answer in words. */
function obstacles(result: Result, view: View, rest: string): string {
  const missed = result.targets
    .filter(({ met, rule }) => !met && rule !== 'peak' && rule !== 'neutral')
    .sort(
      (a, b) =>
        (a.severity === b.severity ? 0 : a.severity === 'must' ? -1 : 1) ||
        (a.firstMiss ?? 9999) - (b.firstMiss ?? 9999),
    )
  if (missed.length === 0) return `<p class="d">${safe(rest)}</p>`
  const items = missed.slice(0, 3).map((target) => {
    const note = target.expected === 'missed' ? ` · ${texts.expected[view.language]}` : ''
    return `<li><b>${target.firstMiss ?? ''}</b><span>${safe(inert(target.name[view.language]) + note)}</span><span class="${standingOf(target)}">${safe(marginOf(target, view))}</span></li>`
  })
  const more =
    missed.length > 3 ? `<p class="d more">${safe(tell(texts.more, view, { n: missed.length - 3 }))}</p>` : ''
  return `<ol>${items.join('')}</ol>${more}`
}
