import type { Code } from '../../diagnostics/codes.ts'
import type { Args, Diagnose, Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ColumnRole, ImportMap, SheetMap } from '../../model/import-map.ts'
import {
  type Book,
  columnIndex,
  columnName,
  type Grid,
  placeOf,
  sheetPlace,
  textOf,
  turnedGrid,
} from '../workbook/grid.ts'
import { readBalance } from './balance.ts'
import { closeCarbon } from './carbon.ts'
import { readEnterprises } from './enterprises.ts'
import { Firms } from './firms.ts'
import { type Fuel, type Gathered, gathered, unspecified } from './gathered.ts'
import { headerOf, holdsNumber, isNumbered, type Layout, layoutOf, repeatsHeader } from './layout.ts'
import type { LibraryProcess } from './library-process.ts'
import { type Modelled, modelUnits } from './modelled.ts'
import { baseName } from './propose.ts'
import type { Desk } from './read-cell.ts'
import { type Reading, readColumns, skipped } from './reading.ts'
import { restOfBalance } from './rest.ts'
import { besideUse, stockColumns } from './stock-columns.ts'
import { readStocks } from './stocks.ts'
import type { Words } from './words.ts'

/** What an import works with. */
export interface Tools {
  readonly map: ImportMap
  readonly words: Words
  readonly diagnose: Diagnose
  fuel(id: string): Fuel | undefined
  process(id: string): LibraryProcess | undefined
}

/** What the books gave, and the firms among it that are modelled. */
export interface Read {
  readonly gathered: Gathered
  readonly modelled: readonly Modelled[]
}

/** Read the tables that a map names out of their books. Everything that does not come through is said and listed. */
export function gather(books: readonly Book[], tools: Tools): Read {
  const { map, diagnose } = tools
  const into = gathered()
  const firms = new Firms(into, map, diagnose)
  const desk: Desk = { diagnose, leave: (item) => into.left.push(item) }
  const read = new Map<Grid, Reading[]>()
  for (const sheet of Object.values(map.sheets)) {
    const upright = sheetOf(books, sheet, diagnose)
    if (!upright) continue
    const { turned } = sheet
    const grid = turned ? turnedGrid(upright.grid, turned.from - 1, turned.to - 1) : upright.grid
    const found = { book: upright.book, grid }
    const before = read.get(upright.grid) ?? []
    read.set(upright.grid, before)
    if (sheet.table === 'none') {
      into.left.push({ at: sheetPlace(found.book, found.grid), why: 'sheet', what: found.grid.name })
      continue
    }
    const reading = readingOf(found, sheet, tools, desk)
    if (!reading) continue
    before.push(reading)
    hidden(found, reading, desk)
    unreadColumns(found, reading, sheet, desk)
    // A filter hides rows; a total holds them all the same, so that they are read, and listed as a guess.
    for (const row of found.grid.hiddenRows)
      if (row >= reading.from && row <= reading.to)
        into.guesses.push({
          at: placeOf(found.book, found.grid, row, 0),
          what: `hidden row ${row + 1}`,
          as: 'read',
        })
    if (sheet.table === 'enterprises') readEnterprises(reading, firms, into)
    if (sheet.table === 'stocks') readStocks(reading, firms, into)
    if (sheet.table === 'balance') readBalance(reading, into)
    reading.tell()
  }
  for (const [grid, readings] of read) rowsOutside(grid, readings, desk)
  for (const book of books)
    for (const grid of book.sheets) {
      if (read.has(grid) || grid.height === 0) continue
      const at = sheetPlace(book, grid)
      sayWhy(diagnose, 'W0926', at, { zh: '对照表里没有它', en: 'the map does not name it' })
      into.left.push({ at, why: 'sheet', what: grid.name })
    }
  onceOnly(into, diagnose)
  restOfBalance(into, tools.words, diagnose)
  wantConvention(into, map, diagnose)
  missingYears(into, diagnose)
  const modelled = modelUnits(into, map, tools, diagnose)
  closeCarbon(into, tools.fuel, diagnose)
  unspecifiedUnits(books, into, diagnose)
  return { gathered: into, modelled }
}

