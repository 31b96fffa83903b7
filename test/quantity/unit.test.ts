import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Base, bases, sameDimension } from '../../src/quantity/dimension.ts'
import { canonicalUnit, nearestUnit, parseUnit, ratio, unitNames } from '../../src/quantity/unit.ts'

/** Factors worked out by hand, in canonical units (t, GJ, MW, tce, …), not read from the table. */
const byHand: readonly (readonly [unit: string, factor: number, powers: Partial<Record<Base, number>>])[] = [
  ['t', 1, { mass: 1 }],
  ['kg', 0.001, { mass: 1 }],
  ['mg/Nm3', 1e-9, { mass: 1, gas0: -1 }],
  ['万t/a', 10_000, { mass: 1, time: -1 }],
  ['万吨/年', 10_000, { mass: 1, time: -1 }],
  ['kt/month', 12_000, { mass: 1, time: -1 }],
  ['t/d', 365, { mass: 1, time: -1 }],
  ['t/h', 8760, { mass: 1, time: -1 }],
  ['kWh', 0.0036, { energy: 1 }],
  ['千瓦时', 0.0036, { energy: 1 }],
  ['万kWh', 36, { energy: 1 }],
  ['亿千瓦时', 360_000, { energy: 1 }],
  ['百万千瓦时', 3600, { energy: 1 }],
  ['TWh', 3_600_000, { energy: 1 }],
  ['Gcal', 4.1868, { energy: 1 }],
  ['mmBtu', 1.05505585262, { energy: 1 }],
  ['万千瓦', 10, { power: 1 }],
  ['GW', 1000, { power: 1 }],
  ['kgce/t', 0.001, { tce: 1, mass: -1 }],
  ['gce/kWh', 1e-6 / 0.0036, { tce: 1, energy: -1 }],
  ['万吨标准煤', 10_000, { tce: 1 }],
  ['tCO2/MWh', 1 / 3.6, { co2: 1, energy: -1 }],
  ['tC/TJ', 0.001, { carbon: 1, energy: -1 }],
  ['MtCO2e', 1e6, { co2e: 1 }],
  ['万吨 CO₂', 10_000, { co2: 1 }],
  ['MNm3', 1e6, { gas0: 1 }],
  ['m³', 1, { volume: 1 }],
  ['gal', 0.003785411784, { volume: 1 }],
  ['m2', 0.0001, { area: 1 }],
  ['km2', 100, { area: 1 }],
  ['mu', 1 / 15, { area: 1 }],
  ['mile', 1.609344, { length: 1 }],
  ['h/a', 1 / 8760, {}],
  ['6', Number.NaN, {}],
  ['%', 0.01, {}],
  ['‰', 0.001, {}],
  ['pp', 0.01, {}],
  ['1/a', 1, { time: -1 }],
  ['亿元', 10_000, { money: 1 }],
  ['元/t', 0.0001, { money: 1, mass: -1 }],
  ['yuan', 0.0001, { money: 1 }],
  ['万人', 10_000, { person: 1 }],
  ['万户', 10_000, { item: 1 }],
  ['kW/机架', 0.001, { power: 1, rack: -1 }],
  ['t·km', 1, { mass: 1, length: 1 }],
  ['tCO2/(ha·a)', 1, { co2: 1, area: -1, time: -1 }],
  ['tCO2/ha/a', 1, { co2: 1, area: -1, time: -1 }],
  ['元/(t/a)', 0.0001, { money: 1, mass: -1, time: 1 }],
]

