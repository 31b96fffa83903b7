import type { Entry, MapTree, Tree } from '../model/tree.ts'
import { citedIn, mentionedIn } from './found-in.ts'
import { entriesOf } from './sections.ts'

/**
 * Keeps what the county uses: the processes and measures that something names, the commodities that they touch, the sources
 * that values cite. The rest of a library need not be bound at each run, and does not stand in a result.
 */
export function usedTree(tree: MapTree): MapTree {
  const entries = new Map(tree.entries)
  // Plausible ranges are read by a check that asks for them (plausible.ts).
  entries.delete('plausibility')
  // Default ranges are read by an ensemble that asks for them (default-ranges.ts).
  entries.delete('default-ranges')
  const keep = (section: string, wanted: ReadonlySet<string>) => {
    const entry = entries.get(section)
    if (entry?.value.kind !== 'map') return
    const kept = new Map<string, Entry>([...entry.value.entries].filter(([id]) => wanted.has(id)))
    entries.set(section, { ...entry, value: { ...entry.value, entries: kept } })
  }
  const field = (entry: Entry, key: string) =>
    entry.value.kind === 'map' ? entry.value.entries.get(key)?.value : undefined
  const processes = new Set<string>()
  const measures = new Set<string>()
  for (const entry of [...entriesOf(tree, 'facilities'), ...entriesOf(tree, 'projects')]) {
    add(processes, field(entry, 'process'))
    const retrofit = field(entry, 'retrofit')
    add(measures, retrofit?.kind === 'map' ? retrofit.entries.get('measure')?.value : undefined)
  }
  for (const entry of entriesOf(tree, 'end-uses')) {
    const technologies = field(entry, 'technologies')
    if (technologies?.kind === 'map') for (const key of technologies.entries.keys()) processes.add(key)
  }
  const declared = tree.entries.get('measures')?.value
  if (declared?.kind === 'map')
    for (const [id, entry] of declared.entries) if (field(entry, 'adoption')) measures.add(id)
  keep('processes', processes)
  keep('measures', measures)
  keep('commodities', commoditiesIn(tree, { ...tree, entries }))
  const ladders = entries.get('ladders')?.value
  if (ladders?.kind === 'map') {
    const judges = [...ladders.entries].filter(([, entry]) => {
      const list = field(entry, 'processes')
      const items = list?.kind === 'list' ? list.items : list ? [list] : []
      return items.some((item) => item.kind === 'scalar' && processes.has(item.text))
    })
    keep('ladders', new Set(judges.map(([id]) => id)))
  }
  const cited = new Set<string>()
  for (const [key, entry] of entries) if (key !== 'sources') citedIn(entry.value, (id) => cited.add(id))
  keep('sources', cited)
  return { ...tree, entries }
}

function add(set: Set<string>, tree: Tree | undefined): void {
  if (tree?.kind === 'scalar') set.add(tree.text)
}

/** Every commodity of the library that a word of the county could mean, and those that the county itself settles. */
function commoditiesIn(tree: MapTree, used: MapTree): ReadonlySet<string> {
  const map = tree.entries.get('commodities')?.value
  if (map?.kind !== 'map') return new Set()
  const known = map.entries
  const found = new Set<string>()
  const settled = ['suppliers', 'outlets', 'losses', 'purchased']
  const take = (id: string) => found.add(id)
  for (const [id, entry] of known)
    if (entry.value.kind === 'map') {
      const { entries } = entry.value
      if (settled.some((key) => entries.has(key))) found.add(id)
      const outlets = entries.get('outlets')?.value
      if (outlets) mentionedIn(outlets, known, take)
    }
  for (const [section, entry] of used.entries)
    if (!['commodities', 'sources', 'species', 'ladders', 'about', 'title', 'plausibility'].includes(section))
      mentionedIn(entry.value, known, take)
  return found
}
