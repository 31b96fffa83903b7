import type { Span } from '../../diagnostics/span.ts'
import { type Approved, allYears } from '../../model/approved.ts'
import { rounded } from '../../report/assemble.ts'
import type { MovedFigure } from '../../report/check/check-report.ts'
import type { Text } from '../../text/text.ts'
import type { Ran } from '../case.ts'
import { version } from '../vocabulary.ts'

/** Indicators whose figures are approved, where the county has them. */
const keyIndicators = [
  ...[
    'co2.total',
    'co2.energy',
    'co2.process',
    'co2.indirect',
    'ghg.net',
    'energy.total',
    'energy.controlled',
  ],
  ...['co2.intensity', 'energy.intensity', 'n2o', 'so2', 'nox', 'water', 'gdp', 'cost.total'],
]

/** How far a figure may differ unless the file says otherwise: rounding of the file, and other orders of sums. */
const defaultTolerance = 1e-9

/** What is approved of a run: the figures of key years, the peak and every verdict. */
export interface Key {
  readonly peak: { readonly indicator: string; readonly year: number; readonly value: number }
  readonly verdicts: ReadonlyMap<string, 'met' | 'missed'>
  readonly figures: ReadonlyMap<
    string,
    {
      readonly unit: string
      readonly name: Text
      readonly all: number
      readonly values: ReadonlyMap<number, number>
    }
  >
}

/** In the place of a year: the sum over all years. */
export const allOf = 0
const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
export const labelOf = ({ indicator, year }: { indicator: string; year: number }) =>
  `${indicator}@${year === allOf ? allYears : year}`

/** Reads the key figures off a run. */
export function keyOf({ analysed, summary }: Ran): Key {
  const { base, observedTo, to } = analysed.model.horizon
  const years = [...new Set([base, observedTo, 2030, 2035, 2040, 2050, 2060, to])]
    .filter((year) => year >= base && year <= to)
    .sort((a, b) => a - b)
  const figures = new Map(
    keyIndicators.flatMap((id) => {
      const found = summary.indicators.find(({ column }) => column.id === id)
      if (!found) return []
      const values = new Map(years.map((year) => [year, rounded(found.values[year - base]!)]))
      const all = rounded(sum(found.values))
      return [[id, { unit: found.column.unit, name: found.column.name, values, all }] as const]
    }),
  )
  const verdicts = new Map(
    summary.verdicts.map(({ target, verdict }) => [
      target.id,
      verdict.met ? ('met' as const) : ('missed' as const),
    ]),
  )
  const { indicator, year, value } = summary.peak
  return { peak: { indicator, year, value: rounded(value) }, verdicts, figures }
}

/** A figure that moved, with the place where it was approved. */
export type Move = MovedFigure & { readonly at: Span }

/** A verdict, the peak or an indicator that is another now. */
export interface VerdictMove {
  readonly id: string
  readonly before: string
  readonly now: string
  readonly at: Span
}

/** By which share a figure moved. */
export const weight = (move: MovedFigure): number =>
  Math.abs(move.now - move.before) / Math.max(Math.abs(move.before), 1e-12)

