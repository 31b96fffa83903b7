import { type BatchParts, batchFrom } from './batch.ts'
import { type Broken, type Condition, judgeLoops, judgeOf, rowsIn } from './conditions.ts'
import { type Design, type Dimension, Sampler, type Ties } from './draws.ts'
import { allFinite } from './judging.ts'

/** A county of a region that is drawn: plain data. */
export interface CountyJob {
  readonly id: string
  readonly dimensions: readonly Dimension[]
  readonly ties: Ties
  /** Numbers of all slots. */
  readonly values: Float64Array
  readonly batch: BatchParts
  readonly single: ReadonlySet<number>
  readonly checks: readonly Condition[]
  /** Nodes whose series are added to series of the region, by the place of these. */
  readonly figures: readonly { readonly node: number; readonly series: number }[]
  /** Dimensions (by place) that move no other county: they are drawn again where the county breaks a condition. */
  readonly own: readonly number[]
}

/** How often the own numbers of a county are drawn again before a draw is lost: of a county that breaks nine in ten, one in a thousand. */
export const attempts = 64

/** A draw for which a county drew its own numbers again, and the condition that its first numbers broke. */
export interface Redrawn {
  readonly key: string
  /** Behind the first draw of the block. */
  readonly at: number
}

/** What counties come to together in a block of draws, as numbers that the plan of the region is run with. */
export interface CountyDraws {
  /**
   * Draws all counties: `count` draws from `first` on. A county that breaks a condition keeps the numbers that it has in common with
   * others and draws its own again until the condition holds: what is left is each county as it is where it holds together,
   * and the common numbers as they were stated. A draw is lost only where that does not help.
   */
  draw(first: number, count: number): void
  /** Writes the sums of `count` draws that stand `at` draws behind the first: `width` numbers a row (the last is repeated). */
  write(at: number, count: number, width: number, into: Float64Array): void
  /** The condition that a draw breaks in the first county that breaks one whatever it draws. */
  broken(at: number): string | undefined
  /** Draws of the block that counties drew again, county by county. */
  readonly redrawn: readonly Redrawn[]
  /** Whether a project (of all counties, in order) is built. */
  isBuilt(project: number, at: number): boolean
  /** The number of a dimension of the region, where they are kept. */
  input(dimension: number, at: number): number
  readonly projects: number
}

/** What counties are drawn as. */
export interface CountiesOrder {
  readonly jobs: readonly CountyJob[]
  /** How many series the region takes. */
  readonly series: number
  /** How many dimensions there are in all, where their numbers are to be told draw by draw. */
  readonly told?: number
}

