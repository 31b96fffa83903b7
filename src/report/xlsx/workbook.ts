import { inert } from '../../text/inert.ts'
import { displayWidth } from '../../text/width.ts'
import { packageParts, relationsPart } from '../office/package-parts.ts'
import { declaration, xml } from '../office/xml.ts'
import { type Part, zip } from '../office/zip.ts'
import { address, type Cell, columnName, type Sheet } from './sheet.ts'
import { Styles } from './styles.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Excel keeps no more characters in a cell. */
const longest = 32_767

/** A text that a spreadsheet would compute if somebody typed it. */
const formula = /^[=+\-@]/

/** A cell's text: `_x0041_` would be read as `A`, and what is longer than a cell is cut visibly. */
function cellText(text: string): string {
  const visible = inert(text, Number.POSITIVE_INFINITY)
  const kept =
    visible.length <= longest ? visible : `${visible.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
  return xml(kept).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

function cellXml(cell: Cell, at: string, styles: Styles): string {
  if (cell === undefined) return ''
  if ('text' in cell) {
    const style = styles.of(cell.look ?? {}, formula.test(cell.text))
    if (cell.text === '') return `<c r="${at}" s="${style}"/>`
    return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(cell.text)}</t></is></c>`
  }
  // NaN would be read as nothing: silently wrong.
  if (!Number.isFinite(cell.number)) throw new RangeError(`${at}: a cell cannot hold ${cell.number}`)
  const style = styles.of(cell.look ?? {})
  const value = String(Number(cell.number.toPrecision(12)) + 0)
  const formula_ = 'formula' in cell ? `<f>${xml(cell.formula)}</f>` : ''
  return `<c r="${at}" s="${style}">${formula_}<v>${value}</v></c>`
}

/** Points that a row needs: its largest type, and as many lines as its wrapped texts take in their columns. */
function rowHeight(cells: readonly Cell[], widths: readonly number[]): number {
  const heights = cells.map((cell, column) => {
    if (cell === undefined) return 0
    const { size = 10.5, wrap = false } = cell.look ?? {}
    const room = Math.max(1, (widths[column] ?? 10) - 1.5)
    const lines = wrap && 'text' in cell ? Math.ceil(displayWidth(cell.text) / room) : 1
    return Math.max(1, lines) * Math.ceil(size * 1.4)
  })
  // A spreadsheet has no higher rows.
  return Math.min(409, Math.max(15, ...heights))
}

function sheetXml(sheet: Sheet, styles: Styles, first: boolean): string {
  const rows = sheet.rows.map((cells, row) => {
    const body = cells.map((cell, column) => cellXml(cell, address(column, row), styles)).join('')
    return body === ''
      ? ''
      : `<row r="${row + 1}" ht="${rowHeight(cells, sheet.widths)}" customHeight="1">${body}</row>`
  })
  const { rows: y, columns: x } = sheet.frozen
  const pane = x > 0 && y > 0 ? 'bottomRight' : y > 0 ? 'bottomLeft' : 'topRight'
  const frozen =
    x === 0 && y === 0
      ? ''
      : `<pane${x > 0 ? ` xSplit="${x}"` : ''}${y > 0 ? ` ySplit="${y}"` : ''} topLeftCell="${address(x, y)}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`
  const widths = sheet.widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  const wide = Math.max(1, ...sheet.rows.map(({ length }) => length))
  const filter =
    sheet.filter && sheet.head !== undefined
      ? `<autoFilter ref="A${sheet.head}:${address(wide - 1, sheet.rows.length - 1)}"/>`
      : ''
  const parts = [
    `${declaration}<worksheet xmlns="${main}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:${address(wide - 1, Math.max(0, sheet.rows.length - 1))}"/>`,
    `<sheetViews><sheetView showGridLines="0"${first ? ' tabSelected="1"' : ''} workbookViewId="0">${frozen}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    widths.length > 0 ? `<cols>${widths.join('')}</cols>` : '',
    `<sheetData>${rows.join('')}</sheetData>`,
    filter,
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${pagesWide(sheet)}" fitToHeight="${sheet.onePage ? 1 : 0}"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ]
  return parts.join('')
}

/** So many digits stand side by side on a landscape page and can still be read. */
const readable = 210

/** Over how many pages a sheet of many years goes: on one its figures would be specks. Its first columns head each of them. */
function pagesWide({ widths, frozen, onePage, head }: Sheet): number {
  const wide = widths.reduce((sum, one) => sum + one, 0)
  if (onePage || head === undefined || frozen.columns === 0 || wide <= readable) return 1
  const first = widths.slice(0, frozen.columns).reduce((sum, one) => sum + one, 0)
  return Math.max(1, Math.ceil((wide - first) / Math.max(readable - first, readable / 2)))
}

/** Names that only the print knows: its area, and the row and the columns that head every page. */
function definedNames(sheets: readonly Sheet[]): string {
  const names = sheets.flatMap((sheet, i) => {
    const quoted = `'${xml(sheet.name.replaceAll("'", "''"))}'`
    const wide = Math.max(1, ...sheet.rows.map(({ length }) => length))
    const end = `$${columnName(wide - 1)}$${Math.max(1, sheet.rows.length)}`
    const area = `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${quoted}!$A$1:${end}</definedName>`
    const head = sheet.head
    const filter =
      sheet.filter && head !== undefined
        ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted}!$A$${head}:${end}</definedName>`
        : ''
    const titles =
      head === undefined
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${pagesWide(sheet) > 1 ? `${quoted}!$A:$${columnName(sheet.frozen.columns - 1)},` : ''}${quoted}!$${head}:$${head}</definedName>`
    return [filter, area, titles]
  })
  return `<definedNames>${names.join('')}</definedNames>`
}

/** A workbook of these sheets: no macros, links, merged cells or hidden sheets; equal sheets give equal bytes. */
export function workbook(
  sheets: readonly Sheet[],
  about: { readonly title: string; readonly creator: string; readonly font: string },
): Uint8Array {
  const styles = new Styles(about.font)
  const bodies = sheets.map(
    (sheet, i): Part => ({
      path: `xl/worksheets/sheet${i + 1}.xml`,
      content: sheetXml(sheet, styles, i === 0),
    }),
  )
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  const book = `${declaration}<workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>${definedNames(sheets)}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`
  return zip([
    ...packageParts(
      { path: 'xl/workbook.xml', type: `${kind}.sheet.main+xml` },
      [
        ...bodies.map(({ path }) => ({ path, type: `${kind}.worksheet+xml` })),
        { path: 'xl/styles.xml', type: `${kind}.styles+xml` },
      ],
      about.title,
      about.creator,
    ),
    { path: 'xl/workbook.xml', content: book },
    relationsPart('xl/_rels/workbook.xml.rels', [
      ...sheets.map((_, i) => ({
        id: `rId${i + 1}`,
        type: 'worksheet',
        target: `worksheets/sheet${i + 1}.xml`,
      })),
      { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' },
    ]),
    ...bodies,
    { path: 'xl/styles.xml', content: styles.part() },
  ])
}
