import { type Batch, type BatchParts, batchFrom } from './batch.ts'
import { type Broken, type Condition, judgeLoops, judgeOf, rowsIn } from './conditions.ts'
import { type CountiesOrder, countyDraws } from './county-draws.ts'
import { type Design, type Dimension, replicates, Sampler, type Ties } from './draws.ts'
import { finiteBy, type Rows } from './judging.ts'
import { Tally, type TallyShape } from './tally.ts'

/** Draws that are computed and tallied together. Part of the meaning of a result: sums of blocks are added in this grain. */
export const blockSize = 1024

/** Everything that is needed to compute blocks of draws: plain data, so that it can be posted to threads. */
export interface EnsembleJob {
  readonly draws: number
  readonly design: Design
  readonly seed: number
  readonly dimensions: readonly Dimension[]
  readonly ties?: Ties
  /** Numbers of all slots. */
  readonly values: Float64Array
  readonly batch: BatchParts
  /** The first calendar year. */
  readonly base: number
  readonly shape: TallyShape
  /** Nodes that hold one value, not one a year. */
  readonly single: ReadonlySet<number>
  /** Nodes. */
  readonly fans: readonly number[]
  readonly targets: readonly {
    readonly margin: number
    readonly met: number
    readonly judged: readonly [from: number, to: number]
  }[]
  readonly peak: { readonly year: number; readonly met: number }
  readonly checks: readonly Condition[]
  /** Of a region: its counties, whose sums are drawn in place of `dimensions` (there are none then). */
  readonly counties?: CountiesOrder
}

/** Rows of `width` numbers that a row machine needs: units and keys of the dimensions, and a whole number a year. */
export const scratchRows = (dimensions: number, years: number, width = 16): number =>
  2 * dimensions + Math.ceil(years / (2 * width))

export const blocksIn = (job: Pick<EnsembleJob, 'draws'>): number => Math.ceil(job.draws / blockSize)

/** One draw as it was computed; what it says holds until the next one. */
export interface Drawn {
  readonly draw: number
  /** The condition that it breaks; then its figures are not to be used. */
  readonly breach: string | undefined
  /** The number of a dimension (of a series: of its first point). */
  input(dimension: number): number
  fan(figure: number, year: number): number
  met(target: number): boolean
  margin(target: number, year: number): number
  /** Calendar year of the peak, and whether the figure falls for good after it. */
  readonly peakYear: number
  readonly settled: boolean
}

/** Blocks of draws on request: any block, in any order, as often as wanted, always the same. */
export interface Blocks {
  /** Counts, moments and sketches of draws `index · blockSize` and following; `see` gets the draws one by one as well. */
  block(index: number, see?: (drawn: Drawn) => void): Tally
  /** The same draws one by one, in order. */
  visit(index: number, see: (drawn: Drawn) => void): void
}

/** Where row functions leave a whole number a year: behind the rows of the draws (`scratchRows`). */
function boardOf({ machine, width }: Batch, dimensions: number, years: number): Int32Array | undefined {
  if (!machine || machine.scratch.length < scratchRows(dimensions, years, width) * width) return undefined
  const { buffer, byteOffset } = machine.scratch
  return new Int32Array(buffer, byteOffset + 2 * dimensions * width * 8, years)
}

