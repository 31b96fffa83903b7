import type { ColumnRole } from '../../model/import-map.ts'
import { dimensionless, sameDimension } from '../../quantity/dimension.ts'
import type { Unit } from '../../quantity/unit.ts'
import { placeOf } from '../workbook/grid.ts'
import { isUsual } from './coefficient-range.ts'
import type { Firms } from './firms.ts'
import { type Gathered, unspecified } from './gathered.ts'
import { rowTexts } from './layout.ts'
import { amountAt, intoAccount } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'
import { checkStocks, type StockAmount, stocksOf } from './stock-columns.ts'
import { sumRows } from './sum-rows.ts'
import { Totals } from './totals.ts'
import { plainName } from './words.ts'

/** Outputs this many times the capacity are in another unit, not in a better year. */
const slip = 50
/**
 * How far the energy by fuel, at the coefficients of the library, may lie from the printed total, as a share. A firm counts with
 * heat values of its own, which for coal lie up to a quarter off.
 */
const openTotal = 0.25

interface Cellular {
  readonly column: ReadColumn
  readonly unit: Unit | undefined
}

/** Read a list of firms: a firm a row, or several rows a firm with one product each. */
export function readEnterprises(reading: Reading, firms: Firms, into: Gathered): void {
  const { layout, words, desk, columns } = reading
  const only = (role: ColumnRole) => columns.find((column) => column.role === role)
  // An output without a unit of its own takes that of its row.
  const amounts: Cellular[] = columns.flatMap((column) =>
    amountRoles.has(column.role) && (column.unit || column.role === 'output')
      ? [{ column, unit: column.unit }]
      : [],
  )
  const totals = new Totals(reading, into)
  const sums = sumRows(reading)
  const seen = new Map<string, number>()
  const energies = new Map<string, Set<string>>()
  const text = (row: number, column: ReadColumn | undefined) => (column ? layout.text(row, column.index) : '')
  const place = (row: number, column: ReadColumn | undefined) =>
    placeOf(layout.book, layout.grid, row, column?.index ?? 0)
  for (let row = reading.from; row <= reading.to; row++) {
    if (reading.skip.has(row)) {
      into.left.push({ at: place(row, undefined), why: 'skipped', what: rowTexts(layout, row).join(' | ') })
      continue
    }
    const texts = rowTexts(layout, row)
    if (texts.length === 0) continue
    if (reading.headers.has(row)) {
      into.left.push({ at: place(row, undefined), why: 'heading', what: texts.join(' | ').slice(0, 80) })
      continue
    }
    const name = text(row, only('name'))
    const sum = sums.get(row)
    if (sum) {
      totals.hold(row, sum.label, sum.level)
      if (sum.by !== 'word')
        into.guesses.push({ at: place(row, only('name')), what: `row ${row + 1}: ${sum.label}`, as: 'sum' })
      continue
    }
    if (words.isPart(name) || words.isPart(texts[0] ?? '')) {
      into.left.push({ at: place(row, only('name')), why: 'part', what: texts[0] ?? '' })
      continue
    }
    const read = amounts.flatMap(({ column, unit }) => {
      const own = unitOfRow(reading, row, column) ?? unit
      if (own === undefined) {
        withoutUnit(reading, row, column, name, into)
        return []
      }
      const found = amountAt(layout, row, column.index, own, column.header, desk)
      return found ? [{ column, ...found }] : []
    })
    const code = text(row, only('code'))
    if (read.length === 0 && code === '') {
      // A heading inside the table, or a row that says nothing.
      into.left.push({ at: place(row, only('name')), why: 'heading', what: texts.join(' | ').slice(0, 80) })
      continue
    }
    const out = (why: string, what: string) => {
      totals.miss(read)
      for (const { column, value, at } of read)
        into.left.push({
          at,
          why,
          what: `${what}: ${column.header}`,
          amount: value / (column.unit?.factor ?? 1),
          unit: column.unitText,
        })
    }
    const key = firms.of(name, code, text(row, only('industry')) || text(row, only('sector')), {
      name: place(row, only('name')),
      code: place(row, only('code')),
      industry: place(row, only('industry')),
    })
    const who = name || code || `${row + 1}`
    if (key === undefined) {
      desk.diagnose('W0911', place(row, only('name')), { row: row + 1 })
      out('no-name', who)
      continue
    }
    const yearText = text(row, only('year'))
    const year = only('year') ? Number(/^((?:19|20)\d{2})\u5e74?$/u.exec(yearText.trim())?.[1]) : reading.year
    const dated = read.filter(({ column }) => column.year === undefined)
    if ((year === undefined || Number.isNaN(year)) && dated.length > 0) {
      desk.diagnose('W0916', place(row, only('year')), { name: who })
      out('no-year', who)
      continue
    }
    const product = text(row, only('product'))
    const once = `${key} ${year ?? ''} ${plainName(product)}`
    const before = seen.get(once)
    if (before !== undefined) {
      desk.diagnose('W0915', place(row, only('name')), { name: who, row: before + 1 })
      out('doubled', who)
      continue
    }
    seen.set(once, row)
    const stocks = stocksOf(reading, row, who, into)
    totals.add([...read, ...stocks, ...standardsOf(reading, row)])
    const kept = withoutRepeats(read, `${key} ${year ?? ''}`, energies, (again) => {
      desk.diagnose('W0932', place(row, only('name')), { name: who })
      for (const { column, value, at } of again)
        into.left.push({
          at,
          why: 'repeated',
          what: `${who}: ${column.header}`,
          amount: value / (column.unit?.factor ?? 1),
          unit: column.unitText,
        })
    })
    take(reading, row, kept, stocks, { key, year: year ?? 0, product, who }, into)
    checkStocks(reading, row, who, stocks, kept)
  }
  totals.tell()
}

