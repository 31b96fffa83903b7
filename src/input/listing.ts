import { createHash } from 'node:crypto'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import { byCodePoint } from '../text/order.ts'
import { entitySections } from './sections.ts'
import { usedTree } from './used-tree.ts'

/**
 * The effective inputs of a scenario, entity by entity, as texts that can be read back: what approved results remember, so
 * that a later check can say which input changed, and put the old one back to see what comes of it.
 */
export interface Listed {
  /** `facilities.ovens-a`, or a section that has no entities: `economy`. */
  readonly path: string
  /** In flow style, without names, notes, sources and grades: what no figure depends on. */
  readonly text: string
  /** Of the text: the first 16 digits of its SHA-256. */
  readonly hash: string
  readonly at: Span
}

/** Sections that say nothing that a figure or a verdict depends on. */
const idle = new Set([
  ...[
    'kind',
    'id',
    'title',
    'about',
    'note',
    'sources',
    'context',
    'expect',
    'tests',
    'reference',
    'defaults',
  ],
  ...['baseline', 'extends', 'policies', 'reconciliation', 'controls', 'observed', 'source', 'grade', 'for'],
])
/** Keys that say the same inside an entity. */
const aside = new Set([
  'name',
  'title',
  'about',
  'note',
  'source',
  'grade',
  'defaults',
  'clause',
  'closure-reason',
])
const sections: ReadonlySet<string> = new Set(entitySections)

/** Texts of trees that several scenarios share (the library, the baseline): each is written once in a process. */
const written = new WeakMap<Tree, { readonly text: string; readonly hash: string }>()

/** Lists what a scenario uses, in order of path. */
export function listInputs(tree: MapTree): readonly Listed[] {
  const listed: Listed[] = []
  const add = (path: string, entry: Entry) => listed.push({ path, ...textOf(entry.value), at: entry.key })
  for (const [section, entry] of usedTree(tree).entries) {
    if (idle.has(section)) continue
    if (sections.has(section) && entry.value.kind === 'map')
      for (const [id, inner] of entry.value.entries) add(`${section}.${id}`, inner)
    else add(section, entry)
  }
  return listed.sort((a, b) => byCodePoint(a.path, b.path))
}

/** What stands for all of it: an equal digest means equal inputs. */
export function digestOf(listed: readonly Pick<Listed, 'path' | 'hash'>[]): string {
  return `sha256-${sha256(listed.map(({ path, hash }) => `${path} ${hash}\n`).join(''))}`
}

/** The hash by which a text is kept. */
export function hashOf(text: string): string {
  return sha256(text).slice(0, 16)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function textOf(tree: Tree): { readonly text: string; readonly hash: string } {
  const known = written.get(tree)
  if (known) return known
  const text = flow(tree)
  const made = { text, hash: hashOf(text) }
  written.set(tree, made)
  return made
}

/** How a series that was laid over another is written: `{layers-of: [base, over]}`. */
const layersKey = 'layers-of'

/** A text that is itself in flow style; anything else is quoted. */
const plain = /^(?:[\p{L}\p{N}.]|[-+][\d.])[\p{L}\p{N} .@/·*()%<>=^_+-]*$/u

function flow(tree: Tree): string {
  switch (tree.kind) {
    case 'scalar':
      if (tree.value === null) return 'null'
      return !tree.quoted && plain.test(tree.text) && tree.text === tree.text.trim()
        ? tree.text
        : JSON.stringify(tree.text)
    case 'list':
      return `[${tree.items.map(flow).join(', ')}]`
    case 'layers':
      return `{${layersKey}: [${flow(tree.base)}, ${flow(tree.over)}]}`
    case 'map': {
      const entries = [...tree.entries].filter(([key]) => !aside.has(key))
      return `{${entries.map(([key, { value }]) => `${keyOf(key)}: ${flow(value)}`).join(', ')}}`
    }
  }
}

function keyOf(key: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.@-]*$/u.test(key) ? key : JSON.stringify(key)
}

