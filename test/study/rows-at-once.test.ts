import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Sketch } from '../../src/numerics/sketch.ts'
import { Moments } from '../../src/study/moments.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })

it('a sketch takes a row as it takes its numbers one by one', () => {
  fc.assert(
    fc.property(fc.array(finite, { maxLength: 40 }), (list) => {
      const numbers = Float64Array.from([7, ...list])
      const [whole, single] = [new Sketch(), new Sketch()]
      whole.addAll(numbers, new Uint32Array(numbers.buffer), 1, list.length)
      for (const x of list) single.add(x)
      const [a, b]: [number[], number[]] = [[], []]
      whole.pack(a)
      single.pack(b)
      expect(a).toEqual(b)
    }),
  )
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const numbers = Float64Array.of(1, odd)
    expect(() => new Sketch().addAll(numbers, new Uint32Array(numbers.buffer), 0, 2)).toThrow(RangeError)
  }
})

it('moments of rows are those of all numbers: mean and deviation by their definition', () => {
  fc.assert(
    fc.property(fc.array(fc.array(finite, { minLength: 1, maxLength: 16 }), { minLength: 1 }), (rows) => {
      const moments = new Moments()
      for (const row of rows) moments.addAll(Float64Array.from(row), 0, row.length)
      const all = rows.flat()
      const mean = all.reduce((sum, x) => sum + x, 0) / all.length
      const squares = all.reduce((sum, x) => sum + (x - mean) ** 2, 0)
      const size = Math.max(...all.map(Math.abs))
      expect(moments.count).toBe(all.length)
      expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(1e-12 * size)
      expect(Math.abs(moments.squares - squares)).toBeLessThanOrEqual(1e-12 * size * size * all.length)
    }),
  )
})

it('what is the same in every draw has no spread at all', () => {
  const moments = new Moments()
  for (let i = 0; i < 7; i++) moments.addAll(new Float64Array(13).fill(0.1), 0, 13)
  expect([moments.mean, moments.squares, moments.sd]).toEqual([0.1, 0, 0])
})
