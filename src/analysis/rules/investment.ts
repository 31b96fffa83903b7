import type { Curve } from '../../model/curve.ts'
import type { Given } from '../../model/given.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/** Investment, running cost or value added per unit outside what plants and measures have: 元 for 万元, kW for MW. */
export const investment: StandingRule = {
  standing: true,
  codes: ['W0658'],
  needs: ['investment', 'running-cost', 'value-added'],
  look({ model, analysed, ranges, diagnose }) {
    const fresh = once()
    const look = (
      id: string,
      what: 'investment' | 'running-cost' | 'value-added',
      value: Curve | Given | undefined,
      group?: string,
    ) => {
      if (!value || !fresh(`${value.at.file} ${value.at.start}`)) return
      const givens = 'kind' in value ? pointsOf(value).map(({ given }) => given) : [value]
      for (const given of givens) {
        const range = ranges.find(what, group === undefined ? {} : { group }, given.dimension)
        if (!range || within(Math.abs(given.value), range) || given.value === 0) continue
        diagnose('W0658', given.at, {
          id,
          what,
          found: shown(given.value, given.dimension),
          expected: shownRange(range),
          hint: slipInto(Math.abs(given.value), range),
        })
        return
      }
    }
    for (const { id, facility, process: processId, lead } of analysed.actors) {
      const process = processId === undefined ? undefined : model.processes.get(processId)
      for (const [owner, from] of [
        [id, facility],
        [processId ?? id, process],
      ] as const) {
        if (!from) continue
        const group = lead?.commodity.group
        look(owner, 'investment', from.capex, group)
        look(owner, 'running-cost', from['fixed-om'], group)
        look(owner, 'running-cost', from['variable-om'], group)
        look(owner, 'value-added', from['value-added'], group)
      }
    }
    for (const [id, measure] of model.measures) {
      look(id, 'investment', measure.capex)
      look(id, 'running-cost', measure.om)
    }
  },
}
