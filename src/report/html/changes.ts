import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Result } from '../result.ts'
import { safe } from './svg.ts'
import { figureIn, tell, type View } from './view.ts'
import { type Part, waterfall } from './waterfall.ts'

const texts = {
  less: {
    zh: '{year} 年比{name}少 {gap}，最大一项在{most}',
    en: '{gap} below “{name}” in {year}; {most} does most',
  },
  more: {
    zh: '{year} 年比{name}多 {gap}，最大一项在{most}',
    en: '{gap} above “{name}” in {year}; {most} does most',
  },
  same: { zh: '{year} 年与{name}相同', en: 'Same as “{name}” in {year}' },
  here: { zh: '本情景', en: 'This scenario' },
  unit: {
    zh: '净排放按部门的差额，合计等于两情景之差',
    en: 'Net emissions by sector; the parts add up to the gap of the two scenarios',
  },
  lead: { zh: '以下为 {n} 处改动带来的差别。', en: 'What {n} changed values come to.' },
  inputs: { zh: '改了什么（{n} 处）', en: 'What was changed ({n})' },
  before: { zh: '原为', en: 'was' },
}

/** The year of the waterfall: as the reader chose, else the last. */
export function changeYear(result: Result, view: View): number {
  const { years } = result.tables.sector
  return view.changeYear !== undefined && years.includes(view.changeYear) ? view.changeYear : years.at(-1)!
}

/** What each sector adds to the difference of the year on show, and all of them together. */
function partsOf(
  result: Result,
  view: View,
): { parts: readonly Part[]; gap: number; most: string } | undefined {
  const { changes, tables } = result
  if (!changes?.net || !changes.bySector) return undefined
  const at = tables.sector.years.indexOf(changeYear(result, view))
  const parts = changes.bySector.map(({ name, values }) => ({
    name: inert(name[view.language]),
    value: values[at]!,
  }))
  const gap = parts.reduce((sum, { value }) => sum + value, 0)
  const most = [...parts].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]
  return { parts, gap, most: most?.name ?? '' }
}

export function changesTitle(result: Result, view: View): string {
  const found = partsOf(result, view)
  if (!found || !result.changes) return ''
  const { gap, most } = found
  const text = Math.abs(gap) < 0.5 ? texts.same : gap < 0 ? texts.less : texts.more
  return tell(text, view, {
    year: changeYear(result, view),
    name: inert(result.changes.reference.title[view.language]),
    gap: figureIn(Math.abs(gap), result.tables.sector.unit, view, { short: true }),
    most: view.language === 'en' ? most.charAt(0).toUpperCase() + most.slice(1) : most,
  })
}

export function changesUnit(view: View): string {
  return tell(texts.unit, view)
}

/** A waterfall on its side: from the reference, sector by sector, to this scenario. */
export function changesChart(result: Result, view: View): string {
  const found = partsOf(result, view)
  const { changes, tables } = result
  if (!found || !changes?.net) return ''
  const at = tables.sector.years.indexOf(changeYear(result, view))
  return waterfall(
    { chart: 'changes', title: changesTitle(result, view), unit: tables.sector.unit },
    { name: inert(changes.reference.title[view.language]), value: changes.net[at]! },
    found.parts,
    texts.here[view.language],
    view,
  )
}

/** Every value that differs from the reference, with its place. */
export function changedInputs(result: Result, view: View): string {
  const inputs = result.changes?.inputs ?? []
  if (inputs.length === 0) return ''
  const items = inputs.map(
    ({ path: where, before, after, file, line }) =>
      `<li><span><code class="key">${safe(where)}</code> ${safe(after)}<br><span class="was">${tell(texts.before, view)} ${safe(before)}</span> <code>${safe(`${file}:${line}`)}</code></span></li>`,
  )
  return `<details class="keep"><summary>${safe(tell(texts.inputs, view, { n: formatNumber(inputs.length, view.language) }))}</summary><ul class="plain one">${items.join('')}</ul></details>`
}
