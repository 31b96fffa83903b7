import type { Span } from '../../diagnostics/span.ts'
import type { ColumnRole } from '../../model/import-map.ts'
import { placeOf } from '../workbook/grid.ts'
import type { Gathered } from './gathered.ts'
import { amountAt, type ReadAmount } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'

/** How far stocks may be open: what rounding in the form explains, as a share of the largest flow. */
export const openStock = 0.002

/** What a list of firms may say of a fuel beside what was used of it: columns under the name of the fuel. */
export const stockColumns: ReadonlySet<ColumnRole> = new Set([
  ...(['opening', 'purchased', 'produced', 'recovered', 'sold', 'closing', 'feedstock'] as const),
])

type Columns = readonly Pick<ReadColumn, 'role' | 'fuel' | 'year'>[]

/** Whether a column of stocks stands beside the use of the same fuel in the same year: without it there is nothing to hold it against. */
export function besideUse(column: Columns[number], all: Columns): boolean {
  return all.some(
    ({ role, fuel, year }) =>
      role === 'energy-use' && fuel !== undefined && fuel.id === column.fuel?.id && year === column.year,
  )
}

/** What a row says in one column, in canonical units. */
export interface StockAmount extends ReadAmount {
  readonly column: ReadColumn
}

/** The columns of stocks of one row; what cannot be read and what is negative is said. */
export function stocksOf(reading: Reading, row: number, who: string, into: Gathered): readonly StockAmount[] {
  const { layout, columns, desk } = reading
  return columns.flatMap((column) => {
    const { role, unit, index, header, unitText } = column
    if (!unit || !stockColumns.has(role) || !besideUse(column, columns)) return []
    const read = amountAt(layout, row, index, unit, header, desk)
    if (!read) return []
    if (read.value >= 0) return [{ column, ...read }]
    const amount = read.value / unit.factor
    desk.diagnose('W0917', read.at, { what: header, name: who, amount, unit: unitText })
    into.left.push({ at: read.at, why: 'negative', what: `${who}: ${header}`, amount, unit: unitText })
    return []
  })
}

/**
 * Opening + purchases + output = use + sales + closing, for each fuel of a row that states purchases and a stock (W0919).
 * @param used What was used of each fuel, in the units of its column.
 */
export function checkStocks(
  reading: Reading,
  row: number,
  who: string,
  stocks: readonly StockAmount[],
  used: readonly { readonly column: ReadColumn; readonly value: number; readonly at: Span }[],
): void {
  const { layout, desk } = reading
  for (const { column, value } of used) {
    if (column.role !== 'energy-use' || !column.fuel) continue
    const own = stocks.filter(
      (one) => one.column.fuel?.id === column.fuel!.id && one.column.year === column.year,
    )
    const of = (role: ColumnRole) => own.find((one) => one.column.role === role)?.value ?? 0
    const has = (role: ColumnRole) => own.some((one) => one.column.role === role)
    if (!has('purchased') || !(has('opening') || has('closing'))) continue
    const ins = of('opening') + of('purchased') + of('produced') + of('recovered')
    const outs = value + of('sold') + of('closing')
    if (Math.abs(ins - outs) <= openStock * Math.max(ins, outs)) continue
    desk.diagnose('W0919', placeOf(layout.book, layout.grid, row, column.index), {
      what: column.header,
      name: who,
      gap: (ins - outs) / column.unit!.factor,
      unit: column.unitText,
    })
  }
}
