/**
 * A histogram of numbers by the top bits of their doubles: sign, exponent and the first 7 bits of the mantissa. Bins are fixed
 * beforehand and hold whole numbers, so sketches of parts add up to the sketch of the whole exactly, in any order.
 *
 * A quantile is the middle of the bin that holds the order statistic. A bin of numbers around 2ᵉ is 2ᵉ/128 wide, so the
 * middle is at most 1/256 of the number away from it; least and greatest are kept as they are, and a quantile never lies outside.
 * Numbers below 2⁻¹⁰²² in size count as zero. Like DDSketch (C. Masson et al., VLDB 12 (2019) 2195–2205), with
 * bins that the processor has already cut.
 */
export class Sketch {
  count = 0
  least = Number.POSITIVE_INFINITY
  greatest = Number.NEGATIVE_INFINITY
  #zeros = 0
  readonly #above = new Window()
  readonly #below = new Window()

  /** Adds a finite number. @throws on others: they are counted elsewhere, never hidden in a bin. */
  add(x: number): void {
    if (!Number.isFinite(x)) throw new RangeError(`a sketch holds finite numbers: ${x}`)
    this.count++
    // + 0: zeros have no sign here, so that which of two came first leaves no trace.
    if (x < this.least) this.least = x + 0
    if (x > this.greatest) this.greatest = x + 0
    double[0] = x
    const bin = (words[upper]! & 0x7fffffff) >>> 13
    if (bin < 128) this.#zeros++
    else if (x > 0) this.#above.add(bin, 1)
    else this.#below.add(bin, 1)
  }

  /** Adds `count` finite numbers of a list, from `at` on; `bits` are the same bytes as 32-bit words. @throws on others */
  addAll(numbers: Float64Array, bits: Uint32Array, at: number, count: number): void {
    let [least, greatest] = [this.least, this.greatest]
    for (let i = at; i < at + count; i++) {
      const x = numbers[i]!
      const bin = (bits[2 * i + upper]! & 0x7fffffff) >>> 13
      if (bin >= endless) throw new RangeError(`a sketch holds finite numbers: ${x}`)
      if (x < least) least = x
      if (x > greatest) greatest = x
      if (bin < 128) this.#zeros++
      else if (x > 0) this.#above.add(bin, 1)
      else this.#below.add(bin, 1)
    }
    this.count += count
    this.least = least + 0
    this.greatest = greatest + 0
  }

  /** Adds what another sketch holds. */
  merge(other: Sketch): void {
    this.count += other.count
    this.least = Math.min(this.least, other.least)
    this.greatest = Math.max(this.greatest, other.greatest)
    this.#zeros += other.#zeros
    this.#above.merge(other.#above)
    this.#below.merge(other.#below)
  }

  /** Appends itself to a list of finite numbers. */
  pack(into: number[]): void {
    into.push(this.count)
    if (this.count === 0) return
    into.push(this.least, this.greatest, this.#zeros)
    this.#above.pack(into)
    this.#below.pack(into)
  }

  /** Reads what `pack` wrote at a place of the list into an empty sketch. Returns the place behind it. @throws RangeError */
  unpack(from: ArrayLike<number>, at: number): number {
    this.count = from[at]!
    if (this.count === 0) return at + 1
    this.least = from[at + 1]!
    this.greatest = from[at + 2]!
    this.#zeros = from[at + 3]!
    const next = this.#below.unpack(from, this.#above.unpack(from, at + 4))
    if (this.#zeros + this.#above.total + this.#below.total !== this.count)
      throw new RangeError('the bins of a sketch do not hold what it counts')
    return next
  }

  /**
   * The smallest number that at least a share p of the numbers do not exceed (the order statistic of rank ⌈p·n⌉), 0 ≤ p ≤ 1,
   * within 1/256 of itself; NaN where there are none.
   */
  quantile(p: number): number {
    if (this.count === 0) return Number.NaN
    let rank = Math.min(this.count, Math.max(1, Math.ceil(p * this.count)))
    if (rank === 1) return this.least
    if (rank === this.count) return this.greatest
    const inside = (x: number) => Math.min(Math.max(x, this.least), this.greatest)
    // Downwards through what is below zero: the largest in size comes first.
    for (let bin = this.#below.end - 1; bin >= this.#below.start; bin--) {
      rank -= this.#below.at(bin)
      if (rank <= 0) return inside(-middle(bin))
    }
    rank -= this.#zeros
    if (rank <= 0) return inside(0)
    for (let bin = this.#above.start; bin < this.#above.end; bin++) {
      rank -= this.#above.at(bin)
      if (rank <= 0) return inside(middle(bin))
    }
    throw new Error('the bins hold fewer numbers than were counted')
  }
}

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** The bin of Infinity; those behind it are of NaN. */
const endless = 0x7ff00000 >>> 13
/** Which word holds the exponent. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/** The middle of a bin of sizes; the topmost bin ends where doubles end. */
function middle(bin: number): number {
  words[1 - upper] = 0
  words[upper] = (bin << 13) >>> 0
  const from = double[0]!
  words[upper] = ((bin << 13) | 0x1000) >>> 0
  return Math.max(from, double[0]!)
}

/** Counts of a row of bins, as long as it has to be. */
class Window {
  start = 0
  end = 0
  #counts = new Float64Array(0)

  add(bin: number, by: number): void {
    if (bin < this.start || bin >= this.end) this.#reach(bin)
    this.#counts[bin - this.start]! += by
  }

  at(bin: number): number {
    return this.#counts[bin - this.start]!
  }

  merge(other: Window): void {
    for (let bin = other.start; bin < other.end; bin++) {
      const by = other.at(bin)
      if (by > 0) this.add(bin, by)
    }
  }

  get total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  /** Appends the first bin that counts, how many follow, and their counts. */
  pack(into: number[]): void {
    let [from, to] = [this.start, this.end]
    while (from < to && this.at(from) === 0) from++
    while (to > from && this.at(to - 1) === 0) to--
    into.push(from === to ? 0 : from, to - from)
    for (let bin = from; bin < to; bin++) into.push(this.at(bin))
  }

  unpack(from: ArrayLike<number>, at: number): number {
    const [start, length] = [from[at]!, from[at + 1]!]
    // Doubles have 2¹⁸ bins of a sign.
    if (
      !(
        Number.isInteger(start) &&
        Number.isInteger(length) &&
        start >= 0 &&
        length >= 0 &&
        start + length <= 2 ** 18
      )
    )
      throw new RangeError('the bins of a sketch lie outside all numbers')
    for (let i = 0; i < length; i++) {
      const count = from[at + 2 + i]
      if (!(count !== undefined && Number.isSafeInteger(count) && count >= 0))
        throw new RangeError('a bin of a sketch holds no count')
      if (count > 0) this.add(start + i, count)
    }
    return at + 2 + length
  }

  #reach(bin: number): void {
    const empty = this.start === this.end
    // An octave more on the side that grows, so that a drifting series does not copy for every number.
    const start = empty ? bin - 64 : bin < this.start ? bin - 128 : this.start
    const end = empty ? bin + 64 : bin >= this.end ? bin + 128 : this.end
    const from = Math.max(0, start)
    const counts = new Float64Array(end - from)
    if (!empty) counts.set(this.#counts, this.start - from)
    this.start = from
    this.end = end
    this.#counts = counts
  }
}
