import { describe, expect, test } from 'vitest'
import { cell, expectedOf, figure, runCase, worstShare } from './cases.ts'

const name = 'temoa-emissions'
interface Expected {
  readonly annual_emission_2000: Readonly<Record<string, number>>
  readonly embodied_emission_per_year: number
  readonly embodied_total: number
  readonly end_of_life_total: number
  readonly total_cost_undiscounted: number
  readonly total_cost_discounted: number
  readonly annuity_PA_5pct_5y: number
  readonly rel_tol: number
}
const expected = expectedOf<Expected>(name)
const period = [2000, 2001, 2002, 2003, 2004]
const technologies = {
  TechOrdinary: 'tech-ordinary',
  TechCurtailment: 'tech-curtailment',
  TechAnnual: 'tech-annual',
  TechFlex: 'tech-flex',
  TechAnnualFlex: 'tech-annual-flex',
}

describe(name, () => {
  test('emissions follow what is made, of use or not', async () => {
    const result = await runCase(name, 'activity.yaml')
    const annual = expected.annual_emission_2000
    for (const year of period) {
      const pairs = Object.entries(technologies).map(
        ([theirs, ours]) => [cell(result.tables.facility, ours, year), annual[theirs]!] as const,
      )
      pairs.push([figure(result, 'co2.total', year), annual['total']!])
      expect(worstShare(pairs)).toBeLessThan(expected.rel_tol)
    }
    const term = (item: string) =>
      result.tables.balance.find((row) => row.commodity === 'flex-good' && row.item === item)?.values[0]
    expect([term('production'), term('demand'), term('flare')]).toEqual([1, 0.3, 0.7])
  })

  test('a price on emissions: per year, over the period, and discounted', async () => {
    const result = await runCase(name, 'activity.yaml')
    // 万元 to 元.
    const paid = period.map((year) => figure(result, 'cost.carbon', year) * 1e4)
    const undiscounted = paid.reduce((sum, value) => sum + value, 0)
    // The source discounts to the year before (P/A of year ends); ours leaves the base year undiscounted: one year apart.
    const present = paid.reduce((sum, value, i) => sum + value / 1.05 ** i, 0)
    expect(
      worstShare([
        [undiscounted, expected.total_cost_undiscounted],
        [present / 1.05, expected.total_cost_discounted],
        [present / 1.05 / paid[0]!, expected.annuity_PA_5pct_5y],
        [result.costs!.present * 1e4, present + (figure(result, 'cost.carbon', 2005) * 1e4) / 1.05 ** 5],
      ]),
    ).toBeLessThan(expected.rel_tol)
  })

  test('what never changes peaks in no year: the first one stands for all', async () => {
    const result = await runCase(name, 'activity.yaml')
    expect(result.peak).toMatchObject({ year: 2000, rising: false, sustained: false, plateau: [2000, 2005] })
  })

  test('embodied emissions spread over the period, end of life once', async () => {
    const { facility } = (await runCase(name, 'lifecycle.yaml')).tables
    const sum = (id: string) => period.reduce((all, year) => all + cell(facility, id, year), 0)
    expect(
      worstShare([
        ...period.map(
          (year) => [cell(facility, 'tech-embodied', year), expected.embodied_emission_per_year] as const,
        ),
        [sum('tech-embodied'), expected.embodied_total],
        [sum('tech-end-of-life'), expected.end_of_life_total],
        [cell(facility, 'tech-end-of-life', 2004), expected.end_of_life_total],
      ]),
    ).toBeLessThan(expected.rel_tol)
    expect(cell(facility, 'tech-embodied', 2005)).toBe(0)
    expect(cell(facility, 'tech-end-of-life', 2005)).toBe(0)
  })
})
