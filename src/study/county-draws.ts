import { type BatchParts, batchFrom } from './batch.ts'
import { type Broken, type Condition, judgeLoops, judgeOf, rowsIn } from './conditions.ts'
import { type Design, type Dimension, Sampler, type Ties } from './draws.ts'

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
}

/** What counties come to together in a block of draws, as numbers that the plan of the region is run with. */
export interface CountyDraws {
  /** Draws all counties: `count` draws from `first` on. */
  draw(first: number, count: number): void
  /** Writes the sums of `count` draws that stand `at` draws behind the first: `width` numbers a row (the last is repeated). */
  write(at: number, count: number, width: number, into: Float64Array): void
  /** The condition that a draw breaks in the first county that breaks one. */
  broken(at: number): string | undefined
  /** Whether a project (of all counties, in order) is built. */
  isBuilt(project: number, at: number): boolean
  readonly projects: number
}

/** `size`: draws a block at most; `series`: how many series of `years` numbers the region takes. */
export function countyDraws(
  counties: readonly CountyJob[],
  { design, seed, draws }: { readonly design: Design; readonly seed: number; readonly draws: number },
  size: number,
  series: number,
  years: number,
): CountyDraws {
  const sums = new Float64Array(series * years * size)
  const broken: Broken = new Array(size).fill(undefined)
  let projects = 0
  const loaded = counties.map((county) => {
    const batch = batchFrom(county.batch)
    const { width, inputs } = batch
    const sampler = new Sampler(county.dimensions, county.values, design, seed, draws, county.ties)
    const read = rowsIn(batch, county.single)
    let row = 0
    const switches = county.dimensions.flatMap(({ cause, places }) => {
      const own = row
      row += places.length
      return cause === 'chance' ? [{ row: own * width, project: projects++ }] : []
    })
    return {
      batch,
      sampler,
      switches,
      fill: batch.machine && sampler.loaded(batch.machine, width, inputs),
      figures: county.figures.map(({ node, series }) => ({ rows: read(node), series })),
      judge: judgeOf(county.checks, read, years, batch),
      /** The condition that each lane breaks. */
      lanes: new Array(width).fill(undefined) as Broken,
    }
  })
  const built = new Uint8Array(projects * size)
  const drawCounty = (
    { batch, sampler, switches, fill, figures, judge, lanes }: (typeof loaded)[number],
    first: number,
    at: number,
    count: number,
  ): void => {
    const { width, inputs } = batch
    if (fill && count === width) fill(first + at)
    else sampler.fill(first + at, count, width, inputs)
    lanes.fill(undefined)
    judgeLoops(batch.run(), lanes)
    judge(lanes, count)
    for (let lane = 0; lane < count; lane++) broken[at + lane] ??= lanes[lane]
    for (const { rows, series: s } of figures)
      for (let t = 0; t < years; t++) {
        const [to, from] = [(s * years + t) * size + at, t * rows.stride]
        for (let lane = 0; lane < count; lane++) sums[to + lane]! += rows.rows[from + lane]!
      }
    for (const { row, project } of switches)
      for (let lane = 0; lane < count; lane++)
        built[project * size + at + lane] = inputs[row + lane] === 0 ? 0 : 1
  }
  return {
    projects,
    draw(first, count) {
      sums.fill(0)
      broken.fill(undefined)
      // County by county, so that the code of one stays in the cache for the whole block.
      for (const county of loaded)
        for (let at = 0; at < count; at += county.batch.width)
          drawCounty(county, first, at, Math.min(county.batch.width, count - at))
    },
    write(at, count, width, into) {
      for (let row = 0; row < series * years; row++)
        for (let lane = 0; lane < width; lane++)
          into[row * width + lane] = sums[row * size + at + Math.min(lane, count - 1)]!
    },
    broken: (at) => broken[at],
    isBuilt: (project, at) => built[project * size + at] === 1,
  }
}
