import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'

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
    const unknown = (known: string, word: string, candidates: readonly string[]) => {
      const found = nearest(word, candidates)
      const full = found === undefined ? '' : known === '' ? found : `${known}.${found}`
      diagnose('E0308', at, { path, nearest: full })
    }
    const changed = put(result, path.normalize('NFC').split('.'), '', value, at, unknown)
    if (changed?.kind === 'map') result = changed
  }
  return result
}

type Unknown = (known: string, word: string, candidates: readonly string[]) => void

function put(
  tree: Tree,
  path: readonly string[],
  known: string,
  value: Tree,
  at: Span,
  unknown: Unknown,
): Tree | undefined {
  if (tree.kind === 'layers') {
    const inOver = tree.over.entries.has(path[0] ?? '')
    const changed = put(inOver ? tree.over : tree.base, path, known, value, at, unknown)
    if (!changed) return undefined
    return inOver && changed.kind === 'map' ? { ...tree, over: changed } : { ...tree, base: changed }
  }
  if (tree.kind === 'map') return putInMap(tree, path, known, value, at, unknown)
  if (tree.kind === 'list') {
    const index = /^\d{1,6}$/.test(path[0] ?? '') ? Number(path[0]) : -1
    const item = tree.items[index]
    if (item) {
      const rest = path.slice(1)
      const changed = rest.length === 0 ? value : put(item, rest, `${known}.${index}`, value, at, unknown)
      return changed && { ...tree, items: tree.items.map((old, i) => (i === index ? changed : old)) }
    }
    unknown(known, path[0] ?? '', [...tree.items.keys()].map(String))
    return undefined
  }
  unknown('', known, [known])
  return undefined
}

function putInMap(
  tree: MapTree,
  path: readonly string[],
  known: string,
  value: Tree,
  at: Span,
  unknown: Unknown,
): MapTree | undefined {
  // Keys may hold dots themselves (`given: {projects.x.included: false}`): the shortest key that is there
  // wins.
  let length = 1
  while (length < path.length && !tree.entries.has(path.slice(0, length).join('.'))) length++
  const key = path.slice(0, length).join('.')
  const entry = tree.entries.get(key)
  if (!entry) {
    unknown(known, path[0] ?? '', [...tree.entries.keys()])
    return undefined
  }
  const rest = path.slice(length)
  const entries = new Map(tree.entries)
  if (rest.length === 0) {
    if (value.kind === 'scalar' && value.value === null) entries.delete(key)
    else {
      const now: Entry = { key: at, value, replaced: [...(entry.replaced ?? []), entry.value] }
      entries.set(key, now)
    }
    return { ...tree, entries }
  }
  const changed = put(entry.value, rest, known === '' ? key : `${known}.${key}`, value, at, unknown)
  if (!changed) return undefined
  entries.set(key, { ...entry, value: changed })
  return { ...tree, entries }
}
