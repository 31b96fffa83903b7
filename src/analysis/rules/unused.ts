import { gathering, put } from '../../model/gathered.ts'
import type { Rule, Seen } from './rule.ts'

const forPeople: ReadonlySet<string> = new Set(['name', 'title', 'about', 'note', 'clause'])

/** What a baseline may hold for scenarios to choose from. */
const optional: ReadonlySet<string> = new Set(['processes', 'measures', 'sites'])

/** Whether the county declares a commodity of its own, and does not merely set something of a library's. */
function isDeclared({ tree, own }: Seen, id: string): boolean {
  const section = tree.entries.get('commodities')?.value
  const entry = section?.kind === 'map' ? section.entries.get(id)?.value : undefined
  const unit = entry?.kind === 'map' ? entry.entries.get('unit') : undefined
  return unit !== undefined && own(unit.key)
}

/** Drivers, processes, commodities and measures of the county that nothing uses: a name that was changed in one place only. */
export const unused: Rule = {
  codes: ['W0650'],
  look(seen) {
    const { model, tree, own, county, diagnose } = seen
    const words = wordsOf(seen)
    for (const [section, isUsed] of [
      ['drivers', (id: string) => words.has(id)],
      ['processes', (id: string) => model.processes.has(id)],
      ['measures', (id: string) => model.measures.has(id)],
      ['commodities', (id: string) => words.has(id) || !isDeclared(seen, id)],
      ['sites', (id: string) => words.has(id)],
      ['sectors', (id: string) => words.has(id) || usesSector(seen, id)],
    ] as const) {
      const map = tree.entries.get(section)?.value
      if (map?.kind !== 'map') continue
      for (const [id, entry] of map.entries)
        if (own(entry.key) && (entry.key.file !== county || !optional.has(section)) && !isUsed(id))
          diagnose('W0650', entry.key, { what: section, id })
    }
  },
}

function usesSector({ analysed, model }: Seen, id: string): boolean {
  return (
    analysed.leaves.some((leaf) => leaf.sector === id) ||
    analysed.actors.some((actor) => actor.sector === id) ||
    model.economy?.sectors?.[id] !== undefined ||
    [...model.sectors.values()].some(({ parent }) => parent?.id === id) ||
    [...model.land.values()].some(({ sector }) => sector.id === id)
  )
}

/** Every word that some value of the scenario says, expressions taken apart. */
function wordsOf({ tree }: Seen): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [section, entry] of tree.entries)
    if (section !== 'sources' && section !== 'plausibility')
      for (const word of saidIn(entry.value, 2).keys()) words.add(word)
  return words
}

const saidIn = gathering((tree, into, inner, depth) => {
  // What a thing is called uses nothing, though it may read like an id.
  if (tree.kind === 'map')
    for (const [key, { value }] of tree.entries) {
      if (!forPeople.has(key)) inner(value, depth, into)
    }
  else if (typeof tree.value === 'string') {
    if (!tree.text.trim().startsWith('=')) put(into, tree.text)
    else for (const word of tree.text.match(/[\p{L}_][\p{L}\p{N}_.-]*/gu) ?? []) put(into, word)
  }
})
