import { published } from '../../numerics/elementary.ts'
import { type FunctionBody, type FunctionType, ifElse, memory, type Vector, valueType } from './wasm.ts'
import { Writer } from './writer.ts'

/**
 * exp, log and pow over rows of the kernel's memory, two lanes at once: the operations of numerics/elementary.ts in their
 * order, so the same bits. Where that one branches, both arms are computed and a mask chooses: an argument outside the
 * domain (0, negative, infinite, no number) gets what the scalar function says, never what the polynomial happens to give.
 * Rows are addresses in bytes, one after the other; `bytes` is how long each is.
 */
const { i32, v128 } = valueType
const p = published

/** Pushes a vector. */
type Value = (w: Writer) => void

const two =
  (name: Vector) =>
  (a: Value, b: Value): Value =>
  (w) => {
    a(w)
    b(w)
    w.do(name)
  }
const one =
  (name: Vector) =>
  (a: Value): Value =>
  (w) => {
    a(w)
    w.do(name)
  }
const add = two('f64x2.add')
const sub = two('f64x2.sub')
const mul = two('f64x2.mul')
const div = two('f64x2.div')
const abs = one('f64x2.abs')
const floor = one('f64x2.floor')
const trunc = one('f64x2.trunc')
const sqrt = one('f64x2.sqrt')
const eq = two('f64x2.eq')
const ne = two('f64x2.ne')
const lt = two('f64x2.lt')
const gt = two('f64x2.gt')
const le = two('f64x2.le')
const ge = two('f64x2.ge')
const and = two('v128.and')
/** a where b has no bit. */
const andNot = two('v128.andnot')
const or = two('v128.or')
const xor = two('v128.xor')
const addWhole = two('i64x2.add')
const num =
  (value: number): Value =>
  (w) =>
    w.number(value)
const bits =
  (high: number, low = 0): Value =>
  (w) =>
    w.bits(high, low)
/** a where the mask is set, else b. */
const choose =
  (mask: Value, a: Value, b: Value): Value =>
  (w) => {
    a(w)
    b(w)
    mask(w)
    w.do('v128.bitselect')
  }
const shifted =
  (name: 'i64x2.shl' | 'i64x2.shr_u', a: Value, by: number): Value =>
  (w) => {
    a(w)
    w.shift(name, by)
  }
/** a + x·(b + x·(c + …)). */
const polynomial = (x: Value, [first, ...rest]: readonly number[]): Value =>
  rest.length === 0 ? num(first!) : add(num(first!), mul(x, polynomial(x, rest)))

const sign = bits(0x80000000)
const mantissa = bits(0x000fffff, 0xffffffff)
const exponentOf1 = bits(0x3ff00000)
/** A number with its lower word cleared. */
const upper = (a: Value): Value => and(a, bits(0xffffffff))
/** b with the sign of a. */
const signed = (a: Value, b: Value): Value => or(and(a, sign), b)
/** Between these upper words of numbers from 1 to 2: from the first on, before the second. */
const between = (m: Value, from: number, before: number): Value =>
  and(ge(m, reading(from)), lt(m, reading(before)))
const reading = (mantissaWord: number): Value => bits(0x3ff00000 + mantissaWord)

/** One value where the mask is set in both lanes, else the other; only that one is computed. */
const whereBoth =
  (w: Writer, mask: Value, yes: () => Value, no: () => Value): Value =>
  () => {
    mask(w)
    w.do('i64x2.all_true')
    ifElse(
      w.code,
      v128,
      () => yes()(w),
      () => no()(w),
    )
  }

/** Computes a value once. */
function keep(w: Writer, value: Value): Value {
  const local = w.local(v128)
  value(w)
  w.set(local)
  return (into) => into.get(local)
}

/** 2^k of whole k from −1022 to 1023: k + 1023 as the last bits of a number, moved to where the exponent stands. */
const power2 = (k: Value): Value => shifted('i64x2.shl', add(k, num(1.5 * 2 ** 52 + 1023)), 52)

/** y·2^k for y near 1 and k from −1075 to 1024, rounded once: the first product is exact. */
function scale(w: Writer, y: Value, k: Value): Value {
  const half = keep(w, floor(mul(k, num(0.5))))
  return mul(mul(y, power2(half)), power2(sub(k, half)))
}

