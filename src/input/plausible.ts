import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { sorted } from '../model/model.ts'
import { type Plausibility, plausibilities } from '../model/plausibility.ts'
import { bind } from './bind.ts'
import type { Case } from './scenario.ts'

/** The plausible ranges of an effective scenario: read when a check asks for them, since a run does without. */
export function plausibilityOf(opened: Case, diagnose: Diagnose): ReadonlyMap<string, Plausibility> {
  const tree = opened.tree.entries.get('plausibility')?.value
  return tree?.kind === 'map' ? sorted(bind(tree, plausibilities, diagnose)) : new Map()
}