/** Every figure, verdict and the peak that is not as approved. What is gone or new is told too. */
export function compare(
  file: Approved,
  now: Key,
): { readonly moved: readonly Move[]; readonly verdicts: readonly VerdictMove[]; readonly compared: number } {
  const moved: Move[] = []
  const verdicts: VerdictMove[] = []
  let compared = 0
  for (const [id, row] of Object.entries(file.figures)) {
    const own = now.figures.get(id)
    if (!own || own.unit !== row.unit) {
      verdicts.push({ id, before: row.unit, now: own?.unit ?? '-', at: row.at })
      continue
    }
    const tolerance = file.tolerances?.[id]?.value ?? file.tolerance.value
    const scale = Math.max(...[...row.values.values()].map(({ value }) => Math.abs(value)))
    for (const [year, { value: before, at }] of [...row.values, [allOf, row.all] as const]) {
      compared++
      const value = year === allOf ? own.all : own.values.get(year)
      if (value === undefined) {
        verdicts.push({ id: labelOf({ indicator: id, year }), before: String(before), now: '-', at })
        continue
      }
      if (value === before) continue
      const room =
        tolerance * (before === 0 || year === allOf ? Math.max(scale, Math.abs(before)) : Math.abs(before))
      const within = Math.abs(value - before) <= room
      moved.push({
        indicator: id,
        name: own.name,
        unit: row.unit,
        year,
        before,
        now: value,
        tolerance,
        within,
        at,
      })
    }
  }
  for (const [id, row] of now.figures) {
    const before = Object.hasOwn(file.figures, id) ? file.figures[id] : undefined
    if (!before) verdicts.push({ id, before: '-', now: row.unit, at: file.inputs.at })
    // A year that the file does not hold was never compared, which is no pass.
    else
      for (const [year, value] of row.values)
        if (!before.values.has(year))
          verdicts.push({
            id: labelOf({ indicator: id, year }),
            before: '-',
            now: String(value),
            at: before.at,
          })
  }
  for (const id of new Set([...Object.keys(file.verdicts), ...now.verdicts.keys()])) {
    compared++
    const [before, verdict] = [file.verdicts[id] ?? '-', now.verdicts.get(id) ?? '-']
    if (before !== verdict) verdicts.push({ id, before, now: verdict, at: file.inputs.at })
  }
  compared++
  const { peak } = file
  if (peak.year.year !== now.peak.year || peak.indicator.id !== now.peak.indicator)
    verdicts.push({
      id: 'peak',
      before: `${peak.indicator.id}@${peak.year.year}`,
      now: `${now.peak.indicator}@${now.peak.year}`,
      at: peak.year.at,
    })
  else {
    const own = now.figures.get(peak.indicator.id)
    const tolerance = file.tolerances?.[peak.indicator.id]?.value ?? file.tolerance.value
    const known = file.figures[peak.indicator.id]?.values.has(peak.year.year)
    if (own && !known && peak.value !== now.peak.value)
      moved.push({
        indicator: peak.indicator.id,
        name: own.name,
        unit: own.unit,
        year: peak.year.year,
        before: peak.value,
        now: now.peak.value,
        tolerance,
        within: Math.abs(now.peak.value - peak.value) <= tolerance * Math.abs(peak.value),
        at: peak.year.at,
      })
  }
  return { moved, verdicts, compared }
}

/** A figure of the run by the name under which one was approved. */
export function figureIn(
  key: Key,
  { indicator, year }: Pick<MovedFigure, 'indicator' | 'year'>,
): number | undefined {
  const row = key.figures.get(indicator)
  return year === allOf ? row?.all : row?.values.get(year)
}

/** The text of approved results, small and in order, as it is written. */
export function writeApproved(
  ran: Ran,
  key: Key,
  {
    file,
    inputs,
    reason,
    old,
  }: {
    readonly file: string
    readonly inputs: string
    readonly reason: string
    readonly old: Approved | undefined
  },
): string {
  const { id } = ran.analysed.model
  const kept = Object.entries(old?.tolerances ?? {}).map(([name, given]) => [name, given.value] as const)
  const lines = [
    '# Written by `peakzero check --update-approved`. Tolerances (shares of a figure) may be edited; the rest is approved anew.',
    'kind: approved',
    'layout: 1',
    `id: ${id}`,
    `scenario: ${quoted(file)}`,
    `version: ${quoted(version)}`,
    `reason: ${quoted(reason)}`,
    `inputs: ${inputs}`,
    `tolerance: ${old?.tolerance.value ?? defaultTolerance}`,
    ...(kept.length > 0 ? ['tolerances:', ...kept.map(([name, value]) => `  ${name}: ${value}`)] : []),
    `peak: { indicator: ${key.peak.indicator}, year: ${key.peak.year}, value: ${key.peak.value} }`,
    key.verdicts.size === 0 ? 'verdicts: {}' : 'verdicts:',
    ...[...key.verdicts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([target, verdict]) => `  ${target}: ${verdict}`),
    'figures:',
    ...[...key.figures]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, { unit, values, all }]) =>
          `  ${name}: { unit: ${quoted(unit)}, ${[...values].map(([year, value]) => `${year}: ${value}`).join(', ')}, ${allYears}: ${all} }`,
      ),
  ]
  return `${lines.join('\n')}\n`
}

/** Always in quotes, so that no word can be taken for anything else. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
