/**
 * WebAssembly module bytes, written by ourselves: the few instructions that the kernel needs, the sections around them, and
 * LEB128. Reference: WebAssembly Core Specification 2.0 (2022), chapters 5.2 (values), 5.4 (instructions, SIMD in 5.4.8) and
 * 5.5 (modules). The functions below append to code.
 */

/** Bytes that grow at their end. */
export class Code {
  #bytes = new Uint8Array(1024)
  length = 0

  push(byte: number): void {
    if (this.length === this.#bytes.length) this.#grow(1)
    this.#bytes[this.length++] = byte
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) this.#grow(bytes.length)
    this.#bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** A view, until more is written. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }

  /** Begins anew in the same memory. */
  clear(): void {
    this.length = 0
  }

  #grow(by: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + by))
    larger.set(this.bytes)
    this.#bytes = larger
  }
}

/** Types of values. */
export const valueType = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const
export type ValueType = (typeof valueType)[keyof typeof valueType]

const plain = {
  end: 0x0b,
  drop: 0x1a,
  'i32.eqz': 0x45,
  'i32.lt_u': 0x49,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.popcnt': 0x69,
  'i32.and': 0x71,
} as const

const vector = {
  'i32x4.splat': 0x11,
  'f64x2.splat': 0x14,
  'f64x2.eq': 0x47,
  'f64x2.ne': 0x48,
  'f64x2.lt': 0x49,
  'f64x2.gt': 0x4a,
  'f64x2.le': 0x4b,
  'f64x2.ge': 0x4c,
  'v128.and': 0x4e,
  'v128.andnot': 0x4f,
  'v128.or': 0x50,
  'v128.xor': 0x51,
  'v128.bitselect': 0x52,
  'f64x2.floor': 0x75,
  'f64x2.trunc': 0x7a,
  'i32x4.shl': 0xab,
  'i32x4.shr_u': 0xad,
  'i32x4.add': 0xae,
  'i32x4.mul': 0xb5,
  'i64x2.extmul_low_i32x4_u': 0xde,
  'i64x2.extmul_high_i32x4_u': 0xdf,
  'i64x2.all_true': 0xc3,
  'i64x2.bitmask': 0xc4,
  'i64x2.shl': 0xcb,
  'i64x2.shr_u': 0xcd,
  'i64x2.add': 0xce,
  'f64x2.abs': 0xec,
  'f64x2.sqrt': 0xef,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'f64x2.div': 0xf3,
  'f64x2.min': 0xf4,
  'f64x2.max': 0xf5,
  'f64x2.pmin': 0xf6,
  'f64x2.pmax': 0xf7,
  'f64x2.convert_low_i32x4_u': 0xff,
} as const

export type Plain = keyof typeof plain
export type Vector = keyof typeof vector

export function unsigned(code: Code, value: number): void {
  let rest = value
  while (rest >= 0x80) {
    code.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  code.push(rest)
}

function signed(code: Code, value: number): void {
  let rest = value
  for (;;) {
    const byte = rest & 0x7f
    rest >>= 7
    if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) {
      code.push(byte)
      return
    }
    code.push(byte | 0x80)
  }
}

const sixteen = new Uint8Array(16)
const lanes = new DataView(sixteen.buffer)

export const op = (code: Code, name: Plain): void => void code.push(plain[name])

export function simd(code: Code, name: Vector): void {
  code.push(0xfd)
  unsigned(code, vector[name])
}

export function localGet(code: Code, index: number): void {
  code.push(0x20)
  unsigned(code, index)
}

export function localSet(code: Code, index: number): void {
  code.push(0x21)
  unsigned(code, index)
}

export function localTee(code: Code, index: number): void {
  code.push(0x22)
  unsigned(code, index)
}

export function i32Const(code: Code, value: number): void {
  code.push(0x41)
  signed(code, value)
}

/** Both lanes the same number. */
export function splatConst(code: Code, value: number): void {
  code.push(0xfd)
  code.push(0x0c)
  lanes.setFloat64(0, value, true)
  lanes.setFloat64(8, value, true)
  code.append(sixteen)
}

/** Four lanes of whole numbers below 2³². */
export function wordsConst(code: Code, words: readonly [number, number, number, number]): void {
  code.push(0xfd)
  code.push(0x0c)
  for (const [i, word] of words.entries()) lanes.setUint32(4 * i, word, true)
  code.append(sixteen)
}

