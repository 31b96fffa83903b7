import { type Book, type Cell, type CellValue, columnIndex, type Grid, gridOf, type Merge } from './grid.ts'
import { bookLimits, Refusal, refusals, within } from './refusal.ts'
import { type Archive, openArchive } from './unzip.ts'
import { scanXml } from './xml.ts'

/** Where an XLSX file says what it is made of. */
const root = 'xl/workbook.xml'

/**
 * Read an XLSX workbook (ECMA-376): values of cells as they are cached, merged ranges, hidden sheets and rows. Formulas are
 * never computed. Macros, links to other books, DOCTYPEs and whatever is larger than `bookLimits` are refused.
 * @throws Refusal
 */
export function readXlsx(bytes: Uint8Array, file: string): Book {
  const archive = openArchive(bytes)
  for (const name of archive.names) {
    if (/vbaproject\.bin$|^xl\/macrosheets\//.test(name)) throw new Refusal(refusals.macros, name)
    if (/^xl\/externallinks\/[^/]+\.xml$/.test(name)) throw new Refusal(refusals.links, name)
  }
  const types = archive.part('[content_types].xml')
  if (!types || !archive.names.includes(root)) throw new Refusal(refusals.noBook)
  if (/macroEnabled/i.test(textOf(types, '[Content_Types].xml')))
    throw new Refusal(refusals.macros, '[Content_Types].xml')
  const parts = partsOf(archive)
  const sheets = sheetsOf(archive)
  within(sheets.length, bookLimits.sheets, root)
  const shared = parts.shared === undefined ? [] : sharedOf(archive, parts.shared)
  const dates = parts.styles === undefined ? [] : datesOf(archive, parts.styles)
  let room: number = bookLimits.cells
  return {
    file,
    plain: false,
    sheets: sheets.flatMap(({ name, hidden, relation }): readonly Grid[] => {
      const part = parts.byRelation.get(relation)
      // A chart sheet has no cells.
      if (part === undefined || !/worksheets\//.test(part)) return []
      const grid = sheetOf(archive, part, { name, hidden, shared, dates, room })
      room -= grid.cells
      return [grid.grid]
    }),
  }
}

function textOf(bytes: Uint8Array, part: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(refusals.encoding, part)
  }
}

function xmlOf(archive: Archive, name: string): string {
  const bytes = archive.part(name.toLowerCase())
  if (!bytes) throw new Refusal(refusals.damaged, name)
  return textOf(bytes, name)
}

interface Parts {
  readonly byRelation: ReadonlyMap<string, string>
  readonly shared: string | undefined
  readonly styles: string | undefined
}

function partsOf(archive: Archive): Parts {
  const name = 'xl/_rels/workbook.xml.rels'
  const byRelation = new Map<string, string>()
  let shared: string | undefined
  let styles: string | undefined
  scanXml(xmlOf(archive, name), name, {
    open(element, attribute) {
      if (element !== 'Relationship') return
      const target = attribute('Target') ?? ''
      const type = attribute('Type') ?? ''
      if (attribute('TargetMode') === 'External') throw new Refusal(refusals.links, name)
      if (/(^|\/)\.\.(\/|$)|^[A-Za-z]+:|\\/.test(target)) throw new Refusal(refusals.path, name)
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      byRelation.set(attribute('Id') ?? '', part)
      if (type.endsWith('/sharedStrings')) shared = part
      if (type.endsWith('/styles')) styles = part
    },
  })
  return { byRelation, shared, styles }
}

function sheetsOf(archive: Archive) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = []
  scanXml(xmlOf(archive, root), root, {
    open(element, attribute) {
      if (element !== 'sheet') return
      const state = attribute('state') ?? 'visible'
      sheets.push({
        name: attribute('name') ?? '',
        hidden: state !== 'visible',
        relation: attribute('id') ?? '',
      })
    },
  })
  return sheets
}

/** Texts that cells share; phonetic guides are no part of them. */
function sharedOf(archive: Archive, name: string): readonly string[] {
  const texts: string[] = []
  let text = ''
  let within_ = false
  let guide = false
  scanXml(xmlOf(archive, name), name, {
    open(element) {
      if (element === 'si') text = ''
      if (element === 'rPh') guide = true
      if (element === 't') within_ = !guide
    },
    text(piece) {
      if (within_) text += piece
    },
    close(element) {
      if (element === 't') within_ = false
      if (element === 'rPh') guide = false
      if (element === 'si') texts.push(text)
    },
  })
  return texts
}

