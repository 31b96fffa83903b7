import { inert } from '../../text/inert.ts'
import { isYears, shareOf } from '../figure.ts'
import type { Result, TargetResult } from '../result.ts'
import { standingOf } from '../verdict.ts'
import { safe, sign } from './svg.ts'
import { marginOf } from './verdicts.ts'
import { figureIn, tell, type View } from './view.ts'

const texts = {
  none: {
    zh: '没有给出目标。在情景里加上 targets:，格式见 docs/format.md。',
    en: 'No target is given. Add targets: to the scenario (docs/format.md).',
  },
  target: { zh: '目标', en: 'Target' },
  result: { zh: '结果', en: 'Result' },
  figure: { zh: '模拟值', en: 'Figure' },
  bar: { zh: '缺口 ◂ ▸ 余量', en: 'short ◂ ▸ spare' },
  margin: { zh: '差额', en: 'Margin' },
  first: { zh: '首次不达标', en: 'First miss' },
  why: { zh: '主要原因', en: 'Driven by' },
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  improve: { zh: '应改进', en: 'to improve' },
  expected: { zh: '预期内', en: 'expected' },
  surprise: { zh: '预期不达标', en: 'expected to miss' },
  from: { zh: '始于 {year}', en: 'from {year}' },
}

/** How far a margin is from zero, as a share of what is judged; of ten years for years. */
function relative({ margin, unit, limit, figure, figureUnit }: TargetResult): number {
  if (isYears(unit)) return margin / 10
  const share = shareOf(unit)
  if (share !== undefined) return margin * share
  const size = Math.max(
    Math.abs(Object.values(limit).at(-1) ?? 0),
    figureUnit === unit ? Math.abs(figure) : 0,
  )
  return size > 0 ? margin / size : Math.sign(margin)
}

function bar(target: TargetResult): string {
  const size = Math.min(50, Math.abs(relative(target)) * 160)
  const left = target.met ? 55 : 55 - size
  const fill = target.met ? '#3f8f7a' : 'url(#h-bad)'
  return `<svg width="110" height="16" viewBox="0 0 110 16" aria-hidden="true"><path d="M55 0v16" stroke="#1b2733" stroke-width="1.4"/><rect x="${left.toFixed(1)}" y="3.5" width="${Math.max(1.5, size).toFixed(1)}" height="9" fill="${fill}"/></svg>`
}

/** The table of targets; cards on a phone. */
export function targetTable(result: Result, view: View): string {
  if (result.targets.length === 0) return `<p class="none">${safe(tell(texts.none, view))}</p>`
  const head: readonly (readonly [keyof typeof texts, string])[] = [
    ['target', ''],
    ['result', ''],
    ['figure', 'n'],
    ['bar', ''],
    ['margin', 'n'],
    ['first', 'n'],
    ['why', ''],
  ]
  const rows = result.targets.map((target) => {
    const standing = standingOf(target)
    const word = target.met ? texts.met : standing === 'bad' ? texts.missed : texts.improve
    const notes =
      target.expected === 'missed'
        ? [target.met ? texts.surprise[view.language] : texts.expected[view.language]]
        : []
    const drivers = target.met ? [] : target.drivers.map((driver) => inert(driver[view.language]))
    const zh = view.language === 'zh'
    // That it was expected is no cause.
    const why = [...notes, drivers.join(zh ? '、' : ', ')]
      .filter((text) => text !== '')
      .join(zh ? '；' : '; ')
    const year =
      target.firstMiss === undefined
        ? '–'
        : `<span class="mo">${safe(tell(texts.from, view, { year: '' }))}</span>${target.firstMiss}`
    return `<tr><td class="nm"><b>${safe(target.name[view.language])}</b></td><td class="re"><span class="st ${standing}">${sign(standing, 15)}${word[view.language]}</span></td><td class="n fg">${target.nothing ? '–' : safe(figureIn(target.figure, target.figureUnit, view, { short: true }))}</td><td class="m">${bar(target)}</td><td class="n mg">${safe(marginOf(target, view))}</td><td class="n ms">${year}</td><td class="w why">${safe(why)}</td></tr>`
  })
  return `<table class="cards"><thead><tr>${head.map(([key, kind]) => `<th scope="col" class="${kind}">${texts[key][view.language]}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}
