/** A stream of numbers in [0, 1): the same seed and name give the same numbers everywhere. */
export interface Stream {
  next(): number
  /** A whole number from 0 to n − 1, each as likely. */
  below(n: number): number
}

/**
 * sfc32 (C. Doty-Humphrey, PractRand), 32-bit operations only, so that every machine draws the same. A stream has a name:
 * another stream beside it, or taken away, leaves its numbers as they were. Each number has 53 random bits.
 */
export function stream(seed: number, name: string): Stream {
  let [a, b, c, d] = [seed | 0, hash(name, 0x9e3779b9), hash(name, 0x85ebca6b), 1]
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 15; i++) word()
  const next = () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992
  return {
    next,
    below(n) {
      // Rejecting the last, incomplete round of n keeps all numbers equally likely.
      const limit = 4294967296 - (4294967296 % n)
      let drawn = word()
      while (drawn >= limit) drawn = word()
      return drawn % n
    },
  }
}

/** FNV-1a over the UTF-16 units, mixed with a start. */
function hash(text: string, start: number): number {
  let h = 0x811c9dc5 ^ start
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) | 0
}
