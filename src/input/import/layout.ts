import { readAmount } from '../workbook/amount.ts'
import type { Book, Cell, Grid, Merge } from '../workbook/grid.ts'
import { textOf } from '../workbook/grid.ts'
import type { Words } from './words.ts'

/** A sheet with its merged ranges spread: what a person sees in a place. */
export interface Layout {
  readonly book: Book
  readonly grid: Grid
  /** The cell that is seen at a place: inside a merged range, its first cell. */
  seen(row: number, column: number): Cell | undefined
  text(row: number, column: number): string
  /** Whether a place is the first cell of what is seen there. */
  first(row: number, column: number): boolean
}

/** Looks at a sheet as people do. */
export function layoutOf(book: Book, grid: Grid): Layout {
  const byRow = new Map<number, Merge[]>()
  for (const merge of grid.merges)
    for (let row = merge.top; row <= Math.min(merge.bottom, grid.height - 1); row++)
      byRow.set(row, [...(byRow.get(row) ?? []), merge])
  const mergeAt = (row: number, column: number) =>
    byRow.get(row)?.find(({ left, right }) => column >= left && column <= right)
  const seen = (row: number, column: number) => {
    const merge = mergeAt(row, column)
    return merge ? grid.at(merge.top, merge.left) : grid.at(row, column)
  }
  return {
    book,
    grid,
    seen,
    text: (row, column) => textOf(seen(row, column)).trim(),
    first: (row, column) => {
      const merge = mergeAt(row, column)
      return !merge || (merge.top === row && merge.left === column)
    },
  }
}

/** Whether a cell holds an amount, as a number or as text. */
export function holdsNumber(cell: Cell | undefined): boolean {
  if (!cell) return false
  if (cell.value.kind === 'number') return !cell.value.date
  return cell.value.kind === 'text' && readAmount(cell.value.text).kind === 'number'
}

/** The texts of one column's header, from its first row to its last, each once. */
export function headerOf(layout: Layout, from: number, to: number, column: number): readonly string[] {
  const parts: string[] = []
  for (let row = from; row <= to; row++) {
    const text = (layout.text(row, column) || inherited(layout, { from, to }, row, column)).replace(
      /\s+/g,
      '',
    )
    if (text !== '' && parts.at(-1) !== text) parts.push(text)
  }
  return parts
}

/** Nothing, or the number of a column. */
const numbered = /^(?:\d{1,2}|[A-Z]|[\u7532\u4e59\u4e19\u4e01\u620a\u5df1])?$/u

/**
 * A heading that stands over several columns without being merged, as in every CSV: the next one to the left, where it and all
 * columns between have words of their own below it.
 */
function inherited(
  layout: Layout,
  { from, to }: { readonly from: number; readonly to: number },
  row: number,
  column: number,
): string {
  // What has a heading of its own is under no other.
  for (let above = from; above < row; above++) if (layout.text(above, column) !== '') return ''
  const spans = layout.grid.merges.some(
    ({ top, bottom, left, right }) => top <= row && bottom >= row && right > left && left <= column,
  )
  if (spans) return ''
  for (let left = column; left >= 0; left--) {
    let below = false
    for (let under = row + 1; under <= to; under++) below ||= !numbered.test(layout.text(under, left))
    if (!below) return ''
    const text = layout.text(row, left)
    if (text !== '') return text
  }
  return ''
}

/** Where a table stands in a sheet; rows count from 0, all ends included. */
export interface Frame {
  readonly header: { readonly from: number; readonly to: number }
  readonly rows: { readonly from: number; readonly to: number }
  /** The first row that was looked at: what stands from here to the header is said of the table. */
  readonly from: number
  /** Everything above the header, as texts and as one. */
  readonly texts: readonly string[]
  readonly title: string
}

/** What a line above a table says of its firm: `单位详细名称：…`, `统一社会信用代码：…`, `行业代码：…`. */
export function captionOf(
  layout: Layout,
  row: number,
  words: Words,
): { readonly name?: string; readonly code?: string; readonly industry?: string } {
  const said: { name?: string; code?: string; industry?: string } = {}
  for (let column = 0; column < layout.grid.width; column++) {
    if (!layout.first(row, column)) continue
    const [, label = '', value = ''] = /^(.{2,14}?)[:\uff1a]\s*(.+)$/u.exec(layout.text(row, column)) ?? []
    const role = value === '' ? undefined : words.role(label)?.is
    if (role === 'name' || role === 'code' || role === 'industry') said[role] ??= value.trim()
  }
  return said
}

/** So many rows are looked through for a header. */
const deepest = 40

/**
 * Find the table of a sheet: the header is where most cells say a word that tables use; the rows run from the first one with
 * a number and a name to the last one before the notes. Blocks under each other, each with the same header (one a firm, one a
 * page), are one table.
 * @param known How many words of a table a text says.
 * @param start The row from which to look.
 */
