import { isIncluded } from '../../model/model.ts'
import { pointsOf } from './curves.ts'
import { percent } from './ranges.ts'
import type { Rule } from './rule.ts'
import { capacityIn, stepsOf } from './unit-capacity.ts'

/** Below this share of what it could do a unit that runs on a by-product gets hardly any. */
const starved = 0.2

/** Capacity that never runs (W0644), and a unit that its by-product does not reach (W0645): a project without gas. */
export const idleUnit: Rule = {
  codes: ['W0644', 'W0645'],
  look({ model, analysed, trajectories, diagnose }) {
    for (const actor of analysed.actors) {
      const steps = stepsOf(actor)
      const node = analysed.activities.get(actor.id)
      if (steps.length === 0 || node === undefined) continue
      const { facility } = actor
      if (
        actor.kind === 'project' &&
        facility &&
        'status' in facility &&
        !isIncluded(facility, model.projectsFrom)
      )
        continue
      const activity = trajectories.value(node)
      const capacity = capacityIn(steps, model.horizon.to)
      if (!(capacity > 0)) continue
      const most = Math.max(...activity)
      if (most <= 1e-9 * capacity) {
        // A supplier that stands behind others is there for another scenario.
        if (facility?.operation === 'demand') continue
        diagnose('W0644', steps[0]!.given.at, { id: actor.id })
        continue
      }
      if (facility?.operation !== 'outlet') continue
      const use = facility.utilisation
        ? Math.max(...pointsOf(facility.utilisation).map(({ given }) => given.value))
        : 1
      const ramp = facility.ramp ? Math.max(...facility.ramp.map(({ value }) => value)) : 1
      const could = capacity * (Number.isFinite(use) ? use : 1) * ramp
      if (could > 0 && most < starved * could)
        diagnose('W0645', steps[0]!.given.at, { id: actor.id, found: percent(most / could) })
    }
  },
}
