import type { Code } from '../../diagnostics/codes.ts'
import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Trajectories } from '../../engine/plan.ts'
import type { Measure } from '../../model/measure.ts'
import type { Model } from '../../model/model.ts'
import type { PlausibleFigure } from '../../model/plausibility.ts'
import type { MapTree } from '../../model/tree.ts'
import type { Analysed } from '../figures.ts'
import type { Summary } from '../summary.ts'
import type { Ranges } from './ranges.ts'

/** What a rule may look at: the model, its plan, one run of it, and the text that it came from. */
export interface Seen {
  readonly model: Model
  readonly analysed: Analysed
  readonly trajectories: Trajectories
  readonly summary: Summary
  /** The effective scenario as it was written, each value with what it replaced. */
  readonly tree: MapTree
  /** Whether a place lies in the files of the county (baseline, scenario, overlays) and not in a library or policy. */
  readonly own: (at: Span) => boolean
  /** The file of the baseline. */
  readonly county: string
  readonly ranges: Ranges
  readonly diagnose: Diagnose
}

/**
 * One modelling mistake: the codes that it may say, the plausible figures without which it is off, and when it fires. A rule
 * points at the line that has to change, and knows no county.
 */
export type Rule = RunRule | StandingRule

interface Asked {
  readonly codes: readonly Code[]
  /** Figures of `plausibility` that it holds values against; where the library has none of them, the rule is off and W0699 says so. */
  readonly needs?: readonly PlausibleFigure[]
}

/** Asked of each scenario. */
export interface RunRule extends Asked {
  readonly standing?: false
  readonly look: (seen: Seen) => void
}

/** Asked once of all scenarios whose models are the same but for how far drivers and measures go. */
export interface StandingRule extends Asked {
  readonly standing: true
  readonly look: (seen: Standing) => void
}

/** What stands whatever path a scenario takes: what models of one structure share (engine/same-structure.ts). */
export interface Standing {
  readonly model: Omit<
    Model,
    'id' | 'title' | 'about' | 'at' | 'county' | 'sources' | 'drivers' | 'measures' | 'targets'
  > & { readonly measures: ReadonlyMap<string, Omit<Measure, 'adoption'>> }
  readonly analysed: Pick<Analysed, 'actors'>
  /** The file of the baseline. */
  readonly county: string
  readonly ranges: Ranges
  readonly diagnose: Diagnose
}

/** Says something at most once for each key. */
export function once(): (key: string) => boolean {
  const said = new Set<string>()
  return (key) => {
    if (said.has(key)) return false
    said.add(key)
    return true
  }
}
