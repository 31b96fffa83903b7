import { describe, expect, it } from 'vitest'
import { resultOf } from '../county.ts'
import { plainCounty } from './plain.ts'

/** Every rule of targets on a trajectory that the test writes down, at the edge between met and missed. */

/** Emissions by year from 2020 on; amounts below zero are removals. */
async function judge(trajectory: readonly number[], targets: string, more = '') {
  const points = (pick: (value: number) => number) =>
    `{ ${trajectory.map((value, i) => `${2020 + i}: ${pick(value)} tCO2/a`).join(', ')}, interpolate: linear }`
  const files = plainCounty(
    `facilities:
  all:
    process: given
    sector: works
    emissions:
      - { species: co2, scope: energy, amount: ${points((value) => Math.max(0, value))} }
      - { species: co2, scope: sink, amount: ${points((value) => Math.max(0, -value))} }
${more}`,
    {
      horizon: `{ base: 2020, observed-to: 2020, to: ${2019 + trajectory.length} }`,
      scenario: `targets: { t: ${targets} }`,
    },
  )
  const result = await resultOf(files)
  return { ...result.targets[0]!, peak: result.peak, neutrality: result.neutrality }
}
const met = async (trajectory: readonly number[], targets: string, more = '') =>
  (await judge(trajectory, targets, more)).met

describe('peak', () => {
  const by2024 = '{ rule: peak, indicator: co2.total, by: 2024 }'
  const falling = [150, 160, 180, 200, 190, 180, 170, 160, 150, 140, 130]

  it('an ordinary peak', async () => {
    const found = await judge(falling, by2024)
    expect(found.met).toBe(true)
    expect(found.peak).toMatchObject({
      year: 2023,
      value: 200,
      sustained: true,
      plateau: [2023, 2023],
      rising: false,
      before: false,
    })
  })
  it('a year too late', async () => {
    expect(await met([150, 155, 160, 180, 190, 200, 190, 180, 170, 160, 150], by2024)).toBe(false)
    expect(await met([150, 155, 160, 180, 200, 190, 180, 170, 160, 150, 140], by2024)).toBe(true)
  })
  it('of two equal years the first is the peak', async () => {
    const twice = [150, 160, 180, 190, 200, 200, 190, 180, 170, 160, 150]
    expect(await judge(twice, by2024)).toMatchObject({
      met: true,
      peak: { year: 2024, plateau: [2024, 2025] },
    })
  })
  it('a plateau is told: every year within 1 %', async () => {
    const flat = [150, 160, 198, 200, 199, 198, 190, 180, 170, 160, 150]
    expect(await judge(flat, by2024)).toMatchObject({ met: true, peak: { plateau: [2022, 2025] } })
  })
  it('a maximum in the last year is no peak', async () => {
    const rising = Array.from({ length: 11 }, (_, i) => 100 + i)
    expect(await judge(rising, '{ rule: peak, indicator: co2.total, by: 2030 }')).toMatchObject({
      met: false,
      peak: { year: 2030, rising: true },
    })
  })
  it('a maximum in the base year may lie before it', async () => {
    const always = Array.from({ length: 11 }, (_, i) => 200 - 5 * i)
    expect(await judge(always, by2024)).toMatchObject({ met: true, peak: { year: 2020, before: true } })
  })
  it.each([
    ['0.9 %', 100.9, true],
    ['exactly 1 %', 101, true],
    ['1.1 %', 101.1, false],
  ])('a rebound of %s', async (_, value, expected) => {
    expect(await met([190, 200, 180, 160, 140, 120, 100, value, 99, 98, 97], by2024)).toBe(expected)
  })
  it('rebounds are held against the lowest year so far, not against the year before', async () => {
    expect(await met([190, 200, 180, 160, 140, 120, 100, 100.8, 101.5, 98, 97], by2024)).toBe(false)
  })
  it.each([
    ['198 of 200', 198, true],
    ['198.1 of 200', 198.1, false],
  ])('five years on it stands at %s', async (_, value, expected) => {
    expect(await met([180, 190, 200, 199, 199, 199, 199, value, 198, 198, 198], by2024)).toBe(expected)
  })
  it('four years on nothing is asked yet', async () => {
    expect(await met([180, 190, 200, 199.9, 199.9, 199.9, 199.9, 197, 196, 195, 194], by2024)).toBe(true)
  })
  it('its own drop and rebound', async () => {
    const slow = [190, 200, 199, 198, 197, 196, 195, 194, 193, 192, 191]
    expect(await met(slow, by2024)).toBe(true)
    expect(await met(slow, '{ rule: peak, indicator: co2.total, by: 2024, drop: 3% }')).toBe(false)
    const back = [190, 200, 180, 160, 140, 120, 100, 104, 99, 98, 97]
    expect(await met(back, '{ rule: peak, indicator: co2.total, by: 2024, rebound: 5% }')).toBe(true)
  })
})

describe('neutral', () => {
  const by = '{ rule: neutral, indicator: ghg.net, by: 2028 }'
  it('zero is met, anything above is missed', async () => {
    const down = (last: readonly number[]) => [80, 70, 60, 50, 40, 30, 20, 10, ...last]
    expect(await judge(down([0, -5, 0]), by)).toMatchObject({
      met: true,
      margin: 0,
      neutrality: { reached: true, year: 2028, residual: 0 },
    })
    expect(await judge(down([0, 0.001, -5]), by)).toMatchObject({
      met: false,
      firstMiss: 2029,
      neutrality: { reached: true, year: 2030, residual: -5 },
    })
    expect(await judge(down([0, 0, 1]), by)).toMatchObject({
      met: false,
      neutrality: { reached: false, residual: 1 },
    })
  })
  it('what lies before does not count', async () => {
    expect(await met([80, 70, 60, 50, 40, 30, 20, 10, -1, -1, -1], by)).toBe(true)
  })
})

