import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import { type Figure, type Gathered, unclassified, unspecified } from './gathered.ts'
import type { Words } from './words.ts'

/** A balance is printed in two decimals of 10,000 t: firms may come to this share more than their row before it is a fault. */
const rounding = 0.005

const goesIn = ({ use }: Figure): boolean => use !== 'output' && use !== 'stored'

/** What firms took of the rows of one sector, in one commodity and direction. */
interface Pool {
  readonly rows: readonly Figure[]
  readonly firms: Figure[]
}

/**
 * Firms beside a regional balance: the balance holds their energy, so it is taken out of the row of their sector and what is left
 * is the rest of that row. A firm's figure belongs to the nearest sector above it that has the fuel: a coking plant's coal to
 * 炼焦, its power to 工业. Firms of no known sector belong to industry, which is a guess: only industry keeps such tables.
 * What a list says of a fuel that is converted stays in the balance, for the list does not say what came of it (W0937).
 * A row that firms take more from than it holds is refused, with the firm that takes most (E0907); energy without fuels cannot be
 * taken out of a row, and stays in the balance (W0936).
 */
export function restOfBalance(gathered: Gathered, words: Words, diagnose: Diagnose): void {
  const { figures, units } = gathered
  const balance = figures.filter(({ table }) => table === 'balance')
  if (balance.length === 0 || balance.length === figures.length) return
  const years = new Set(balance.map(({ year }) => year))
  const kept = withoutUnspecified(gathered, years, diagnose)
  const pools = new Map<string, Pool>()
  const keyOf = (sector: string, { commodity, year }: Figure, inward: boolean) =>
    [sector, commodity, year, inward ? 'in' : 'out'].join(' ')
  for (const row of balance) {
    const key = keyOf(units.get(row.unit)!.sector, row, goesIn(row))
    const pool = pools.get(key) ?? { rows: [], firms: [] }
    pools.set(key, { ...pool, rows: [...pool.rows, row] })
  }
  const guessed = new Set<string>()
  const staying = new Set<Figure>()
  const makers = new Set(balance.flatMap(({ unit, use }) => (use === 'output' ? [unit] : [])))
  for (const figure of kept) {
    if (figure.table === 'balance' || !years.has(figure.year)) continue
    const unit = units.get(figure.unit)!
    const own = unit.sector === unclassified ? 'industry' : unit.sector
    if (own !== unit.sector && !guessed.has(unit.key)) {
      guessed.add(unit.key)
      gathered.guesses.push({ at: unit.at, what: `balance row of ${unit.name}`, as: own })
    }
    const pool = above(own, words)
      .map((sector) => pools.get(keyOf(sector, figure, goesIn(figure))))
      .find((found) => found !== undefined)
    if (pool && unknownOutput(figure, pool, makers)) stays(figure, gathered, diagnose, staying)
    else if (pool) pool.firms.push(figure)
    else
      diagnose('E0907', figure.at, {
        ...{ what: unit.name, commodity: figure.commodity, firms: figure.amount, row: own, holds: 0 },
      })
  }
  const left = new Map<Figure, number>()
  for (const pool of pools.values()) subtract(pool, gathered, left, diagnose)
  const rest = kept.flatMap((figure) => {
    if (staying.has(figure)) return []
    const amount = left.get(figure)
    return amount === undefined ? [figure] : amount > 0 ? [{ ...figure, amount }] : []
  })
  figures.splice(0, figures.length, ...rest)
}

/**
 * What a list of firms says of a fuel that its sector converts: the list does not say what came out, and taken apart the firm would
 * burn what became coke. It stays in the row.
 */
function unknownOutput(figure: Figure, { rows }: Pool, makers: ReadonlySet<string>): boolean {
  return (
    figure.table === 'enterprises' &&
    goesIn(figure) &&
    rows.some(({ unit, use }) => use !== 'fuel' && makers.has(unit))
  )
}

function stays(figure: Figure, { units, left }: Gathered, diagnose: Diagnose, staying: Set<Figure>): void {
  const { at, unit, commodity, amount } = figure
  const what = units.get(unit)?.name ?? unit
  staying.add(figure)
  left.push({ at, why: 'in-balance', what: `${what}: ${commodity}`, amount })
  diagnose('W0937', at, { what, commodity, amount })
}

/** A sector and those above it, the nearest first. */
function above(sector: string, words: Words): readonly string[] {
  const parent = words.sectors.get(sector)?.parent
  return parent === undefined ? [sector] : [sector, ...above(parent, words)]
}

/** Take the firms out of their rows: from what is used in the same way first, then from what else the rows hold. */
function subtract(
  { rows, firms }: Pool,
  { units, guesses }: Gathered,
  left: Map<Figure, number>,
  diagnose: Diagnose,
): void {
  const sum = (list: readonly Figure[]) => list.reduce((all, { amount }) => all + amount, 0)
  const [taken, holds] = [sum(firms), sum(rows)]
  if (firms.length === 0) return
  const most = firms.reduce((a, b) => (b.amount > a.amount ? b : a))
  const name = rows.map(({ unit }) => units.get(unit)!.name)
  const row = [...new Set(name)].join(', ')
  if (taken > holds * (1 + rounding)) {
    diagnose('E0907', most.at, {
      ...{ what: units.get(most.unit)!.name, commodity: most.commodity, firms: taken, row, holds },
    })
    return
  }
  if (taken > holds * (1 + 1e-9))
    guesses.push({ at: most.at, what: `rest of ${row}: ${most.commodity} ${holds - taken}`, as: '0' })
  const remaining = new Map(rows.map((one) => [one, one.amount]))
  const take = (amount: number, list: readonly Figure[]): number => {
    let open = amount
    for (const one of list) {
      const part = Math.min(open, remaining.get(one)!)
      remaining.set(one, remaining.get(one)! - part)
      open -= part
    }
    return open
  }
  const large = [...rows].sort((a, b) => b.amount - a.amount)
  for (const firm of firms) {
    const alike = large.filter(({ use }) => (use === 'feedstock') === (firm.use === 'feedstock'))
    take(take(firm.amount, alike), large)
  }
  // What adding and taking leaves of a row that was taken whole is rounding.
  for (const [one, amount] of remaining) left.set(one, amount <= 1e-9 * one.amount ? 0 : amount)
}

/** Energy that a firm states only in coal equivalent stays in the row of the balance that holds it by fuel (W0936). */
function withoutUnspecified(
  gathered: Gathered,
  years: ReadonlySet<number>,
  diagnose: Diagnose,
): readonly Figure[] {
  const inside = (figure: Figure) =>
    figure.table !== 'balance' && figure.commodity === unspecified && years.has(figure.year)
  const found = gathered.figures.filter(inside)
  const [first] = found
  if (!first) return [...gathered.figures]
  for (const { at, unit, amount } of found)
    gathered.left.push({
      ...{ at, why: 'in-balance', what: gathered.units.get(unit)?.name ?? unit, amount, unit: 'tce' },
    })
  const amount = found.reduce((sum, one) => sum + one.amount, 0)
  diagnose('W0936', first.at, { count: new Set(found.map(({ unit }) => unit)).size, amount })
  return gathered.figures.filter((figure) => !inside(figure))
}
