import type { Gathered } from '../../study/gathered.ts'
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
