import type { ListTree, MapTree, Tree } from '../../model/tree.ts'
import type { Rule } from './rule.ts'

/** What an item of a list is about, in the order in which lists name it. */
const names = ['id', 'of', 'species', 'to', 'start'] as const

/**
 * A list of an overlay with some of the items that stood there, changed, and without the others: lists are replaced whole, so
 * the others are gone, which whoever wants to change one item seldom means.
 */
export const listReplaced: Rule = {
  codes: ['W0794'],
  look({ tree, diagnose }) {
    const visit = (at: MapTree, path: string): boolean => {
      if (untouched.has(at)) return true
      let all = true
      for (const [key, { value, replaced }] of at.entries) {
        const before = replaced?.at(-1)
        const here = path === '' ? key : `${path}.${key}`
        if (before?.kind === 'list' && value.kind === 'list') {
          const lost = lostOf(value, before)
          if (lost) diagnose('W0794', value.at, { what: here, lost: lost.join(', ') }, [before.at])
        }
        if (before) all = false
        else if (value.kind === 'map' && !visit(value, here)) all = false
      }
      if (all) untouched.add(at)
      return all
    }
    visit(tree, '')
  },
}

/** Trees of which no file replaced a part: scenarios share most of theirs (input/laid.ts). */
const untouched = new WeakSet<MapTree>()

/** The items that are gone, where the others are still there. */
function lostOf(now: ListTree, before: ListTree): readonly string[] | undefined {
  const [kept, stood] = [now.items.map(nameOf), before.items.map(nameOf)]
  if ([...kept, ...stood].some((name) => name === undefined) || kept.length >= stood.length) return undefined
  if (kept.length === 0 || kept.some((name) => !stood.includes(name))) return undefined
  return stood.filter((name) => !kept.includes(name)) as string[]
}

function nameOf(item: Tree): string | undefined {
  // An id by itself, as among suppliers; words and numbers of other lists are what they are.
  if (item.kind === 'scalar') return typeof item.value === 'string' ? item.text : undefined
  if (item.kind !== 'map') return undefined
  for (const name of names) {
    const said = item.entries.get(name)?.value
    if (said?.kind === 'scalar') return said.text
  }
  return undefined
}
