import type { Span } from '../../diagnostics/span.ts'
import type { ColumnRole, TableKind } from '../../model/import-map.ts'
import { type Book, columnName, type Grid, placeOf, sheetPlace, turnedGrid } from '../workbook/grid.ts'
import {
  captionOf,
  type Frame,
  frameOf,
  headerOf,
  holdsNumber,
  type Layout,
  layoutOf,
  rowTexts,
} from './layout.ts'
import { inParentheses, plainName, type Words } from './words.ts'

/** What a column was taken for. */
export interface FoundColumn {
  readonly column: number
  readonly letter: string
  readonly header: string
  readonly role: ColumnRole
  /** Commodities that its name may mean. */
  readonly energies?: readonly string[]
  /** A unit as read from the header, the title or nothing. */
  readonly unit?: string
  readonly year?: number
  /** Whether the last part of the header says the role itself. */
  readonly exact?: boolean
  /** Whether the unit was chosen among several that a line above the table states. */
  readonly unitGuessed?: boolean
  /** A fuel that a column before counts already, in the same year. */
  readonly again?: boolean
}

/** What a sheet was taken for. */
export interface FoundSheet {
  readonly layout: Layout
  readonly kind: TableKind
  readonly frame?: Frame
  readonly columns: readonly FoundColumn[]
  /** Columns with figures whose header says nothing that is known. */
  readonly unknown: readonly { readonly letter: string; readonly header: string }[]
  readonly year?: number
  readonly firm?: string
  readonly electricity?: 'calorific' | 'equivalent'
  /** Rows of the sheet that are read as columns: a balance with its fuels under each other. */
  readonly turned?: { readonly from: number; readonly to: number }
  /** Of a balance: whether its title says that it counts in tce. */
  readonly standard: boolean
  readonly at: Span
}

/** Words that may follow the name of a fuel in a header. */
const use =
  /(?:\u6d88\u8d39\u603b\u91cf|\u6d88\u8d39\u91cf|\u6d88\u8017\u91cf|\u4f7f\u7528\u91cf|\u8017\u7528\u91cf|\u7528\u91cf|\u5b9e\u7269\u91cf|\u6d88\u8d39|\u6d88\u8017|\u8017\u91cf)$/u
const yearPattern = /(?<!\d)((?:19|20)\d{2})(?!\d)/gu

/** The name of a fuel in a header, without the words for using it. */
const fuelIn = (part: string): string => {
  const plain = plainName(part).replace(/^(?:19|20)\d{2}\u5e74?/u, '')
  const short = plain.replace(use, '')
  return short === '' ? plain : short
}

/** So many tables are looked for in one sheet. */
const mostTables = 200

/** Commodities that a part of a header may mean, by itself or after a colon: `其中：原煤`. */
const energiesIn = (part: string, words: Words): readonly string[] => {
  const whole = words.energies(fuelIn(part))
  if (whole.length > 0) return whole
  const after = part.split(/[:\uff1a]/u).at(-1) ?? ''
  return after === part ? [] : words.energies(fuelIn(after))
}

/** Takes a sheet for what its words say: one table, or several with headers of their own under each other. */
export function recogniseSheet(book: Book, grid: Grid, words: Words): readonly FoundSheet[] {
  const layout = layoutOf(book, grid)
  const turned = turnedBalance(layout, words)
  const rest = turned && turnedFrom(layout, turned, words)
  if (rest) return [rest]
  const found = [tableFrom(layout, words, 0)]
  while (found.length < mostTables) {
    const end = found.at(-1)!.frame?.rows.to
    if (end === undefined || grid.hidden) break
    const next = tableFrom(layout, words, end + 1)
    if (next.kind === 'none' || next.kind === 'balance') break
    found.push(next)
  }
  return found
}

