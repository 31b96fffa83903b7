import type { Analysed } from '../analysis/figures.ts'
import type { TargetColumns } from '../analysis/targets/target-rule.ts'
import { ancestors } from '../engine/walk.ts'
import { batchParts } from './batch.ts'
import { blocksIn, type EnsembleJob, scratchRows } from './blocks.ts'
import { conditionsOf, nodesOf, type Stated } from './conditions.ts'
import { type Design, type Dimension, dimensionsOf, type GradeRanges, slotsOf, type Ties } from './draws.ts'
import { type Outcome, outcomeDimensions } from './outcomes.ts'
import { dependenceOf, type Untied } from './ties.ts'

export interface EnsembleOrder {
  readonly draws: number
  readonly design: Design
  readonly seed: number
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
}

/** A scenario to draw from, with what was decided before: projects that have a switch in its plan, default ranges. */
export type Drawable = Analysed & {
  readonly outcomes?: readonly Outcome[]
  readonly byGrade?: GradeRanges
}

/** An ensemble of one scenario: what is uncertain, what is read, and how to compute it. */
export interface Ensemble {
  readonly dimensions: readonly Dimension[]
  /** Indicators that get a fan, in order. */
  readonly fans: readonly string[]
  readonly targets: Analysed['figures']['targets']
  readonly blocks: number
  /** Conditions that draws may break, beside loops and figures that are no numbers. */
  readonly checks: readonly Stated[]
  /** For this thread or others (blocks.ts). */
  readonly job: EnsembleJob
}

/** Numbers that draws move in one scenario: those that reach what is read. */
export function watched(analysed: Analysed) {
  const { figures, plan } = analysed
  const fans = [...new Set([figures.peak.indicator, figures.neutral.indicator, 'energy.total'])].filter(
    (id) => figures.indicators.has(id),
  )
  const columns: readonly TargetColumns[] = [
    ...figures.targets.map((target) => target.columns),
    figures.peak.columns,
  ]
  const nodes = [
    ...fans.map((id) => figures.indicators.get(id)!.node),
    ...columns.flatMap(({ margin, met }) => [margin, met]),
    figures.peak.columns.figure,
  ]
  return { fans, nodes, reached: ancestors(plan, nodes) }
}

/**
 * The uncertain numbers of a scenario that reach what an ensemble reads (or these nodes), and how many others reach the same
 * figures and state nothing.
 */
export function uncertainOf(
  analysed: Drawable,
  nodes?: readonly number[],
): {
  readonly dimensions: readonly Dimension[]
  readonly certain: number
  /** What ties them together, and names of correlations that stand for no number of its own. */
  readonly ties: Ties
  readonly untied: readonly Untied[]
} {
  const { plan, values, model } = analysed
  const { outcomes = [], byGrade } = analysed
  const reached = nodes ? ancestors(plan, nodes) : watched(analysed).reached
  const projects = outcomeDimensions(plan, values, outcomes)
  const withProjects = (numbers: readonly Dimension[]) =>
    [...numbers, ...projects.dimensions].sort((a, b) => (a.id < b.id ? -1 : 1))
  const everywhere = dimensionsOf(plan, values, new Uint8Array(plan.nodes.length).fill(1), byGrade)
  const live = slotsReached(plan, reached)
  const dimensions = withProjects(
    everywhere.filter(({ places }) => places.some(({ slot }) => live.has(slot))),
  )
  const all = withProjects(everywhere)
  const { dependence, untied } = dependenceOf(plan, all, dimensions, model)
  const moved = new Set(dimensions.flatMap(({ places }) => places.map(({ slot }) => slot)))
  let certain = 0
  for (const [i, node] of plan.nodes.entries()) {
    if (node.op !== 'slot' || reached[i] === 0) continue
    const slot = node.k![0]!
    if (plan.slots[slot]!.kind === 'real' && !moved.has(slot)) certain++
  }
  return { dimensions, certain, ties: { dependence, rules: projects.rules }, untied }
}

function slotsReached({ nodes }: Analysed['plan'], reached: Uint8Array): ReadonlySet<number> {
  const slots = new Set<number>()
  for (let i = 0; i < nodes.length; i++)
    if (reached[i] === 1 && nodes[i]!.op === 'slot') slots.add(nodes[i]!.k![0]!)
  return slots
}

/** Prepares an ensemble; nothing is drawn yet. */
export function ensembleOf(
  analysed: Drawable,
  order: EnsembleOrder,
  uncertain: Pick<ReturnType<typeof uncertainOf>, 'dimensions' | 'ties'> = uncertainOf(analysed),
): Ensemble {
  const { plan, values, figures } = analysed
  const { draws, design, seed } = order
  const { base, to } = plan.horizon
  const { fans, nodes } = watched(analysed)
  const { dimensions, ties } = uncertain
  const free = slotsOf(dimensions)
  const checks = conditionsOf(analysed, free)
  const wanted = [...new Set<number>([...nodes, ...nodesOf(checks)])]
  const { targets } = figures
  const job: EnsembleJob = {
    draws,
    design,
    seed,
    dimensions,
    ties,
    values,
    batch: batchParts(
      { plan, values, free, wanted, scratch: scratchRows(dimensions.length, to - base + 1) },
      order.interpreted,
    ),
    base,
    shape: {
      fans: fans.length,
      targets: targets.length,
      years: to - base + 1,
      projects: dimensions.filter(({ cause }) => cause === 'chance').length,
    },
    single: new Set(wanted.filter((node) => plan.nodes[node]!.axis !== 'year')),
    fans: fans.map((id) => figures.indicators.get(id)!.node),
    targets: targets.map(({ columns: { margin, met, judged } }) => ({ margin, met, judged })),
    peak: { year: figures.peak.columns.figure, met: figures.peak.columns.met },
    checks: checks.map(({ check: _, ...row }) => row),
  }
  return { dimensions, fans, targets, blocks: blocksIn(job), checks, job }
}
