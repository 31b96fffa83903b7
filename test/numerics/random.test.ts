import { describe, expect, it } from 'vitest'
import { philox, stream, unit } from '../../src/numerics/random.ts'
import { directions, scrambled, sobolDimensions, sobolWord, wordUnit } from '../../src/numerics/sobol.ts'

const block = (counter: readonly number[], key: readonly number[]): string[] => {
  const out = new Uint32Array(4)
  philox(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out)
  return [...out].map((word) => word.toString(16).padStart(8, '0'))
}

describe('Philox 4×32-10', () => {
  it('gives the known answers of its authors (Random123, kat_vectors)', () => {
    const ones = 0xffffffff
    expect(block([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'])
    expect(block([ones, ones, ones, ones], [ones, ones])).toEqual([
      '408f276d',
      '41c83b0e',
      'a20bc7c6',
      '6d5451fd',
    ])
    expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ])
  })

  it('gives numbers strictly between 0 and 1', () => {
    expect(unit(0, 0)).toBe(2 ** -54)
    expect(unit(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53)
  })

  it('has streams that depend on seed and name, and not on each other', () => {
    const numbers = (seed: number, name: string) =>
      Array.from({ length: 4 }, (_, i) => stream(seed, name).at(i))
    const first = stream(7, 'drivers.coke')
    expect([3, 1, 0, 2].map((i) => first.at(i))).toEqual(
      [3, 1, 0, 2].map((i) => numbers(7, 'drivers.coke')[i]),
    )
    const all = [numbers(7, 'a'), numbers(7, 'b'), numbers(8, 'a'), numbers(7 + 2 ** 32, 'a')].flat()
    expect(new Set(all).size).toBe(all.length)
  })

  it('is uniform: mean, variance and a χ² of 64 classes within 4 standard errors', () => {
    const n = 65536
    const { at } = stream(1, 'x')
    const classes = new Float64Array(64)
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) {
      const u = at(i)
      sum += u
      squares += (u - 0.5) ** 2
      classes[Math.floor(u * 64)]!++
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n))
    const chi = classes.reduce((total, count) => total + (count - n / 64) ** 2 / (n / 64), 0)
    expect(Math.abs(chi - 63)).toBeLessThan(4 * Math.sqrt(2 * 63))
  })
})

describe("Sobol' points", () => {
  /** The n-th point in the order of a Gray code, in which SciPy lists them. */
  const point = (n: number, dimension: number) => sobolWord(directions(dimension), n ^ (n >>> 1)) / 2 ** 32

  it('are those of Joe and Kuo (as scipy.stats.qmc 1.11.4 gives them)', () => {
    const dimensions = [0, 1, 2, 3, 4, 5]
    expect(dimensions.map((d) => point(3, d))).toEqual([0.25, 0.75, 0.75, 0.75, 0.25, 0.25])
    expect(dimensions.map((d) => point(5, d))).toEqual([0.875, 0.875, 0.125, 0.375, 0.875, 0.625])
    expect(dimensions.map((d) => point(10, d))).toEqual([0.9375, 0.0625, 0.6875, 0.1875, 0.3125, 0.5625])
    expect(dimensions.map((d) => point(15, d))).toEqual([0.0625, 0.9375, 0.5625, 0.3125, 0.6875, 0.1875])
    expect([100, 500, 1023].map((d) => point(7, d))).toEqual([0.375, 0.625, 0.625])
    expect(sobolDimensions).toBe(1024)
  })

  it('keep, scrambled, one point in each of 2^k equal pieces of every dimension', () => {
    for (const dimension of [0, 1, 2, 17, 400, 1023]) {
      const v = directions(dimension)
      const pieces = new Set<number>()
      for (let i = 0; i < 256; i++)
        pieces.add(Math.floor(wordUnit(scrambled(sobolWord(v, i), 0x1234567 + dimension)) * 256))
      expect(pieces.size).toBe(256)
    }
  })

  it('keep, scrambled, one point in each box of the first two dimensions', () => {
    const [a, b] = [directions(0), directions(1)]
    for (let split = 0; split <= 6; split++) {
      const boxes = new Set<number>()
      for (let i = 0; i < 64; i++) {
        const x = Math.floor(wordUnit(scrambled(sobolWord(a, i), 99)) * 2 ** split)
        const y = Math.floor(wordUnit(scrambled(sobolWord(b, i), 7)) * 2 ** (6 - split))
        boxes.add(x * 64 + y)
      }
      expect(boxes.size).toBe(64)
    }
  })
})
