import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  columnDecimals,
  displayUnit,
  formatAmount,
  formatNumber,
  formatPercent,
  formatPoints,
  formatYears,
  joinAnd,
  joinOr,
  pick,
  printed,
  sparkline,
  toAscii,
} from '../../src/text/format.ts'

describe('formatNumber', () => {
  test.each([
    [1398.2, '1398', '1,398'],
    [13981.7, '13\u202f982', '13,982'],
    [1234567, '1\u202f234\u202f567', '1,234,567'],
    [72.46, '72.5', '72.5'],
    [7.8, '7.8', '7.8'],
    [0.0784, '0.0784', '0.0784'],
    [0.078, '0.078', '0.078'],
    [9.999, '10', '10'],
    [0.00099996, '0.001', '0.001'],
    [66.0, '66', '66'],
    [0, '0', '0'],
    [-0, '0', '0'],
    [-129, '\u2212129', '\u2212129'],
    [Number.NaN, '–', '–'],
    [Number.POSITIVE_INFINITY, '–', '–'],
  ])('%d', (value, zh, en) => {
    expect([formatNumber(value, 'zh'), formatNumber(value, 'en')]).toEqual([zh, en])
  })

  test('a column has one number of decimals, and no minus zero', () => {
    expect([66, -0.04, 7.849].map((value) => formatNumber(value, 'zh', { decimals: 1 }))).toEqual([
      '66.0',
      '0.0',
      '7.8',
    ])
    expect(columnDecimals([3.29, 0.72, -1.17])).toBe(2)
    expect(columnDecimals([329, 72.5])).toBe(0)
    expect(columnDecimals([72.5, 3])).toBe(1)
    expect(columnDecimals([0, Number.NaN])).toBe(0)
  })

  test('signs and years', () => {
    expect(formatNumber(14.2, 'zh', { sign: true })).toBe('+14.2')
    expect(formatNumber(0, 'zh', { sign: true })).toBe('0')
    expect(formatNumber(2028, 'en', { group: false })).toBe('2028')
    expect(formatNumber(13.981, 'en', { significant: 4 })).toBe('13.98')
  })

  test('never loses more than half a unit of its last digit, in both languages', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.constantFrom('zh' as const, 'en' as const),
        (value, language) => {
          const shown = Number(
            formatNumber(value, language)
              .replace(/[\u202f,]/g, '')
              .replace('\u2212', '-'),
          )
          expect(Math.abs(shown - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 0.00501, 1e-20))
          expect(formatNumber(value, language)).not.toMatch(/^\u22120(\.0*)?$/)
        },
      ),
    )
  })
})

test('shares and their differences', () => {
  expect(formatPercent(-0.869, 'zh')).toBe('\u221286.9%')
  expect(formatPercent(0.57, 'en')).toBe('57%')
  expect(formatPercent(0.0004, 'en')).toBe('0%')
  expect(formatPercent(0.2, 'en', { decimals: 1 })).toBe('20.0%')
  expect(formatPercent(1e-7, 'en', { decimals: 6 })).toBe('0.000010%')
  expect(formatPoints(0.072, 'zh')).toBe('7.2\u202f个百分点')
  expect(formatPoints(-0.072, 'en')).toBe('\u22127.2\u202fpp')
})

describe('formatAmount: the table of report.md 4', () => {
  const co2 = { powers: { co2: 1 } }
  const mass = { powers: { mass: 1 } }
  test.each([
    [13_980_000, co2, '1398 万吨 CO₂', '13.98 Mt CO₂'],
    [725_000, { powers: { co2e: 1 } }, '72.5 万吨 CO₂e', '0.725 Mt CO₂e'],
    [78_000, { powers: { tce: 1 } }, '7.8 万tce', '0.078 Mtce'],
    [239, mass, '239 吨', '239 t'],
    [2289, mass, '2289 吨', '2,289 t'],
    [660_000, { powers: { volume: 1 } }, '66 万m³', '0.66 Mm³'],
    [23_000, { powers: { money: 1 }, priceYear: 2020 }, '2.3 亿元', '230 M yuan'],
    [300_000, { powers: { mass: 1, time: -1 } }, '30 万吨/a', '0.3 Mt/a'],
    [0.05, { powers: {} }, '0.05', '0.05'],
    [1.5, { powers: { volume: 1, mass: -1 } }, '1.5 m³/t', '1.5 m³/t'],
    [0.3, { powers: { co2: 1, area: -1, time: -1 } }, '0.3 tCO₂/(ha·a)', '0.3 tCO₂/(ha·a)'],
    [Number.NaN, mass, '–', '–'],
  ])('%d %j', (value, dimension, zh, en) => {
    const significant = dimension === co2 ? 4 : 3
    expect(formatAmount(value, dimension, 'zh', { gap: ' ' })).toBe(zh)
    expect(formatAmount(value, dimension, 'en', { gap: ' ', significant })).toBe(en)
  })

  test('the gap is U+202F unless said, and a column keeps one unit', () => {
    expect(formatAmount(239, mass, 'zh')).toBe('239\u202f吨')
    const unit = displayUnit(mass, 'zh', 5_770_000)
    expect(formatAmount(5_000, mass, 'zh', { unit, decimals: 1, gap: ' ' })).toBe('0.5 万吨')
    expect(formatAmount(5, { powers: { money: 1, mass: -1 } }, 'en', { gap: ' ' })).toBe('5 10⁴ yuan/t')
  })

  test('what rounds up to the next unit is written in it', () => {
    expect(formatAmount(9_999.9, mass, 'zh', { gap: ' ' })).toBe('1 万吨')
  })
})

