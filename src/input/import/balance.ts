import type { LineMap } from '../../model/import-map.ts'
import { placeOf } from '../workbook/grid.ts'
import type { Fuel, Gathered, Use } from './gathered.ts'
import { holdsNumber, rowTexts } from './layout.ts'
import { amountAt, intoAccount, type ReadAmount } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'

/** How far a printed sum may lie from its parts: figures of a balance are rounded to two digits. */
const rounding = 0.03

interface Line {
  readonly row: number
  readonly name: string
  readonly line: LineMap
  /** In the unit of the column. */
  readonly amounts: ReadonlyMap<ReadColumn, ReadAmount>
}

/** Read a regional energy balance: fuels in columns, supply, conversion and final use in rows. */
export function readBalance(reading: Reading, into: Gathered): void {
  const { year, desk, layout, columns } = reading
  const at = placeOf(layout.book, layout.grid, reading.from, 0)
  if (year === undefined) {
    desk.diagnose('W0916', at, { name: layout.grid.name })
    return
  }
  const fuels = columns.filter(({ role }) => role === 'energy-use')
  const lines = linesOf(reading, fuels, into)
  checkAcross(reading, fuels, lines, into)
  for (const column of fuels) {
    if (!column.fuel) {
      const used = lines.filter(
        ({ line }) => line.is === 'use' || line.is === 'convert' || line.is === 'losses',
      )
      for (const { amounts } of used) {
        const read = amounts.get(column)
        if (!read) continue
        reading.unmapped(column.header, read, column.unit, column.unitText)
        into.left.push({
          at: read.at,
          why: 'unmapped',
          what: column.header,
          amount: read.value / (column.unit?.factor ?? 1),
          unit: column.unitText,
        })
      }
      continue
    }
    checkColumn(column, lines, reading, into)
    for (const line of lines) take(line, column, column.fuel, lines, year, reading, into)
  }
}

function linesOf(reading: Reading, fuels: readonly ReadColumn[], into: Gathered): readonly Line[] {
  const { layout, sheet, desk } = reading
  const found: Line[] = []
  for (let row = reading.from; row <= reading.to; row++) {
    const texts = rowTexts(layout, row)
    if (texts.length === 0) continue
    const key = String(row + 1)
    const line = sheet.lines && Object.hasOwn(sheet.lines, key) ? sheet.lines[key] : undefined
    const name = nameOf(reading, row, fuels)
    const at = placeOf(layout.book, layout.grid, row, 0)
    if (!line || line.is === 'ignored' || reading.skip.has(row)) {
      const skipped = line !== undefined || reading.skip.has(row)
      const figures = fuels.some(({ index }) => holdsNumber(layout.grid.at(row, index)))
      if (!skipped && figures) desk.diagnose('W0934', at, { what: name || texts[0] || String(row + 1) })
      into.left.push({
        at,
        why: skipped ? 'skipped' : figures ? 'row' : 'heading',
        what: texts.join(' | ').slice(0, 80),
      })
      continue
    }
    if (line.header !== undefined && !squeeze(name).includes(squeeze(line.header))) {
      desk.diagnose('E0902', at, { what: line.header, found: name })
      continue
    }
    const amounts = new Map<ReadColumn, ReadAmount>()
    for (const column of fuels) {
      const read =
        column.unit && amountAt(layout, row, column.index, column.unit, `${name} ${column.header}`, desk)
      if (read) amounts.set(column, read)
    }
    found.push({ row, name, line, amounts })
  }
  return found
}

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** The name of a row: the texts before the first fuel. */
export function nameOf(
  { layout }: Pick<Reading, 'layout'>,
  row: number,
  fuels: readonly { readonly index: number }[],
): string {
  const first = Math.min(...fuels.map(({ index }) => index))
  const parts: string[] = []
  for (let column = 0; column < first; column++) {
    const cell = layout.grid.at(row, column)
    const text = layout.first(row, column) && !holdsNumber(cell) ? layout.text(row, column) : ''
    if (text !== '') parts.push(text)
  }
  return parts.join(' ')
}

/** Each column closes by itself: supply, conversion, final use from their parts, and the difference from all (W0929). */
function checkColumn(column: ReadColumn, lines: readonly Line[], { desk }: Reading, into: Gathered): void {
  const one = column.unit?.factor ?? 1
  const of = (...roles: readonly LineMap['is'][]) => lines.filter(({ line }) => roles.includes(line.is))
  const sum = (list: readonly Line[], absolute = false) =>
    list.reduce((all, { amounts }) => {
      const value = (amounts.get(column)?.value ?? 0) / one
      return all + (absolute ? Math.abs(value) : value)
    }, 0)
  const hold = (role: LineMap['is'], ...sums: readonly number[]) => {
    const [line] = of(role)
    const read = line?.amounts.get(column)
    if (!line || !read) return
    const printed = read.value / one
    const agrees = sums.some((found) => Math.abs(found - printed) <= rounding)
    into.sums.push({
      what: `${line.name} ${column.header}`,
      where: read.at,
      unit: column.unitText,
      printed,
      read: agrees ? printed : sums[0]!,
      agrees,
    })
    if (!agrees)
      desk.diagnose('W0929', read.at, {
        what: column.header,
        item: line.name,
        printed,
        sum: sums[0]!,
        unit: column.unitText,
      })
  }
  const inward = sum(of('production', 'inflow', 'stock-change'))
  if (of('production', 'inflow', 'outflow', 'stock-change').length > 0)
    hold('supply', inward + sum(of('outflow')), inward - sum(of('outflow'), true))
  if (of('convert').length > 0) hold('conversion', sum(of('convert')))
  hold('final', sum(of('use')))
  const supply = sum(of('supply'))
  const conversion = of('conversion').length > 0 ? sum(of('conversion')) : sum(of('convert'))
  const final = of('final').length > 0 ? sum(of('final')) : sum(of('use'))
  hold('difference', supply + conversion - sum(of('losses'), true) - final)
}

