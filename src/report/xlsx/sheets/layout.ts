import type { Language, Text } from '../../../text/text.ts'
import { displayWidth } from '../../../text/width.ts'
import { type Grouping, sinkFill } from '../../chart/palette.ts'
import { colour } from '../../chart/svg.ts'
import { decimalsOf, scaleOf, shareOf } from '../../figure.ts'
import type { Result } from '../../result.ts'
import { wrap } from '../../table.ts'
import type { Cell, Look, Sheet } from '../sheet.ts'

/** What a sheet is made from. `all` holds every result of the workbook, for the sheet that compares. */
export interface Material {
  readonly result: Result
  readonly all: readonly Result[]
  readonly language: Language
}

export const looks = {
  title: { bold: true, size: 15 },
  scope: { ink: colour.soft },
  head: { bold: true, rule: 'below', align: 'right', wrap: true },
  headLeft: { bold: true, rule: 'below', wrap: true },
  section: { bold: true, size: 12 },
  quiet: { ink: colour.faint, size: 9 },
  text: { wrap: true },
  good: { ink: colour.good, bold: true, align: 'center' },
  bad: { ink: colour.bad, bold: true, align: 'center' },
  warn: { ink: colour.warn, bold: true, align: 'center' },
} satisfies Record<string, Look>

export const text = (value: string, look?: Look): Cell => ({ text: value, ...(look ? { look } : {}) })

/** Sign of a verdict, so that no colour has to be seen. */
export function sign(standing: 'good' | 'bad' | 'warn' | undefined): Cell {
  if (standing === undefined) return text('')
  return text({ good: '✓', bad: '✗', warn: '!' }[standing], looks[standing])
}

/** `#,##0.00` with so many decimals; zero stays a written zero. */
export function format(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
}

/** How figures of a unit stand in a sheet: label, factor, number format. Shares are percentages. */
export function shown(
  unit: string,
  values: readonly number[],
  language: Language,
): { readonly label: string; readonly by: number; readonly format: string } {
  const share = shareOf(unit)
  if (share !== undefined) return { label: '%', by: share, format: '0.0%' }
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const { label, by } = scaleOf(unit, language, size)
  return { label, by, format: format(Math.max(1, decimalsOf(values.map((value) => value * by)))) }
}

/** Columns of figures by year begin here: colour or sign, name, unit, then the years. */
export const firstYear = 3

/** One row of figures by year. */
export interface YearRow {
  readonly name: string
  readonly unit: string
  readonly values: readonly (number | undefined)[]
  readonly fill?: string
  readonly bold?: boolean
  /** Formula of a column, by its name (`D`), instead of the plain figure. */
  readonly formula?: (column: string) => string
  readonly format?: string
}

/** Colour of a sector in the narrow column. */
export function sectorFill(
  row: { readonly id: string; readonly values: readonly number[] },
  of: Grouping['of'],
): string {
  return row.values.every((value) => value <= 0) ? sinkFill : of(row.id).fill
}

const heads = {
  name: { zh: '项目', en: 'Item' },
  unit: { zh: '单位', en: 'Unit' },
} satisfies Record<string, Text>

/** The head of a table of years. */
export function yearHead(years: readonly number[], language: Language, first: Text = heads.name): Cell[] {
  return [
    text('', looks.headLeft),
    text(first[language], looks.headLeft),
    text(heads.unit[language], looks.headLeft),
    ...years.map((year): Cell => ({ number: year, look: { ...looks.head, format: '0' } })),
  ]
}

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)

/** A row of figures; what is not told stays an en dash, never an empty cell that reads as zero. */
export function yearCells(row: YearRow): Cell[] {
  const look: Look = {
    ...(row.bold ? { bold: true, rule: 'above' as const } : {}),
    ...(row.format ? { format: row.format } : {}),
  }
  const words: Look = row.bold ? { bold: true, rule: 'above' } : {}
  const figures = row.values.map((value, i): Cell => {
    if (value === undefined) return text('–', { ...look, align: 'right' })
    if (row.formula) return { formula: row.formula(letters(firstYear + i)), number: value, look }
    return { number: value, look }
  })
  return [
    text('', row.fill ? { fill: row.fill } : words),
    text(row.name, words),
    text(row.unit, { ...words, ink: colour.soft }),
    ...figures,
  ]
}

/** Widths of a table of years: the name as wide as it needs, at most 44 digits. */
export function yearWidths(rows: readonly (readonly Cell[])[], years: number): number[] {
  const names = rows
    .map((cells) => cells[1])
    .flatMap((cell) => (cell && 'text' in cell ? displayWidth(cell.text) : []))
  const units = rows
    .map((cells) => cells[2])
    .flatMap((cell) => (cell && 'text' in cell ? displayWidth(cell.text) : []))
  const between = (list: readonly number[], least: number, most: number) =>
    Math.min(most, Math.max(least, ...list) + 2)
  return [2.2, between(names, 12, 44), between(units, 6, 18), ...Array.from({ length: years }, () => 10)]
}

/** Title in A1, unit and scope in A2, an empty row; the table follows in row 4. */
export function opening(title: string, scope: string): Cell[][] {
  return [[text(title, looks.title)], [text(scope, looks.scope)], []]
}

const ends = {
  sources: {
    zh: '来源：peakzero {version} 由 {files} 计算；文献与依据见“依据与来源”。',
    en: 'Source: computed by peakzero {version} from {files}; documents and grounds on the sheet of sources.',
  },
  library: { zh: '工艺与因子库的 {n} 个文件', en: '{n} files of the library' },
} satisfies Record<string, Text>

/** The rows that end a sheet: where its figures come from. */
export function sourceRows({ result, language }: Material): Cell[][] {
  const isLibrary = ({ path }: { readonly path: string }) => /(?:^|\/)baselines\/library\//.test(path)
  const all = result.scenario.files
  const own = all.filter((file) => !isLibrary(file)).map(({ path }) => path)
  const library = all.length - own.length
  const more = library > 0 ? [ends.library[language].replace('{n}', String(library))] : []
  const files = [...own, ...more].join(language === 'zh' ? '、' : ', ')
  const line = ends.sources[language]
    .replace('{version}', () => result.generator.version)
    .replace('{files}', () => files)
  // A line is as long as a printed page is wide; what is longer would be cut there.
  return [[], ...wrap(line, 130).map((part) => [text(part, looks.quiet)])]
}

/** A sheet of years. */
export function yearSheet(
  name: string,
  material: Material,
  title: string,
  scope: string,
  table: readonly (readonly Cell[])[],
  years: number,
): Sheet {
  const rows = [...opening(title, scope), ...table, ...sourceRows(material)]
  return {
    name,
    rows,
    widths: yearWidths(table, years),
    frozen: { rows: 4, columns: firstYear },
    head: 4,
  }
}

/** Widths of a table of texts and figures by what stands in it, each column within its bounds. */
export function widthsOf(
  rows: readonly (readonly Cell[])[],
  bounds: readonly (readonly [least: number, most: number])[],
): number[] {
  return bounds.map(([least, most], column) => {
    const wide = rows.flatMap((cells) => {
      const cell = cells[column]
      if (cell === undefined) return []
      return 'text' in cell ? displayWidth(cell.text) : String(Math.round(cell.number)).length + 4
    })
    return Math.min(most, Math.max(least, ...wide) + 2)
  })
}
