import type { ColumnRole } from '../../model/import-map.ts'
import { dimensionless } from '../../quantity/dimension.ts'
import type { Unit } from '../../quantity/unit.ts'
import { placeOf } from '../workbook/grid.ts'
import { isUsual } from './coefficient-range.ts'
import type { Firms } from './firms.ts'
import type { Fuel, Gathered, Use } from './gathered.ts'
import { captionOf, rowTexts } from './layout.ts'
import { amountAt, intoAccount, type ReadAmount } from './read-cell.ts'
import type { Reading } from './reading.ts'
import { openStock } from './stock-columns.ts'
import { plainName } from './words.ts'

const plain: Unit = { dimension: dimensionless, factor: 1 }

/** How far a printed standard quantity may lie from physical quantity × coefficient. */
const openStandard = 0.005
/** How far a printed total of standard quantities may lie from its rows: a share, and half of the last of two digits a row. */
const openTotal = 0.001
const halfDigit = 0.005

type Amounts = Partial<Record<ColumnRole, ReadAmount>>

/** One row: a fuel of a firm. */
interface Line {
  readonly row: number
  readonly name: string
  readonly firm: string
  readonly who: string
  readonly fuel: Fuel | undefined
  readonly unit: Unit | undefined
  readonly unitText: string
  readonly amounts: Amounts
}

const amountRoles: readonly ColumnRole[] = [
  ...(['opening', 'purchased', 'consumed', 'industrial', 'feedstock', 'non-industrial'] as const),
  ...(['converted', 'produced', 'recovered', 'sold', 'closing', 'coefficient', 'standard'] as const),
]

/** Read a table of purchases, consumption and stocks (forms 205-1 and 205-2): a fuel a row, of one firm or of many. */
export function readStocks(reading: Reading, firms: Firms, into: Gathered): void {
  const { year, desk, layout, sheet } = reading
  const lines = linesOf(reading, firms, into)
  if (year === undefined && lines.length > 0) {
    desk.diagnose('W0916', placeOf(layout.book, layout.grid, reading.from, 0), {
      name: sheet.firm ?? layout.grid.name,
    })
    for (const line of lines) leave(line, 'no-year', reading, into)
    return
  }
  const byFirm = new Map<string, Line[]>()
  for (const line of lines) byFirm.set(line.firm, [...(byFirm.get(line.firm) ?? []), line])
  const seen = new Map<string, number>()
  for (const list of byFirm.values()) {
    const counted = withoutSums(list, reading, into)
    for (const line of counted) {
      if (!line.fuel) {
        reading.unmapped(
          line.name,
          line.amounts.consumed ?? line.amounts.industrial,
          line.unit,
          line.unitText,
        )
        leave(line, 'unmapped', reading, into)
        continue
      }
      const once = `${line.firm} ${line.fuel.id} ${plainName(line.name)}`
      const before = seen.get(once)
      if (before !== undefined) {
        desk.diagnose('W0915', placeOf(layout.book, layout.grid, line.row, 0), {
          name: `${line.who} ${line.name}`,
          row: before + 1,
        })
        leave(line, 'doubled', reading, into)
        continue
      }
      seen.set(once, line.row)
      take(line, line.fuel, year!, reading, into)
    }
  }
}

