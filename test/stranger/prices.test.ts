import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/index.ts'
import {
  column,
  columnsOf,
  indicator,
  type Project,
  resultOf,
  runProject,
  told,
  withProject,
} from '../county.ts'
import { plainCounty } from '../model/plain.ts'

/** Counties whose price year or base year is not that of the library that they use. */

const facilities = 'facilities:\n  a: { process: make, capacity: 1000 t/a }\n'
const costs = 'costs: { discount-rate: 0%, lifetime: 10 a }\n'

/** A thing needs 2 t of ore at 100 yuan of 2015 each: 200 yuan of 2015 a tonne, 200,000 a year. */
function county(deflator: string, prices = 2020, base = 2020): Project {
  const files = plainCounty(`${costs}${deflator}${facilities}`, {
    horizon: `{ base: ${base}, observed-to: ${base}, to: 2030 }`,
    commodities:
      '  ore: { name: ore, unit: t, group: material, price: { value: 100 元@2015/t, range: [80 元@2015/t, 150 元@2015/t] } }\n',
  })
  return {
    ...files,
    'baselines/toy.yaml': files['baselines/toy.yaml']!.replace('prices: 2020', `prices: ${prices}`).replace(
      'inputs: [{ of: power',
      'inputs: [{ of: ore, amount: 2 t/t }, { of: power',
    ),
  }
}

describe('money of another price year', () => {
  it('is refused without a deflator, at its line', async () => {
    const said = told(await runProject(county(''), 'scenarios/a.yaml'))
    expect(said.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
      expect.arrayContaining(['E0218']),
    )
  })
  it('is multiplied by the index of one year over the other: 200,000 × 1.1 / 0.9', async () => {
    const columns = await columnsOf(county('deflator: { 2015: 0.9, 2020: 1.1 }\n'))
    const [first] = column(columns, 'cost.purchases')
    // The engine counts in 10,000 yuan.
    expect(first).toBeCloseTo((20 * 1.1) / 0.9, 10)
  })
  it('between the years of the index linearly, outside not at all', async () => {
    const columns = await columnsOf(county('deflator: { 2010: 0.8, 2020: 1.2 }\n'))
    expect(column(columns, 'cost.purchases')[0]).toBeCloseTo((20 * 1.2) / 1, 10)
    const said = told(await runProject(county('deflator: { 2016: 0.9, 2020: 1.1 }\n'), 'scenarios/a.yaml'))
    expect(said.map(({ code }) => code)).toContain('E0218')
  })
  it('explain shows what was written and the factor', async () => {
    await withProject(county('deflator: { 2015: 0.8, 2020: 1 }\n'), async (root) => {
      const { explanation } = await explain('cost.purchases@2025', join(root, 'scenarios/a.yaml'), {
        depth: 12,
      })
      expect(JSON.stringify(explanation)).toContain('× 1.25 (deflator)')
    })
  })
})

/** A county with the built-in library: two boilers' worth of heat from coal. */
const library = (head: string, base: number, more = '') =>
  ({
    'baselines/toy.yaml': `kind: baseline
id: toy
gwp: ar5
${head}
source: made-up
grade: assumption
sources: { made-up: { title: made up, kind: judgement } }
horizon: { base: ${base}, observed-to: ${base}, to: 2030 }
boundary: { electricity: equivalent }
sectors: { power: { name: power } }
demands: { warmth: { of: heat, amount: 100 万GJ/a } }
commodities:
  heat: { suppliers: [boiler] }
  electricity: { purchased: 0.6 tCO2/MWh }
${more}
facilities: { boiler: { process: boiler-coal-cfb, sector: power, operation: demand, capacity: 50 MW } }
costs: { discount-rate: 6%, lifetime: 20 a }
`,
    'scenarios/a.yaml': 'kind: scenario\nid: a\nbaseline: toy\nsource: made-up\ngrade: assumption\n',
  }) satisfies Project

describe('the built-in library in a county of other years', () => {
  const errors = async (files: Project) =>
    told(await runProject(files, 'scenarios/a.yaml')).filter(({ severity }) => severity === 'error')

  it('asks for a deflator once, and not at each of its prices (E0843)', async () => {
    const said = await errors(library('prices: 2025', 2020))
    expect(said.map(({ code, args }) => [code, args])).toEqual([['E0843', { found: 2020, prices: 2025 }]])
  })
  it('counts its prices at those of the county', async () => {
    const result = await resultOf(library('prices: 2025\ndeflator: { 2020: 1, 2025: 1.05 }', 2020))
    // 1 million GJ: 47,884 t of coal at 560 yuan of 2020, 6 GWh at 0.47 a kWh, 50,000 m3 of water at 4.5.
    expect(indicator(result, 'cost.purchases')[0]).toBeCloseTo(
      ((47_884 * 560 + 6e6 * 0.47 + 50_000 * 4.5) * 1.05) / 1e4,
      6,
    )
    expect(result.indicators['cost.purchases']!.unit).toBe('万元@2025')
  })
  it('holds prices before its first year, and knows the coal rate of power from 2005 on', async () => {
    expect(await errors(library('prices: 2020', 2005))).toEqual([])
    const result = await resultOf(library('prices: 2020', 2005))
    // 6 kWh a GJ at 370 gce: 1 million GJ × 6 × 0.37 kgce = 2,220 tce of power, beside the coal.
    const total = indicator(result, 'energy.total')[0]!
    expect(total).toBeCloseTo(47_884 * 0.79174 + 2220 - 34_120, 6)
  })
  it('says what the county has to state where the library begins later (E0842)', async () => {
    const said = await errors(library('prices: 2020', 2000))
    expect(said.map(({ code, args }) => [code, args['what'], args['first']])).toEqual([
      ['E0842', 'commodities.electricity.tce-equivalent', 2005],
    ])
  })
})
