import type { Span } from '../../diagnostics/span.ts'
import type { Gathered } from './gathered.ts'
import { amountAt, type ReadAmount } from './read-cell.ts'
import type { ReadColumn, Reading } from './reading.ts'

/** How far a printed total may lie from its rows: what adding in binary explains. */
const rounding = 1e-9

interface Read {
  readonly column: ReadColumn
  readonly value: number
  readonly at: Span
}

/** A row that prints a sum. */
interface Held {
  readonly row: number
  readonly label: string
  /** How high it stands: 0 is a total of all, 1 a chapter, 2 a part of it. */
  readonly level: number
  /** How many rows of amounts were read before it. */
  readonly before: number
}

/** Sums from the first row on, of one column: of every row, and of those that are in the baseline. */
interface Running {
  readonly all: number[]
  readonly kept: number[]
}

/**
 * Sums of columns, held against the rows of the table that print them. A total may stand under its rows or above them, be one of
 * everything or of a part; it agrees where any of these is what it says.
 */
export class Totals {
  readonly #reading: Reading
  readonly #into: Gathered
  readonly #rows: { readonly read: readonly Read[]; readonly kept: boolean }[] = []
  readonly #held: Held[] = []

  constructor(reading: Reading, into: Gathered) {
    this.#reading = reading
    this.#into = into
  }

  /** Amounts of a row that is in the baseline. */
  add(read: readonly Read[]): void {
    this.#rows.push({ read, kept: true })
  }

  /** Amounts of a row that is left out: a printed total may hold them. */
  miss(read: readonly Read[]): void {
    this.#rows.push({ read, kept: false })
  }

  /** A row that prints sums. */
  hold(row: number, label: string, level = 0): void {
    this.#held.push({ row, label, level, before: this.#rows.length })
  }

  /** Holds what was read against what is printed, when all is read (W0913). */
  tell(): void {
    const { layout, desk, columns } = this.#reading
    if (this.#held.length === 0) return
    const quiet = { ...desk, leave: () => undefined }
    const running = new Map<number, Running>()
    for (const held of this.#held)
      for (const column of columns) {
        if (!column.unit || !summed.has(column.role)) continue
        const printed = amountAt(layout, held.row, column.index, column.unit, column.header, quiet)
        if (!printed) continue
        const sums = running.get(column.index) ?? this.#running(column.index)
        running.set(column.index, sums)
        this.#compare(held, column, printed, sums)
      }
  }

  #compare(held: Held, column: ReadColumn, printed: ReadAmount, sums: Running): void {
    const open = Math.max(rounding * Math.abs(printed.value), halfOfLastDigit(printed.value, column))
    const scopes = this.#scopes(held).filter(([from, to]) => to > from)
    const candidates = (scopes.length > 0 ? scopes : ([[0, 0]] as const)).flatMap(([from, to]) => [
      sums.all[to]! - sums.all[from]!,
      sums.kept[to]! - sums.kept[from]!,
    ])
    // What it comes nearest to is what it was meant to be.
    const away = (sum: number) => Math.abs(sum - printed.value)
    const sum = candidates.reduce((best, one) => (away(one) < away(best) ? one : best))
    const agrees = away(sum) <= open
    const one = column.unit!.factor
    const [shown, read] = [printed.value / one, sum / one]
    const { header, unitText: unit } = column
    this.#into.sums.push({
      ...{ what: `${held.label} ${header}`, where: printed.at, unit, printed: shown },
      ...{ read: agrees && away(sum) <= rounding * Math.abs(printed.value) ? shown : read, agrees },
    })
    if (!agrees)
      this.#reading.desk.diagnose('W0913', printed.at, {
        ...{ what: header, printed: shown, sum: read, difference: shown - read, unit },
      })
  }

  #running(column: number): Running {
    const all = [0]
    const kept = [0]
    for (const row of this.#rows) {
      const value = row.read.find((one) => one.column.index === column)?.value ?? 0
      all.push(all.at(-1)! + value)
      kept.push(kept.at(-1)! + (row.kept ? value : 0))
    }
    return { all, kept }
  }

  /** From which row to which a sum may reach: all, all above, since the sum above, to the next sum of its level or any below. */
  #scopes(held: Held): readonly (readonly [number, number])[] {
    const { before, level } = held
    const end = this.#rows.length
    const i = this.#held.indexOf(held)
    const last = this.#held[i - 1]?.before ?? 0
    const next = this.#held[i + 1]?.before ?? end
    const sister = this.#held.slice(i + 1).find((one) => one.level <= level)?.before ?? end
    const elder = this.#held.slice(0, i).findLast((one) => one.level <= level)?.before ?? 0
    return [
      ...([
        [0, end],
        [0, before],
        [last, before],
      ] as const),
      ...([
        [elder, before],
        [before, next],
        [before, sister],
      ] as const),
    ]
  }
}

/** A total that is printed with fewer digits than its rows is rounded: 12345 may be 12345.4, but 12 is not 11.7. */
function halfOfLastDigit(value: number, { unit }: ReadColumn): number {
  const written = String(Number((value / unit!.factor).toPrecision(12)))
  const digits = /e/.test(written) ? 0 : (written.split('.')[1]?.length ?? 0)
  return Math.min(0.5 * 10 ** -digits * unit!.factor * (1 + 1e-6), 5e-4 * Math.abs(value))
}

/** Roles whose figures a row of totals sums. */
export const summed: ReadonlySet<string> = new Set([
  ...['output', 'capacity', 'energy-total', 'energy-use', 'value-added', 'standard'],
  ...['purchased', 'consumed', 'industrial', 'feedstock'],
])
