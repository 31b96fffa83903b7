import { beforeAll, describe, expect, it } from 'vitest'
import { energyParts } from '../../src/report/chart/energy-parts.ts'
import { grouping } from '../../src/report/chart/palette.ts'
import { sectorBands } from '../../src/report/chart/sector-bands.ts'
import type { CutTable, Result } from '../../src/report/result.ts'
import { sectorRows } from '../../src/report/sector-rows.ts'
import { resultOf, species } from '../county.ts'

/** A county whose industry emits 100 t at the sector itself, 40 t in a sector below it, and whose pits take 10 t. */
const county = `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
defaults: { source: made-up, grade: assumption }
horizon: { base: 2020, observed-to: 2021, to: 2022 }
sources: { made-up: { title: made up, kind: judgement } }
${species}
sectors:
  industry: { name: industry, kind: metals }
  kokerei: { name: ovens, parent: industry, kind: coking }
  mills: { name: mills, parent: industry }
  cokes: { name: lemonade }
facilities:
  works: { process: given, sector: industry, emissions: [{ species: co2, scope: process, amount: 100 tCO2/a }] }
  ovens: { process: given, sector: kokerei, emissions: [{ species: co2, scope: process, amount: 40 tCO2/a }] }
  mill: { process: given, sector: mills, emissions: [{ species: co2, scope: process, amount: 5 tCO2/a }] }
  fizz: { process: given, sector: cokes, emissions: [{ species: co2, scope: process, amount: 1 tCO2/a }] }
`

let result: Result
beforeAll(async () => {
  result = await resultOf({
    'baselines/toy.yaml': county,
    'scenarios/a.yaml': 'kind: scenario\nid: a\nbaseline: toy\n',
  })
})

describe('sectors of charts and tables', () => {
  it('a sector with sectors below it keeps its own emissions beside theirs: all rows add up to the total', () => {
    const rows = sectorRows(result, 'en', true)
    expect(rows.map(({ name, values }) => [name, values[0]])).toEqual(
      expect.arrayContaining([
        ['industry', 100],
        ['ovens', 40],
      ]),
    )
    expect(rows.reduce((sum, { values }) => sum + values[0]!, 0)).toBeCloseTo(146, 9)
    const { up, down } = sectorBands(result, 'en')
    expect([...up, ...down].reduce((sum, { values }) => sum + values[0]!, 0)).toBeCloseTo(146, 9)
  })

  it('colours go by declared kind, own or of the sector above, never by what an id looks like', () => {
    const { of } = grouping(result)
    expect(of('kokerei').id).toBe('coking')
    expect(of('industry').id).toBe('metals')
    expect(of('mills').id).toBe('metals')
    expect(of('cokes').id).toBe('cokes')
    expect(of('cokes').fill).not.toBe(of('kokerei').fill)
  })

  it('sectors of no kind keep their colours whatever the scenario makes of them, and beyond seven bands are joined', () => {
    const table = (
      values: readonly (readonly [string, number, number])[],
    ): { tables: { sector: CutTable } } => ({
      tables: {
        sector: {
          indicator: 'ghg.net',
          unit: 'tCO2e',
          years: [2020, 2060],
          rows: values.map(([id, a, b]) => ({ id, name: { zh: id, en: id }, values: [a, b] })),
        },
      },
    })
    const many = Array.from({ length: 12 }, (_, i) => [`s${i}`, 100 - i, 50] as const)
    const one = grouping(table(many))
    const other = grouping(table(many.map(([id, a], i) => [id, a, i * 90] as const)))
    expect(one.groups).toHaveLength(6)
    for (const [id] of many) expect(other.of(id)).toEqual(one.of(id))
    expect(one.of('s11').id).toBe('other')
    expect(new Set(one.groups.map(({ fill }) => fill)).size).toBe(one.groups.length)
  })

  it('energy by carrier and what is not counted add up to all energy, and the counted part to what dual control counts', () => {
    const years = [2020, 2030]
    const table = (indicator: string, rows: Readonly<Record<string, readonly number[]>>): CutTable => ({
      indicator,
      unit: 'tce',
      years,
      rows: Object.entries(rows).map(([id, values]) => ({ id, name: { zh: id, en: id }, values })),
    })
    const series = (values: readonly number[]) => ({
      unit: 'tce',
      name: { zh: '', en: '' },
      values: { 2020: values[0]!, 2030: values[1]! },
    })
    // Coal 100 of which 20 are feedstock; power 50, of which new wind is 0 and 30; wind itself is counted with 0 and 10.
    const made: Result = {
      ...result,
      carriers: { lump: 'coal', juice: 'electricity', breeze: 'renewable' },
      indicators: {
        'energy.total': series([150, 160]),
        'energy.excluded-feedstock': series([20, 20]),
        'energy.excluded-renewables': series([0, 30]),
        'energy.controlled': series([130, 110]),
      },
      tables: {
        ...result.tables,
        energy: table('energy.total', { lump: [100, 100], juice: [50, 50], breeze: [0, 10] }),
        feedstock: table('energy.excluded-feedstock', { lump: [20, 20] }),
      },
    }
    const parts = energyParts(made, years)
    const sum = (i: number, wanted: (texture: string | undefined) => boolean) =>
      parts.reduce((all, { values, texture }) => all + (wanted(texture) ? values[i]! : 0), 0)
    expect([0, 1].map((i) => sum(i, () => true))).toEqual([150, 160])
    expect([0, 1].map((i) => sum(i, (texture) => texture === undefined))).toEqual([130, 110])
    expect(parts.map(({ id, values }) => [id, ...values])).toEqual([
      ['coal', 80, 80],
      ['power', 50, 30],
      ['feedstock', 20, 20],
      ['renewables', 0, 30],
    ])
  })
})
