import type { ColumnRole } from '../../model/import-map.ts'
import { dimensionless, sameDimension } from '../../quantity/dimension.ts'
import type { Unit } from '../../quantity/unit.ts'
import { placeOf } from '../workbook/grid.ts'
import type { Firms } from './firms.ts'
import { type Gathered, unspecified } from './gathered.ts'
import { rowTexts } from './layout.ts'
import { amountAt, intoAccount } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'
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
  readonly unit: Unit
}

/** Read a list of firms: a firm a row, or several rows a firm with one product each. */
export function readEnterprises(reading: Reading, firms: Firms, into: Gathered): void {
  const { layout, words, desk, columns } = reading
  const only = (role: ColumnRole) => columns.find((column) => column.role === role)
  const amounts: Cellular[] = columns.flatMap((column) =>
    column.unit && amountRoles.has(column.role) ? [{ column, unit: column.unit }] : [],
  )
  const totals = new Totals(reading, into)
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
    const name = text(row, only('name'))
    const label = [name, ...texts.slice(0, 2)].find((one) => words.isTotal(one))
    if (label !== undefined) {
      totals.hold(row, label)
      continue
    }
    if (words.isPart(name) || words.isPart(texts[0] ?? '')) {
      into.left.push({ at: place(row, only('name')), why: 'part', what: texts[0] ?? '' })
      continue
    }
    const read = amounts.flatMap(({ column, unit }) => {
      const found = amountAt(
        layout,
        row,
        column.index,
        unitOfRow(reading, row, column) ?? unit,
        column.header,
        desk,
      )
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
    totals.add(read)
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
    take(reading, row, kept, { key, year: year ?? 0, product, who }, into)
  }
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

type Read = { readonly column: ReadColumn; readonly value: number; readonly at: ReturnType<typeof placeOf> }

function take(
  reading: Reading,
  row: number,
  read: readonly Read[],
  { key, year, product, who }: { key: string; year: number; product: string; who: string },
  into: Gathered,
): void {
  const { desk, layout } = reading
  const at = placeOf(layout.book, layout.grid, row, 0)
  let tce = 0
  let fuels = 0
  let printed: Read | undefined
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
      into.figures.push({
        unit: key,
        year: when,
        commodity: column.fuel.id,
        use: 'fuel',
        amount,
        at: where,
        table: 'enterprises',
      })
      const factor = reading.coalEquivalent(column.fuel)
      tce += amount * (factor ?? 0)
      fuels++
      compareStandard(
        reading,
        row,
        column,
        { amount, written: value / column.unit!.factor, year: when, who },
        into,
      )
    } else if (column.role === 'energy-total') printed = one
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
  if (!printed) return
  if (fuels === 0) {
    if (printed.value > 0)
      into.figures.push({
        unit: key,
        year: printed.column.year ?? year,
        commodity: unspecified,
        use: 'fuel',
        amount: printed.value,
        at: printed.at,
        table: 'enterprises',
      })
  } else if (Math.abs(tce - printed.value) > openTotal * Math.max(printed.value, 1))
    desk.diagnose('W0918', at, {
      what: `${who}: ${printed.column.header}`,
      physical: tce,
      standard: printed.value,
      unit: 'tce',
    })
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
  into.standards.push({ commodity: column.fuel!.id, year, physical: amount, tce: read.value })
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
