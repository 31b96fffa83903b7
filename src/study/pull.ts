import { batchFrom } from './batch.ts'
import type { EnsembleJob } from './blocks.ts'
import { Placement } from './placement.ts'

/** How far one uncertain number, drawn alone, takes the mean of a figure away from the single run. */
export interface Pull {
  /** Place of the dimension. */
  readonly dimension: number
  /** Mean of the figure where only this number is drawn, less the single run, in the unit of the figure. */
  readonly by: number
}

/**
 * What each dimension pulls by itself: the mean over the middles of equal parts of its distribution, as many as the kernel has lanes,
 * all other numbers as they stand. By figure (a fan of the job) and calendar year, strongest first. A range that reaches
 * further up than down pulls up; so may a kink in the model. Of a region there is none: its counties have the dimensions.
 */
export function pullsOf(
  job: EnsembleJob,
  asked: readonly { readonly fan: number; readonly year: number }[],
  most: number,
): readonly (readonly Pull[])[] {
  const { dimensions, values, base } = job
  const batch = batchFrom(job.batch)
  const { width, inputs } = batch
  // Numbers that are tied to others pull by themselves here as well: ties change who moves together, not how far one moves.
  const placement = new Placement(dimensions, values, { rules: job.ties?.rules ?? [] })
  const count = placement.slots.length
  const cube = new Float64Array(dimensions.length * width)
  for (let i = 0; i < cube.length; i++) cube[i] = ((i % width) + 0.5) / width
  const spread = new Float64Array(count * width)
  placement.place(cube, width, spread)
  const still = (from: number, to: number) => {
    for (let row = from; row < to; row++)
      inputs.fill(values[placement.slots[row]!]!, row * width, (row + 1) * width)
  }
  const figures = asked.map(({ fan, year }) => ({ node: job.fans[fan]!, t: year - base }))
  /** Mean over the lanes; infinite or no number where one of them is. */
  const means = (): readonly number[] => {
    batch.run()
    return figures.map(({ node, t }) => {
      const rows = batch.output(node)
      const at = job.single.has(node) ? 0 : t * width
      let sum = 0
      for (let lane = 0; lane < width; lane++) sum += rows[at + lane]!
      return sum / width
    })
  }
  still(0, count)
  const alone = means()
  const found: Pull[][] = asked.map(() => [])
  let row = 0
  for (const [d, { places }] of dimensions.entries()) {
    const end = row + places.length
    still(0, count)
    inputs.set(spread.subarray(row * width, end * width), row * width)
    placement.obey(width, inputs)
    for (const [i, mean] of means().entries()) {
      const by = mean - alone[i]!
      if (Number.isFinite(by) && by !== 0) found[i]!.push({ dimension: d, by })
    }
    row = end
  }
  return found.map((pulls) =>
    pulls.sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || a.dimension - b.dimension).slice(0, most),
  )
}
