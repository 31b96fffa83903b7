import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circular, components } from '../../src/numerics/components.ts'
import { logistic, weights } from '../../src/numerics/interpolate.ts'
import { compensatedSum, sum } from '../../src/numerics/sum.ts'

describe('sums', () => {
  it('adds left to right', () => {
    expect(sum([1e16, 1, -1e16])).toBe(0)
    expect(Object.is(sum([-0, -0]), -0)).toBe(true)
    expect(sum([])).toBe(0)
  })

  it('keeps what a plain sum loses', () => {
    expect(compensatedSum([1e16, 1, -1e16])).toBe(1)
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2)
    expect(compensatedSum([])).toBe(0)
    expect(compensatedSum([Infinity, 1])).toBe(Infinity)
    expect(compensatedSum([Infinity, -Infinity])).toBe(NaN)
  })

  it('is exact for sums of whole numbers in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        expect(compensatedSum(list)).toBe(Number(list.reduce((a, b) => a + BigInt(b), 0n)))
      }),
    )
  })
})

describe('strongly connected components', () => {
  it('finds the circles of a graph drawn by hand', () => {
    // 0 → 1 → 2 → 0, 2 → 3, 3 → 4, 4 → 3, 5 → 5
    const after = [[1], [2], [0, 3], [4], [3], [5]]
    expect(components(after)).toEqual([[3, 4], [0, 1, 2], [5]])
    expect(components(after).map((c) => circular(c, after))).toEqual([true, true, true])
    expect(circular([0], [[]])).toBe(false)
  })

  it('stands a chain of 200,000', () => {
    const after = Array.from({ length: 200_000 }, (_, v) => (v + 1 < 200_000 ? [v + 1] : []))
    expect(components(after)[0]).toEqual([199_999])
  })

  it('two vertices share a component exactly when each reaches the other; targets come first', () => {
    const graphs = fc.integer({ min: 1, max: 9 }).chain((n) =>
      fc.array(fc.array(fc.integer({ min: 0, max: n - 1 }), { maxLength: 3 }), {
        minLength: n,
        maxLength: n,
      }),
    )
    fc.assert(
      fc.property(graphs, (after) => {
        const n = after.length
        const reach = after.map((list, v) => Array.from({ length: n }, (_, w) => w === v || list.includes(w)))
        for (let k = 0; k < n; k++) {
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true
          }
        }
        const found = components(after)
        const place = new Map(found.flatMap((c, p) => c.map((v) => [v, p] as const)))
        expect(place.size).toBe(n)
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            expect(place.get(i) === place.get(j)).toBe(reach[i]![j]! && reach[j]![i]!)
            if (reach[i]![j]) expect(place.get(j)!).toBeLessThanOrEqual(place.get(i)!)
          }
        }
      }),
    )
  })
})

describe('weights of an interpolation', () => {
  const apply = (w: readonly number[], points: readonly number[]): number[] => {
    const values: number[] = []
    for (let p = 0; p < w.length; p += 4)
      values.push(w[p + 1]! * points[w[p]!]! + w[p + 3]! * points[w[p + 2]!]!)
    return values
  }

  it('is linear, held or carried on', () => {
    expect(apply(weights('linear', [0, 4], 0, 6), [10, 30])).toEqual([10, 15, 20, 25, 30, 30, 30])
    expect(apply(weights('linear', [0, 4], 0, 6, 'extend'), [10, 30])).toEqual([10, 15, 20, 25, 30, 35, 40])
    expect(apply(weights('linear', [3], 3, 5, 'extend'), [7])).toEqual([7, 7, 7])
    expect(weights('growth', [0, 4], 0, 6, 'extend')).toEqual(weights('linear', [0, 4], 0, 6, 'extend'))
  })

  it('steps', () => {
    expect(apply(weights('step', [0, 2, 5], 0, 6), [1, 2, 3])).toEqual([1, 1, 2, 2, 2, 3, 3])
  })

  it('starts between points', () => {
    expect(apply(weights('linear', [0, 4, 8], 3, 6), [0, 4, 0])).toEqual([3, 4, 3, 2])
  })

  it('is a logistic that reaches both ends', () => {
    expect([logistic(0), logistic(1)]).toEqual([0, 1])
    expect(logistic(0.5)).toBeCloseTo(0.5, 15)
    // (σ(−2) − σ(−4)) / (σ(4) − σ(−4)), by hand
    expect(logistic(0.25)).toBeCloseTo(0.1049935854035065, 14)
    const values = apply(weights('logistic', [0, 10], 0, 12, 'extend'), [0, 1])
    expect(values.slice(10)).toEqual([1, 1, 1])
    for (let t = 1; t <= 10; t++) expect(values[t]! > values[t - 1]!).toBe(true)
  })

  it('goes through its points and stays between them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('linear' as const, 'step' as const, 'growth' as const, 'logistic' as const),
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
        (rule, places) => {
          places.sort((a, b) => a - b)
          const w = weights(rule, places, places[0]!, 40)
          for (let p = 0; p < w.length; p += 4) {
            expect(w[p + 1]! + w[p + 3]!).toBe(1)
            expect(w[p + 1]!).toBeGreaterThanOrEqual(0)
            expect(w[p + 3]!).toBeGreaterThanOrEqual(0)
          }
          places.forEach((place, i) => {
            const at = 4 * (place - places[0]!)
            expect(w.slice(at, at + 4)).toEqual([i, 1, i, 0])
          })
        },
      ),
    )
  })

  it('refuses what it cannot know', () => {
    expect(() => weights('linear', [5], 4, 6)).toThrow(RangeError)
    expect(() => weights('linear', [5, 5], 5, 6)).toThrow(RangeError)
    expect(() => weights('linear', [], 5, 6)).toThrow(RangeError)
  })
})
