import {
  Code,
  type FunctionBody,
  i32Const,
  localGet,
  localSet,
  localTee,
  loop,
  memory,
  op,
  simd,
  splatConst,
  type ValueType,
  type Vector,
  valueType,
  wordsConst,
} from './wasm.ts'

const { i32, v128 } = valueType

/** A function under construction: its parameters and named locals. */
export class Writer {
  readonly code = new Code()
  readonly #locals: ValueType[] = []
  readonly #parameters: number

  constructor(count: number) {
    this.#parameters = count
  }

  local(type: ValueType): number {
    return this.#parameters + this.#locals.push(type) - 1
  }

  get(...locals: readonly number[]): this {
    for (const local of locals) localGet(this.code, local)
    return this
  }

  set(local: number): this {
    localSet(this.code, local)
    return this
  }

  tee(local: number): this {
    localTee(this.code, local)
    return this
  }

  do(...names: readonly Vector[]): this {
    for (const name of names) simd(this.code, name)
    return this
  }

  number(value: number): this {
    splatConst(this.code, value)
    return this
  }

  word(value: number): this {
    wordsConst(this.code, [value, value, value, value])
    return this
  }

  /** Both lanes these 64 bits, told by their upper and lower words. */
  bits(high: number, low = 0): this {
    wordsConst(this.code, [low, high, low, high])
    return this
  }

  /** Shifts what is on the stack. */
  shift(name: 'i32x4.shl' | 'i32x4.shr_u' | 'i64x2.shl' | 'i64x2.shr_u', by: number): this {
    i32Const(this.code, by)
    return this.do(name)
  }

  load(address: number, offset = 0): this {
    localGet(this.code, address)
    memory(this.code, 'v128.load', offset)
    return this
  }

  /** Parameters that are one number, as vectors. */
  spread(...numbers: readonly number[]): number[] {
    return numbers.map((number) => {
      const vector = this.local(v128)
      this.get(number).do('f64x2.splat').set(vector)
      return vector
    })
  }

  /** Goes on until `passed` reaches `bytes`; `addresses` go with it, `step` bytes a turn; `act` is told the local that holds how far it is. */
  turns(addresses: readonly number[], bytes: number, step: number, act: (passed: number) => void): void {
    const { code } = this
    const passed = this.local(i32)
    i32Const(code, 0)
    localSet(code, passed)
    loop(code, () => {
      act(passed)
      for (const address of addresses) {
        localGet(code, address)
        i32Const(code, step)
        op(code, 'i32.add')
        localSet(code, address)
      }
      localGet(code, passed)
      i32Const(code, step)
      op(code, 'i32.add')
      localTee(code, passed)
      localGet(code, bytes)
      op(code, 'i32.lt_u')
    })
  }

  /** With a name it is exported. */
  body(type: number, name?: string): FunctionBody {
    return {
      type,
      ...(name === undefined ? {} : { name }),
      code: this.code,
      locals: this.#locals.map((one) => [1, one] as const),
    }
  }
}
