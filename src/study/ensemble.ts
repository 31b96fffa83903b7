import type { Analysed } from '../analysis/figures.ts'
import type { TargetColumns } from '../analysis/targets/target-rule.ts'
import type { Check } from '../engine/context.ts'
import { ancestors, dependents } from '../engine/walk.ts'
import { type Batch, batchOf } from './batch.ts'
import { type Design, type Dimension, dimensionsOf, replicates, Sampler } from './draws.ts'
import { Tally } from './tally.ts'

/** Draws that are computed and tallied together. Part of the meaning of a result: sums of blocks are added in this grain. */
export const blockSize = 1024

/** How far a condition may be missed by rounding alone, as in a single run (engine/run.ts). */
const slack = 1e-9

export interface EnsembleOrder {
  readonly draws: number
  readonly design: Design
  readonly seed: number
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
}

/** A condition that draws may break, by the key of its tally. */
export interface Condition {
  readonly key: string
  readonly code: 'check' | 'loop' | 'not-finite'
  readonly check?: Check
  readonly about: string
}

/** An ensemble of one scenario: what is uncertain, what is read, and any block of draws on request. */
export interface Ensemble {
  readonly dimensions: readonly Dimension[]
  /** Indicators that get a fan, in order. */
  readonly fans: readonly string[]
  readonly targets: Analysed['figures']['targets']
  readonly blocks: number
  readonly condition: (key: string) => Condition
  /** Tallies draws `index · blockSize` and following. Any block, in any order, as often as wanted: the same tally. */
  block(index: number): Tally
  empty(): Tally
}

/** Numbers that draws move in one scenario: those that reach what is read. */
function watched(analysed: Analysed) {
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
  analysed: Analysed,
  nodes?: readonly number[],
): {
  readonly dimensions: readonly Dimension[]
  readonly certain: number
} {
  const { plan, values } = analysed
  const reached = nodes ? ancestors(plan, nodes) : watched(analysed).reached
  const dimensions = dimensionsOf(plan, values, reached)
  const moved = new Set(dimensions.flatMap(({ places }) => places.map(({ slot }) => slot)))
  let certain = 0
  for (const [i, node] of plan.nodes.entries()) {
    if (node.op !== 'slot' || reached[i] === 0) continue
    const slot = node.k![0]!
    if (plan.slots[slot]!.kind === 'real' && !moved.has(slot)) certain++
  }
  return { dimensions, certain }
}

