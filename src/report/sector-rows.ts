import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { say } from './figure.ts'
import type { Result } from './result.ts'

/** Emissions of one sector, or of several joined, year by year. */
export interface SectorRow {
  readonly name: string
  readonly values: readonly number[]
  /** Given, not modelled: wholly or in part. */
  readonly given: boolean
}

/** More sectors than these are joined into one row (report.md 2): a page is read, not searched. */
const most = 10
const others: Text = { zh: '另 {n} 个部门', en: '{n} other sectors' }

const peakOf = ({ values }: SectorRow): number =>
  values.reduce((size, value) => Math.max(size, Math.abs(value)), 0)

function join(rows: readonly SectorRow[], name: string): SectorRow {
  const length = Math.max(0, ...rows.map(({ values }) => values.length))
  const values = Array.from({ length }, (_, i) => rows.reduce((sum, row) => sum + (row.values[i] ?? 0), 0))
  return { name, values, given: rows.some(({ given }) => given) }
}

/**
 * Sectors by their last observed year, the smallest joined unless `all` is wanted, sinks last. The row of a sector with sectors
 * below it holds what stands at the sector itself: no row is part of another, and all add up to the total.
 */
export function sectorRows(result: Result, language: Language, all: boolean): readonly SectorRow[] {
  const { rows } = result.tables.sector
  const observed = result.horizon.observedTo - result.horizon.base
  const tops = rows
    .map(
      ({ name, values, given }): SectorRow => ({
        name: inert(name[language]),
        values,
        given: given === true,
      }),
    )
    .filter((row) => peakOf(row) > 0)
  const sinks = tops.filter(({ values }) => values.every((value) => value <= 0))
  const sources = tops.filter((row) => !sinks.includes(row))
  const many = !all && sources.length > most + 1
  const kept = many ? [...sources].sort((a, b) => peakOf(b) - peakOf(a)).slice(0, most) : [...sources]
  const joined = sources.filter((row) => !kept.includes(row))
  kept.sort((a, b) => (b.values[observed] ?? 0) - (a.values[observed] ?? 0))
  const rest = joined.length > 0 ? [join(joined, say(others, language, { n: joined.length }))] : []
  return [...kept, ...rest, ...sinks]
}
