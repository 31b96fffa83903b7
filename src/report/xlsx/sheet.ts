/** How a cell looks. Equal looks share one entry of the style sheet. */
export interface Look {
  readonly bold?: boolean
  /** Points; 10.5 where not said. */
  readonly size?: number
  /** Colour of the text and of the ground, `#rrggbb`. */
  readonly ink?: string
  readonly fill?: string
  /** Number format of the spreadsheet: `#,##0.0`. */
  readonly format?: string
  readonly wrap?: boolean
  readonly align?: 'left' | 'center' | 'right'
  /** A line below (head of a table) or above (sum). */
  readonly rule?: 'below' | 'above'
}

/** What stands in a cell: a text, a number, or a formula with the number that it gives. */
export type Cell =
  | { readonly text: string; readonly look?: Look }
  | { readonly number: number; readonly look?: Look }
  | { readonly formula: string; readonly number: number; readonly look?: Look }
  | undefined

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** Widths of columns in digits, from the first on. */
  readonly widths: readonly number[]
  /** Rows and columns that stay when the sheet is moved. */
  readonly frozen: { readonly rows: number; readonly columns: number }
  /** The row (from 1) that is repeated on every page of a print. */
  readonly head?: number
  /** Put the whole sheet on one page; otherwise it is as wide as a page and as long as it needs. */
  readonly onePage?: boolean
  /** A filter over the table whose head is `head`. */
  readonly filter?: boolean
}

/** `A`, `Z`, `AA` …: the name of a column, counted from 0. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** The address of a cell; both counted from 0. */
export function address(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`
}
