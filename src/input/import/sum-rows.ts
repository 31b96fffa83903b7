import { chineseNumerals } from '../../text/numerals.ts'
import { readAmount } from '../workbook/amount.ts'
import { rowTexts } from './layout.ts'
import type { Reading } from './reading.ts'
import { summed } from './totals.ts'

/** A row of a list that prints the sum of others. */
export interface SumRow {
  readonly label: string
  /** 0: of all; 1: of a chapter; 2: of a part of a chapter. */
  readonly level: number
  /** What says so: a word (合计), the number of a chapter (一、), or its figures alone, which is a guess. */
  readonly by: 'word' | 'number' | 'figures'
}

interface Candidate {
  readonly row: number
  readonly label: string
  /** 1 and 2 by its numbering, else 0. */
  readonly numbered: number
  readonly word: boolean
  /** Whether a code, an industry or a product stands in the row: a firm has them. */
  readonly identified: boolean
  readonly amounts: ReadonlyMap<number, number>
}

const chapter = new RegExp(`^[${chineseNumerals}]+(?:[\\u3001.\\uff0e]|$)`, 'u')
const part = new RegExp(`^[(\\uff08][${chineseNumerals}]+[)\\uff09]`, 'u')
const near = 1e-9
/** Figures that agree must have so many digits together, or it may be chance. */
const leastDigits = 6

/**
 * Find the rows of a list that are sums of its other rows: by a word, by the number of a chapter whose firms stand below, or because
 * each of their figures is the sum of the rows below or above. A sum that is read as a firm would count its firms twice.
 */
export function sumRows(reading: Reading): ReadonlyMap<number, SumRow> {
  const rows = candidates(reading)
  const found = new Map<number, SumRow>()
  for (const one of rows) if (one.word) found.set(one.row, { label: one.label, level: 0, by: 'word' })
  const identities = rows.some(({ identified }) => identified)
  for (const [i, one] of rows.entries()) {
    if (one.word || one.numbered === 0 || (identities && one.identified)) continue
    const next = rows[i + 1]
    const heads = next && !next.word && (next.numbered === 0 || next.numbered > one.numbered)
    // Where nothing else tells a chapter from a firm with a number, one of its figures must be a sum.
    if (heads && (identities || agreesSomewhere(one, rows.slice(i + 1))))
      found.set(one.row, { label: one.label, level: one.numbered, by: 'number' })
  }
  const isSum = ({ row }: Candidate) => found.has(row)
  const mark = (one: Candidate) => found.set(one.row, { label: one.label, level: 1, by: 'figures' })
  const mayBe = (one: Candidate) => !isSum(one) && !(identities && one.identified) && tellsEnough(one)
  for (let i = rows.length - 1; i >= 0; i--) {
    const one = rows[i]!
    if (mayBe(one) && addsUp(one, following(rows, i, isSum))) mark(one)
  }
  for (const [i, one] of rows.entries()) {
    if (!mayBe(one)) continue
    const from = rows.slice(0, i).findLastIndex(isSum) + 1
    if (addsUp(one, rows.slice(from, i).reverse(), true)) mark(one)
  }
  return found
}

function* following(rows: readonly Candidate[], i: number, isSum: (one: Candidate) => boolean) {
  for (let next = i + 1; next < rows.length; next++) {
    const one = rows[next]!
    if (one.word) return
    if (!isSum(one)) yield one
  }
}

function candidates(reading: Reading): readonly Candidate[] {
  const { layout, columns, words } = reading
  const amounts = columns.filter(({ role }) => summed.has(role))
  const text = (row: number, ...roles: readonly string[]) =>
    columns.filter(({ role }) => roles.includes(role)).map(({ index }) => layout.text(row, index))
  const found: Candidate[] = []
  for (let row = reading.from; row <= reading.to; row++) {
    if (reading.skip.has(row) || reading.headers.has(row)) continue
    const texts = rowTexts(layout, row)
    const [name = ''] = text(row, 'name')
    const first = [texts[0] ?? '', name]
    if (texts.length === 0 || first.some((one) => words.isPart(one))) continue
    const read = new Map<number, number>()
    for (const { index } of amounts) {
      const cell = layout.grid.at(row, index)?.value
      const value = cell?.kind === 'text' ? readAmount(cell.text) : cell
      if (value?.kind === 'number' && !('date' in value && value.date) && value.value !== 0)
        read.set(index, value.value)
    }
    const label = [name, ...texts.slice(0, 2)].find((one) => words.isTotal(one))
    if (read.size === 0 && label === undefined) continue
    found.push({
      ...{ row, label: label ?? (name || texts[0]!), word: label !== undefined, amounts: read },
      numbered: first.some((one) => chapter.test(one)) ? 1 : first.some((one) => part.test(one)) ? 2 : 0,
      identified: text(row, 'code', 'industry', 'product').some((one) => one !== ''),
    })
  }
  return found
}

/** Whether the figures of a row are many enough to tell a sum from chance. */
function tellsEnough({ amounts }: Candidate): boolean {
  const figures = [...amounts.values()].map((value) => String(value).replace(/^0\.0*|\.|0+$/g, '').length)
  return amounts.size >= 2 && figures.reduce((sum, one) => sum + one, 0) >= leastDigits
}

/**
 * Whether each figure of a row is the sum of rows next to it, two at least.
 * @param whole Whether all of them must be taken; else it is enough that the first so many do.
 */
function addsUp({ amounts }: Candidate, rows: Iterable<Candidate>, whole = false): boolean {
  const sums = new Map<number, number>()
  const open = (column: number) => near * Math.abs(amounts.get(column) ?? 0)
  const all = () =>
    [...amounts].every(([column, value]) => Math.abs((sums.get(column) ?? 0) - value) <= open(column))
  let count = 0
  let agreed = false
  for (const row of rows) {
    for (const [column, value] of row.amounts) {
      const sum = (sums.get(column) ?? 0) + value
      sums.set(column, sum)
      // Beyond the figure there is nothing to find, nor where the row prints none.
      if (sum > (amounts.get(column) ?? 0) + open(column)) return agreed && !whole
    }
    count++
    agreed = count >= 2 && all()
    if (agreed && !whole) return true
  }
  return agreed
}

/** Whether one figure of a numbered row is the sum of some rows below it. */
function agreesSomewhere({ amounts }: Candidate, below: readonly Candidate[]): boolean {
  return [...amounts].some(([column, value]) => {
    let sum = 0
    return below.some((row, i) => {
      sum += row.amounts.get(column) ?? 0
      return i > 0 && Math.abs(sum - value) <= near * Math.abs(value)
    })
  })
}
