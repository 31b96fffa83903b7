import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { type DefaultRanges, defaultRanges } from '../model/default-range.ts'
import { bind } from './bind.ts'
import type { Case } from './scenario.ts'

/** The default ranges of an effective scenario: read when an ensemble asks for them, since a run does without. */
export function defaultRangesOf(opened: Case, diagnose: Diagnose): DefaultRanges | undefined {
  const tree = opened.tree.entries.get('default-ranges')?.value
  return tree?.kind === 'map' ? bind(tree, defaultRanges, diagnose) : undefined
}
