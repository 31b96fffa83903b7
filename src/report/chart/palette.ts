import type { Text } from '../../text/text.ts'

/** A group of sectors that is drawn as one band, in a colour that is the same on every page and sheet. */
export interface Group {
  readonly id: string
  readonly name: Text
  readonly fill: string
  /** Colour of a name written on it. */
  readonly ink: string
  /** What ids and parents of sectors of this group are called. */
  readonly is: RegExp
}

const dark = '#1b2733'
const light = '#ffffff'

/** From the bottom up; the last takes what no other takes. */
export const groups: readonly Group[] = [
  { id: 'coking', name: { zh: '焦化', en: 'Coking' }, fill: '#243b53', ink: light, is: /^cok/ },
  {
    id: 'metallurgy',
    name: { zh: '冶金与装备', en: 'Metals' },
    fill: '#e0a458',
    ink: dark,
    is: /metal|steel|iron|alloy|casting|equipment|alumin/,
  },
  {
    id: 'chemicals',
    name: { zh: '化工', en: 'Chemicals' },
    fill: '#3e7cb1',
    ink: light,
    is: /chem|fertil|petro|refin/,
  },
  {
    id: 'materials',
    name: { zh: '建材', en: 'Building materials' },
    fill: '#c9d6df',
    ink: dark,
    is: /building-mat|cement|ceramic|glass|brick|minerals/,
  },
  {
    id: 'power',
    name: { zh: '电力与热力', en: 'Power and heat' },
    fill: '#8a4f7d',
    ink: light,
    is: /^power|electricity|district-heat|^heat/,
  },
  {
    id: 'buildings',
    name: { zh: '建筑与交通', en: 'Buildings and transport' },
    fill: '#a6cda9',
    ink: dark,
    is: /building|home|house|dwelling|service|public|transport|traffic|data-cent/,
  },
  { id: 'other', name: { zh: '其他', en: 'Other' }, fill: '#6b6660', ink: light, is: /^/ },
]

/** Sinks and what is captured lie below zero. */
export const sinkFill = '#4f7f52'

const rest = groups.at(-1)!

/** The group of a sector: by its own id, else by that of what it belongs to. */
export function groupOf(id: string, parent?: string): Group {
  const own = groups.find(({ is }) => is.test(id)) ?? rest
  if (own !== rest || parent === undefined) return own
  return groups.find(({ is }) => is.test(parent)) ?? rest
}
