import type { Actor, ActorFlow } from '../engine/context.ts'
import type { Trajectories } from '../engine/plan.ts'
import { Scopes } from '../engine/scope.ts'
import type { Curve } from '../model/curve.ts'
import type { Measure } from '../model/measure.ts'
import { isIncluded } from '../model/model.ts'
import type { Analysed } from './figures.ts'

/**
 * Measures of which one run does not show that they change something: no effect of theirs meets a number that is not zero, of
 * a unit that runs, on a flow that some indicator counts, with no floor that could hold it back. Only these have to be left
 * out to know; a scenario whose measures all do what they say costs no second run.
 */
export function doubtful(analysed: Analysed, trajectories: Trajectories): readonly string[] {
  const { model } = analysed
  const scopes = new Scopes(model)
  const retrofitted = new Set(
    [...model.projects.values()].flatMap((project) =>
      project.retrofit && isIncluded(project, model.projectsFrom) ? [project.retrofit.measure.id] : [],
    ),
  )
  const runs = (actor: Actor) => {
    const node = analysed.activities.get(actor.id)
    return node !== undefined && trajectories.value(node).some((value) => value !== 0)
  }
  const streams: Streams = ({ process }) =>
    process === undefined ? undefined : model.processes.get(process)?.streams
  return [...model.measures].flatMap(([id, measure]) => {
    const { adoption } = measure
    if (!adoption || retrofitted.has(id) || !moves(adoption)) return []
    const reached = analysed.actors.filter(
      (actor) => runs(actor) && measure['applies-to']?.some((target) => scopes.includes(actor, target.id)),
    )
    // Nobody runs in its scope: the rule of idle measures has said so.
    if (reached.length === 0) return []
    return reached.some((actor) => surely(measure, actor, streams)) ? [] : [id]
  })
}

type Streams = (actor: Actor) => Readonly<Record<string, unknown>> | undefined

function surely(measure: Measure, actor: Actor, streams: Streams): boolean {
  const { capture } = measure
  if (capture && capture.rate.value > 0 && streams(actor)?.[capture.stream.id]) return true
  return (measure.effects ?? []).some((effect) => {
    if (effect.floor || !moves(effect.relative ?? effect.absolute)) return false
    if (effect.on === 'emission')
      return actor.methods.some(
        (method) =>
          method.kind === 'factor' &&
          moves(actor.facility?.factors?.[effect.of] ?? method.factors.get(effect.of)),
      )
    const direction = effect.on === 'input' ? 'in' : 'out'
    return actor.flows.some(
      (flow) =>
        flow.direction === direction &&
        (flow.id === effect.of || flow.of === effect.of) &&
        counted(flow) &&
        (effect.absolute !== undefined || moves(flow.amount)),
    )
  })
}

/** Whether some indicator counts what a flow carries. */
function counted({ commodity }: ActorFlow): boolean {
  const { carbon, tce, purchased, price, group } = commodity
  return Boolean(carbon ?? tce ?? purchased ?? price) || group === 'water'
}

/** Whether a series has a number that is not zero. */
function moves(curve: Curve | undefined): boolean {
  if (!curve) return false
  switch (curve.kind) {
    case 'constant':
      return curve.value.value !== 0
    case 'points':
      return curve.points.some(({ value }) => value.value !== 0)
    case 'expression':
    case 'growth':
      return true
    case 'from':
    case 'times':
    case 'plus':
      return moves(curve.base) || (curve.kind === 'from' ? moves(curve.over) : moves(curve.by))
    default:
      return true
  }
}
