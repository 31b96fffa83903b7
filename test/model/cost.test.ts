import { describe, expect, it } from 'vitest'
import { column, columnsOf, indicator, resultOf } from '../county.ts'
import { plainCounty } from './plain.ts'

// Annuity of one yuan at 5 %: 20 years r/(1 − 1.05^−20), 25 years likewise.
const annuity = (years: number, rate = 0.05) => rate / (1 - (1 + rate) ** -years)

/** A kiln: 0.15 t coal and 1.8 t limestone a tonne of lime. CO2 a tonne: 0.15 × 0.5 × 44/12 = 0.275 and 1.8 × 0.12 × 44/12 = 0.792. */
const commodities = `  coal: { name: coal, unit: t, group: coal, energy: 20 GJ/t, carbon: 0.5 tC/t, tce: 0.7 tce/t, price: 600 元@2020/t }
  limestone: { name: limestone, unit: t, group: material, carbon: 0.12 tC/t }
  lime: { name: lime, unit: t, group: product, price: 300 元@2020/t }
`
const processes = `  kiln:
    name: kiln
    sector: works
    inputs: [{ of: coal, use: fuel, amount: 0.15 t/t }, { of: limestone, amount: 1.8 t/t }]
    outputs: [{ of: lime, lead: true, amount: 1 t/t }]
    emits: [combustion, { carbonate: { of: limestone } }]
    streams: { stone: { name: stone, of: carbonate, share: 100% }, flue: { name: flue, of: combustion, share: 80% } }
    capex: 800 元@2020/(t/a)
    fixed-om: 20 元@2020/(t/a)/a
    variable-om: 5 元@2020/t
    lifetime: 25 a
`
const costs = 'costs: { discount-rate: 5%, lifetime: 20 a, carbon-price: 100 元@2020/tCO2 }\n'
const works = 'facilities:\n  old: { process: kiln, capacity: 10 万t/a, commissioned: 2001 }\n'

function kilns(scenario = '', sections = works, money = costs) {
  return plainCounty(`${money}${sections}`, { commodities, processes, scenario })
}