/** A diagnostic whose reason is a sentence of its own in each language. */
export function sayWhy(
  diagnose: Diagnose,
  code: 'W0926',
  at: Diagnostic['at'],
  why: { zh: string; en: string },
): void {
  const args = { why: why.en, 'why.zh': why.zh, 'why.en': why.en }
  diagnose(code, at, args)
}

/** The sheet that a map means (E0902). */
function sheetOf(
  books: readonly Book[],
  sheet: SheetMap,
  diagnose: Diagnose,
): { book: Book; grid: Grid } | undefined {
  const wanted = sheet.book.text.normalize('NFC')
  const fitting = books.filter(({ file }) => baseName(file).normalize('NFC') === wanted)
  const [book] = fitting
  if (!book || fitting.length > 1) {
    const found = books.map(({ file }) => baseName(file)).join(', ')
    diagnose('E0902', sheet.book.at, { what: sheet.book.text, found })
    return undefined
  }
  const grid = book.plain
    ? book.sheets[0]
    : book.sheets.find(({ name }) => name.normalize('NFC') === (sheet.sheet?.text ?? '').normalize('NFC'))
  if (!grid) {
    const found = book.sheets.map(({ name }) => name).join(', ')
    diagnose('E0902', sheet.sheet?.at ?? sheet.book.at, { what: sheet.sheet?.text ?? 'sheet', found })
    return undefined
  }
  return { book, grid }
}

function readingOf(
  { book, grid }: { book: Book; grid: Grid },
  sheet: SheetMap,
  { map, words, fuel, diagnose }: Tools,
  desk: Desk,
): (Reading & { tell(): void }) | undefined {
  if (!sheet.rows || !sheet.columns) {
    diagnose('E0903', sheetPlace(book, grid), { what: grid.name })
    return undefined
  }
  const layout = layoutOf(book, grid)
  const before = countErrors(desk)
  const columns = readColumns(sheet, layout, before.desk, fuel)
  if (before.failed()) return undefined
  const unmapped = new Map<string, { count: number; amount: number; unit: string; at: Diagnostic['at'] }>()
  return {
    unmapped(name, read, unit, unitText) {
      const known = unmapped.get(name)
      const amount = (known?.amount ?? 0) + (read?.value ?? 0) / (unit?.factor ?? 1)
      const at = known?.at ?? read?.at ?? sheetPlace(book, grid)
      unmapped.set(name, { count: (known?.count ?? 0) + 1, amount, unit: unitText, at })
    },
    tell() {
      for (const [name, { at, ...rest }] of unmapped) diagnose('W0912', at, { name, ...rest })
    },
    layout,
    words,
    desk,
    sheet,
    map,
    from: sheet.rows.from - 1,
    to: Math.min(sheet.rows.to, grid.height) - 1,
    skip: skipped(sheet, grid),
    headers: headersAgain(layout, words, sheet),
    year: sheet.year?.year,
    columns,
    fuel,
    coalEquivalent: (one) => (map.electricity === 'equivalent' ? (one.equivalent ?? one.tce) : one.tce),
  }
}

function headersAgain(layout: Layout, words: Words, { rows, header }: SheetMap): ReadonlySet<number> {
  const found = new Set<number>()
  if (rows && header)
    for (let row = rows.from - 1; row < Math.min(rows.to, layout.grid.height); row++)
      if (repeatsHeader(layout, row, { from: header.from - 1, to: header.to - 1 })) found.add(row)
      else if (found.has(row - 1) && isNumbered(layout, row, words)) found.add(row)
  return found
}

/** A desk that remembers whether something went wrong on it. */
function countErrors(desk: Desk): { desk: Desk; failed: () => boolean } {
  let failed = false
  const diagnose: Diagnose = <C extends Code>(code: C, at: Diagnostic['at'], args: Args<C>) => {
    failed ||= code.startsWith('E')
    desk.diagnose(code, at, args)
  }
  return { desk: { ...desk, diagnose }, failed: () => failed }
}

