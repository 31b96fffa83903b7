import { pointsOf } from './curves.ts'
import { percent, shown } from './ranges.ts'
import type { Rule } from './rule.ts'
import { capacityIn, stepsOf } from './unit-capacity.ts'

/** A county that makes a thing and sells it makes most of what it sells. */
const mostly = 0.6

/** Demand from outside that is met by buying, in a year that was observed: demand or capacity is off by a unit. */
export const soldButBought: Rule = {
  codes: ['W0772'],
  look({ model, analysed, trajectories, diagnose }) {
    const { base, observedTo } = model.horizon
    for (const { of, driver, amount } of model.demands.values()) {
      const suppliers = model.commodities.get(of.id)?.suppliers ?? []
      const units = analysed.actors.filter(({ id }) => suppliers.some((supplier) => supplier.id === id))
      const balance = analysed.balances.find(({ commodity }) => commodity === of.id)
      if (units.length === 0 || !balance) continue
      for (let i = 0; i <= observedTo - base; i++) {
        const bought = trajectories.value(balance.imports)
        const wanted = trajectories.value(balance.demand)
        const at = (values: ArrayLike<number>) => values[values.length === 1 ? 0 : i]!
        // Suppliers that stand still are said by another rule (W0644).
        const runs = units.some((unit) => at(trajectories.value(analysed.activities.get(unit.id)!)) > 0)
        if (!runs || !(at(wanted) > 0) || at(bought) <= mostly * at(wanted)) continue
        const dimension = model.commodities.get(of.id)!.unit.dimension
        const curve =
          amount ??
          (driver
            ? (model.drivers.get(driver.id)?.observed ?? model.drivers.get(driver.id)?.path)
            : undefined)
        const capacity = units.reduce((sum, unit) => sum + capacityIn(stepsOf(unit), base + i), 0)
        diagnose('W0772', curve ? (pointsOf(curve)[0]?.at ?? curve.at) : of.at, {
          commodity: of.id,
          year: base + i,
          share: percent(at(bought) / at(wanted)),
          capacity: shown(capacity, dimension),
          demand: shown(at(wanted), dimension),
        })
        break
      }
    }
  },
}
