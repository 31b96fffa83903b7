import {
  i32Const,
  i32Store,
  localGet,
  localSet,
  loop,
  memory,
  moduleBytes,
  op,
  shuffle,
  type ValueType,
  valueType,
  wordsConst,
} from './wasm.ts'
import { Writer } from './writer.ts'

/**
 * Random numbers and quantile functions over rows in the memory of a kernel, two or four lanes at once: the bits of
 * numerics/random.ts, numerics/sobol.ts and numerics/distribution.ts. A row is its address in bytes; `bytes` is how long it
 * is, a multiple of 32.
 */
export interface RowFunctions {
  /** Uniform numbers of a stream's draws from `first` on (part 0, below 2³²). */
  philox(key0: number, key1: number, first: number, at: number, bytes: number): void
  /** A Sobol' word whose bits are reversed, scrambled by each of the keys (32-bit words at `keys`) to a uniform number. */
  scramble(reversed: number, keys: number, at: number, bytes: number): void
  uniform(from: number, at: number, bytes: number, low: number, width: number, plus: number): void
  /** `left` is mode − low, `right` high − mode. */
  triangular(
    from: number,
    at: number,
    bytes: number,
    low: number,
    high: number,
    turn: number,
    width: number,
    left: number,
    right: number,
    plus: number,
  ): void
  /** What moves by the share by which another row moves: `value` where that stands at `before`, at most `most`. */
  follow(from: number, at: number, bytes: number, value: number, before: number, most: number): void
  /**
   * 1 where all x ≥ −slack · max(least, |size|), 0 where one is less or no number. The size of an x stands as far behind the first as
   * the x does, by the bits of `mask`: all bits, or those of one row that serves every year.
   */
  notBelow(at: number, sizes: number, bytes: number, mask: number, slack: number, least: number): number
  /** 1 where all x ≤ max(least, |size|) · factor, 0 where one is greater or no number. */
  atMost(at: number, sizes: number, bytes: number, mask: number, factor: number, least: number): number
  /** 1 where all low ≤ x − about ≤ high, 0 where that is not so or one is no number. */
  within(at: number, bytes: number, about: number, low: number, high: number): number
  /** For each of `years` rows how many of its numbers are not below zero, as 32-bit numbers at `into`. */
  countNotBelow(at: number, bytes: number, years: number, into: number): void
}

const { i32, f64, v128 } = valueType
const parameters = {
  philox: [i32, i32, i32, i32, i32],
  scramble: [i32, i32, i32, i32],
  uniform: [i32, i32, i32, f64, f64, f64],
  triangular: [i32, i32, i32, f64, f64, f64, f64, f64, f64, f64],
  follow: [i32, i32, i32, f64, f64, f64],
  notBelow: [i32, i32, i32, i32, f64, f64],
  atMost: [i32, i32, i32, i32, f64, f64],
  within: [i32, i32, f64, f64, f64],
  countNotBelow: [i32, i32, i32, i32],
} satisfies Record<keyof RowFunctions, readonly ValueType[]>

/** Words 1 and 3 of two vectors of two 64-bit numbers: their upper halves. */
const upperHalves = [4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]
const secondHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]
const bytesReversed = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]

