import type { MapTree, Scalar, Tree } from '../model/tree.ts'

/**
 * What is found in an entity by one walk through it: the sources that stand behind its values, the first value of each, and
 * which words of a library it says. Scenarios share most entities (laid.ts), so it is kept with the entity's tree; it is little,
 * hence lists.
 */
interface Gist {
  /** Every source behind a value, or named by a `source:` key. */
  readonly cited: string[]
  /** The first value with some source behind it, for every source; what is written under `sources` is not looked at. */
  readonly named: Scalar[]
  /** The keys and words that are keys of `known`. */
  readonly mentioned: string[]
  /** Where it was asked for words of a library: of which. */
  readonly known: MapTree['entries'] | undefined
}

const kept = new WeakMap<MapTree, Gist>()

/** The gist of an entity; with `known`, of the words of that library too: for another one it is looked for again. */
function gistOf(tree: Tree, known?: MapTree['entries']): Gist {
  const before = tree.kind === 'map' ? kept.get(tree) : undefined
  if (before && (known === undefined || before.known === known)) return before
  const gist: Gist = { cited: [], named: [], mentioned: [], known }
  read(tree, gist, true)
  if (tree.kind === 'map') kept.set(tree, gist)
  return gist
}

function read(tree: Tree, gist: Gist, naming: boolean): void {
  if (tree.kind === 'scalar') {
    const { source, text } = tree
    if (source !== undefined) {
      add(gist.cited, source)
      if (naming && gist.named.at(-1)?.source !== source && !gist.named.some((one) => one.source === source))
        gist.named.push(tree)
    }
    if (gist.known?.has(text)) add(gist.mentioned, text)
  } else if (tree.kind === 'map')
    for (const [key, { value }] of tree.entries) {
      if (key === 'source' && value.kind === 'scalar') add(gist.cited, value.text)
      if (gist.known?.has(key)) add(gist.mentioned, key)
      read(value, gist, naming && key !== 'sources')
    }
  else if (tree.kind === 'list') for (const item of tree.items) read(item, gist, naming)
  else {
    read(tree.base, gist, naming)
    read(tree.over, gist, naming)
  }
}

function add(into: string[], one: string): void {
  // Neighbours mostly say the same.
  if (into.at(-1) !== one && !into.includes(one)) into.push(one)
}

/** Every source that stands behind a value of a section or is named by a `source:` key. */
export function citedIn(section: Tree, take: (source: string) => void): void {
  if (section.kind !== 'map') for (const source of gistOf(section).cited) take(source)
  else
    for (const [key, { value }] of section.entries) {
      if (key === 'source' && value.kind === 'scalar') take(value.text)
      for (const source of gistOf(value).cited) take(source)
    }
}

/** The first value of each entity of a section that has some source behind it, for every source. */
export function namedIn(section: Tree, take: (first: Scalar) => void): void {
  if (section.kind !== 'map') for (const first of gistOf(section).named) take(first)
  else
    for (const [key, { value }] of section.entries)
      if (key !== 'sources') for (const first of gistOf(value).named) take(first)
}

/** Every key of `known` that a tree says as a key or as a word. */
export function mentionedIn(tree: Tree, known: MapTree['entries'], take: (id: string) => void): void {
  if (tree.kind !== 'map') {
    for (const id of gistOf(tree, known).mentioned) take(id)
    return
  }
  for (const [key, { value }] of tree.entries) {
    if (known.has(key)) take(key)
    for (const id of gistOf(value, known).mentioned) take(id)
  }
}