/** A column that prints the sum of the others, where all of them count in coal equivalent (W0929). */
function checkAcross(
  { columns, layout, desk }: Reading,
  fuels: readonly ReadColumn[],
  lines: readonly Line[],
  into: Gathered,
): void {
  const inTce = ({ unit }: ReadColumn) => unit?.dimension.powers.tce === 1
  if (!fuels.every(inTce)) return
  for (const column of columns.filter((one) => one.role === 'sum' && inTce(one)))
    for (const { row, name, amounts } of lines) {
      const read = amountAt(layout, row, column.index, column.unit!, `${name} ${column.header}`, desk)
      if (!read) continue
      const one = column.unit!.factor
      const printed = read.value / one
      const sum = [...amounts.values()].reduce((all, { value }) => all + value / one, 0)
      const agrees = Math.abs(sum - printed) <= Math.max(rounding, 0.005 * (fuels.length + 1))
      const { header, unitText: unit } = column
      into.sums.push({
        what: `${name} ${header}`,
        where: read.at,
        unit,
        printed,
        read: agrees ? printed : sum,
        agrees,
      })
      if (!agrees) desk.diagnose('W0929', read.at, { what: header, item: name, printed, sum, unit })
    }
}

function take(
  { row, name, line, amounts }: Line,
  column: ReadColumn,
  fuel: Fuel,
  lines: readonly Line[],
  year: number,
  reading: Reading,
  into: Gathered,
): void {
  const read = amounts.get(column)
  if (!read || read.value === 0 || !['use', 'convert', 'losses'].includes(line.is)) return
  const { layout, desk } = reading
  const amount = accountOf(read.value, column, fuel, reading)
  if (amount === undefined) {
    desk.diagnose('E0904', placeOf(layout.book, layout.grid, row, column.index), {
      unit: `${column.header} ${column.unitText}`,
    })
    return
  }
  const key = `${layout.book.file} ${layout.grid.name} row ${row + 1}`
  if (!into.units.has(key))
    into.units.set(key, {
      key,
      name: tidy(name),
      sector: line.sector?.id ?? 'unclassified',
      at: placeOf(layout.book, layout.grid, row, 0),
    })
  const put = (use: Use, value: number) => {
    if (value > 0)
      into.figures.push({
        unit: key,
        year,
        commodity: fuel.id,
        use,
        amount: value,
        at: read.at,
        table: 'balance',
      })
  }
  if (line.is === 'losses') {
    into.fates.set(key, 'stored')
    put('material', Math.abs(amount))
    return
  }
  if (line.is === 'convert') {
    if (line.carbon !== 'burnt') into.fates.set(key, line.carbon ?? 'emitted')
    if (amount > 0) put('output', amount)
    else put(line.carbon === 'burnt' ? 'fuel' : 'feedstock', -amount)
    return
  }
  if (amount < 0) {
    desk.diagnose('W0917', read.at, {
      what: column.header,
      name,
      amount: read.value / (column.unit?.factor ?? 1),
      unit: column.unitText,
    })
    into.left.push({
      at: read.at,
      why: 'negative',
      what: `${name} ${column.header}`,
      amount: read.value / (column.unit?.factor ?? 1),
      unit: column.unitText,
    })
    return
  }
  // What the same sector uses as material is no fuel.
  const part = lines.find(
    (other) => other.line.is === 'feedstock' && other.line.sector?.id === line.sector?.id,
  )
  const material = part?.amounts.get(column)
  const feedstock = material ? (accountOf(material.value, column, fuel, reading) ?? 0) : 0
  if (feedstock > amount * (1 + 1e-9))
    desk.diagnose('W0917', material?.at ?? read.at, {
      what: column.header,
      name,
      amount: amount - feedstock,
      unit: fuel.unit,
    })
  put('fuel', amount - Math.min(feedstock, amount))
  put('feedstock', Math.min(feedstock, amount))
  if (feedstock > 0) into.fates.set(key, part?.line.carbon === 'stored' ? 'stored' : 'emitted')
}

const tidy = (name: string): string => name.replace(/\s+/g, ' ').trim()

/** Into the unit of account; a standard quantity is divided by the coefficient. */
function accountOf(value: number, column: ReadColumn, fuel: Fuel, reading: Reading): number | undefined {
  const { unit } = column
  if (!unit) return undefined
  if (unit.dimension.powers.tce === 1 && fuel.unit !== 'tce') {
    const coefficient = reading.coalEquivalent(fuel)
    return coefficient ? value / coefficient : undefined
  }
  const account = intoAccount(fuel, unit)
  return account && value * account.factor
}