/** Roles that each kind of table reads; the others say nothing there. */
const readBy: Readonly<Record<'enterprises' | 'stocks' | 'balance', ReadonlySet<ColumnRole>>> = {
  enterprises: new Set([
    ...(['name', 'code', 'industry', 'sector', 'product', 'product-unit', 'unit', 'output'] as const),
    ...([
      'capacity',
      'year',
      'energy-total',
      'energy-use',
      'value-added',
      'standard',
      'coefficient',
    ] as const),
  ]),
  stocks: new Set([
    ...(['name', 'code', 'industry', 'energy', 'energy-code', 'unit', 'opening', 'purchased'] as const),
    ...(['consumed', 'industrial', 'feedstock', 'non-industrial', 'converted', 'produced'] as const),
    ...(['recovered', 'sold', 'closing', 'coefficient', 'standard'] as const),
  ]),
  balance: new Set(['name', 'energy-use', 'sum', 'ignored'] as const),
}

/** Columns with figures that the map does not name, or names as what such a table does not read (W0933). */
function unreadColumns(
  { book, grid }: { book: Book; grid: Grid },
  reading: Reading,
  sheet: SheetMap,
  desk: Desk,
) {
  if (sheet.table === 'none') return
  const named = new Map(
    Object.entries(sheet.columns ?? {}).map(([letter, { is }]) => [columnIndex(letter), is] as const),
  )
  for (let column = 0; column < grid.width; column++) {
    const role = named.get(column)
    if (role === 'ignored' || (role !== undefined && readBy[sheet.table].has(role))) continue
    const own = reading.columns.find(({ index }) => index === column)
    if (sheet.table === 'enterprises' && own && stockColumns.has(own.role) && besideUse(own, reading.columns))
      continue
    let count = 0
    for (let row = reading.from; row <= reading.to; row++) if (holdsNumber(grid.at(row, column))) count++
    if (count === 0) continue
    const to = (sheet.header?.to ?? reading.from) - 1
    const header = headerOf(reading.layout, (sheet.header?.from ?? to + 1) - 1, to, column).join(' / ')
    const at = placeOf(book, grid, to, column)
    const what = header === '' ? columnName(column) : header
    desk.diagnose('W0933', at, { what, count })
    desk.leave({ at, why: 'column', what })
  }
}

/** Rows with figures that no table of their sheet takes in: another table, perhaps (W0939). */
function rowsOutside(grid: Grid, readings: readonly Reading[], desk: Desk): void {
  const [first] = readings
  if (!first) return
  const { book } = first.layout
  const ranges = readings.map(({ sheet, from, to }) =>
    sheet.turned
      ? { from: sheet.turned.from - 1, to: sheet.turned.to - 1 }
      : { from: (sheet.header?.from ?? from + 1) - 1, to },
  )
  const inside = (row: number) => ranges.some(({ from, to }) => row >= from && row <= to)
  // Above the first table stand its title, its date, its unit: one figure there is none of a table.
  const least = (row: number) => (ranges.some(({ from }) => row > from) ? 1 : 2)
  let open: { from: number; to: number; count: number } | undefined
  const close = () => {
    if (!open) return
    const { from, to, count } = open
    const at = placeOf(book, grid, from, 0)
    desk.diagnose('W0939', at, { from: from + 1, to: to + 1, count })
    desk.leave({ at, why: 'outside', what: `${from + 1}-${to + 1}`, amount: count })
    open = undefined
  }
  for (let row = 0; row < grid.height; row++) {
    let count = 0
    if (!inside(row))
      for (let column = 0; column < grid.width; column++) if (holdsNumber(grid.at(row, column))) count++
    if (inside(row)) close()
    else if (count >= least(row))
      open = { from: open?.from ?? row, to: row, count: (open?.count ?? 0) + count }
  }
  close()
}

/** What merged ranges hide inside the rows of a table (W0924). */
function hidden({ book, grid }: { book: Book; grid: Grid }, { from, to }: Reading, desk: Desk): void {
  for (const cell of grid.covered) {
    if (cell.row < from || cell.row > to) continue
    const at = placeOf(book, grid, cell.row, cell.column)
    desk.diagnose('W0924', at, { found: textOf(cell) })
    desk.leave({ at, why: 'merged', what: textOf(cell) })
  }
}