describe('capital', () => {
  it('of what stood before the base year is sunk until its lifetime is over', async () => {
    const paid = indicator(await resultOf(kilns()), 'cost.capital')
    // Built in 2001 for 25 years: renewed in 2026.
    expect(paid.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
    expect(paid[6]).toBeCloseTo(8000 * annuity(25), 6)
    expect(paid[10]).toBeCloseTo(8000 * annuity(25), 6)
  })

  it('of a project is charged from its start on the full capacity, whatever its ramp', async () => {
    const files = kilns(
      'projects-from: planned\nprojects: { new: { process: kiln, status: planned, capacity: 5 万t/a, start: 2024-07, ramp: [40%, 100%] } }\n',
      'facilities: {}\n',
    )
    const columns = await columnsOf(files)
    const paid = column(columns, 'cost.capital.new.')
    expect(paid[3]).toBe(0)
    expect(paid[4]).toBeCloseTo(0.5 * 4000 * annuity(25), 6)
    expect(paid[5]).toBeCloseTo(4000 * annuity(25), 6)
    // Fixed cost like capital; variable cost by what is made: 20 % of 5 万t in 2024 (half a year of 40 %).
    expect(column(columns, 'cost.fixed.new.')[5]).toBeCloseTo(100, 9)
    expect(column(columns, 'cost.variable.new.')[4]).toBeCloseTo(5 * 0.2 * 5, 9)
  })

  it('takes the price of the year in which it begins', async () => {
    const cheaper = processes.replace(
      '800 元@2020/(t/a)',
      '{ 2020: 800 元@2020/(t/a), 2030: 600 元@2020/(t/a) }',
    )
    const files = plainCounty(
      `${costs}facilities: { plant: { process: kiln, capacity: 1 万t/a, commissioned: 2025 } }\n`,
      {
        commodities,
        processes: cheaper,
      },
    )
    const paid = indicator(await resultOf(files), 'cost.capital')
    expect(paid[4]).toBe(0)
    expect(paid[5]).toBeCloseTo(700 * annuity(25), 9)
    expect(paid[10]).toBeCloseTo(700 * annuity(25), 9)
  })

  it('at a rate of zero is a straight line', async () => {
    const files = kilns('', works.replace('2001', '2020'), costs.replace('5%', '0%'))
    expect(indicator(await resultOf(files), 'cost.capital')[0]).toBeCloseTo(8000 / 25, 9)
  })

  it('per kW is the same as per energy of a year: 4000 元/kW on 100 MW', async () => {
    const files = plainCounty(
      `${costs}facilities: { park: { process: pv, capacity: 100 MW, utilisation: 15%, commissioned: 2022 } }\n`,
      {
        commodities: '  sun: { name: sun, unit: MWh, group: renewable }\n',
        processes: `  pv: { name: pv, sector: works, inputs: [{ of: sun, amount: 1 MWh/MWh }], outputs: [{ of: power, lead: true, amount: 1 MWh/MWh }], capex: 4000 元@2020/kW, fixed-om: 45 元@2020/kW/a, lifetime: 25 a }\n`,
      },
    )
    const columns = await columnsOf(files)
    expect(column(columns, 'cost.capital.park.')[2]).toBeCloseTo(40_000 * annuity(25), 5)
    expect(column(columns, 'cost.fixed.park.')[2]).toBeCloseTo(450, 8)
  })
})

describe('trade and carbon', () => {
  it('only what crosses the boundary costs or earns', async () => {
    const result = await resultOf(kilns())
    // 10 万t: 1.5 万t of coal bought at 600, 10 万t of lime sold at 300, 0.275 + 0.792 tCO2 a tonne at 100.
    expect(indicator(result, 'cost.purchases')[0]).toBeCloseTo(1.5 * 600, 9)
    expect(indicator(result, 'sales')[0]).toBeCloseTo(10 * 300, 9)
    expect(indicator(result, 'cost.carbon')[0]).toBeCloseTo(10 * (0.275 + 0.792) * 100, 7)
    const parts = ['capital', 'operation', 'measures', 'purchases', 'carbon'].map((part) =>
      indicator(result, `cost.${part}`),
    )
    const total = indicator(result, 'cost.total')
    for (const [i, value] of total.entries())
      expect(value).toBeCloseTo(
        parts.reduce((sum, part) => sum + part[i]!, 0),
        6,
      )
  })

  it('what is made and used inside costs nothing at the boundary', async () => {
    const user = `${works}end-uses: { homes: { name: homes, sector: homes, driver: need, inputs: [{ of: lime, use: material, amount: 1 t/t }] } }\ndrivers: { need: { name: need, path: 4 万t } }\n`
    const result = await resultOf(kilns('', user))
    expect(indicator(result, 'sales')[0]).toBeCloseTo(6 * 300, 9)
    const more = user.replace('4 万t', '12 万t')
    const short = await resultOf(kilns('', more))
    expect(indicator(short, 'sales')[0]).toBe(0)
    expect(indicator(short, 'cost.purchases')[0]).toBeCloseTo(1.5 * 600 + 2 * 300, 8)
  })

  it('covers the named sectors and spares the free allocation', async () => {
    const half = costs.replace('tCO2 }', 'tCO2, covers: [works], free: { 2020: 100%, 2030: 0% } }')
    const paid = indicator(await resultOf(kilns('', works, half)), 'cost.carbon')
    expect(paid[0]).toBe(0)
    expect(paid[5]).toBeCloseTo(0.5 * 10 * 1.067 * 100, 7)
    const homes = costs.replace('tCO2 }', 'tCO2, covers: [homes] }')
    expect(indicator(await resultOf(kilns('', works, homes)), 'cost.carbon')[5]).toBe(0)
  })

  it('without a block of costs there is no cost', async () => {
    const result = await resultOf(kilns('', works, ''))
    expect(Object.keys(result.indicators).filter((id) => id.startsWith('cost.') || id === 'sales')).toEqual(
      [],
    )
    expect(result.costs).toBeUndefined()
  })

  it('says what the total leaves out, and its present value', async () => {
    const result = await resultOf(kilns('', works.replace('2001', '2019')))
    // Limestone is bought without a price.
    expect(result.costs?.uncosted).toEqual({ processes: 0, commodities: 1 })
    expect(result.warnings.map(({ code }) => code)).toContain('W0608')
    const total = indicator(result, 'cost.total')
    expect(result.costs?.present).toBeCloseTo(
      total.reduce((sum, value, i) => sum + value / 1.05 ** i, 0),
      6,
    )
  })
})

describe('capture takes a named stream', () => {
  const measures = `measures:
  ccs: { name: ccs, capture: { stream: stone, rate: 90%, inputs: [{ of: power, amount: 0.2 MWh/tCO2 }] }, capex: 500 元@2020/(tCO2/a), om: 60 元@2020/tCO2, lifetime: 20 a, potential: 100%, applies-to: [works], adoption: { 2020: 0%, 2030: 100% } }
`
  // 10 万t × 0.792 × 90 % × adoption.
  const captured = (adoption: number) => 100_000 * 0.792 * 0.9 * adoption

  it('adoption × rate of it is stored, power is bought for it, and it is paid per tonne', async () => {
    const result = await resultOf(kilns(measures))
    expect(indicator(result, 'co2.stored')[0]).toBe(0)
    expect(indicator(result, 'co2.stored')[5]).toBeCloseTo(captured(0.5), 6)
    const territorial = indicator(result, 'co2.territorial')
    expect(territorial[10]).toBeCloseTo(106_700, 6)
    expect(indicator(result, 'co2.total')[10]).toBeCloseTo(106_700 - captured(1), 6)
    const power = result.tables.balance.find(
      ({ commodity, item }) => commodity === 'power' && item === 'imports',
    )!
    // MWh are counted in GJ.
    expect(power.values[10]).toBeCloseTo(captured(1) * 0.2 * 3.6, 5)
    const each = 500 * annuity(20) + 60
    expect(indicator(result, 'cost.measures')[10]).toBeCloseTo((captured(1) * each) / 1e4, 6)
    // The carbon price is on what is left.
    expect(indicator(result, 'cost.carbon')[10]).toBeCloseTo(((106_700 - captured(1)) * 100) / 1e4, 6)
  })

  it('what is used and comes out again is not stored', async () => {
    const used = measures.replace('rate: 90%,', 'rate: 90%, stored: 25%,')
    expect(indicator(await resultOf(kilns(used)), 'co2.stored')[10]).toBeCloseTo(0.25 * captured(1), 6)
  })

  it('a stream is a share of its method', async () => {
    const flue = measures.replace('stream: stone', 'stream: flue')
    expect(indicator(await resultOf(kilns(flue)), 'co2.stored')[10]).toBeCloseTo(
      100_000 * 0.275 * 0.8 * 0.9,
      6,
    )
  })

  it('fuel that is burnt for capture is counted, and is not captured itself', async () => {
    const fired = measures
      .replace('{ of: power, amount: 0.2 MWh/tCO2 }', '{ of: coal, amount: 0.1 t/tCO2 }')
      .replace('stream: stone', 'stream: flue')
    const result = await resultOf(kilns(fired))
    const stored = 100_000 * 0.275 * 0.8 * 0.9
    expect(indicator(result, 'co2.stored')[10]).toBeCloseTo(stored, 6)
    expect(indicator(result, 'co2.energy')[10]).toBeCloseTo(27_500 + (stored * 0.1 * 0.5 * 44) / 12, 6)
  })

  it('captured biogenic CO2 counts below zero', async () => {
    const files = plainCounty('facilities: { stove: { process: burner, capacity: 1 万t/a } }\n', {
      commodities:
        '  straw: { name: straw, unit: t, group: biomass, energy: 15 GJ/t, carbon: 0.4 tC/t, biogenic: true, tce: 0.5 tce/t }\n',
      processes: `  burner: { name: burner, sector: works, inputs: [{ of: straw, use: fuel, amount: 1 t/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }], streams: { flue: { name: flue, of: combustion, share: 100% } } }\n`,
      scenario:
        'measures: { beccs: { name: beccs, capture: { stream: flue, rate: 50% }, applies-to: [burner], adoption: 100% } }\n',
    })
    const result = await resultOf(files)
    expect(indicator(result, 'co2.total')[0]).toBeCloseTo((-10_000 * 0.4 * 44 * 0.5) / 12, 6)
    expect(indicator(result, 'co2.biogenic')[0]).toBeCloseTo((10_000 * 0.4 * 44) / 12, 6)
  })
})
