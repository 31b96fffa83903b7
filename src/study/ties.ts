import type { Span } from '../diagnostics/span.ts'
import type { Plan } from '../engine/plan.ts'
import { type Correlation, matrixOf } from '../model/correlation.ts'
import type { Model } from '../model/model.ts'
import { statesRange } from '../model/stated-range.ts'
import { cholesky, type Dependence } from '../numerics/dependence.ts'
import type { Dimension } from './draws.ts'

/** A name of a correlation that does not stand for one uncertain number. */
export interface Untied {
  readonly id: string
  readonly at: Span
  /** How many uncertain numbers (or bands) it stands for; where it is one, the other side is of another kind. */
  readonly found: number
  readonly expected: string
}

/**
 * Dimensions that depend on each other: years of a band on the year before, and numbers with a stated correlation. `all` holds
 * every uncertain number of the plan; only those among `drawn` get rows. A number that is not drawn (nothing that is read
 * depends on it, or this scenario has no use for it) leaves its group without changing what the others have in common.
 */
export function dependenceOf(
  plan: Plan,
  all: readonly Dimension[],
  drawn: readonly Dimension[],
  model: Model,
): { readonly dependence: Dependence; readonly untied: readonly Untied[] } {
  const { correlations }: { correlations: readonly Correlation[] } = model
  const rowOf = new Map(drawn.map(({ id }, row) => [id, row]))
  const chains = chainsOf(plan, all)
  const untied: Untied[] = []
  const { names, rows: matrix } = matrixOf(correlations)
  const members = names.map(({ id, at }): readonly string[] | undefined => {
    const under = (own: string) => own === id || own.startsWith(`${id}.`)
    const single = all.filter((one) => one.group === undefined && under(one.id)).map((one) => [one.id])
    const banded = chains.filter(({ id: own }) => under(own)).map(({ years }) => years)
    const found = [...single, ...banded]
    if (found.length === 1) return found[0]
    // Stated as a range where no unit of this scenario uses it: nothing to draw, and nothing wrong.
    if (found.length === 0 && statesRange(model, id)) return []
    const options = found.map((ids) => (ids.length === 1 ? ids[0]! : ids[0]!.replace(/\.\d{4}$/, '')))
    untied.push({
      id,
      at,
      found: found.length,
      expected: options.length > 0 ? options.slice(0, 3).join(', ') : 'range | uncertain',
    })
    return undefined
  })
  if (untied.length > 0) return { dependence: { groups: [], chains: [] }, untied }
  const isChain = members.map((ids) => /\.band\.\d{4}$/.test(ids![0] ?? ''))
  for (const { of } of correlations) {
    const there = of.flatMap(({ id, at }) => {
      const place = names.findIndex((name) => name.id === id)
      return members[place]!.length === 0 ? [] : [{ id, at, chain: isChain[place]! }]
    })
    const odd = there.find(({ chain }) => chain !== there[0]!.chain)
    if (odd)
      untied.push({
        id: odd.id,
        at: odd.at,
        found: 1,
        expected: there[0]!.chain ? 'band' : 'range | uncertain',
      })
  }
  const groups: { rows: readonly number[]; factor: readonly (readonly number[])[] }[] = []
  /** Takes those of the names that have a row, with their part of the matrix. */
  const group = (rows: readonly (number | undefined)[]): void => {
    const kept = rows.flatMap((row, i) => (row === undefined ? [] : [i]))
    if (kept.length < 2) return
    const made = cholesky(kept.map((i, p) => kept.slice(0, p + 1).map((j) => matrix[i]![j]!)))
    // A part of a positive definite matrix is one: the whole was judged when the plan was built.
    if ('factor' in made) groups.push({ rows: kept.map((i) => rows[i]!), factor: made.factor })
  }
  group(members.map((ids, i) => (isChain[i] ? undefined : rowOf.get(ids![0] ?? ''))))
  // Bands are tied year by year: each year's new part has the correlation.
  const years = new Set(members.flatMap((ids, i) => (isChain[i] ? ids!.map((id) => id.slice(-4)) : [])))
  for (const year of [...years].sort())
    group(
      members.map((ids, i) => {
        const own = isChain[i] ? ids!.find((id) => id.endsWith(year)) : undefined
        return own === undefined ? undefined : rowOf.get(own)
      }),
    )
  return {
    dependence: {
      groups,
      chains: chains.flatMap(({ years: ids, persistence }) => {
        const rows = ids.flatMap((id) => rowOf.get(id) ?? [])
        return persistence > 0 && rows.length > 1 ? [{ rows, persistence }] : []
      }),
    },
    untied,
  }
}

/** The years of each band, in order. */
function chainsOf(
  plan: Plan,
  all: readonly Dimension[],
): readonly { readonly id: string; readonly years: readonly string[]; readonly persistence: number }[] {
  const byGroup = new Map<string, { years: string[]; persistence: number }>()
  for (const { id, group, places } of all) {
    if (group === undefined) continue
    const { persistence = 0 } = plan.slots[places[0]!.slot]!
    const known = byGroup.get(group)
    if (known) known.years.push(id)
    else byGroup.set(group, { years: [id], persistence })
  }
  return [...byGroup].map(([id, { years, persistence }]) => ({ id, years: years.sort(), persistence }))
}
