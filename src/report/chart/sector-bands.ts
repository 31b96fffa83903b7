import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { type Grouping, grouping, sinkFill } from './palette.ts'

/** A band of the main chart: one sector or several, in a colour that is the same on every page. Values in the unit of the table. */
export interface SectorBand {
  readonly id: string
  readonly name: string
  readonly fill: string
  /** Colour of a name written on it. */
  readonly ink: string
  readonly values: readonly number[]
}

export interface SectorBands {
  /** From the bottom up. */
  readonly up: readonly SectorBand[]
  /** Below zero, from zero down. */
  readonly down: readonly SectorBand[]
}

const sinks: Text = { zh: '碳汇与捕集', en: 'Sinks and capture' }
const taking: Text = { zh: '{name}（负）', en: '{name}, below zero' }

/** A name of the county's own as it stands alone: harmless, in English with a capital. */
export function sectorName(name: Text, language: Language): string {
  const own = inert(name[language])
  return language === 'en' ? own.charAt(0).toUpperCase() + own.slice(1) : own
}

/**
 * Emissions by band. A row is a sector without those below it, so all rows add up to the total; what a sector takes in a year
 * lies below zero in that year, so no band is drawn over another.
 */
export function sectorBands(
  result: Pick<Result, 'tables' | 'sectorKinds'>,
  language: Language,
  { groups, of }: Grouping = grouping(result),
): SectorBands {
  const { rows, years } = result.tables.sector
  const sum = (lists: readonly (readonly number[])[]) =>
    years.map((_, i) => lists.reduce((all, values) => all + (values[i] ?? 0), 0))
  const above = rows.filter(({ values }) => values.some((value) => value > 0))
  const below = rows.filter(({ values }) => values.some((value) => value < 0))
  const up = groups.flatMap((group): SectorBand[] => {
    const inside = above.filter(({ id }) => of(id) === group)
    const [only, second] = inside
    if (!only) return []
    const name = second && group.name ? group.name[language] : sectorName(only.name, language)
    const values = sum(inside.map((row) => row.values.map((value) => Math.max(0, value))))
    return [{ id: group.id, name, fill: group.fill, ink: group.ink, values }]
  })
  const parts = below.map((row) => row.values.map((value) => Math.min(0, value)))
  const down =
    below.length <= 2
      ? below.map((row, i): SectorBand => {
          return {
            id: row.id,
            name: above.includes(row)
              ? taking[language].replace('{name}', () => sectorName(row.name, language))
              : sectorName(row.name, language),
            fill: sinkFill,
            ink: '#ffffff',
            values: parts[i]!,
          }
        })
      : [{ id: 'sinks', name: sinks[language], fill: sinkFill, ink: '#ffffff', values: sum(parts) }]
  return { up, down }
}
