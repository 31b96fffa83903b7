import type { Span } from '../../diagnostics/span.ts'
import type { ColumnRole, TableKind } from '../../model/import-map.ts'
import { type Book, columnName, type Grid, placeOf, sheetPlace } from '../workbook/grid.ts'
import { type Frame, frameOf, headerOf, holdsNumber, type Layout, layoutOf } from './layout.ts'
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
}

/** What a sheet was taken for. */
export interface FoundSheet {
  readonly layout: Layout
  readonly kind: TableKind
  readonly frame?: Frame
  readonly columns: readonly FoundColumn[]
  readonly year?: number
  readonly firm?: string
  readonly electricity?: 'calorific' | 'equivalent'
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

/** Takes a sheet for what its words say. */
export function recogniseSheet(book: Book, grid: Grid, words: Words): FoundSheet {
  const layout = layoutOf(book, grid)
  const at = sheetPlace(book, grid)
  const none = { layout, kind: 'none' as const, columns: [], standard: false, at }
  const head = headText(layout)
  const announced = words.table(`${grid.name} ${head}`) ?? words.table(book.file)
  const known = (text: string) =>
    announced === 'balance'
      ? words.energies(fuelIn(text)).length > 0 || words.parts(text).length > 0
      : text.length <= 40 && (words.role(text) !== undefined || words.energies(fuelIn(text)).length > 0)
  const frame = frameOf(layout, words, known)
  if (!frame) return none
  const titleUnit = unitInTitle(frame.title, words)
  const columns: FoundColumn[] = []
  for (let column = 0; column < grid.width; column++) {
    const found = recogniseColumn(layout, frame, column, words, announced === 'balance', titleUnit)
    if (found) columns.push(found)
  }
  const kind = announced ?? kindOf(columns)
  oncePerRole(columns)
  const title = `${grid.name} ${frame.title}`
  const years = new Set([...title.matchAll(yearPattern)].map(([, year]) => Number(year)))
  const electricity =
    words.electricity(title) ??
    words.electricity(columns.map(({ header }) => header).join(' ')) ??
    byCoefficient(layout, frame, columns, words)
  const firm = firmIn(layout, frame, words)
  return {
    layout,
    kind,
    frame,
    columns,
    standard: kind === 'balance' && words.quantity(title) === 'standard',
    at,
    ...(years.size === 1 ? { year: [...years][0]! } : {}),
    ...(electricity ? { electricity } : {}),
    ...(firm === undefined ? {} : { firm }),
  }
}

/** How a stock table counts electricity, by the coefficient in its row: 0.1229 kgce a kWh or 1.229 tce for 10,000 of them. */
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
    const perKwh = value >= 1 ? value / 10 : value
    if (perKwh > 0.122 && perKwh < 0.124) return 'calorific'
    if (perKwh > 0.25 && perKwh < 0.42) return 'equivalent'
  }
  return undefined
}

/** All texts of the first rows. */
function headText(layout: Layout): string {
  const texts: string[] = []
  for (let row = 0; row < Math.min(8, layout.grid.height); row++)
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

/** The unit that a line above the table states for all of it. */
function unitInTitle(title: string, words: Words): string | undefined {
  const found = /\u5355\u4f4d[:\uff1a]\s*([^\s:\uff1a]+)/u.exec(title)?.[1]
  return found === undefined ? undefined : words.unit(found)?.text
}

/** The firm that a line above the table names. */
function firmIn(layout: Layout, frame: Frame, words: Words): string | undefined {
  for (let row = 0; row < frame.header.from; row++)
    for (let column = 0; column < layout.grid.width; column++) {
      const [, label = '', name = ''] = /^(.{2,12}?)[:\uff1a]\s*(.+)$/u.exec(layout.text(row, column)) ?? []
      if (name === '' || words.role(label)?.is !== 'name') continue
      return name.trim()
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
  titleUnit: string | undefined,
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
  const energies = naming.map((part) => words.energies(fuelIn(part))).find((found) => found.length > 0)
  const roles = naming.map((part) => words.role(part))
  const leaf = roles.at(-1)
  if (balance) {
    if (naming.some((part) => words.parts(fuelIn(part)).length > 0) && !energies)
      return { ...common, role: 'ignored' }
    if (energies || column > 0) {
      const unit = written ?? titleUnit
      return { ...common, role: 'energy-use', energies: energies ?? [], ...(unit ? { unit } : {}) }
    }
    return { ...common, role: 'name' }
  }
  if (energies && (leaf === undefined || !isExact(leaf.is) || naming.length > 1)) {
    const role = leaf?.is
    if (role === 'standard' || role === 'coefficient') return { ...common, role, energies }
    return { ...common, role: 'energy-use', energies }
  }
  const role = leaf ?? [...roles].reverse().find((found) => found !== undefined)
  if (!role) return undefined
  const known = renamed[role.is] ?? (role.is as ColumnRole)
  const unit = written ?? (needsUnit.has(known) ? titleUnit : undefined)
  const exact = leaf !== undefined
  return { ...common, role: known, exact, ...(unit ? { unit } : {}) }
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

const renamed: Readonly<Record<string, ColumnRole>> = {
  serial: 'ignored',
  'purchased-outside': 'ignored',
  'purchase-money': 'ignored',
  transport: 'ignored',
  'reference-coefficient': 'ignored',
}

const isExact = (role: string): boolean => role !== 'consumed' && role !== 'energy'
const needsUnit: ReadonlySet<string> = new Set(['output', 'capacity', 'energy-total', 'value-added'])

/** Where a column's header ends, for messages. */
export function headerPlace(found: FoundSheet, column: number): Span {
  return placeOf(found.layout.book, found.layout.grid, found.frame?.header.to ?? 0, column)
}