function exp(w: Writer, x: Value): Value {
  const size = keep(w, abs(x))
  const far = add(mul(num(p.inverseLn2), x), signed(x, num(0.5)))
  const k = keep(
    w,
    and(choose(lt(size, num(p.threeHalvesLn2)), signed(x, num(1)), trunc(far)), gt(size, num(p.halfLn2))),
  )
  const hi = keep(w, sub(x, mul(k, num(p.ln2High))))
  const lo = keep(w, mul(k, num(p.ln2Low)))
  const r = keep(w, sub(hi, lo))
  const t = keep(w, mul(r, r))
  const c = keep(w, sub(r, mul(t, polynomial(t, p.exp))))
  const y = sub(num(1), sub(sub(lo, div(mul(r, c), sub(num(2), c))), hi))
  let result = scale(w, y, k)
  result = choose(lt(size, num(p.expTiny)), add(num(1), x), result)
  result = choose(gt(x, num(p.expMost)), num(Number.POSITIVE_INFINITY), result)
  result = andNot(result, lt(x, num(p.expLeast)))
  return choose(ne(x, x), x, result)
}

function log(w: Writer, x: Value): Value {
  const small = keep(w, lt(x, num(2.2250738585072014e-308)))
  const y = keep(w, choose(small, mul(x, num(18014398509481984)), x))
  const m = keep(w, and(y, mantissa))
  const from1 = keep(w, or(m, exponentOf1))
  // 1 in the exponent where the mantissa lies above √2: then it is halved.
  const shift = keep(w, and(addWhole(m, bits(0x00095f64)), bits(0x00100000)))
  const f = keep(w, sub(or(m, xor(shift, exponentOf1)), num(1)))
  const whole = addWhole(shifted('i64x2.shr_u', y, 52), shifted('i64x2.shr_u', shift, 52))
  // A whole number below 2^52 as the last bits of a number from 2^52 on.
  const k = keep(w, sub(sub(or(whole, bits(0x43300000)), num(2 ** 52 + 1023)), and(small, num(54))))
  const kLow = keep(w, mul(k, num(p.ln2Low)))
  const s = keep(w, div(f, add(num(2), f)))
  const z = keep(w, mul(s, s))
  const v = keep(w, mul(z, z))
  const t1 = mul(v, polynomial(v, p.logEven))
  const t2 = mul(z, polynomial(v, p.logOdd))
  const r = keep(w, add(t2, t1))
  const half = keep(w, mul(mul(num(0.5), f), f))
  const middle = sub(half, add(mul(s, add(half, r)), kLow))
  const outer = sub(mul(s, sub(f, r)), kLow)
  const near = sub(mul(mul(f, f), sub(num(0.5), mul(num(p.third), f))), kLow)
  const inMiddle = between(from1, 0x6147a, 0x6b852)
  const at1 = or(lt(from1, reading(1)), ge(from1, reading(0xffffe)))
  const part = choose(at1, near, choose(inMiddle, middle, outer))
  let result = sub(mul(k, num(p.ln2High)), sub(part, f))
  result = choose(eq(x, num(Number.POSITIVE_INFINITY)), x, result)
  result = choose(gt(x, num(0)), result, num(Number.NaN))
  return choose(eq(x, num(0)), num(Number.NEGATIVE_INFINITY), result)
}

/** log2 of the size of x as a sum of two, for sizes that are no 0, 1, or infinite. */
function log2(w: Writer, size: Value): readonly [Value, Value] {
  const small = keep(w, lt(size, num(2.2250738585072014e-308)))
  const y = keep(w, choose(small, mul(size, num(9007199254740992)), size))
  const from1 = keep(w, or(and(y, mantissa), exponentOf1))
  const nearer = keep(w, between(from1, 0x3988f, 0xbb67a))
  const above = keep(w, ge(from1, reading(0xbb67a)))
  const power = sub(or(shifted('i64x2.shr_u', y, 52), bits(0x43300000)), num(2 ** 52 + 1023))
  const n = keep(w, add(sub(power, and(small, num(53))), and(above, num(1))))
  const x = keep(w, choose(above, mul(from1, num(0.5)), from1))
  const bp = keep(w, choose(nearer, num(1.5), num(1)))
  const dpHigh = keep(w, and(nearer, num(p.dpHigh)))
  const u0 = keep(w, sub(x, bp))
  const v0 = keep(w, div(num(1), add(x, bp)))
  const s = keep(w, mul(u0, v0))
  const sHigh = keep(w, upper(s))
  // About x + bp, exact in its upper word.
  const about = addWhole(or(shifted('i64x2.shr_u', x, 1), bits(0x20000000)), bits(0x00080000))
  const xHigh = keep(w, upper(addWhole(about, and(nearer, bits(0x00040000)))))
  const xLow = sub(x, sub(xHigh, bp))
  const sLow = keep(w, mul(v0, sub(sub(u0, mul(sHigh, xHigh)), mul(sHigh, xLow))))
  const ss = keep(w, mul(s, s))
  const r = keep(w, add(mul(mul(ss, ss), polynomial(ss, p.log2)), mul(sLow, add(sHigh, s))))
  const square = keep(w, mul(sHigh, sHigh))
  const tHigh = keep(w, upper(add(add(num(3), square), r)))
  const tLow = sub(r, sub(sub(tHigh, num(3)), square))
  const u = keep(w, mul(sHigh, tHigh))
  const v = keep(w, add(mul(sLow, tHigh), mul(tLow, s)))
  const pHigh = keep(w, upper(add(u, v)))
  const pLow = sub(v, sub(pHigh, u))
  const zHigh = keep(w, mul(num(p.cpHigh), pHigh))
  const zLow = keep(w, add(add(mul(num(p.cpLow), pHigh), mul(pLow, num(p.cp))), and(nearer, num(p.dpLow))))
  const t1 = keep(w, upper(add(add(add(zHigh, zLow), dpHigh), n)))
  return [t1, sub(zLow, sub(sub(sub(t1, n), dpHigh), zHigh))]
}

