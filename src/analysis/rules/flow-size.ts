import { firstValue } from '../../engine/closure.ts'
import type { Actor, ActorFlow } from '../../engine/context.ts'
import { heatOf } from './energy-per-unit.ts'
import { percent, shown, shownRange, slipInto, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/**
 * What goes into a process in an amount that nothing can be made with: a fuel or power that brings hardly any of its energy,
 * a material of some grams or of hundreds of tonnes a tonne. Kilograms for tonnes, kWh for MWh.
 */
export const flowSize: StandingRule = {
  standing: true,
  codes: ['W0778'],
  needs: ['flow-share', 'material-per-unit'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    const share = ranges.find('flow-share', {}, { powers: {} })
    for (const actor of analysed.actors) {
      // What is counted by the piece is a record of a firm or of a county's row: its small fuels are its own.
      if (actor.process === undefined || actor.lead?.commodity.unit.dimension.powers.item === 1) continue
      const ins = actor.flows.filter(
        ({ direction, capture, amount }) =>
          direction === 'in' && capture === undefined && amount.kind !== 'expression',
      )
      const whole = ins.reduce((sum, flow) => sum + energyOf(flow), 0)
      for (const flow of ins) {
        const amount = firstValue(flow.amount)
        if (!(amount > 0) || !fresh(`${flow.amount.at.file} ${flow.amount.at.start}`)) continue
        const about = { id: actor.process, commodity: flow.of }
        const energy = energyOf(flow)
        if (energy > 0 && share && ins.length > 1 && energy / whole < share.low)
          diagnose('W0778', flow.amount.at, {
            ...about,
            found: shown(amount, flow.amount.dimension),
            expected: `≥ ${percent(share.low)}`,
            hint: '',
          })
        if (energy > 0) continue
        const range = ranges.find('material-per-unit', aboutOf(actor), flow.amount.dimension)
        if (range && !within(amount, range))
          diagnose('W0778', flow.amount.at, {
            ...about,
            found: shown(amount, flow.amount.dimension),
            expected: shownRange(range),
            hint: slipInto(amount, range),
          })
      }
    }
  },
}

const energyOf = (flow: ActorFlow): number => firstValue(flow.amount) * heatOf(flow)

function aboutOf({ process, lead }: Actor) {
  return {
    ...(process === undefined ? {} : { process }),
    ...(lead ? { commodity: lead.of, group: lead.commodity.group } : {}),
  }
}
