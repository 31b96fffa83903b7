import type { Text } from '../../text/text.ts'
import { sectorBands } from '../chart/sector-bands.ts'
import type { Result } from '../result.ts'
import { figures, tableYears } from './table.ts'
import { columnIn, type View } from './view.ts'

const net: Text = { zh: '净排放', en: 'Net' }

/** The figures of the main chart: every band and their sum, in chosen years. */
export function emissionsFigures(result: Result, view: View): string {
  const { years, unit, indicator } = result.tables.sector
  const { up, down } = sectorBands(result, view.language)
  const shown = tableYears(years)
  const all = [...up, ...down]
  const total = result.indicators[indicator]?.values
  const sum = (i: number) => total?.[String(years[i])] ?? all.reduce((s, band) => s + band.values[i]!, 0)
  const column = columnIn(shown.map(sum), unit, view)
  const rows = all.map((band) => [band.name, ...shown.map((i) => column.write(band.values[i]!))])
  const last = [net[view.language], ...shown.map((i) => column.write(sum(i)))]
  return figures(
    view,
    [column.label, ...shown.map((i) => String(years[i]))],
    [...rows, last],
    new Set([rows.length]),
  )
}
