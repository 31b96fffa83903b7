import type { MapTree, Scalar, Tree } from './tree.ts'

/** What was found in a tree, in the order of first sight: where it is a scalar's, the first that has it. */
export type Gathered = ReadonlyMap<string, Scalar | undefined>

type Into = Map<string, Scalar | undefined>

/** Takes what it wants of a node into `into`, and hands the parts of a map to `inner`, one level deeper. */
type Gather = (
  tree: Scalar | MapTree,
  into: Into,
  inner: (tree: Tree, depth: number, into: Into) => void,
  depth: number,
) => void

/** Notes a word at its first sight. */
export const put = (into: Into, word: string, at?: Scalar): void => {
  if (!into.has(word)) into.set(word, at)
}

/**
 * Gathers words of trees and keeps what it found for sections and entities: those that scenarios share are the same objects
 * (input/laid.ts), so that only what a scenario changes is gathered anew. `depth` says how many levels of maps are kept.
 */
export function gathering(gather: Gather): (tree: Tree, depth: number) => Gathered {
  const kept = new WeakMap<MapTree, Gathered>()
  const fill = (tree: Tree, depth: number, into: Into): void => {
    if (tree.kind === 'map' && depth > 0) for (const [word, at] of of(tree, depth)) put(into, word, at)
    else walk(tree, depth, into)
  }
  const walk = (tree: Tree, depth: number, into: Into): void => {
    if (tree.kind === 'list') for (const item of tree.items) fill(item, depth - 1, into)
    else if (tree.kind === 'layers') {
      fill(tree.base, depth - 1, into)
      fill(tree.over, depth - 1, into)
    } else gather(tree, into, fill, depth - 1)
  }
  const of = (tree: Tree, depth: number): Gathered => {
    const known = tree.kind === 'map' ? kept.get(tree) : undefined
    if (known) return known
    const into: Into = new Map()
    walk(tree, depth, into)
    if (tree.kind === 'map') kept.set(tree, into)
    return into
  }
  return of
}
