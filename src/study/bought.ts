import type { Analysed } from '../analysis/figures.ts'
import type { Trajectories } from '../engine/plan.ts'

/** A plan that was run. */
interface Ran {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
}

/** Of what is wanted of a thing, so much less must be made and so much more bought to be told. */
const noticed = 0.01

/**
 * Commodities of which clearly less is made and clearly more bought in some year from `from` to `until` than before: what closed
 * units made and others go on using. The ledgers and the totals of the county fall, and what making it emits is counted elsewhere.
 * (A fuel that is burnt in place of one that was made here was never made here, and its emissions stay.) Power and heat are
 * left out, since bought ones have emissions of their own. Most first, by share of what is wanted.
 */
export function boughtInstead(before: Ran, after: Ran, from: number, until: number): readonly string[] {
  const { base } = after.analysed.model.horizon
  const found: (readonly [id: string, share: number])[] = []
  for (const balance of after.analysed.balances) {
    const id = balance.commodity
    const group = after.analysed.model.commodities.get(id)?.group
    const earlier = before.analysed.balances.find(({ commodity }) => commodity === id)
    if (group === 'electricity' || group === 'heat') continue
    if (!earlier) continue
    const series = (ran: Ran, own: typeof balance, item: 'production' | 'imports' | 'uses' | 'demand') => {
      const values = ran.trajectories.value(own[item])
      return (i: number) => values[values.length === 1 ? 0 : i]!
    }
    const [bought, boughtBefore] = [series(after, balance, 'imports'), series(before, earlier, 'imports')]
    const [made, madeBefore] = [series(after, balance, 'production'), series(before, earlier, 'production')]
    const [uses, demand] = [series(after, balance, 'uses'), series(after, balance, 'demand')]
    let most = 0
    for (let year = Math.max(from, base); year <= until; year++) {
      const i = year - base
      const wanted = uses(i) + demand(i)
      const replaced = Math.min(bought(i) - boughtBefore(i), madeBefore(i) - made(i))
      if (wanted > 0) most = Math.max(most, replaced / wanted)
    }
    if (most > noticed) found.push([id, most])
  }
  return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)
}