export function blocksOf(job: EnsembleJob): Blocks {
  const { base, shape, dimensions } = job
  const { years } = shape
  const batch: Batch = batchFrom(job.batch)
  const { width } = batch
  const sampler = new Sampler(dimensions, job.values, job.design, job.seed, job.draws, job.ties)
  const counties = job.counties && countyDraws(job.counties, job, blockSize, years)
  const fill = batch.machine && sampler.loaded(batch.machine, width, batch.inputs)
  const read = rowsIn(batch, job.single)
  const fans = job.fans.map(read)
  const targets = job.targets.map(({ margin, met, judged }) => ({
    margin: read(margin),
    met: read(met),
    from: judged[0] - base,
    to: judged[1] - base,
  }))
  const peak = { year: read(job.peak.year), met: read(job.peak.met) }
  const judge = judgeOf(job.checks, read, years, batch)
  const finiteOf = [
    ...fans.map((fan) => finiteBy(batch.machine, fan, 0, years - 1, width)),
    ...targets.map(({ margin, from, to }) => finiteBy(batch.machine, margin, from, to, width)),
  ]
  const board = boardOf(batch, dimensions.length, years)
  /** The row of each dimension's first point. */
  const rowOf: number[] = []
  let row = 0
  dimensions.forEach(({ places }, d) => {
    rowOf[d] = row
    row += places.length
  })
  const switches = dimensions.flatMap(({ cause }, d) => (cause === 'chance' ? [rowOf[d]! * width] : []))
  /** The condition that each lane breaks first. */
  const broken: Broken = new Array(width).fill(undefined)

  const judgeFinite = ({ rows, stride }: Rows, from: number, to: number, count: number): void => {
    for (let t = from; t <= to; t++)
      for (let lane = 0; lane < count; lane++)
        // Only ±Infinity and NaN give NaN here.
        if (rows[t * stride + lane]! * 0 !== 0) broken[lane] ??= 'not-finite'
  }

  /** Computes draws from `first` on and finds what each breaks. Returns whether none breaks anything. */
  const compute = (first: number, count: number): boolean => {
    broken.fill(undefined)
    let whole = true
    if (counties) {
      counties.write(first % blockSize, count, width, batch.inputs)
      for (let lane = 0; lane < count; lane++) broken[lane] = counties.broken((first % blockSize) + lane)
      whole = !broken.some((key) => key !== undefined)
    } else if (fill && count === width) fill(first)
    else sampler.fill(first, count, width, batch.inputs)
    const problems = batch.run()
    judgeLoops(problems, broken)
    // Lanes beyond the last draw repeat it, so all of them may be looked at together; one by one only where something is wrong.
    const finite = finiteOf.every((holds) => holds())
    if (!finite) {
      for (const fan of fans) judgeFinite(fan, 0, years - 1, count)
      for (const { margin, from, to } of targets) judgeFinite(margin, from, to, count)
    }
    return judge(broken, count) && finite && problems.length === 0 && whole
  }

  /** Lanes one by one where some are broken, else all at once. */
  const tallyFan = (tally: Tally, f: number, count: number, sound: boolean): void => {
    const { rows, bits, stride } = fans[f]!
    for (let t = 0; t < years; t++) {
      const sketch = tally.sketches[f * years + t]!
      const moments = tally.moments[f * years + t]!
      const at = t * stride
      if (sound) {
        sketch.addAll(rows, bits, at, count)
        moments.addAll(rows, at, count)
        continue
      }
      for (let lane = 0; lane < count; lane++) {
        if (broken[lane] !== undefined) continue
        sketch.add(rows[at + lane]!)
        moments.add(rows[at + lane]!)
      }
    }
  }

  const tallyTarget = (tally: Tally, i: number, first: number, count: number, sound: boolean): void => {
    const { margin, met, from, to } = targets[i]!
    const own = i * replicates
    for (let lane = 0, replicate = first % replicates; lane < count; lane++) {
      if (met.rows[lane] === 1 && broken[lane] === undefined) tally.met[own + replicate]!++
      replicate = replicate === replicates - 1 ? 0 : replicate + 1
    }
    if (
      board &&
      to >= from &&
      sound &&
      count === width &&
      margin.stride === width &&
      margin.rows.buffer === board.buffer
    ) {
      const at = margin.rows.byteOffset + from * width * 8
      batch.machine!.rows.countNotBelow(at, width * 8, to - from + 1, board.byteOffset)
      for (let t = from; t <= to; t++) tally.passes[i * years + t]! += board[t - from]!
      if (!sound)
        for (let lane = 0; lane < width; lane++)
          if (broken[lane] !== undefined)
            for (let t = from; t <= to; t++)
              if (margin.rows[t * width + lane]! >= 0) tally.passes[i * years + t]!--
      return
    }
    for (let t = from; t <= to; t++) {
      const at = t * margin.stride
      let passed = 0
      for (let lane = 0; lane < count; lane++)
        if (margin.rows[at + lane]! >= 0 && (sound || broken[lane] === undefined)) passed++
      tally.passes[i * years + t]! += passed
    }
  }

  const take = (tally: Tally, first: number, count: number, sound: boolean): void => {
    tally.draws += count
    for (let lane = 0; lane < count; lane++) {
      const breach = broken[lane]
      if (breach !== undefined) tally.breach(breach, first + lane)
      else {
        tally.sound[(first + lane) % replicates]!++
        const kept = peak.met.rows[lane] === 1 ? tally.peaks : tally.unsettled
        kept[peak.year.rows[lane]! - base]!++
        for (let i = 0; i < tally.built.length; i++)
          if (
            counties
              ? counties.isBuilt(i, (first % blockSize) + lane)
              : batch.inputs[switches[i]! + lane] !== 0
          )
            tally.built[i]!++
      }
    }
    for (let f = 0; f < fans.length; f++) tallyFan(tally, f, count, sound)
    for (let i = 0; i < targets.length; i++) tallyTarget(tally, i, first, count, sound)
  }

  const each = (index: number, act: (first: number, count: number, sound: boolean) => void): void => {
    const end = Math.min(job.draws, (index + 1) * blockSize)
    counties?.draw(index * blockSize, end - index * blockSize)
    for (let first = index * blockSize; first < end; first += width) {
      const count = Math.min(width, end - first)
      act(first, count, compute(first, count))
    }
  }

  const show = (first: number, count: number, see: (drawn: Drawn) => void): void => {
    for (let lane = 0; lane < count; lane++)
      see({
        draw: first + lane,
        breach: broken[lane],
        input: (dimension) =>
          counties
            ? counties.input(dimension, (first % blockSize) + lane)
            : batch.inputs[rowOf[dimension]! * width + lane]!,
        fan: (f, year) => fans[f]!.rows[(year - base) * fans[f]!.stride + lane]!,
        met: (i) => targets[i]!.met.rows[lane] === 1,
        margin: (i, year) => targets[i]!.margin.rows[(year - base) * targets[i]!.margin.stride + lane]!,
        peakYear: peak.year.rows[lane]!,
        settled: peak.met.rows[lane] === 1,
      })
  }

  return {
    block(index, see) {
      const tally = new Tally(shape)
      each(index, (first, count, sound) => {
        take(tally, first, count, sound)
        if (see) show(first, count, see)
      })
      const redrawn = counties?.redrawn ?? []
      for (const { key, at } of redrawn) tally.redraw(key, index * blockSize + at)
      tally.drawnAgain = new Set(redrawn.map(({ at }) => at)).size
      return tally
    },
    visit(index, see) {
      each(index, (first, count) => show(first, count, see))
    },
  }
}
