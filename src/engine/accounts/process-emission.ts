import { sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { co2PerCarbon } from '../carbon.ts'
import type { Actor, Context } from '../context.ts'

/**
 * Process emissions and pollutants (model.md, Emissions 3 and 6): carbonates by their carbon, and factors per unit of
 * activity or of one flow, after measures. CO2 factors count as process unless the method says energy. Reports E0204
 * where a factor is not an amount of the species per unit.
 */
export function processEmission(cx: Context): void {
  for (const actor of cx.actors)
    for (const [i, method] of actor.methods.entries()) {
      if (method.kind === 'carbonate') carbonate(cx, actor, method, i)
      else if (method.kind === 'factor') factors(cx, actor, method, i)
    }
}

function carbonate(
  cx: Context,
  actor: Actor,
  method: Extract<Actor['methods'][number], { kind: 'carbonate' }>,
  i: number,
): void {
  const { g } = cx
  const flow = actor.flows.find(
    (candidate) => candidate.direction === 'in' && (candidate.id === method.of || candidate.of === method.of),
  )
  const carbon = flow ? cx.carbonOf(flow.of) : undefined
  if (!flow || carbon === undefined) {
    cx.diagnose('E0406', method.at, { id: actor.process ?? actor.id, verb: 'use', commodity: method.of })
    return
  }
  const calcined = method.calcined
    ? cx.given(method.calcined, `${actor.methodsPath}.${i + 1}.calcined`)
    : g.constant(1)
  cx.leaves.push({
    kind: 'emission',
    actor: actor.id,
    sector: actor.sector,
    commodity: flow.of,
    species: 'co2',
    scope: 'process',
    given: false,
    method: 'process',
    node: g.product([cx.amount(actor, flow), carbon, calcined, g.constant(co2PerCarbon)]),
  })
}

function factors(
  cx: Context,
  actor: Actor,
  method: Extract<Actor['methods'][number], { kind: 'factor' }>,
  i: number,
): void {
  const { g, model } = cx
  const flow =
    method.per === undefined ? undefined : actor.flows.find((candidate) => candidate.id === method.per)
  if (method.per !== undefined && !flow) {
    cx.diagnose('E0406', method.at, { id: actor.process ?? actor.id, verb: 'use', commodity: method.per })
    return
  }
  const per = flow ? cx.amount(actor, flow) : cx.activity(actor)
  const unit = flow ? flow.commodity.unit.dimension : actor.unit
  const biogenic = flow?.commodity.biogenic?.value === true
  for (const [id, own] of [...method.factors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const species = model.species.get(id)
    if (!species) continue
    const override = actor.facility?.factors?.[id]
    const curve = override ?? own
    const expected = timesDimension(species.unit.dimension, unit, -1)
    if (curve.kind !== 'expression' && !sameDimension(curve.dimension, expected))
      cx.diagnose('E0204', curve.at, {
        expected: canonicalUnit(expected),
        found: canonicalUnit(curve.dimension),
      })
    const path = override ? `${actor.path}.factors.${id}` : `${actor.methodsPath}.${i + 1}.factor.${id}`
    const factor = cx.factor(actor, id, cx.curve(curve, path))
    const isCo2 = id === 'co2'
    cx.leaves.push({
      kind: 'emission',
      actor: actor.id,
      sector: actor.sector,
      commodity: flow?.of ?? actor.lead?.of ?? '',
      species: id,
      given: false,
      method: 'process',
      scope: isCo2 && biogenic ? 'memo' : (method.countsAs ?? 'process'),
      node: g.mul(per, factor),
    })
  }
}
