import type { Node, Op } from './plan.ts'

/** A number for each operation, to hash by. */
export const codeOf: Readonly<Record<Op, number>> = {
  slot: 1,
  const: 2,
  table: 3,
  sum: 4,
  mul: 5,
  div: 6,
  min: 7,
  max: 8,
  less: 9,
  select: 10,
  exp: 11,
  log: 12,
  pow: 13,
  floor: 14,
  blend: 15,
  lag: 16,
  at: 17,
  total: 18,
  running: 19,
  least: 20,
  greatest: 21,
  lowest: 22,
  argmax: 23,
  tear: 24,
  loop: 25,
}

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

/** Mixes a whole number into a hash. */
export function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x9e3779b1)
  h ^= h >>> 15
  return h
}

/** Mixes the bits of a number into a hash. */
export function mixNumber(hash: number, value: number): number {
  double[0] = value
  return mix(mix(hash, words[0]!), words[1]!)
}

/**
 * Finds the node that does the same: operation, axis, inputs and fixed numbers alike, the sign of a zero included. The nodes
 * themselves stay in their owner's list, which only grows.
 */
export class NodeTable {
  readonly #nodes: readonly Node[]
  readonly #hashes: number[] = []
  readonly #places: number[] = []
  /** Place in `#places` plus 1, or 0: open addressing, less than half full. */
  #table = new Int32Array(1 << 12)

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes
  }

  /** The place of a node like this; −1 where there is none: then it gets the place that is said. */
  find(
    op: Op,
    axis: Node['axis'],
    inputs: readonly number[],
    k: ArrayLike<number> | undefined,
    place: number,
  ): number {
    let hash = mix(codeOf[op], axis === 'year' ? 1 : 2)
    for (let i = 0; i < inputs.length; i++) hash = mix(hash, inputs[i]!)
    // Any NaN is as good as another.
    if (k !== undefined)
      for (let i = 0; i < k.length; i++) hash = mixNumber(hash, Number.isNaN(k[i]!) ? 0.5 : k[i]!)
    const mask = this.#table.length - 1
    let slot = hash & mask
    for (; ; slot = (slot + 1) & mask) {
      const entry = this.#table[slot]! - 1
      if (entry < 0) break
      if (this.#hashes[entry] === hash && like(this.#nodes[this.#places[entry]!]!, op, axis, inputs, k))
        return this.#places[entry]!
    }
    this.#hashes.push(hash)
    this.#places.push(place)
    this.#table[slot] = this.#hashes.length
    if (this.#hashes.length * 2 > this.#table.length) this.#grow()
    return -1
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2)
    const mask = table.length - 1
    for (let entry = 0; entry < this.#hashes.length; entry++) {
      let slot = this.#hashes[entry]! & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = entry + 1
    }
    this.#table = table
  }
}

function like(
  node: Node,
  op: Op,
  axis: Node['axis'],
  inputs: readonly number[],
  k: ArrayLike<number> | undefined,
): boolean {
  if (node.op !== op || node.axis !== axis || node.in.length !== inputs.length) return false
  for (let i = 0; i < inputs.length; i++) if (node.in[i] !== inputs[i]) return false
  const own = node.k
  if (own === undefined || k === undefined) return own === k
  if (own.length !== k.length) return false
  for (let i = 0; i < k.length; i++) if (!Object.is(own[i], k[i])) return false
  return true
}

/** A node whose inputs have other places now. */
export function renumbered({ op, axis, in: inputs, k }: Node, placeOf: Int32Array): Node {
  const now: number[] = []
  for (let i = 0; i < inputs.length; i++) now.push(placeOf[inputs[i]!]!)
  return k === undefined ? { op, axis, in: now } : { op, axis, in: now, k }
}
