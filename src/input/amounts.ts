import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { MapTree, Tree } from '../model/tree.ts'

/**
 * How many entries a block may hold, by its key: several times what a large county has, and little enough that no file that
 * keeps them takes long. A county with a table of 4,000 firms is the largest that was tried.
 */
const mostUnder: ReadonlyMap<string, number> = new Map([
  ...['drivers', 'demands', 'sources', 'plausibility', 'sites', 'waivers'].map(
    (key) => [key, 2_000] as const,
  ),
  ...['sectors', 'measures', 'targets', 'expect', 'improvements', 'land', 'applies-to', 'counties'].map(
    (key) => [key, 500] as const,
  ),
  ...['quotas', 'reconciliation', 'controls', 'ladders', 'zones', 'technologies', 'outlets', 'policies'].map(
    (key) => [key, 200] as const,
  ),
  ...['stages', 'ramp', 'tests', 'extends', 'libraries', 'inputs', 'outputs', 'emits'].map(
    (key) => [key, 100] as const,
  ),
])

/** Any other list or map. */
const mostElsewhere = 5_000

/** What the files of one scenario may hold together, tables included, the shipped library not. */
export const mostNodes = 120_000

/** Whether no block of a document holds too much; the first that does is said (E0830). */
export function withinAmounts(tree: MapTree, diagnose: Diagnose): boolean {
  // Keys of the document itself are few and known: of others each is said (E0201).
  for (const [name, entry] of tree.entries) if (!fits(entry.value, name, entry.key, diagnose)) return false
  return true
}

function fits(tree: Tree, key: string, at: Span, diagnose: Diagnose): boolean {
  if (tree.kind === 'scalar') return true
  if (tree.kind === 'layers') return fits(tree.base, key, at, diagnose) && fits(tree.over, key, at, diagnose)
  const found = tree.kind === 'list' ? tree.items.length : tree.entries.size
  const limit = mostUnder.get(key) ?? mostElsewhere
  if (found > limit) {
    diagnose('E0830', at, { key, found, limit })
    return false
  }
  if (tree.kind === 'list') return tree.items.every((item) => fits(item, '', at, diagnose))
  for (const [name, entry] of tree.entries) if (!fits(entry.value, name, entry.key, diagnose)) return false
  return true
}

const sizes = new WeakMap<MapTree, number>()

/** Scalars, lists and maps of a document, counted once. */
export function nodesIn(tree: MapTree): number {
  const known = sizes.get(tree) ?? count(tree)
  sizes.set(tree, known)
  return known
}

function count(tree: Tree): number {
  if (tree.kind === 'scalar') return 1
  if (tree.kind === 'layers') return count(tree.base) + count(tree.over)
  let sum = 1
  if (tree.kind === 'list') for (const item of tree.items) sum += count(item)
  else for (const { value } of tree.entries.values()) sum += count(value)
  return sum
}
