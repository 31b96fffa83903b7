import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { repository } from '../county.ts'
import * as page from './county-page.ts'

const folder = join(repository, 'scenarios/jiaocheng')
const { results, diagnostics } = await run([folder])
const of = (id: string) => results.find(({ scenario }) => scenario.id === id)!

test('the shipped county runs without an error', () => {
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  expect(results.map(({ scenario }) => scenario.id).sort()).toEqual([
    'all-projects',
    'data-centre-turn',
    'frozen-technology',
    'gas-to-fertiliser',
    'gas-to-hydrogen',
    'green-coking-park',
    'low-demand',
    'neutral-2060',
    'neutral-ccus',
    'neutral-combined',
    'nitrates-5mt',
    'peak-2028',
    'reference',
  ])
})

// The range that two engineers judged honest before the program ran (no inventory of the county is public): wide on purpose.
test.each([
  ['co2.territorial', 1.8e6, 3.5e6],
  ['co2.total', 3.0e6, 5.2e6],
  ['energy.total', 1.4e6, 2.4e6],
])('%s of 2020 lies in the judged range', (id, low, high) => {
  const value = of('reference').indicators[id]!.values['2020']!
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
})

test('observed years are the same whatever the future: a scenario changes no past', () => {
  for (const result of results)
    for (const year of ['2020', '2025'])
      expect(result.indicators['co2.total']!.values[year], `${result.scenario.id} ${year}`).toBe(
        of('reference').indicators['co2.total']!.values[year],
      )
})

test('some scenarios meet the 2030 peak and some miss it; one route reaches zero, the others say how far they are', () => {
  const peaks = results.map(({ targets }) => targets.find(({ id }) => id === 'carbon-peak')!.met)
  expect(new Set(peaks)).toEqual(new Set([true, false]))
  const reached = results.filter(({ neutrality }) => neutrality.reached).map(({ scenario }) => scenario.id)
  expect(reached).toEqual(['neutral-combined'])
  for (const { neutrality, targets } of results) {
    if (neutrality.reached) continue
    expect(neutrality.residual).toBeGreaterThan(0)
    expect(targets.find(({ id }) => id === 'neutrality')!.drivers.length).toBeGreaterThan(0)
  }
})

const at = (id: string, indicator: string, year: number) =>
  of(id).indicators[indicator]!.values[String(year)]!

test('each choice moves what it is about', () => {
  const from = (id: string, indicator: string, year: number) =>
    at(id, indicator, year) / at('reference', indicator, year)
  // Abatement is about N2O and hardly about CO2; nitrates without it are the reverse of that.
  expect(from('gas-to-fertiliser', 'n2o', 2030)).toBeLessThan(0.35)
  // (Gas made into ammonia is not burnt for power, so 4 % more CO2 stands against 70 % less N2O.)
  expect(Math.abs(from('gas-to-fertiliser', 'co2.total', 2030) - 1)).toBeLessThan(0.05)
  expect(from('nitrates-5mt', 'n2o', 2035)).toBeGreaterThan(1.5)
  // Without progress more is burnt for the same activities; the total by equivalent value says little of
  // it, because a kWh that replaces fuel counts by the coal of the power station.
  expect(from('frozen-technology', 'co2.territorial', 2040)).toBeGreaterThan(1.1)
  expect(from('frozen-technology', 'so2', 2040)).toBeGreaterThan(1.3)
  expect(from('frozen-technology', 'ghg.net', 2060)).toBeGreaterThan(2)
  // A demand shock cuts CO2 more than CO2 per GDP.
  expect(from('low-demand', 'co2.total', 2030)).toBeLessThan(from('low-demand', 'co2.intensity', 2030))
  expect(from('low-demand', 'gdp', 2030)).toBeLessThan(1)
  // Data centres: more power bought for each tonne that is emitted directly.
  expect(from('data-centre-turn', 'co2.indirect', 2040)).toBeGreaterThan(
    from('data-centre-turn', 'co2.territorial', 2040),
  )
  expect(from('green-coking-park', 'co2.territorial', 2030)).toBeLessThan(0.95)
  expect(of('neutral-ccus').indicators['co2.stored']!.values['2060']).toBeGreaterThan(2e5)
})