/** Rows in which a balance stands with its items in columns and its fuels in rows; undefined where there is none. */
function turnedBalance(layout: Layout, words: Words): FoundSheet['turned'] {
  const { grid } = layout
  const isItem = (text: string) => words.balance(text) !== undefined && words.energies(text).length === 0
  const items = (row: number) => {
    let count = 0
    for (let column = 1; column < grid.width; column++)
      if (layout.first(row, column) && isItem(layout.text(row, column))) count++
    return count
  }
  let [best, most] = [-1, 3]
  for (let row = 0; row < Math.min(20, grid.height); row++)
    if (items(row) > most) [best, most] = [row, items(row)]
  if (best < 0) return undefined
  let [to, fuels] = [best, 0]
  for (let row = best + 1; row < grid.height; row++) {
    const texts = rowTexts(layout, row)
    if (words.isNote(texts[0] ?? '')) break
    if (texts.length > 0) to = row
    if (texts.slice(0, 2).some((text) => words.energies(text).length > 0)) fuels++
  }
  if (fuels < 3) return undefined
  let from = best
  const heads = (row: number) =>
    rowTexts(layout, row).some(
      (text) => isItem(text) || ['energy', 'unit'].includes(words.role(text)?.is ?? ''),
    )
  while (from > 0 && heads(from - 1) && rowTexts(layout, from - 1).length > 1) from--
  return { from, to }
}

function turnedFrom(
  { book, grid }: Layout,
  turned: NonNullable<FoundSheet['turned']>,
  words: Words,
): FoundSheet | undefined {
  const upright = layoutOf(book, grid)
  const title: string[] = []
  for (let row = 0; row < turned.from; row++) title.push(...rowTexts(upright, row))
  const found = tableFrom(layoutOf(book, turnedGrid(grid, turned.from, turned.to)), words, 0, title)
  if (found.kind !== 'balance') return undefined
  const notes: string[] = []
  for (let row = turned.to + 1; row < Math.min(turned.to + 8, grid.height); row++)
    notes.push(...rowTexts(upright, row))
  const electricity = found.electricity ?? words.electricity(notes.join(' '))
  return { ...found, turned, ...(electricity ? { electricity } : {}) }
}

/** @param titled What stands above a table that is read turned: it is a balance. */
function tableFrom(layout: Layout, words: Words, start: number, titled?: readonly string[]): FoundSheet {
  const { book, grid } = layout
  const at = sheetPlace(book, grid)
  const none = { layout, kind: 'none' as const, columns: [], unknown: [], standard: false, at }
  const head = headText(layout, start)
  const announced = titled ? 'balance' : (words.table(`${grid.name} ${head}`) ?? words.table(book.file))
  const known = (text: string) =>
    announced === 'balance'
      ? words.energies(fuelIn(text)).length > 0 || words.parts(text).length > 0
      : text.length <= 40 && (words.role(text) !== undefined || words.energies(fuelIn(text)).length > 0)
  const frame = frameOf(layout, words, known, start)
  if (!frame) return none
  const above = titled ?? frame.texts
  const titleUnits = unitsInTitle(above.join(' '), words)
  const columns: FoundColumn[] = []
  const unknown: { letter: string; header: string }[] = []
  for (let column = 0; column < grid.width; column++) {
    const found = recogniseColumn(layout, frame, column, words, announced === 'balance', titleUnits)
    if (found) columns.push(found)
    else if (hasFigures(layout, frame, column))
      unknown.push({
        letter: columnName(column),
        header: headerOf(layout, frame.header.from, frame.header.to, column).join(' / '),
      })
  }
  // What the columns are weighs more than what a title says: lists of firms are announced in many ways.
  const byColumns = announced === 'balance' ? 'balance' : kindOf(columns)
  const kind = byColumns === 'none' ? (announced ?? 'none') : byColumns
  if (kind === 'enterprises') totalInTce(columns, words)
  oncePerRole(columns)
  oncePerFuel(columns, words)
  const title = `${grid.name} ${above.join(' ')}`
  const dated = `${grid.name} ${above.filter((text) => !words.isOtherDate(text)).join(' ')}`
  const years = new Set([...dated.matchAll(yearPattern)].map(([, year]) => Number(year)))
  // A list may print both conventions: what counts is the column that is read.
  const readHeaders = columns.filter(({ role }) => role !== 'ignored').map(({ header }) => header)
  const electricity =
    words.electricity(title) ??
    words.electricity(readHeaders.join(' ')) ??
    words.electricity(notesUnder(layout, frame)) ??
    byCoefficient(layout, frame, columns, words)
  const firm = firmIn(layout, frame, words)
  return {
    layout,
    kind,
    frame,
    columns,
    unknown,
    standard: kind === 'balance' && words.quantity(title) === 'standard',
    at,
    ...(years.size === 1 ? { year: [...years][0]! } : {}),
    ...(electricity ? { electricity } : {}),
    ...(firm === undefined ? {} : { firm }),
  }
}

