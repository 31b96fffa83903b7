// Workbooks as statistics offices make them, written by hand: what our own reader must cope with, in bytes that another program made up.
import { columnName } from '../../src/input/workbook/grid.ts'
import { type Part, zip } from '../../src/report/office/zip.ts'

/** What a test puts into a cell. */
export type Made =
  | string
  | number
  | undefined
  | { readonly date: number }
  | { readonly error: string }
  | { readonly formula: string; readonly value?: number }

export interface MadeSheet {
  readonly name: string
  readonly rows: readonly (readonly Made[])[]
  readonly merges?: readonly string[]
  readonly hidden?: boolean
}

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function cellXml(made: Made, at: string, shared: Map<string, number>): string {
  if (made === undefined || made === '') return ''
  if (typeof made === 'number') return `<c r="${at}"><v>${made}</v></c>`
  if (typeof made === 'string') {
    const index = shared.get(made) ?? shared.size
    shared.set(made, index)
    return `<c r="${at}" t="s"><v>${index}</v></c>`
  }
  if ('date' in made) return `<c r="${at}" s="1"><v>${made.date}</v></c>`
  if ('error' in made) return `<c r="${at}" t="e"><f>1/0</f><v>${made.error}</v></c>`
  const value = made.value === undefined ? '' : `<v>${made.value}</v>`
  return `<c r="${at}"><f>${inXml(made.formula)}</f>${value}</c>`
}

/** The parts of a workbook, so that a hostile test may add to them or replace one. */
export function bookParts(sheets: readonly MadeSheet[]): readonly Part[] {
  const shared = new Map<string, number>()
  const worksheets = sheets.map(({ rows, merges = [] }, i): Part => {
    const body = rows.map((cells, row) => {
      const inner = cells
        .map((made, column) => cellXml(made, `${columnName(column)}${row + 1}`, shared))
        .join('')
      return `<row r="${row + 1}">${inner}</row>`
    })
    const merged =
      merges.length > 0
        ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
        : ''
    return {
      path: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${head}<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData>${merged}</worksheet>`,
    }
  })
  const list = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${inXml(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const targets = [
    ...sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
    ['rIdS', 'sharedStrings', 'sharedStrings.xml'] as const,
    ['rIdT', 'styles', 'styles.xml'] as const,
  ].map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`)
  return [
    {
      path: '[Content_Types].xml',
      content: `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      path: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="${packages}/relationships">${targets.join('')}</Relationships>`,
    },
    {
      path: 'xl/styles.xml',
      content: `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    },
    ...worksheets,
    {
      path: 'xl/sharedStrings.xml',
      content: `${head}<sst xmlns="${main}">${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${inXml(text)}</t></si>`).join('')}</sst>`,
    },
  ]
}

/** A workbook in bytes. */
export function makeBook(sheets: readonly MadeSheet[]): Uint8Array {
  return zip(bookParts(sheets))
}

let encoder: ReadonlyMap<string, readonly number[]> | undefined

/** GBK bytes of a text, from the decoder read backwards: no encoder ships with Node. */
export function gbk(text: string): Uint8Array {
  if (!encoder) {
    const decoder = new TextDecoder('gb18030')
    const map = new Map<string, readonly number[]>()
    for (let a = 0x81; a <= 0xfe; a++)
      for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) map.set(decoder.decode(Uint8Array.of(a, b)), [a, b])
    encoder = map
  }
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      if (sign < '\u0080') return [sign.charCodeAt(0)]
      const bytes = encoder!.get(sign)
      if (!bytes) throw new Error(`${sign} is not in GBK`)
      return [...bytes]
    }),
  )
}

/** Rows as CSV; what a sheet shows of a merged range is its first cell. */
export function csvOf(rows: readonly (readonly Made[])[]): string {
  return rows
    .map((cells) =>
      cells
        .map((made) => {
          const text =
            made === undefined
              ? ''
              : typeof made === 'object'
                ? 'value' in made
                  ? String(made.value)
                  : 'error' in made
                    ? made.error
                    : ''
                : String(made)
          return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
        })
        .join(','),
    )
    .join('\r\n')
}
