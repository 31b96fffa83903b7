/** Mean and spread of numbers as they come; parts add up (Chan, Golub and LeVeque 1983). */
export class Moments {
  count = 0
  mean = 0
  /** Sum of squared distances from the mean. */
  squares = 0

  add(x: number): void {
    this.count++
    const distance = x - this.mean
    this.mean += distance / this.count
    this.squares += distance * (x - this.mean)
  }

  /**
   * Adds `count` numbers of a list, from `at` on. Their squares are summed about the first of them (the same authors' shifted data), so
   * that no number has to wait for a division by the one before it.
   */
  addAll(numbers: Float64Array, at: number, count: number): void {
    const shift = numbers[at]!
    let [sum, squares] = [0, 0]
    for (let i = at; i < at + count; i++) {
      const distance = numbers[i]! - shift
      sum += distance
      squares += distance * distance
    }
    this.#join(count, shift + sum / count, Math.max(0, squares - (sum * sum) / count))
  }

  merge(other: Moments): void {
    if (other.count > 0) this.#join(other.count, other.mean, other.squares)
  }

  #join(joining: number, mean: number, squares: number): void {
    if (this.count === 0) {
      this.count = joining
      this.mean = mean
      this.squares = squares
      return
    }
    const count = this.count + joining
    const distance = mean - this.mean
    this.mean += (distance * joining) / count
    this.squares += squares + (distance * distance * this.count * joining) / count
    this.count = count
  }

  /** Standard deviation of the numbers as a sample; 0 for fewer than two. */
  get sd(): number {
    return this.count < 2 ? 0 : Math.sqrt(Math.max(0, this.squares) / (this.count - 1))
  }

  /** Appends itself to a list of numbers. */
  pack(into: number[]): void {
    into.push(this.count, this.mean, this.squares)
  }

  /** What `pack` wrote at a place of the list. */
  static unpack(from: ArrayLike<number>, at: number): Moments {
    const moments = new Moments()
    moments.count = from[at]!
    moments.mean = from[at + 1]!
    moments.squares = from[at + 2]!
    return moments
  }
}

/** Moments of several figures. */
type Row = readonly Moments[]

/** Moments of the blocks `index · 2^level` and following, 2^level of them. */
export interface MomentNode {
  readonly level: number
  readonly index: number
  readonly row: Row
}

/**
 * Moments of blocks of draws, added up as a tree over the numbers of the blocks: two neighbours on a level become one above.
 * Floating sums depend on their order; here the order is that of the tree, so the figures are the same bits whoever computed
 * which block, in whatever order the parts come together. What is kept grows with the logarithm of the number of blocks.
 */
export class MomentTree {
  readonly #nodes = new Map<string, MomentNode>()

  /** Adds blocks that are not in it yet. */
  add(level: number, index: number, row: Row): void {
    let node: MomentNode = { level, index, row }
    for (;;) {
      const beside = `${node.level} ${node.index ^ 1}`
      const other = this.#nodes.get(beside)
      if (!other) break
      this.#nodes.delete(beside)
      const [left, right] = node.index < other.index ? [node, other] : [other, node]
      node = { level: node.level + 1, index: left.index >>> 1, row: sumOf(left.row, right.row) }
    }
    this.#nodes.set(`${node.level} ${node.index}`, node)
  }

  /** What it holds, in the order of the blocks. */
  get nodes(): readonly MomentNode[] {
    return [...this.#nodes.values()].sort((a, b) => a.index * 2 ** a.level - b.index * 2 ** b.level)
  }

  /** Moments of all its blocks; undefined where it has none. */
  sum(): Row | undefined {
    let sum: Row | undefined
    for (const { row } of this.nodes) sum = sum ? sumOf(sum, row) : row
    return sum
  }
}

function sumOf(left: Row, right: Row): Row {
  return left.map((moments, i) => {
    const sum = new Moments()
    sum.merge(moments)
    sum.merge(right[i]!)
    return sum
  })
}
