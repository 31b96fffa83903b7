import { Sketch } from '../numerics/sketch.ts'
import { replicates } from './draws.ts'
import { Moments } from './moments.ts'

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
  /** Projects that may be missing in a draw. */
  readonly projects?: number
}

/**
 * What is kept of a block of draws: whole numbers, moments and sketches, so that memory does not grow with draws. Whole
 * numbers and sketches of several blocks add up exactly, in any order; moments are added up as a tree (moments.ts).
 */
export class Tally {
  draws = 0
  /** Sound draws by replicate. */
  readonly sound = new Float64Array(replicates)
  readonly breaches = new Map<string, Breach>()
  /** Of a region: draws for which a county drew its own numbers again, by the condition that the first ones broke. */
  readonly redrawn = new Map<string, Breach>()
  /** Draws for which at least one county did. */
  drawnAgain = 0
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
  /** Sound draws in which a project is built. */
  readonly built: Float64Array

  constructor({ fans, targets, years, projects = 0 }: TallyShape) {
    this.sketches = Array.from({ length: fans * years }, () => new Sketch())
    this.moments = Array.from({ length: fans * years }, () => new Moments())
    this.met = new Float64Array(targets * replicates)
    this.passes = new Float64Array(targets * years)
    this.peaks = new Float64Array(years)
    this.unsettled = new Float64Array(years)
    this.built = new Float64Array(projects)
  }

  /** Sound draws of all replicates. */
  get soundDraws(): number {
    return this.sound.reduce((sum, count) => sum + count, 0)
  }

  breach(key: string, draw: number): void {
    count(this.breaches, { key, count: 1, first: draw })
  }

  redraw(key: string, draw: number): void {
    count(this.redrawn, { key, count: 1, first: draw })
  }

  /** Adds the whole numbers and sketches of another tally, but not its moments. */
  addCounts(other: Tally): void {
    this.draws += other.draws
    for (const one of other.breaches.values()) count(this.breaches, one)
    for (const one of other.redrawn.values()) count(this.redrawn, one)
    this.drawnAgain += other.drawnAgain
    this.sketches.forEach((sketch, i) => {
      sketch.merge(other.sketches[i]!)
    })
    for (const key of whole)
      other[key].forEach((count, i) => {
        this[key][i]! += count
      })
  }

  /** As a list of numbers and the breaches: to be posted or written. `moments` are left out where they are kept elsewhere. */
  pack(moments = true): Packed {
    const numbers = [this.draws]
    for (const key of whole) numbers.push(...this[key])
    for (const sketch of this.sketches) sketch.pack(numbers)
    if (moments) for (const one of this.moments) one.pack(numbers)
    return {
      numbers,
      breaches: listed(this.breaches),
      ...(this.redrawn.size > 0 ? { redrawn: listed(this.redrawn), drawnAgain: this.drawnAgain } : {}),
    }
  }

  /** What `pack` made. @throws RangeError where the numbers are not those of a tally of this shape */
  static unpack(
    shape: TallyShape,
    { numbers, breaches, redrawn = [], drawnAgain = 0 }: Packed,
    moments = true,
  ): Tally {
    const tally = new Tally(shape)
    tally.draws = numbers[0]!
    let at = 1
    for (const key of whole) for (let i = 0; i < tally[key].length; i++) tally[key][i] = numbers[at++]!
    for (const sketch of tally.sketches) at = sketch.unpack(numbers, at)
    if (moments)
      for (const one of tally.moments) {
        Object.assign(one, Moments.unpack(numbers, at))
        at += 3
      }
    if (at !== numbers.length) throw new RangeError(`${numbers.length} numbers where a tally has ${at}`)
    for (const one of breaches) count(tally.breaches, one)
    for (const one of redrawn) count(tally.redrawn, one)
    tally.drawnAgain = drawnAgain
    return tally
  }
}

const whole = ['sound', 'met', 'passes', 'peaks', 'unsettled', 'built'] as const

/** A tally as plain data. */
export interface Packed {
  readonly numbers: readonly number[]
  readonly breaches: readonly Breach[]
  /** Of a region, where there are any. */
  readonly redrawn?: readonly Breach[]
  readonly drawnAgain?: number
}

/** Adds to the draws of a condition. */
function count(counts: Map<string, Breach>, { key, count: more, first }: Readonly<Breach>): void {
  const known = counts.get(key)
  if (known) {
    known.count += more
    known.first = Math.min(known.first, first)
  } else counts.set(key, { key, count: more, first })
}

const listed = (counts: ReadonlyMap<string, Breach>): readonly Breach[] =>
  [...counts.values()].sort((a, b) => a.first - b.first || (a.key < b.key ? -1 : 1))