/** The texts of the notes right under a table. */
function notesUnder(layout: Layout, { rows }: Frame): string {
  const texts: string[] = []
  for (let row = rows.to + 1; row < Math.min(rows.to + 8, layout.grid.height); row++)
    texts.push(...rowTexts(layout, row))
  return texts.join(' ')
}

/** How a stock table counts electricity, by the coefficient in its row. */
function byCoefficient(
  layout: Layout,
  frame: Frame,
  columns: readonly FoundColumn[],
  words: Words,
): 'calorific' | 'equivalent' | undefined {
  const name = columns.find(({ role }) => role === 'energy')
  const coefficient = columns.find(({ role }) => role === 'coefficient')
  if (!name || !coefficient) return undefined
  for (let row = frame.rows.from; row <= frame.rows.to; row++) {
    if (words.energies(layout.text(row, name.column))[0] !== 'electricity') continue
    const value = Number(layout.text(row, coefficient.column))
    if (!(value > 0)) continue
    // The same digits whatever it counts: 0.1229 kgce a kWh, 1.229 tce for 10,000 of them, 0.0001229 tce.
    const leading = value / 10 ** Math.floor(Math.log10(value))
    if (leading > 1.22 && leading < 1.24) return 'calorific'
    if (leading > 2.5 && leading < 4.2) return 'equivalent'
  }
  return undefined
}

/** All texts of the first rows. */
function headText(layout: Layout, start: number): string {
  const texts: string[] = []
  for (let row = start; row < Math.min(start + 8, layout.grid.height); row++)
    for (let column = 0; column < Math.min(40, layout.grid.width); column++)
      if (layout.first(row, column) && !holdsNumber(layout.grid.at(row, column)))
        texts.push(layout.text(row, column))
  return texts.join(' ')
}

function kindOf(columns: readonly FoundColumn[]): TableKind {
  const has = (...roles: readonly string[]) => columns.some(({ role }) => roles.includes(role))
  if (has('energy') && has('purchased', 'consumed', 'industrial')) return 'stocks'
  if (has('name') && has('output', 'energy-total', 'energy-use', 'value-added')) return 'enterprises'
  return 'none'
}

/** The units that a line above the table states for all of it: one, or one a kind of figure. `编制单位` and its like name people. */
function unitsInTitle(title: string, words: Words): readonly string[] {
  const found = /(?:^|[\s(\uff08])(?:\u8ba1\u91cf)?\u5355\u4f4d[:\uff1a]\s*([^\s:\uff1a)\uff09]+)/u.exec(
    title,
  )?.[1]
  return (found ?? '').split(/[,\uff0c;\uff1b\u3001/]/u).flatMap((piece) => words.unit(piece)?.text ?? [])
}

const gas = /gas|hydrogen/
/** What a unit of a table may be meant for: each figure has its kind of unit. */
function fitting(
  units: readonly string[],
  role: string,
  energies: readonly string[],
  words: Words,
): readonly string[] {
  const first = energies[0] ?? ''
  const wanted =
    role === 'energy-total' || role === 'standard'
      ? ['tce']
      : role === 'value-added'
        ? ['money']
        : role !== 'energy-use'
          ? ['mass', 'volume', 'item']
          : first === 'electricity' || first === 'heat'
            ? ['energy']
            : gas.test(first)
              ? ['volume', 'gas0']
              : ['mass']
  return units.filter((text) =>
    wanted.some((power) => words.unit(text)?.unit.dimension.powers[power as 'tce'] === 1),
  )
}

/** The unit of a table for one of its columns; a choice among several is a guess. */
function titleUnitFor(
  units: readonly string[],
  role: string,
  energies: readonly string[],
  words: Words,
): { readonly unit?: string; readonly unitGuessed?: boolean } {
  if (units.length < 2) return units[0] === undefined ? {} : { unit: units[0] }
  const fits = fitting(units, role, energies, words)
  return fits.length === 1 ? { unit: fits[0]!, unitGuessed: true } : {}
}

/** Whether a column has any figure under its header. */
function hasFigures({ grid }: Layout, { rows }: Frame, column: number): boolean {
  for (let row = rows.from; row <= rows.to; row++) if (holdsNumber(grid.at(row, column))) return true
  return false
}

