import type { Span } from '../diagnostics/span.ts'
import type { Grade } from '../model/given.ts'
import type { Uncertain } from '../model/uncertainty.ts'
import type { Text } from '../text/text.ts'
import { codeOf, mix, mixNumber } from './node-table.ts'
import type { Block, Column, Cut, Horizon, Node, Op, Plan, Ref, Slot } from './plan.ts'

/** What the builder is told about a slot; `value` is what the model says. */
export interface SlotSpec {
  readonly path: string
  readonly unit: string
  readonly value: number
  readonly kind?: Slot['kind'] | undefined
  readonly origin: readonly Span[]
  readonly grade?: Grade | undefined
  readonly source?: string | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
  readonly uncertain?: Uncertain | undefined
  readonly deflated?: number | undefined
  readonly persistence?: number | undefined
  /** In a union, for what no side alone has (switches): the value at the second side. */
  readonly other?: number | undefined
}

/** What a plan keeps of a slot. */
export function slotOf(s: SlotSpec): Slot {
  return {
    path: s.path,
    unit: s.unit,
    kind: s.kind ?? 'real',
    origin: s.origin,
    ...(s.grade === undefined ? {} : { grade: s.grade }),
    ...(s.source === undefined ? {} : { source: s.source }),
    ...(s.low === undefined ? {} : { low: s.low }),
    ...(s.high === undefined ? {} : { high: s.high }),
    ...(s.uncertain === undefined ? {} : { uncertain: s.uncertain }),
    ...(s.deflated === undefined ? {} : { deflated: s.deflated }),
    ...(s.persistence === undefined ? {} : { persistence: s.persistence }),
  }
}

/** An open loop: its number and one handle for each torn value. `Graph.close` settles it. */
export interface Tears<U extends string = string> {
  readonly loop: number
  readonly refs: readonly Ref<U>[]
}

/** Operations that look at more than one year; a loop's body is solved year by year and cannot hold them. */
const acrossYears: ReadonlySet<Op> = new Set<Op>([
  'lag',
  'at',
  'total',
  'running',
  'least',
  'greatest',
  'lowest',
  'argmax',
])

const none: readonly number[] = []
function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

interface Weights {
  readonly k: readonly number[]
  readonly hash: number
  /** How many points they ask for. */
  readonly points: number
}

interface Loop {
  readonly first: number
  readonly size: number
  closed: boolean
}

/**
 * Builds a Plan. Every operation is hash-consed: asked twice for the same operation on the same inputs, the builder
 * answers with the same node. Identities are applied only where they hold for every double, infinities and NaN
 * included (up to the sign of a zero: +0 is dropped from sums); constants are never combined and slots never folded.
 * A misuse of the builder is a bug of the caller and throws.
 */
export class Graph {
  readonly horizon: Horizon
  /** Number of years. */
  readonly length: number
  readonly #nodes: Node[] = []
  readonly #hashes: number[] = []
  #table = new Int32Array(1 << 15)
  readonly #slots: Slot[] = []
  readonly #values: number[] = []
  /** Values at the second side of a union, and whether a side has said its own. */
  readonly #others: number[] = []
  readonly #said: number[] = []
  #side: 'a' | 'b' | 'both' | undefined
  readonly #slotNodes = new Map<string, number>()
  readonly #columns: Column[] = []
  readonly #columnNodes = new Map<string, number>()
  readonly #blocks: Block[] = []
  readonly #loops: Loop[] = []
  /** Weights of blends, read and hashed once an array. */
  readonly #weights = new Map<readonly number[], Weights>()

  constructor(horizon: Horizon) {
    const length = horizon.to - horizon.base + 1
    if (!Number.isInteger(length) || length < 1) throw new Error('a horizon has at least one whole year')
    this.horizon = horizon
    this.length = length
  }

  // --- unions ---

  /**
   * From here on the graph holds several models (engine/union.ts): names of columns are free again, and a slot has a value at
   * each of two sides. Built for one side, it takes that side's value; built for `both`, a slot that the sides have is theirs.
   */
  begin(side: 'a' | 'b' | 'both'): void {
    this.#side = side
    this.#columns.length = 0
    this.#columnNodes.clear()
  }