/** Units that the books hold in some of their years only (W0931). */
function missingYears({ units, figures, outputs, values }: Gathered, diagnose: Diagnose): void {
  const all = [...figures, ...outputs, ...values]
  const years = [...new Set(all.map(({ year }) => year))].sort((a, b) => a - b)
  if (years.length < 2) return
  const byUnit = new Map<string, Set<number>>()
  for (const { unit, year } of all) byUnit.set(unit, (byUnit.get(unit) ?? new Set()).add(year))
  for (const [key, found] of byUnit) {
    const unit = units.get(key)
    const missing = years.filter((year) => !found.has(year))
    if (unit && missing.length > 0) diagnose('W0931', unit.at, { name: unit.name, years: missing.join(', ') })
  }
}

/**
 * The same energy in two tables of firms counts once: of a firm that has a table of its own, what the list says of it is a check;
 * of two tables of one kind the first counts (W0940).
 */
function onceOnly(into: Gathered, diagnose: Diagnose): void {
  const { figures, outputs, values } = into
  const own = new Set(
    figures.flatMap(({ table, unit, year }) => (table === 'stocks' ? [`${unit} ${year}`] : [])),
  )
  const kept = figures.filter(({ table, unit, year, at, commodity, amount }) => {
    if (table !== 'enterprises' || !own.has(`${unit} ${year}`)) return true
    into.left.push({ at, why: 'check', what: `${into.units.get(unit)?.name ?? unit} ${commodity}`, amount })
    return false
  })
  figures.splice(0, figures.length, ...kept)
  inOneTable(figures, ({ commodity }) => commodity, into, diagnose)
  inOneTable(outputs, ({ product }) => product, into, diagnose)
  inOneTable(values, () => 'value-added', into, diagnose)
}

type Told = {
  readonly unit: string
  readonly year: number
  readonly amount: number
  readonly at: Diagnostic['at']
}

/** Leaves out what another table said before of the same unit, thing and year. */
function inOneTable<T extends Told>(
  list: T[],
  whatOf: (one: T) => string,
  into: Gathered,
  diagnose: Diagnose,
): void {
  const sheetOf = (one: T) => one.at.file.slice(0, one.at.file.lastIndexOf('!'))
  const firsts = new Map<string, T>()
  const kept = list.filter((one) => {
    const what = whatOf(one)
    const first = firsts.get(`${one.unit} ${one.year} ${what}`)
    if (!first) firsts.set(`${one.unit} ${one.year} ${what}`, one)
    if (!first || sheetOf(first) === sheetOf(one)) return true
    const name = into.units.get(one.unit)?.name ?? one.unit
    into.left.push({ at: one.at, why: 'doubled', what: `${name}: ${what}`, amount: one.amount })
    diagnose('W0940', one.at, {
      ...{ name, what, year: one.year, first: first.at.file, before: first.amount, again: one.amount },
    })
    return false
  })
  list.splice(0, list.length, ...kept)
}

/** Electricity in tce has two conventions: without one stated nothing is imported (E0906). */
function wantConvention({ figures }: Gathered, map: ImportMap, diagnose: Diagnose): void {
  if (map.electricity !== undefined) return
  if (figures.some(({ commodity }) => commodity === 'electricity' || commodity === unspecified))
    diagnose('E0906', map.id.at, { what: 'electricity', candidates: 'calorific, equivalent' })
}

/** Energy without fuels has no emissions: said once, with what it comes to (W0927). */
function unspecifiedUnits(books: readonly Book[], { figures }: Gathered, diagnose: Diagnose): void {
  const found = figures.filter(({ commodity }) => commodity === unspecified)
  const book = books[0]
  if (found.length === 0 || !book) return
  const amount = found.reduce((sum, one) => sum + one.amount, 0)
  const count = new Set(found.map(({ unit }) => unit)).size
  diagnose('W0927', { file: book.file, start: 0, end: 0 }, { count, amount })
}
