import type { Analysed } from '../analysis/figures.ts'
import type { Trajectories } from '../engine/plan.ts'

/** A plan that was run. */
interface Ran {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
}

/** Of what is wanted of a thing, so much more must be bought to be told. */
const noticed = 0.01

/**
 * Commodities of which clearly more is bought in some year from `from` to `until` than before: what closed units made and others
 * go on using. The ledgers and the totals of the county fall by it, and what is bought is emitted elsewhere. Power and heat are left
 * out, since bought ones have emissions of their own. Most first, by share of what is wanted.
 */
export function boughtInstead(before: Ran, after: Ran, from: number, until: number): readonly string[] {
  const { base } = after.analysed.model.horizon
  const found: (readonly [id: string, share: number])[] = []
  for (const balance of after.analysed.balances) {
    const id = balance.commodity
    const group = after.analysed.model.commodities.get(id)?.group
    const earlier = before.analysed.balances.find(({ commodity }) => commodity === id)
    if (group === 'electricity' || group === 'heat') continue
    const series = (ran: Ran, own: typeof balance, item: 'imports' | 'uses' | 'demand' | 'losses') => {
      const values = ran.trajectories.value(own[item])
      return (i: number) => values[values.length === 1 ? 0 : i]!
    }
    const [now, then] = [series(after, balance, 'imports'), earlier && series(before, earlier, 'imports')]
    const [uses, demand] = [series(after, balance, 'uses'), series(after, balance, 'demand')]
    let most = 0
    for (let year = Math.max(from, base); year <= until; year++) {
      const i = year - base
      const wanted = uses(i) + demand(i)
      if (wanted > 0) most = Math.max(most, (now(i) - (then?.(i) ?? 0)) / wanted)
    }
    if (most > noticed) found.push([id, most])
  }
  return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)
}