/** Number formats that every spreadsheet knows as dates or times, the East Asian ones among them. */
const isDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** By style: whether a number in it is shown as a date. */
function datesOf(archive: Archive, name: string): readonly boolean[] {
  const custom = new Map<number, boolean>()
  const dates: boolean[] = []
  let cells = false
  scanXml(xmlOf(archive, name), name, {
    open(element, attribute) {
      if (element === 'cellXfs') cells = true
      if (element === 'numFmt') {
        const code = (attribute('formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
        custom.set(Number(attribute('numFmtId')), /[yd]|h+:|:s/i.test(code))
      }
      if (element === 'xf' && cells) {
        const id = Number(attribute('numFmtId') ?? '0')
        dates.push(custom.get(id) ?? isDateFormat(id))
      }
    },
    close(element) {
      if (element === 'cellXfs') cells = false
    },
  })
  return dates
}

interface Reading {
  readonly name: string
  readonly hidden: boolean
  readonly shared: readonly string[]
  readonly dates: readonly boolean[]
  /** Cells that the book may still hold. */
  readonly room: number
}

function sheetOf(archive: Archive, part: string, how: Reading): { grid: Grid; cells: number } {
  const cells: Cell[] = []
  const merges: Merge[] = []
  const hiddenRows = new Set<number>()
  let row = -1
  let column = -1
  let type = ''
  let style = 0
  let value: string | undefined
  let formula: string | undefined
  let inline: string | undefined
  let into: 'value' | 'formula' | 'inline' | undefined
  let guide = false
  scanXml(xmlOf(archive, part), part, {
    open(element, attribute) {
      if (element === 'row') {
        row = indexOf(attribute('r'), row + 1)
        column = -1
        within(row + 1, bookLimits.rows, part)
        if (/^(1|true)$/.test(attribute('hidden') ?? '')) hiddenRows.add(row)
      } else if (element === 'c') {
        const place = addressOf(attribute('r'))
        column = place?.column ?? column + 1
        if (place) row = place.row
        within(row + 1, bookLimits.rows, part)
        within(column + 1, bookLimits.columns, part)
        type = attribute('t') ?? 'n'
        style = Number(attribute('s') ?? '0')
        value = formula = inline = undefined
      } else if (element === 'v') {
        into = 'value'
        value = ''
      } else if (element === 'f') {
        into = 'formula'
        formula = ''
      } else if (element === 't') {
        into = guide ? undefined : 'inline'
        inline ??= ''
      } else if (element === 'rPh') guide = true
      else if (element === 'mergeCell') {
        const [from, to] = (attribute('ref') ?? '').split(':').map(addressOf)
        if (from && to) {
          merges.push({
            top: Math.min(from.row, to.row),
            bottom: Math.max(from.row, to.row),
            left: Math.min(from.column, to.column),
            right: Math.max(from.column, to.column),
          })
          within(merges.length, bookLimits.merges, part)
        }
      }
    },
    text(piece) {
      if (into === 'value') value += piece
      else if (into === 'formula') formula += piece
      else if (into === 'inline') inline += piece
    },
    close(element) {
      if (element === 'v' || element === 'f' || element === 't') into = undefined
      if (element === 'rPh') guide = false
      if (element !== 'c') return
      const found = cellValue(type, value, formula, inline, how.shared, how.dates[style] === true)
      if (!found) return
      within(cells.length + 1, how.room, part)
      cells.push({ row, column, value: found })
    },
  })
  return { grid: gridOf(how.name, how.hidden, cells, merges, hiddenRows), cells: cells.length }
}

function cellValue(
  type: string,
  value: string | undefined,
  formula: string | undefined,
  inline: string | undefined,
  shared: readonly string[],
  date: boolean,
): CellValue | undefined {
  const text = (found: string): CellValue | undefined =>
    found.trim() === '' ? undefined : { kind: 'text', text: found.slice(0, bookLimits.text) }
  if (type === 'inlineStr') return text(inline ?? '')
  if (value === undefined || value === '')
    return formula === undefined ? undefined : { kind: 'formula', text: `=${formula}` }
  if (type === 's') return text(shared[Number(value)] ?? '')
  if (type === 'str') return text(value)
  if (type === 'e') return { kind: 'error', text: value }
  if (type === 'b') return text(value === '1' ? 'TRUE' : 'FALSE')
  if (type === 'd') return text(value)
  const number = Number(value)
  return Number.isFinite(number) ? { kind: 'number', value: number, date } : text(value)
}

function indexOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) - 1 : otherwise
}

function addressOf(text: string | undefined): { row: number; column: number } | undefined {
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text ?? '') ?? []
  const column = columnIndex(letters)
  return column === undefined ? undefined : { row: Number(digits) - 1, column }
}
