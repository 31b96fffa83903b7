import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/report/result.ts'
import { type Columns, column, columnsOf, indicator, resultOf } from '../county.ts'
import { type County, carbonFlows, contents, county, type Spec, specs } from './counties.ts'

/** Laws that hold in every county and every year, whatever it is made of. */

const co2PerCarbon = 44 / 12
const years = 11

/** A sum that must be zero, against the size of its terms. */
function expectZero(terms: readonly number[], what: string): void {
  const sum = terms.reduce((a, b) => a + b, 0)
  const size = terms.reduce((a, b) => a + Math.abs(b), 0)
  if (!(Math.abs(sum) <= 1e-9 * size)) throw new Error(`${what}: ${sum} of ${size} is not zero`)
}

function item(columns: Columns, commodity: string, name: string): readonly number[] {
  return column(columns, `balance.${commodity}.${name}`)
}

const commoditiesOf = (columns: Columns) => [
  ...new Set([...columns.keys()].flatMap((id) => /^balance\.([^.]+)\./.exec(id)?.[1] ?? [])),
]

/** CO2 of one actor in some scopes. */
function emitted(columns: Columns, actor: string, scopes: readonly string[], year: number): number {
  let sum = 0
  for (const { cut, values, id } of columns.values())
    if (id.startsWith('emission.') && cut.species === 'co2' && scopes.includes(cut.scope ?? ''))
      if (cut.facility === actor) sum += values[year]!
  return sum
}

function expectBalances(columns: Columns): void {
  for (const commodity of commoditiesOf(columns))
    for (let t = 0; t < years; t++) {
      const at = (name: string) => item(columns, commodity, name)[t]!
      const ins = ['production', 'imports', 'unmet'].map(at)
      const outs = ['uses', 'demand', 'exports', 'flare', 'losses'].map(at)
      for (const [i, value] of [...ins, ...outs].entries())
        if (!(value >= -1e-6)) throw new Error(`${commodity} term ${i} is ${value} in ${2020 + t}`)
      expectZero([...ins, ...outs.map((value) => -value)], `balance of ${commodity} in ${2020 + t}`)
    }
}

/** Carbon in = carbon out + emitted, for each unit whose process has a carbon balance, burns or calcines. */
function expectCarbonOfUnits(spec: Spec, { units }: County, columns: Columns): void {
  const flows = carbonFlows(spec)
  for (const [unit, process] of Object.entries(units)) {
    if (!flows[process]) continue
    for (let t = 0; t < years; t++) {
      const activity = column(columns, `activity.${unit}`)[t]!
      const terms = Object.entries(flows[process]).map(
        ([commodity, amount]) => amount * activity * contents[commodity]!.carbon,
      )
      const out = emitted(columns, unit, ['energy', 'process'], t) / co2PerCarbon
      expectZero([...terms, -out], `carbon of ${unit} in ${2020 + t}`)
    }
  }
}

/** What carbon comes over the border of the county and is neither sold nor stored goes into the air. */
function expectCarbonOfCounty(columns: Columns): void {
  for (let t = 0; t < years; t++) {
    const terms = commoditiesOf(columns).flatMap((commodity) => {
      const carbon = contents[commodity]?.carbon ?? 0
      const at = (name: string) => item(columns, commodity, name)[t]!
      return [at('imports'), at('unmet'), -at('exports'), -at('demand')].map((value) => value * carbon)
    })
    const air = [...columns.values()]
      .filter(({ id, cut }) => id.startsWith('emission.') && cut.species === 'co2')
      .filter(({ cut }) => cut.scope === 'energy' || cut.scope === 'process')
      .map(({ values }) => -values[t]! / co2PerCarbon)
    expectZero([...terms, ...air], `carbon of the county in ${2020 + t}`)
  }
}

/** Consumption is what is bought less what is sold, commodity by commodity. */
function expectEnergy(columns: Columns): void {
  const total = column(columns, 'energy.total-calorific')
  for (let t = 0; t < years; t++) {
    const terms = commoditiesOf(columns)
      // Heat is made and used by the technologies of one end use: its service crosses no border.
      .filter((commodity) => commodity !== 'heat')
      .flatMap((commodity) => {
        const at = (name: string) => item(columns, commodity, name)[t]!
        const tce = contents[commodity]?.tce ?? 0
        return [at('imports'), at('unmet'), -at('exports'), -at('demand')].map((value) => value * tce)
      })
    expectZero([...terms, -total[t]!], `energy in ${2020 + t}`)
  }
}

