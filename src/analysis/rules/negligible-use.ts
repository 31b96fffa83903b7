import type { Span } from '../../diagnostics/span.ts'
import { percent } from './ranges.ts'
import type { Rule } from './rule.ts'

/** A use below this share of the county's energy in all years changes no figure that anybody reads. */
const negligible = 1e-4

/** Energy that is too small to be meant: MWh for GWh, Nm3 for 10,000 Nm3, 3 vehicles for 30,000. */
export const negligibleUse: Rule = {
  codes: ['W0760'],
  look({ analysed, trajectories, summary, own, diagnose }) {
    const total = summary.indicators.find(({ column }) => column.id === 'energy.total')?.values
    if (!total) return
    const uses = new Map<string, Float64Array>()
    const places = new Map<string, Span>()
    const users = new Map(analysed.actors.map((actor) => [actor.id, actor]))
    for (const leaf of analysed.leaves) {
      if (leaf.kind !== 'energy' || leaf.given) continue
      const actor = users.get(leaf.actor)
      // Technologies come and go; what they serve together is the use.
      if (!actor?.flows.some(({ direction, use }) => direction === 'in' && use === 'fuel')) continue
      const flow = actor.flows.find(({ of, direction }) => of === leaf.commodity && direction === 'in')
      // What the county wrote itself is judged flow by flow; a sheet of the library as a whole.
      const alone = actor.kind === 'end-use' && flow !== undefined
      const id = alone ? `${actor.id} ${leaf.commodity}` : (actor.endUse?.id ?? actor.id)
      const values = trajectories.value(leaf.calorific)
      const sum = uses.get(id) ?? new Float64Array(total.length)
      for (let i = 0; i < sum.length; i++) sum[i]! += Math.max(0, values[values.length === 1 ? 0 : i]!)
      uses.set(id, sum)
      const first = actor.flows.find(({ direction, use }) => direction === 'in' && use === 'fuel')!
      const at =
        (alone ? flow.amount.at : undefined) ??
        actor.endUse?.is.intensity?.at ??
        (actor.endUse ? first.amount.at : undefined) ??
        actor.facility?.capacity?.at ??
        actor.at
      if (!places.has(id)) places.set(id, at)
    }
    // The largest is left out of the whole: where that one is a thousand times too large, the rest is not too small.
    const largest = [...uses.values()].sort((a, b) => b[0]! - a[0]!)[0]
    // A county without any use of fuel has nothing that could be too small.
    if (!largest) return
    const whole = Float64Array.from(total, (_, i) => {
      let sum = 0
      for (const taken of uses.values()) sum += taken[i]!
      return sum - largest[i]!
    })
    for (const [id, taken] of uses) {
      let share = 0
      let most = 0
      for (const [i, value] of taken.entries()) {
        if (taken === largest || !(whole[i]! > 0)) continue
        share = Math.max(share, value / whole[i]!)
        most = Math.max(most, value)
      }
      const at = places.get(id)!
      if (share > 0 && share < negligible && own(at))
        diagnose('W0760', at, {
          id: id.replace(' ', ': '),
          share: percent(share),
          found: `${Number(most.toPrecision(3))} tce`,
        })
    }
  },
}
