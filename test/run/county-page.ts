import type { Result } from '../../src/report/result.ts'

/** The tables of docs/jiaocheng.md, from results: the page can say nothing that the program does not. */

const mt = (tonnes: number) => (tonnes / 1e6).toFixed(2)
const minus = (value: number, decimals: number) => value.toFixed(decimals).replace('-', '−')
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n')
const figureOf = (result: Result, id: string, year: number) => result.indicators[id]!.values[String(year)]!

/** Peak, 2030, 2060, and what it costs against the reference. */
export function scenariosTable(results: readonly Result[]): string {
  return table(
    ['scenario', 'peak', 'level', '2030', '2060', 'net GHG 2060', 'CO2/GDP 2020–30', 'net cost, 亿元 (元/t)'],
    results.map((result) => {
      const cost = result.changes?.cost
      return [
        `\`${result.scenario.id}\``,
        `${result.peak.year}${result.peak.sustained ? '' : ' (not sustained)'}`,
        mt(result.peak.value),
        mt(figureOf(result, 'co2.total', 2030)),
        mt(figureOf(result, 'co2.total', 2060)),
        minus(result.neutrality.residual / 1e6, 2),
        `${minus((figureOf(result, 'co2.intensity', 2030) / figureOf(result, 'co2.intensity', 2020) - 1) * 100, 1)} %`,
        cost
          ? `${minus(cost.net / 1e4, 1)}${cost.perTonne === undefined ? '' : ` (${minus(cost.perTonne, 0)})`}`
          : '–',
      ]
    }),
  )
}

/** Where a scenario differs from the reference: CO2 by sector in one year. */
export function sectorsTable(results: readonly Result[], reference: Result, year: number): string {
  const at = year - reference.horizon.base
  const kept = reference.tables.sectorCo2.rows
    .filter(({ id }) => results.some((result) => Math.abs(difference(result, id)) >= 5000))
    .map(({ id }) => id)
  function difference(result: Result, id: string) {
    const of = (one: Result) => one.tables.sectorCo2.rows.find((line) => line.id === id)?.values[at] ?? 0
    return of(result) - of(reference)
  }
  return table(
    ['scenario', ...kept],
    results
      .filter((result) => result !== reference)
      .map((result) => [
        `\`${result.scenario.id}\``,
        ...kept.map((id) => {
          const value = difference(result, id) / 1e4
          return Math.abs(value) < 0.05 ? '·' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`
        }),
      ]),
  )
}

/** The largest change within one year, in the county and in one sector, after the last observed year. */
export function jumpsTable(results: readonly Result[]): string {
  return table(
    ['scenario', 'county', 'year', 'sector', '', 'year'],
    results.map((result) => {
      const { base } = result.horizon
      const first = 2026 - base
      const years = Object.keys(result.indicators['co2.total']!.values).length
      const total = Array.from({ length: years }, (_, i) => figureOf(result, 'co2.total', base + i))
      const most = Math.max(...total)
      const largest = (values: readonly number[]) => {
        let found = { year: 0, change: 0 }
        for (let i = first; i < values.length; i++) {
          const change = (values[i]! - values[i - 1]!) / most
          if (Math.abs(change) > Math.abs(found.change)) found = { year: base + i, change }
        }
        return found
      }
      const county = largest(total)
      const sectors = result.tables.sectorCo2.rows.map(({ id, values }) => ({ id, ...largest(values) }))
      const [sector] = sectors.sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
      const percent = (share: number) => `${share > 0 ? '+' : '−'}${(Math.abs(share) * 100).toFixed(1)} %`
      return [
        `\`${result.scenario.id}\``,
        percent(county.change),
        county.year,
        sector!.id,
        percent(sector!.change),
        sector!.year,
      ]
    }),
  )
}

/** tCO2 per tce: the arithmetic and what it is made of. */
export function intensityTable(reference: Result): string {
  return table(
    ['', 2020, 2025, 2030, 2040, 2060].map(String),
    (
      [
        ['energy CO2, Mt', (y) => mt(figureOf(reference, 'co2.energy', y))],
        ['indirect CO2, Mt', (y) => mt(figureOf(reference, 'co2.indirect', y))],
        ['process CO2, Mt', (y) => mt(figureOf(reference, 'co2.process', y))],
        ['energy, Mtce (electricity by equivalent value)', (y) => mt(figureOf(reference, 'energy.total', y))],
        [
          '**energy activities, tCO2/tce**',
          (y) => `**${ratio(y, ['co2.energy', 'co2.indirect']).toFixed(2)}**`,
        ],
        ['with process CO2, tCO2/tce', (y) => ratio(y, ['co2.total']).toFixed(2)],
      ] as readonly (readonly [string, (year: number) => string])[]
    ).map(([name, of]) => [name, ...[2020, 2025, 2030, 2040, 2060].map(of)]),
  )
  function ratio(year: number, ids: readonly string[]) {
    return (
      ids.reduce((sum, id) => sum + figureOf(reference, id, year), 0) /
      figureOf(reference, 'energy.total', year)
    )
  }
}

/** The observed or analogous totals that the model is held against. */
export function reconciliationTable(reference: Result): string {
  const share = (value: number) => `${value > 0 ? '+' : '−'}${(Math.abs(value) * 100).toFixed(0)} %`
  return table(
    ['line', 'kind', 'model ÷ figure − 1', 'tolerance'],
    reference.tables.reconciliation.map((line) => [
      `${line.name.en}, ${line.year}`,
      line.kind,
      share(line.relative),
      `±${(line.tolerance * 100).toFixed(0)} %`,
    ]),
  )
}

/** The ten assumptions that move the level of 2030 most. */
export function assumptionsTable(reference: Result): string {
  const { byLevel } = reference.assumptions!
  const signed = (value: number) => `${value > 0 ? '+' : '−'}${(Math.abs(value) / 1e4).toFixed(1)}`
  return table(
    ['number', 'low end, 万吨 in 2030', 'high end', 'peak year'],
    byLevel.map(({ path, level, peakYear }) => [
      `\`${path}\``,
      signed(level[0]),
      signed(level[1]),
      `${peakYear[0]} … ${peakYear[1]}`,
    ]),
  )
}

/** Puts tables between their marks. */
export function filled(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce(
    (text, [name, body]) =>
      text.replace(
        new RegExp(`(<!-- table: ${name} -->\\n)[^]*?(\\n<!-- end -->)`),
        (_, open: string, close: string) => `${open}${body}${close}`,
      ),
    page,
  )
}
