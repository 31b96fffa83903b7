import { describe, expect, test } from 'vitest'
import { permuted } from '../../src/numerics/permutation.ts'
import { stream } from '../../src/numerics/random.ts'
import { Sketch } from '../../src/numerics/sketch.ts'

/** Numbers of both signs over many sizes, a few zeros among them. */
function numbers(count: number): readonly number[] {
  const [a, b] = [stream(7, 'size'), stream(7, 'sign')]
  return Array.from({ length: count }, (_, i) => {
    const sign = b.at(i)
    return sign < 0.05 ? 0 : (sign < 0.4 ? -1 : 1) * 10 ** (12 * a.at(i) - 4)
  })
}

function sketchOf(list: readonly number[]): Sketch {
  const sketch = new Sketch()
  for (const x of list) sketch.add(x)
  return sketch
}

const shares = [0, 0.001, 0.05, 0.25, 0.37, 0.38, 0.39, 0.5, 0.75, 0.95, 0.999, 1]

describe('a sketch', () => {
  test('gives every quantile within 1/256 of the order statistic, ends exactly', () => {
    const list = numbers(20_000)
    const sketch = sketchOf(list)
    const sorted = [...list].sort((a, b) => a - b)
    for (const p of shares) {
      const exact = sorted[Math.min(sorted.length, Math.max(1, Math.ceil(p * sorted.length))) - 1]!
      expect(Math.abs(sketch.quantile(p) - exact)).toBeLessThanOrEqual(Math.abs(exact) / 256)
    }
    expect(sketch.quantile(0)).toBe(sorted[0])
    expect(sketch.quantile(1)).toBe(sorted.at(-1))
  })

  test('of parts in any order is the sketch of the whole', () => {
    const list = numbers(3000)
    const whole = sketchOf(list)
    const parts = [sketchOf(list.slice(2000)), sketchOf(list.slice(0, 700)), sketchOf(list.slice(700, 2000))]
    const sum = new Sketch()
    for (const part of parts) sum.merge(part)
    expect(shares.map((p) => sum.quantile(p))).toEqual(shares.map((p) => whole.quantile(p)))
    expect(sum.count).toBe(3000)
  })

  test('of one number said many times is that number', () => {
    const sketch = sketchOf(Array.from({ length: 100 }, () => 0.1 + 0.2))
    for (const p of shares) expect(sketch.quantile(p)).toBe(0.1 + 0.2)
  })

  test('holds the smallest and largest doubles, and refuses what is none', () => {
    const sketch = sketchOf([Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 2 ** -1022, 1])
    expect([0, 0.2, 1].map((p) => sketch.quantile(p))).toEqual([
      -Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MAX_VALUE,
    ])
    expect(sketch.quantile(0.4)).toBe(0)
    expect(() => sketch.add(Number.NaN)).toThrow(RangeError)
    expect(() => sketch.add(Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(new Sketch().quantile(0.5)).toBeNaN()
  })
})

test.each([
  1, 2, 3, 16, 17, 100, 1000,
])('permuted is an order of 0 to %i − 1, another for another key', (n) => {
  const order = (key: number) => Array.from({ length: n }, (_, place) => permuted(place, n, key))
  const all = Array.from({ length: n }, (_, i) => i)
  expect(order(5).sort((a, b) => a - b)).toEqual(all)
  if (n >= 16) expect(order(5)).not.toEqual(order(6))
})