/** Printed standard quantities of a row, for the totals that print theirs; what cannot be read is said where they are used. */
function standardsOf({ layout, columns, desk }: Reading, row: number): readonly Read[] {
  const quiet = { ...desk, diagnose: () => undefined, leave: () => undefined }
  return columns.flatMap((column) => {
    const { role, unit, index, header } = column
    const read = role === 'standard' && unit && amountAt(layout, row, index, unit, header, quiet)
    return read ? [{ column, ...read }] : []
  })
}

/**
 * A firm with several rows, one a product, often has its energy printed in each: the very same figures count once.
 * @param told What was printed of each firm and year before.
 */
function withoutRepeats(
  read: readonly Read[],
  firm: string,
  told: Map<string, Set<string>>,
  say: (again: readonly Read[]) => void,
): readonly Read[] {
  const energy = read.filter(({ column, value }) => ofFirm.has(column.role) && value !== 0)
  if (energy.length === 0) return read
  const printed = energy.map(({ column, value }) => `${column.index}=${value}`).join(' ')
  const before = told.get(firm) ?? new Set<string>()
  told.set(firm, before)
  if (!before.has(printed)) {
    before.add(printed)
    return read
  }
  say(energy)
  return read.filter((one) => !energy.includes(one))
}

const ofFirm: ReadonlySet<string> = new Set(['energy-total', 'energy-use', 'value-added'])

/** The unit of a product may stand in its own row: 产量 | 万吨. */
function unitOfRow(reading: Reading, row: number, column: ReadColumn): Unit | undefined {
  if (column.role !== 'output' && column.role !== 'capacity') return undefined
  const own = reading.columns.find(({ role }) => role === 'product-unit' || role === 'unit')
  if (!own) return undefined
  return reading.words.unit(reading.layout.text(row, own.index))?.unit
}

/** An output whose row and header state no unit that is known (W0935). */
function withoutUnit(reading: Reading, row: number, column: ReadColumn, name: string, into: Gathered): void {
  const { layout, desk } = reading
  const read = amountAt(layout, row, column.index, plain, column.header, desk)
  if (!read || read.value === 0) return
  const own = reading.columns.find(({ role }) => role === 'product-unit' || role === 'unit')
  const unit = own ? layout.text(row, own.index) : ''
  desk.diagnose('W0935', read.at, { name, amount: read.value, unit })
  into.left.push({ at: read.at, why: 'no-unit', what: `${name}: ${column.header}`, amount: read.value, unit })
}

