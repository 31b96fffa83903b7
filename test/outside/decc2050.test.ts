import { describe, expect, test } from 'vitest'
import { inUnit } from '../../src/quantity/convert.ts'
import type { Result } from '../../src/report/result.ts'
import { cell, expectedOf, figure, runCase, target, worst } from './cases.ts'

const name = 'decc2050-a'
type ByYear<T = number> = Readonly<Record<string, T>>
interface Expected {
  readonly ghg_total_published: ByYear
  readonly reduction_from_1990_published: number
  readonly base_1990_implied: number
  readonly targets_published: ByYear<number | null>
  readonly target_met_computed: ByYear<boolean>
  readonly cumulative_2010_2050_trapezoid_computed: number
  readonly final_energy_total_published: ByYear
  readonly electricity_total_published: ByYear
  readonly abs_tol: number
}
const expected = expectedOf<Expected>(name)
const million = 1e6
const result = await runCase(name, 'pathway-a.yaml')

const against = (published: ByYear, found: (year: number) => number) =>
  worst(Object.entries(published).map(([year, value]) => [found(Number(year)), value] as const))

/** A term of the balance of an energy commodity, which is counted in GJ, in TWh. */
function terawattHours(of: Result, commodity: string, item: string, year: number): number {
  const row = of.tables.balance.find((entry) => entry.commodity === commodity && entry.item === item)
  expect(row?.unit).toBe('GJ')
  return inUnit(row!.values[year - of.horizon.base]!, 'TWh')!
}

describe(name, () => {
  test('net emissions are the sum of sources less credit and capture', () => {
    const found = (year: number) => figure(result, 'ghg.net', year) / million
    expect(against(expected.ghg_total_published, found)).toBeLessThan(expected.abs_tol)
  })

  test('credit is a sink, capture is storage: both lower the net, only capture the total', () => {
    const { scope, sector } = result.tables
    expect(cell(scope, 'sink', 2050)).toBeCloseTo(-22.081088745640916 * million, 2)
    expect(cell(scope, 'stored', 2050)).toBeCloseTo(-176.62067259400064 * million, 2)
    expect(cell(sector, 'land', 2050)).toBeCloseTo(6.952098031678914 * million, 2)
    expect(figure(result, 'ghg.total', 2050) + cell(scope, 'sink', 2050)).toBeCloseTo(
      figure(result, 'ghg.net', 2050),
      2,
    )
  })

  test('each published target is met or missed as the source has it', () => {
    for (const [year, met] of Object.entries(expected.target_met_computed)) {
      const judged = target(result, `cap-${year}`)
      expect([year, judged.met]).toEqual([year, met])
      expect(judged.margin / million).toBeCloseTo(
        expected.targets_published[year]! - expected.ghg_total_published[year]!,
        6,
      )
    }
  })

  test('no neutrality by 2050, and the highest year is the first', () => {
    expect(result.neutrality).toMatchObject({ indicator: 'ghg.net', reached: false })
    expect(result.neutrality.residual / million).toBeCloseTo(expected.ghg_total_published['2050']!, 6)
    expect(target(result, 'neutrality')).toMatchObject({ met: false, expected: 'missed' })
    expect(result.peak).toMatchObject({ indicator: 'ghg.net', year: 2010, before: true, sustained: true })
  })

  test('the reduction from 1990: by rule where 1990 is in the horizon, by expression where it is not', async () => {
    const whole = await runCase(name, 'from-1990.yaml')
    expect(figure(whole, 'ghg.net', 1990) / million).toBeCloseTo(expected.base_1990_implied, 6)
    expect(target(whole, 'cut')).toMatchObject({ rule: 'reduction', met: true })
    const judged = target(result, 'cut-from-1990')
    expect(judged).toMatchObject({ rule: 'expression', met: true })
    for (const found of [target(whole, 'cut').figure, judged.margin + 0.8])
      expect(found).toBeCloseTo(expected.reduction_from_1990_published, 9)
  })

  test('the cumulative sum: ours counts both end years in full, the trapezoid half of each', () => {
    const { base, to } = result.horizon
    const years = Array.from({ length: to - base + 1 }, (_, i) => base + i)
    const all = years.reduce((sum, year) => sum + figure(result, 'ghg.net', year), 0)
    const ends = figure(result, 'ghg.net', base) + figure(result, 'ghg.net', to)
    const trapezoid = (all - ends / 2) / million
    expect(trapezoid).toBeCloseTo(expected.cumulative_2010_2050_trapezoid_computed, 6)
    for (const [id, limit, met] of [
      ['budget-narrow', 12566, false],
      ['budget-wide', 12567, true],
    ] as const) {
      const judged = target(result, id)
      expect(judged.met).toBe(met)
      expect(judged.figure / million).toBeCloseTo(all / million, 6)
      expect(judged.margin / million).toBeCloseTo(limit - all / million, 6)
    }
  })

  test('final energy is what the four sectors use', () => {
    const found = (year: number) => terawattHours(result, 'final-energy', 'uses', year)
    expect(against(expected.final_energy_total_published, found)).toBeLessThan(expected.abs_tol)
  })

  test('electricity is what the ten sources supply', () => {
    const found = (year: number) => terawattHours(result, 'electricity', 'production', year)
    expect(against(expected.electricity_total_published, found)).toBeLessThan(expected.abs_tol)
  })
})
