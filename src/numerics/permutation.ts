/**
 * A random order of 0 … n − 1 that is a function of its key: any place of it can be asked for, nothing is stored. A Feistel
 * network of four rounds on the next even power of two, walked on until the answer lies below n (J. Black and P. Rogaway,
 * “Ciphers with arbitrary finite domains”, CT-RSA 2002); the rounds mix with the finaliser of MurmurHash3 (A. Appleby).
 */
export function permuted(place: number, n: number, key: number): number {
  if (n <= 1) return 0
  let bits = 1
  while (4 ** bits < n) bits++
  const size = 2 ** bits
  let x = place
  do {
    let [left, right] = [Math.floor(x / size), x % size]
    for (let round = 0; round < 4; round++)
      [left, right] = [right, (left ^ (mixed(right ^ Math.imul(key + round, 0x9e3779b1)) & (size - 1))) >>> 0]
    x = left * size + right
  } while (x >= n)
  return x
}

function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
