import type { Trajectories } from '../engine/plan.ts'
import type { Analysed } from './figures.ts'
import type { LedgerColumns, PartOf, QuotaLine } from './ledgers.ts'
import { at } from './verdict.ts'

/** One limit of a ledger in one run, one number for each year of the horizon. */
export interface LineFact {
  readonly line: QuotaLine
  readonly limit: Float64Array
  readonly figure: Float64Array
  readonly margin: Float64Array
  /** The judged year with the least margin. */
  readonly tightest: number
  /** The first judged year with a margin below zero. */
  readonly firstShort?: number
}

/** A ledger in one run. */
export interface LedgerFact {
  readonly columns: LedgerColumns
  readonly used: Float64Array
  readonly parts: readonly { readonly of: PartOf; readonly values: Float64Array }[]
  readonly freed?: Float64Array
  readonly lines: readonly LineFact[]
  /** How much more a new project could use in each judged year: the least of all lines, an offset divided by its ratio. */
  readonly headroom: ReadonlyMap<number, number>
  /** Use at both ends of each plan period (energy only). */
  readonly periods: readonly { readonly plan: string; readonly before: number; readonly end: number }[]
  readonly unsited?: { readonly count: number; readonly year: number; readonly amount: number }
}

/** A node as one number a year. */
export function yearly(trajectories: Trajectories, node: number, length: number): Float64Array {
  const values = trajectories.value(node)
  return values.length === length ? values : new Float64Array(length).fill(values[0]!)
}

/** Reads the ledgers of a run. */
export function ledgerFacts(analysed: Analysed, trajectories: Trajectories): readonly LedgerFact[] {
  const { model, figures } = analysed
  const { base, to } = model.horizon
  const length = to - base + 1
  const read = (node: number) => yearly(trajectories, node, length)
  return figures.ledgers.map((columns): LedgerFact => {
    const used = read(columns.used)
    const lines = columns.lines.map((line) => lineFact(line, read, base))
    const headroom = new Map<number, number>()
    for (const { line, margin } of lines)
      for (let year = line.judged[0]; year <= line.judged[1]; year++) {
        const room = margin[year - base]! / (line.ratio !== undefined && line.ratio > 0 ? line.ratio : 1)
        headroom.set(year, Math.min(headroom.get(year) ?? Number.POSITIVE_INFINITY, room))
      }
    const energy = columns.indicator.startsWith('energy.') && columns.zone === undefined
    const inside = (year: number) => Math.min(Math.max(year, base), to)
    return {
      columns,
      used,
      lines,
      headroom: new Map([...headroom].sort(([a], [b]) => a - b)),
      parts: columns.parts.map(({ of, node }) => ({ of, values: read(node) })),
      ...(columns.freed === undefined ? {} : { freed: read(columns.freed) }),
      periods: energy
        ? [...model.plans]
            .filter(([, plan]) => plan.to.year >= base && plan.from.year <= to)
            .map(([plan, { from, to: last }]) => ({
              plan,
              before: at(used, inside(from.year - 1) - base),
              end: at(used, inside(last.year) - base),
            }))
        : [],
      ...unsitedOf(analysed, columns, read),
    }
  })
}

function lineFact(line: QuotaLine, read: (node: number) => Float64Array, base: number): LineFact {
  const margin = read(line.margin)
  const [from, to] = line.judged
  let tightest = from
  let firstShort: number | undefined
  for (let year = from; year <= to; year++) {
    const value = margin[year - base]!
    if (!(value >= 0) && firstShort === undefined) firstShort = year
    if (!(value >= margin[tightest - base]!)) tightest = year
  }
  return {
    line,
    margin,
    tightest,
    limit: read(line.limit),
    figure: read(line.figure),
    ...(firstShort === undefined ? {} : { firstShort }),
  }
}

/** Units without a site that emit what a control unit is held to: their amount in the first judged year. */
function unsitedOf(
  analysed: Analysed,
  columns: LedgerColumns,
  read: (node: number) => Float64Array,
): Pick<LedgerFact, 'unsited'> {
  const year = columns.lines[0]?.judged[0]
  if (columns.unsited === undefined || year === undefined) return {}
  const amount = read(columns.unsited)[year - analysed.model.horizon.base]!
  if (!(amount > 0)) return {}
  const count = analysed.actors.filter(
    ({ kind, facility }) => (kind === 'facility' || kind === 'project') && !facility?.site,
  ).length
  return { unsited: { count, year, amount } }
}