test('phrases', () => {
  expect(joinAnd([], 'zh')).toBe('')
  expect(joinAnd(['焦化'], 'zh')).toBe('焦化')
  expect(joinAnd(['a', 'b', 'c'], 'zh')).toBe('a、b 和 c')
  expect(joinAnd(['焦化', '冶金', '化工'], 'zh')).toBe('焦化、冶金和化工')
  expect(joinAnd(['焦化', 'VOC'], 'zh')).toBe('焦化和 VOC')
  expect(joinAnd(['a', 'b', 'c'], 'en')).toBe('a, b and c')
  expect(joinOr(['a', 'b'], 'en')).toBe('a or b')
  expect(joinOr(['a', 'b'], 'zh')).toBe('a 或 b')
  expect(pick({ zh: '峰', en: 'peak' }, 'en')).toBe('peak')
  expect([
    formatYears(2020, 2060, 'zh'),
    formatYears(2020, 2060, 'en'),
    formatYears(2028, 2028, 'en'),
  ]).toEqual(['2020—2060', '2020–2060', '2028'])
})

describe('sparkline', () => {
  test('rows of mock/terminal.md at the years whose figures it gives (2020, 2030, 2040, 2060 are marks 0, 5, 10, 20)', () => {
    // Straight lines between the figures of the mock; its own years between them are not known.
    const row = (points: Readonly<Record<number, number>>) => {
      const known = Object.keys(points).map(Number)
      return Array.from({ length: 41 }, (_, i) => {
        const year = 2020 + i
        const after = known.find((k) => k >= year) ?? 2060
        const before = known.findLast((k) => k <= year) ?? 2020
        const [from, to] = [points[before] ?? 0, points[after] ?? 0]
        return after === before ? from : from + ((to - from) * (year - before)) / (after - before)
      })
    }
    const marks = (points: Readonly<Record<number, number>>) => {
      const line = [...sparkline(row(points))]
      expect(line).toHaveLength(21)
      return [0, 5, 20].map((i) => line[i]).join('')
    }
    expect(marks({ 2020: 329, 2025: 324, 2030: 310, 2040: 220, 2060: 78 })).toBe('██▂')
    expect(marks({ 2020: 150, 2025: 165, 2030: 213, 2040: 175, 2060: 68 })).toBe('▆█▃')
    expect(marks({ 2020: -34, 2025: -39, 2030: -43, 2040: -57, 2060: -98 })).toBe('▃▄█')
    expect(marks({ 2020: 0, 2025: 0, 2030: 0, 2040: -117, 2060: -129 })).toBe('▁▁█')
  })

  test('eighths of the largest, upward; ASCII marks are their twins', () => {
    const steps = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(sparkline(steps, { every: 1 })).toBe('▁▂▃▄▅▆▇█')
    expect(sparkline(steps, { every: 1, ascii: true })).toBe(' .:-=+*#')
    expect(toAscii(sparkline(steps, { every: 1 }))).toBe(sparkline(steps, { every: 1, ascii: true }))
    expect(sparkline([0, 0, 0])).toBe('▁▁')
    expect(sparkline([])).toBe('')
    expect(sparkline([Number.NaN, 8], { every: 1 })).toBe('▁█')
    expect(sparkline(new Float64Array([2, 4, 8, 8]))).toBe('▃█')
  })

  test('scale and sign change nothing', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 50 })
    fc.assert(
      fc.property(values, (series) => {
        expect(sparkline(series.map((value) => value * -4))).toBe(sparkline(series))
      }),
    )
  })
})

test('toAscii', () => {
  expect(toAscii('✓ −5 t CO₂ → 3 ±1')).toBe('ok -5 t CO2 -> 3 +/-1')
})

test('names as they are printed: gases below the line, a blank where Chinese meets Latin', () => {
  for (const [written, shown] of [
    ['2030 年CO2 排放总量之差', '2030 年 CO₂ 排放总量之差'],
    ['生物质 CO2（备忘）', '生物质 CO₂（备忘）'],
    ['氧化亚氮N2O与CH4', '氧化亚氮 N₂O 与 CH₄'],
    ['tCO2e', 'tCO2e'],
    ['CO2e and CO2', 'CO₂e and CO₂'],
    ['600万吨', '600 万吨'],
  ])
    expect(printed(written!)).toBe(shown)
})
