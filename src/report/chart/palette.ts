import type { Text } from '../../text/text.ts'
import type { CutTable } from '../result.ts'

/** Sectors that are drawn as one band, in one colour on every page and sheet. */
export interface Group {
  readonly id: string
  /** Of the group; a sector that is alone in it goes by its own name. */
  readonly name?: Text
  readonly fill: string
  /** Colour of a name written on it. */
  readonly ink: string
}

const dark = '#1b2733'
const light = '#ffffff'

/** By declared kind of sector, from the bottom up. Neighbours differ by at least 22 in lightness, so a stack reads in grey. */
const byKind: readonly (Group & { readonly kinds: readonly string[] })[] = [
  { id: 'coking', kinds: ['coking'], name: { zh: '焦化', en: 'Coking' }, fill: '#243b53', ink: light },
  { id: 'metals', kinds: ['metals'], name: { zh: '冶金与装备', en: 'Metals' }, fill: '#e0a458', ink: dark },
  {
    id: 'chemicals',
    kinds: ['chemicals'],
    name: { zh: '化工', en: 'Chemicals' },
    fill: '#3e7cb1',
    ink: light,
  },
  {
    id: 'building-materials',
    kinds: ['building-materials'],
    name: { zh: '建材', en: 'Building materials' },
    fill: '#c9d6df',
    ink: dark,
  },
  {
    id: 'power',
    kinds: ['power'],
    name: { zh: '电力与热力', en: 'Power and heat' },
    fill: '#8a4f7d',
    ink: light,
  },
  {
    id: 'buildings',
    kinds: ['buildings', 'transport'],
    name: { zh: '建筑与交通', en: 'Buildings and transport' },
    fill: '#a6cda9',
    ink: dark,
  },
]

/** For sectors of no declared kind, in this order; dark and light by turns. */
const spare: readonly (readonly [fill: string, ink: string])[] = [
  ['#6d5a8a', light],
  ['#d8c37a', dark],
  ['#51707a', light],
  ['#b9d0c6', dark],
  ['#8c4f3f', light],
  ['#e3b8a5', dark],
]

/** Whatever has no colour of its own. */
export const rest: Group = { id: 'other', name: { zh: '其他', en: 'Other' }, fill: '#6b6660', ink: light }

/** Sinks and what is captured lie below zero. */
export const sinkFill = '#4f7f52'

/** How many bands a chart may have above zero. */
const most = 7

/** What the colours of a county are chosen from: nothing that a scenario of it changes. */
export interface Coloured {
  readonly tables: { readonly sector: CutTable }
  readonly sectorKinds?: Readonly<Record<string, string>>
}

/** The bands of a county from the bottom up, and to which of them a sector belongs. */
export interface Grouping {
  readonly groups: readonly Group[]
  of(sector: string): Group
}

/**
 * Colours by declared kind. Sectors of no kind take what colours are left, the largest of the base year first, which all
 * scenarios of a county share; those beyond seven bands are one band, "other". No id and no name is looked into.
 */
export function grouping({ tables, sectorKinds = {} }: Coloured): Grouping {
  const rows = tables.sector.rows.filter(({ values }) => values.some((value) => value > 0))
  const fixed = (id: string) => byKind.find(({ kinds }) => kinds.includes(sectorKinds[id] ?? ''))
  const used = byKind.filter((group) => rows.some(({ id }) => fixed(id) === group))
  const loose = rows
    .filter(({ id }) => !fixed(id))
    .sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0) || (a.id < b.id ? -1 : 1))
  const room = Math.min(most - used.length, spare.length)
  const own = loose.slice(0, loose.length <= room ? room : Math.min(room - 1, spare.length))
  const chosen = own.map(({ id }, i): Group => ({ id, fill: spare[i]![0], ink: spare[i]![1] }))
  // One sector alone takes the colour of what is left over only where it is no company for others.
  const groups = [...used, ...chosen, ...(loose.length > own.length ? [rest] : [])]
  const byId = new Map<string, Group>(chosen.map((group) => [group.id, group]))
  return { groups, of: (id) => fixed(id) ?? byId.get(id) ?? rest }
}
