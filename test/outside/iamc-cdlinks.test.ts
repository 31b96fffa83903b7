import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Columns, column, columnsOf, species } from '../county.ts'
import { expectedOf, inCase } from './cases.ts'

interface Expected {
  readonly peak_year: number
  readonly peak_Mt: number
  readonly net_zero_year_linear: number | null
  readonly value_2030: number
  readonly value_2050: number
  readonly cumulative_trapezoid_Mt: number
}

const [head = '', ...lines] = readFileSync(inCase('iamc-cdlinks-a', 'iamc.csv'), 'utf8').trim().split('\n')
const years = head.split(',').slice(5).map(Number)
const paths = lines.map((line) => {
  const [model, scenario, , , , ...values] = line.split(',')
  return { name: `${model}|${scenario}`, values: values.map(Number) }
})
const expected = expectedOf<{ 'World_Emissions|CO2': Record<string, Expected> }>('iamc-cdlinks-a')[
  'World_Emissions|CO2'
]

/** A county that emits a published path, judged by a peak and a neutrality target. */
const county = (values: readonly number[]): Promise<Columns> =>
  columnsOf({
    'baselines/world.yaml': `kind: baseline
id: world
libraries: none
prices: 2020
gwp: ar6
horizon: { base: 2010, observed-to: 2010, to: 2100 }
${species}
sectors: { all: { name: all } }
facilities:
  world:
    process: given
    sector: all
    source: iamc
    grade: literature
    emissions: [{ species: co2, amount: { ${years.map((year, i) => `${year}: ${values[i]} MtCO2/a`).join(', ')}, interpolate: linear } }]
targets:
  peak: { rule: peak, indicator: co2.total, by: 2100, severity: must }
  zero: { rule: neutral, indicator: co2.total, by: 2010, severity: must }
sources: { iamc: { title: CD-LINKS, kind: dataset, year: "2018", verified: read } }
`,
    'scenarios/a.yaml': 'kind: scenario\nid: a\nbaseline: world\n',
  })

describe('published trajectories through the columns that judge targets', () => {
  test.each(paths)('$name', async ({ name, values }) => {
    const known = expected[name]!
    const columns = await county(values)
    const total = column(columns, 'co2.total')
    const peak = total.indexOf(Math.max(...total))
    expect(2010 + peak).toBe(known.peak_year)
    expect(total[peak]! / 1e6).toBeCloseTo(known.peak_Mt, 6)
    expect(total[2030 - 2010]! / 1e6).toBeCloseTo(known.value_2030, 6)
    expect(total[2050 - 2010]! / 1e6).toBeCloseTo(known.value_2050, 6)
    // Years between are linear, so all years added are the trapezoids and half of both ends.
    const whole = total.reduce((sum, value) => sum + value, 0) - (total[0]! + total.at(-1)!) / 2
    expect(whole / 1e6 / known.cumulative_trapezoid_Mt).toBeCloseTo(1, 12)
    // The margin of neutrality: the first year in which it is not below zero is the year after the crossing.
    const margin = column(columns, 'target.zero.margin')
    const first = margin.findIndex((value) => value >= 0)
    if (known.net_zero_year_linear === null) expect(first).toBe(-1)
    else {
      expect(2010 + first).toBe(Math.ceil(known.net_zero_year_linear))
      const before = margin[first - 1]!
      const crossing = 2010 + first - 1 + before / (before - margin[first]!)
      expect(crossing).toBeCloseTo(known.net_zero_year_linear, 6)
    }
    // No maximum in the last year is a peak, and a peak is judged sustained only where nothing rebounds.
    if (known.peak_year === 2100) expect(column(columns, 'target.peak.met')[0]).toBe(0)
  })
})
