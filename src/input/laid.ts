import { type Diagnose, type Recording, recording } from '../diagnostics/diagnostic.ts'
import type { MapTree } from '../model/tree.ts'

/**
 * Trees that were laid over each other before. The scenarios of a county share all layers but their last, and a province has
 * a thousand of them: what is equal is the same object, so that all that follows from it need not be worked out again either.
 * Trees are immutable, hence the pair of them says what comes of it; what was said of it is said again. Kept as long as both
 * trees are.
 */
interface Kept {
  readonly tree: MapTree
  readonly heard: Recording
}

const kept = new WeakMap<MapTree, WeakMap<MapTree, Kept>>()

/** `lay(say)` lays `over` on `base`, unless that was done before. One pair of trees is always laid in one way. */
export function laidOnce(
  base: MapTree,
  over: MapTree,
  diagnose: Diagnose,
  lay: (say: Diagnose) => MapTree,
): MapTree {
  const overs = kept.get(base) ?? new WeakMap<MapTree, Kept>()
  kept.set(base, overs)
  const known = overs.get(over)
  if (known) {
    known.heard.again(diagnose)
    return known.tree
  }
  const heard = recording(diagnose)
  const tree = lay(heard.say)
  overs.set(over, { tree, heard })
  return tree
}
