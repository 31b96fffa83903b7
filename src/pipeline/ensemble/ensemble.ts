import type { Span } from '../../diagnostics/span.ts'
import type { Plan } from '../../engine/plan.ts'
import type { EnsembleResult } from '../../report/ensemble.ts'
import type { Design, Dimension, Sampler } from '../../study/draws.ts'
import { runCase } from '../case.ts'
import { Desk, failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'
import type { Hire } from './crew.ts'
import type { DrawOptions } from './outcomes.ts'

/** Options of `ensemble`. */
export interface EnsembleOptions extends ScenarioOptions, DrawOptions {
  /** 4,096 unless said. */
  readonly draws?: number
  /** `sobol` unless said. */
  readonly design?: Design
  /** A whole number from 0 to 2⁵³ − 1; 1 unless said. */
  readonly seed?: number
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
  /** Who computes; this thread unless said. Whoever it is, the result is the same. */
  readonly hire?: Hire
  /** Told after each block how many draws are done; true stops there and keeps what is done. */
  readonly after?: (done: number, of: number) => boolean | Promise<boolean>
}

/** Draws from everything that a scenario says to be uncertain, and tells how likely each verdict is. */
export async function ensemble(
  path: string,
  options: EnsembleOptions = {},
): Promise<Loaded & { readonly ensemble?: EnsembleResult }> {
  const desk = new Desk()
  const session = await desk.at(path)
  const single = await runCase(path, session, options)
  if (!single || failed(session)) return desk.loaded()
  const { openRan } = await import('./outcomes.ts')
  const ran = await openRan(single, session, options)
  const { ensembleOf, uncertainOf } = await import('../../study/ensemble.ts')
  const { blockSize } = await import('../../study/blocks.ts')
  const { Gathered } = await import('../../study/gathered.ts')
  const { alone, inOrder } = await import('./crew.ts')
  const { compose, judgeDraws } = await import('./compose.ts')
  const { frameOf } = await import('./frame.ts')
  const { draws = 4096, design = 'sobol', seed = 1 } = options
  const place: Span = { file: path, start: 0, end: 0 }
  const { dimensions, certain, untied } = uncertainOf(ran.analysed)
  for (const { at, id, found, expected } of untied) session.diagnose('E0887', at, { id, found, expected })
  await judgeOrder(draws, design, dimensions.length, place, session)
  if (failed(session)) return desk.loaded()
  const prepared = ensembleOf(ran.analysed, {
    draws,
    design,
    seed,
    ...(options.interpreted ? { interpreted: true } : {}),
  })
  const { job } = prepared
  const frame = frameOf(ran, session, prepared, { draws, design, seed, certain, block: blockSize, place })
  const gathered = new Gathered(job.shape)
  const crew = options.hire?.(job, prepared.blocks) ?? alone(job)
  try {
    await inOrder(crew, job, [0, prepared.blocks], async (index, tally) => {
      gathered.add(index, tally)
      return (await options.after?.(gathered.counts.draws, draws)) === true
    })
  } finally {
    await crew.end()
  }
  judgeDraws(frame, gathered, place, session.diagnose)
  if (failed(session)) return desk.loaded()
  return { ...desk.loaded(), ensemble: compose(frame, gathered) }
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
