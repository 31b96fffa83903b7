import type { Span } from '../../diagnostics/span.ts'

/** What stands in a cell, as far as the file says it. */
export type CellValue =
  | { readonly kind: 'number'; readonly value: number; readonly date: boolean }
  | { readonly kind: 'text'; readonly text: string }
  /** `#REF!` and its kin. */
  | { readonly kind: 'error'; readonly text: string }
  /** A formula whose result the file does not hold. */
  | { readonly kind: 'formula'; readonly text: string }

/** One cell; rows and columns count from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly value: CellValue
}

/** A merged range, both ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A sheet as a grid. What a merged range covers besides its first cell stands in `covered`: no reader would see it. */
export interface Grid {
  readonly name: string
  readonly hidden: boolean
  readonly height: number
  readonly width: number
  readonly merges: readonly Merge[]
  readonly covered: readonly Cell[]
  readonly hiddenRows: ReadonlySet<number>
  /** Of a view in which rows are columns (`turnedGrid`): the row of the sheet that is its first column. */
  readonly turned?: number
  at(row: number, column: number): Cell | undefined
}

/** Rows of a sheet as columns and its columns as rows: for tables that stand the other way round. Places stay those of the sheet. */
export function turnedGrid(grid: Grid, from: number, to: number): Grid {
  const inside = ({ top, bottom }: Merge) => top >= from && bottom <= to
  return {
    name: grid.name,
    hidden: grid.hidden,
    height: grid.width,
    width: Math.min(to, grid.height - 1) - from + 1,
    merges: grid.merges.filter(inside).map(({ top, left, bottom, right }) => ({
      ...{ top: left, left: top - from, bottom: right, right: bottom - from },
    })),
    covered: grid.covered
      .filter(({ row }) => row >= from && row <= to)
      .map(({ row, column, value }) => ({ row: column, column: row - from, value })),
    hiddenRows: new Set(),
    turned: from,
    at: (row, column) => (column <= to - from ? grid.at(column + from, row) : undefined),
  }
}

/** A workbook, or a CSV file as a workbook of one sheet. */
export interface Book {
  /** As shown: its path as the user gave it. */
  readonly file: string
  readonly sheets: readonly Grid[]
  /** True where the file is text: its only sheet is not named in addresses. */
  readonly plain: boolean
}

/** `A`, `Z`, `AA` …: the name of a column, counted from 0. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** The column of a name such as `AB`, counted from 0; undefined where it is none. */
export function columnIndex(name: string): number | undefined {
  if (!/^[A-Za-z]{1,3}$/.test(name)) return undefined
  return [...name.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Where a cell stands, for people: `book.xlsx 表1!D7`. */
export function placeOf(book: Book, grid: Grid, row: number, column: number): Span {
  const [down, along] = grid.turned === undefined ? [row, column] : [column + grid.turned, row]
  const cell = `${columnName(along)}${down + 1}`
  const sheet = book.plain ? '' : ` ${grid.name}`
  return { file: `${book.file}${sheet}!${cell}`, start: 0, end: 0 }
}

/** The sheet as a whole: `book.xlsx 表1`. */
export function sheetPlace(book: Book, grid: Grid): Span {
  return { file: book.plain ? book.file : `${book.file} ${grid.name}`, start: 0, end: 0 }
}

/** The text of a cell for matching and for messages; `''` for none. */
export function textOf(cell: Cell | undefined): string {
  if (!cell) return ''
  return cell.value.kind === 'number' ? String(cell.value.value) : cell.value.text
}

/** Makes a grid of cells: those that a merged range hides are set aside. */
export function gridOf(
  name: string,
  hidden: boolean,
  cells: readonly Cell[],
  merges: readonly Merge[],
  hiddenRows: ReadonlySet<number>,
): Grid {
  const rows: (Cell | undefined)[][] = []
  const covered: Cell[] = []
  const over = coverOf(merges)
  let width = 0
  for (const cell of cells) {
    if (over(cell.row, cell.column)) {
      covered.push(cell)
      continue
    }
    const row = rows[cell.row] ?? []
    rows[cell.row] = row
    row[cell.column] = cell
    width = Math.max(width, cell.column + 1)
  }
  return {
    name,
    hidden,
    height: rows.length,
    width,
    merges,
    covered,
    hiddenRows,
    at: (row, column) => rows[row]?.[column],
  }
}

/** Whether a place lies in a merged range but is not its first cell. */
function coverOf(merges: readonly Merge[]): (row: number, column: number) => boolean {
  if (merges.length === 0) return () => false
  const byRow = new Map<number, Merge[]>()
  for (const merge of merges)
    for (let row = merge.top; row <= Math.min(merge.bottom, merge.top + 10_000); row++) {
      const list = byRow.get(row) ?? []
      byRow.set(row, list)
      list.push(merge)
    }
  return (row, column) =>
    (byRow.get(row) ?? []).some(
      ({ top, left, right }) => column >= left && column <= right && !(row === top && column === left),
    )
}
