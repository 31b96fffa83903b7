import { Scopes } from '../../engine/scope.ts'
import { isIncluded } from '../../model/model.ts'
import { pointsOf } from './curves.ts'
import { percent } from './ranges.ts'
import type { Rule } from './rule.ts'

/** A measure that takes an absolute amount away where less is left: the engine stops at zero, so part of the cut is not there. */
export const negativeAmount: Rule = {
  codes: ['E0629'],
  look({ model, analysed, trajectories, diagnose }) {
    const said = new Set<string>()
    const scopes = new Scopes(model)
    const retrofits = [...model.projects.values()].flatMap((project) =>
      project.retrofit && isIncluded(project, model.projectsFrom) ? [project.retrofit] : [],
    )
    for (const column of analysed.plan.columns) {
      const id = column.cut.facility
      if (!id || column.cut.scope !== 'floor') continue
      const what = column.id.slice(`floor.${id}.`.length).replace(/\.\d+$/, '')
      const values = trajectories.value(column.node)
      const activity = trajectories.value(analysed.activities.get(id)!)
      const i = values.findIndex(
        (value, k) => value > 1e-6 * Math.max(1e-9, Math.abs(activity[k % activity.length]!)),
      )
      if (i < 0) continue
      const actor = analysed.actors.find((candidate) => candidate.id === id)
      for (const [measure, { adoption, effects, 'applies-to': scope }] of model.measures) {
        const acts =
          (adoption !== undefined &&
            actor !== undefined &&
            scope?.some((target) => scopes.includes(actor, target.id))) ||
          retrofits.some((retrofit) => retrofit.of.id === id && retrofit.measure.id === measure)
        for (const effect of acts ? (effects ?? []) : []) {
          // An addition (a negative cut) takes nothing away.
          if (effect.absolute && pointsOf(effect.absolute).every(({ given }) => given.value <= 0)) continue
          const flow = actor?.flows.find((one) => one.id === effect.of || one.of === effect.of)
          const same = what === `${effect.on}.${effect.of}` || what === `${effect.on}.${flow?.id}`
          // With a floor of its own the limit is meant.
          if (!effect.absolute || effect.floor || !same || said.has(`${measure} ${id} ${what}`)) continue
          said.add(`${measure} ${id} ${what}`)
          const wanted = effect.absolute.kind === 'constant' ? effect.absolute.value.value : undefined
          const over = values[i]! / (activity[i % activity.length] || 1)
          diagnose('E0629', effect.at, {
            id,
            measure,
            commodity: effect.of,
            year: model.horizon.base + i,
            found: wanted ? percent(over / wanted) : String(Number(over.toPrecision(4))),
          })
        }
      }
    }
  },
}
