import { directionTable } from './sobol-directions.ts'

/**
 * Points of Sobol' sequences, scrambled as Owen proposed.
 *
 * Sequence: I. M. Sobol', USSR Computational Mathematics and Mathematical Physics 7 (1967) 86–112, with the direction numbers
 * of Joe and Kuo (sobol-directions.ts), 32 bits, in natural order of the index (no Gray code), so that any point can be
 * had by its index. Scrambling: nested uniform by hashing, B. Burley, “Practical hash-based Owen scrambling”, Journal of
 * Computer Graphics Techniques 9(4) (2020) 1–20. Each dimension has a key of its own, so a dimension's points do not depend
 * on how many others there are.
 */

/** Dimensions that the table holds. */
export const sobolDimensions = 1024

let table: readonly string[] | undefined

/** The 32 direction numbers of a dimension (from 0), as 32-bit words with the binary point on their left. */
export function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(32)
  if (dimension === 0) {
    for (let bit = 0; bit < 32; bit++) v[bit] = 2 ** (31 - bit)
    return v
  }
  if (!(dimension > 0 && dimension < sobolDimensions)) throw new RangeError(`dimension ${dimension}`)
  table ??= directionTable.split(',')
  const [polynomial, ...m] = table[dimension - 1]!.split(' ').map((digits) => Number.parseInt(digits, 36))
  const degree = m.length
  for (let i = 0; i < 32; i++) {
    if (i < degree) {
      v[i] = m[i]! * 2 ** (31 - i)
      continue
    }
    let word = v[i - degree]! ^ (v[i - degree]! >>> degree)
    for (let k = 1; k < degree; k++) {
      if (((polynomial! >>> (degree - k)) & 1) === 1) word ^= v[i - k]!
    }
    v[i] = word
  }
  return v
}

/** The word of a point before scrambling; `index` below 2³². */
export function sobolWord(v: Uint32Array, index: number): number {
  let word = 0
  let rest = index >>> 0
  for (let bit = 0; rest !== 0; bit++) {
    if ((rest & 1) === 1) word ^= v[bit]!
    rest >>>= 1
  }
  return word >>> 0
}

/** The bits of a word in the opposite order. */
export function reversed(word: number): number {
  let x = word
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1)
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2)
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4)
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8)
  return ((x >>> 16) | (x << 16)) >>> 0
}

/**
 * Owen's scrambling of a word under a key: each bit is flipped by a hash of the bits above it. The hash works on the reversed
 * word, where a bit must depend on those below only: Laine and Karras's form with the constants of N. Vegdahl, as Burley
 * gives it in section 3.
 */
export function scrambled(word: number, key: number): number {
  let x = reversed(word)
  x = (x + key) >>> 0
  x = (x ^ Math.imul(x, 0x6c50b47c)) >>> 0
  x = (x ^ Math.imul(x, 0xb82f1e52)) >>> 0
  x = (x ^ Math.imul(x, 0xc7afe638)) >>> 0
  x = (x ^ Math.imul(x, 0x8d22f6e6)) >>> 0
  return reversed(x)
}

/** A word as a number strictly between 0 and 1: the middle of its piece. */
export function wordUnit(word: number): number {
  return (word + 0.5) / 4294967296
}