/** The same where the exponent is so large that only sizes close to 1 give a number. */
function log2Near1(w: Writer, size: Value): readonly [Value, Value] {
  const t = keep(w, sub(size, num(1)))
  const series = sub(num(0.5), mul(t, sub(num(p.third), mul(t, num(0.25)))))
  const u = keep(w, mul(num(p.inverseLn2High), t))
  const v = keep(w, sub(mul(t, num(p.inverseLn2Low)), mul(mul(mul(t, t), series), num(p.inverseLn2))))
  const t1 = keep(w, upper(add(u, v)))
  return [t1, sub(v, sub(t1, u))]
}

/** Size of x to the power of y, both no special case. */
function powerOf(w: Writer, size: Value, y: Value): Value {
  const infinity = num(Number.POSITIVE_INFINITY)
  const sizeY = keep(w, abs(y))
  const huge = keep(w, gt(sizeY, num(hugePower)))
  const [near1, near2] = log2Near1(w, size)
  const [all1, all2] = log2(w, size)
  let result = power2Of(w, y, choose(huge, near1, all1), choose(huge, near2, all2))
  // Beyond these sizes of y no x but those around 1 stays a number.
  const word = keep(w, upper(size))
  const below = lt(word, bits(0x3fefffff))
  const beyond = gt(word, exponentOf1)
  result = choose(and(huge, beyond), and(gt(y, num(0)), infinity), result)
  result = choose(and(huge, below), and(lt(y, num(0)), infinity), result)
  const grows = xor(lt(size, num(1)), gt(y, num(0)))
  return choose(ge(sizeY, num(18446744073709552000)), and(grows, infinity), result)
}

/** From here on a power of what is not close to 1 is infinite or 0. */
const hugePower = 2147483648

/** 2 to the power of y times a logarithm of two parts. */
function power2Of(w: Writer, y: Value, first: Value, second: Value): Value {
  const t1 = keep(w, first)
  const t2 = second
  const infinity = num(Number.POSITIVE_INFINITY)
  const y1 = keep(w, upper(y))
  const pl = keep(w, add(mul(sub(y, y1), t1), mul(y, t2)))
  const ph = keep(w, mul(y1, t1))
  const z = keep(w, add(pl, ph))
  const over = keep(w, or(gt(z, num(1024)), and(ge(z, num(1024)), gt(add(pl, num(p.overflow)), sub(z, ph)))))
  const under = keep(w, or(lt(z, num(-1075)), and(le(z, num(-1075)), le(pl, sub(z, ph)))))
  const sizeZ = keep(w, upper(abs(z)))
  const rounded = and(trunc(add(sizeZ, num(0.5))), gt(sizeZ, num(0.5)))
  const n = keep(w, signed(z, rounded))
  const left = keep(w, sub(ph, n))
  const t = keep(w, upper(add(pl, left)))
  const u = keep(w, mul(t, num(p.lg2High)))
  const v = keep(w, add(mul(sub(pl, sub(t, left)), num(p.lg2)), mul(t, num(p.lg2Low))))
  const e = keep(w, add(u, v))
  const rest = keep(w, sub(v, sub(e, u)))
  const ee = keep(w, mul(e, e))
  const c = keep(w, sub(e, mul(ee, polynomial(ee, p.exp))))
  const r = sub(div(mul(e, c), sub(c, num(2))), add(rest, mul(e, rest)))
  const result = scale(w, sub(num(1), sub(r, e)), n)
  return choose(over, infinity, andNot(result, under))
}

