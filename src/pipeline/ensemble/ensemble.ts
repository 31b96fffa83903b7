import type { Analysed } from '../../analysis/figures.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Plan } from '../../engine/plan.ts'
import type { EnsembleResult } from '../../report/ensemble.ts'
import type { RawSink } from '../../report/raw.ts'
import type { Design, Dimension, Sampler } from '../../study/draws.ts'
import type { Ensemble } from '../../study/ensemble.ts'
import { runCase } from '../case.ts'
import { Desk, failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'
import type { Hire } from './crew.ts'
import type { Progress } from './draw.ts'
import type { DimensionRows } from './frame.ts'
import type { DrawOptions, Open } from './outcomes.ts'

/** Options of `ensemble`. */
export interface EnsembleOptions extends ScenarioOptions, DrawOptions {
  /** 4,096 unless said; with `until` the most that are drawn, 2²⁰ unless said. */
  readonly draws?: number
  /** `sobol` unless said, or `random` where more numbers are uncertain than there are dimensions of it. */
  readonly design?: Design
  /** A whole number from 0 to 2⁵³ − 1; 1 unless said. */
  readonly seed?: number
  /** Stop once the probability of every target is known to ± so much (95 %): `random` after any block, `sobol` at powers of two. */
  readonly until?: number
  /** Only part k of n: the answer is a shard. */
  readonly shard?: { readonly k: number; readonly n: number }
  /** Go on from what `Progress.keep` gave, read from that path. */
  readonly resume?: { readonly path: string; readonly text: string }
  /** Told each draw. */
  readonly raw?: RawSink
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
  /** Who computes; this thread unless said. Whoever it is, the result is the same. */
  readonly hire?: Hire
  /** Told after each block where it stands; true stops there and keeps what is done. */
  readonly after?: (progress: Progress) => boolean | Promise<boolean>
}

/** What an ensemble answers: its result, or of a shard its text. */
export interface Drawn extends Loaded {
  readonly ensemble?: EnsembleResult
  /** The shard, whole; undefined where it was stopped before its end. */
  readonly shard?: string
  /** The id of the scenario. */
  readonly id?: string
}

/** Draws from everything that a scenario, or the counties of a region, says to be uncertain, and tells how likely each verdict is. */
export async function ensemble(path: string, options: EnsembleOptions = {}): Promise<Drawn> {
  const desk = new Desk()
  const session = await desk.at(path)
  const { isRegion } = await import('../region.ts')
  const ready = (await isRegion(path, session))
    ? await regionReady(path, session, options)
    : await scenarioReady(path, session, options)
  if (!ready || failed(session)) return desk.loaded()
  const { ran, prepared, rows, nodes } = ready
  const { blockSize } = await import('../../study/blocks.ts')
  const { compose, judgeDraws } = await import('./compose.ts')
  const { frameOf } = await import('./frame.ts')
  const { id } = ran.analysed.model
  const frame = frameOf(ran, prepared, rows, { ...ready.order, block: blockSize })
  const files = ran.opened.files.map(({ file, sha256 }) => ({ path: file, sha256 }))
  const { draw } = await import('./draw.ts')
  const { writeShard } = await import('./shard.ts')
  const found = await draw(
    { frame, job: prepared.job, blocks: prepared.blocks, files, nodes },
    options,
    session,
  )
  if (!found) return desk.loaded()
  const { gathered, part, done, identity } = found
  if (options.shard) {
    const whole = done === part.end - part.from
    return {
      ...desk.loaded(),
      id,
      ...(whole ? { shard: writeShard({ ...identity(), part, done, gathered }) } : {}),
    }
  }
  if (gathered.counts.draws === 0) return { ...desk.loaded(), id }
  judgeDraws(frame, gathered, { file: path, start: 0, end: 0 }, session.diagnose)
  return failed(session) ? desk.loaded() : { ...desk.loaded(), id, ensemble: compose(frame, gathered) }
}

/**
 * What is asked for, where so many numbers are uncertain: Sobol' points unless said, as far as there are dimensions of them; beyond
 * that independent draws, which is said (W0983).
 */
async function orderFor(
  { design, seed = 1, until, draws, interpreted = false }: EnsembleOptions,
  dimensions: number,
  place: Span,
  session: Session,
) {
  const { sobolDimensions } = await import('../../study/draws.ts')
  const many = design === undefined && dimensions > sobolDimensions
  if (many) session.diagnose('W0983', place, { found: dimensions, expected: sobolDimensions })
  const order = {
    draws: draws ?? (until === undefined ? 4096 : 2 ** 20),
    design: design ?? (many ? ('random' as const) : ('sobol' as const)),
    seed,
    ...(until === undefined ? {} : { until }),
    interpreted,
  }
  await judgeOrder(order.draws, order.design, dimensions, place, session)
  return order
}

/** What is needed to draw, of a scenario or a region. */
interface Ready {
  readonly ran: Pick<Open, 'opened' | 'trajectories'> & { readonly analysed: Analysed }
  readonly prepared: Ensemble
  readonly rows: DimensionRows
  /** Nodes of plans, for the hash of what is drawn. */
  readonly nodes: readonly unknown[]
  readonly order: Omit<Awaited<ReturnType<typeof orderFor>>, 'interpreted'>
}

async function scenarioReady(
  path: string,
  session: Session,
  options: EnsembleOptions,
): Promise<Ready | undefined> {
  const single = await runCase(path, session, options)
  if (!single || failed(session)) return undefined
  const { openRan } = await import('./outcomes.ts')
  const ran = await openRan(single, session, options)
  const { ensembleOf, uncertainOf } = await import('../../study/ensemble.ts')
  const { rowsOf } = await import('./frame.ts')
  const place: Span = { file: path, start: 0, end: 0 }
  const uncertain = uncertainOf(ran.analysed)
  const { dimensions, certain, untied } = uncertain
  for (const { at, id, found, expected } of untied) session.diagnose('E0887', at, { id, found, expected })
  const { interpreted, ...order } = await orderFor(options, dimensions.length, place, session)
  await judgeUntil(options, order.design, ran.analysed.figures.targets.length, place, session)
  if (failed(session)) return undefined
  const prepared = ensembleOf(ran.analysed, { ...order, interpreted }, uncertain)
  const rows = rowsOf(ran, session, prepared, certain, place)
  return { ran, prepared, rows, nodes: ran.analysed.plan.nodes, order }
}

async function regionReady(
  path: string,
  session: Session,
  options: EnsembleOptions,
): Promise<Ready | undefined> {
  const place: Span = { file: path, start: 0, end: 0 }
  const { openRegion } = await import('./region.ts')
  const ready = await openRegion(path, session, options, (dimensions) =>
    orderFor(options, dimensions, place, session),
  )
  if (!ready || failed(session)) return undefined
  await judgeUntil(options, ready.order.design, ready.prepared.targets.length, place, session)
  return failed(session) ? undefined : ready
}

async function judgeUntil(
  { until, shard }: EnsembleOptions,
  design: Design,
  targets: number,
  place: Span,
  session: Session,
): Promise<void> {
  if (until === undefined) return
  const { refuseIdleUntil } = await import('./stop.ts')
  refuseIdleUntil(design, targets, shard !== undefined, place, session)
}

/** How a scenario's uncertain numbers are drawn: the sampler alone, for those who look at draws themselves. */
export async function ensembleInputs(
  path: string,
  options: EnsembleOptions = {},
): Promise<
  Loaded & {
    readonly inputs?: {
      readonly plan: Plan
      readonly dimensions: readonly Dimension[]
      readonly sampler: Sampler
    }
  }
> {
  const desk = new Desk()
  const session = await desk.at(path)
  const single = await runCase(path, session, options)
  if (!single) return desk.loaded()
  const { openRan } = await import('./outcomes.ts')
  const ran = await openRan(single, session, options)
  const { uncertainOf } = await import('../../study/ensemble.ts')
  const { Sampler: Draws } = await import('../../study/draws.ts')
  const { plan, values } = ran.analysed
  const { dimensions, ties } = uncertainOf(ran.analysed)
  const { draws = 4096, design = 'sobol', seed = 1 } = options
  return {
    ...desk.loaded(),
    inputs: { plan, dimensions, sampler: new Draws(dimensions, values, design, seed, draws, ties) },
  }
}

/** Refuses what the design cannot do (E0855, E0856) and says where nothing is uncertain (W0850). */
export async function judgeOrder(
  draws: number,
  design: Design,
  dimensions: number,
  place: Span,
  session: Session,
): Promise<void> {
  const { replicates, sobolDimensions } = await import('../../study/draws.ts')
  const wanted = design === 'sobol' ? `2ⁿ ≥ ${replicates}` : `${replicates} · n`
  const fits =
    Number.isSafeInteger(draws) &&
    draws > 0 &&
    draws <= 2 ** 31 &&
    (design === 'random' ||
      (draws % replicates === 0 && (design !== 'sobol' || Number.isInteger(Math.log2(draws)))))
  if (!fits)
    session.diagnose('E0856', place, { design, found: draws, expected: design === 'random' ? '≥ 1' : wanted })
  if (design === 'sobol' && dimensions > sobolDimensions)
    session.diagnose('E0855', place, { design, found: dimensions, expected: sobolDimensions })
  if (dimensions === 0) session.diagnose('W0850', place, {})
}
