import { formatYears } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { changedInputs, changesChart, changesTitle, changesUnit, changeYear } from './changes.ts'
import { emissionsChart, emissionsTitle, emissionsUnit } from './emissions.ts'
import { emissionsFigures } from './emissions-table.ts'
import { energyChart, energyKey, energyTitle, energyUnit } from './energy.ts'
import {
  evidenceChart,
  evidenceKey,
  evidenceTitle,
  evidenceUnit,
  sourceList,
  warningList,
} from './evidence.ts'
import { flowsChart, flowsTitle, flowsUnit, flowYear, flowYears } from './flows.ts'
import { headroomLead, headroomPanels, headroomUnit, rooms } from './headroom.ts'
import { safe } from './svg.ts'
import { targetTable } from './targets.ts'
import { timelineChart, timelineKey, timelineTitle } from './timeline.ts'
import { verdictCards } from './verdicts.ts'
import { tell, type View } from './view.ts'

/** What a panel is drawn from: the result on show and, once a lever moved, the one that was saved. */
export interface Shown {
  readonly result: Result
  readonly saved?: Result
}

/** The panels by name, in the order of the page: each a pure function of what is on show. The page holds nothing else that can change. */
export const panels: Readonly<Record<string, (shown: Shown, view: View) => string>> = {
  verdicts: ({ result }, view) => verdictCards(result, view).join(''),
  emissions: ({ result, saved }, view) => {
    const { svg, key } = emissionsChart(result, view, saved)
    return chart(
      emissionsTitle(result, view),
      emissionsUnit(result, view),
      key,
      `<div class="chart" data-width="emissions">${svg}</div>${emissionsFigures(result, view)}`,
    )
  },
  headroomLead: ({ result }, view) => safe(headroomLead(result, view)),
  headroom: ({ result }, view) => headroomPanels(result, view),
  targets: ({ result }, view) => targetTable(result, view),
  changes: ({ result }, view) => {
    const drawn = changesChart(result, view)
    if (drawn === '') return ''
    const { years } = result.tables.sector
    const choices = [...new Set([2030, years.at(-1)!])].filter((year) => years.includes(year))
    const choose = choice(view, 'change', choices, changeYear(result, view))
    return `<figure><div class="row"><div><h3>${safe(changesTitle(result, view))}</h3><p class="unit">${safe(changesUnit(view))}</p></div>${choose}</div>${drawn}</figure>`
  },
  timeline: ({ result }, view) =>
    chart(timelineTitle(result, view), '', timelineKey(result, view), timelineChart(result, view)),
  energy: ({ result }, view) =>
    chart(
      energyTitle(result, view),
      energyUnit(result, view),
      energyKey(result, view),
      energyChart(result, view),
    ),
  flows: ({ result }, view) => {
    const choose = choice(view, 'flow', flowYears(result), flowYear(result, view))
    return `<figure><div class="row"><div><h3>${safe(flowsTitle(result, view))}</h3><p class="unit">${safe(flowsUnit(result, view))}</p></div>${choose}</div>${flowsChart(result, view)}</figure>`
  },
  evidence: ({ result }, view) =>
    chart(
      evidenceTitle(result, view),
      evidenceUnit(result, view),
      evidenceKey(view),
      evidenceChart(result, view),
    ),
}

function chart(title: string, unit: string, key: string, drawn: string): string {
  const line = unit === '' ? '' : `<p class="unit">${safe(unit)}</p>`
  const legend = key === '' ? '' : `<div class="legend">${key}</div>`
  return `<figure><h3>${safe(title)}</h3>${line}${legend}${drawn}</figure>`
}

/** Buttons for the year of a chart; nothing where no script hears them. */
function choice(view: View, name: string, years: readonly number[], chosen: number): string {
  if (!view.alive || years.length < 2) return ''
  const buttons = years.map(
    (year) =>
      `<button type="button" data-set="${name}=${year}" aria-pressed="${year === chosen}">${year}</button>`,
  )
  return `<span class="seg" role="group" aria-label="${tell(words.year, view)}">${buttons.join('')}</span>`
}

