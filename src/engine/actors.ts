import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Commodity } from '../model/commodity.ts'
import type { Curve } from '../model/curve.ts'
import type { EndUse, Facility, Project } from '../model/facility.ts'
import type { Model } from '../model/model.ts'
import { isIncluded } from '../model/model.ts'
import type { Flow, Method, Process } from '../model/process.ts'
import { type Dimension, dimensionless, sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Actor, ActorFlow } from './context.ts'

/** The id of the process that takes figures as they are. */
export const givenProcess = 'given'

/**
 * Everything that acts: facilities, projects that run, end uses and the technologies that serve them, in order of id.
 * Checks that each flow's amount has the dimension of its commodity per unit of the lead (E0204), and that a process has
 * one lead (E0401). Ids are known to exist (input/resolve).
 */
export function actorsOf(
  model: Model,
  diagnose: Diagnose,
  serviceOf: (endUse: EndUse) => Dimension,
): readonly Actor[] {
  const actors: Actor[] = []
  const units: [kind: 'facility' | 'project', id: string, unit: Facility | Project][] = []
  for (const [id, facility] of model.facilities) units.push(['facility', id, facility])
  for (const [id, project] of model.projects)
    if (project.process && isIncluded(project, model.projectsFrom)) units.push(['project', id, project])
  for (const [kind, id, unit] of units) {
    const path = `${kind === 'facility' ? 'facilities' : 'projects'}.${id}`
    const actor = unitActor(model, diagnose, kind, id, path, unit)
    if (actor) actors.push(actor)
  }
  for (const [id, endUse] of model.endUses) {
    const service = serviceOf(endUse)
    const path = `end-uses.${id}`
    if (endUse.inputs || endUse.emits)
      actors.push({
        id,
        kind: 'end-use',
        path,
        name: endUse.name,
        sector: endUse.sector.id,
        at: endUse.sector.at,
        flows: (endUse.inputs ?? []).map((flow) =>
          bindFlow(model, diagnose, flow, 'in', `${path}.inputs.${flow.id}`, service),
        ),
        methods: methodsOf(model, endUse.emits, endUse.inputs ?? []),
        methodsPath: `${path}.emits`,
        unit: service,
        endUse: { id, is: endUse },
      })
    for (const [technology, share] of Object.entries(endUse.technologies ?? {}).sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      const process = model.processes.get(technology)
      if (!process) continue
      const actor = processActor(
        model,
        diagnose,
        `${id}.${technology}`,
        process,
        technology,
        endUse.sector.at,
        undefined,
      )
      if (!actor) continue
      if (!sameDimension(actor.unit, service))
        diagnose('E0204', share.at, { expected: canonicalUnit(service), found: canonicalUnit(actor.unit) })
      actors.push({
        ...actor,
        kind: 'technology',
        path: `${path}.technologies.${technology}`,
        name: process.name,
        sector: endUse.sector.id,
        endUse: { id, is: endUse, share },
      })
    }
  }
  return actors.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function unitActor(
  model: Model,
  diagnose: Diagnose,
  kind: 'facility' | 'project',
  id: string,
  path: string,
  unit: Facility | Project,
): Actor | undefined {
  const ref = unit.process
  if (!ref) return undefined
  const name = unit.name ?? { zh: id, en: id }
  if (ref.id === givenProcess)
    return {
      id,
      kind,
      path,
      name,
      sector: unit.sector?.id ?? '',
      at: ref.at,
      flows: [],
      methods: [],
      methodsPath: path,
      unit: dimensionless,
      facility: unit,
      process: givenProcess,
    }
  const process = model.processes.get(ref.id)
  if (!process) return undefined
  const actor = processActor(model, diagnose, id, process, ref.id, ref.at, unit)
  return actor
    ? { ...actor, kind, path, name, sector: unit.sector?.id ?? process.sector?.id ?? '', facility: unit }
    : undefined
}

function processActor(
  model: Model,
  diagnose: Diagnose,
  id: string,
  process: Process,
  processId: string,
  at: Span,
  unit: Facility | Project | undefined,
): Actor | undefined {
  const leads = process.outputs.filter((flow) => flow.lead)
  const lead = leads[0]
  if (!lead || leads.length > 1) {
    diagnose('E0401', process.outputs[0]?.at ?? at, { id: processId, found: leads.length })
    return undefined
  }
  const leadCommodity = model.commodities.get(lead.of)
  if (!leadCommodity) return undefined
  const unitDimension = leadCommodity.unit.dimension
  const base = `processes.${processId}`
  const own = (side: 'inputs' | 'outputs', flow: Flow): { curve: Curve; path: string } => {
    const over = unit?.[side]?.[flow.id]
    const where = `${unit && 'status' in unit ? 'projects' : 'facilities'}.${id}.${side}.${flow.id}`
    return over ? { curve: over, path: where } : { curve: flow.amount, path: `${base}.${side}.${flow.id}` }
  }
  const flows: ActorFlow[] = []
  for (const [side, list] of [
    ['inputs', process.inputs ?? []],
    ['outputs', process.outputs],
  ] as const)
    for (const flow of list) {
      const { curve, path } = own(side, flow)
      flows.push(
        bindFlow(
          model,
          diagnose,
          { ...flow, amount: curve },
          side === 'inputs' ? 'in' : 'out',
          path,
          unitDimension,
        ),
      )
    }
  for (const side of ['inputs', 'outputs'] as const)
    for (const [flowId, curve] of Object.entries(unit?.[side] ?? {}))
      if (!(side === 'inputs' ? (process.inputs ?? []) : process.outputs).some((flow) => flow.id === flowId))
        diagnose('E0406', curve.at, {
          id: processId,
          verb: side === 'inputs' ? 'use' : 'make',
          commodity: flowId,
        })
  const methods = methodsOf(model, process.emits, process.inputs ?? [])
  // A factor replaces the one of the process; where that has none, it would replace nothing, in silence.
  for (const [species, curve] of Object.entries(unit?.factors ?? {}))
    if (!methods.some((method) => method.kind === 'factor' && method.factors.has(species)))
      diagnose('E0775', curve.at, { id, process: processId, species })
  return {
    id,
    kind: 'facility',
    path: '',
    name: process.name,
    sector: '',
    at,
    process: processId,
    flows,
    methods,
    methodsPath: `${base}.emits`,
    lead: flows.find((flow) => flow.lead)!,
    unit: unitDimension,
  }
}

function bindFlow(
  model: Model,
  diagnose: Diagnose,
  flow: Flow,
  direction: 'in' | 'out',
  path: string,
  per: Dimension,
): ActorFlow {
  const commodity = model.commodities.get(flow.of) as Commodity
  const expected = timesDimension(commodity.unit.dimension, per, -1)
  // A use a year of something that stands (`600 kWh/(person·a)`) is the same as per person: the year is implied.
  const stated = { ...flow.amount.dimension, powers: { ...flow.amount.dimension.powers } }
  if (stated.powers.time === -1 && expected.powers.time === undefined) delete stated.powers.time
  if (flow.amount.kind !== 'expression' && !sameDimension(stated, expected))
    diagnose('E0204', flow.amount.at, {
      expected: canonicalUnit(expected),
      found: canonicalUnit(flow.amount.dimension),
    })
  const amount: Curve =
    flow.amount.kind === 'expression' ? { ...flow.amount, dimension: expected, free: false } : flow.amount
  return {
    id: flow.id,
    of: flow.of,
    commodity,
    direction,
    use: flow.use ?? 'material',
    lead: flow.lead,
    amount,
    path,
    at: flow.at,
  }
}

/** The declared methods, and combustion where a fuel that carries carbon is burnt and nobody said so. */
function methodsOf(
  model: Model,
  declared: readonly Method[] | undefined,
  inputs: readonly Flow[],
): readonly Method[] {
  const methods = declared ?? []
  const burns = inputs.find((flow) => flow.use === 'fuel' && model.commodities.get(flow.of)?.carbon)
  if (burns && !methods.some((method) => method.kind === 'combustion'))
    return [...methods, { kind: 'combustion', at: burns.at }]
  return methods
}
