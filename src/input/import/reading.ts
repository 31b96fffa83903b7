import type { Span } from '../../diagnostics/span.ts'
import type { ColumnRole, ImportMap, SheetMap } from '../../model/import-map.ts'
import type { Unit } from '../../quantity/unit.ts'
import { columnIndex, columnName, type Grid, placeOf } from '../workbook/grid.ts'
import type { Fuel } from './gathered.ts'
import { headerOf, type Layout } from './layout.ts'
import { type Desk, type ReadAmount, unitAs } from './read-cell.ts'
import type { Words } from './words.ts'

/** A column as the map says it, checked against the book. */
export interface ReadColumn {
  readonly index: number
  readonly role: ColumnRole
  readonly header: string
  readonly fuel?: Fuel
  readonly unit?: Unit
  readonly unitText: string
  readonly year?: number
}

/** A table about to be read: where it stands, what its columns are. Rows count from 0. */
export interface Reading {
  readonly layout: Layout
  readonly words: Words
  readonly desk: Desk
  readonly sheet: SheetMap
  readonly map: ImportMap
  readonly from: number
  readonly to: number
  readonly skip: ReadonlySet<number>
  /** Rows that print the header again. */
  readonly headers: ReadonlySet<number>
  readonly year: number | undefined
  readonly columns: readonly ReadColumn[]
  fuel(id: string): Fuel | undefined
  /** Counts an amount whose name has no commodity; said once a name when all is read. */
  unmapped(name: string, read: ReadAmount | undefined, unit: Unit | undefined, unitText: string): void
  /** tce per unit of account by the convention of the map. */
  coalEquivalent(fuel: Fuel): number | undefined
}

const needsUnit: ReadonlySet<ColumnRole> = new Set([
  'output',
  'capacity',
  'energy-total',
  'energy-use',
  'value-added',
])

/** Which dimension the unit of a role must have; absent: any. */
const dimensions: Readonly<Partial<Record<ColumnRole, string>>> = {
  'energy-total': 'tce',
  standard: 'tce',
  'value-added': 'money',
}

/**
 * The columns of a sheet as its map says them: each must exist and still bear the header for which it was mapped (E0902), an
 * amount must have a unit (E0904), a fuel must be decided (E0906).
 */
export function readColumns(
  sheet: SheetMap,
  layout: Layout,
  desk: Desk,
  fuel: (id: string) => Fuel | undefined,
): readonly ReadColumn[] {
  const { grid, book } = layout
  const columns: ReadColumn[] = []
  for (const [letter, column] of Object.entries(sheet.columns ?? {})) {
    const index = columnIndex(letter)
    const at: Span = column.is === undefined ? sheet.book.at : sheet.book.at
    if (index === undefined) {
      desk.diagnose('E0902', at, { what: letter, found: `${columnName(0)} … ${columnName(grid.width - 1)}` })
      continue
    }
    const place = placeOf(book, grid, (sheet.header?.to ?? 1) - 1, index)
    const found = sheet.header
      ? headerOf(layout, sheet.header.from - 1, sheet.header.to - 1, index).join(' / ')
      : ''
    if (column.header !== undefined && squeeze(found).includes(squeeze(column.header)) === false) {
      desk.diagnose('E0902', place, { what: column.header, found })
      continue
    }
    if (column.is === 'ignored') continue
    if (column['one-of'] && !column.of) {
      desk.diagnose('E0906', place, {
        what: column.header ?? letter,
        candidates: column['one-of'].map(({ text }) => text).join(', '),
      })
      continue
    }
    const known = column.of ? fuel(column.of.id) : undefined
    if (column.of && !known) {
      desk.diagnose('E0301', column.of.at, { id: column.of.id, what: 'commodity', nearest: '' })
      continue
    }
    const unit = unitAs(column.unit, desk)
    if (column.unit && !unit) continue
    if (needsUnit.has(column.is) && !unit && !(column.is === 'output' && hasOwnUnits(sheet))) {
      desk.diagnose('E0904', place, { unit: column.header ?? letter })
      continue
    }
    const wanted = dimensions[column.is]
    if (unit && wanted !== undefined && unit.dimension.powers[wanted as 'tce'] !== 1) {
      desk.diagnose('E0904', column.unit?.at ?? place, { unit: column.unit?.text ?? '' })
      continue
    }
    columns.push({
      index,
      role: column.is,
      header: column.header ?? found,
      unitText: column.unit?.text ?? '',
      ...(known ? { fuel: known } : {}),
      ...(unit ? { unit } : {}),
      ...(column.year ? { year: column.year.year } : {}),
    })
  }
  return columns
}

const hasOwnUnits = (sheet: SheetMap): boolean =>
  Object.values(sheet.columns ?? {}).some(({ is }) => is === 'product-unit' || is === 'unit')

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Rows that a map says not to read. */
export function skipped(sheet: SheetMap, grid: Grid): ReadonlySet<number> {
  const rows = (sheet.skip ?? []).flatMap(({ text }) => (/^\d+$/.test(text) ? [Number(text) - 1] : []))
  return new Set(rows.filter((row) => row < grid.height))
}