/** Philox 4×32 with 10 rounds on four draws at once (numerics/random.ts), and `unit` of its first two words. */
function philox(w: Writer): void {
  const [key0, key1, first, at, bytes] = [0, 1, 2, 3, 4] as const
  const draw = w.local(v128)
  const [k0, k1] = [w.local(v128), w.local(v128)]
  const x = [w.local(v128), w.local(v128), w.local(v128), w.local(v128)] as const
  const [high0, high1, low1] = [w.local(v128), w.local(v128), w.local(v128)]
  w.get(first).do('i32x4.splat')
  wordsConst(w.code, [0, 1, 2, 3])
  w.do('i32x4.add').set(draw)
  const high = (word: number, factor: number, into: number): void => {
    w.get(word).word(factor).do('i64x2.extmul_low_i32x4_u')
    w.get(word).word(factor).do('i64x2.extmul_high_i32x4_u')
    shuffle(w.code, upperHalves)
    w.set(into)
  }
  w.turns([at], bytes, 32, () => {
    w.get(key0).do('i32x4.splat').set(k0).get(key1).do('i32x4.splat').set(k1)
    w.get(draw).set(x[0])
    for (const other of x.slice(1)) w.word(0).set(other)
    for (let round = 0; round < 10; round++) {
      high(x[0], 0xd2511f53, high0)
      high(x[2], 0xcd9e8d57, high1)
      w.get(x[2]).word(0xcd9e8d57).do('i32x4.mul').set(low1)
      w.get(high0, x[3]).do('v128.xor').get(k1).do('v128.xor').set(x[2])
      w.get(x[0]).word(0xd2511f53).do('i32x4.mul').set(x[3])
      w.get(high1, x[1]).do('v128.xor').get(k0).do('v128.xor').set(x[0])
      w.get(low1).set(x[1])
      w.get(k0).word(0x9e3779b9).do('i32x4.add').set(k0)
      w.get(k1).word(0xbb67ae85).do('i32x4.add').set(k1)
    }
    w.get(x[0]).shift('i32x4.shr_u', 5).set(x[0]).get(x[1]).shift('i32x4.shr_u', 6).set(x[1])
    for (const half of [0, 1] as const) {
      const part = (word: number): void => {
        w.get(word)
        if (half === 1) {
          w.get(word)
          shuffle(w.code, secondHalf)
        }
        w.do('f64x2.convert_low_i32x4_u')
      }
      w.get(at)
      part(x[0])
      w.number(67108864).do('f64x2.mul')
      part(x[1])
      w.do('f64x2.add').number(0.5).do('f64x2.add')
      // The topmost piece would round to 1.
      w.number(2 ** -53)
        .do('f64x2.mul')
        .number(1 - 2 ** -53)
        .do('f64x2.pmin')
      memory(w.code, 'v128.store', 16 * half)
    }
    w.get(draw).word(4).do('i32x4.add').set(draw)
  })
}

/** Owen's scrambling by hashing (numerics/sobol.ts) under four keys at once, and `wordUnit`. */
function scramble(w: Writer): void {
  const [reversed, keys, at, bytes] = [0, 1, 2, 3] as const
  const [start, x] = [w.local(v128), w.local(v128)]
  w.get(reversed).do('i32x4.splat').set(start)
  // Keys are half as long as the numbers.
  const key = w.local(i32)
  w.get(keys).set(key)
  w.turns([at], bytes, 32, () => {
    w.get(start).load(key).do('i32x4.add').set(x)
    localGet(w.code, key)
    i32Const(w.code, 16)
    op(w.code, 'i32.add')
    localSet(w.code, key)
    for (const factor of [0x6c50b47c, 0xb82f1e52, 0xc7afe638, 0x8d22f6e6])
      w.get(x).get(x).word(factor).do('i32x4.mul', 'v128.xor').set(x)
    for (const [by, mask] of [
      [1, 0x55555555],
      [2, 0x33333333],
      [4, 0x0f0f0f0f],
    ] as const) {
      w.get(x).shift('i32x4.shr_u', by).word(mask).do('v128.and')
      w.get(x).word(mask).do('v128.and').shift('i32x4.shl', by).do('v128.or').set(x)
    }
    w.get(x, x)
    shuffle(w.code, bytesReversed)
    w.set(x)
    for (const half of [0, 1] as const) {
      w.get(at, x)
      if (half === 1) {
        w.get(x)
        shuffle(w.code, secondHalf)
      }
      w.do('f64x2.convert_low_i32x4_u')
        .number(0.5)
        .do('f64x2.add')
        .number(2 ** -32)
        .do('f64x2.mul')
      memory(w.code, 'v128.store', 16 * half)
    }
  })
}

function uniform(w: Writer): void {
  const [from, at, bytes] = [0, 1, 2] as const
  const [low, width, plus] = w.spread(3, 4, 5) as [number, number, number]
  w.turns([from, at], bytes, 16, () => {
    w.get(at, plus, low).load(from).get(width).do('f64x2.mul', 'f64x2.add', 'f64x2.add')
    memory(w.code, 'v128.store', 0)
  })
}

function triangular(w: Writer): void {
  const [from, at, bytes] = [0, 1, 2] as const
  const [low, high, turn, width, left, right, plus] = w.spread(3, 4, 5, 6, 7, 8, 9) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [u, below, root] = [w.local(v128), w.local(v128), w.local(v128)]
  w.turns([from, at], bytes, 16, () => {
    w.load(from).tee(u).get(turn).do('f64x2.lt').set(below)
    w.get(u, width).do('f64x2.mul').get(left).do('f64x2.mul')
    w.number(1).get(u).do('f64x2.sub').get(width).do('f64x2.mul').get(right).do('f64x2.mul')
    w.get(below).do('v128.bitselect', 'f64x2.sqrt').set(root)
    w.get(at, plus)
    w.get(low, root).do('f64x2.add').get(high, root).do('f64x2.sub').get(below).do('v128.bitselect')
    w.do('f64x2.add')
    memory(w.code, 'v128.store', 0)
  })
}

