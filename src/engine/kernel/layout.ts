import type { Op, Plan } from '../plan.ts'
import type { Staged } from './stages.ts'

/**
 * Where the kernel keeps what in its memory (byte addresses). A *row* is one number a lane; a *series* is one row a year.
 * Values that only their own chunk reads stay in locals and have no place.
 */
export interface Layout {
  readonly lanes: number
  readonly years: number
  readonly bytes: number
  /** Rows of the free slots, in their order, one after the other. */
  readonly slots: number
  /** Per node: address of its row or series; −1 where it lives in locals only. */
  readonly at: Int32Array
  /** Per node: 1 where `at` is a series (a row a year), 0 where it is one row that each year writes anew. */
  readonly series: Uint8Array
  /** Certain single numbers that are read as a row. */
  readonly constants: ReadonlyMap<number, number>
  /** A row for the certain number of one year, where a moving one is raised to it or the other way round; −1 where that never is. */
  readonly certainRow: number
  /** Certain values: address of their numbers, one a year, or one. */
  readonly tables: ReadonlyMap<number, number>
  /** Interpolations: addresses of four lists of a number a year (see `blends`). */
  readonly blends: ReadonlyMap<number, BlendTables>
  /** What the memory holds before the first run. */
  readonly initial: readonly Filled[]
}

export interface BlendTables {
  /** Addresses of the rows of both points by year (i32), and their weights (f64). */
  readonly left: number
  readonly right: number
  readonly leftWeight: number
  readonly rightWeight: number
}

export interface Filled {
  readonly at: number
  readonly numbers: Float64Array | Int32Array
}

/** Ops in the order in which a stage's chunks compute them. */
export interface Chunk {
  readonly stage: number
  readonly yearly: boolean
  /** One exp, log or pow: it goes over the lanes in a loop of its own, which all of its kind share. */
  readonly elementary: boolean
  readonly nodes: readonly number[]
}

/** Whether an operation is too long to stand among others: its polynomial would push their values out of the registers. */
export const isElementary = (op: Op): op is 'exp' | 'log' | 'pow' =>
  op === 'exp' || op === 'log' || op === 'pow'

/** Cut the work of each stage into functions of at most `size` operations (a sum counts its terms). */
export function chunksOf(plan: Plan, staged: Staged, size: number): readonly Chunk[] {
  const chunks: Chunk[] = []
  const cut = (stage: number, yearly: boolean, all: readonly number[]) => {
    let nodes: number[] = []
    let weight = 0
    const close = () => {
      if (nodes.length > 0) chunks.push({ stage, yearly, elementary: false, nodes })
      nodes = []
      weight = 0
    }
    for (const node of gathered(plan, all, size)) {
      const { op, in: inputs } = plan.nodes[node]!
      if (isElementary(op)) {
        close()
        chunks.push({ stage, yearly, elementary: true, nodes: [node] })
        continue
      }
      const own = Math.max(1, inputs.length - 1)
      if (weight + own > size) close()
      nodes.push(node)
      weight += own
    }
    close()
  }
  staged.stages.forEach((stage, number) => {
    cut(number, false, stage.once)
    cut(number, true, stage.yearly)
  })
  return chunks
}

/** How many chunks' work is looked at together by `gathered`. */
const together = 4

/**
 * The same operations with exp, log and pow side by side where they stood apart: each cuts the work around it, so within some
 * chunks' length what needs none of them comes first, then all of those, then what rests on one, and so on.
 */
function gathered(plan: Plan, all: readonly number[], size: number): readonly number[] {
  if (!all.some((node) => isElementary(plan.nodes[node]!.op))) return all
  const ordered: number[] = []
  const depth = new Map<number, number>()
  for (let from = 0; from < all.length; from += together * size) {
    const some = all.slice(from, from + together * size)
    depth.clear()
    const places: number[][] = []
    for (const node of some) {
      const { op, in: inputs } = plan.nodes[node]!
      const below = Math.max(0, ...inputs.map((input) => depth.get(input) ?? 0))
      const place = isElementary(op) ? below | 1 : (below + 1) & ~1
      depth.set(node, place)
      const known = places[place]
      if (known) known.push(node)
      else places[place] = [node]
    }
    for (const nodes of places) if (nodes) ordered.push(...nodes)
  }
  return ordered
}

/** Operations that read values of other years, and the inputs that they read so. */
const readsYears: ReadonlySet<string> = new Set(['lag', 'at', 'total', 'least', 'greatest', 'argmax'])

class Arena {
  bytes = 0
  readonly filled: Filled[] = []
  readonly #free: number[] = []
  readonly #row: number

  constructor(row: number) {
    this.#row = row
  }

  take(bytes: number): number {
    const at = (this.bytes + 15) & ~15
    this.bytes = at + bytes
    return at
  }

  hold(numbers: Float64Array | Int32Array): number {
    const at = this.take(numbers.byteLength)
    this.filled.push({ at, numbers })
    return at
  }

  takeRow(): number {
    return this.#free.pop() ?? this.take(this.#row)
  }

  giveRow(at: number): void {
    this.#free.push(at)
  }
}

