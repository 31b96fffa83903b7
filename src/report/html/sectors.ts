import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import type { CutTable, Result } from '../result.ts'
import type { View } from './view.ts'

/** A band of the main chart: one sector or several, in a colour that is the same on every page. */
export interface Band {
  readonly id: string
  readonly name: string
  readonly fill: string
  /** Colour of a name written on it. */
  readonly ink: string
  readonly values: readonly number[]
}

interface Group {
  readonly id: string
  readonly name: Text
  readonly fill: string
  readonly ink: string
  /** What ids and parents of sectors of this group are called. */
  readonly is: RegExp
}

const dark = '#1b2733'
const light = '#ffffff'

/** From the bottom up (report.md 2); the last takes what no other takes. */
const groups: readonly Group[] = [
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
const sink = { fill: '#4f7f52', ink: light }

function groupOf(id: string, parent: string | undefined): Group {
  return groups.find(({ is }) => is.test(id)) === groups.at(-1) && parent !== undefined
    ? groups.find(({ is }) => is.test(parent))!
    : groups.find(({ is }) => is.test(id))!
}

/** A name of the county's own as it stands alone: harmless, in English with a capital. */
export function sectorName(name: Text, view: View): string {
  const own = inert(name[view.language])
  return view.language === 'en' ? own.charAt(0).toUpperCase() + own.slice(1) : own
}

/** The colour of a sector by its id. */
export function fillOf(id: string): string {
  return groupOf(id, undefined).fill
}

/** Bands above zero from the bottom up, and those below it. Rows add up to the total of the table. */
export function bands(
  result: Result,
  view: View,
): { readonly up: readonly Band[]; readonly down: readonly Band[] } {
  const table = result.tables.sector
  const length = table.years.length
  const down: Band[] = []
  const parts = new Map<Group, CutTable['rows'][number][]>()
  for (const row of table.rows) {
    if (row.values.every((value) => value === 0)) continue
    if (row.values.every((value) => value <= 0)) {
      down.push({ id: row.id, name: sectorName(row.name, view), ...sink, values: row.values })
      continue
    }
    const group = groupOf(row.id, row.parent)
    parts.set(group, [...(parts.get(group) ?? []), row])
  }
  const up = groups.flatMap((group): Band[] => {
    const rows = parts.get(group)
    if (!rows) return []
    const [only] = rows
    const name = rows.length === 1 && only ? sectorName(only.name, view) : group.name[view.language]
    const values = Array.from({ length }, (_, i) => rows.reduce((sum, row) => sum + (row.values[i] ?? 0), 0))
    return [{ id: group.id, name, fill: group.fill, ink: group.ink, values }]
  })
  return { up, down }
}