function follow(w: Writer): void {
  const [from, at, bytes] = [0, 1, 2] as const
  const [value, before, most] = w.spread(3, 4, 5) as [number, number, number]
  const now = w.local(v128)
  w.turns([from, at], bytes, 16, () => {
    w.get(at, value)
    // min(most, x) where x is no NaN that `most` would hide: the row was drawn from a distribution of finite numbers.
    w.get(value).load(from).tee(now).get(before).do('f64x2.div', 'f64x2.mul').get(most).do('f64x2.pmin')
    w.get(now, before).do('f64x2.eq', 'v128.bitselect')
    memory(w.code, 'v128.store', 0)
  })
}

/** Pushes max(least, |size|); pmax(size, least) is the size where that is no number: then nothing is right. */
function sizeOf(w: Writer, sizes: number, passed: number, mask: number, least: number): void {
  w.get(sizes, passed, mask)
  op(w.code, 'i32.and')
  op(w.code, 'i32.add')
  memory(w.code, 'v128.load', 0)
  w.do('f64x2.abs').get(least).do('f64x2.pmax')
}

function notBelow(w: Writer): void {
  const [at, sizes, bytes, mask, slack] = [0, 1, 2, 3, 4] as const
  const [least] = w.spread(5) as [number]
  const [below, right] = [w.local(v128), w.local(v128)]
  w.number(0).get(slack).do('f64x2.splat', 'f64x2.sub').set(below)
  w.word(-1).set(right)
  w.turns([at], bytes, 16, (passed) => {
    w.load(at).get(below)
    sizeOf(w, sizes, passed, mask, least)
    w.do('f64x2.mul', 'f64x2.ge').get(right).do('v128.and').set(right)
  })
  w.get(right).do('i64x2.all_true')
}

function atMost(w: Writer): void {
  const [at, sizes, bytes, mask] = [0, 1, 2, 3] as const
  const [factor, least] = w.spread(4, 5) as [number, number]
  const right = w.local(v128)
  w.word(-1).set(right)
  w.turns([at], bytes, 16, (passed) => {
    w.load(at)
    sizeOf(w, sizes, passed, mask, least)
    w.get(factor).do('f64x2.mul', 'f64x2.le').get(right).do('v128.and').set(right)
  })
  w.get(right).do('i64x2.all_true')
}

function within(w: Writer): void {
  const [at, bytes] = [0, 1] as const
  const [about, low, high] = w.spread(2, 3, 4) as [number, number, number]
  const [x, right] = [w.local(v128), w.local(v128)]
  w.word(-1).set(right)
  w.turns([at], bytes, 16, () => {
    w.load(at).get(about).do('f64x2.sub').tee(x).get(low).do('f64x2.ge')
    w.get(x, high).do('f64x2.le', 'v128.and').get(right).do('v128.and').set(right)
  })
  w.get(right).do('i64x2.all_true')
}

function countNotBelow(w: Writer): void {
  const [at, bytes, years, into] = [0, 1, 2, 3] as const
  const { code } = w
  const [count, year] = [w.local(i32), w.local(i32)]
  loop(code, () => {
    i32Const(code, 0)
    w.set(count)
    w.turns([at], bytes, 16, () => {
      w.load(at).number(0).do('f64x2.ge', 'i64x2.bitmask')
      op(code, 'i32.popcnt')
      w.get(count)
      op(code, 'i32.add')
      w.set(count)
    })
    w.get(into, count)
    i32Store(code, 0)
    w.get(into)
    i32Const(code, 4)
    op(code, 'i32.add')
    w.set(into).get(year)
    i32Const(code, 1)
    op(code, 'i32.add')
    w.tee(year).get(years)
    op(code, 'i32.lt_u')
  })
}

/** Those that answer. */
const answers: ReadonlySet<string> = new Set(['notBelow', 'atMost', 'within'])

/** The module of `RowFunctions`, on an imported memory. */
export function rowsModule(): Uint8Array<ArrayBuffer> {
  const writers = { philox, scramble, uniform, triangular, follow, notBelow, atMost, within, countNotBelow }
  const names = Object.keys(writers) as (keyof RowFunctions)[]
  return moduleBytes({
    types: names.map((name) => ({
      parameters: parameters[name],
      results: answers.has(name) ? [i32] : [],
    })),
    imports: [],
    functions: names.map((name, type) => {
      const w = new Writer(parameters[name].length)
      writers[name](w)
      return w.body(type, name)
    }),
    pages: 1,
  })
}
