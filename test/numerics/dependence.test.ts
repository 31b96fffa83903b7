import { describe, expect, test } from 'vitest'
import { cholesky, depend } from '../../src/numerics/dependence.ts'
import { normalQuantile } from '../../src/numerics/normal.ts'
import { directions, scrambled, sobolWord, wordUnit } from '../../src/numerics/sobol.ts'

const n = 4096

/** So many scrambled Sobol' points, a row a dimension. */
function points(dimensions: number): Float64Array {
  const units = new Float64Array(dimensions * n)
  for (let d = 0; d < dimensions; d++) {
    const v = directions(d)
    for (let i = 0; i < n; i++) units[d * n + i] = wordUnit(scrambled(sobolWord(v, i), 0x9e3779b9 * (d + 1)))
  }
  return units
}

const row = (units: Float64Array, d: number) => [...units.subarray(d * n, (d + 1) * n)]

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [a, b] = [mean(x), mean(y)]
  const moment = (f: (i: number) => number) => x.reduce((sum, _, i) => sum + f(i), 0)
  return (
    moment((i) => (x[i]! - a) * (y[i]! - b)) /
    Math.sqrt(moment((i) => (x[i]! - a) ** 2) * moment((i) => (y[i]! - b) ** 2))
  )
}

describe('a Gaussian copula', () => {
  test.each([0.6, -0.8, 0.95])('of %d gives ranks the correlation 6/π·asin(ρ/2)', (rho) => {
    const made = cholesky([[1], [rho, 1]])
    if (!('factor' in made)) throw new Error('positive definite')
    const units = points(2)
    depend({ groups: [{ rows: [0, 1], factor: made.factor }], chains: [] }, units, n)
    // Both rows stay uniform, so the correlation of the numbers is that of their ranks (Spearman's).
    expect(
      Math.abs(correlation(row(units, 0), row(units, 1)) - (6 / Math.PI) * Math.asin(rho / 2)),
    ).toBeLessThan(2e-3)
    const sorted = row(units, 1).sort((a, b) => a - b)
    for (const [i, u] of sorted.entries()) expect(Math.abs(u - (i + 0.5) / n)).toBeLessThan(0.012)
  })

  test('leaves rows outside its groups and the first of a group as they are', () => {
    const units = points(3)
    const before = units.slice()
    depend({ groups: [{ rows: [2, 1], factor: [[1], [0.5, Math.sqrt(0.75)]] }], chains: [] }, units, n)
    expect(row(units, 0)).toEqual(row(before, 0))
    expect(row(units, 2)).toEqual(row(before, 2))
    expect(row(units, 1)).not.toEqual(row(before, 1))
  })

  test('keeps every pair of three', () => {
    const matrix = [[1], [0.5, 1], [-0.3, 0.4, 1]]
    const made = cholesky(matrix)
    if (!('factor' in made)) throw new Error('positive definite')
    const units = points(3)
    depend({ groups: [{ rows: [0, 1, 2], factor: made.factor }], chains: [] }, units, n)
    const z = [0, 1, 2].map((d) => row(units, d).map(normalQuantile))
    for (const [i, j, rho] of [
      [1, 0, 0.5],
      [2, 0, -0.3],
      [2, 1, 0.4],
    ] as const)
      expect(Math.abs(correlation(z[i]!, z[j]!) - rho)).toBeLessThan(0.01)
  })
})

describe('a matrix of correlations', () => {
  test('is taken apart as by hand', () => {
    // [[1, ½], [½, 1]] = L·Lᵀ with L = [[1, 0], [½, √¾]]
    expect(cholesky([[1], [0.5, 1]])).toEqual({ factor: [[1], [0.5, Math.sqrt(0.75)]] })
  })

  test('that no numbers have is refused at the row where it fails', () => {
    // Three that are all opposite to each other: the eigenvalue 1 + 2ρ is negative below −½.
    expect(cholesky([[1], [-0.6, 1], [-0.6, -0.6, 1]])).toEqual({ failedAt: 2 })
    expect(cholesky([[1], [-0.5, 1], [-0.5, -0.5, 1]])).toEqual({ failedAt: 2 })
    expect('factor' in cholesky([[1], [-0.49, 1], [-0.49, -0.49, 1]])).toBe(true)
    expect(cholesky([[1], [1, 1]])).toEqual({ failedAt: 1 })
  })
})

test('a chain keeps variance 1 and has the correlation φᵏ over k years', () => {
  const phi = 0.9
  const units = points(5)
  depend({ groups: [], chains: [{ rows: [0, 1, 2, 3, 4], persistence: phi }] }, units, n)
  const z = [0, 1, 2, 3, 4].map((d) => row(units, d).map(normalQuantile))
  for (const list of z) {
    const variance = list.reduce((sum, value) => sum + value * value, 0) / n
    expect(Math.abs(variance - 1)).toBeLessThan(0.03)
  }
  for (let k = 1; k < 5; k++) expect(Math.abs(correlation(z[0]!, z[k]!) - phi ** k)).toBeLessThan(0.01)
})