/** `size`: draws a block at most; series have `years` numbers. */
export function countyDraws(
  { jobs, series, told = 0 }: CountiesOrder,
  { design, seed, draws }: { readonly design: Design; readonly seed: number; readonly draws: number },
  size: number,
  years: number,
): CountyDraws {
  const sums = new Float64Array(series * years * size)
  const broken: Broken = new Array(size).fill(undefined)
  const redrawn: Redrawn[] = []
  const inputs = new Float64Array(told * size)
  let projects = 0
  const counties = jobs.map((job) => {
    const first = projects
    projects += job.dimensions.filter(({ cause }) => cause === 'chance').length
    return { job, first }
  })
  const built = new Uint8Array(projects * size)

  /** Draws one county and adds it to the sums. */
  const drawCounty = (county: LoadedCounty, from: number, count: number): void => {
    const { batch, lanes } = county
    const { width } = batch
    const tell = (at: number, lane: number): void => {
      for (const { row, dimension } of county.told) inputs[dimension * size + at] = batch.inputs[row + lane]!
    }
    const keep = (at: number, lane: number): void => {
      for (const { rows, series: s } of county.figures)
        for (let t = 0; t < years; t++)
          sums[(s * years + t) * size + at]! += rows.rows[t * rows.stride + lane]!
      for (const { row, project } of county.switches)
        built[project * size + at] = batch.inputs[row + lane] === 0 ? 0 : 1
      tell(at, lane)
    }
    /** Draws that are still to be drawn again, with what they broke first. */
    let open: Redrawn[] = []
    for (let at = 0; at < count; at += width) {
      const part = Math.min(width, count - at)
      if (county.fill && part === width) county.fill(from + at)
      else county.sampler.fill(from + at, part, width, batch.inputs)
      county.judge(part)
      for (let lane = 0; lane < part; lane++) {
        const key = lanes[lane]
        if (key === undefined) keep(at + lane, lane)
        else {
          tell(at + lane, lane)
          open.push({ key, at: at + lane })
        }
      }
    }
    const first = open
    for (let attempt = 1; open.length > 0 && attempt <= attempts && county.own.length > 0; attempt++) {
      const still: Redrawn[] = []
      for (let i = 0; i < open.length; i += width) {
        const part = open.slice(i, i + width)
        const asked = part.map(({ at }) => from + at)
        county.sampler.again(asked, county.own, attempt, width, batch.inputs)
        county.judge(part.length)
        for (const [lane, one] of part.entries())
          if (lanes[lane] === undefined) keep(one.at, lane)
          else still.push(one)
      }
      open = still
    }
    const lost = new Set(open)
    for (const one of first)
      if (lost.has(one)) broken[one.at] ??= one.key
      else redrawn.push(one)
  }
  /** A number that several counties have is told by the first. */
  const claimed = new Set<number>()
  const loaded = counties.map(({ job, first }) => {
    const county = loadCounty(job, first, { design, seed, draws }, years)
    const mine = told === 0 ? [] : county.told.filter(({ dimension }) => !claimed.has(dimension))
    for (const { dimension } of mine) claimed.add(dimension)
    return { ...county, told: mine }
  })
  return {
    projects,
    redrawn,
    draw(first, count) {
      sums.fill(0)
      broken.fill(undefined)
      redrawn.length = 0
      // County by county, so that the code of one stays in the cache for the whole block.
      for (const county of loaded) drawCounty(county, first, count)
    },
    write(at, count, width, into) {
      for (let row = 0; row < series * years; row++)
        for (let lane = 0; lane < width; lane++)
          into[row * width + lane] = sums[row * size + at + Math.min(lane, count - 1)]!
    },
    broken: (at) => broken[at],
    isBuilt: (project, at) => built[project * size + at] === 1,
    input: (dimension, at) => inputs[dimension * size + at]!,
  }
}

type LoadedCounty = ReturnType<typeof loadCounty>

/** A county in a memory of its own. */
function loadCounty(
  county: CountyJob,
  firstProject: number,
  { design, seed, draws }: { readonly design: Design; readonly seed: number; readonly draws: number },
  years: number,
) {
  const batch = batchFrom(county.batch)
  const { width, inputs } = batch
  const sampler = new Sampler(county.dimensions, county.values, design, seed, draws, county.ties)
  const read = rowsIn(batch, county.single)
  let row = 0
  const rowOf = county.dimensions.map(({ places }) => {
    const own = row
    row += places.length
    return own * width
  })
  const figures = county.figures.map(({ node, series }) => ({ rows: read(node), series }))
  const judgeChecks = judgeOf(county.checks, read, years, batch)
  /** The condition that each lane breaks. */
  const lanes: Broken = new Array(width).fill(undefined)
  const problemOf = (key: string) => `${county.id} ${key}`
  return {
    batch,
    sampler,
    lanes,
    figures,
    own: county.own,
    switches: county.dimensions
      .flatMap(({ cause }, d) => (cause === 'chance' ? [rowOf[d]!] : []))
      .map((at, i) => ({ row: at, project: firstProject + i })),
    told: county.dimensions.map(({ stream }, d) => ({ row: rowOf[d]!, dimension: stream!.place })),
    fill: batch.machine && sampler.loaded(batch.machine, width, inputs),
    /** Runs what stands in the inputs and finds what each of the first `count` lanes breaks. */
    judge(count: number): void {
      lanes.fill(undefined)
      judgeLoops(batch.run(), lanes, problemOf)
      for (const { rows } of figures) {
        const last = rows.stride === 0 ? 0 : years - 1
        if (allFinite(rows, 0, last, width)) continue
        for (let t = 0; t <= last; t++)
          for (let lane = 0; lane < count; lane++)
            // Only ±Infinity and NaN give NaN here.
            if (rows.rows[t * rows.stride + lane]! * 0 !== 0) lanes[lane] ??= problemOf('not-finite')
      }
      judgeChecks(lanes, count)
    },
  }
}
