import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { parseUnit, type Unit } from '../../quantity/unit.ts'
import { readAmount } from '../workbook/amount.ts'
import { placeOf } from '../workbook/grid.ts'
import type { Fuel, LeftOut } from './gathered.ts'
import type { Layout } from './layout.ts'

/** What readers of tables share: where they tell of faults, and where what is left out is listed. */
export interface Desk {
  readonly diagnose: Diagnose
  leave(item: LeftOut): void
}

/** A unit as a map writes it; undefined where it is none, which was said. */
export function unitAs(
  written: { readonly text: string; readonly at: Span } | undefined,
  desk: Desk,
): Unit | undefined {
  if (!written) return undefined
  const unit = parseUnit(written.text)
  if (!('unknown' in unit)) return unit
  desk.diagnose('E0904', written.at, { unit: written.text })
  return undefined
}

/** An amount in a cell, multiplied by its unit; undefined where there is none or it cannot be read (which is said). */
export interface ReadAmount {
  /** In canonical units of `unit`. */
  readonly value: number
  readonly at: Span
}

/**
 * Read the amount of one cell: text that is a number, a unit glued to it that overrules the header's, formula errors, dates.
 * Whatever is not read is said at its cell and listed.
 */
export function amountAt(
  layout: Layout,
  row: number,
  column: number,
  unit: Unit,
  what: string,
  desk: Desk,
): ReadAmount | undefined {
  const { book, grid } = layout
  const cell = grid.at(row, column)
  if (!cell) return undefined
  const at = placeOf(book, grid, row, column)
  const { value } = cell
  const lost = (why: string, text: string) => desk.leave({ at, why, what: `${what}: ${text}` })
  switch (value.kind) {
    case 'number':
      if (!value.date) return { value: value.value * unit.factor, at }
      desk.diagnose('W0925', at, { what })
      lost('date', String(value.value))
      return undefined
    case 'error':
      desk.diagnose('W0923', at, { what, found: value.text })
      lost('formula-error', value.text)
      return undefined
    case 'formula':
      desk.diagnose('W0930', at, { what, formula: value.text })
      lost('formula-empty', value.text)
      return undefined
    default: {
      const read = readAmount(value.text)
      if (read.kind === 'none') return undefined
      if (read.kind === 'number' && read.unit === undefined) return { value: read.value * unit.factor, at }
      if (read.kind === 'number' && read.unit !== undefined) {
        const own = parseUnit(read.unit)
        if (!('unknown' in own) && sameDimension(own.dimension, unit.dimension)) {
          if (own.factor !== unit.factor) desk.diagnose('W0914', at, { what, found: value.text })
          return { value: read.value * own.factor, at }
        }
      }
      if (/^\d{4}[-/.\u5e74]\d{1,2}(?:[-/.\u6708]\d{1,2}\u65e5?)?$/u.test(value.text.trim()))
        desk.diagnose('W0925', at, { what })
      else desk.diagnose('W0910', at, { what, found: value.text })
      lost('unread', value.text)
      return undefined
    }
  }
}

/** How many units of account one canonical unit of a written unit is; undefined where they measure different things. */
export function intoAccount(fuel: Fuel, unit: Unit): { factor: number; gas: boolean } | undefined {
  if (sameDimension(unit.dimension, fuel.dimension)) return { factor: 1 / fuel.factor, gas: false }
  // A year of it: 万吨/年.
  const yearly = { ...unit.dimension, powers: { ...unit.dimension.powers } }
  if (yearly.powers.time === -1) {
    delete (yearly.powers as Record<string, number>).time
    if (sameDimension(yearly, fuel.dimension)) return { factor: 1 / fuel.factor, gas: false }
  }
  // Statistics write m³ for gas; whose standard conditions is not said.
  const powers = Object.entries(unit.dimension.powers)
  const isVolume = powers.length === 1 && unit.dimension.powers.volume === 1
  if (isVolume && sameDimension(fuel.dimension, { powers: { gas0: 1 } }))
    return { factor: 1 / fuel.factor, gas: true }
  return undefined
}
