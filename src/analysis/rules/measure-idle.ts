import { Scopes } from '../../engine/scope.ts'
import type { Measure } from '../../model/measure.ts'
import { isIncluded } from '../../model/model.ts'
import { pointsOf } from './curves.ts'
import { replacedAt } from './replaced.ts'
import type { Rule, Seen } from './rule.ts'

/**
 * A measure that changes nothing: nobody in its scope has what it acts on, its adoption is zero in all years, or what it acts
 * on stands still. Found from the model and one run, without a second one.
 */
export const measureIdle: Rule = {
  codes: ['W0648'],
  look(seen) {
    const { model, diagnose } = seen
    const scopes = new Scopes(model)
    const taken = new Map<string, string[]>()
    for (const project of model.projects.values())
      if (project.retrofit && isIncluded(project, model.projectsFrom)) {
        const units = taken.get(project.retrofit.measure.id) ?? []
        taken.set(project.retrofit.measure.id, [...units, project.retrofit.of.id])
      }
    for (const [id, measure] of model.measures) {
      const at = measure.adoption?.at
      if (!at || !measure.adoption) continue
      const points = pointsOf(measure.adoption)
      const parts = measure.adoption.kind
      if (parts === 'expression') continue
      // Zero in a baseline is a switch that scenarios turn; zero over a value turns a measure off. Neither is a slip.
      const switchedOff = at.file === seen.county || replacedAt(seen.tree, ['measures', id, 'adoption'])
      const zero = points.length > 0 && points.every(({ given }) => given.value === 0) && parts !== 'plus'
      const named = new Set([...(measure['applies-to'] ?? []).map((ref) => ref.id), ...(taken.get(id) ?? [])])
      const reached = seen.analysed.actors.filter((actor) =>
        [...named].some((name) => scopes.includes(actor, name)),
      )
      if (zero && !taken.has(id)) {
        if (!switchedOff) diagnose('W0648', at, { id, reason: 'never-adopted' })
      } else if (reached.length > 0 && !reached.some((actor) => acts(measure, actor, seen)))
        diagnose('W0648', at, { id, reason: 'nothing-to-act-on' })
      else if (
        reached.length > 0 &&
        !reached.some((actor) => acts(measure, actor, seen) && runs(actor.id, seen))
      )
        diagnose('W0648', at, { id, reason: 'stands-still' })
    }
  },
}

function acts(measure: Measure, actor: Seen['analysed']['actors'][number], { model }: Seen): boolean {
  const streams = actor.process === undefined ? undefined : model.processes.get(actor.process)?.streams
  if (measure.capture && streams?.[measure.capture.stream.id]) return true
  return (measure.effects ?? []).some((effect) => {
    if (effect.on === 'emission')
      return (
        actor.methods.some((method) => method.kind === 'factor' && method.factors.has(effect.of)) ||
        actor.facility?.factors?.[effect.of] !== undefined ||
        (actor.facility?.emissions ?? []).some(({ species }) => species === effect.of)
      )
    const direction = effect.on === 'input' ? 'in' : 'out'
    const matches = actor.flows.some(
      (flow) => flow.direction === direction && (flow.id === effect.of || flow.of === effect.of),
    )
    // What a measure takes beside its purpose (a negative cut) is no purpose: it counts where nothing else is said.
    const additions = (measure.effects ?? []).filter(isAddition)
    if (isAddition(effect) && additions.length < (measure.effects ?? []).length) return false
    return matches || effect.absolute !== undefined
  })
}

/** Whether an effect only adds: power for a filter, steam for a solvent. */
function isAddition({ absolute, relative }: NonNullable<Measure['effects']>[number]): boolean {
  const given = absolute ?? relative
  return (
    given !== undefined &&
    given.kind !== 'expression' &&
    pointsOf(given).every(({ given }) => given.value < 0)
  )
}

function runs(id: string, { analysed, trajectories }: Seen): boolean {
  const node = analysed.activities.get(id)
  return node === undefined || trajectories.value(node).some((value) => value !== 0)
}
