import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatQuantity, parseQuantity } from '../../src/quantity/parse.ts'
import { parseUnit } from '../../src/quantity/unit.ts'

function read(text: string): number {
  const parsed = parseQuantity(text)
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.problem)}`)
  return parsed.value
}

describe('parseQuantity accepts', () => {
  test.each([
    ['385 万t/a', 3_850_000],
    ['1.5 万t', 15_000],
    ['30万吨/年', 300_000],
    ['110 kgce/t', 0.11],
    ['5%', 0.05],
    ['5 %', 0.05],
    ['-3%', -0.03],
    ['0.05', 0.05],
    ['2.3 亿元', 23_000],
    ['600 MW', 600],
    ['42 kWh/t', 0.1512],
    ['5,200 h/a', 5200 / 8760],
    ['1,234,567.5 t', 1_234_567.5],
    ['6 months', 0.5],
    ['1e3', 1000],
    ['1e3 t', 1000],
    ['2.5E-3 t', 0.0025],
    ['5.', 5],
    ['.5 t', 0.5],
    ['+5 t', 5],
    ['5 EJ', 5e9],
    ['5EJ', 5e9],
    ['9007199254740992', 9007199254740992],
    ['4.5 1/a', 4.5],
    ['430 m³/t', 430],
    ['1398 万吨 CO₂', 13_980_000],
  ])('%s', (text, value) => {
    expect(read(text)).toBe(value)
  })

  test('what was written is kept', () => {
    expect(parseQuantity('60 %')).toEqual({
      ok: true,
      value: 0.6,
      dimension: { powers: {} },
      unit: '%',
      figure: '60',
      percent: true,
    })
    expect(parseQuantity('5,200 h/a')).toMatchObject({ figure: '5,200', unit: 'h/a', percent: false })
    expect(parseQuantity('60')).toMatchObject({ value: 60, unit: '', percent: false })
    expect(parseQuantity('2.3 亿元@2020')).toMatchObject({ dimension: { priceYear: 2020 } })
  })

  test('minus zero is zero', () => {
    for (const zero of ['-0', '-0.0 t', '-0%']) expect(Object.is(read(zero), 0)).toBe(true)
    expect(parseQuantity(-0)).toMatchObject({ value: 0 })
    const number = parseQuantity(-0)
    expect(number.ok && Object.is(number.value, 0)).toBe(true)
  })

  test('x% is the same number as x/100 written out, for every two-digit percentage with decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
        const percent = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
        expect(read(`${percent}%`)).toBe(Number(`${hundredths}e-4`))
      }),
    )
  })

  test('a plain number has no unit', () => {
    expect(parseQuantity(1500)).toEqual({
      ok: true,
      value: 1500,
      dimension: { powers: {} },
      unit: '',
      figure: '1500',
      percent: false,
    })
  })
})

describe('parseQuantity refuses', () => {
  test.each([
    ['1.5万', { kind: 'unit-missing', found: '1.5万' }],
    ['3 千万', { kind: 'unit-missing', found: '3 千万' }],
    ['5 tCE', { kind: 'unit-unknown', unit: 'tCE', nearest: 'tce' }],
    ['5 tons/yr', { kind: 'unit-unknown', unit: 'tons/yr', nearest: 't/a' }],
    ['5 GJ/qqqq', { kind: 'unit-unknown', unit: 'qqqq', nearest: '' }],
    ['1,5', { kind: 'number-format', found: '1,5' }],
    ['1,5 t', { kind: 'number-format', found: '1,5 t' }],
    ['12,34,567 t', { kind: 'number-format', found: '12,34,567 t' }],
    ['0,123 t', { kind: 'number-format', found: '0,123 t' }],
    ['1,000e3 t', { kind: 'number-format', found: '1,000e3 t' }],
    ['012', { kind: 'number-format', found: '012' }],
    ['00.5 t', { kind: 'number-format', found: '00.5 t' }],
    ['0x1F', { kind: 'number-format', found: '0x1F' }],
    ['0o17', { kind: 'number-format', found: '0o17' }],
    ['0b11 t', { kind: 'number-format', found: '0b11 t' }],
    ['1_000', { kind: 'number-format', found: '1_000' }],
    ['1 000 t', { kind: 'number-format', found: '1 000 t' }],
    ["1'000 t", { kind: 'number-format', found: "1'000 t" }],
    ['1.2.3', { kind: 'number-format', found: '1.2.3' }],
    ['9007199254740993', { kind: 'number-format', found: '9007199254740993' }],
    ['1e-400', { kind: 'number-format', found: '1e-400' }],
    ['.inf', { kind: 'non-finite', found: '.inf' }],
    ['-Infinity', { kind: 'non-finite', found: '-Infinity' }],
    ['NaN', { kind: 'non-finite', found: 'NaN' }],
    ['1e400', { kind: 'non-finite', found: '1e400' }],
    ['1e308 Mt', { kind: 'non-finite', found: '1e308 Mt' }],
    ['５ t', { kind: 'full-width', character: '５', instead: '5' }],
    ['5％', { kind: 'full-width', character: '％', instead: '%' }],
    ['5，200 h/a', { kind: 'full-width', character: '，', instead: ',' }],
    ['−5 t', { kind: 'full-width', character: '−', instead: '-' }],
    ['5\u3000t', { kind: 'full-width', character: 'U+3000', instead: 'U+0020' }],
    ['', { kind: 'quantity-syntax', found: '' }],
    ['三万吨', { kind: 'quantity-syntax', found: '三万吨' }],
    ['t 5', { kind: 'quantity-syntax', found: 't 5' }],
    ['5-8%', { kind: 'quantity-syntax', found: '5-8%' }],
    ['1/2', { kind: 'quantity-syntax', found: '1/2' }],
    ['- 5 t', { kind: 'quantity-syntax', found: '- 5 t' }],
    ['.', { kind: 'quantity-syntax', found: '.' }],
  ])('%j', (text, problem) => {
    expect(parseQuantity(text)).toEqual({ ok: false, problem })
  })

  test('a number in quotes, and numbers that are none', () => {
    expect(parseQuantity('1500', true)).toEqual({
      ok: false,
      problem: { kind: 'number-format', found: '"1500"' },
    })
    expect(parseQuantity('1500 t', true)).toMatchObject({ ok: true, value: 1500 })
    expect(parseQuantity(Number.NaN)).toMatchObject({ problem: { kind: 'non-finite' } })
    expect(parseQuantity(Number.POSITIVE_INFINITY)).toMatchObject({ problem: { kind: 'non-finite' } })
    expect(parseQuantity(2 ** 53 + 2)).toMatchObject({ problem: { kind: 'number-format' } })
  })

  test('any text gives a finite value or a problem, in short time', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...'0123.,-+eE %万t/a_x') }),
        ),
        (text) => {
          const parsed = parseQuantity(text)
          if (parsed.ok) expect(Number.isFinite(parsed.value)).toBe(true)
          else expect(parsed.problem.kind).toMatch(/^(unit-|quantity-|number-|non-|full-)/)
        },
      ),
    )
    expect(parseQuantity('9'.repeat(1_000_000))).toMatchObject({ problem: { kind: 'quantity-syntax' } })
    expect(parseQuantity('1e999999999999999 t')).toMatchObject({ problem: { kind: 'non-finite' } })
  })
})

test('parse(format(q)) = q at 12 significant digits, for any size and unit', () => {
  const units = ['1', 't/a', 'GJ/t', 'tCO2/(ha·a)', '万元@2020', '1/a', 'person', 'Nm3']
  const values = fc
    .tuple(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), fc.integer({ min: -200, max: 200 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`) + 0)
  fc.assert(
    fc.property(values, fc.constantFrom(...units), (value, unit) => {
      const parsed = parseUnit(unit)
      if ('unknown' in parsed) throw new Error(unit)
      const written = formatQuantity(value, parsed.dimension)
      expect(parseQuantity(written)).toMatchObject({ ok: true, value, dimension: parsed.dimension })
    }),
  )
  expect(formatQuantity(3_850_000, { powers: { mass: 1, time: -1 } })).toBe('3850000 t/a')
  expect(formatQuantity(1 / 3, { powers: {} })).toBe('0.333333333333')
  expect(formatQuantity(-0, { powers: { mass: 1 } })).toBe('0 t')
})