describe('nothing that an expert would laugh at', () => {
  test.each(results.map((result) => [result.scenario.id, result] as const))('%s', (_, result) => {
    const { base, to, observedTo } = result.horizon
    const years = Array.from({ length: to - base + 1 }, (__, i) => base + i)
    const series = (id: string) => years.map((year) => result.indicators[id]!.values[String(year)]!)
    const total = series('co2.total')
    const balance = new Map(result.tables.balance.map((row) => [`${row.commodity} ${row.item}`, row.values]))
    const flow = (commodity: string, item: string) =>
      balance.get(`${commodity} ${item}`) ?? years.map(() => 0)
    // No demand or supply below zero, nothing unmet.
    for (const row of result.tables.balance) {
      expect(Math.min(...row.values), `${row.commodity} ${row.item}`).toBeGreaterThan(
        -1e-6 * Math.max(...row.values, 1),
      )
      if (row.item === 'unmet') expect(Math.max(...row.values)).toBe(0)
    }
    // Nothing is bought to be sold on, and no steam leaves the county.
    for (const commodity of new Set(result.tables.balance.map((row) => row.commodity)))
      for (const [i, bought] of flow(commodity, 'imports').entries()) {
        const sold = flow(commodity, 'demand')[i]! + flow(commodity, 'exports')[i]!
        const made = flow(commodity, 'production')[i]!
        // What homes and works of the county take (cooking heat, kilns) is made inside; the rest is sales.
        expect(Math.min(bought, sold), `${commodity} ${base + i}`).toBeLessThan(1e-6 * Math.max(made, 1))
      }
    expect(Math.max(...flow('heat', 'exports'))).toBeLessThan(1e-6)
    // Coke-oven gas: not more is flared than 5 %, after the ovens were rebuilt not more than 2 %.
    for (const [i, flared] of flow('coke-oven-gas', 'flare').entries())
      expect(flared / flow('coke-oven-gas', 'production')[i]!, `flare ${base + i}`).toBeLessThan(
        base + i <= observedTo + 1 ? 0.05 : 0.02,
      )
    // No year changes the county by more than a twelfth, no sector by more than a sixteenth of the county or a quarter of itself.
    for (let i = 1; i < years.length; i++)
      expect(Math.abs(total[i]! - total[i - 1]!) / Math.max(...total), `${years[i]}`).toBeLessThan(0.08)
    for (const row of result.tables.sectorCo2.rows) {
      const most = Math.max(...row.values)
      for (let i = 1; i < years.length; i++) {
        const step = Math.abs(row.values[i]! - row.values[i - 1]!)
        expect(step / Math.max(...total), `${row.id} ${years[i]}`).toBeLessThan(0.06)
        expect(step / most, `${row.id} ${years[i]}`).toBeLessThan(0.25)
      }
    }
    // Where what was observed ends, nothing breaks: the first modelled year goes on unless demand is shocked.
    const step = (year: number) => total[year - base]! / total[year - base - 1]! - 1
    if (result.scenario.id !== 'low-demand') expect(Math.abs(step(observedTo + 1))).toBeLessThan(0.035)
    // Sectors emit, only the land takes up; by no more than a good forest does, and no more is stored than is given off.
    for (const row of result.tables.sector.rows)
      if (row.id !== 'land' && row.id !== 'power-heat')
        expect(Math.min(...row.values), row.id).toBeGreaterThan(-1)
    expect(Math.max(...series('sink'))).toBeLessThan(105_200 * 3.7)
    const stored = result.indicators['co2.stored'] ? series('co2.stored') : years.map(() => 0)
    const given = series('co2.territorial').map((value, i) => value + series('co2.biogenic')[i]!)
    for (const [i, value] of stored.entries()) expect(value).toBeLessThanOrEqual(given[i]!)
    // The peak is no artefact of the first year, and GDP grows.
    expect(result.peak.year).toBeGreaterThan(base + 2)
    const gdp = series('gdp')
    for (let i = 1; i < years.length; i++)
      expect(gdp[i]!, `gdp ${years[i]}`).toBeGreaterThan(gdp[i - 1]! * 0.98)
    // Every part of the costs stays above zero.
    for (const id of Object.keys(result.indicators).filter((name) => name.startsWith('cost.')))
      expect(Math.min(...series(id)), id).toBeGreaterThanOrEqual(0)
    expect(Math.min(...series('cost.total'))).toBeGreaterThan(0)
  })
})

