import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Reason } from '../diagnostics/reasons.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Scalar, Tree } from '../model/tree.ts'
import { reservedKeys } from './keys.ts'
import { spreadProvenance } from './provenance.ts'

/** What the tables of a document may hold together: 8 MiB hold more rows than the 50,000 nodes of a document. */
export const tableLimits = {
  bytes: 8 * 1024 * 1024,
  cell: 32_767,
  nodes: 50_000,
  columns: 200,
  messages: 50,
} as const

/**
 * How a table is read: its text and its name as shown; `undefined` when it cannot be used and that was said.
 */
export type OpenTable = (reference: Scalar) => { readonly text: string; readonly file: string } | undefined

/** One cell of a CSV file, with its place. */
export interface Cell {
  readonly text: string
  readonly quoted: boolean
  readonly at: Span
}

interface Column {
  readonly unit?: string
  readonly optional: boolean
}

/**
 * Replace each `{table: x.csv, columns: {…}}` of a document by the rows of that table: id → fields.
 * Provenance beside `table` holds for its cells, so this runs before `spreadProvenance` of the file.
 */
export function expandTables(tree: MapTree, open: OpenTable, diagnose: Diagnose): MapTree {
  return expand(tree, open, diagnose, { cells: tableLimits.nodes }) as MapTree
}

/** Cells that the tables of a document may still have. */
interface Room {
  cells: number
}

function expand(tree: Tree, open: OpenTable, diagnose: Diagnose, room: Room): Tree {
  if (tree.kind === 'list') {
    const items = tree.items.map((item) => expand(item, open, diagnose, room))
    return items.some((item, i) => item !== tree.items[i]) ? { ...tree, items } : tree
  }
  if (tree.kind !== 'map') return tree
  if (isTable(tree)) return expandTable(tree, open, diagnose, room)
  let changed = false
  const entries = new Map<string, Entry>()
  for (const [key, entry] of tree.entries) {
    const value = expand(entry.value, open, diagnose, room)
    changed ||= value !== entry.value
    entries.set(key, value === entry.value ? entry : { ...entry, value })
  }
  return changed ? { ...tree, entries } : tree
}

const tableKeys: ReadonlySet<string> = new Set(['table', 'columns', 'defaults', 'source', 'grade'])

function isTable(tree: MapTree): boolean {
  const value = tree.entries.get('table')?.value
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return false
  return [...tree.entries.keys()].every((key) => tableKeys.has(key))
}

function expandTable(tree: MapTree, open: OpenTable, diagnose: Diagnose, room: Room): MapTree {
  const reference = tree.entries.get('table')?.value as Scalar
  const empty: MapTree = { kind: 'map', entries: new Map(), at: tree.at }
  if (room.cells < 0) return empty
  const opened = open(reference)
  if (!opened) return empty
  const rows = readTable(opened.text, opened.file, diagnose, room)
  if (!rows) return empty
  room.cells -= rows.header.length * rows.rows.length
  const columns = readColumns(tree, rows.header, diagnose)
  const map = rowsToMap(rows, columns, tree.at, diagnose)
  const around = new Map([...tree.entries].filter(([key]) => key !== 'table' && key !== 'columns'))
  if (around.size === 0) return map
  around.set('rows', { key: tree.at, value: map })
  const spread = spreadProvenance({ kind: 'map', entries: around, at: tree.at }).entries.get('rows')?.value
  return spread?.kind === 'map' ? spread : map
}

/** Report E0120 with one of its reasons. */
function wrong(
  diagnose: Diagnose,
  at: Span,
  reason: Reason,
  more: Readonly<Record<string, string | number>> = {},
) {
  const args = { reason, ...more }
  diagnose('E0120', at, args)
}

function readColumns(
  tree: MapTree,
  header: readonly Cell[],
  diagnose: Diagnose,
): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>()
  const settings = tree.entries.get('columns')?.value
  if (settings && settings.kind !== 'map') wrong(diagnose, settings.at, 'column-setting')
  if (settings?.kind !== 'map') return columns
  for (const [name, { key, value }] of settings.entries) {
    if (!header.some((cell) => cell.text === name)) wrong(diagnose, key, 'column-unknown', { column: name })
    if (value.kind !== 'map') {
      wrong(diagnose, value.at, 'column-setting')
      continue
    }
    let unit: string | undefined
    let optional = false
    for (const [setting, entry] of value.entries) {
      const given = entry.value
      if (setting === 'unit' && given.kind === 'scalar' && given.value !== null) unit = given.text.trim()
      else if (setting === 'optional' && given.kind === 'scalar' && typeof given.value === 'boolean') {
        optional = given.value
      } else wrong(diagnose, entry.key, 'column-setting')
    }
    columns.set(name, unit === undefined ? { optional } : { unit, optional })
  }
  return columns
}

