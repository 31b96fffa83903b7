import { flareOf } from '../carbon.ts'
import type { ActorFlow, Context, EnergyLeaf } from '../context.ts'
import type { Ref } from '../plan.ts'

/**
 * Comprehensive energy consumption (model.md): what actors take less what they hand on, in tce, by both conventions of
 * electricity; what is flared or lost on the way counts as consumed. Summed over all actors, flows between them cancel and
 * what remains is purchases less sales. Feedstock for a product that is itself no energy carrier is marked.
 */
export function energy(cx: Context): void {
  const { g } = cx
  const add = (leaf: Omit<EnergyLeaf, 'kind' | 'calorific' | 'equivalent'>, sign: 1 | -1) => {
    const tce = cx.tceOf(leaf.commodity)
    if (!tce) return
    const amount = sign === 1 ? leaf.amount : g.negate(leaf.amount)
    cx.leaves.push({
      ...leaf,
      kind: 'energy',
      amount,
      calorific: g.mul(amount, tce.calorific),
      equivalent: g.mul(amount, tce.equivalent),
    })
  }
  for (const actor of cx.actors) {
    const leadIsEnergy = actor.lead !== undefined && cx.tceOf(actor.lead.of) !== undefined
    for (const flow of actor.flows) {
      // A technology hands its service to the end use that it serves: nothing leaves.
      if (actor.kind === 'technology' && flow.lead) continue
      const amount = cx.amount(actor, flow)
      const common = { actor: actor.id, sector: actor.sector, commodity: flow.of, amount, given: false }
      if (flow.direction === 'in')
        add({ ...common, use: flow.use, feedstock: flow.use === 'feedstock' && !leadIsEnergy }, 1)
      else add({ ...common, use: flow.lead ? 'lead' : 'by-product', feedstock: false }, -1)
    }
    for (const { fuel, amount } of cx.substitutes(actor))
      add(
        {
          actor: actor.id,
          sector: actor.sector,
          commodity: fuel,
          amount,
          use: 'fuel',
          feedstock: false,
          given: false,
        },
        1,
      )
    for (const [commodity, curve] of sortedEntries(actor.facility?.uses))
      add(
        {
          actor: actor.id,
          sector: actor.sector,
          commodity,
          use: 'fuel',
          feedstock: false,
          given: true,
          amount: cx.gated(actor.path, actor.at, cx.curve(curve, `${actor.path}.uses.${commodity}`)),
        },
        1,
      )
  }
  for (const [id, commodity] of cx.model.commodities) {
    const balance = commodity.outlets || commodity.losses ? cx.balance(id) : undefined
    if (!balance) continue
    const maker = cx.actors.find((actor) => actor.flows.some((flow) => flow.of === id))
    if (!maker) continue
    const sector = commodity.sector?.id ?? maker.sector
    const common = { sector, commodity: id, feedstock: false, given: false }
    if (commodity.outlets && commodity.rest !== 'export')
      add({ ...common, actor: flareOf(id), use: 'flare', amount: balance.flare }, 1)
    if (commodity.losses) add({ ...common, actor: `losses.${id}`, use: 'losses', amount: balance.losses }, 1)
  }
}

/** Water taken by actors, in m³. */
export function water(cx: Context): void {
  for (const actor of cx.actors)
    for (const flow of actor.flows)
      if (flow.direction === 'in' && isWater(flow))
        cx.leaves.push({
          kind: 'water',
          actor: actor.id,
          sector: actor.sector,
          node: cx.amount(actor, flow) as Ref,
        })
}

function isWater(flow: ActorFlow): boolean {
  return flow.commodity.group === 'water'
}

function sortedEntries<T>(
  record: Readonly<Record<string, T>> | undefined,
): readonly (readonly [string, T])[] {
  return Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}