describe('cap', () => {
  const cap = '{ rule: cap, indicator: co2.total, values: { 2024: 100 tCO2, 2028: 80 tCO2 } }'
  const on = [900, 900, 900, 900, 100, 95, 90, 85, 80, 900, 900]
  it('on the line is met; years without a value are not judged', async () => {
    expect(await judge(on, cap)).toMatchObject({
      met: true,
      margin: 0,
      limit: { 2024: 100, 2025: 95, 2026: 90, 2027: 85, 2028: 80 },
    })
  })
  it('a little above it is missed, in the year and by the amount', async () => {
    const above = on.with(6, 90.5)
    expect(await judge(above, cap)).toMatchObject({ met: false, firstMiss: 2026, margin: -0.5 })
  })
  it('after: hold goes on', async () => {
    expect(await judge(on, cap.replace('80 tCO2 }', '80 tCO2, after: hold }'))).toMatchObject({
      met: false,
      firstMiss: 2029,
    })
  })
  it('may be written as an amount a year, and in kilotonnes', async () => {
    expect(await met(on, '{ rule: cap, indicator: co2.total, values: { 2024: 0.1 ktCO2/a } }')).toBe(true)
    expect(await met(on, '{ rule: cap, indicator: co2.total, values: { 2024: 0.099 ktCO2/a } }')).toBe(false)
  })
})

describe('reduction', () => {
  const rule = '{ rule: reduction, indicator: co2.total, from: 2020, to: 2030, cut: 25% }'
  const to = (last: number) => [100, 300, 300, 300, 300, 300, 300, 300, 300, 300, last]
  it('exactly the cut is met, whatever lies between', async () => {
    expect(await judge(to(75), rule)).toMatchObject({ met: true, margin: 0 })
    expect(await judge(to(75.1), rule)).toMatchObject({ met: false, firstMiss: 2030 })
    // 24.9 % instead of 25 %: 0.1 percentage points short.
    expect((await judge(to(75.1), rule)).unit).toBe('pp')
    expect((await judge(to(75.1), rule)).margin).toBeCloseTo(-0.1, 9)
    expect(await judge(to(75), rule)).toMatchObject({ figure: 0.25, figureUnit: '1' })
    expect((await judge(to(75.1), rule)).figure).toBeCloseTo(0.249, 9)
  })
})

describe('intensity', () => {
  const gdp =
    'economy: { gdp: given, total: { 2020: 100 万元@2020, 2030: 200 万元@2020, interpolate: linear } }'
  const rule = '{ rule: intensity, indicator: co2.total, values: { 2030: 2 tCO2/万元@2020 } }'
  const to = (last: number) => [900, 300, 300, 300, 300, 300, 300, 300, 300, 300, last]
  it('400 tCO2 for 200 万元 are 2 tCO2/万元', async () => {
    expect(await judge(to(400), rule, gdp)).toMatchObject({ met: true, margin: 0, figure: 2 })
    expect(await judge(to(401), rule, gdp)).toMatchObject({ met: false, figure: 2.005 })
  })
  it('of another indicator', async () => {
    const each = '{ rule: intensity, indicator: co2.total, per: co2.energy, values: { 2030: 1 } }'
    expect(await judge(to(400), each, gdp)).toMatchObject({ met: true, figure: 1 })
  })
})

describe('share', () => {
  const process = `  more: { process: given, sector: works, emissions: [{ species: co2, scope: process, amount: 25 tCO2/a }] }`
  const of = (limit: string) => `{ rule: share, indicator: co2.process, of: co2.total, ${limit} }`
  const flat = Array.from({ length: 11 }, () => 75)
  it('25 of 100', async () => {
    expect(await met(flat, of('at-least: 25%'), process)).toBe(true)
    expect(await met(flat, of('at-least: 25.1%'), process)).toBe(false)
    expect(await met(flat, of('at-most: 25%'), process)).toBe(true)
    expect(await met(flat, of('at-most: 24.9%'), process)).toBe(false)
    expect(await judge(flat, of('at-most: { 2030: 20% }'), process)).toMatchObject({
      met: false,
      firstMiss: 2030,
      figure: 0.25,
      figureUnit: '1',
    })
  })
})

describe('budget', () => {
  const budget = (limit: number) =>
    `{ rule: budget, indicator: co2.total, from: 2021, to: 2023, limit: ${limit} tCO2 }`
  const flow = [900, 100, 110, 120, 900, 900, 900, 900, 900, 900, 900]
  it('both ends count, no other year', async () => {
    expect(await judge(flow, budget(330))).toMatchObject({ met: true, margin: 0 })
    expect(await judge(flow, budget(329))).toMatchObject({ met: false, margin: -1, firstMiss: 2023 })
  })
})

describe('expression', () => {
  const rule = (margin: string, more = '') => `{ rule: expression, margin: "= ${margin}"${more} }`
  const flow = [100, 100, 100, 100, 100, 200, 200, 200, 200, 200, 200]
  it('not below zero in the years that are named', async () => {
    expect(await judge(flow, rule('200 tCO2 - co2.total'))).toMatchObject({ met: true, margin: 0 })
    expect(await judge(flow, rule('199 tCO2 - co2.total'))).toMatchObject({
      met: false,
      margin: -1,
      firstMiss: 2025,
    })
    expect(await met(flow, rule('199 tCO2 - co2.total', ', to: 2024'))).toBe(true)
  })
})
