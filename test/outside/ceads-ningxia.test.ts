import { describe, expect, test } from 'vitest'
import { cell, expectedOf, figure, runCase, worst } from './cases.ts'

const name = 'ceads-ningxia-2019'
interface Expected {
  readonly scope1_total_Mt: number
  readonly by_fuel: Readonly<Record<string, number>>
  readonly by_sector: Readonly<Record<string, number>>
  readonly top5: readonly (readonly [sector: string, value: number])[]
  readonly cement_t_co2_per_t: number
  readonly cement_Mt: number
  readonly abs_tol: number
}
const expected = expectedOf<Expected>(name)
const million = 1e6
const result = await runCase(name, 'inventory.yaml')

describe(name, () => {
  test('scope 1 is fuel and process', () => {
    expect(
      worst([
        [figure(result, 'co2.territorial', 2019) / million, expected.scope1_total_Mt],
        [figure(result, 'co2.process', 2019) / million, expected.by_fuel['']!],
        [figure(result, 'co2.energy', 2019) / million, expected.scope1_total_Mt - expected.by_fuel['']!],
      ]),
    ).toBeLessThan(expected.abs_tol)
  })

  test('sums by fuel, process as a row without fuel', () => {
    const found = Object.entries(expected.by_fuel).map(
      ([fuel, value]) => [cell(result.tables.fuel, fuel, 2019) / million, value] as const,
    )
    expect(found).toHaveLength(21)
    expect(worst(found)).toBeLessThan(expected.abs_tol)
    expect(result.tables.fuel.rows.every((row) => row.id in expected.by_fuel)).toBe(true)
  })

  test('sums by sector, and the largest five', () => {
    const found = Object.entries(expected.by_sector).map(
      ([sector, value]) => [cell(result.tables.sectorCo2, sector, 2019) / million, value] as const,
    )
    expect(found).toHaveLength(47)
    expect(worst(found)).toBeLessThan(expected.abs_tol)
    const largest = [...result.tables.sectorCo2.rows].sort((a, b) => b.values[0]! - a.values[0]!)
    expect(largest.slice(0, 5).map((row) => row.id)).toEqual(expected.top5.map(([sector]) => sector))
  })

  test('every cut sums to the total, groups too', () => {
    const total = figure(result, 'co2.total', 2019)
    const { sector, facility, fuel, gas, scope, sectorCo2 } = result.tables
    for (const table of [sector, facility, fuel, gas, scope, sectorCo2]) {
      const sum = table.rows.reduce((all, row) => all + row.values[0]!, 0)
      expect(Math.abs(sum / total - 1)).toBeLessThan(1e-9)
    }
    const groups = new Map<string, number>()
    for (const row of sectorCo2.rows) groups.set(row.parent!, (groups.get(row.parent!) ?? 0) + row.values[0]!)
    expect([...groups.keys()].sort()).toEqual([
      'agriculture-group',
      'construction-group',
      'households-group',
      'manufacturing-group',
      'mining-group',
      'services-group',
      'utilities-group',
    ])
  })

  test('all of it is marked as given', () => {
    expect(result.tables.sectorCo2.rows.every((row) => row.given)).toBe(true)
  })

  test('the process emission is that of the cement which CEADs’ factor implies', () => {
    const cement = figure(result, 'co2.process', 2019) / expected.cement_t_co2_per_t / million
    expect(cement).toBeCloseTo(expected.cement_Mt, 2)
  })

  test('scope 2 stays out of scope 1', async () => {
    const more = await runCase(name, 'inventory.yaml', 'overlays/scope-2.yaml')
    expect(figure(more, 'co2.territorial', 2019)).toBe(figure(result, 'co2.territorial', 2019))
    expect(figure(more, 'co2.indirect', 2019)).toBe(million)
    expect(figure(more, 'co2.total', 2019) - figure(result, 'co2.total', 2019)).toBeCloseTo(million, 3)
  })
})
