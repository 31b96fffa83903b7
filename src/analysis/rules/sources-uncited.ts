import { gathering, put } from '../../model/gathered.ts'
import type { Scalar, Tree } from '../../model/tree.ts'
import type { Rule } from './rule.ts'

/** A source that the county declares and no figure cites: a citation was lost, or its name misspelt elsewhere. */
export const sourcesUncited: Rule = {
  codes: ['W0792'],
  look({ tree, own, diagnose }) {
    const declared = tree.entries.get('sources')?.value
    if (declared?.kind !== 'map') return
    const open = [...declared.entries].filter(([, { key }]) => own(key))
    if (open.length === 0) return
    const cited = new Set<string>()
    for (const [section, entry] of tree.entries)
      if (section !== 'sources')
        for (const part of [entry.value, ...(entry.replaced ?? [])])
          for (const word of citedIn(part, 2).keys()) cited.add(word)
    for (const [id, { key }] of open) if (!cited.has(id)) diagnose('W0792', key, { id })
  },
}

const citedIn = gathering((tree, into, inner, depth) => {
  if (tree.kind === 'scalar') {
    if (tree.source !== undefined) put(into, tree.source)
    return
  }
  for (const [key, { value, replaced }] of tree.entries)
    for (const part of [value, ...(replaced ?? [])]) {
      if ((key === 'source' || key === 'sources') && part.kind !== 'map')
        for (const item of part.kind === 'list' ? part.items : [part])
          if (item.kind === 'scalar') put(into, item.text)
      if (key === 'note' || key === 'about') noted(part, into)
      inner(part, depth, into)
    }
})

/** A note that names a source cites it. */
function noted(tree: Tree, into: Map<string, Scalar | undefined>): void {
  if (tree.kind === 'map') for (const { value } of tree.entries.values()) noted(value, into)
  else if (tree.kind === 'scalar')
    for (const word of tree.text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]*/gu) ?? []) put(into, word)
}
