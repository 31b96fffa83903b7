import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import { type IsAtomic, isLayer } from './extend.ts'

/** How the text of a `--set` argument is named in a span; offsets count in what follows this prefix. */
export const setPrefix = '--set '

/**
 * Apply `--set path=value` arguments, in their order, to an effective scenario. A path joins keys by dots and
 * ends at a value that exists, at one point of a series (`measures.ccus.adoption.2050`) or at an item of a
 * list (by its number from 0); `null` removes. An unknown path is E0308 with the nearest one.
 */
export async function applySets(
  tree: MapTree,
  assignments: readonly string[],
  diagnose: Diagnose,
  isAtomic: IsAtomic,
): Promise<MapTree> {
  if (assignments.length === 0) return tree
  const { readValue } = await import('./document.ts')
  let result = tree
  for (const assignment of assignments) {
    const file = `${setPrefix}${assignment}`
    const equals = assignment.indexOf('=')
    const path = assignment.slice(0, Math.max(equals, 0)).trim()
    const at: Span = { file, start: 0, end: equals < 0 ? assignment.length : equals }
    if (path === '') {
      diagnose('E0308', at, { path: equals < 0 ? assignment : '', nearest: '' })
      continue
    }
    const value = readValue(assignment.slice(0, equals + 1), assignment.slice(equals + 1), file, diagnose)
    if (!value) continue
    result = assign(result, path, value, at, { diagnose, isAtomic })
  }
  return result
}

/** What an assignment must know beside its path and value. */
export interface Assigning {
  readonly diagnose: Diagnose
  readonly isAtomic: IsAtomic
  /** Fields that may be put where none stands yet; none without it. */
  readonly mayAdd?: (path: readonly string[]) => boolean
}

/**
 * Put a value at a path, as `--set` does; the tree comes back as it was when there is no such path (E0308). A part of a
 * series (`{times: 90%}`) is laid over the series that stands there, as an overlay would.
 */
export function assign(
  tree: MapTree,
  path: string,
  value: Tree,
  at: Span,
  { diagnose, isAtomic, mayAdd = () => false }: Assigning,
): MapTree {
  const unknown = (known: string, word: string, candidates: readonly string[]) => {
    const found = nearest(word, candidates)
    const full = found === undefined ? '' : known === '' ? found : `${known}.${found}`
    diagnose('E0308', at, { path, nearest: full })
  }
  const changed = put(tree, path.normalize('NFC').split('.'), '', value, at, { unknown, isAtomic, mayAdd })
  return changed?.kind === 'map' ? changed : tree
}

/** The value at a path of an effective scenario, found as `assign` would find it. */
export function valueAt(tree: Tree, path: string): Tree | undefined {
  let here: Tree | undefined = tree
  let rest = path.normalize('NFC').split('.')
  while (here && rest.length > 0) {
    if (here.kind === 'layers') here = here.over.entries.has(rest[0] ?? '') ? here.over : here.base
    else if (here.kind === 'list') {
      here = here.items[/^\d{1,6}$/.test(rest[0] ?? '') ? Number(rest[0]) : -1]
      rest = rest.slice(1)
    } else if (here.kind === 'map') {
      let length = 1
      while (length < rest.length && !here.entries.has(rest.slice(0, length).join('.'))) length++
      here = here.entries.get(rest.slice(0, length).join('.'))?.value
      rest = rest.slice(length)
    } else here = undefined
  }
  return here
}

/** What a walk to a path asks when the path leads nowhere. */
interface Walk {
  readonly unknown: (known: string, word: string, candidates: readonly string[]) => void
  readonly isAtomic: IsAtomic
  readonly mayAdd: (path: readonly string[]) => boolean
}

function put(
  tree: Tree,
  path: readonly string[],
  known: string,
  value: Tree,
  at: Span,
  walk: Walk,
): Tree | undefined {
  if (tree.kind === 'layers') {
    const inOver = tree.over.entries.has(path[0] ?? '')
    const changed = put(inOver ? tree.over : tree.base, path, known, value, at, walk)
    if (!changed) return undefined
    return inOver && changed.kind === 'map' ? { ...tree, over: changed } : { ...tree, base: changed }
  }
  if (tree.kind === 'map') return putInMap(tree, path, known, value, at, walk)
  if (tree.kind === 'list') {
    const index = /^\d{1,6}$/.test(path[0] ?? '') ? Number(path[0]) : -1
    const item = tree.items[index]
    if (item) {
      const rest = path.slice(1)
      const changed = rest.length === 0 ? value : put(item, rest, `${known}.${index}`, value, at, walk)
      return changed && { ...tree, items: tree.items.map((old, i) => (i === index ? changed : old)) }
    }
    walk.unknown(known, path[0] ?? '', [...tree.items.keys()].map(String))
    return undefined
  }
  walk.unknown('', known, [known])
  return undefined
}

function putInMap(
  tree: MapTree,
  path: readonly string[],
  known: string,
  value: Tree,
  at: Span,
  walk: Walk,
): MapTree | undefined {
  // Keys may hold dots themselves (`given: {projects.x.included: false}`): the shortest key that is there
  // wins.
  let length = 1
  while (length < path.length && !tree.entries.has(path.slice(0, length).join('.'))) length++
  const key = path.slice(0, length).join('.')
  const entry = tree.entries.get(key)
  if (!entry) {
    const [only = ''] = path
    const isNull = value.kind === 'scalar' && value.value === null
    if (path.length === 1 && !isNull && walk.mayAdd(pathOf(known, only)))
      return { ...tree, entries: new Map([...tree.entries, [only, { key: at, value }]]) }
    walk.unknown(known, only, [...tree.entries.keys()])
    return undefined
  }
  const rest = path.slice(length)
  const entries = new Map(tree.entries)
  if (rest.length === 0) {
    if (value.kind === 'scalar' && value.value === null) entries.delete(key)
    else {
      const part = value.kind === 'map' && isLayer(value) && walk.isAtomic(pathOf(known, key))
      const whole: Tree = part ? { kind: 'layers', base: entry.value, over: value, at: value.at } : value
      const now: Entry = { key: at, value: whole, replaced: [...(entry.replaced ?? []), entry.value] }
      entries.set(key, now)
    }
    return { ...tree, entries }
  }
  const changed = put(entry.value, rest, known === '' ? key : `${known}.${key}`, value, at, walk)
  if (!changed) return undefined
  entries.set(key, { ...entry, value: changed })
  return { ...tree, entries }
}

function pathOf(known: string, key: string): readonly string[] {
  return known === '' ? [key] : [...known.split('.'), key]
}