/** Reads back what `listInputs` wrote; `file` stands in its spans. */
export async function readListed(text: string, file: string, diagnose: Diagnose): Promise<Tree | undefined> {
  const { readValue } = await import('./document.ts')
  const tree = readValue('', text, file, diagnose)
  return tree && unfold(tree)
}

function unfold(tree: Tree): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map(unfold) }
  if (tree.kind !== 'map') return tree
  const layers = tree.entries.get(layersKey)?.value
  if (layers?.kind === 'list' && layers.items.length === 2 && tree.entries.size === 1) {
    const [base, over] = layers.items.map(unfold)
    if (base && over?.kind === 'map') return { kind: 'layers', base, over, at: tree.at }
  }
  const entries = new Map(
    [...tree.entries].map(([key, entry]) => [key, { ...entry, value: unfold(entry.value) }]),
  )
  return { ...tree, entries }
}

/** One value that differs between two states of an entity. */
export interface Difference {
  readonly path: string
  readonly before: string
  readonly after: string
  /** In the new state; undefined where the value is gone. */
  readonly at?: Span
}

/** Value by value, what differs between an entity as it was and as it is; either may be absent. */
export function differences(
  path: string,
  before: Tree | undefined,
  after: Tree | undefined,
): readonly Difference[] {
  if (before?.kind === 'map' && after?.kind === 'map') {
    const keys = [...new Set([...before.entries.keys(), ...after.entries.keys()])].filter(
      (key) => !aside.has(key),
    )
    return keys.flatMap((key) =>
      differences(`${path}.${key}`, before.entries.get(key)?.value, after.entries.get(key)?.value),
    )
  }
  if (before?.kind === 'layers' && after?.kind === 'layers')
    return [...differences(path, before.base, after.base), ...differences(path, before.over, after.over)]
  const [old, now] = [before && flow(before), after && flow(after)]
  if (old === now) return []
  return [{ path, before: old ?? '-', after: now ?? '-', ...(after ? { at: after.at } : {}) }]
}

/** A scenario in which one entity is as it was; absent where it was not there. */
export function withEntity(tree: MapTree, path: string, was: Tree | undefined): MapTree {
  const [section = '', ...rest] = path.split('.')
  const id = rest.join('.')
  const held = tree.entries.get(section)
  const put = (map: ReadonlyMap<string, Entry>, key: string): ReadonlyMap<string, Entry> => {
    const entries = new Map(map)
    if (was) entries.set(key, { key: entries.get(key)?.key ?? was.at, value: was })
    else entries.delete(key)
    return entries
  }
  if (id === '') return { ...tree, entries: put(tree.entries, section) }
  const inner: MapTree =
    held?.value.kind === 'map' ? held.value : { kind: 'map', entries: new Map(), at: tree.at }
  const value: MapTree = { ...inner, entries: put(inner.entries, id) }
  const entries = new Map(tree.entries)
  entries.set(section, { key: held?.key ?? tree.at, value })
  return { ...tree, entries }
}

/** Names, notes and sources were left out of what was kept: they are taken from the entity as it is, or stand for themselves. */
export function named(was: Tree, now: Tree | undefined, id: string): Tree {
  const dressed = graft(was, now)
  if (dressed.kind !== 'map' || dressed.entries.has('name') || now) return dressed
  const name: Entry = {
    key: was.at,
    value: { kind: 'scalar', value: id, text: id, quoted: true, at: was.at },
  }
  return { ...dressed, entries: new Map([['name', name], ...dressed.entries]) }
}

function graft(was: Tree, now: Tree | undefined): Tree {
  if (was.kind === 'list' && now?.kind === 'list')
    return { ...was, items: was.items.map((item, i) => graft(item, now.items[i])) }
  if (was.kind !== 'map' || now?.kind !== 'map') return was
  const entries = new Map<string, Entry>()
  for (const [key, entry] of now.entries) if (aside.has(key)) entries.set(key, entry)
  for (const [key, entry] of was.entries)
    entries.set(key, { ...entry, value: graft(entry.value, now.entries.get(key)?.value) })
  return { ...was, entries }
}
