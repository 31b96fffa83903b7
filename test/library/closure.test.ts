import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { withProject } from '../county.ts'

// The shipped coke-oven, gas-ammonia and nitric-acid processes, each alone, against figures that were not made by the program:
// what really burns in an oven (own gas, burn-off, quench gas, leakage, item by item), stoichiometry, and inventory guidelines.

const baseline = (process: string) => `kind: baseline
id: one
prices: 2020
gwp: ar5
horizon: { base: 2020, observed-to: 2020, to: 2021 }
sectors: { coking: { name: coking }, chemicals: { name: chemicals } }
commodities: { coke-oven-gas: { outlets: ${process === 'ammonia-from-cog' ? '[unit]' : '[]'}, rest: flare, sector: coking }, cdq-steam: { outlets: [], rest: flare, sector: coking }, electricity: { purchased: 0 tCO2/MWh } }
facilities:
  unit: { process: ${process}, capacity: 1 Mt/a, operation: capacity }
${process === 'ammonia-from-cog' ? '  oven: { process: coke-oven-5m5-stamp-wet, capacity: 20 Mt/a }\n' : ''}`

function runOne(process: string, set: readonly string[] = []) {
  return withProject(
    { 'baselines/one.yaml': baseline(process), 'scenarios/a.yaml': 'kind: scenario\nid: a\nbaseline: one\n' },
    (root) => run([join(root, 'scenarios/a.yaml')], { set }),
  )
}

async function perTonne(process: string, species: 'co2' | 'n2o') {
  // Power and steam that it buys count nothing, so that what is left is scope 1.
  const { results, diagnostics } = await runOne(process, ['commodities.heat.purchased=0 tCO2/GJ'])
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  const [result] = results
  if (species === 'n2o') return result!.indicators['n2o']!.values['2020']! / 1e6
  // The unit alone, without the flare.
  const unit = result!.tables.facility.rows.find(({ id }) => id === 'unit')!.values[0]!
  const ch4 = process.startsWith('coke-oven') ? result!.indicators['ch4']!.values['2020']! * 28 : 0
  return (unit - ch4) / 1e6
}

describe('an oven closes within 0.2 % of its carbon', () => {
  // Burnt own gas (208, 200, 200 … Nm3 and 12 for heaters, 0.2122 kgC each), quench gas or burn-off, leakage: tCO2 per t of coke.
  test.each([
    ['coke-oven-5m5-stamp-wet', (212 * 0.2122e-3 + 0.0022 + 0.0015) * (44 / 12)],
    ['coke-oven-5m5-stamp-cdq', (212 * 0.2122e-3 + 0.0068 + 0.0015) * (44 / 12)],
  ])('%s', async (process, burnt) => {
    const carbonIn = 1.2912 * 0.779 * (44 / 12)
    expect(Math.abs((await perTonne(process, 'co2')) - burnt)).toBeLessThan(0.002 * carbonIn)
  })
  test.each([
    'coke-oven-4m3-wet',
    'coke-oven-6m25-stamp-cdq',
    'coke-oven-7m65-top-cdq',
  ])('%s', async (process) => {
    const co2 = await perTonne(process, 'co2')
    expect(co2).toBeGreaterThan(0.15)
    expect(co2).toBeLessThan(0.23)
  })
})

test('all carbon of the gas leaves gas-based ammonia as CO2, and none leaves nitric acid', async () => {
  // 1,850 Nm3 of gas with 0.2122 kgC each.
  const whole = 1850 * 0.2122e-3 * (44 / 12)
  expect(Math.abs((await perTonne('ammonia-from-cog', 'co2')) / whole - 1)).toBeLessThan(0.02)
  const { results } = await runOne('nitric-acid-dual')
  expect(results[0]!.indicators['co2.territorial']!.values['2020']).toBe(0)
})

test('nitric acid carries the N2O of the guideline: 8.0 and 11.8 kg per tonne', async () => {
  expect(await perTonne('nitric-acid-dual', 'n2o')).toBeCloseTo(0.008, 9)
  expect(await perTonne('nitric-acid-medium', 'n2o')).toBeCloseTo(0.0118, 9)
})

describe('a set that cannot close is refused with the amount', () => {
  test('the statutory carbon of coke (29.4 tC/TJ) torn into the set: more is left than an oven can emit', async () => {
    const { results, diagnostics } = await runOne('coke-oven-5m5-stamp-wet', [
      'commodities.coke.carbon=29.4 tC/TJ',
    ])
    expect(results).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toContain('E0402')
    expect(String(diagnostics.find(({ code }) => code === 'E0402')!.args['gap'])).toMatch(/tCO2$/)
  })
  test('coke richer than its coal: carbon out of nothing', async () => {
    const { results, diagnostics } = await runOne('coke-oven-5m5-stamp-wet', [
      'commodities.coke.carbon=0.95 tC/t',
    ])
    expect(results).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toContain('E0412')
  })
})