/** Bytes of two vectors on the stack by their places: those of the second begin at 16. */
export function shuffle(code: Code, places: readonly number[]): void {
  code.push(0xfd)
  code.push(0x0d)
  for (const place of places) code.push(place)
}

export function call(code: Code, index: number): void {
  code.push(0x10)
  unsigned(code, index)
}

const loads = { 'v128.load': [0x00, 4], 'v128.load64_splat': [0x0a, 3], 'v128.store': [0x0b, 4] } as const

/** Load from or store to the address on the stack plus `offset` bytes. */
export function memory(code: Code, name: keyof typeof loads, offset: number): void {
  const [byte, align] = loads[name]
  code.push(0xfd)
  unsigned(code, byte)
  unsigned(code, align)
  unsigned(code, offset)
}

export function i32Load(code: Code, offset: number): void {
  code.push(0x28)
  code.push(2)
  unsigned(code, offset)
}

export function i32Store(code: Code, offset: number): void {
  code.push(0x36)
  code.push(2)
  unsigned(code, offset)
}

/** `if (condition on the stack) … else …`, leaving a value of this type. */
export function ifElse(code: Code, type: ValueType, then: () => void, otherwise: () => void): void {
  code.push(0x04)
  code.push(type)
  then()
  code.push(0x05)
  otherwise()
  code.push(plain.end)
}

/** A loop that runs again while the body leaves a number that is not 0. */
export function loop(code: Code, body: () => void): void {
  code.push(0x03)
  code.push(0x40)
  body()
  code.push(0x0d)
  code.push(0x00)
  code.push(plain.end)
}

export interface FunctionType {
  readonly parameters: readonly ValueType[]
  readonly results: readonly ValueType[]
}

export interface FunctionBody {
  readonly type: number
  /** Locals beyond the parameters, by type. */
  readonly locals: readonly (readonly [number, ValueType])[]
  readonly code: Code
  readonly name?: string
}

export interface ModuleParts {
  readonly types: readonly FunctionType[]
  /** Imported functions (module `env`), before all others in the numbering. */
  readonly imports: readonly { readonly name: string; readonly type: number }[]
  readonly functions: readonly FunctionBody[]
  /** Pages of 64 KiB of the imported memory `env.memory`. */
  readonly pages: number
}

function section(into: Code, id: number, body: Code): void {
  into.push(id)
  unsigned(into, body.length)
  into.append(body.bytes)
}

function text(into: Code, value: string): void {
  const bytes = new TextEncoder().encode(value)
  unsigned(into, bytes.length)
  into.append(bytes)
}

/** The bytes of a module that imports its memory and exports each function that has a name. */
export function moduleBytes({ types, imports, functions, pages }: ModuleParts): Uint8Array<ArrayBuffer> {
  const out = new Code()
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.push(byte)
  const part = new Code()
  unsigned(part, types.length)
  for (const { parameters, results } of types) {
    part.push(0x60)
    unsigned(part, parameters.length)
    for (const type of parameters) part.push(type)
    unsigned(part, results.length)
    for (const type of results) part.push(type)
  }
  section(out, 1, part)
  part.clear()
  unsigned(part, imports.length + 1)
  for (const { name, type } of imports) {
    text(part, 'env')
    text(part, name)
    part.push(0x00)
    unsigned(part, type)
  }
  text(part, 'env')
  text(part, 'memory')
  part.push(0x02)
  part.push(0x00)
  unsigned(part, pages)
  section(out, 2, part)
  part.clear()
  unsigned(part, functions.length)
  for (const { type } of functions) unsigned(part, type)
  section(out, 3, part)
  part.clear()
  const exported = functions.flatMap(({ name }, index) => (name === undefined ? [] : [{ name, index }]))
  unsigned(part, exported.length)
  for (const { name, index } of exported) {
    text(part, name)
    part.push(0x00)
    unsigned(part, imports.length + index)
  }
  section(out, 7, part)
  part.clear()
  unsigned(part, functions.length)
  const locals = new Code()
  for (const { locals: own, code } of functions) {
    locals.clear()
    unsigned(locals, own.length)
    for (const [count, type] of own) {
      unsigned(locals, count)
      locals.push(type)
    }
    unsigned(part, locals.length + code.length + 1)
    part.append(locals.bytes)
    part.append(code.bytes)
    part.push(plain.end)
  }
  section(out, 10, part)
  return Uint8Array.from(out.bytes)
}
