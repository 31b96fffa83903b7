import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.ts'
import { columnsOf, withProject } from '../county.ts'
import { plainCounty, values, valuesOf } from './plain.ts'

/** What is sold of the product, 2020 to 2030: a series as it was written, worked out by hand. */
const sold = (series: string, more = '', scenario = '') =>
  valuesOf(
    plainCounty(`demands: { sold: { of: thing, amount: ${series} } }\n${more}`, { scenario }),
    'balance.thing.demand',
  )
const range = (length: number, make: (i: number) => number) => Array.from({ length }, (_, i) => make(i))
const close = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(found[i], `${2020 + i}`).toBeCloseTo(value, 8)
}
const sigma = (x: number) => 1 / (1 + Math.exp(-x))

describe('points', () => {
  it('linear', async () => {
    close(await sold('{ 2020: 10 t/a, 2025: 20 t/a, 2030: 0 t/a, interpolate: linear }'), [
      ...range(5, (i) => 10 + 2 * i),
      ...range(6, (i) => 20 - 4 * i),
    ])
  })
  it('step: the point before holds', async () => {
    close(
      await sold('{ 2020: 10 t/a, 2023: 20 t/a, 2030: 5 t/a, interpolate: step }'),
      [10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 5],
    )
  })
  it('growth: a constant rate between points', async () => {
    close(await sold('{ 2020: 100 t/a, 2022: 121 t/a, 2030: 121 t/a, interpolate: growth }'), [
      100,
      110,
      ...range(9, () => 121),
    ])
  })
  it('logistic: half way in the middle, steepness 8, exact at both ends', async () => {
    const w = (u: number) => (sigma(8 * u - 4) - sigma(-4)) / (sigma(4) - sigma(-4))
    const found = await sold('{ 2020: 10 t/a, 2030: 30 t/a, interpolate: logistic }')
    close(
      found,
      range(11, (i) => 10 + 20 * w(i / 10)),
    )
    expect(found[5]).toBeCloseTo(20, 9)
  })
  it('after: hold, after: extend', async () => {
    close(await sold('{ 2020: 10 t/a, 2025: 20 t/a, interpolate: linear, after: hold }'), [
      10,
      12,
      14,
      16,
      18,
      ...range(6, () => 20),
    ])
    close(
      await sold('{ 2020: 10 t/a, 2025: 20 t/a, interpolate: linear, after: extend }'),
      range(11, (i) => 10 + 2 * i),
    )
    close(
      await sold('{ 2020: 100 t/a, 2021: 110 t/a, interpolate: growth, after: extend }'),
      range(11, (i) => 100 * 1.1 ** i),
    )
  })
  it('a constant', async () => {
    close(
      await sold('7 kt/a'),
      range(11, () => 7000),
    )
  })
})

describe('growth', () => {
  it('one rate', async () => {
    close(
      await sold('{ value: 100 t/a, growth: 2% }'),
      range(11, (i) => 100 * 1.02 ** i),
    )
  })
  it('by periods: the rate of a year carries its predecessor to it', async () => {
    const found = await sold('{ value: 100 t/a, growth: { 2021-2025: 10%, 2026-2030: -5% } }')
    close(
      found,
      range(11, (i) => 100 * 1.1 ** Math.min(i, 5) * 0.95 ** Math.max(0, i - 5)),
    )
  })
  it('chains from the last observed value', async () => {
    const files = plainCounty(
      'demands: { sold: { of: thing, observed: { 2020: 100 t/a, 2021: 90 t/a, 2022: 120 t/a }, amount: { growth: 10% } } }',
      { horizon: '{ base: 2020, observed-to: 2022, to: 2025 }' },
    )
    close(await valuesOf(files, 'balance.thing.demand'), [100, 90, 120, 132, 145.2, 159.72])
  })
  it('points after observed years start from the last observed value', async () => {
    const files = plainCounty(
      'demands: { sold: { of: thing, observed: { 2020: 100 t/a, 2021: 90 t/a, 2022: 120 t/a }, amount: { 2025: 150 t/a, interpolate: linear } } }',
      { horizon: '{ base: 2020, observed-to: 2022, to: 2025 }' },
    )
    close(await valuesOf(files, 'balance.thing.demand'), [100, 90, 120, 130, 140, 150])
  })
})