/** Gives every value that leaves its chunk a place; rows of one year are used again as soon as nobody reads them any more. */
export function layoutOf(
  plan: Plan,
  staged: Staged,
  chunks: readonly Chunk[],
  free: readonly number[],
  wanted: readonly number[],
  lanes: number,
): Layout {
  const { moves, program, certain } = staged
  const years = program.years
  const row = lanes * 8
  const arena = new Arena(row)
  const at = new Int32Array(plan.nodes.length).fill(-1)
  const series = new Uint8Array(plan.nodes.length)
  const chunkOf = new Int32Array(plan.nodes.length).fill(-1)
  chunks.forEach((chunk, c) => {
    for (const node of chunk.nodes) chunkOf[node] = c
  })
  const slots = arena.take(free.length * row)
  const placeOf = new Map(free.map((slot, place) => [slot, place]))
  for (let i = 0; i < plan.nodes.length; i++) {
    const { op, k } = plan.nodes[i]!
    if (op !== 'slot') continue
    const place = placeOf.get(k![0]!)
    if (place !== undefined) at[i] = slots + place * row
  }
  const isYear = (node: number) => plan.nodes[node]!.axis === 'year'
  const keep = (node: number) => {
    if (moves[node] === 0 || at[node]! >= 0) return
    at[node] = arena.take(isYear(node) ? row * years : row)
    series[node] = isYear(node) ? 1 : 0
  }
  for (const node of wanted) keep(node)
  for (const stage of staged.stages)
    for (const body of stage.loops) {
      for (const node of [...body.tears, ...body.settled]) if (node >= 0) keep(node)
      for (const local of [...body.inputs, ...body.f]) if (local < 0) keep(-1 - local)
    }
  const lastUse = new Int32Array(plan.nodes.length).fill(-1)
  /** Rows of one number: of 0 and −0, and of certain nodes. */
  const zeros = new Map<boolean, number>()
  const zeroRow = (negative: boolean): number => {
    const known = zeros.get(negative)
    if (known !== undefined) return known
    const place = arena.hold(new Float64Array(lanes).fill(negative ? -0 : 0))
    zeros.set(negative, place)
    return place
  }
  const constants = new Map<number, number>()
  const tables = new Map<number, number>()
  const rowOf = (node: number): number => {
    if (moves[node] === 1) {
      keep(node)
      return at[node]!
    }
    const known = constants.get(node)
    if (known !== undefined) return known
    const place = arena.hold(new Float64Array(lanes).fill(certain[program.rows[node]!]!))
    constants.set(node, place)
    return place
  }
  const blends = new Map<number, BlendTables>()
  let certainRow = -1
  for (let c = 0; c < chunks.length; c++) {
    const chunk = chunks[c]!
    for (let n = 0; n < chunk.nodes.length; n++) {
      const node = chunk.nodes[n]!
      const { op, in: inputs, k } = plan.nodes[node]!
      if (op === 'running' || op === 'lowest') keep(node)
      if (op === 'blend') {
        blends.set(node, blendTables(k!, inputs, years, arena, rowOf, zeroRow))
        continue
      }
      for (let position = 0; position < inputs.length; position++) {
        const input = inputs[position]!
        if (moves[input] === 0) {
          if (!tables.has(input)) {
            const from = program.rows[input]!
            tables.set(input, arena.hold(certain.slice(from, from + (isYear(input) ? years : 1))))
          }
          if (op === 'lag' && position === 1) rowOf(input)
          else if (chunk.elementary && !isYear(input)) rowOf(input)
          else if (chunk.elementary && certainRow < 0) certainRow = arena.take(row)
          continue
        }
        if (op === 'lag' && position === 1) keep(input)
        if (readsYears.has(op) && position === 0 && isYear(input)) keep(input)
        if (chunkOf[input] === -1) keep(input)
        else if (chunkOf[input] !== c) {
          const from = chunks[chunkOf[input]!]!
          if (isYear(input) && from.stage === chunk.stage && chunk.yearly) lastUse[input] = c
          else keep(input)
        }
      }
    }
  }
  // Rows that only this stage's years read: taken when made, given back after their last reader.
  const dying: number[][] = chunks.map(() => [])
  chunks.forEach((chunk, c) => {
    for (const node of chunk.nodes) {
      if (at[node]! >= 0 || lastUse[node]! < 0) continue
      at[node] = arena.takeRow()
      dying[lastUse[node]!]!.push(at[node]!)
    }
    for (const place of dying[c]!) arena.giveRow(place)
  })
  return {
    lanes,
    years,
    bytes: arena.bytes,
    slots,
    at,
    series,
    constants,
    certainRow,
    tables,
    blends,
    initial: arena.filled,
  }
}

/**
 * An interpolation is wᵢ·pᵢ + wⱼ·pⱼ with other points and weights each year; a point of weight 0 is not read. Such a term
 * becomes 1·(−0), which leaves every number as it is, the sign of a zero included; where no point is read the answer is 0.
 */
function blendTables(
  k: readonly number[],
  points: readonly number[],
  years: number,
  arena: Arena,
  rowOf: (node: number) => number,
  zeroRow: (negative: boolean) => number,
): BlendTables {
  const left = new Int32Array(years)
  const right = new Int32Array(years)
  const leftWeight = new Float64Array(years).fill(1)
  const rightWeight = new Float64Array(years).fill(1)
  for (let t = 0; t < years; t++) {
    const [i, wi, j, wj] = [k[4 * t]!, k[4 * t + 1]!, k[4 * t + 2]!, k[4 * t + 3]!]
    const terms: [number, number][] = []
    if (wi !== 0) terms.push([rowOf(points[i]!), wi])
    if (wj !== 0) terms.push([rowOf(points[j]!), wj])
    if (terms.length === 0) terms.push([zeroRow(false), 1])
    if (terms.length === 1) terms.push([zeroRow(true), 1])
    ;[left[t], leftWeight[t]] = terms[0]!
    ;[right[t], rightWeight[t]] = terms[1]!
  }
  return {
    left: arena.hold(left),
    right: arena.hold(right),
    leftWeight: arena.hold(leftWeight),
    rightWeight: arena.hold(rightWeight),
  }
}