export function frameOf(
  layout: Layout,
  words: Words,
  known: (text: string) => boolean,
  start = 0,
): Frame | undefined {
  const { grid } = layout
  const hits = (row: number) => {
    let count = 0
    for (let column = 0; column < grid.width; column++)
      if (layout.first(row, column) && known(layout.text(row, column))) count++
    return count
  }
  const numbers = (row: number) => {
    let count = 0
    for (let column = 0; column < grid.width; column++) if (holdsNumber(grid.at(row, column))) count++
    return count
  }
  let best = -1
  let most = 1
  for (let row = start; row < Math.min(start + deepest, grid.height); row++) {
    const count = hits(row)
    if (count > most && numbers(row) <= count) {
      most = count
      best = row
    }
  }
  if (best < 0) return undefined
  let from = best
  while (from > start && isHeader(layout, from - 1, words) && !isCaption(layout, from - 1)) from--
  let to = best
  while (to + 1 < grid.height && (isHeader(layout, to + 1, words) || isNumbered(layout, to + 1, words))) to++
  const title: string[] = []
  for (let row = start; row < from; row++)
    for (let column = 0; column < grid.width; column++)
      if (layout.first(row, column)) title.push(layout.text(row, column))
  let last = to
  let ended = false
  for (let row = to + 1; row < grid.height; row++) {
    const [text = ''] = rowTexts(layout, row)
    if (words.isNote(text)) ended = true
    if (ended && repeatsHeader(layout, row, { from, to })) ended = false
    if (!ended && text !== '') last = row
  }
  if (last === to) return undefined
  return {
    header: { from, to },
    rows: { from: to + 1, to: last },
    from: start,
    texts: title.filter((text) => text !== ''),
    title: title.filter((text) => text !== '').join(' '),
  }
}

/** The texts of a row, blanks left out. */
export function rowTexts(layout: Layout, row: number): readonly string[] {
  const texts: string[] = []
  for (let column = 0; column < layout.grid.width; column++) {
    const text = layout.first(row, column) ? textOf(layout.grid.at(row, column)).trim() : ''
    if (text !== '') texts.push(text)
  }
  return texts
}

/** A header printed again, as on every page of a long list: two cells or more that read as the header above them does. */
export function repeatsHeader(
  layout: Layout,
  row: number,
  header: { readonly from: number; readonly to: number },
): boolean {
  const { grid } = layout
  let same = 0
  for (let column = 0; column < grid.width; column++) {
    const text = textOf(grid.at(row, column)).trim()
    if (text === '') continue
    if (holdsNumber(grid.at(row, column))) return false
    for (let above = header.from; above <= header.to; above++)
      if (textOf(grid.at(above, column)).trim() === text) {
        same++
        break
      }
  }
  return same >= 2
}

/** A further row of a header: texts in several columns, no number, and no row of names with nothing beside them. */
function isHeader(layout: Layout, row: number, words: Words): boolean {
  const { grid } = layout
  let texts = 0
  // Years without a word stand in a header only where no name stands before them.
  const years = grid.at(row, 0) === undefined
  for (let column = 0; column < grid.width; column++) {
    const cell = grid.at(row, column)
    if (cell?.value.kind === 'error' || (holdsNumber(cell) && !isYear(textOf(cell), years))) return false
    if (cell) texts++
  }
  const covered = grid.merges.some(({ top, bottom }) => top < row && bottom >= row)
  if (texts === 0) return covered
  const [first = ''] = rowTexts(layout, row)
  if (words.isTotal(first) || words.isNote(first)) return false
  return texts >= 3 || (texts >= 1 && covered)
}

/** A year as a header writes it: 2023年; bare only where nothing else could be meant. */
const isYear = (text: string, bare: boolean): boolean =>
  /^(?:19|20)\d{2}\u5e74\u5ea6?$/u.test(text.trim()) || (bare && /^(?:19|20)\d{2}$/.test(text.trim()))

/** A line above a table that says whose it is, of when, in what unit: it has colons, a header has none. */
function isCaption(layout: Layout, row: number): boolean {
  const texts = rowTexts(layout, row)
  return (
    texts.length < 2 ||
    texts.some((text) => /^[^\uff1a:]{1,8}[\uff1a:]./u.test(text)) ||
    texts.some((text) => /^(?:19|20)\d\d/.test(text))
  )
}

/** The row in which some tables number their columns: \u7532, \u4e59, 1, 2, 3. */
export function isNumbered(layout: Layout, row: number, words: Words): boolean {
  const texts = rowTexts(layout, row)
  if (texts.length < 3 || !texts.every((text) => words.isNumbering(text))) return false
  const numbers = texts.map(Number).filter((n) => Number.isInteger(n))
  return numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
}