/** In a list of firms `能源消费量（吨标准煤）` is the total energy; in a stock table it is a fuel's. */
function totalInTce(columns: FoundColumn[], words: Words): void {
  const isTce = ({ unit }: FoundColumn) =>
    unit !== undefined && words.unit(unit)?.unit.dimension.powers.tce === 1
  for (const [i, column] of columns.entries())
    if (column.role === 'consumed' && isTce(column)) columns[i] = { ...column, role: 'energy-total' }
}

/** A fuel that two columns count in the same year: whether the second adds to the first somebody has to say who knows. */
function oncePerFuel(columns: FoundColumn[], words: Words): void {
  const seen = new Map<string, number>()
  for (const [i, { role, energies = [], year }] of columns.entries()) {
    if (role !== 'energy-use' || energies.length === 0) continue
    const key = `${energies.join(' ')} ${year ?? ''}`
    const before = seen.get(key)
    const isTce = ({ unit }: FoundColumn) =>
      unit !== undefined && words.unit(unit)?.unit.dimension.powers.tce === 1
    // The standard quantity beside the physical one says the same again.
    if (before !== undefined && isTce(columns[i]!) !== isTce(columns[before]!)) {
      const [standard, physical] = isTce(columns[i]!) ? [i, before] : [before, i]
      columns[standard] = { ...columns[standard]!, role: 'ignored' }
      seen.set(key, physical)
    } else if (before !== undefined) columns[i] = { ...columns[i]!, again: true }
    else seen.set(key, i)
  }
}

/** The firm that a line above the table names. */
function firmIn(layout: Layout, frame: Frame, words: Words): string | undefined {
  for (let row = frame.from; row < frame.header.from; row++) {
    const { name } = captionOf(layout, row, words)
    if (name !== undefined) return name
  }
  return undefined
}

/** The unit of a column: in its parentheses, as a part of its header, or stated for the table. */
function unitOf(parts: readonly string[], words: Words): string | undefined {
  for (const part of [...parts].reverse()) {
    for (const inside of [...inParentheses(part)].reverse()) {
      const unit = words.unit(inside)
      if (unit) return unit.text
    }
    const whole = words.unit(part)
    if (whole) return whole.text
  }
  return undefined
}

function recogniseColumn(
  layout: Layout,
  frame: Frame,
  column: number,
  words: Words,
  balance: boolean,
  titleUnits: readonly string[],
): FoundColumn | undefined {
  const all = headerOf(layout, frame.header.from, frame.header.to, column)
  const parts = all.filter((part) => !words.isNumbering(part))
  if (parts.length === 0) return undefined
  const header = parts.join(' / ')
  const years = [...new Set([...header.matchAll(yearPattern)].map(([, year]) => Number(year)))]
  const written = unitOf(parts, words)
  const common = {
    column,
    letter: columnName(column),
    header,
    ...(written === undefined ? {} : { unit: written }),
    ...(years.length === 1 ? { year: years[0]! } : {}),
  }
  // A part that is only a unit, or only a year, names nothing.
  const naming = parts.filter(
    (part) => words.unit(part) === undefined && !/^(?:19|20)\d{2}\u5e74?$/u.test(part),
  )
  const energies = naming.map((part) => energiesIn(part, words)).find((found) => found.length > 0)
  const roles = naming.map((part) => words.role(part))
  const leaf = roles.at(-1)
  if (isRatio(written, words)) return { ...common, role: 'ignored' }
  // `目标责任企业` is a firm all the same.
  if (parts.some((part) => words.isBeside(part)) && !roles.some((role) => role && identities.has(role.is)))
    return { ...common, role: 'ignored' }
  if (balance) {
    const role = naming.map((part) => words.role(part)?.is).find((is) => is === 'energy' || is === 'unit')
    if (!energies && role !== undefined && column > 0) return { ...common, role: 'ignored' }
    if (!energies && naming.some((part) => words.isTotal(part)))
      return {
        ...common,
        role: 'sum',
        ...(written === undefined ? titleUnitFor(titleUnits, 'energy-total', [], words) : {}),
      }
    if (naming.some((part) => words.parts(fuelIn(part)).length > 0) && !energies)
      return { ...common, role: 'ignored' }
    if (energies || column > 0) {
      const unit = written === undefined ? titleUnitFor(titleUnits, 'energy-use', energies ?? [], words) : {}
      return { ...common, role: 'energy-use', energies: energies ?? [], ...unit }
    }
    return { ...common, role: 'name' }
  }
  if (energies && (leaf === undefined || !isExact(leaf.is) || naming.length > 1)) {
    const role = leaf?.is
    if (role === 'coefficient') return { ...common, role, energies }
    if (role === 'standard') return { ...common, ...inTce(written, words), role, energies }
    if (role === 'ignored' || (role !== undefined && renamed[role])) return { ...common, role: 'ignored' }
    const unit = written === undefined ? titleUnitFor(titleUnits, 'energy-use', energies, words) : {}
    // Stocks and purchases under the name of a fuel are no use of it.
    if (role !== undefined && stockRoles.has(role))
      return { ...common, role: role as ColumnRole, energies, ...unit }
    return { ...common, role: 'energy-use', energies, ...unit }
  }
  const role = leaf ?? [...roles].reverse().find((found) => found !== undefined)
  if (!role) return undefined
  const known = renamed[role.is] ?? (role.is as ColumnRole)
  const unit =
    known === 'standard' || known === 'energy-total'
      ? inTce(written, words)
      : written === undefined && needsUnit.has(known)
        ? titleUnitFor(titleUnits, known, [], words)
        : {}
  const stated =
    known === 'energy-total' && written === undefined ? titleUnitFor(titleUnits, known, [], words) : unit
  const exact = leaf !== undefined
  return { ...common, role: known, exact, ...stated }
}

