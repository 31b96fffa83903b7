import { pointsOf } from './curves.ts'
import { shown } from './ranges.ts'
import type { Rule } from './rule.ts'

/** A use or an activity that falls below zero: more is taken away than there is. */
export const negativeAmount: Rule = {
  codes: ['E0629'],
  look({ model, analysed, trajectories, diagnose }) {
    const { base } = model.horizon
    const said = new Set<string>()
    for (const leaf of analysed.leaves) {
      if (leaf.kind !== 'energy' || leaf.use === 'lead' || leaf.use === 'by-product' || said.has(leaf.actor))
        continue
      if (leaf.use === 'flare' || leaf.use === 'losses') continue
      const values = trajectories.value(leaf.amount)
      const scale = Math.max(...values.map(Math.abs))
      const i = values.findIndex((value) => value < -1e-9 * Math.max(1, scale))
      if (i < 0) continue
      const actor = analysed.actors.find(({ id }) => id === leaf.actor)
      const flow = actor?.flows.find(({ of, direction }) => of === leaf.commodity && direction === 'in')
      said.add(leaf.actor)
      const unit = model.commodities.get(leaf.commodity)?.unit.dimension ?? { powers: {} }
      diagnose('E0629', blame(model, leaf.commodity) ?? flow?.at ?? actor?.at ?? model.at, {
        id: leaf.actor,
        commodity: leaf.commodity,
        year: base + i,
        found: shown(values[i]!, unit),
      })
    }
  },
}

/** The effect that takes an absolute amount away: mostly it is the one that took too much. */
function blame(model: Parameters<typeof negativeAmount.look>[0]['model'], commodity: string) {
  for (const { adoption, effects } of model.measures.values())
    for (const effect of adoption ? (effects ?? []) : [])
      if (
        effect.of === commodity &&
        effect.absolute &&
        pointsOf(effect.absolute).some(({ given }) => given.value > 0)
      )
        return effect.at
  return undefined
}
