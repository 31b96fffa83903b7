import { describe, expect, test } from 'vitest'
import { binomialTail, findBox, measure, type Points } from '../../src/numerics/prim.ts'
import { stream } from '../../src/numerics/random.ts'
import { kolmogorovSmirnov } from '../../src/numerics/two-samples.ts'

/** Uniform points of the cube, and what happens at each. */
function made(n: number, size: number, happens: (x: readonly number[], noise: number) => boolean): Points {
  const streams = Array.from({ length: size + 1 }, (_, d) => stream(11, `x${d}`))
  const coordinates = Array.from({ length: size }, (_, d) =>
    Float64Array.from({ length: n }, (_, i) => streams[d]!.at(i)),
  )
  const cases = Uint8Array.from({ length: n }, (_, i) =>
    happens(
      coordinates.map((list) => list[i]!),
      streams[size]!.at(i),
    )
      ? 1
      : 0,
  )
  return { coordinates, cases }
}

const search = { density: 0.8, alpha: 0.05, least: 20, most: 4, significance: 0.05 }

describe('boxes', () => {
  test('a hidden box is found, with its bounds and nothing else', () => {
    const points = made(3000, 8, ([x = 0, , y = 0]) => x > 0.6 && y < 0.45)
    const box = findBox(points, search)!
    expect(box.bounds.map(({ coordinate }) => coordinate)).toEqual([0, 2])
    const [x, y] = box.bounds
    expect(Math.abs(x!.low - 0.6)).toBeLessThan(0.04)
    expect(x!.high).toBe(Number.POSITIVE_INFINITY)
    expect(Math.abs(y!.high - 0.45)).toBeLessThan(0.04)
    expect(y!.low).toBe(Number.NEGATIVE_INFINITY)
    expect(box.measures.density).toBeGreaterThan(0.8)
    expect(box.measures.coverage).toBeGreaterThan(0.85)
    for (const { quasiP } of box.bounds) expect(quasiP).toBeLessThan(1e-6)
  })

  test('a box that is closed on both sides is found too, in noise', () => {
    // Nine in ten inside, one in twenty outside.
    const points = made(4000, 5, ([, x = 0], noise) => noise < (x > 0.3 && x < 0.55 ? 0.9 : 0.05))
    const box = findBox(points, search)!
    expect(box.bounds.map(({ coordinate }) => coordinate)).toEqual([1])
    expect(Math.abs(box.bounds[0]!.low - 0.3)).toBeLessThan(0.04)
    expect(Math.abs(box.bounds[0]!.high - 0.55)).toBeLessThan(0.04)
    expect(box.measures.density).toBeGreaterThan(0.8)
  })

  test('measures are counts: all, none, and a half', () => {
    const points: Points = {
      coordinates: [Float64Array.of(0, 1, 2, 3)],
      cases: Uint8Array.of(0, 1, 1, 0),
    }
    expect(measure(points, [{ coordinate: 0, low: 1, high: 3 }])).toEqual({
      points: 3,
      cases: 2,
      coverage: 1,
      density: 2 / 3,
      mass: 0.75,
    })
    expect(measure(points, [])).toMatchObject({ points: 4, coverage: 1, density: 0.5 })
    expect(findBox({ ...points, cases: Uint8Array.of(0, 0, 0, 0) }, search)).toBeUndefined()
    expect(findBox({ ...points, cases: Uint8Array.of(1, 1, 1, 1) }, search)).toBeUndefined()
  })

  test('equal numbers stay together', () => {
    // A number with three values: it happens where the value is 2.
    const points = made(600, 1, () => false)
    const value = Float64Array.from(points.coordinates[0]!, (u) => Math.floor(3 * u))
    const box = findBox(
      { coordinates: [value], cases: Uint8Array.from(value, (v) => (v === 2 ? 1 : 0)) },
      search,
    )!
    expect(box.bounds).toMatchObject([{ low: 1.5 }])
    expect(box.measures).toMatchObject({ coverage: 1, density: 1 })
  })
})

describe('chances by luck', () => {
  test('the tail of a binomial distribution', () => {
    // Ten throws of a coin: at least 8 heads 56/1024, at least 3 968/1024, at least 0 and 11.
    expect(binomialTail(10, 8, 0.5)).toBeCloseTo(56 / 1024, 14)
    expect(binomialTail(10, 3, 0.5)).toBeCloseTo(968 / 1024, 14)
    expect([binomialTail(10, 0, 0.5), binomialTail(10, 11, 0.5)]).toEqual([1, 0])
    expect(binomialTail(3, 1, 0.1)).toBeCloseTo(1 - 0.9 ** 3, 14)
    expect(binomialTail(2000, 1200, 0.5)).toBeLessThan(1e-15)
  })

  test('two samples of one distribution are seldom told apart, two of different ones always', () => {
    const { coordinates } = made(1000, 2, () => false)
    const [u, w] = coordinates as [Float64Array, Float64Array]
    const coin = Uint8Array.from(w, (x) => (x < 0.4 ? 1 : 0))
    expect(kolmogorovSmirnov(u, coin).p).toBeGreaterThan(0.01)
    const high = Uint8Array.from(u, (x, i) => (w[i]! < 0.3 + 0.3 * x ? 1 : 0))
    expect(kolmogorovSmirnov(u, high).p).toBeLessThan(1e-3)
    // The 5 % point of λ is 1.3581 (Smirnov 1948): samples of 1,000 and 1,000, apart by 1.3581/√500.
    const many = 1000
    const shift = 1.3581 / Math.sqrt(many / 2)
    const values = Float64Array.from({ length: 2 * many }, (_, i) =>
      i < many ? (i + 0.5) / many : (i - many + 0.5) / many + shift,
    )
    const cases = Uint8Array.from({ length: 2 * many }, (_, i) => (i < many ? 0 : 1))
    expect(Math.abs(kolmogorovSmirnov(values, cases).p - 0.05)).toBeLessThan(0.004)
    expect(kolmogorovSmirnov(u, new Uint8Array(1000))).toEqual({ distance: 0, p: 1 })
  })
})