function linesOf(reading: Reading, firms: Firms, into: Gathered): readonly Line[] {
  const { layout, words, desk, columns, sheet, map } = reading
  const only = (role: ColumnRole) => columns.find((column) => column.role === role)
  const text = (row: number, role: ColumnRole) => {
    const column = only(role)
    return column ? layout.text(row, column.index) : ''
  }
  const lines: Line[] = []
  let above: Named | undefined
  let caption = captionOver(reading)
  // Under a block stand its notes, up to the next heading.
  let noted = false
  const told = new Set<string>()
  for (let row = reading.from; row <= reading.to; row++) {
    const texts = rowTexts(layout, row)
    if (texts.length === 0) continue
    const place = (role: ColumnRole) => placeOf(layout.book, layout.grid, row, only(role)?.index ?? 0)
    const at = place('energy')
    const name = text(row, 'energy')
    const out = (why: string) => into.left.push({ at, why, what: texts.join(' | ').slice(0, 80) })
    const said = captionOf(layout, row, words)
    noted = (noted || words.isNote(texts[0] ?? '')) && !reading.headers.has(row) && said.name === undefined
    if (reading.skip.has(row)) out('skipped')
    else if (reading.headers.has(row) || noted) out('heading')
    else if (said.name !== undefined || said.code !== undefined) {
      // A block of the next firm, under its own heading.
      caption = { name: said.name ?? '', code: codeIn(said.code), industry: said.industry ?? '' }
      above = undefined
    } else if (words.isTotal(name) || words.isTotal(texts[0] ?? '')) {
      holdTotal(reading, row, lines, into)
      out('check')
    } else if (words.isPart(name)) out('part')
    else if (name === '') out('heading')
    else {
      const unitText = text(row, 'unit') || (only('consumed') ?? only('industrial'))?.unitText || ''
      const unit = words.unit(unitText)?.unit
      const amounts: Amounts = {}
      for (const role of amountRoles) {
        const column = only(role)
        const own = role === 'coefficient' ? plain : role === 'standard' ? column?.unit : (unit ?? plain)
        const read =
          column && own
            ? amountAt(layout, row, column.index, own, `${name} ${column.header}`, desk)
            : undefined
        if (!read) continue
        if (read.value < 0) {
          desk.diagnose('W0917', read.at, {
            what: column!.header,
            name,
            amount: read.value / own!.factor,
            unit: unitText,
          })
          into.left.push({
            at: read.at,
            why: 'negative',
            what: `${name} ${column!.header}`,
            amount: read.value / own!.factor,
            unit: unitText,
          })
        } else amounts[role] = read
      }
      // The rows of a firm stand under its name, which many tables write once.
      const own = text(row, 'name')
      const below = own === '' && text(row, 'code') === '' && above !== undefined
      if (below && !told.has(above!.name)) {
        told.add(above!.name)
        into.guesses.push({ at: place('name'), what: `rows under ${above!.name}`, as: above!.name })
      }
      const inRow = { name: own, code: text(row, 'code'), industry: text(row, 'industry') }
      if (own !== '') above = inRow
      const unnamed = own === '' && inRow.code === '' && !below
      const who = below ? above! : unnamed ? caption : inRow
      const firmName = who.name || sheet.firm || ''
      const key = firms.of(firmName, who.code, who.industry, {
        name: only('name') ? place('name') : at,
        code: place('code'),
        industry: place('industry'),
      })
      const values = Object.values(amounts)
      if (key === undefined) {
        if (values.length === 0) continue
        desk.diagnose('W0911', at, { row: row + 1 })
        for (const one of values)
          into.left.push({ at: one.at, why: 'no-name', what: name, amount: one.value, unit: unitText })
        continue
      }
      if (values.length === 0) continue
      const meant = map.energies && Object.hasOwn(map.energies, name) ? map.energies[name] : undefined
      if (meant?.['one-of'] && !meant.commodity) {
        const candidates = meant['one-of'].map((one) => one.text).join(', ')
        desk.diagnose('E0906', at, { what: name, candidates })
        continue
      }
      const fuel = meant?.commodity ? reading.fuel(meant.commodity.id) : undefined
      if (meant?.commodity && !fuel)
        desk.diagnose('E0301', meant.commodity.at, { id: meant.commodity.id, what: 'commodity', nearest: '' })
      lines.push({ row, name, firm: key, who: firmName, fuel, unit, unitText, amounts })
    }
  }
  return lines
}

interface Named {
  readonly name: string
  readonly code: string
  readonly industry: string
}

/** Boxes of a form that nobody filled in are no code. */
const codeIn = (code = ''): string => (/[\dA-Za-z]/.test(code.normalize('NFKC')) ? code : '')

/** Whose the first block is, as the lines above the header say it: the nearest that names a firm, or the map. */
function captionOver({ layout, words, sheet }: Reading): Named {
  const first = (sheet.header?.from ?? 1) - 1
  let [name, code, industry] = ['', '', '']
  for (let row = first - 1; row >= Math.max(0, first - 12); row--) {
    const said = captionOf(layout, row, words)
    // Further up stands another firm.
    if (name !== '' && said.name !== undefined) break
    name ||= said.name ?? ''
    code ||= codeIn(said.code)
    industry ||= said.industry ?? ''
  }
  const named = sheet.firm ?? name
  // What stands above belongs to the firm that the map names only where it is the same one.
  return named === name || name === ''
    ? { name: named, code, industry }
    : { name: named, code: '', industry: '' }
}

