import type { Span } from '../../diagnostics/span.ts'
import type { Design } from '../../study/draws.ts'
import type { Gathered } from '../../study/gathered.ts'
import type { Text } from '../../text/text.ts'
import type { Session } from '../session.ts'
import { chanceAt, halfWidth } from './compose.ts'
import type { EnsembleFrame } from './frame.ts'

/** How well the probabilities of targets are known. */
export interface StopRule {
  /** The target whose 95 % interval is widest, and half of its width. */
  widest(gathered: Gathered): { readonly id: string; readonly width: number } | undefined
  width(gathered: Gathered): number
  /** Whether drawing ends here. Asked after each block in order, so it ends at the same draw for any number of threads. */
  reached(gathered: Gathered): boolean
}

/** Stops where every target is known to ± `until`: after any block of `random`, at powers of two of `sobol`, whose points are even only there. */
export function stopRule(frame: EnsembleFrame): StopRule {
  const { until, design, targets } = frame
  const widest = ({ counts }: Gathered) => {
    let found: { id: string; width: number } | undefined
    if (counts.soundDraws === 0) return undefined
    for (const [i, { id }] of targets.entries()) {
      const width = halfWidth(chanceAt(frame, counts, i))
      if (!found || width > found.width) found = { id, width }
    }
    return found
  }
  return {
    widest,
    width: (gathered) => widest(gathered)?.width ?? 1,
    reached(gathered) {
      const { draws } = gathered.counts
      if (until === undefined || draws === 0) return false
      if (design === 'sobol' && !Number.isInteger(Math.log2(draws))) return false
      const { width = 1 } = widest(gathered) ?? {}
      return width <= until
    },
  }
}

/** Draws ran out before the probabilities were known well enough (W0866). */
export function sayWhereNotEnough(
  frame: EnsembleFrame,
  gathered: Gathered,
  enough: StopRule,
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

/** Refuses a tolerance that nothing can be held against (E0865). */
export function refuseIdleUntil(
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
