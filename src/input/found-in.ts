import type { Entry, MapTree, Scalar, Tree } from '../model/tree.ts'

/**
 * What is found in a section, entity by entity. Scenarios share most entities (laid.ts), so what is found in one is kept with its
 * tree; it is little, hence lists.
 */
function foundIn<T>(
  look: (tree: Tree, into: T[]) => void,
): (section: Tree, take: (found: T) => void, passOver?: (key: string, entry: Entry) => boolean) => void {
  const kept = new WeakMap<MapTree, readonly T[]>()
  const of = (tree: Tree): readonly T[] => {
    const known = tree.kind === 'map' ? kept.get(tree) : undefined
    if (known) return known
    const found: T[] = []
    look(tree, found)
    if (tree.kind === 'map') kept.set(tree, found)
    return found
  }
  return (section, take, passOver) => {
    if (section.kind !== 'map') for (const one of of(section)) take(one)
    else
      for (const [key, entry] of section.entries)
        if (!passOver?.(key, entry)) for (const one of of(entry.value)) take(one)
  }
}

function add<T>(into: T[], one: T): void {
  // Neighbours mostly say the same.
  if (into.at(-1) !== one && !into.includes(one)) into.push(one)
}

function cite(tree: Tree, into: string[]): void {
  if (tree.kind === 'scalar') {
    if (tree.source !== undefined) add(into, tree.source)
  } else if (tree.kind === 'map')
    for (const [key, entry] of tree.entries) {
      if (key === 'source' && entry.value.kind === 'scalar') add(into, entry.value.text)
      cite(entry.value, into)
    }
  else if (tree.kind === 'list') for (const item of tree.items) cite(item, into)
  else {
    cite(tree.base, into)
    cite(tree.over, into)
  }
}

const citedByEntity = foundIn<string>(cite)

/** Every source that stands behind a value of a section or is named by a `source:` key. */
export function citedIn(section: Tree, take: (source: string) => void): void {
  citedByEntity(section, take, (key, { value }) => {
    if (key === 'source' && value.kind === 'scalar') take(value.text)
    return false
  })
}

function name(tree: Tree, into: Scalar[]): void {
  if (tree.kind === 'scalar') {
    const { source } = tree
    if (source === undefined || into.at(-1)?.source === source) return
    if (!into.some((known) => known.source === source)) into.push(tree)
  } else if (tree.kind === 'map') {
    for (const [key, entry] of tree.entries) if (key !== 'sources') name(entry.value, into)
  } else if (tree.kind === 'list') for (const item of tree.items) name(item, into)
  else {
    name(tree.base, into)
    name(tree.over, into)
  }
}

const namedByEntity = foundIn<Scalar>(name)

/** The first value of each entity of a section that has some source behind it, for every source. */
export function namedIn(section: Tree, take: (first: Scalar) => void): void {
  namedByEntity(section, take, (key) => key === 'sources')
}

/** Words of entities that are keys of a map, with that map: for another one they are looked for again. */
const meant = new WeakMap<
  MapTree,
  { readonly known: MapTree['entries']; readonly found: readonly string[] }
>()

function mention(tree: Tree, known: MapTree['entries'], into: string[]): void {
  if (tree.kind === 'scalar') {
    if (known.has(tree.text)) add(into, tree.text)
  } else if (tree.kind === 'map')
    for (const [key, entry] of tree.entries) {
      if (known.has(key)) add(into, key)
      mention(entry.value, known, into)
    }
  else if (tree.kind === 'list') for (const item of tree.items) mention(item, known, into)
  else {
    mention(tree.base, known, into)
    mention(tree.over, known, into)
  }
}

/** Every key of `known` that a tree says as a key or as a word. */
export function mentionedIn(tree: Tree, known: MapTree['entries'], take: (id: string) => void): void {
  if (tree.kind !== 'map') {
    const found: string[] = []
    mention(tree, known, found)
    for (const id of found) take(id)
    return
  }
  for (const [key, { value }] of tree.entries) {
    if (known.has(key)) take(key)
    const before = value.kind === 'map' ? meant.get(value) : undefined
    if (before?.known === known) {
      for (const id of before.found) take(id)
      continue
    }
    const found: string[] = []
    mention(value, known, found)
    if (value.kind === 'map') meant.set(value, { known, found })
    for (const id of found) take(id)
  }
}