/** What a row of totals prints, held against the rows of the firm above it (W0913). */
function holdTotal(reading: Reading, row: number, lines: readonly Line[], into: Gathered): void {
  const { layout, columns, desk, words } = reading
  const firm = lines.at(-1)?.firm
  const own = sumsApart(
    lines.filter((line) => line.firm === firm),
    words,
  ).counted
  // Where energy is converted, the total is that of consumption less what comes out: no plain sum.
  if (own.length === 0 || own.some(({ amounts }) => amounts.produced || amounts.recovered)) return
  const unitColumn = columns.find(({ role }) => role === 'unit')
  const rowUnit = unitColumn ? words.unit(layout.text(row, unitColumn.index)) : undefined
  const quiet = { ...desk, diagnose: () => undefined, leave: () => undefined }
  for (const column of columns) {
    const { role, header } = column
    if (role !== 'standard' && role !== 'consumed' && role !== 'industrial') continue
    // A fuel's amount is in its own unit: the total of all is in coal equivalent, by the coefficients beside them.
    const unit = role === 'standard' ? column.unit : inTce(rowUnit?.unit)
    if (!unit) continue
    const printed = amountAt(layout, row, column.index, unit, header, quiet)
    const parts = own.map(({ amounts, unit: measure }) => {
      const amount = amounts[role]
      if (role === 'standard' || !amount) return amount?.value ?? 0
      const isTce = inTce(measure) !== undefined
      return isTce
        ? amount.value
        : (amount.value / (measure?.factor ?? 1)) * (amounts.coefficient?.value ?? Number.NaN)
    })
    const sum = parts.reduce((all, one) => all + one, 0)
    // Without a coefficient in each row there is nothing to hold it against.
    if (!printed || Number.isNaN(sum)) continue
    const open = openTotal * Math.max(sum, printed.value) + halfDigit * own.length * unit.factor
    const agrees = Math.abs(sum - printed.value) <= open
    const what = `${own[0]!.who} ${header}`.trim()
    const unitText = role === 'standard' ? column.unitText : (rowUnit?.text ?? 'tce')
    const [shown, added] = [printed.value / unit.factor, sum / unit.factor]
    into.sums.push({
      what,
      where: printed.at,
      unit: unitText,
      printed: shown,
      read: agrees ? shown : added,
      agrees,
    })
    if (!agrees)
      desk.diagnose('W0913', printed.at, {
        ...{ what, printed: shown, sum: added, difference: shown - added, unit: unitText },
      })
  }
}

/** A fuel that a form counts in coal equivalent: by the coefficient of the library. */
function fromTce(fuel: Fuel, unit: Unit, reading: Reading): { readonly factor: number } | undefined {
  const coefficient = inTce(unit) && reading.coalEquivalent(fuel)
  return coefficient ? { factor: 1 / coefficient } : undefined
}

const inTce = (unit: Unit | undefined): Unit | undefined =>
  unit?.dimension.powers.tce === 1 ? unit : undefined

/** Fuels that are the sum of others beside them, and those that are such a part: each counts once. */
function sumsApart(
  lines: readonly Line[],
  words: Reading['words'],
): { readonly counted: readonly Line[]; readonly left: readonly Line[] } {
  const names = new Map(lines.map((line) => [plainName(line.name), line]))
  const isLeft = (line: Line) => {
    const partOf = [...names.values()].some(
      (other) => other.fuel && words.parts(other.name).includes(plainName(line.name)),
    )
    return partOf || (!line.fuel && words.parts(line.name).some((part) => names.get(part)?.fuel))
  }
  return { counted: lines.filter((line) => !isLeft(line)), left: lines.filter(isLeft) }
}

/** A fuel that is the sum of others beside it counts once: by itself where it has a commodity, else by its parts. */
function withoutSums(lines: readonly Line[], reading: Reading, into: Gathered): readonly Line[] {
  const { counted, left } = sumsApart(lines, reading.words)
  for (const line of left) leave(line, 'sum', reading, into)
  return counted
}

function leave(line: Line, why: string, { layout }: Reading, into: Gathered): void {
  const amount = line.amounts.consumed ?? line.amounts.industrial
  into.left.push({
    at: placeOf(layout.book, layout.grid, line.row, 0),
    why,
    what: `${line.who} ${line.name}`.trim(),
    ...(amount ? { amount: amount.value / (line.unit?.factor ?? 1), unit: line.unitText } : {}),
  })
}

