import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Actor, Balance, Leaf } from './context.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './plan.ts'

/** Names the nodes: one column a leaf, an activity and a balance term. A leaf's id says what it is; a second leaf of the same kind gets a number. */
export function addColumns(built: {
  readonly g: Graph
  readonly model: Model
  readonly leaves: readonly Leaf[]
  readonly balances: readonly Balance[]
  readonly activities: ReadonlyMap<string, Ref>
  readonly actors: readonly Actor[]
}): void {
  const { g, model } = built
  const seen = new Map<string, number>()
  const name = (id: string): string => {
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return count === 1 ? id : `${id}.${count}`
  }
  for (const leaf of built.leaves) {
    if (leaf.kind === 'emission') {
      const unit = canonicalUnit(model.species.get(leaf.species)!.unit.dimension)
      g.column(
        name(`emission.${leaf.actor}.${leaf.commodity}.${leaf.species}.${leaf.scope}`),
        leaf.node,
        unit,
        {
          facility: leaf.actor,
          sector: leaf.sector,
          commodity: leaf.commodity,
          species: leaf.species,
          scope: leaf.scope,
        },
      )
    } else if (leaf.kind === 'energy')
      g.column(name(`energy.${leaf.actor}.${leaf.commodity}.${leaf.use}`), leaf.equivalent, 'tce', {
        facility: leaf.actor,
        sector: leaf.sector,
        commodity: leaf.commodity,
        scope: leaf.use,
      })
    else if (leaf.kind === 'cost')
      g.column(
        name(`cost.${leaf.component}.${leaf.actor}.${leaf.commodity}`),
        leaf.node,
        `万元@${model.prices}`,
        { facility: leaf.actor, sector: leaf.sector, commodity: leaf.commodity, scope: leaf.component },
      )
    else
      g.column(
        name(`${leaf.kind}.${leaf.actor}`),
        leaf.node,
        leaf.kind === 'water' ? 'm3' : `万元@${model.prices}`,
        {
          facility: leaf.actor,
          sector: leaf.sector,
        },
      )
  }
  for (const actor of built.actors)
    g.column(`activity.${actor.id}`, built.activities.get(actor.id)!, canonicalUnit(actor.unit), {
      facility: actor.id,
      sector: actor.sector,
    })
  for (const balance of built.balances) {
    const unit = canonicalUnit(model.commodities.get(balance.commodity)!.unit.dimension)
    for (const item of balanceItems)
      g.column(`balance.${balance.commodity}.${item}`, balance[item], unit, {
        commodity: balance.commodity,
        scope: item,
      })
  }
}

/** The terms of a balance. */
export const balanceItems = [
  'production',
  'imports',
  'uses',
  'demand',
  'exports',
  'flare',
  'losses',
  'unmet',
] as const
