import { burns, co2PerCarbon, flareOf } from '../carbon.ts'
import type { Actor, Context } from '../context.ts'
import type { Ref } from '../plan.ts'

/**
 * Combustion (model.md, Emissions 1; 2006 IPCC Guidelines vol. 2 ch. 2): fuel × carbon content × oxidation × 44/12, with
 * CH4 and N2O per energy. Takes the inputs with `use: fuel` that carry carbon, fuels bought in place of a by-product, and
 * what is flared. Biogenic carbon is a memo item. Reports E0416 where a fuel has no carbon content or heat value.
 */
export function combustion(cx: Context): void {
  for (const actor of cx.actors) {
    if (actor.methods.some((method) => method.kind === 'combustion'))
      for (const flow of actor.flows)
        if (burns(flow)) burn(cx, actor.id, actor.sector, flow.of, cx.amount(actor, flow))
    for (const { fuel, amount } of cx.substitutes(actor)) burn(cx, actor.id, actor.sector, fuel, amount)
  }
  for (const [id, commodity] of cx.model.commodities) {
    if (!commodity.outlets || commodity.rest === 'export') continue
    const maker = cx.actors.find((actor) =>
      actor.flows.some((flow) => flow.direction === 'out' && flow.of === id),
    )
    if (maker) burn(cx, flareOf(id), commodity.sector?.id ?? maker.sector, id, cx.balance(id).flare)
  }
}

function burn(cx: Context, actor: Actor['id'], sector: string, id: string, amount: Ref): void {
  const { g, model } = cx
  const commodity = model.commodities.get(id)!
  const carbon = cx.carbonOf(id)
  if (carbon === undefined) return
  const oxidation = commodity.oxidation
    ? cx.given(commodity.oxidation, `commodities.${id}.oxidation`)
    : g.constant(1)
  const co2 = g.product([amount, carbon, oxidation, g.constant(co2PerCarbon)])
  const heat = cx.energyOf(id)
  const common = {
    kind: 'emission',
    actor,
    sector,
    commodity: id,
    given: false,
    method: 'combustion',
    ...(heat === undefined ? {} : { basis: g.mul(amount, heat) }),
  } as const
  const biogenic = commodity.biogenic?.value === true
  cx.leaves.push({ ...common, species: 'co2', scope: biogenic ? 'memo' : 'energy', node: co2 })
  for (const species of ['ch4', 'n2o'] as const) {
    const factor = commodity[species]
    if (!factor || !model.species.has(species)) continue
    if (heat === undefined) {
      cx.diagnose('E0416', factor.at, { commodity: id, missing: 'energy' })
      continue
    }
    const node = g.product([amount, heat, cx.given(factor, `commodities.${id}.${species}`)])
    cx.leaves.push({ ...common, species, scope: 'energy', node })
  }
}