function take(line: Line, fuel: Fuel, year: number, reading: Reading, into: Gathered): void {
  const { desk, layout } = reading
  const { amounts, unit, unitText, name, who } = line
  const at = placeOf(layout.book, layout.grid, line.row, 0)
  const account = unit && (intoAccount(fuel, unit) ?? fromTce(fuel, unit, reading))
  if (unit && account && unit.dimension.powers.tce === 1 && fuel.unit !== 'tce')
    into.guesses.push({
      at,
      what: `${who} ${name}: ${unitText}`.trim(),
      as: `${fuel.id}, 1/${1 / account.factor} ${fuel.unit}`,
    })
  if (!unit || !account) {
    desk.diagnose('E0904', at, { unit: `${name} ${unitText}`.trim() })
    return
  }
  const amountOf = (role: ColumnRole) => (amounts[role]?.value ?? 0) * account.factor
  const consumed = amounts.consumed
    ? amountOf('consumed')
    : amountOf('industrial') + amountOf('non-industrial')
  const feedstock = amountOf('feedstock') + amountOf('converted')
  const put = (use: Use, amount: number, role: ColumnRole) => {
    if (amount > 0)
      into.figures.push({
        unit: line.firm,
        year,
        commodity: fuel.id,
        use,
        amount,
        at: amounts[role]?.at ?? at,
        table: 'stocks',
      })
  }
  const burnt = consumed - feedstock
  if (burnt < -1e-9 * consumed) {
    desk.diagnose('W0917', amounts.consumed?.at ?? at, {
      what: name,
      name: who,
      amount: burnt / account.factor / unit.factor,
      unit: unitText,
    })
  }
  put('fuel', Math.abs(burnt) <= 1e-12 * consumed ? 0 : burnt, amounts.consumed ? 'consumed' : 'industrial')
  put('feedstock', feedstock, amounts.converted ? 'converted' : 'feedstock')
  put('output', amountOf('produced') + amountOf('recovered'), amounts.produced ? 'produced' : 'recovered')
  if (amounts.converted && !into.fates.has(line.firm)) into.fates.set(line.firm, 'emitted')
  checkClosing(line, reading)
  const produced = amountOf('produced')
  checkStandard(line, fuel, { consumed, produced, account: account.factor, year }, reading, into)
}

/** Opening + in = out + closing, where the form states both stocks (W0919). */
function checkClosing({ amounts, unit, unitText, name, who, row }: Line, { desk, layout }: Reading): void {
  const value = (role: ColumnRole) => amounts[role]?.value ?? 0
  if (
    !amounts.purchased ||
    !(amounts.consumed || amounts.industrial) ||
    !(amounts.opening || amounts.closing)
  )
    return
  const consumed = amounts.consumed ? value('consumed') : value('industrial') + value('non-industrial')
  const ins = value('opening') + value('purchased') + value('produced') + value('recovered')
  const outs = consumed + value('sold') + value('closing')
  const gap = ins - outs
  if (Math.abs(gap) <= openStock * Math.max(ins, outs)) return
  desk.diagnose('W0919', placeOf(layout.book, layout.grid, row, 0), {
    what: name,
    name: who,
    gap: gap / (unit?.factor ?? 1),
    unit: unitText,
  })
}

/** Physical quantity × coefficient = standard quantity (W0918); what the books state becomes the coefficient of the county. */
function checkStandard(
  { amounts, unit, name, who, row }: Line,
  fuel: Fuel,
  how: { consumed: number; produced: number; account: number; year: number },
  reading: Reading,
  into: Gathered,
): void {
  const { coefficient, standard } = amounts
  const { consumed, produced, account, year } = how
  const at = standard?.at ?? coefficient?.at ?? placeOf(reading.layout.book, reading.layout.grid, row, 0)
  const written = consumed / account / (unit?.factor ?? 1)
  const product = coefficient ? written * coefficient.value : undefined
  const say = (physical: number, found: number) =>
    reading.desk.diagnose('W0918', at, {
      what: `${who} ${name}`.trim(),
      physical,
      standard: found,
      unit: 'tce',
    })
  if (
    product !== undefined &&
    standard &&
    Math.abs(product - standard.value) > openStandard * Math.max(product, standard.value)
  )
    say(product, standard.value)
  // A coefficient holds for what is made as well.
  const physical = coefficient ? consumed + produced : consumed
  // A fuel that is counted in coal equivalent has no coefficient of its own.
  if (inTce(unit)) return
  const tce = coefficient ? (physical / account / (unit?.factor ?? 1)) * coefficient.value : standard?.value
  if (tce === undefined || physical <= 0) return
  const library = reading.coalEquivalent(fuel)
  if (library && !isUsual(fuel, tce / physical / library)) {
    const one = account * (unit?.factor ?? 1)
    reading.desk.diagnose('W0941', coefficient?.at ?? at, {
      ...{
        what: `${who} ${name}`.trim(),
        found: (tce / physical) * one,
        usual: library * one,
        commodity: fuel.id,
      },
    })
  } else into.standards.push({ commodity: fuel.id, year, physical, tce })
}