/**
 * Nearly all pairs are usual: a positive x, an exponent that no rule of its own stands for. Where both lanes are, the rules are passed
 * over; and exponents 0 and 1, which growth begins with, need no power at all. Each way gives a lane the same bits.
 */
function pow(w: Writer, x: Value, y: Value): Value {
  const sizeY = keep(w, abs(y))
  const plain = and(ne(sizeY, num(0)), and(ne(sizeY, num(1)), and(ne(y, num(2)), ne(y, num(0.5)))))
  const positive = and(and(gt(x, num(0)), lt(x, num(Number.POSITIVE_INFINITY))), ne(x, num(1)))
  const usual = and(positive, and(plain, le(sizeY, num(hugePower))))
  const trivial = or(eq(y, num(0)), eq(y, num(1)))
  return whereBoth(
    w,
    usual,
    () => power2Of(w, y, ...log2(w, x)),
    () =>
      whereBoth(
        w,
        trivial,
        () => choose(eq(y, num(0)), num(1), x),
        () => anyPower(w, x, y),
      ),
  )
}

function anyPower(w: Writer, x: Value, y: Value): Value {
  const infinity = num(Number.POSITIVE_INFINITY)
  const size = keep(w, abs(x))
  const sizeY = keep(w, abs(y))
  let result = powerOf(w, size, y)
  // 0, 1 and infinite x.
  const below0 = keep(w, lt(y, num(0)))
  const special = or(eq(size, num(0)), or(eq(size, infinity), eq(size, num(1))))
  result = choose(special, choose(below0, div(num(1), size), size), result)
  // A negative x takes whole exponents only, −0 any; what is odd keeps the sign.
  const whole = keep(w, eq(floor(sizeY), sizeY))
  const half = keep(w, mul(sizeY, num(0.5)))
  const odd = andNot(whole, eq(floor(half), half))
  result = or(result, and(and(x, odd), sign))
  const refused = andNot(and(lt(x, num(0)), gt(x, num(Number.NEGATIVE_INFINITY))), whole)
  result = choose(refused, num(Number.NaN), result)
  result = choose(and(eq(y, num(0.5)), gt(x, num(0))), sqrt(x), result)
  result = choose(eq(y, num(2)), mul(x, x), result)
  result = choose(eq(y, num(-1)), div(num(1), x), result)
  result = choose(eq(y, num(1)), x, result)
  const grows = xor(gt(size, num(1)), below0)
  const endless = choose(eq(size, num(1)), num(Number.NaN), and(grows, infinity))
  result = choose(eq(sizeY, infinity), endless, result)
  result = choose(or(ne(x, x), ne(y, y)), num(Number.NaN), result)
  return choose(eq(y, num(0)), num(1), result)
}

/** One number of 64 bits in memory, to all lanes of a row. */
function spread(w: Writer): void {
  const [from, to, bytes] = [0, 1, 2] as const
  const number = w.local(v128)
  w.get(from)
  memory(w.code, 'v128.load64_splat', 0)
  w.set(number)
  w.turns([to], bytes, 16, () => {
    w.get(to, number)
    memory(w.code, 'v128.store', 0)
  })
}

export type RowOperation = 'exp' | 'log' | 'pow' | 'spread'

/** From one row, or from two of pow, to another. */
export const rowTypes = {
  three: { parameters: [i32, i32, i32], results: [] },
  four: { parameters: [i32, i32, i32, i32], results: [] },
} as const satisfies Record<string, FunctionType>

/** A function of a module, `type` being its number there (`rowTypes`: four for pow, else three). */
export function rowFunction(name: RowOperation, type: number): FunctionBody {
  const count = name === 'pow' ? 4 : 3
  const w = new Writer(count)
  if (name === 'spread') spread(w)
  else {
    const [a, b, to, bytes] = name === 'pow' ? [0, 1, 2, 3] : [0, 0, 1, 2]
    const [x, y] = [w.local(v128), w.local(v128)]
    w.turns(name === 'pow' ? [a!, b!, to!] : [a!, to!], bytes!, 16, () => {
      w.load(a!).set(x)
      if (name === 'pow') w.load(b!).set(y)
      const [first, second]: Value[] = [(into) => into.get(x), (into) => into.get(y)]
      const result = keep(
        w,
        name === 'pow' ? pow(w, first!, second!) : name === 'exp' ? exp(w, first!) : log(w, first!),
      )
      w.get(to!)
      result(w)
      memory(w.code, 'v128.store', 0)
    })
  }
  return w.body(type)
}
