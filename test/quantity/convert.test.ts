import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convert, inUnit } from '../../src/quantity/convert.ts'
import { isObserved, length, yearIndex, years } from '../../src/quantity/horizon.ts'

test.each([
  [1, 'MWh', 'GJ', 3.6],
  [7000, 'kcal/kg', 'MJ/kg', 29.3076], // GB/T 2589: 1 kgce = 29 307.6 kJ
  [1, 'GJ', 'kWh', 1 / 0.0036],
  [30, '万t/a', 'Mt/a', 0.3],
  [15, 'mu', 'ha', 1],
  [1, 'a', 'h', 8760],
  [100, '亿元@2020', '万元@2020', 1_000_000],
  [0.5, 'tCO2/MWh', 'kgCO2/kWh', 0.5],
])('%d %s in %s', (value, from, to, expected) => {
  expect(convert(value, from, to)).toBeCloseTo(expected, 12)
})

test('refuses what only a coefficient, a deflator or a time could convert', () => {
  for (const [from, to] of [
    ['t', 'tce'],
    ['MW', 'MWh'],
    ['Nm3', 'm3'],
    ['tC', 'tCO2'],
    ['t', 't/a'],
    ['元@2015', '元@2020'],
    ['t', 'x'],
  ])
    expect(convert(1, from ?? '', to ?? '')).toBeUndefined()
  expect(convert(1, '元', '万元@2020')).toBe(0.0001)
})

test('there and back is the same to the last digits', () => {
  const pairs = fc.constantFrom(['kWh', 'GJ'], ['万t', 'kg'], ['mu', 'm2'], ['d', 'h'], ['元', '亿元'])
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), pairs, (value, [a, b]) => {
      const back = convert(convert(value, a ?? '', b ?? '') ?? Number.NaN, b ?? '', a ?? '') ?? Number.NaN
      expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 5e-16)
    }),
  )
})

test('inUnit goes from canonical units to any', () => {
  expect(inUnit(3_850_000, '万t/a')).toBe(385)
  expect(inUnit(0.57, '%')).toBe(57)
  expect(inUnit(1, '万t/a', { powers: { mass: 1 } })).toBeUndefined()
  expect(inUnit(-0.57, '%')).toBe(-57)
  expect(inUnit(0, '%')).toBe(0)
  expect(inUnit(Number.NaN, '%')).toBeNaN()
  expect(inUnit(1, 'nothing')).toBeUndefined()
})

test('a horizon counts both its ends', () => {
  const horizon = { base: 2020, observedTo: 2025, to: 2060 }
  expect(length(horizon)).toBe(41)
  expect(years(horizon)).toHaveLength(41)
  expect([years(horizon)[0], years(horizon).at(-1)]).toEqual([2020, 2060])
  expect([2019, 2020, 2025, 2060, 2061, 2020.5].map((year) => yearIndex(horizon, year))).toEqual([
    undefined,
    0,
    5,
    40,
    undefined,
    undefined,
  ])
  expect([2019, 2020, 2025, 2026].map((year) => isObserved(horizon, year))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(years({ base: 2030, observedTo: 2030, to: 2030 })).toEqual([2030])
})
