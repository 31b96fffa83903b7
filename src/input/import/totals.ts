import type { Span } from '../../diagnostics/span.ts'
import { placeOf } from '../workbook/grid.ts'
import type { Gathered } from './gathered.ts'
import { amountAt } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'

/** How far a printed total may lie from its rows: what adding rounded figures explains. */
const rounding = 1e-9

interface Read {
  readonly column: ReadColumn
  readonly value: number
  readonly at: Span
}

/** Sums of columns, held against the rows of the table that print them: sub-totals since the last one, totals of all. */
export class Totals {
  readonly #reading: Reading
  readonly #into: Gathered
  /** By column: kept and left out, since the beginning and since the last printed sum. */
  readonly #sums = new Map<number, { all: number; allKept: number; part: number; partKept: number }>()

  constructor(reading: Reading, into: Gathered) {
    this.#reading = reading
    this.#into = into
  }

  #put(read: readonly Read[], kept: boolean): void {
    for (const { column, value } of read) {
      const sum = this.#sums.get(column.index) ?? { all: 0, allKept: 0, part: 0, partKept: 0 }
      this.#sums.set(column.index, sum)
      sum.all += value
      sum.part += value
      if (!kept) continue
      sum.allKept += value
      sum.partKept += value
    }
  }

  /** Amounts of a row that is in the baseline. */
  add(read: readonly Read[]): void {
    this.#put(read, true)
  }

  /** Amounts of a row that is left out: a printed total may hold them. */
  miss(read: readonly Read[]): void {
    this.#put(read, false)
  }

  /** Holds the sums against a row that prints them (W0913). */
  hold(row: number, label: string): void {
    const { layout, desk, columns } = this.#reading
    const quiet = { ...desk, leave: () => undefined }
    for (const column of columns) {
      if (!column.unit || !summed.has(column.role)) continue
      const printed = amountAt(layout, row, column.index, column.unit, column.header, quiet)
      if (!printed) continue
      const sum = this.#sums.get(column.index) ?? { all: 0, allKept: 0, part: 0, partKept: 0 }
      const candidates = [sum.all, sum.allKept, sum.part, sum.partKept]
      const agrees = candidates.some((one) => near(one, printed.value))
      const at = placeOf(layout.book, layout.grid, row, column.index)
      const one = column.unit.factor
      const read = agrees ? printed.value : sum.all
      this.#into.sums.push({
        what: `${label} ${column.header}`,
        where: at,
        unit: column.unitText,
        printed: printed.value / one,
        read: read / one,
        agrees,
      })
      if (!agrees)
        desk.diagnose('W0913', at, {
          what: column.header,
          printed: printed.value / one,
          sum: sum.all / one,
          difference: (printed.value - sum.all) / one,
          unit: column.unitText,
        })
    }
    for (const sum of this.#sums.values()) {
      sum.part = 0
      sum.partKept = 0
    }
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b), 1e-12)
}

const summed: ReadonlySet<string> = new Set([
  ...['output', 'capacity', 'energy-total', 'energy-use', 'value-added', 'standard'],
  ...['purchased', 'consumed', 'industrial', 'feedstock'],
])