/** A table that has passed the checks of its form. */
export interface Rows {
  readonly header: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Read CSV (RFC 4180) strictly; every fault is an E0120 at its cell, and then there are no rows. */
export function readTable(
  text: string,
  file: string,
  diagnose: Diagnose,
  room: Room = { cells: Number.POSITIVE_INFINITY },
): Rows | undefined {
  let faults = 0
  const fault = (at: Span, reason: Reason, more: Readonly<Record<string, string | number>> = {}) => {
    faults += 1
    if (faults <= tableLimits.messages) wrong(diagnose, at, reason, more)
  }
  const foreign = /^(?:<{7} |={7}$|>{7} |version https:\/\/git-lfs)/m.exec(text)
  if (foreign) {
    const at = { file, start: foreign.index, end: foreign.index + foreign[0].length }
    fault(at, foreign[0].startsWith('v') ? 'lfs-pointer' : 'merge-conflict')
    return undefined
  }
  const lines = splitRows(text, file, fault, room.cells)
  if (!lines) return undefined
  if ('start' in lines) {
    room.cells = -1
    diagnose('E0104', lines, { limit: tableLimits.nodes })
    return undefined
  }
  const [header, ...rows] = lines
  if (!header || text.trim() === '') {
    fault({ file, start: 0, end: 0 }, 'no-header')
    return undefined
  }
  const beyond = header[tableLimits.columns]
  if (beyond) {
    const { columns: limit } = tableLimits
    diagnose('E0830', beyond.at, { key: 'columns', found: header.length, limit })
    return undefined
  }
  checkHeader(header, fault)
  if (faults > 0) return undefined
  if (rows.length === 0) fault(header[0]?.at ?? { file, start: 0, end: 0 }, 'no-rows')
  const seen = new Map<string, Span>()
  for (const row of rows) {
    const [first] = row
    if (!first) continue
    if (row.length === 1 && first.text === '' && !first.quoted) {
      fault(first.at, 'row-blank')
      continue
    }
    if (row.length !== header.length) {
      const at = { file, start: first.at.start, end: row.at(-1)?.at.end ?? first.at.end }
      fault(at, 'cell-count', { found: row.length, expected: header.length })
      continue
    }
    const id = first.text.normalize('NFC')
    if (reservedKeys.has(id)) {
      faults += 1
      diagnose('E0115', first.at, { key: id })
    } else if (seen.has(id)) fault(first.at, 'row-twice', { id })
    else seen.set(id, first.at)
    for (const cell of row) checkCell(cell, fault)
  }
  return faults > 0 ? undefined : { header, rows }
}

type Fault = (at: Span, reason: Reason, more?: Readonly<Record<string, string | number>>) => void

function checkHeader(header: readonly Cell[], fault: Fault): void {
  const [first] = header
  if (header.length === 1 && /[;\t\uff0c]/.test(first?.text ?? '')) {
    fault(first!.at, 'separator')
    return
  }
  const names = new Set<string>()
  for (const { text, at } of header) {
    const parts = text.split('.')
    if (text === '' || text !== text.trim() || parts.includes('')) fault(at, 'header-blank')
    else if (names.has(text)) fault(at, 'header-twice', { column: text })
    else if (parts.some((part) => reservedKeys.has(part))) fault(at, 'column-clash', { column: text })
    else if (parts.some((_, i) => i > 0 && names.has(parts.slice(0, i).join('.')))) {
      fault(at, 'column-clash', { column: text })
    } else if ([...names].some((name) => name.startsWith(`${text}.`)))
      fault(at, 'column-clash', { column: text })
    names.add(text)
  }
  if (first && first.text.trim() !== 'id') fault(first.at, 'first-column', { found: short(first.text) })
}

const spreadsheetDate = /^(?:\d{4}\/\d{1,2}\/\d{1,2}|\d{1,2}\/\d{1,2}\/\d{2,4}|[A-Z][a-z]{2}-\d{2})$/
const markers =
  /^(?:#?n\/?a|#(?:ref|div\/0|value|name|num|null|n\/a)[!?]?|nan|null|none|-+|\u2014+|\.\.+|\?+)$/i

function checkCell({ text, at }: Cell, fault: Fault): void {
  const cell = short(text)
  if (text.length > tableLimits.cell) fault(at, 'cell-long', { limit: tableLimits.cell })
  else if (markers.test(text)) fault(at, 'cell-marker', { cell })
  else if (text.startsWith('=')) fault(at, 'cell-formula', { cell })
  else if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) fault(at, 'cell-thousands', { cell })
  else if (spreadsheetDate.test(text)) fault(at, 'cell-date', { cell })
}

/** The cells of a text by rows; undefined at a fault; the place where there are more of them than may be (the header besides). */
function splitRows(text: string, file: string, fault: Fault, most: number): Cell[][] | Span | undefined {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let i = 0
  let left = most
  while (i < text.length) {
    const start = i
    if (rows.length > 0 && left-- <= 0) {
      // Blank lines at the end are not counted among the cells.
      if (text.slice(start).trim() === '') break
      return { file, start, end: start + 1 }
    }
    if (row.length > 10 * tableLimits.columns) return { file, start, end: start + 1 }
    if (text[i] === '"') {
      let value = ''
      i++
      for (;;) {
        const close = text.indexOf('"', i)
        if (close < 0) {
          fault({ file, start, end: start + 1 }, 'quote-open')
          return undefined
        }
        value += text.slice(i, close)
        i = close + 1
        if (text[i] !== '"') break
        value += '"'
        i++
      }
      if (i < text.length && text[i] !== ',' && text[i] !== '\n') {
        fault({ file, start, end: i }, 'quote-open')
        return undefined
      }
      row.push({ text: value, quoted: true, at: { file, start, end: i } })
    } else {
      while (i < text.length && text[i] !== ',' && text[i] !== '\n') i++
      row.push(plainCell(text, start, i, file, rows.length > 0))
    }
    if (text[i] === ',' && i + 1 >= text.length) row.push(plainCell(text, i + 1, i + 1, file, true))
    if (text[i] === ',' && text[i + 1] === '\n') {
      row.push(plainCell(text, i + 1, i + 1, file, true))
      i++
    }
    if (text[i] === '\n' || i >= text.length) {
      rows.push(row)
      row = []
    }
    i++
  }
  if (row.length > 0) rows.push(row)
  while (rows.length > 1 && rows.at(-1)?.length === 1 && rows.at(-1)?.[0]?.text === '') rows.pop()
  return rows
}

/** An unquoted cell: blanks around it are not part of it, except in the header, where they are a mistake. */
function plainCell(text: string, start: number, end: number, file: string, trim: boolean): Cell {
  let from = start
  let to = end
  while (trim && from < to && /[ \t]/.test(text[from] ?? '')) from++
  while (trim && to > from && /[ \t]/.test(text[to - 1] ?? '')) to--
  return { text: text.slice(from, to), quoted: false, at: { file, start: from, end: to } }
}

function rowsToMap(
  { header, rows }: Rows,
  columns: ReadonlyMap<string, Column>,
  at: Span,
  diagnose: Diagnose,
): MapTree {
  const entries = new Map<string, Entry>()
  let messages = 0
  for (const row of rows) {
    const id = row[0] as Cell
    if (id.text === '') {
      wrong(diagnose, id.at, 'cell-empty', { column: 'id' })
      continue
    }
    const fields: [readonly string[], Entry][] = []
    for (let i = 1; i < header.length; i++) {
      const { text: name, at: key } = header[i] as Cell
      const cell = row[i] as Cell
      const column = columns.get(name)
      if (cell.text === '') {
        if (!column?.optional && messages++ < tableLimits.messages) {
          wrong(diagnose, cell.at, 'cell-empty', { column: name })
        }
        continue
      }
      const value = cellToScalar(cell, column?.unit)
      if (value) fields.push([name.split('.'), { key, value }])
      else if (messages++ < tableLimits.messages) {
        wrong(diagnose, cell.at, 'cell-number', { column: name, cell: short(cell.text) })
      }
    }
    const end = row.at(-1)?.at.end ?? id.at.end
    const line: Span = { file: id.at.file, start: id.at.start, end }
    entries.set(id.text.normalize('NFC'), { key: id.at, value: nest(fields, line) })
  }
  return { kind: 'map', entries, at }
}

/** `name.zh`, `name.en` → `name: {zh, en}`. */
function nest(fields: readonly [readonly string[], Entry][], at: Span): MapTree {
  const groups = new Map<string, [readonly string[], Entry][]>()
  const entries = new Map<string, Entry>()
  for (const [path, entry] of fields) {
    const [head = '', ...rest] = path
    if (rest.length === 0) entries.set(head, entry)
    else {
      const group = groups.get(head) ?? []
      group.push([rest, entry])
      groups.set(head, group)
      entries.set(head, entry)
    }
  }
  for (const [head, group] of groups) {
    const value = nest(group, at)
    entries.set(head, { key: group[0]?.[1].key ?? at, value })
  }
  return { kind: 'map', entries, at }
}

const plainNumber = /^[-+]?(?:0|[1-9]\d*|(?=\.\d))(?:\.\d*)?(?:[eE][-+]?\d{1,2})?$/

function cellToScalar(cell: Cell, unit: string | undefined): Scalar | undefined {
  const { text, at } = cell
  const number = plainNumber.test(text) && Number.isFinite(Number(text))
  if (unit !== undefined) {
    const quantity = `${text} ${unit}`
    return number ? { kind: 'scalar', value: quantity, text: quantity, quoted: false, at } : undefined
  }
  if (cell.quoted) return { kind: 'scalar', value: text, text, quoted: true, at }
  if (number && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER + 1) {
    return { kind: 'scalar', value: Number(text) + 0, text, quoted: false, at }
  }
  if (text === 'true' || text === 'false')
    return { kind: 'scalar', value: text === 'true', text, quoted: false, at }
  return { kind: 'scalar', value: text, text, quoted: false, at }
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
