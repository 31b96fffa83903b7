import { firstValue } from '../../engine/closure.ts'
import type { Actor, ActorFlow } from '../../engine/context.ts'
import { round, slipInto, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

const energy = { powers: { energy: 1 } }

/**
 * Energy that a process takes per unit of its product: below what physics asks for (E0623), or outside what plants are
 * known to take (W0630). All energy that goes in counts: fuels, feedstock, power at 3.6 GJ/MWh, heat.
 */
export const energyPerUnit: StandingRule = {
  standing: true,
  codes: ['E0623', 'W0630'],
  needs: ['energy-per-unit', 'energy-floor'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors) {
      const { lead } = actor
      if (!lead || actor.process === undefined) continue
      const own = actor.facility?.inputs !== undefined
      if (!fresh(own ? `${actor.process} ${actor.id}` : actor.process)) continue
      const taken = energyIn(actor)
      if (taken === undefined) continue
      const dimension = { powers: { ...energy.powers, ...inverse(actor.unit.powers) } }
      const about = { process: actor.process, commodity: lead.of, group: lead.commodity.group }
      const at = own ? heaviest(actor).amount.at : heaviest(actor).at
      const floor = ranges.find('energy-floor', about, dimension)
      if (floor && taken < floor.low) {
        diagnose('E0623', at, {
          id: actor.process,
          found: `${round(taken)} GJ`,
          floor: `${round(floor.low)} GJ`,
        })
        continue
      }
      const range = ranges.find('energy-per-unit', about, dimension)
      if (range && !within(taken, range))
        diagnose('W0630', at, {
          id: actor.process,
          found: `${round(taken)} GJ`,
          expected: `${round(range.low)} … ${round(range.high)} GJ`,
          hint: slipInto(taken, range, energy),
        })
    }
  },
}

/** GJ per unit of activity; undefined where a flow has no number before the run. */
function energyIn(actor: Actor): number | undefined {
  let sum = 0
  for (const flow of actor.flows) {
    if (flow.direction !== 'in' || flow.capture !== undefined) continue
    if (flow.amount.kind === 'expression') return undefined
    sum += firstValue(flow.amount) * heatOf(flow)
  }
  return sum
}

/** GJ that a unit of a flow brings, as far as it costs anybody anything. */
export function heatOf({ commodity }: ActorFlow): number {
  // What comes from the air or the sun costs nothing and may be any amount.
  if (commodity.group === 'renewable') return 0
  if (commodity.energy) return commodity.energy.value
  return commodity.unit.dimension.powers.energy === 1 ? 1 : 0
}

/** The flow that brings most energy: the line that a user has to look at. */
function heaviest(actor: Actor): ActorFlow {
  const ins = actor.flows.filter(({ direction }) => direction === 'in')
  const size = (flow: ActorFlow) =>
    flow.amount.kind === 'expression' ? 0 : firstValue(flow.amount) * heatOf(flow)
  return ins.reduce((most, flow) => (size(flow) > size(most) ? flow : most), ins[0] ?? actor.lead!)
}

function inverse(powers: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const [base, power] of Object.entries(powers))
    if (power) found[base] = base === 'energy' ? 1 - power : -power
  if (found['energy'] === 0) delete found['energy']
  return found
}
