import { balanced, co2PerCarbon } from '../carbon.ts'
import type { Context } from '../context.ts'
import type { Ref } from '../plan.ts'

/**
 * Carbon balance of a conversion process (model.md, Emissions 2): emission = carbon in − carbon out in products and
 * by-products; what leaves as ash or slag (`stored`) is an output like any other. Counted as process emission where a
 * reductant goes in, else as energy, unless the method says otherwise. The run checks that it is not negative (E0412).
 * Biogenic carbon that passes through is a memo item and stays out of the balance.
 */
export function carbonBalance(cx: Context): void {
  const { g } = cx
  for (const actor of cx.actors) {
    const method = actor.methods.find((candidate) => candidate.kind === 'carbon-balance')
    if (method?.kind !== 'carbon-balance') continue
    const ins: Ref[] = []
    const outs: Ref[] = []
    let first: string | undefined
    let reductant = false
    for (const flow of balanced(actor)) {
      if (flow.commodity.biogenic?.value) continue
      const carbon = cx.carbonOf(flow.of)
      if (carbon === undefined) continue
      const amount = g.mul(cx.amount(actor, flow), carbon)
      if (flow.direction === 'in') {
        ins.push(amount)
        first ??= flow.of
        reductant ||= flow.use === 'reductant'
      } else outs.push(amount)
    }
    const left = g.sum([...ins, g.negate(g.sum(outs))])
    const node = g.mul(left, g.constant(co2PerCarbon))
    const scope = method.countsAs ?? (reductant ? 'process' : 'energy')
    cx.leaves.push({
      kind: 'emission',
      actor: actor.id,
      sector: actor.sector,
      commodity: first ?? actor.lead?.of ?? '',
      species: 'co2',
      scope,
      node,
      given: false,
      method: 'carbon-balance',
    })
    cx.checks.push({
      node: left,
      scale: g.sum(ins),
      test: 'non-negative',
      code: 'E0417',
      at: method.at,
      args: { id: actor.id, gap: '' },
    })
  }
}
