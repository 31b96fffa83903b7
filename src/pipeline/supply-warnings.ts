import type { Ran } from './case.ts'
import type { Session } from './session.ts'

/** A county makes a thing for itself and its customers where this share of it, or more, was made there. */
const mostly = 0.8
/** It has come to buy it where this share, or more, is bought. */
const half = 0.5

/**
 * What the county made in the last observed year and mostly buys later (W0840): its emissions fall although as much of the thing
 * is used and sold, because others make it. Power and heat are left out, since bought ones have emissions of their own.
 */
export function warnAboutSupply({ analysed, summary }: Ran, session: Session): void {
  const { model } = analysed
  const { base, observedTo } = model.horizon
  for (const [id, { group, suppliers, unit }] of model.commodities) {
    if (!suppliers || suppliers.length === 0 || group === 'electricity' || group === 'heat') continue
    const rows = new Map(
      summary.balances.flatMap(({ commodity, item, values }) =>
        commodity === id ? [[item, values] as const] : [],
      ),
    )
    const at = (item: 'imports' | 'uses' | 'demand' | 'losses', i: number) => rows.get(item)?.[i] ?? 0
    const wanted = (i: number) => at('uses', i) + at('demand', i) + at('losses', i)
    const bought = (i: number) => (wanted(i) > 0 ? at('imports', i) / wanted(i) : 0)
    const last = observedTo - base
    if (!(wanted(last) > 0) || bought(last) > 1 - mostly) continue
    const years = rows.get('imports')?.length ?? 0
    // A trickle that is bought where nearly nothing is wanted any more moves no total.
    const begins = Array.from({ length: years }, (_, i) => i).find(
      (i) => i > last && bought(i) >= half && wanted(i) > 0.1 * wanted(last),
    )
    if (begins === undefined) continue
    session.diagnose('W0840', wantedAt(model, id) ?? unit.at, {
      commodity: id,
      from: observedTo,
      made: percent(1 - bought(last)),
      year: base + begins,
      share: percent(bought(begins)),
      amount: `${Number(at('imports', begins).toPrecision(3))} ${unit.unit}`,
    })
  }
}

/** Who sells or orders it, where the county says so. */
function wantedAt(model: Ran['analysed']['model'], id: string) {
  for (const demand of model.demands.values()) if (demand.of.id === id) return demand.of.at
  return model.commodities.get(id)?.suppliers?.[0]?.at
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`
}
