import { Sketch } from '../numerics/sketch.ts'
import { replicates } from './draws.ts'

/** Mean and spread of numbers as they come; parts add up (Chan, Golub and LeVeque 1983), in the order in which they are added. */
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

  merge(other: Moments): void {
    if (other.count === 0) return
    const count = this.count + other.count
    const distance = other.mean - this.mean
    this.mean += (distance * other.count) / count
    this.squares += other.squares + (distance * distance * this.count * other.count) / count
    this.count = count
  }

  /** Standard deviation of the numbers as a sample; 0 for fewer than two. */
  get sd(): number {
    return this.count < 2 ? 0 : Math.sqrt(Math.max(0, this.squares) / (this.count - 1))
  }
}

/** Draws in which a condition of the county does not hold, by the condition. */
export interface Breach {
  readonly key: string
  count: number
  /** The first such draw. */
  first: number
}

/** How many figures and targets a tally holds. */
export interface TallyShape {
  readonly fans: number
  readonly targets: number
  readonly years: number
}

/**
 * What is kept of draws: whole numbers, moments and sketches, so that memory does not grow with draws. Tallies of blocks are
 * merged in the order of the blocks: the same bytes, whoever computed them.
 */
export class Tally {
  draws = 0
  /** Sound draws by replicate. */
  readonly sound = new Float64Array(replicates)
  readonly breaches = new Map<string, Breach>()
  /** By figure, then year. */
  readonly sketches: readonly Sketch[]
  readonly moments: readonly Moments[]
  /** Draws in which a target is met, by target, then replicate. */
  readonly met: Float64Array
  /** Draws in which the margin of a target is not negative, by target, then year. */
  readonly passes: Float64Array
  /** Draws by year of the peak, for peaks that last and for others. */
  readonly peaks: Float64Array
  readonly unsettled: Float64Array

  constructor({ fans, targets, years }: TallyShape) {
    this.sketches = Array.from({ length: fans * years }, () => new Sketch())
    this.moments = Array.from({ length: fans * years }, () => new Moments())
    this.met = new Float64Array(targets * replicates)
    this.passes = new Float64Array(targets * years)
    this.peaks = new Float64Array(years)
    this.unsettled = new Float64Array(years)
  }

  /** Sound draws of all replicates. */
  get soundDraws(): number {
    return this.sound.reduce((sum, count) => sum + count, 0)
  }

  breach(key: string, draw: number): void {
    const known = this.breaches.get(key)
    if (known) known.count++
    else this.breaches.set(key, { key, count: 1, first: draw })
  }

  /** Adds the tally of the draws that follow. */
  merge(other: Tally): void {
    this.draws += other.draws
    for (const [key, { count, first }] of other.breaches) {
      const known = this.breaches.get(key)
      if (known) known.count += count
      else this.breaches.set(key, { key, count, first })
    }
    this.sketches.forEach((sketch, i) => {
      sketch.merge(other.sketches[i]!)
    })
    this.moments.forEach((moments, i) => {
      moments.merge(other.moments[i]!)
    })
    for (const key of ['sound', 'met', 'passes', 'peaks', 'unsettled'] as const)
      other[key].forEach((count, i) => {
        this[key][i]! += count
      })
  }
}

/** A probability as it was estimated. */
export interface Chance {
  readonly count: number
  readonly share: number
  /** Standard error: of independent draws, or of the differences between replicates where draws are not independent. */
  readonly error: number
  /** 95 % interval: Wilson's for independent draws, Student's t over replicates otherwise (Wilson's where they all agree). */
  readonly interval: readonly [low: number, high: number]
}

/** The probability of which `hits` are the draws by replicate, of `sound` draws by replicate. */
export function chanceOf(hits: Float64Array, sound: Float64Array, independent: boolean): Chance {
  const count = hits.reduce((sum, hit) => sum + hit, 0)
  const n = sound.reduce((sum, draws) => sum + draws, 0)
  if (n === 0) return { count: 0, share: Number.NaN, error: Number.NaN, interval: [0, 1] }
  const share = count / n
  if (!independent) {
    const moments = new Moments()
    for (let r = 0; r < replicates; r++) if (sound[r]! > 0) moments.add(hits[r]! / sound[r]!)
    const error = moments.sd / Math.sqrt(moments.count)
    if (error > 0 && moments.count === replicates) {
      const reach = student15 * error
      return { count, share, error, interval: [Math.max(0, share - reach), Math.min(1, share + reach)] }
    }
  }
  const middle = (count + normal95 ** 2 / 2) / (n + normal95 ** 2)
  const reach = (normal95 / (n + normal95 ** 2)) * Math.sqrt((count * (n - count)) / n + normal95 ** 2 / 4)
  return {
    count,
    share,
    error: Math.sqrt((share * (1 - share)) / n),
    interval: [count === 0 ? 0 : Math.max(0, middle - reach), count === n ? 1 : Math.min(1, middle + reach)],
  }
}

/** 97.5 % quantiles: of the normal distribution, and of Student's t with 15 degrees of freedom (16 replicates). */
const normal95 = 1.959964
const student15 = 2.13145