/**
 * A role that several columns claim (a total and its parts under one heading) is that of the one whose own words say it; the
 * others are not read.
 */
function oncePerRole(columns: FoundColumn[]): void {
  const claims = new Map<string, number[]>()
  for (const [i, { role, year, energies }] of columns.entries()) {
    if (role === 'ignored' || role === 'energy-use' || energies) continue
    const key = `${role} ${year ?? ''}`
    claims.set(key, [...(claims.get(key) ?? []), i])
  }
  for (const list of claims.values()) {
    if (list.length < 2) continue
    const keeper = list.find((i) => columns[i]!.exact) ?? list[0]!
    for (const i of list) if (i !== keeper) columns[i] = { ...columns[i]!, role: 'ignored' }
  }
}

/** A standard quantity whose header says tonnes alone is in tonnes of coal equivalent: that is what the word means. */
function inTce(
  written: string | undefined,
  words: Words,
): { readonly unit?: string; readonly unitGuessed?: boolean } {
  const unit = written === undefined ? undefined : words.unit(written)
  if (unit?.unit.dimension.powers.mass !== 1) return {}
  const tce = [1, 1e4, 1e-3].indexOf(unit.unit.factor)
  return tce < 0 ? {} : { unit: ['tce', '\u4e07tce', 'kgce'][tce]!, unitGuessed: true }
}

const renamed: Readonly<Record<string, ColumnRole>> = {
  serial: 'ignored',
  'purchased-outside': 'ignored',
  'purchase-money': 'ignored',
  transport: 'ignored',
  'reference-coefficient': 'ignored',
}

const identities: ReadonlySet<string> = new Set(['name', 'code', 'industry', 'product', 'energy'])
/** What a table of a fuel's stocks says of it, beside what was consumed. */
const stockRoles: ReadonlySet<string> = new Set([
  ...['opening', 'purchased', 'converted', 'produced', 'recovered', 'sold', 'closing', 'feedstock'],
])
/** One figure over another: 吨标准煤/万元, %. */
const isRatio = (written: string | undefined, words: Words): boolean => {
  const powers = written === undefined ? undefined : words.unit(written)?.unit.dimension.powers
  if (powers === undefined) return false
  const all = Object.entries(powers).filter(([base, power]) => power !== 0 && base !== 'time')
  return all.length === 0 || all.some(([, power]) => power !== 1 && power !== 3)
}
const isExact = (role: string): boolean => role !== 'consumed' && role !== 'energy'
const needsUnit: ReadonlySet<string> = new Set(['output', 'capacity', 'energy-total', 'value-added'])

/** Where a column's header ends, for messages. */
export function headerPlace(found: FoundSheet, column: number): Span {
  return placeOf(found.layout.book, found.layout.grid, found.frame?.header.to ?? 0, column)
}
