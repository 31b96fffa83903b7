import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mannKendall } from '../../src/numerics/trend.ts'
import { expectedOf, inCase } from './cases.ts'

test('mk-holycross: Mann–Kendall worked by hand, with a tie', () => {
  const expected = expectedOf<{
    S: number
    varS: number
    Z_published: number
    p_one_sided_published: number
    p_two_sided_computed: number
    pairs: { plus: number; zero: number; minus: number }
  }>('mk-holycross')
  const values = readFileSync(inCase('mk-holycross', 'inputs.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => Number(row.split(',')[1]))
  const found = mannKendall(values)!
  expect({ plus: found.rising, zero: found.tied, minus: found.falling }).toEqual(expected.pairs)
  expect(found.s).toBe(expected.S)
  expect(found.variance).toBeCloseTo(expected.varS, 10)
  expect(Math.abs(found.z - expected.Z_published)).toBeLessThan(5e-4)
  expect(found.p / 2).toBeCloseTo(expected.p_one_sided_published, 4)
  expect(found.p).toBeCloseTo(expected.p_two_sided_computed, 12)
})