describe('a part of a series in an overlay', () => {
  const base = '{ 2020: 10 t/a, 2030: 20 t/a, interpolate: linear }'
  const over = (text: string) => sold(base, '', `demands: { sold: { amount: ${text} } }`)
  it('from: the year before is the first anchor', async () => {
    // 2024 stands at 14; from there to 32 in 2030, 3 a year.
    close(
      await over('{ from: 2025, 2030: 32 t/a, interpolate: linear }'),
      [10, 11, 12, 13, 14, 17, 20, 23, 26, 29, 32],
    )
  })
  it('from with growth goes on from the year before', async () => {
    close(
      await over('{ from: 2026, growth: 10% }'),
      range(11, (i) => (i <= 5 ? 10 + i : 15 * 1.1 ** (i - 5))),
    )
  })
  it('times acts on the interpolated series', async () => {
    close(await over('{ times: 50%, from: 2028 }'), [10, 11, 12, 13, 14, 15, 16, 17, 9, 9.5, 10])
    close(
      await over('{ times: 2 }'),
      range(11, (i) => 20 + 2 * i),
    )
  })
  it('plus adds', async () => {
    close(await over('{ plus: 3 t/a, from: 2029 }'), [10, 11, 12, 13, 14, 15, 16, 17, 18, 22, 23])
  })
  it('from lays over from, times over both', async () => {
    const files = plainCounty(`demands: { sold: { of: thing, amount: ${base} } }`, {
      scenario: 'demands: { sold: { amount: { from: 2025, 2030: 32 t/a, interpolate: linear } } }',
    })
    const overlay =
      'kind: overlay\nid: o\nfor: toy\nsource: made-up\ngrade: assumption\ndemands: { sold: { amount: { times: 10%, from: 2030 } } }\n'
    await withProject({ ...files, 'o.yaml': overlay }, async (root) => {
      const { results, diagnostics } = await run([`${root}/scenarios/a.yaml`], { with: [`${root}/o.yaml`] })
      expect(diagnostics.map(({ code }) => code)).toEqual(['W0603'])
      const row = results[0]!.tables.balance.find((entry) => entry.item === 'demand')!
      close(row.values, [10, 11, 12, 13, 14, 17, 20, 23, 26, 29, 3.2])
    })
  })
})

describe('expressions', () => {
  const drivers =
    'drivers: { people: { name: p, path: { 2020: 100 person, 2030: 200 person, interpolate: linear } } }'
  const told = (text: string) => sold(`"= ${text}"`, drivers)
  it('arithmetic, powers, choice, functions', async () => {
    close(
      await told('people * 2 t/(person·a) + 1 t/a'),
      range(11, (i) => 2 * (100 + 10 * i) + 1),
    )
    close(
      await told('2 ^ 3 * 1 t/a'),
      range(11, () => 8),
    )
    close(
      await told('year >= 2025 ? 5 t/a : 1 t/a'),
      range(11, (i) => (i >= 5 ? 5 : 1)),
    )
    close(
      await told('clamp((year - 2020) * 1 t/a, 2 t/a, 6 t/a)'),
      range(11, (i) => Math.min(6, Math.max(2, i))),
    )
    close(
      await told('min(3 t/a, (year - 2020) * 1 t/a)'),
      range(11, (i) => Math.min(3, i)),
    )
    close(
      await told('exp((year - 2020) / 10) * 1 t/a'),
      range(11, (i) => Math.exp(i / 10)),
    )
    close(
      await told('(year > 2022 and year <= 2024 or year == 2030 ? 1 : 0) * 1 t/a'),
      [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1],
    )
    close(
      await told('1 t/a - -2 t/a * 3'),
      range(11, () => 7),
    )
  })
  it('last: the value of the year before, and what stands for it in the base year', async () => {
    close(await told('last(people, 42 person) * 1 t/(person·a)'), [42, ...range(10, (i) => 100 + 10 * i)])
  })
  it('units of energy and mass convert inside an expression', async () => {
    close(
      await told('1 kt/a + 5 t/a'),
      range(11, () => 1005),
    )
  })
  it('drivers of drivers', async () => {
    const columns = await columnsOf(
      plainCounty(`drivers:
  a: { name: a, path: "= b * 2" }
  b: { name: b, path: { value: 3 t/a, growth: 0% } }
demands: { sold: { of: thing, driver: a } }`),
    )
    expect(values(columns, 'balance.thing.demand')).toEqual(range(11, () => 6))
  })
})
