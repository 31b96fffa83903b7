import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cell, expectedOf, figure, inCase, runCase, target, worstShare } from './cases.ts'

const name = 'city-co2-ihsing35'
interface Expected {
  readonly total_2025: number
  readonly total_2050: Readonly<Record<string, number>>
  readonly peak_year: Readonly<Record<string, number>>
  readonly peak_value: Readonly<Record<string, number>>
  readonly rel_tol: number
}
const expected = expectedOf<Expected>(name)
const [header = '', ...lines] = readFileSync(inCase(name, 'expected.csv'), 'utf8').trim().split('\n')
const sectors = header.split(',').slice(2, -1)
const published = lines.map((line) => line.split(','))

/** The source's number is in kg by our nominal units; results are in t. */
const kilograms = 1000

describe(name, () => {
  test.each([
    ['base', 'base_scenario'],
    ['low-carbon', 'low_carbon_scenario'],
    ['zero-carbon', 'zero_carbon_scenario'],
  ])('%s: every sector, every year, the peak', async (scenario, theirs) => {
    const result = await runCase(name, `${scenario}.yaml`)
    const rows = published.filter(([of]) => of === theirs)
    expect(rows.map(([, year]) => Number(year))).toEqual(result.tables.sectorCo2.years)
    const pairs = rows.flatMap(([, year, ...values]) => {
      const total = figure(result, 'co2.total', Number(year))
      return [
        [total * kilograms, Number(values.at(-1))] as const,
        ...sectors.map((sector, i) => {
          const found = cell(result.tables.sectorCo2, sector, Number(year))
          return [found * kilograms, Number(values[i])] as const
        }),
      ]
    })
    expect(pairs).toHaveLength(26 * 7)
    expect(worstShare(pairs)).toBeLessThan(expected.rel_tol)
    expect(result.peak.indicator).toBe('co2.total')
    expect(result.peak.year).toBe(expected.peak_year[theirs])
    expect(
      worstShare([
        [result.peak.value * kilograms, expected.peak_value[theirs]!],
        [figure(result, 'co2.total', 2050) * kilograms, expected.total_2050[theirs]!],
        [figure(result, 'co2.total', 2025) * kilograms, expected.total_2025],
      ]),
    ).toBeLessThan(expected.rel_tol)
  })

  test('a maximum that falls by 0.1 % a year is no lasting peak by our rule', async () => {
    const result = await runCase(name, 'base.yaml')
    expect(target(result, 'maximum')).toMatchObject({ met: true, figure: 2037 })
    expect(target(result, 'peak')).toMatchObject({ met: false, expected: 'missed', firstMiss: 2042 })
    expect(result.peak).toMatchObject({
      sustained: false,
      rising: false,
      before: false,
      plateau: [2037, 2047],
    })
    expect(result.warnings.map(({ code }) => code)).toEqual(['W0603'])
  })

  test('where the maximum stands in the first year, the peak may lie before it', async () => {
    const result = await runCase(name, 'zero-carbon.yaml')
    expect(result.peak).toMatchObject({ year: 2025, sustained: true, before: true })
    expect(target(result, 'peak').met).toBe(true)
  })
})
