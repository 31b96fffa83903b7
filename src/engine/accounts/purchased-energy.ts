import type { Context } from '../context.ts'
import type { Ref } from '../plan.ts'

/**
 * Indirect emissions (model.md, Emissions 4): net purchase of electricity and heat × that year's factor, shared to users
 * by their use. Exports are credited only where the boundary says so; else a net exporter has none. The credit of a net
 * exporter stands by itself: shared to users, it would pay them for using more.
 */
export function purchasedEnergy(cx: Context): void {
  const { g, model } = cx
  const zero = g.constant(0)
  for (const [id, commodity] of model.commodities) {
    if (!commodity.purchased) continue
    const balance = cx.balance(id)
    const net = model.exportCredit ? g.subtract(balance.imports, balance.exports) : balance.imports
    const factor = cx.curve(commodity.purchased, `commodities.${id}.purchased`)
    const heat = cx.energyOf(id)
    /** Bought energy in GJ of who uses it: the fuel of an indirect emission. */
    const bought = (amount: Ref) => (heat === undefined ? {} : { basis: g.mul(amount, heat) })
    const perUse = g.mul(g.ratio(g.max(net, zero), balance.uses, zero), factor)
    for (const actor of cx.actors) {
      for (const flow of actor.flows)
        if (flow.direction === 'in' && flow.of === id)
          cx.leaves.push({
            kind: 'emission',
            actor: actor.id,
            sector: actor.sector,
            commodity: id,
            species: 'co2',
            scope: 'indirect',
            given: false,
            method: 'indirect',
            ...bought(cx.amount(actor, flow)),
            node: g.mul(cx.amount(actor, flow), perUse),
          })
      const given = actor.facility?.uses?.[id]
      if (given) {
        const used = cx.gated(actor.path, actor.at, cx.curve(given, `${actor.path}.uses.${id}`))
        cx.leaves.push({
          kind: 'emission',
          actor: actor.id,
          sector: actor.sector,
          commodity: id,
          species: 'co2',
          scope: 'indirect',
          given: true,
          method: 'indirect',
          ...bought(used),
          node: g.mul(used, perUse),
        })
      }
    }
    if (model.exportCredit) {
      // Where nobody in the county uses it, all of it.
      const credit = g.mul(g.select(balance.uses, g.min(net, zero), net), factor)
      const maker = cx.actors.find((actor) =>
        actor.flows.some((flow) => flow.direction === 'out' && flow.of === id),
      )
      if (maker)
        cx.leaves.push({
          kind: 'emission',
          actor: `export.${id}`,
          sector: maker.sector,
          commodity: id,
          species: 'co2',
          scope: 'indirect',
          given: false,
          method: 'indirect',
          node: credit,
        })
    }
  }
}
