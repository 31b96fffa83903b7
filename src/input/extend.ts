import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, LayerTree, MapTree, Scalar, Tree } from '../model/tree.ts'

/**
 * Whether the value at a path is one value (a series, a quantity, a list), replaced whole and never merged.
 */
export type IsAtomic = (path: readonly string[]) => boolean

/** Whether two values at a path mean the same. */
export type SameValue = (a: Tree, b: Tree, path: readonly string[]) => boolean

export interface MergeOptions {
  /** Layers of libraries: what is there already is replaced without a word (no E0304, no E0305). */
  readonly silent?: boolean
  readonly sameValue?: SameValue
  /** Told of each value that was replaced. */
  readonly shadowed?: (path: readonly string[], old: Entry, now: Entry) => void
  /** Keys that may be said again without changing anything. */
  readonly repeatable?: ReadonlySet<string>
}

/** Keys that describe the file or a value, not the county: saying them again is no mistake. */
export const repeatableKeys: ReadonlySet<string> = new Set([
  ...['kind', 'id', 'name', 'title', 'note', 'source', 'grade', 'defaults', 'sources'],
])

/** The deepest chain of `extends`. */
export const extendsDepth = 16

interface Merge {
  readonly isAtomic: IsAtomic
  readonly diagnose: Diagnose
  readonly sameValue: SameValue
  readonly repeatable: ReadonlySet<string>
  readonly options: MergeOptions
}

/**
 * Lay one tree over another: maps are merged by key, an atomic value, a scalar or a list is replaced whole,
 * `null` removes. `{from: …}`, `{times: …}` and `{plus: …}` at an atomic path become a layer over what stood.
 * Each entry keeps the trail of what it replaced. Neither tree is changed.
 */
export function mergeTrees(
  base: MapTree,
  over: MapTree,
  isAtomic: IsAtomic,
  diagnose: Diagnose,
  options: MergeOptions = {},
): MapTree {
  const sameValue = options.sameValue ?? ((a, b) => equalTrees(a, b))
  const repeatable = options.repeatable ?? repeatableKeys
  return mergeMaps(base, over, [], { isAtomic, diagnose, sameValue, repeatable, options })
}

function mergeMaps(base: MapTree, over: MapTree, path: readonly string[], merge: Merge): MapTree {
  const entries = new Map(base.entries)
  for (const [key, now] of over.entries) {
    const here = [...path, key]
    const old = entries.get(key)
    if (now.value.kind === 'scalar' && now.value.value === null) remove(entries, key, old, now, here, merge)
    else {
      const value = mergeEntry(old, now, here, base, merge)
      if (value) entries.set(key, value)
    }
  }
  return { ...base, entries }
}

function remove(
  entries: Map<string, Entry>,
  key: string,
  old: Entry | undefined,
  now: Entry,
  path: readonly string[],
  { diagnose, options }: Merge,
): void {
  if (!entries.delete(key) && !options.silent) diagnose('E0305', now.key, { path: path.join('.') })
  if (old) options.shadowed?.(path, old, now)
}

function mergeEntry(
  old: Entry | undefined,
  now: Entry,
  path: readonly string[],
  base: MapTree,
  merge: Merge,
): Entry | undefined {
  const { isAtomic, diagnose, sameValue, repeatable, options } = merge
  const { value } = now
  const whole = isAtomic(path)
  if (whole && value.kind === 'map' && isLayer(value)) {
    if (!old) {
      const found = nearest(path.at(-1) ?? '', [...base.entries.keys()])
      diagnose('E0308', now.key, { path: path.join('.'), nearest: found ?? '' })
      return undefined
    }
    const layer: LayerTree = { kind: 'layers', base: old.value, over: value, at: value.at }
    return replace(old, { key: now.key, value: layer }, path, options)
  }
  if (!whole && value.kind === 'map') {
    if (old?.value.kind === 'map') {
      const changesNothing = value.entries.size === 0 && !options.silent && !repeatable.has(path.at(-1) ?? '')
      if (changesNothing) diagnose('E0304', value.at, { path: path.join('.') }, [old.value.at])
      return { ...old, value: mergeMaps(old.value, value, path, merge) }
    }
    const fresh = mergeMaps({ kind: 'map', entries: new Map(), at: value.at }, value, path, merge)
    return old ? replace(old, { key: now.key, value: fresh }, path, options) : { key: now.key, value: fresh }
  }
  if (!old) return now
  if (!options.silent && !path.some((key) => repeatable.has(key)) && sameValue(old.value, value, path)) {
    diagnose('E0304', value.at, { path: path.join('.') }, [old.value.at])
  }
  return replace(old, now, path, options)
}

