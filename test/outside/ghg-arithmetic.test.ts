import { describe, expect, test } from 'vitest'
import { convert } from '../../src/quantity/convert.ts'
import { cell, expectedOf, figure, runCase } from './cases.ts'

const name = 'ghg-arithmetic'
interface Line {
  readonly published: number
  readonly unit: string
  readonly abs_tol: number
}
const expected = expectedOf<Readonly<Record<string, Line>>>(name)
const result = await runCase(name, 'examples.yaml')
const distance = (id: string, found: number) => Math.abs(found - expected[id]!.published)

describe(name, () => {
  test('a car in a year: gallons, miles, and the gases beside CO2', () => {
    const found = cell(result.tables.facility, 'vehicle_2008', 2008)
    expect(distance('vehicle_2008', found)).toBeLessThan(expected['vehicle_2008']!.abs_tol)
    expect(found).toBeCloseTo(5.46045261831698, 11)
  })

  test('the same by conversion alone', () => {
    const gallons = convert(convert(11856, 'mile', 'km')!, 'km', 'mile')! / 19.7
    const litres = convert(gallons, 'gal', 'L')!
    const perLitre = convert(8.81, 'kgCO2/gal', 'tCO2/L')!
    expect((litres * perLitre) / 0.971).toBeCloseTo(5.46045261831698, 12)
  })

  test('heat to power: an hour of 340/3 mmBtu is as many MWh as the MW of the source', () => {
    const found = convert(340 / 3, 'mmBtu', 'MWh')!
    expect(distance('mwe_from_mmbtu', found)).toBeLessThan(expected['mwe_from_mmbtu']!.abs_tol)
    // The source rounds 3412.14 Btu/kWh to 3413.
    expect(found / ((340 / 3) * (1000 / 3413))).toBeCloseTo(1.00025, 5)
    // Power is a dimension of its own here: heat a time is not read as power without being told.
    expect(convert(340 / 3, 'mmBtu/h', 'MW')).toBeUndefined()
  })

  test('a leak times its warming potential', () => {
    const found = cell(result.tables.facility, 'hfc134a', 2008)
    expect(distance('hfc134a', found)).toBeLessThan(expected['hfc134a']!.abs_tol)
    expect(figure(result, 'ghg.total', 2008)).toBeCloseTo(
      result.tables.facility.rows.reduce((sum, row) => sum + row.values[0]!, 0),
      9,
    )
  })

  test.each(
    Object.keys(expected).filter((id) => expected[id]!.unit === 'kgCO2'),
  )('%s: an amount times a factor', (id) => {
    const found = convert(cell(result.tables.facility, id, 2008), 'tCO2', 'kgCO2')!
    expect(distance(id, found)).toBeLessThan(expected[id]!.abs_tol)
  })
})