/** Prepares an ensemble; nothing is drawn yet. */
export function ensembleOf(analysed: Analysed, order: EnsembleOrder): Ensemble {
  const { plan, values, figures, checks } = analysed
  const { base, to } = plan.horizon
  const years = to - base + 1
  const { fans, nodes } = watched(analysed)
  const { dimensions } = uncertainOf(analysed)
  const sampler = new Sampler(dimensions, values, order.design, order.seed, order.draws)
  const moving = dependents(plan, new Set(sampler.slots))
  // What no draw moves holds in every draw, since the run holds.
  const judged = checks.filter(
    ({ node, scale }) => moving[node] === 1 || (scale !== undefined && moving[scale] === 1),
  )
  const wanted = [
    ...new Set<number>([
      ...nodes,
      ...judged.flatMap(({ node, scale }) => (scale === undefined ? [node] : [node, scale])),
    ]),
  ]
  const batch = batchOf({ plan, values, free: sampler.slots, wanted }, order.interpreted)
  const { width } = batch
  const read = readerOf(batch, plan.nodes)
  const fanRows = fans.map((id) => read(figures.indicators.get(id)!.node))
  const targetRows = figures.targets.map(({ columns }) => ({
    margin: read(columns.margin),
    met: read(columns.met),
    judged: columns.judged,
  }))
  const peak = { year: read(figures.peak.columns.figure), met: read(figures.peak.columns.met) }
  const checkRows = judged.map((check, i) => ({
    check,
    key: `check ${i}`,
    node: read(check.node),
    scale: check.scale === undefined ? undefined : read(check.scale),
    length: plan.nodes[check.node]!.axis === 'year' ? years : 1,
  }))
  const shape = { fans: fans.length, targets: figures.targets.length, years }

  /** The first condition that a lane breaks; undefined for none. */
  const broken = (lane: number, loops: ReadonlyMap<number, string>): string | undefined => {
    const loop = loops.get(lane)
    if (loop !== undefined) return loop
    for (const rows of fanRows)
      for (let t = 0; t < years; t++) if (!Number.isFinite(rows(t, lane))) return 'not-finite'
    for (const {
      margin,
      judged: [from, last],
    } of targetRows)
      for (let year = from; year <= last; year++)
        if (!Number.isFinite(margin(year - base, lane))) return 'not-finite'
    for (const { check, key, node, scale, length } of checkRows)
      for (let t = 0; t < length; t++) {
        const value = node(t, lane)
        const size = scale === undefined ? 1 : Math.max(1e-6, Math.abs(scale(t, lane)))
        const wrong =
          check.test === 'one'
            ? Math.abs(value - 1) > 1e-6
            : check.test === 'at-most-one'
              ? value > size * (1 + slack)
              : value < -slack * size
        if (wrong || Number.isNaN(value)) return key
      }
    return undefined
  }

  const take = (tally: Tally, draw: number, lane: number, loops: ReadonlyMap<number, string>): void => {
    tally.draws++
    const breach = broken(lane, loops)
    if (breach !== undefined) {
      tally.breach(breach, draw)
      return
    }
    const replicate = draw % replicates
    tally.sound[replicate]!++
    for (const [f, rows] of fanRows.entries())
      for (let t = 0; t < years; t++) {
        const value = rows(t, lane)
        tally.sketches[f * years + t]!.add(value)
        tally.moments[f * years + t]!.add(value)
      }
    for (const [i, { margin, met, judged: span }] of targetRows.entries()) {
      if (met(0, lane) === 1) tally.met[i * replicates + replicate]!++
      for (let year = span[0]; year <= span[1]; year++)
        if (margin(year - base, lane) >= 0) tally.passes[i * years + year - base]!++
    }
    const kept = peak.met(0, lane) === 1 ? tally.peaks : tally.unsettled
    kept[peak.year(0, lane) - base]!++
  }

  return {
    dimensions,
    fans,
    targets: figures.targets,
    blocks: Math.ceil(order.draws / blockSize),
    empty: () => new Tally(shape),
    condition: (key) => {
      const row = checkRows.find((candidate) => candidate.key === key)
      if (row) return { key, code: 'check', check: row.check, about: '' }
      return key === 'not-finite'
        ? { key, code: 'not-finite', about: '' }
        : { key, code: 'loop', about: key.replace(/^loop /, '') }
    },
    block(index) {
      const tally = new Tally(shape)
      const end = Math.min(order.draws, (index + 1) * blockSize)
      for (let first = index * blockSize; first < end; first += width) {
        const count = Math.min(width, end - first)
        sampler.fill(first, count, width, batch.inputs)
        const loops = new Map<number, string>()
        for (const { lane, about } of batch.run())
          if (!loops.has(lane)) loops.set(lane, `loop ${about.join(' → ')}`)
        for (let lane = 0; lane < count; lane++) take(tally, first + lane, lane, loops)
      }
      return tally
    },
  }
}

/** A value of a node in a year and a lane; one that does not change by year is the same in each. */
function readerOf(batch: Batch, nodes: Analysed['plan']['nodes']) {
  const { width } = batch
  return (node: number) => {
    const rows = batch.output(node)
    const stride = nodes[node]!.axis === 'year' ? width : 0
    return (t: number, lane: number): number => rows[t * stride + lane]!
  }
}

/** All blocks one after another; stopping early keeps what is done. */
export function* run(ensemble: Ensemble): Generator<Tally, Tally> {
  const whole = ensemble.empty()
  for (let index = 0; index < ensemble.blocks; index++) {
    whole.merge(ensemble.block(index))
    yield whole
  }
  return whole
}
