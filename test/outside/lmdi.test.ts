import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { effectsOf, multiplicative } from '../../src/numerics/log-mean.ts'
import { expectedOf, inCase } from './cases.ts'

const table = (name: string): readonly Record<string, string>[] => {
  const [head = '', ...rows] = readFileSync(inCase(name, 'inputs.csv'), 'utf8').trim().split(/\r?\n/)
  const keys = head.split(',')
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [keys[i]!, cell])))
}

/** Effects of an aggregate: sums over its products. */
function summed(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number[] {
  const total: number[] = []
  for (const [i, factors] of before.entries())
    for (const [k, effect] of effectsOf(factors, after[i]!).effects.entries())
      total[k] = (total[k] ?? 0) + effect
  return total
}
const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0)

describe('LMDI-I against published and cross-implementation figures', () => {
  test('lmdi-lmdir-simple: additive and multiplicative, chained year on year', () => {
    const rows = table('lmdi-lmdir-simple')
    const expected = expectedOf<{
      by_year: Record<string, { dV: number; add: number[]; D: number; mul: number[] }>
      cumulative_additive_total: number[]
    }>('lmdi-lmdir-simple')
    const at = (year: number) =>
      rows
        .filter((row) => row['year'] === String(year))
        .map((row) => ['factor1', 'factor2', 'factor3'].map((key) => Number(row[key])))
    let cumulative = 0
    for (const [i, year] of [1972, 1973, 1974].entries()) {
      const [before, after] = [at(year - 1), at(year)]
      const { dV, add, D, mul } = expected.by_year[String(year)]!
      const effects = summed(before, after)
      for (const [k, effect] of effects.entries()) expect(Math.abs(effect - add[k]!)).toBeLessThan(1e-7)
      const [v0, v1] = [sum(before.map(product)), sum(after.map(product))]
      expect(v1 - v0).toBe(dV)
      expect(Math.abs(sum(effects) - dV)).toBeLessThan(1e-12 * v1)
      const ratios = multiplicative(effects, v0, v1)
      for (const [k, ratio] of ratios.entries()) expect(Math.abs(ratio - mul[k]!)).toBeLessThan(1e-7)
      expect(product([...ratios])).toBeCloseTo(D, 8)
      cumulative += sum(effects)
      expect(cumulative).toBeCloseTo(expected.cumulative_additive_total[i + 1]!, 9)
    }
  })

  test('lmdi-xu-ang-2014: one and two levels of structure', () => {
    const rows = table('lmdi-xu-ang-2014')
    const expected = expectedOf<Record<string, Record<string, number>> & { total_change: number }>(
      'lmdi-xu-ang-2014',
    )
    const at = (year: string) => rows.filter((row) => row['Year'] === year)
    const factors = (year: string, levels: 1 | 2): number[][] => {
      const all = at(year)
      const q = sum(all.map((row) => Number(row['Activity'])))
      return all.map((row) => {
        const own = Number(row['Activity'])
        const group = sum(
          all
            .filter((other) => other['Sector 1'] === row['Sector 1'])
            .map((other) => Number(other['Activity'])),
        )
        const structure = levels === 1 ? [own / q] : [group / q, own / group]
        return [q, ...structure, Number(row['Energy']) / own]
      })
    }
    for (const [levels, kind, names] of [
      [1, 'single_level', ['activity', 'structure', 'intensity']],
      [2, 'two_level', ['activity', 'structure1', 'structure2', 'intensity']],
    ] as const) {
      const effects = summed(factors('0', levels), factors('1', levels))
      const ratios = multiplicative(effects, 50, 64)
      for (const [k, name] of names.entries()) {
        expect(Math.abs(effects[k]! - expected[`${kind}_additive`]![name]!)).toBeLessThan(1e-9)
        expect(Math.abs(ratios[k]! - expected[`${kind}_multiplicative`]![name]!)).toBeLessThan(1e-9)
      }
      expect(Math.abs(sum(effects) - expected.total_change)).toBeLessThan(1e-12 * 64)
      expect(product([...ratios])).toBeCloseTo(1.28, 12)
    }
  })
})
