import type { Entry, MapTree, Scalar, Tree } from '../model/tree.ts'

/** Where a figure comes from and how sure it is, as far as it was said. */
export interface Provenance {
  readonly source?: string
  readonly grade?: string
}

/** Keys whose scalars say something about a figure and are none themselves. */
const words: ReadonlySet<string> = new Set([
  'source',
  'grade',
  'note',
  'name',
  'title',
  'sources',
  'defaults',
])

/**
 * Give every scalar the source and grade of the block that it stands in: a map's `defaults: {source, grade}`
 * and its own `source` and `grade` hold for all that is inside it, the nearest wins, each of the two by
 * itself. Run once for each file before files are merged, so that an overriding value never borrows the
 * source of what it replaced.
 */
export function spreadProvenance(tree: MapTree, from: Provenance = {}): MapTree {
  return spreadMap(tree, from)
}

function spread(tree: Tree, from: Provenance): Tree {
  switch (tree.kind) {
    case 'scalar':
      return spreadScalar(tree, from)
    case 'map':
      return spreadMap(tree, from)
    case 'list':
      return { ...tree, items: tree.items.map((item) => spread(item, from)) }
    case 'layers':
      return { ...tree, base: spread(tree.base, from), over: spreadMap(tree.over, from) }
  }
}

function spreadScalar(tree: Scalar, from: Provenance): Scalar {
  const source = tree.source ?? from.source
  const grade = tree.grade ?? from.grade
  if (source === tree.source && grade === tree.grade) return tree
  return { ...tree, ...(source === undefined ? {} : { source }), ...(grade === undefined ? {} : { grade }) }
}

function spreadMap(tree: MapTree, outer: Provenance): MapTree {
  const defaults = tree.entries.get('defaults')?.value
  const block = defaults?.kind === 'map' ? said(defaults, outer) : outer
  const here = said(tree, block)
  if (here.source === undefined && here.grade === undefined && !hasProvenanceBelow(tree)) return tree
  const entries = new Map<string, Entry>()
  for (const [key, entry] of tree.entries) {
    entries.set(key, words.has(key) ? entry : { ...entry, value: spread(entry.value, here) })
  }
  return { ...tree, entries }
}

function said(tree: MapTree, outer: Provenance): Provenance {
  const source = textAt(tree, 'source') ?? outer.source
  const grade = textAt(tree, 'grade') ?? outer.grade
  return { ...(source === undefined ? {} : { source }), ...(grade === undefined ? {} : { grade }) }
}

function textAt(tree: MapTree, key: string): string | undefined {
  const value = tree.entries.get(key)?.value
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined
}

/** False for the many small maps of bare scalars that nothing has to be spread over. */
function hasProvenanceBelow(tree: MapTree): boolean {
  for (const { value } of tree.entries.values()) if (value.kind !== 'scalar') return true
  return false
}
