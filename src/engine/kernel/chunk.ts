import type { Plan } from '../plan.ts'
import type { Chunk, Layout } from './layout.ts'
import type { Staged } from './stages.ts'
import {
  Code,
  type FunctionBody,
  i32Const,
  i32Load,
  ifElse,
  localGet,
  localSet,
  localTee,
  loop,
  memory,
  op,
  simd,
  splatConst,
  valueType,
} from './wasm.ts'

const { i32, v128 } = valueType

/** Locals of a chunk: the year, the lane's offset in a row, that offset plus the year's row, the year's offset in a table. */
const year = 0
const lane = 1
const place = 2
const entry = 3
const firstVector = 4

/** The function of a chunk: its operations in one loop over lanes, two vectors a turn, values that stay inside in locals. */
export class ChunkWriter {
  readonly #code = new Code()
  /** Local of each value that was made or read in this chunk. */
  readonly #locals = new Map<number, number>()
  /** How often each node is still read in this chunk. */
  readonly #reads = new Map<number, number>()
  #vectors = 0
  readonly plan: Plan
  readonly staged: Staged
  readonly layout: Layout
  readonly chunk: Chunk

  constructor(plan: Plan, staged: Staged, layout: Layout, chunk: Chunk) {
    this.plan = plan
    this.staged = staged
    this.layout = layout
    this.chunk = chunk
    for (const node of chunk.nodes)
      for (const input of plan.nodes[node]!.in) this.#reads.set(input, (this.#reads.get(input) ?? 0) + 1)
  }

  body(): FunctionBody {
    const code = this.#code
    const { lanes } = this.layout
    const row = lanes * 8
    localGet(code, year)
    i32Const(code, row)
    op(code, 'i32.mul')
    localSet(code, place)
    localGet(code, year)
    i32Const(code, 8)
    op(code, 'i32.mul')
    localSet(code, entry)
    loop(code, () => {
      for (const node of this.chunk.nodes) this.#node(node)
      localGet(code, place)
      i32Const(code, 16)
      op(code, 'i32.add')
      localSet(code, place)
      localGet(code, lane)
      i32Const(code, 16)
      op(code, 'i32.add')
      localTee(code, lane)
      i32Const(code, row)
      op(code, 'i32.lt_u')
    })
    return {
      type: 0,
      locals: [
        [3, i32],
        [this.#vectors, v128],
      ],
      code,
    }
  }

  /** Compute a node, keep it in a local and, where others read it, in memory. */
  #node(node: number): void {
    const code = this.#code
    const at = this.layout.at[node]!
    if (at >= 0) localGet(code, this.layout.series[node] === 1 ? place : lane)
    this.#compute(node)
    const local = this.#vector()
    this.#locals.set(node, local)
    if (at < 0) {
      localSet(code, local)
      return
    }
    localTee(code, local)
    memory(code, 'v128.store', at)
  }