describe('parseUnit', () => {
  test.each(byHand.filter(([, factor]) => !Number.isNaN(factor)))('%s', (unit, factor, powers) => {
    const parsed = parseUnit(unit)
    expect(parsed).toHaveProperty('factor')
    if ('unknown' in parsed) return
    expect(parsed.factor).toBeCloseTo(factor, 15)
    expect(Math.abs(parsed.factor / factor - 1)).toBeLessThan(1e-15)
    expect(parsed.dimension.powers).toEqual(powers)
  })

  test('money carries its price year through a quotient', () => {
    expect(parseUnit('万元@2020/t')).toEqual({
      dimension: { powers: { money: 1, mass: -1 }, priceYear: 2020 },
      factor: 1,
    })
    expect(parseUnit('tce/万元@2020')).toMatchObject({ dimension: { priceYear: 2020 } })
  })

  test.each([
    ['', ''],
    ['kgN2O', 'kgN2O'],
    ['tSO2', 'tSO2'],
    ['tCE', 'tCE'],
    ['t/m2·a', 't/m2·a'],
    ['kWh/吨煤', '吨煤'],
    ['t//a', 't//a'],
    ['(t)', '(t)'],
    ['t/(a', 't/(a'],
    ['t/a)', 't/a)'],
    ['t@2020', 't@2020'],
    ['元@1200', '元@1200'],
    ['元@2015/元@2020', '元@2015/元@2020'],
    ['万', '万'],
    ['万%', '万%'],
    ['万万t', '万万t'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['t^2', 't^2'],
  ])('refuses %j and says which part', (unit, unknown) => {
    expect(parseUnit(unit)).toEqual({ unknown })
  })

  test('m3 and Nm3, t and tce, MW and MWh, tC and tCO2 and tCO2e are different things', () => {
    for (const [a, b] of [
      ['m3', 'Nm3'],
      ['t', 'tce'],
      ['MW·h', 'MWh'],
      ['tC', 'tCO2'],
      ['tCO2', 'tCO2e'],
    ]) {
      const [left, right] = [parseUnit(a ?? ''), parseUnit(b ?? '')]
      if ('unknown' in left || 'unknown' in right) throw new Error(`${a} or ${b} is unknown`)
      expect(sameDimension(left.dimension, right.dimension)).toBe(false)
    }
  })

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'t/a·*()万元@2020 1%kWh') }), (text) => {
        const parsed = parseUnit(text)
        expect('unknown' in parsed || parsed.factor > 0).toBe(true)
      }),
    )
  })
})

const dimensions = fc
  .tuple(
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: bases.length, maxLength: bases.length }),
    fc.boolean(),
  )
  .map(([all, priced]) => {
    const powers: Partial<Record<Base, number>> = {}
    let left = 5
    for (const [i, base] of bases.entries()) {
      const power = all[(i * 7) % bases.length] ?? 0
      if (power === 0 || left-- <= 0) continue
      powers[base] = power
    }
    return powers.money !== undefined && priced ? { powers, priceYear: 2020 } : { powers }
  })

describe('canonicalUnit', () => {
  test.each([
    [{ powers: {} }, '1'],
    [{ powers: { mass: 1, time: -1 } }, 't/a'],
    [{ powers: { energy: 1, mass: -1 } }, 'GJ/t'],
    [{ powers: { co2: 1, energy: -1 } }, 'tCO2/GJ'],
    [{ powers: { money: 1 }, priceYear: 2020 }, '万元@2020'],
    [{ powers: { co2: 1, area: -1, time: -1 } }, 'tCO2/(ha·a)'],
    [{ powers: { time: -1 } }, '1/a'],
    [{ powers: { gas0: 2 } }, 'Nm3·Nm3'],
  ])('%j is %s', (dimension, unit) => {
    expect(canonicalUnit(dimension)).toBe(unit)
  })

  test('reads back as itself with factor 1', () => {
    fc.assert(
      fc.property(dimensions, (dimension) => {
        const unit = canonicalUnit(dimension)
        fc.pre(unit.length <= 80)
        expect(parseUnit(unit)).toEqual({ dimension, factor: 1 })
      }),
    )
  })
})

describe('nearestUnit', () => {
  test.each([
    ['tCE', 'tce'],
    ['KWH', 'kWh'],
    ['kwh/T', 'kWh/t'],
    ['tons/yr', 't/a'],
    ['万ton', '万t'],
    ['kgN2O', 'kg'],
    ['kgN2O/t', 'kg/t'],
    ['tSO2/a', 't/a'],
    ['kgcce/t', 'kgce/t'],
    ['t/m2·a', 't/(m2·a)'],
    ['CNY@2020/t', '元@2020/t'],
    ['qqqq', undefined],
    ['', undefined],
  ])('%j → %j', (text, unit) => {
    expect(nearestUnit(text)).toBe(unit)
  })

  test('what it gives can always be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...unitNames),
        fc.nat(5),
        fc.constantFrom('x', 'E', '2', ''),
        (name, at, slip) => {
          const guess = nearestUnit(name.slice(0, at) + slip + name.slice(at + 1))
          if (guess !== undefined) expect(parseUnit(guess)).toHaveProperty('factor')
        },
      ),
    )
  })
})

test('ratio gives the nearest double: the same as the language for decimals', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: 0, max: 30 }),
      (digits, places) => {
        expect(ratio(digits, 10n ** BigInt(places))).toBe(Number(`${digits}e-${places}`) + 0)
      },
    ),
  )
  expect(ratio(1n, 3n)).toBe(1 / 3)
  expect(ratio(-2n, 3n)).toBe(-2 / 3)
})
