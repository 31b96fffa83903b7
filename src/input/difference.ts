import type { MapTree, Tree } from '../model/tree.ts'
import { sameDimension } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import { byCodePoint } from '../text/order.ts'
import { flowText, type IsAtomic } from './extend.ts'

/** One input that two scenarios say differently; a side that says nothing is absent. */
export interface Difference {
  readonly path: string
  readonly before?: { readonly value: string; readonly at: Tree['at'] }
  readonly after?: { readonly value: string; readonly at: Tree['at'] }
}

/** What describes a file or a value and is no input of the calculation. */
const asideTop: ReadonlySet<string> = new Set([
  ...['kind', 'id', 'title', 'about', 'note', 'expect', 'context', 'sources', 'defaults', 'reference'],
])
const asideInside: ReadonlySet<string> = new Set(['note', 'name', 'source', 'grade', 'clause', 'about'])

/** Lists whose order says nothing. */
const sets: ReadonlySet<string> = new Set(['applies-to', 'policies', 'units', 'processes'])

/**
 * What differs between two effective scenarios, by path, in order of path. Order of keys is nothing, another unit for the same
 * amount is nothing (`30 万t/a`, `300 kt/a`), and so are notes, names, sources and grades. A series or a list is one value.
 */
export function differences(a: MapTree, b: MapTree, isAtomic: IsAtomic): readonly Difference[] {
  const found: Difference[] = []
  const side = (tree: Tree) => ({ value: flowText(tree), at: tree.at })
  const whole = (path: readonly string[], one: Tree | undefined, other: Tree | undefined): void => {
    // An entity that only one side has is told value by value, so that each line has its place.
    const tree = (one ?? other)!
    if (tree.kind === 'map' && tree.entries.size > 0 && !isAtomic(path)) {
      for (const [key, { value }] of tree.entries)
        if (!asideInside.has(key)) whole([...path, key], one && value, other && value)
      return
    }
    found.push({
      path: path.join('.'),
      ...(one ? { before: side(one) } : {}),
      ...(other ? { after: side(other) } : {}),
    })
  }
  const visit = (one: MapTree, other: MapTree, path: readonly string[]): void => {
    const aside = path.length === 0 ? asideTop : asideInside
    for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
      if (aside.has(key)) continue
      const here = [...path, key]
      const [x, y] = [one.entries.get(key)?.value, other.entries.get(key)?.value]
      if (!x || !y) whole(here, x, y)
      else if (x.kind === 'map' && y.kind === 'map' && !isAtomic(here)) visit(x, y, here)
      else if (!sameMeaning(x, y, key)) found.push({ path: here.join('.'), before: side(x), after: side(y) })
    }
  }
  visit(a, b, [])
  return found.sort((x, y) => byCodePoint(x.path, y.path))
}

/** Whether two values mean the same to the calculation. */
export function sameMeaning(a: Tree, b: Tree, key = ''): boolean {
  if (a === b) return true
  const [x, y] = [bare(a), bare(b)]
  if (x.kind === 'scalar' && y.kind === 'scalar')
    return x.text === y.text || (x.value !== null && y.value !== null && sameAmount(x.text, y.text))
  if (x.kind === 'list' && y.kind === 'list') {
    if (x.items.length !== y.items.length) return false
    if (sets.has(key)) {
      const texts = (list: typeof x) => list.items.map(flowText).sort(byCodePoint).join('\n')
      return texts(x) === texts(y)
    }
    return x.items.every((item, i) => sameMeaning(item, y.items[i]!))
  }
  if (x.kind === 'layers' && y.kind === 'layers')
    return sameMeaning(x.base, y.base) && sameMeaning(x.over, y.over)
  if (x.kind === 'map' && y.kind === 'map') {
    for (const name of new Set([...x.entries.keys(), ...y.entries.keys()])) {
      if (asideInside.has(name)) continue
      const [p, q] = [x.entries.get(name)?.value, y.entries.get(name)?.value]
      if (!p || !q || !sameMeaning(p, q, name)) return false
    }
    return true
  }
  return false
}

/** `{value: 30 万t/a, note: …}` says no more than `30 万t/a`. */
function bare(tree: Tree): Tree {
  if (tree.kind !== 'map') return tree
  const value = tree.entries.get('value')?.value
  if (!value) return tree
  for (const key of tree.entries.keys()) if (key !== 'value' && !asideInside.has(key)) return tree
  return value
}

function sameAmount(a: string, b: string): boolean {
  const [x, y] = [parseQuantity(a), parseQuantity(b)]
  if (!x.ok || !y.ok || x.value !== y.value) return false
  return sameDimension(x.dimension, y.dimension) && x.dimension.priceYear === y.dimension.priceYear
}
