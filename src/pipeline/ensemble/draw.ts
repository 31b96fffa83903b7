import type { RawSink } from '../../report/raw.ts'
import type { EnsembleJob } from '../../study/blocks.ts'
import { Gathered } from '../../study/gathered.ts'
import { Tally } from '../../study/tally.ts'
import type { Session } from '../session.ts'
import { crewFor, type Hire, inOrder } from './crew.ts'
import type { EnsembleFrame } from './frame.ts'
import { rawHead } from './raw.ts'
import {
  belongs,
  type Identity,
  isTorn,
  modelHash,
  type Part,
  partOf,
  readShard,
  writeShard,
} from './shard.ts'
import { sayWhereNotEnough, stopRule } from './stop.ts'

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

/** How blocks are drawn: the part of `EnsembleOptions` (ensemble.ts) that is about that. */
export interface DrawOptions {
  readonly shard?: { readonly k: number; readonly n: number }
  readonly resume?: { readonly path: string; readonly text: string }
  readonly raw?: RawSink
  readonly hire?: Hire
  readonly after?: (progress: Progress) => boolean | Promise<boolean>
}

/** What is drawn from. */
export interface Prepared {
  readonly frame: EnsembleFrame
  readonly job: EnsembleJob
  readonly blocks: number
  readonly files: Identity['files']
  /** Nodes of the plan. */
  readonly nodes: readonly unknown[]
}

/** What was drawn: the first blocks of a part. */
export interface Gone {
  readonly gathered: Gathered
  readonly part: Part
  readonly done: number
  /** Takes a while, and only what is kept needs it. */
  identity(): Identity
}

/** Draws what is left to draw. Undefined where what was to be resumed is none of it; that was said. */
export async function draw(
  { frame, job, blocks, files, nodes }: Prepared,
  options: DrawOptions,
  session: Session,
): Promise<Gone | undefined> {
  let model: string | undefined
  const identity = () => {
    model ??= modelHash(job, nodes)
    return { frame, files, model }
  }
  const part = partOf(blocks, options.shard?.k, options.shard?.n)
  let gathered = new Gathered(job.shape)
  let done = 0
  const { resume } = options
  if (resume && isTorn(resume.text))
    session.diagnose('W0776', { file: resume.path, start: 0, end: 0 }, { path: resume.path })
  else if (resume) {
    const kept = readShard(resume.text, resume.path, session.diagnose)
    if (!kept || !belongs({ ...identity(), part }, kept, resume.path, session.diagnose)) return undefined
    ;({ gathered, done } = kept)
  }
  const last = Math.min(frame.draws, part.end * frame.block)
  const of = Math.max(0, last - part.from * frame.block)
  const enough = stopRule(frame)
  const width = () => enough.width(gathered)
  options.raw?.head(rawHead(frame))
  if (enough.reached(gathered)) return { gathered, part, done, identity }
  const left = part.end - part.from - done
  if (left > 0) {
    const crew = crewFor({ kind: 'draws', job, raw: options.raw !== undefined }, left, options.hire)
    try {
      await inOrder(crew, [part.from + done, part.end], async (index, { tally, raw }) => {
        gathered.add(index, tally instanceof Tally ? tally : Tally.unpack(job.shape, tally))
        done++
        if (raw !== undefined) options.raw?.block(raw)
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