function expectBounds({ potential }: County, columns: Columns, spec: Spec): void {
  for (const [unit, most] of Object.entries(potential)) {
    if (spec.observed && unit === 'oven-1') continue
    for (const [t, value] of column(columns, `activity.${unit}`).entries())
      if (!(value >= 0 && value <= most * (1 + 1e-12)))
        throw new Error(`${unit} runs at ${value} of ${most} in ${2020 + t}`)
  }
}

function expectScopes(columns: Columns, spec: Spec): void {
  const at = (id: string, t: number) => column(columns, id)[t]!
  for (let t = 0; t < years; t++) {
    // 0.7 tCO2/MWh in 2020, 0.4 in 2030; power is counted in GJ.
    const factor = (0.7 - 0.03 * t) / 3.6
    const bought = item(columns, 'electricity', 'imports')[t]!
    const sold = spec.exportCredit ? item(columns, 'electricity', 'exports')[t]! : 0
    expectZero([bought * factor, -sold * factor, -at('co2.indirect', t)], `indirect in ${2020 + t}`)
    // 70 tCO2 are stored each year.
    expectZero(
      [at('co2.energy', t), at('co2.process', t), at('co2.indirect', t), -70, -at('co2.total', t)],
      'co2.total',
    )
    expectZero([at('co2.energy', t), at('co2.process', t), -at('co2.territorial', t)], 'co2.territorial')
    expectZero(
      [at('ghg.total', t), -1000 * 2.3, -at('ghg.net', t)],
      'ghg.net is the total less 2,300 t of the forest',
    )
    expectZero(
      [at('co2.total', t), 28 * at('ch4', t), 265 * at('n2o', t), -at('ghg.total', t)],
      'ghg.total by AR5',
    )
  }
}

function expectCuts(result: Result): void {
  const sums = (table: Result['tables']['sector'], id: string) => {
    const total = indicator(result, id)
    for (const [i, value] of total.entries()) {
      const terms = table.rows.map((row) => row.values[i]!)
      expectZero([...terms, -value], `${id} in ${2020 + i}`)
    }
  }
  const { tables } = result
  for (const name of ['sector', 'facility', 'fuel', 'gas', 'scope'] as const) sums(tables[name], 'ghg.net')
  sums(tables.sectorCo2, 'co2.total')
}

describe('laws of every county', () => {
  it('carbon, commodities, energy, bounds, scopes', async () => {
    await fc.assert(
      fc.asyncProperty(specs, async (spec) => {
        const made = county(spec)
        const columns = await columnsOf(made.files)
        expectBalances(columns)
        expectCarbonOfUnits(spec, made, columns)
        expectCarbonOfCounty(columns)
        expectEnergy(columns)
        expectBounds(made, columns, spec)
        expectScopes(columns, spec)
      }),
      { numRuns: 80 },
    )
  })

  it('cuts sum to their totals', async () => {
    await fc.assert(
      fc.asyncProperty(specs, async (spec) => expectCuts(await resultOf(county(spec).files))),
      { numRuns: 40 },
    )
  })

  it('holds for something: the generator makes loops, shortfalls, flares and sales', async () => {
    const seen = new Set<string>()
    for (const spec of fc.sample(specs, { numRuns: 25, seed: 7 })) {
      const columns = await columnsOf(county(spec).files)
      for (const [id, name] of [
        ['gas', 'flare'],
        ['gas', 'exports'],
        ['coke', 'imports'],
        ['coke', 'exports'],
        ['natural-gas', 'imports'],
        ['electricity', 'imports'],
        ['electricity', 'losses'],
      ] as const)
        if (columns.get(`balance.${id}.${name}`)?.values.some((value) => value > 0)) seen.add(`${id} ${name}`)
    }
    expect(seen.size).toBe(7)
  })
})
