import { type Diagnose, type Recording, recording } from '../diagnostics/diagnostic.ts'
import { sorted } from '../model/model.ts'
import { type Plausibility, plausibilities } from '../model/plausibility.ts'
import type { MapTree, Tree } from '../model/tree.ts'
import { bind } from './bind.ts'
import type { Case } from './scenario.ts'

/** Ranges that were read before, by their tree, with what there was to say: scenarios share those of the library (laid.ts). */
const kept = new WeakMap<
  MapTree,
  { readonly ranges: ReadonlyMap<string, Plausibility>; readonly heard: Recording }
>()

const none: ReadonlyMap<string, Plausibility> = new Map()

/**
 * The plausible ranges of an effective scenario: read when a check asks for them, since a run does without. With `figures` only
 * the ranges of those are read.
 */
export function plausibilityOf(
  opened: Case,
  diagnose: Diagnose,
  figures?: ReadonlySet<string>,
): ReadonlyMap<string, Plausibility> {
  const tree = opened.tree.entries.get('plausibility')?.value
  if (tree?.kind !== 'map') return none
  if (figures) return sorted(bind(only(tree, figures), plausibilities, diagnose))
  const known = kept.get(tree)
  if (known) {
    known.heard.again(diagnose)
    return known.ranges
  }
  const heard = recording(diagnose)
  const ranges = sorted(bind(tree, plausibilities, heard.say))
  kept.set(tree, { ranges, heard })
  return ranges
}

function only(tree: MapTree, figures: ReadonlySet<string>): MapTree {
  const about = ({ value }: { readonly value: Tree }) => {
    const figure = value.kind === 'map' ? value.entries.get('figure')?.value : undefined
    return figure?.kind === 'scalar' && figures.has(figure.text)
  }
  return { ...tree, entries: new Map([...tree.entries].filter(([, entry]) => about(entry))) }
}
