import { type Indicator, sumOf } from './indicator.ts'

/**
 * Renewable electricity added since the year that the boundary names: what local wind and PV make, less what they made
 * then, in tce of the scenario's convention. Bought green power is not known to the model and not deducted.
 */
export const energyExcludedRenewables: Indicator = {
  id: 'energy.excluded-renewables',
  name: { zh: '新增可再生电量（扣除项）', en: 'added renewable electricity (excluded)' },
  unit: 'tce',
  about: {
    zh: '本地风光发电量比起算年多出的部分，折标准煤',
    en: 'what local wind and PV make beyond the base year of the rule, in coal equivalent',
  },
  plan: (accounts) => {
    const { g, model } = accounts
    const makers = new Set(
      accounts.leaves.flatMap((leaf) =>
        leaf.kind === 'energy' && model.commodities.get(leaf.commodity)?.group === 'renewable'
          ? [leaf.actor]
          : [],
      ),
    )
    const made = g.negate(
      sumOf(accounts, (leaf) =>
        leaf.kind === 'energy' && leaf.use === 'lead' && makers.has(leaf.actor)
          ? leaf[model.electricity]
          : undefined,
      ),
    )
    const start = Math.min(Math.max(model.renewablesBase, model.horizon.base), model.horizon.to)
    return g.max(g.constant(0), g.subtract(made, g.at(made, start)))
  },
}