const words = {
  year: { zh: '年份', en: 'year' },
  sub: { zh: '情景：{title}，{years} 年。', en: 'Scenario: {title}, {years}.' },
  against: { zh: '对照：{title}。', en: ' Held against: {title}.' },
  h1: { zh: '{county}低碳转型情景报告', en: '{county}: a path to peak and zero' },
  one: { zh: '一、卡在哪里', en: '1. What stands in the way' },
  two: { zh: '二、靠什么减下来', en: '2. What brings it down' },
  three: { zh: '三、能源从哪里来、到哪里去', en: '3. Where energy comes from and goes' },
  four: { zh: '四、凭什么相信', en: '4. Why believe it' },
  twoLead: {
    zh: '先看与参考情景差在哪些部门，再看哪些项目何时投产。',
    en: 'Where it differs from the reference, and which projects come when.',
  },
  threeLead: {
    zh: '考核能耗扣除原料用能和新增可再生电力，两项都单独列出。',
    en: 'Counted energy leaves out feedstock and new renewable power; both are shown.',
  },
  fourLead: {
    zh: '每个结果有多少靠实测与统计，多少靠假设。',
    en: 'How much of each result rests on measurement and statistics, how much on assumption.',
  },
  targets: { zh: '目标', en: 'Targets' },
  warnings: { zh: '警告', en: 'Warnings' },
  sources: { zh: '来源', en: 'Sources' },
  rounding: {
    zh: '各数分别修约，相加可能与合计差末位。',
    en: 'Figures are rounded one by one; parts may not add up in the last digit.',
  },
  prices: { zh: '{year} 年价', en: 'prices of {year}' },
  files: { zh: '用到的文件与 sha256（{n} 个）', en: 'Files that went in, with sha256 ({n})' },
  adjusted: { zh: '已调整，不是保存的结果', en: 'Adjusted: not the saved result' },
} satisfies Record<string, Text>

/** The title of the page. */
export function pageTitle(result: Result, view: View): string {
  return tell(words.h1, view, { county: inert(result.scenario.county.title[view.language]) })
}

/** Everything of the page in one language; `levers` stands beside the main chart. */
export function body(shown: Shown, view: View, levers = ''): string {
  const { result } = shown
  const { horizon, scenario, changes } = result
  const panel = (name: keyof typeof panels & string, tag = 'div', more = '') =>
    `<${tag} data-panel="${name}"${more}>${panels[name]!(shown, view)}</${tag}>`
  const against = changes
    ? tell(words.against, view, { title: inert(changes.reference.title[view.language]) })
    : ''
  const about = scenario.about ? `<p class="sub">${safe(scenario.about[view.language])}</p>` : ''
  const sub = tell(words.sub, view, {
    title: inert(scenario.title[view.language]),
    years: formatYears(horizon.base, horizon.to, view.language),
  })
  const files = scenario.files.map(
    ({ path, sha256 }) => `<li><code>${safe(path)} ${safe(sha256)}</code></li>`,
  )
  return `<header><h1>${safe(pageTitle(result, view))}</h1><p class="sub">${safe(sub + against)} <span class="tag js" data-adjusted hidden>${words.adjusted[view.language]}</span></p>${about}${panel('verdicts', 'div', ' class="verdicts" aria-live="polite"')}</header>
<main><div class="hero${levers === '' ? '' : ' live'}">${panel('emissions')}${levers}</div>
<section class="pb"><h2>${words.one[view.language]}</h2>${panel('headroomLead', 'p', ' class="lead"')}${rooms(result).length > 0 ? `<p class="unit">${safe(headroomUnit(view))}</p>` : ''}${panel('headroom', 'div', ' class="grid6"')}<div class="mgap"><h3 class="sr">${words.targets[view.language]}</h3>${panel('targets')}</div></section>
<section class="pb"><h2>${words.two[view.language]}</h2><p class="lead">${words.twoLead[view.language]}</p>${panel('changes')}${changedInputs(result, view)}${panel('timeline', 'div', ' class="mgap"')}</section>
<section class="pb"><h2>${words.three[view.language]}</h2><p class="lead">${words.threeLead[view.language]}</p><div class="two energy">${panel('energy')}${panel('flows')}</div></section>
<section class="pb"><h2>${words.four[view.language]}</h2><p class="lead">${words.fourLead[view.language]}</p><div class="two"><div>${panel('evidence')}<h3 class="mgap">${words.warnings[view.language]}</h3>${warningList(result, view)}</div><div><h3>${words.sources[view.language]}</h3>${sourceList(result, view)}</div></div></section></main>
<footer>${words.rounding[view.language]} <code>${safe(`${result.generator.name} ${result.generator.version} · ${result.format} · ${scenario.id} · GWP ${result.conventions.gwp.toUpperCase()}`)} · ${safe(tell(words.prices, view, { year: result.conventions.prices }))}</code><details><summary>${safe(tell(words.files, view, { n: files.length }))}</summary><ul class="plain one">${files.join('')}</ul></details></footer>`
}
