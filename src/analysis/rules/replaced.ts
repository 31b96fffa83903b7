import type { MapTree, Tree } from '../../model/tree.ts'
import { parseQuantity, type Quantity } from '../../quantity/parse.ts'

/** The entry of a path in a tree of maps. */
function entryAt(tree: MapTree, path: readonly string[]) {
  let here: Tree | undefined = tree
  let entry: ReturnType<MapTree['entries']['get']>
  for (const key of path) {
    if (here?.kind !== 'map') return undefined
    entry = here.entries.get(key)
    here = entry?.value
  }
  return entry
}

/** The number that a tree states, as `1200 t` or `{value: 1200 t}`; undefined where it states none or many. */
export function numberIn(tree: Tree | undefined): Quantity | undefined {
  if (tree?.kind === 'map') return numberIn(tree.entries.get('value')?.value)
  if (tree?.kind !== 'scalar' || tree.value === null || typeof tree.value === 'boolean') return undefined
  const parsed = parseQuantity(typeof tree.value === 'number' ? tree.value : tree.text, tree.quoted)
  return parsed.ok ? parsed : undefined
}

/** What a number replaced in the files below, in canonical units; undefined where nothing stood or it was no single number. */
export function replacedNumber(tree: MapTree, path: readonly string[]): number | undefined {
  return numberIn(entryAt(tree, path)?.replaced?.at(-1))?.value
}

/** Whether a value replaced another in the files below. */
export function replacedAt(tree: MapTree, path: readonly string[]): boolean {
  return (entryAt(tree, path)?.replaced?.length ?? 0) > 0
}