test('homes keep their gas when gas grows short', () => {
  // Demand for town gas is set by its capacity and use alone: the same in every scenario, however little coke there is.
  const townGas = (id: string) =>
    of(id)
      .tables.facility.rows.find((row) => row.id === 'town-gas')!
      .values.slice(0, 31)
  for (const id of ['low-demand', 'data-centre-turn', 'gas-to-hydrogen'])
    for (const [i, value] of townGas(id).entries())
      expect(value, `${id} ${2020 + i}`).toBeCloseTo(townGas('reference')[i]!, 6)
})

// What may happen to projects concerns ensembles alone: a single run stays as it is (test/study/outcomes.test.ts).
const overlays = readdirSync(join(folder, 'overlays')).filter(
  (name) => name.endsWith('.yaml') && name !== 'open-projects.yaml',
)
const pairs = overlays.flatMap((a, i) => overlays.slice(i + 1).map((b) => [a, b] as const))
/** Two paths of one grid cannot both be. */
const excludes = (a: string, b: string) => a.startsWith('grid-') && b.startsWith('grid-')

describe('any two overlays combine, and each keeps its effect', async () => {
  const with_ = async (...names: readonly string[]) => {
    const ran = await run([join(folder, 'reference.yaml')], {
      with: names.map((name) => join(folder, 'overlays', name)),
    })
    expect(ran.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    return ran.results[0]!
  }
  const figures = (result: (typeof results)[number]) => JSON.stringify([result.indicators, result.projects])
  const alone = new Map<string, string>()
  for (const name of overlays) alone.set(name, figures(await with_(name)))
  test('there are pairs', () => expect(pairs.length).toBeGreaterThan(10))
  test.each(pairs.filter(([a, b]) => !excludes(a, b)))('%s and %s', async (a, b) => {
    const together = figures(await with_(a, b))
    expect(together).not.toBe(alone.get(a))
    expect(together).not.toBe(alone.get(b))
  })
})

test('every level of means leaves less in 2060: neutral < peak 2028 < reference < all projects', () => {
  const left = ['neutral-combined', 'neutral-2060', 'peak-2028', 'reference', 'all-projects'].map(
    (id) => of(id).neutrality.residual,
  )
  expect([...left].sort((a, b) => a - b)).toEqual(left)
})

test('docs/jiaocheng.md says what the program says (npm run generate)', async () => {
  const { results: studied } = await run([join(folder, 'reference.yaml')], { evidence: true })
  const reference = of('reference')
  const tables = {
    scenarios: page.scenariosTable(results),
    'sectors-2030': page.sectorsTable(results, reference, 2030),
    'sectors-2060': page.sectorsTable(results, reference, 2060),
    jumps: page.jumpsTable(results),
    intensity: page.intensityTable(reference),
    reconciliation: page.reconciliationTable(reference),
    assumptions: page.assumptionsTable(studied[0]!),
  }
  const file = join(repository, 'docs/jiaocheng.md')
  const text = readFileSync(file, 'utf8')
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- table: ${name} -->`)
  if (process.env['GENERATE']) writeFileSync(file, page.filled(text, tables))
  expect(readFileSync(file, 'utf8')).toBe(page.filled(text, tables))
})
