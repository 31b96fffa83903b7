import { formatNumber } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { decimalsOf, say, scaleOf } from './figure.ts'
import { ink } from './ink.ts'
import type { RenderOptions, Result } from './result.ts'
import { type Cell, type Column, layout } from './table.ts'

const texts = {
  title: { zh: '{n} 个情景', en: '{n} scenarios' },
  peakYear: { zh: '达峰年', en: 'Peak' },
  peak: { zh: '峰值', en: 'Level' },
  rising: { zh: '仍上升', en: 'rising' },
  left: { zh: '{year} 净', en: 'Net {year}' },
  musts: { zh: '必须目标', en: 'Musts met' },
  of: { zh: '{met} / {all}', en: '{met} / {all}' },
} satisfies Record<string, Text>

/** The largest value of a year over all results, for one unit a column. */
function atYear(result: Result, id: string, year: number): number {
  return result.indicators[id]?.values[year] ?? Number.NaN
}

/** Several scenarios side by side: peak year and level, total in 2030, what is left at the end, musts met. */
export function overviewLines(results: readonly Result[], options: RenderOptions): string[] {
  const { language } = options
  const pen = ink(options)
  const [first] = results
  if (!first) return []
  const total = first.peak.indicator
  const unit = first.indicators[total]?.unit ?? first.peak.unit
  const middle = results.every(({ horizon }) => horizon.base <= 2030 && horizon.to > 2030) ? [2030] : []
  const last = Math.min(...results.map(({ horizon }) => horizon.to))
  const values = results.map((result) => [
    result.peak.value,
    ...middle.map((year) => atYear(result, total, year)),
    atYear(result, result.neutrality.indicator, last),
  ])
  const sizes = values.flat().filter(Number.isFinite).map(Math.abs)
  const scale = scaleOf(unit, language, Math.max(0, ...sizes))
  const decimals = decimalsOf(values.flat().map((value) => value * scale.by))
  const quiet = (text: string): Cell => ({ text: pen.plain(text), role: 'quiet' })
  const head = [
    quiet(scale.label),
    quiet(texts.peakYear[language]),
    quiet(texts.peak[language]),
    ...middle.map((year) => quiet(String(year))),
    quiet(say(texts.left, language, { year: last })),
    quiet(texts.musts[language]),
  ]
  const rows = results.map((result, i): Cell[] => {
    const musts = result.targets.filter(({ severity }) => severity === 'must')
    const met = musts.filter((target) => target.met).length
    // A sign tells what is, not what was expected: a miss that a scenario announces is still a miss.
    const sound = met === musts.length
    const sign = pen.sign(musts.length === 0 ? undefined : sound ? 'good' : 'bad')
    return [
      { text: pen.plain(`  ${inert(result.scenario.title[language])}`) },
      { text: result.peak.rising ? texts.rising[language] : String(result.peak.year) },
      ...(values[i] ?? []).map(
        (value): Cell => ({
          text: pen.plain(formatNumber(value * scale.by, language, { decimals })),
        }),
      ),
      {
        text: `${sign}${say(texts.of, language, { met, all: musts.length })}`,
        role: musts.length === 0 ? undefined : sound ? 'good' : 'bad',
      },
    ]
  })
  const all = [head, ...rows]
  const widest = (i: number): number => Math.max(...all.map((row) => displayWidth(row[i]?.text ?? '')))
  const others = head.slice(1).reduce((sum, _, i) => sum + widest(i + 1) + 2, 0)
  const width = Math.max(40, Math.min(80, options.width))
  const columns: Column[] = [
    { side: 'left', least: 12, most: Math.max(12, width - others), gap: 0 },
    ...head.slice(1).map((): Column => ({ side: 'right', gap: 2 })),
  ]
  const title = pen.paint('strong', say(texts.title, language, { n: results.length }))
  return [title, '', ...layout(all, columns, pen)]
}