  /** The slots of a side that was compiled before, with their values: as if it had been built here, without its nodes. */
  seed(side: 'a' | 'b', slots: readonly Slot[], values: Float64Array): void {
    this.begin(side)
    for (const [i, { uncertain: _, ...slot }] of slots.entries()) this.slot({ ...slot, value: values[i]! })
  }

  /** One number a slot at the second side; what only one side says holds at both. */
  others(): Float64Array {
    return Float64Array.from(this.#values, (value, i) => (this.#said[i]! & 2 ? this.#others[i]! : value))
  }

  #sideValue(index: number, s: SlotSpec): void {
    if (this.#side === 'both') return
    const [list, bit] = this.#side === 'b' ? [this.#others, 2] : [this.#values, 1]
    const said = this.#said[index]!
    if (said & bit) {
      if (!Object.is(list[index], s.value))
        throw new Error(`slot ${s.path} has two values: ${list[index]} and ${s.value}`)
      return
    }
    list[index] = s.value
    this.#said[index] = said | bit
    // Until the other side has said its own, what this one says holds there too.
    if (this.#side === 'b' && !(said & 1)) this.#values[index] = s.value
  }

  // --- leaves ---

  slot<U extends string = string>(s: SlotSpec): Ref<U> {
    const known = this.#slotNodes.get(s.path)
    if (known !== undefined) {
      const index = this.#nodes[known]!.k![0]!
      if (this.#side !== undefined) {
        this.#sideValue(index, s)
        return known as Ref<U>
      }
      if (!Object.is(this.#values[index], s.value)) {
        throw new Error(`slot ${s.path} has two values: ${this.#values[index]} and ${s.value}`)
      }
      return known as Ref<U>
    }
    const index = this.#slots.length
    this.#slots.push(slotOf(s))
    this.#values.push(s.value)
    this.#others.push(s.other ?? s.value)
    this.#said.push(this.#side === 'b' ? 2 : s.other === undefined ? 1 : 3)
    const node = this.#intern('slot', 'one', none, [index])
    this.#slotNodes.set(s.path, node)
    return node as Ref<U>
  }

  /** The place of a slot among the slots. */
  slotIndex(slot: Ref): number {
    return this.#nodes[slot]!.k![0]!
  }

  /** A fixed number. Finite only, since a Plan is plain JSON; −0 becomes 0 for the same reason. */
  constant<U extends string = string>(v: number): Ref<U> {
    if (!Number.isFinite(v)) throw new Error(`a constant of the plan must be finite: ${v}`)
    return this.#intern('const', 'one', none, [v === 0 ? 0 : v]) as Ref<U>
  }

  /** One fixed number a year. */
  table<U extends string = string>(values: ArrayLike<number>): Ref<U> {
    if (values.length !== this.length)
      throw new Error(`a table needs ${this.length} numbers: ${values.length}`)
    const k: number[] = []
    for (let i = 0; i < values.length; i++) {
      const v = values[i]!
      if (!Number.isFinite(v)) throw new Error(`a table of the plan must be finite: ${v}`)
      k.push(v === 0 ? 0 : v)
    }
    return this.#intern('table', 'year', none, k) as Ref<U>
  }

  // --- arithmetic ---

  /** Left to right, in the order given; constant zeros are left out. No terms: 0. */
  sum<U extends string = string>(refs: readonly Ref<U>[]): Ref<U> {
    const terms: number[] = []
    let axis: Node['axis'] = 'one'
    for (let i = 0; i < refs.length; i++) {
      const node = this.#known(refs[i]!)
      if (node.op === 'const' && node.k![0] === 0) continue
      if (node.axis === 'year') axis = 'year'
      terms.push(refs[i]!)
    }
    if (terms.length === 0) return this.constant<U>(0)
    if (terms.length === 1) return terms[0] as Ref<U>
    return this.#intern('sum', axis, terms) as Ref<U>
  }

  add<U extends string>(a: Ref<U>, b: Ref<U>): Ref<U> {
    return this.sum<U>([a, b])
  }

  /** a + (−1)·b. */
  subtract<U extends string>(a: Ref<U>, b: Ref<U>): Ref<U> {
    return this.sum<U>([a, this.negate(b)])
  }

  negate<U extends string>(a: Ref<U>): Ref<U> {
    const fixed = this.constantOf(a)
    if (fixed !== undefined) return this.constant<U>(-fixed)
    return this.#binary('mul', this.constant(-1), a) as Ref<U>
  }

  mul(a: Ref, b: Ref): Ref
  mul<N extends string, D extends string>(rate: Ref<`${N}/${D}`>, amount: Ref<D>): Ref<N>
  mul<U extends string>(amount: Ref<U>, share: Ref<'1'>): Ref<U>
  mul(a: number, b: number): number {
    if (this.#isConstant(a, 1)) return b
    if (this.#isConstant(b, 1)) return a
    return this.#binary('mul', a, b)
  }

  /** a·b·c…, left to right; the factors' units are the caller's care. */
  product(refs: readonly Ref[]): Ref {
    let result = refs[0] ?? this.constant(1)
    for (let i = 1; i < refs.length; i++) result = this.mul(result, refs[i]!)
    return result
  }

  /** Unguarded: only for a divisor that is never 0. */
  div(a: Ref, b: Ref): Ref
  div<N extends string, D extends string>(a: Ref<N>, b: Ref<D>): Ref<`${N}/${D}`>
  div(a: number, b: number): number {
    if (this.#isConstant(b, 0)) throw new Error('a division by the constant 0')
    if (this.#isConstant(b, 1)) return a
    return this.#binary('div', a, b)
  }

  /** a / b, and `whenZero` where b is 0: the divisor itself is guarded, since both arms of a select are evaluated. */
  ratio(a: Ref, b: Ref, whenZero: Ref): Ref
  ratio<N extends string, D extends string>(
    a: Ref<N>,
    b: Ref<D>,
    whenZero: Ref<`${N}/${D}`>,
  ): Ref<`${N}/${D}`>
  ratio(a: number, b: number, whenZero: number): number {
    const [over, under] = [a as Ref, b as Ref]
    const fixed = this.constantOf(under)
    if (fixed !== undefined) return fixed === 0 ? whenZero : this.div(over, under)
    const safe = this.select(under, under, this.constant(1))
    return this.select(under, this.div(over, safe), whenZero as Ref)
  }

  min<U extends string>(a: Ref<U>, b: Ref<U>): Ref<U> {
    return a === b ? a : (this.#binary('min', a, b) as Ref<U>)
  }

  max<U extends string>(a: Ref<U>, b: Ref<U>): Ref<U> {
    return a === b ? a : (this.#binary('max', a, b) as Ref<U>)
  }

  /** min(max(x, lo), hi). */
  clamp<U extends string>(x: Ref<U>, lo: Ref<U>, hi: Ref<U>): Ref<U> {
    return this.min(this.max(x, lo), hi)
  }

  /** 1 where a < b, else 0. */
  less<U extends string, R extends string = string>(a: Ref<U>, b: Ref<U>): Ref<R> {
    return this.#binary('less', a, b) as Ref<R>
  }

  /** a where c ≠ 0, else b; both are evaluated. */
  select<C extends string, U extends string>(c: Ref<C>, a: Ref<U>, b: Ref<U>): Ref<U> {
    if (a === b) return a
    const inputs = [c, a, b]
    return this.#intern('select', this.#axisOf(inputs), inputs) as Ref<U>
  }

  exp<U extends string, R extends string = U>(a: Ref<U>): Ref<R> {
    return this.#unary('exp', a) as Ref<R>
  }

  log<U extends string, R extends string = U>(a: Ref<U>): Ref<R> {
    return this.#unary('log', a) as Ref<R>
  }

  pow<U extends string, V extends string, R extends string = U>(a: Ref<U>, b: Ref<V>): Ref<R> {
    return this.#binary('pow', a, b) as Ref<R>
  }

  floor<U extends string>(a: Ref<U>): Ref<U> {
    return this.#unary('floor', a) as Ref<U>
  }

  // --- across years ---

  /**
   * Interpolation with constant weights (numerics/interpolate.ts): for each year i, wᵢ, j, wⱼ. Points have axis `one`.
   * The array of weights is kept as it is: it must not change afterwards.
   */
  blend<U extends string>(points: readonly Ref<U>[], weights: readonly number[]): Ref<U> {
    let known = this.#weights.get(weights)
    if (known === undefined) {
      known = this.#readWeights(weights)
      this.#weights.set(weights, known)
    }
    if (known.points > points.length)
      throw new Error(`a blend of ${points.length} points reads ${known.points}`)
    for (let i = 0; i < points.length; i++) this.#wantOne(points[i]!, 'a point of a blend')
    return this.#intern('blend', 'year', points.slice(), known.k, known.hash) as Ref<U>
  }

  /** x of `distance` years before; `init` (axis `one`) in the first years. */
  lag<U extends string>(x: Ref<U>, init: Ref<U>, distance = 1): Ref<U> {
    if (!Number.isInteger(distance) || distance < 0) throw new Error(`a lag of ${distance} years`)
    if (distance === 0) return x
    this.#wantOne(init, 'the first value of a lag')
    if (x === init) return x
    return this.#intern('lag', 'year', [x, init], [distance]) as Ref<U>
  }

  /** x in that year. */
  at<U extends string>(x: Ref<U>, year: number): Ref<U> {
    const index = this.index(year)
    if (this.axis(x) === 'one') return x
    return this.#intern('at', 'one', [x], [index]) as Ref<U>
  }

  /** Sum over the years, both ends included; no years: 0. */
  total<U extends string, R extends string = U>(x: Ref<U>, fromYear: number, toYear: number): Ref<R> {
    if (fromYear > toYear) return this.constant<R>(0)
    return this.#intern('total', 'one', [x], [this.index(fromYear), this.index(toYear)]) as Ref<R>
  }

  /** Sum from the first year to each year. */
  running<U extends string, R extends string = U>(x: Ref<U>): Ref<R> {
    return this.#intern('running', 'year', [x]) as Ref<R>
  }

  least<U extends string>(x: Ref<U>, fromYear: number, toYear: number): Ref<U> {
    return this.#extreme('least', x, fromYear, toYear) as Ref<U>
  }

  greatest<U extends string>(x: Ref<U>, fromYear: number, toYear: number): Ref<U> {
    return this.#extreme('greatest', x, fromYear, toYear) as Ref<U>
  }

  /** The smallest from the first year to each year. */
  lowest<U extends string>(x: Ref<U>): Ref<U> {
    if (this.axis(x) === 'one') return x
    return this.#intern('lowest', 'year', [x]) as Ref<U>
  }

  /** Index (0 is the base year) of the first year in which x is largest. */
  argmax<U extends string, R extends string = string>(x: Ref<U>): Ref<R> {
    if (this.axis(x) === 'one') return this.constant<R>(0)
    return this.#intern('argmax', 'one', [x]) as Ref<R>
  }

  // --- loops ---

  /** Opens a loop with `n` torn values. */
  tears<U extends string = string>(n: number): Tears<U> {
    if (!Number.isInteger(n) || n < 1 || n > 8) throw new Error(`a loop has 1 to 8 torn values, not ${n}`)
    const loop = this.#loops.length
    this.#loops.push({ first: this.#nodes.length, size: n, closed: false })
    const refs: Ref<U>[] = []
    for (let i = 0; i < n; i++) refs.push(this.#intern('tear', 'year', none, [loop, i]) as Ref<U>)
    return { loop, refs }
  }

  /**
   * Closes a loop: answers with z where z = F(z). Nodes between the tears and F keep standing for their value at the
   * solution, so they may be read (and given columns) as they are.
   */
  close<U extends string>(t: Tears<U>, F: readonly Ref<U>[]): Ref<U>[] {
    const loop = this.#loops[t.loop]
    if (loop === undefined || loop.closed) throw new Error(`loop ${t.loop} is not open`)
    if (F.length !== loop.size)
      throw new Error(`loop ${t.loop} has ${loop.size} tears and ${F.length} equations`)
    this.#checkBody(t.loop, loop.first, F)
    loop.closed = true
    const inputs = F.slice()
    const z: Ref<U>[] = []
    for (let i = 0; i < loop.size; i++) z.push(this.#intern('loop', 'year', inputs, [t.loop, i]) as Ref<U>)
    return z
  }

  // --- names ---

  /** Gives a node a name. A name is given once. */
  column<U extends string>(id: string, node: Ref<U>, unit: string, cut: Cut, name?: Text): void {
    if (this.#columnNodes.has(id)) throw new Error(`column ${id} is named twice`)
    this.#known(node)
    this.#columnNodes.set(id, node)
    this.#columns.push(name === undefined ? { id, node, unit, cut } : { id, node, unit, cut, name })
  }

  block(kind: Block['kind'], nodes: readonly number[], about: readonly string[]): void {
    for (const node of nodes) this.#known(node)
    this.#blocks.push({ kind, nodes: nodes.slice(), about: about.slice() })
  }

  // --- looking ---

  /** The node behind a column. */
  find<U extends string = string>(id: string): Ref<U> | undefined {
    return this.#columnNodes.get(id) as Ref<U> | undefined
  }

  axis<U extends string>(ref: Ref<U>): Node['axis'] {
    return this.#known(ref).axis
  }

  /** The number of a constant; undefined for anything else. */
  constantOf<U extends string>(ref: Ref<U>): number | undefined {
    const node = this.#known(ref)
    return node.op === 'const' ? node.k![0] : undefined
  }

  /** Place of a year within the horizon. */
  index(year: number): number {
    const index = year - this.horizon.base
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new Error(`${year} is no year of the horizon ${this.horizon.base} to ${this.horizon.to}`)
    }
    return index
  }

  get size(): number {
    return this.#nodes.length
  }

  plan(): Plan {
    const open = this.#loops.findIndex((loop) => !loop.closed)
    if (open >= 0) throw new Error(`loop ${open} was never closed`)
    return {
      format: 1,
      horizon: this.horizon,
      slots: this.#slots.slice(),
      nodes: this.#nodes.slice(),
      columns: this.#columns.slice(),
      blocks: this.#blocks.slice(),
    }
  }

  /** One number a slot: what the model says. */
  values(): Float64Array {
    return Float64Array.from(this.#values)
  }

  // --- inside ---

  #readWeights(weights: readonly number[]): Weights {
    if (weights.length !== 4 * this.length)
      throw new Error(`a blend needs 4 numbers a year: ${weights.length}`)
    let hash = 0
    let points = 0
    for (let p = 0; p < weights.length; p += 2) {
      const point = weights[p]!
      const weight = weights[p + 1]!
      if (!(point >= 0) || Math.floor(point) !== point || weight - weight !== 0) {
        throw new Error(`a blend has the pair ${point}, ${weight}`)
      }
      if (point >= points) points = point + 1
      hash = mixNumber(mix(hash, point), weight)
    }
    // one array for equal weights: comparing them is then comparing identities
    for (const other of this.#weights.values()) {
      if (other.hash === hash && sameNumbers(other.k, weights)) return other
    }
    return { k: weights, hash, points }
  }

  #unary(op: Op, a: number): number {
    return this.#intern(op, this.#known(a).axis, [a])
  }

  #binary(op: Op, a: number, b: number): number {
    const axis = this.#known(a).axis === 'year' || this.#known(b).axis === 'year' ? 'year' : 'one'
    return this.#intern(op, axis, [a, b])
  }

  #extreme(op: 'least' | 'greatest', x: number, fromYear: number, toYear: number): number {
    const from = this.index(fromYear)
    const to = this.index(toYear)
    if (from > to) throw new Error(`${op} over no years: ${fromYear} to ${toYear}`)
    if (this.#known(x).axis === 'one') return x
    return this.#intern(op, 'one', [x], [from, to])
  }

  #axisOf(inputs: readonly number[]): Node['axis'] {
    let axis: Node['axis'] = 'one'
    for (const input of inputs) if (this.#known(input).axis === 'year') axis = 'year'
    return axis
  }

  #known(ref: number): Node {
    const node = this.#nodes[ref]
    if (node === undefined) throw new Error(`node ${ref} is not of this graph`)
    return node
  }

  #isConstant(ref: number, value: number): boolean {
    const node = this.#known(ref)
    return node.op === 'const' && node.k![0] === value
  }

  #wantOne(ref: number, what: string): void {
    if (this.#known(ref).axis !== 'one') throw new Error(`${what} must have axis one (node ${ref})`)
  }

  /** The node of this operation; mul, min and max do not mind the order of their two inputs. */
  #intern(
    op: Op,
    axis: Node['axis'],
    inputs: readonly number[],
    k?: readonly number[],
    kHash?: number,
  ): number {
    const even = (op === 'mul' || op === 'min' || op === 'max') && inputs[0]! > inputs[1]!
    let hash = mix(0, codeOf[op])
    if (even) hash = mix(mix(hash, inputs[1]!), inputs[0]!)
    else for (let i = 0; i < inputs.length; i++) hash = mix(hash, inputs[i]!)
    if (kHash !== undefined) hash = mix(hash, kHash)
    else if (k !== undefined) for (let i = 0; i < k.length; i++) hash = mixNumber(hash, k[i]!)
    const nodes = this.#nodes
    const table = this.#table
    const mask = table.length - 1
    let place = hash & mask
    for (let entry = table[place]!; entry !== 0; entry = table[place]!) {
      const index = entry - 1
      if (this.#hashes[index] === hash) {
        const node = nodes[index]!
        if (
          node.op === op &&
          (sameNumbers(node.in, inputs) || (inputs.length === 2 && this.#swapped(op, node.in, inputs))) &&
          (k === undefined || sameNumbers(node.k!, k))
        ) {
          return index
        }
      }
      place = (place + 1) & mask
    }
    const index = nodes.length
    nodes.push(k === undefined ? { op, axis, in: inputs } : { op, axis, in: inputs, k })
    this.#hashes.push(hash)
    table[place] = index + 1
    if (2 * nodes.length > table.length) this.#grow()
    return index
  }

  #swapped(op: Op, a: readonly number[], b: readonly number[]): boolean {
    return (op === 'mul' || op === 'min' || op === 'max') && a[0] === b[1] && a[1] === b[0]
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 4)
    const mask = table.length - 1
    for (let index = 0; index < this.#hashes.length; index++) {
      let place = this.#hashes[index]! & mask
      while (table[place] !== 0) place = (place + 1) & mask
      table[place] = index + 1
    }
    this.#table = table
  }

  /** The body of a loop is what lies between its tears and F: pointwise in years, and without another loop. */
  #checkBody(loop: number, first: number, F: readonly number[]): void {
    const size = this.#nodes.length
    let from = first
    for (const other of this.#loops) if (!other.closed) from = Math.min(from, other.first)
    const needed = new Uint8Array(size)
    for (const f of F) {
      this.#known(f)
      needed[f] = 1
    }
    for (let i = size - 1; i >= from; i--) {
      if (needed[i] === 0) continue
      const node = this.#nodes[i]!
      for (const input of node.in) needed[input] = 1
      if (node.op === 'tear' && node.k![0] !== loop && !this.#loops[node.k![0]!]!.closed) {
        throw new Error(
          `loop ${loop} reads a value of loop ${node.k![0]}, which is still open: loops cannot nest`,
        )
      }
    }
    const moving = new Uint8Array(size)
    for (let i = first; i < size; i++) {
      const node = this.#nodes[i]!
      let moves = node.op === 'tear' && node.k![0] === loop
      for (const input of node.in) if (moving[input] === 1) moves = true
      if (!moves) continue
      moving[i] = 1
      if (needed[i] === 0) continue
      if (acrossYears.has(node.op)) {
        throw new Error(`${node.op} (node ${i}) inside loop ${loop}: a loop is solved year by year`)
      }
      if (node.op === 'loop')
        throw new Error(`loop ${node.k![0]} lies inside loop ${loop}: loops cannot nest`)
    }
  }
}