type Read = { readonly column: ReadColumn; readonly value: number; readonly at: ReturnType<typeof placeOf> }

function take(
  reading: Reading,
  row: number,
  read: readonly Read[],
  stocks: readonly StockAmount[],
  { key, year, product, who }: { key: string; year: number; product: string; who: string },
  into: Gathered,
): void {
  const { desk, layout } = reading
  const at = placeOf(layout.book, layout.grid, row, 0)
  // Years may stand side by side in one row: each has its fuels and its total.
  const tce = new Map<number, number>()
  const printed = new Map<number, Read>()
  const good = read.filter(({ column, value, at: where }) => {
    if (value >= 0) return true
    desk.diagnose('W0917', where, {
      what: column.header,
      name: who,
      amount: value / (column.unit?.factor ?? 1),
      unit: column.unitText,
    })
    into.left.push({
      at: where,
      why: 'negative',
      what: `${who}: ${column.header}`,
      amount: value / (column.unit?.factor ?? 1),
      unit: column.unitText,
    })
    return false
  })
  for (const one of good) {
    const { column, value, at: where } = one
    const when = column.year ?? year
    if (column.role === 'energy-use' && !column.fuel) {
      reading.unmapped(column.header, one, column.unit, column.unitText)
      into.left.push({
        at: where,
        why: 'unmapped',
        what: `${who}: ${column.header}`,
        amount: value / (column.unit?.factor ?? 1),
        unit: column.unitText,
      })
    } else if (column.role === 'energy-use' && column.fuel) {
      const account = intoAccount(column.fuel, column.unit!)
      if (!account) {
        desk.diagnose('E0904', where, { unit: `${column.header} ${column.unitText}` })
        continue
      }
      const amount = value * account.factor
      const material = materialOf(one, stocks, who, reading)
      const figure = {
        ...{ unit: key, year: when, commodity: column.fuel.id, table: 'enterprises' as const },
        ...(product === '' ? {} : { product: plainName(product) }),
      }
      into.figures.push({
        ...figure,
        use: 'fuel',
        amount: (value - (material?.value ?? 0)) * account.factor,
        at: where,
      })
      if (material)
        into.figures.push({
          ...figure,
          use: 'feedstock',
          amount: material.value * account.factor,
          at: material.at,
        })
      const factor = reading.coalEquivalent(column.fuel)
      tce.set(when, (tce.get(when) ?? 0) + amount * (factor ?? 0))
      compareStandard(
        reading,
        row,
        column,
        { amount, written: value / column.unit!.factor, year: when, who },
        into,
      )
    } else if (column.role === 'energy-total') printed.set(when, one)
    else if (column.role === 'value-added')
      into.values.push({ unit: key, year: when, amount: value, at: where })
    else if (column.role === 'output' && value > 0) {
      const measure = unitOfRow(reading, row, column)
        ? layout.text(
            row,
            reading.columns.find(({ role }) => role === 'product-unit' || role === 'unit')!.index,
          )
        : column.unitText
      const unit = unitOfRow(reading, row, column) ?? column.unit!
      into.outputs.push({
        unit: key,
        year: when,
        product: product || column.header,
        amount: value / unit.factor,
        measure: reading.words.unit(measure)?.text ?? measure,
        at: where,
      })
    } else if (column.role === 'capacity' && value > 0)
      into.capacities.push({
        unit: key,
        product,
        amount: value / column.unit!.factor,
        measure: column.unitText,
        at: where,
      })
  }
  checkSlip(good, who, reading)
  for (const [when, total] of printed) {
    const fuels = tce.get(when)
    // Nothing by fuel, or a nought in each of their columns: only the total says what it took.
    if (fuels === undefined || fuels === 0) {
      if (total.value > 0)
        into.figures.push({
          ...{ unit: key, year: when, commodity: unspecified, use: 'fuel' as const },
          ...{ amount: total.value, at: total.at, table: 'enterprises' as const },
          ...(product === '' ? {} : { product: plainName(product) }),
        })
    } else if (Math.abs(fuels - total.value) > openTotal * Math.max(total.value, 1))
      desk.diagnose('W0918', at, {
        what: `${who}: ${total.column.header}`,
        physical: fuels,
        standard: total.value,
        unit: 'tce',
      })
  }
}

