import type { Span } from '../../diagnostics/span.ts'
import type { EnsembleResult } from '../../report/ensemble.ts'
import type { Design } from '../../study/draws.ts'
import type { Gathered } from '../../study/gathered.ts'
import type { Text } from '../../text/text.ts'
import { runCase } from '../case.ts'
import { Desk, failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'
import type { Hire } from './crew.ts'
import type { EnsembleFrame } from './frame.ts'

/** Where an ensemble stands after a block. */
export interface Progress {
  /** Draws done, of how many that were asked for; of a shard, its own. */
  readonly done: number
  readonly of: number
  /** Half the widest 95 % interval of a target, where `until` waits for it. */
  readonly width?: number
  /** All that is done, as a text that `resume` goes on from. */
  keep(): string
}

/** Options of `ensemble`. */
export interface EnsembleOptions extends ScenarioOptions {
  /** 4,096 unless said; with `until` the most that are drawn, 2²⁰ unless said. */
  readonly draws?: number
  /** `sobol` unless said. */
  readonly design?: Design
  /** A whole number from 0 to 2⁵³ − 1; 1 unless said. */
  readonly seed?: number
  /** Stop once the probability of every target is known to ± so much (95 %): `random` after any block, `sobol` at powers of two. */
  readonly until?: number
  /** Only part k of n: the answer is a shard. */
  readonly shard?: { readonly k: number; readonly n: number }
  /** Go on from what `Progress.keep` gave, read from that path. */
  readonly resume?: { readonly path: string; readonly text: string }
  /** Told each draw as lines of CSV, the first its head. */
  readonly raw?: (lines: string) => void
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

/** Draws from everything that a scenario says to be uncertain, and tells how likely each verdict is. */
export async function ensemble(path: string, options: EnsembleOptions = {}): Promise<Drawn> {
  const desk = new Desk()
  const session = await desk.at(path)
  const ran = await runCase(path, session, options)
  if (!ran || failed(session)) return desk.loaded()
  const { ensembleOf, uncertainOf } = await import('../../study/ensemble.ts')
  const { blockSize } = await import('../../study/blocks.ts')
  const { compose, judgeDraws } = await import('./compose.ts')
  const { frameOf } = await import('./frame.ts')
  const { design = 'sobol', seed = 1, until } = options
  const { draws = until === undefined ? 4096 : 2 ** 20 } = options
  const place: Span = { file: path, start: 0, end: 0 }
  const { dimensions, certain } = uncertainOf(ran.analysed)
  await judgeOrder(draws, design, dimensions.length, place, session)
  if (until !== undefined)
    refuseIdleUntil(design, ran.analysed.figures.targets.length, options.shard !== undefined, place, session)
  if (failed(session)) return desk.loaded()
  const prepared = ensembleOf(ran.analysed, {
    draws,
    design,
    seed,
    ...(options.interpreted ? { interpreted: true } : {}),
  })
  const { id } = ran.analysed.model
  const order = { draws, design, seed, ...(until === undefined ? {} : { until }) }
  const frame = frameOf(ran, session, prepared, { ...order, certain, block: blockSize, place })
  const files = ran.opened.files.map(({ file, sha256 }) => ({ path: file, sha256 }))
  const { writeShard } = await import('./shard.ts')
  const found = await draw(frame, prepared, files, ran.analysed.plan.nodes, options, session)
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
  judgeDraws(frame, gathered, place, session.diagnose)
  return failed(session) ? desk.loaded() : { ...desk.loaded(), id, ensemble: compose(frame, gathered) }
}

/** Draws what is left to draw. Undefined where what was to be resumed is none of it; that was said. */
async function draw(
  frame: EnsembleFrame,
  prepared: import('../../study/ensemble.ts').Ensemble,
  files: readonly { readonly path: string; readonly sha256: string }[],
  nodes: readonly unknown[],
  options: EnsembleOptions,
  session: Session,
) {
  const { Gathered } = await import('../../study/gathered.ts')
  const { alone, inOrder } = await import('./crew.ts')
  const { belongs, modelHash, partOf, readShard, writeShard } = await import('./shard.ts')
  const { rawHead } = await import('./raw.ts')
  const { stopRule } = await import('./stop.ts')
  const { job, blocks } = prepared
  let model: string | undefined
  /** The hash takes a while, and only what is kept needs it. */
  const identity = () => {
    model ??= modelHash(job, nodes)
    return { frame, files, model }
  }
  const part = partOf(blocks, options.shard?.k, options.shard?.n)
  let gathered = new Gathered(job.shape)
  let done = 0
  const { resume } = options
  if (resume) {
    const kept = readShard(resume.text, resume.path, session.diagnose)
    if (!kept || !belongs({ ...identity(), part }, kept, resume.path, session.diagnose)) return undefined
    ;({ gathered, done } = kept)
  }
  const last = Math.min(frame.draws, part.end * frame.block)
  const of = Math.max(0, last - part.from * frame.block)
  const enough = stopRule(frame)
  const width = () => enough.width(gathered)
  options.raw?.(rawHead(frame))
  if (enough.reached(gathered)) return { gathered, part, done, identity }
  const left = part.end - part.from - done
  if (left > 0) {
    const order = { job, raw: options.raw !== undefined }
    const crew = options.hire?.(order, left) ?? alone(order)
    try {
      await inOrder(crew, job.shape, [part.from + done, part.end], async (index, { tally, raw }) => {
        gathered.add(index, tally)
        done++
        if (raw !== undefined) options.raw?.(raw)
        const keep = () => writeShard({ ...identity(), part, done, gathered })
        const standing = frame.until === undefined ? {} : { width: width() }
        const stop = await options.after?.({ done: gathered.counts.draws, of, ...standing, keep })
        return stop === true || enough.reached(gathered)
      })
    } finally {
      await crew.end()
    }
  }
  if (!options.shard) sayWhereNotEnough(frame, gathered, enough, session)
  return { gathered, part, done, identity }
}

/** Draws ran out before the probabilities were known well enough (W0866). */
function sayWhereNotEnough(
  frame: EnsembleFrame,
  gathered: Gathered,
  enough: {
    readonly widest: (gathered: Gathered) => { readonly id: string; readonly width: number } | undefined
  },
  session: Session,
): void {
  const { until } = frame
  const widest = enough.widest(gathered)
  if (until === undefined || !widest || widest.width <= until) return
  const points = (share: number) => `${Number((share * 100).toPrecision(3))}%`
  session.diagnose(
    'W0866',
    { file: '--until', start: 0, end: 0 },
    {
      count: gathered.counts.draws,
      id: widest.id,
      found: points(widest.width),
      expected: points(until),
    },
  )
}

const idle = {
  lhs: { zh: 'lhs 的抽样次数一开始就定了', en: 'the number of lhs draws is fixed when it begins' },
  targets: { zh: '情景没有目标', en: 'the scenario has no target' },
  shard: { zh: '分片不知道其他分片已经抽了多少', en: 'a shard does not know what the others have drawn' },
} satisfies Record<string, Text>

function refuseIdleUntil(
  design: Design,
  targets: number,
  shard: boolean,
  place: Span,
  session: Session,
): void {
  const reason = design === 'lhs' ? idle.lhs : targets === 0 ? idle.targets : shard ? idle.shard : undefined
  if (reason)
    session.diagnose('E0865', place, { reason: reason.en, 'reason.zh': reason.zh } as { reason: string })
}

/** Refuses what the design cannot do (E0855, E0856) and says where nothing is uncertain (W0850). */
async function judgeOrder(
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