  #vector(): number {
    return firstVector + this.#vectors++
  }

  #isYear(node: number): boolean {
    return this.plan.nodes[node]!.axis === 'year'
  }

  /** Push a value of this year (or of the run). */
  #read(node: number): void {
    const code = this.#code
    const known = this.#locals.get(node)
    if (known !== undefined) {
      localGet(code, known)
      return
    }
    const { moves, certain, program } = this.staged
    if (moves[node] === 0) {
      const table = this.layout.tables.get(node)
      if (table === undefined) {
        splatConst(code, certain[program.rows[node]!]!)
        return
      }
      if (this.#isYear(node)) localGet(code, entry)
      else i32Const(code, 0)
      memory(code, 'v128.load64_splat', table)
    } else {
      localGet(code, this.layout.series[node] === 1 ? place : lane)
      memory(code, 'v128.load', this.layout.at[node]!)
    }
    if ((this.#reads.get(node) ?? 0) > 1) {
      const local = this.#vector()
      this.#locals.set(node, local)
      localTee(code, local)
    }
  }

  #binary(a: number, b: number, name: Parameters<typeof simd>[1]): void {
    this.#read(a)
    this.#read(b)
    simd(this.#code, name)
  }

  /**
   * The smaller or larger of two. WebAssembly's own operation costs seven of the processor's, for the sake of NaN and of the sign
   * of zero; beside a certain number that is neither NaN nor −0 two will do: `pmin(x, c)` is c where c < x, else x, NaN
   * included, and only the larger of −0 and 0 has to be made 0 by adding 0.
   */
  #extreme(kind: 'min' | 'max', a: number, b: number): void {
    const { moves } = this.staged
    const [x, c] = moves[a] === 0 ? [b, a] : [a, b]
    const numbers = moves[c] === 0 && moves[x] === 1 ? this.#numbers(c) : undefined
    if (!numbers?.every((number) => !Number.isNaN(number) && !Object.is(number, -0))) {
      if (kind === 'max') this.#binary(a, b, 'f64x2.max')
      else {
        // Where they differ in the sign of zero, or one is NaN, the bits of both together are the answer.
        this.#binary(a, b, 'f64x2.pmin')
        this.#binary(b, a, 'f64x2.pmin')
        simd(this.#code, 'v128.or')
      }
      return
    }
    this.#binary(x, c, `f64x2.p${kind}`)
    if (kind === 'min' || numbers.every((number) => number !== 0)) return
    splatConst(this.#code, 0)
    simd(this.#code, 'f64x2.add')
  }

  /** What a certain node is: its one number, or its number of each year. */
  #numbers(node: number): Float64Array {
    const { certain, program } = this.staged
    const from = program.rows[node]!
    return certain.subarray(from, from + (this.#isYear(node) ? this.layout.years : 1))
  }

  #compute(node: number): void {
    const code = this.#code
    const { op: kind, in: inputs, k } = this.plan.nodes[node]!
    const [a, b, c] = inputs as [number, number, number]
    switch (kind) {
      case 'sum':
        this.#read(a)
        for (let i = 1; i < inputs.length; i++) {
          this.#read(inputs[i]!)
          simd(code, 'f64x2.add')
        }
        return
      case 'mul':
        this.#binary(a, b, 'f64x2.mul')
        return
      case 'div':
        this.#binary(a, b, 'f64x2.div')
        return
      case 'min':
      case 'max':
        this.#extreme(kind, a, b)
        return
      case 'less':
        this.#binary(a, b, 'f64x2.lt')
        splatConst(code, 1)
        simd(code, 'v128.and')
        return
      case 'select':
        this.#read(b)
        this.#read(c)
        this.#read(a)
        splatConst(code, 0)
        simd(code, 'f64x2.ne')
        simd(code, 'v128.bitselect')
        return
      case 'floor':
        this.#read(a)
        simd(code, 'f64x2.floor')
        return
      case 'blend':
        this.#blend(node)
        return
      case 'lag':
        this.#lag(a, b, k![0]!)
        return
      case 'running':
      case 'lowest':
        this.#cumulate(node, a, kind === 'running' ? 'f64x2.add' : 'f64x2.min')
        return
      case 'at':
        this.#yearOf(a, k![0]!)
        return
      case 'total':
        this.#reduce(a, k![0]!, k![1]!, 'f64x2.add')
        return
      case 'least':
        this.#reduce(a, k![0]!, k![1]!, 'f64x2.min')
        return
      case 'greatest':
        this.#reduce(a, k![0]!, k![1]!, 'f64x2.max')
        return
      case 'argmax':
        this.#argmax(a)
        return
      default:
        throw new Error(`operation ${kind} has no place in a kernel`)
    }
  }

  #blend(node: number): void {
    const code = this.#code
    const { left, right, leftWeight, rightWeight } = this.layout.blends.get(node)!
    const index = (table: number) => {
      localGet(code, year)
      i32Const(code, 4)
      op(code, 'i32.mul')
      i32Load(code, table)
      localGet(code, lane)
      op(code, 'i32.add')
      memory(code, 'v128.load', 0)
    }
    const weight = (table: number) => {
      localGet(code, entry)
      memory(code, 'v128.load64_splat', table)
      simd(code, 'f64x2.mul')
    }
    index(left)
    weight(leftWeight)
    index(right)
    weight(rightWeight)
    simd(code, 'f64x2.add')
  }

  /** Push x of `back` years before; only where that year exists. */
  #before(x: number, back: number): void {
    const code = this.#code
    const { moves } = this.staged
    const { lanes, tables, at } = this.layout
    if (!this.#isYear(x)) {
      this.#read(x)
      return
    }
    const inTable = moves[x] === 0
    localGet(code, inTable ? entry : place)
    i32Const(code, back * (inTable ? 8 : lanes * 8))
    op(code, 'i32.sub')
    if (inTable) memory(code, 'v128.load64_splat', tables.get(x)!)
    else memory(code, 'v128.load', at[x]!)
  }

  #lag(x: number, init: number, distance: number): void {
    const code = this.#code
    localGet(code, year)
    i32Const(code, distance)
    op(code, 'i32.lt_u')
    ifElse(
      code,
      v128,
      () => {
        localGet(code, lane)
        memory(code, 'v128.load', this.layout.constants.get(init) ?? this.layout.at[init]!)
      },
      () => this.#aside(() => this.#before(x, distance)),
    )
  }

  /** A value that is read on one branch only must not become a local that others rely on. */
  #aside(act: () => void): void {
    const before = new Map(this.#locals)
    act()
    this.#locals.clear()
    for (const [node, local] of before) this.#locals.set(node, local)
  }

  #cumulate(node: number, x: number, name: 'f64x2.add' | 'f64x2.min'): void {
    const code = this.#code
    const value = this.#vector()
    this.#read(x)
    localSet(code, value)
    localGet(code, year)
    op(code, 'i32.eqz')
    ifElse(
      code,
      v128,
      () => localGet(code, value),
      () => {
        this.#before(node, 1)
        localGet(code, value)
        simd(code, name)
      },
    )
  }

  /** Push x in a year of the horizon. */
  #yearOf(x: number, index: number): void {
    const code = this.#code
    if (!this.#isYear(x)) {
      this.#read(x)
      return
    }
    localGet(code, lane)
    memory(code, 'v128.load', this.layout.at[x]! + index * this.layout.lanes * 8)
  }

  #reduce(x: number, from: number, to: number, name: 'f64x2.add' | 'f64x2.min' | 'f64x2.max'): void {
    this.#yearOf(x, from)
    for (let t = from + 1; t <= to; t++) {
      this.#yearOf(x, t)
      simd(this.#code, name)
    }
  }

  /** The first year in which x is largest: a later year only where it is greater. */
  #argmax(x: number): void {
    const code = this.#code
    const best = this.#vector()
    const index = this.#vector()
    const other = this.#vector()
    this.#yearOf(x, 0)
    localSet(code, best)
    splatConst(code, 0)
    localSet(code, index)
    for (let t = 1; t < this.layout.years; t++) {
      this.#yearOf(x, t)
      localTee(code, other)
      localGet(code, best)
      simd(code, 'f64x2.gt')
      const mask = this.#vector()
      localSet(code, mask)
      localGet(code, other)
      localGet(code, best)
      localGet(code, mask)
      simd(code, 'v128.bitselect')
      localSet(code, best)
      splatConst(code, t)
      localGet(code, index)
      localGet(code, mask)
      simd(code, 'v128.bitselect')
      localSet(code, index)
    }
    localGet(code, index)
  }
}