/** What of a fuel was used as material; more than was used in all is said and not taken apart (W0917). */
function materialOf(
  { column, value }: Read,
  stocks: readonly StockAmount[],
  who: string,
  { desk }: Reading,
): StockAmount | undefined {
  const found = stocks.find(
    (one) =>
      one.column.role === 'feedstock' &&
      one.column.fuel?.id === column.fuel?.id &&
      one.column.year === column.year,
  )
  if (!found || found.value <= value * (1 + 1e-9))
    return found && { ...found, value: Math.min(found.value, value) }
  const amount = (value - found.value) / column.unit!.factor
  desk.diagnose('W0917', found.at, { what: found.column.header, name: who, amount, unit: column.unitText })
  return undefined
}

/** Output far above capacity, in one row: somebody wrote another unit than the header's. */
function checkSlip(read: readonly Read[], who: string, { desk }: Reading): void {
  const output = read.find(({ column }) => column.role === 'output')
  const capacity = read.find(({ column }) => column.role === 'capacity')
  if (!output || !capacity || capacity.value <= 0 || output.value <= 0) return
  const mass = (unit: Unit) => ({ powers: { ...unit.dimension.powers, time: 0 } })
  const alike = sameDimension(clean(mass(output.column.unit!)), clean(mass(capacity.column.unit!)))
  const ratio = output.value / capacity.value
  if (alike && ratio > slip)
    desk.diagnose('W0914', output.at, {
      what: `${who}: ${output.column.header}`,
      found: `${Number(ratio.toPrecision(3))} × ${capacity.column.header}`,
    })
}

function clean(dimension: { readonly powers: Readonly<Record<string, number | undefined>> }) {
  return {
    powers: Object.fromEntries(
      Object.entries(dimension.powers).filter(([, n]) => n !== undefined && n !== 0),
    ),
  }
}

/** A printed standard quantity or coefficient of a fuel, beside its physical quantity. */
function compareStandard(
  reading: Reading,
  row: number,
  column: ReadColumn,
  { amount, written, year, who }: { amount: number; written: number; year: number; who: string },
  into: Gathered,
): void {
  const beside = (role: ColumnRole) =>
    reading.columns.find(
      (other) => other.role === role && other.fuel?.id === column.fuel?.id && other.year === column.year,
    )
  const standard = beside('standard')
  const coefficient = beside('coefficient')
  const read = standard?.unit
    ? amountAt(reading.layout, row, standard.index, standard.unit, standard.header, reading.desk)
    : undefined
  const stated = coefficient
    ? amountAt(reading.layout, row, coefficient.index, plain, coefficient.header, reading.desk)
    : undefined
  if (!read || amount <= 0) return
  const library = reading.coalEquivalent(column.fuel!)
  if (library && !isUsual(column.fuel!, read.value / amount / library)) {
    const one = amount / written
    reading.desk.diagnose('W0941', read.at, {
      ...{ what: `${who}: ${column.header}`, found: read.value / written, usual: library * one },
      commodity: column.fuel!.id,
    })
  } else into.standards.push({ commodity: column.fuel!.id, year, physical: amount, tce: read.value })
  if (!stated) return
  // A coefficient is per unit in which the column counts.
  const product = written * stated.value
  if (Math.abs(product - read.value) > 0.005 * Math.max(read.value, 1))
    reading.desk.diagnose('W0918', read.at, {
      what: `${who}: ${column.header}`,
      physical: product,
      standard: read.value,
      unit: 'tce',
    })
}

/** A number without unit. */
const plain: Unit = { dimension: dimensionless, factor: 1 }

const amountRoles: ReadonlySet<string> = new Set([
  'output',
  'capacity',
  'energy-total',
  'energy-use',
  'value-added',
])