function replace(old: Entry, now: Entry, path: readonly string[], options: MergeOptions): Entry {
  options.shadowed?.(path, old, now)
  return { key: now.key, value: now.value, replaced: [...(old.replaced ?? []), old.value] }
}

/** Whether a map says only a part of a series: from a year on, times or plus something. */
export function isLayer(tree: MapTree): boolean {
  return tree.entries.has('from') || tree.entries.has('times') || tree.entries.has('plus')
}

/** Compare two trees as written: scalars by value or trimmed text, maps regardless of the order of keys. */
export function equalTrees(a: Tree, b: Tree): boolean {
  if (a.kind === 'scalar') return b.kind === 'scalar' && equalScalars(a, b)
  if (a.kind === 'list') {
    if (b.kind !== 'list' || a.items.length !== b.items.length) return false
    return a.items.every((item, i) => equalTrees(item, b.items[i] as Tree))
  }
  if (a.kind === 'layers')
    return b.kind === 'layers' && equalTrees(a.base, b.base) && equalTrees(a.over, b.over)
  if (b.kind !== 'map' || a.entries.size !== b.entries.size) return false
  for (const [key, entry] of a.entries) {
    const other = b.entries.get(key)
    if (!other || !equalTrees(entry.value, other.value)) return false
  }
  return true
}

function equalScalars(a: Scalar, b: Scalar): boolean {
  return a.value === b.value || (a.value !== null && b.value !== null && a.text.trim() === b.text.trim())
}

/** One file of an `extends` chain. */
export interface Link {
  /** What makes the file itself: its real path. */
  readonly id: string
  /** The file as shown. */
  readonly file: string
  readonly tree: MapTree
}

/**
 * The files to merge, first to last: what a file extends comes before it, in the order written, depth first.
 * A file reached twice (a diamond) is applied once, at its first position. A circle is E0303, more than 16
 * files deep E0313.
 */
export async function extendsOrder<L extends Link>(
  start: L,
  parents: (link: L) => Promise<readonly { readonly link: L; readonly at: Span }[]>,
  diagnose: Diagnose,
): Promise<readonly L[]> {
  const order: L[] = []
  const done = new Set<string>()
  const open: L[] = []
  const visit = async (link: L, at: Span): Promise<void> => {
    if (done.has(link.id)) return
    const circle = open.findIndex(({ id }) => id === link.id)
    if (circle >= 0) {
      const path = [...open.slice(circle), link].map(({ file }) => file).join(' → ')
      diagnose('E0303', at, { path })
      return
    }
    if (open.length > extendsDepth) {
      diagnose('E0313', at, { limit: extendsDepth })
      return
    }
    open.push(link)
    for (const parent of await parents(link)) await visit(parent.link, parent.at)
    open.pop()
    done.add(link.id)
    order.push(link)
  }
  await visit(start, start.tree.at)
  return order
}

/** The references under a key, which holds one or a list of them (`extends: a.yaml`, `policies: [a, b]`). */
export function referencesUnder(tree: MapTree, key: string): readonly Scalar[] {
  const value = tree.entries.get(key)?.value
  const items = value?.kind === 'list' ? value.items : value ? [value] : []
  return items.filter((item): item is Scalar => item.kind === 'scalar' && item.value !== null)
}

/** Where one value of the effective scenario was set, and what it replaced, oldest first. */
export interface Blame {
  readonly path: string
  readonly value: string
  readonly at: Span
  readonly replaced: readonly { readonly value: string; readonly at: Span }[]
}

/**
 * List every value with its place and trail, in the order of the tree; atomic values and lists are one row.
 */
export function blame(tree: MapTree, isAtomic: IsAtomic = () => false): readonly Blame[] {
  const rows: Blame[] = []
  const visit = (map: MapTree, path: readonly string[]): void => {
    for (const [key, { value, replaced = [] }] of map.entries) {
      const here = [...path, key]
      if (value.kind === 'map' && value.entries.size > 0 && replaced.length === 0 && !isAtomic(here)) {
        visit(value, here)
        continue
      }
      const trail = replaced.map((old) => ({ value: flowText(old), at: old.at }))
      rows.push({ path: here.join('.'), value: flowText(value), at: value.at, replaced: trail })
    }
  }
  visit(tree, [])
  return rows
}

/** A tree on one line, as it would be written in flow style; layers as `base ⊕ over`. */
export function flowText(tree: Tree): string {
  switch (tree.kind) {
    case 'scalar':
      return tree.value === null ? 'null' : tree.text
    case 'list':
      return `[${tree.items.map(flowText).join(', ')}]`
    case 'map':
      return `{${[...tree.entries].map(([key, { value }]) => `${key}: ${flowText(value)}`).join(', ')}}`
    case 'layers':
      return `${flowText(tree.base)} ⊕ ${flowText(tree.over)}`
  }
}
