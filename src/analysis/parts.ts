import { balanceItems } from '../engine/columns.ts'
import type { Built, Named } from '../engine/compile.ts'
import type { Leaf } from '../engine/context.ts'
import { sectorsUnder } from '../model/model.ts'
import { parseUnit } from '../quantity/unit.ts'
import { type Indicator, indicatorOver } from './indicators/indicator.ts'

/**
 * Names that expressions of targets, reconciliation and controls may read beside drivers and indicators:
 * `INDICATOR.of.SECTOR` (that part of an indicator that a sector with all below it answers for), `balance.COMMODITY.ITEM`
 * and `activity.UNIT`.
 */
export function partOf(built: Built, indicators: readonly Indicator[], name: string): Named | undefined {
  return sectorPart(built, indicators, name) ?? balancePart(built, name) ?? activityPart(built, name)
}

function sectorPart(built: Built, indicators: readonly Indicator[], name: string): Named | undefined {
  const cut = name.lastIndexOf('.of.')
  if (cut < 0) return undefined
  const { model } = built
  const sector = name.slice(cut + 4)
  if (!model.sectors.has(sector)) return undefined
  const under = sectorsUnder(model.sectors, sector)
  return partOfLeaves(built, indicators, name.slice(0, cut), (leaf) => under.has(leaf.sector))
}

/** An indicator built from the leaves that pass alone; undefined where there is no such indicator or no data for it. */
export function partOfLeaves(
  built: Pick<Built, 'g' | 'model' | 'leaves'>,
  indicators: readonly Indicator[],
  id: string,
  test: (leaf: Leaf) => boolean,
): Named | undefined {
  const { model, g } = built
  const leaves = built.leaves.filter(test)
  const definition = indicators.find((candidate) => candidate.id === id)
  const ref = indicatorOver({ g, model, leaves }, indicators, id)
  if (!definition || ref === undefined) return undefined
  const unit = parseUnit(definition.unit.replace('{prices}', String(model.prices)))
  return 'unknown' in unit ? undefined : { ref, dimension: unit.dimension }
}

function balancePart(built: Built, name: string): Named | undefined {
  const [head, commodity = '', word = '', ...more] = name.split('.')
  const item = balanceItems.find((candidate) => candidate === word)
  const entry = built.model.commodities.get(commodity)
  if (head !== 'balance' || !item || !entry || more.length > 0) return undefined
  return { ref: built.balance(commodity)[item], dimension: entry.unit.dimension }
}

function activityPart(built: Built, name: string): Named | undefined {
  const [head, ...rest] = name.split('.')
  const actor = built.actors.find(({ id }) => id === rest.join('.'))
  if (head !== 'activity' || !actor) return undefined
  return { ref: built.activity(actor), dimension: actor.unit }
}
