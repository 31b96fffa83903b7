import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Measure } from '../model/measure.ts'
import type { Model } from '../model/model.ts'
import type { Process } from '../model/process.ts'
import { sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Actor, ActorFlow } from './context.ts'
import type { Scopes } from './scope.ts'

const perCo2 = { powers: { co2: 1 } }

/**
 * Gives each actor the inputs of the capture measures that act on it (model.md: a capture measure acts on a named stream,
 * its energy penalty is a flow). Their amounts are per tCO2 captured; the coefficient per unit of activity follows from
 * the stream. Reports a stream that the process has not (E0420), and shares of one method above 100 % (E0209).
 */
export function withCaptures(
  model: Model,
  actors: readonly Actor[],
  scopes: Scopes,
  running: ReadonlySet<string>,
  diagnose: Diagnose,
): readonly Actor[] {
  const captures = [...model.measures].filter(([, measure]) => measure.capture)
  checkStreams(model, actors, diagnose)
  if (captures.length === 0) return actors
  /** Measures that found their stream, or were refused at a unit. */
  const settled = new Set<string>()
  const done = actors.map((actor) => {
    const flows: ActorFlow[] = []
    for (const [id, measure] of captures) {
      const targets = captureTargets(model, id, measure, running)
      const hit = targets.find((target) => scopes.includes(actor, target.id))
      if (!hit) continue
      const process = actor.process === undefined ? undefined : model.processes.get(actor.process)
      const { stream } = measure.capture!
      if (!process?.streams?.[stream.id]) {
        // A sector holds units of many kinds: those without the stream are passed over.
        if (!model.sectors.has(hit.id) && !settled.has(id)) {
          settled.add(id)
          diagnose('E0420', stream.at, {
            id: actor.process ?? actor.id,
            stream: stream.id,
            expected: Object.keys(process?.streams ?? {}).join(', ') || '-',
          })
        }
        continue
      }
      settled.add(id)
      flows.push(...inputsOf(model, id, measure, diagnose))
    }
    if (flows.length === 0) return actor
    const burnt = flows.some((flow) => flow.commodity.carbon)
    const methods =
      burnt && !actor.methods.some((method) => method.kind === 'combustion')
        ? [...actor.methods, { kind: 'combustion' as const, at: actor.at }]
        : actor.methods
    return { ...actor, methods, flows: [...actor.flows, ...flows] }
  })
  for (const [id, measure] of captures)
    if (!settled.has(id) && captureTargets(model, id, measure, running).length > 0)
      diagnose('E0420', measure.capture!.stream.at, {
        id: captureTargets(model, id, measure, running)
          .map((target) => target.id)
          .join(', '),
        stream: measure.capture!.stream.id,
        expected: '-',
      })
  return done
}

function captureTargets(
  model: Model,
  id: string,
  measure: Measure,
  running: ReadonlySet<string>,
): readonly { readonly id: string }[] {
  const retrofitted = [...model.projects].flatMap(([projectId, { retrofit }]) =>
    retrofit?.measure.id === id && running.has(projectId) ? [retrofit.of] : [],
  )
  return [...(measure.adoption ? (measure['applies-to'] ?? []) : []), ...retrofitted]
}

function inputsOf(model: Model, id: string, measure: Measure, diagnose: Diagnose): readonly ActorFlow[] {
  return (measure.capture!.inputs ?? []).flatMap((flow): ActorFlow[] => {
    const commodity = model.commodities.get(flow.of)
    if (!commodity) return []
    const expected = timesDimension(commodity.unit.dimension, perCo2, -1)
    if (flow.amount.kind !== 'expression' && !sameDimension(flow.amount.dimension, expected))
      diagnose('E0204', flow.amount.at, {
        expected: canonicalUnit(expected),
        found: canonicalUnit(flow.amount.dimension),
      })
    const amount =
      flow.amount.kind === 'expression' ? { ...flow.amount, dimension: expected, free: false } : flow.amount
    return [
      {
        id: `${id}.${flow.id}`,
        of: flow.of,
        commodity,
        direction: 'in',
        use: flow.use ?? 'fuel',
        lead: false,
        amount,
        path: `measures.${id}.capture.inputs.${flow.id}`,
        at: flow.at,
        capture: id,
      },
    ]
  })
}

/** The streams of one method are shares of the same CO2, and the method is one that the process has. */
function checkStreams(model: Model, actors: readonly Actor[], diagnose: Diagnose): void {
  const done = new Set<Process>()
  for (const actor of actors) {
    const process = actor.process === undefined ? undefined : model.processes.get(actor.process)
    if (!process?.streams || done.has(process)) continue
    done.add(process)
    const sums = new Map<string, number>()
    for (const stream of Object.values(process.streams)) {
      if (!actor.methods.some((method) => method.kind === stream.of))
        diagnose('E0211', stream.share.at, {
          found: stream.of,
          expected: actor.methods.map((method) => method.kind).join(', '),
          nearest: '',
        })
      const sum = (sums.get(stream.of) ?? 0) + stream.share.value
      sums.set(stream.of, sum)
      if (sum > 1 + 1e-9)
        diagnose('E0209', stream.share.at, { found: `${Math.round(sum * 1000) / 10}%`, expected: '≤ 100%' })
    }
  }
}
