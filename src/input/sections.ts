import type { Entry, MapTree } from '../model/tree.ts'

/** Sections whose keys are ids of entities. */
export const entitySections = [
  'species',
  'commodities',
  'processes',
  'measures',
  'ladders',
  'drivers',
  'sectors',
  'facilities',
  'end-uses',
  'demands',
  'improvements',
  'land',
  'projects',
  'targets',
  'plans',
  'zones',
  'quotas',
  'sites',
  'context',
  'reconciliation',
  'controls',
  'plausibility',
] as const

/** Sections whose entities share one name space, since each may stand in a table of facilities or in an order. */
export const actorSections = ['facilities', 'projects', 'end-uses', 'demands', 'land'] as const

/** The entries of a section of a tree; none where it is missing or no map. */
export function entriesOf(tree: MapTree, section: string): readonly Entry[] {
  const map = tree.entries.get(section)?.value
  return map?.kind === 'map' ? [...map.entries.values()] : []
}

/** The ids of the entities of a section, in their order. */
export function idsOf(tree: MapTree, section: string): readonly string[] {
  const map = tree.entries.get(section)?.value
  return map?.kind === 'map' ? [...map.entries.keys()] : []
}
