import {
  type Breach,
  entriesFor,
  levelOf,
  type MissedBefore,
  missedBefore,
  type UnitLevel,
} from '../analysis/constraints.ts'
import type { Analysed } from '../analysis/figures.ts'
import { permitFaults } from '../analysis/permits.ts'
import { startOf } from '../analysis/project-years.ts'
import { at } from '../analysis/verdict.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Project } from '../model/facility.ts'
import { isIncluded, type Model, sectorsUnder } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import { type Outcome, type Shortage, sizePaths, type Trial } from './trial.ts'

/** Whether a project may go ahead. */
export type Admission = 'admitted' | 'conditions' | 'refused'

/** Why it may not, or not as it is: one rule. */
export type Reason =
  | {
      readonly rule: 'limit'
      readonly breach: Breach /** Found at a part of its size only. */
      readonly size?: number
    }
  | { readonly rule: 'supply'; readonly shortage: Shortage }
  | {
      readonly rule: 'entry'
      readonly target: {
        readonly id: string
        readonly name: Text
        readonly clause?: string
        readonly source?: string
      }
      readonly severity: 'must' | 'should'
      readonly wanted: 1 | 2 | 3
      readonly level: UnitLevel
    }
  /** Nothing asks for what it makes: it would stand still; or a change of a unit that changes nothing. */
  | { readonly rule: 'idle'; readonly year: number; readonly changed?: string }
  /** The county does not hold together with it: a share above 100 %, a balance below zero. */
  | { readonly rule: 'broken'; readonly problem: Diagnostic }
  | { readonly rule: 'zone'; readonly zone: string; readonly what: string; readonly at: Span }
  | { readonly rule: 'needs'; readonly needed: string; readonly at: Span }
  | { readonly rule: 'excludes'; readonly other: string; readonly at: Span }
  | {
      readonly rule: 'replaces'
      readonly at: Span
      readonly built: number
      readonly closed: number
      readonly ratio: number
      readonly unit: string
    }
  | {
      readonly rule: 'approval'
      /** The unit that is to offset the permit, where it frees too little of it. */
      readonly from?: string
      readonly at: Span
      readonly subject: string
      readonly name: Text
      readonly year: number
      readonly found: number
      readonly granted: number
      readonly unit: string
    }

export function severityOf(reason: Reason): 'must' | 'should' {
  if (reason.rule === 'limit') return reason.breach.constraint.severity
  if (reason.rule === 'idle') return 'should'
  return reason.rule === 'entry' ? reason.severity : 'must'
}

export function admissionOf(reasons: readonly Reason[]): Admission {
  if (reasons.length === 0) return 'admitted'
  return reasons.some((reason) => severityOf(reason) === 'must') ? 'refused' : 'conditions'
}

/** A project judged. */
export interface Judged {
  readonly admission: Admission
  readonly reasons: readonly Reason[]
  /** Undefined where the county does not hold together with the project. */
  readonly outcome?: Outcome
  readonly level?: UnitLevel
  readonly missedBefore: readonly MissedBefore[]
}

/** The least size of a part that is looked at: a unit of the lead a year, or a kW. */
const leastRate = 1
const leastPower = 1e-3
/** Of a retrofit: the share of the unit that is changed. */
const leastShare = 1e-3

/** Holds a project against everything, at its size and at every half of it. */
export function judge(trial: Trial, id: string, values = trial.values(), model = trial.declared): Judged {
  const { analysed, constraints, without, until } = trial
  const project = model.projects.get(id)!
  const whole = trial.run(values, [id])
  const scale = () => scaleOfProject(trial, id, project, values)
  const reasons = [
    ...standing(model, sectorOf(analysed, id), id, scale()),
    ...(whole ? reasonsOf(whole) : []),
  ]
  const level = whole && levelOf(analysed, fullRun(trial, values, whole), id)
  if (level)
    for (const { target, level: wanted } of entriesFor(model, analysed, id))
      if (level.level > wanted)
        reasons.push({ rule: 'entry', target, severity: target.severity, wanted, level })
  if (whole) reasons.push(...permits(trial, id, whole), ...idle(trial, id, whole, values))
  else {
    const problem = trial.problem(values)
    if (problem) reasons.push({ rule: 'broken', problem })
  }
  // A larger project is never let in where a part of it is not: half of it comes before the whole.
  if (whole && !reasons.some((reason) => severityOf(reason) === 'must')) {
    for (const part of halves(trial, id, project, values)) {
      const outcome = trial.run(part.values, [id])
      const more = outcome ? reasonsOf(outcome) : []
      for (const reason of more) {
        const known = reasons.some((other) => keyOf(other) === keyOf(reason))
        if (!known) reasons.push(reason.rule === 'limit' ? { ...reason, size: part.share } : reason)
      }
      if (reasons.some((reason) => severityOf(reason) === 'must')) break
    }
  }
  return {
    admission: whole ? admissionOf(reasons) : 'refused',
    reasons,
    ...(whole ? { outcome: whole } : {}),
    ...(level ? { level } : {}),
    missedBefore: whole
      ? missedBefore(constraints, without.margins, whole.margins, model.horizon.base, until)
      : [],
  }
}

/** A project that does nothing in any year after its start takes nothing and would seem to fit. */
function idle(trial: Trial, id: string, outcome: Outcome, values: Float64Array): Reason[] {
  const { analysed } = trial
  const project = analysed.model.projects.get(id)!
  const start = startOf(project)
  const { base, to } = analysed.model.horizon
  // What starts beyond the horizon cannot be seen to work.
  if (start === undefined || start >= to || outcome.shortages.length > 0) return []
  const year = Math.max(base, Math.floor(start))
  // A unit that does not run in the scenario is a reason of its own: `needs`.
  if (project.retrofit && !runs(trial.declared, project.retrofit.of.id)) return []
  if (project.retrofit)
    return changesNothing(trial, id, values) ? [{ rule: 'idle', year, changed: project.retrofit.of.id }] : []
  const activity = analysed.activities.get(id)
  if (activity === undefined) return []
  const done = outcome.trajectories.value(activity)
  for (let y = year; y <= to; y++) if (at(done, y - base) > 0) return []
  return [{ rule: 'idle', year }]
}

/** No indicator of the county moves when the switch of a retrofit is turned off. */
function changesNothing(trial: Trial, id: string, values: Float64Array): boolean {
  const off = Float64Array.from(values)
  const slot = trial.slot(`projects.${id}.included`)
  if (slot === undefined) return true
  off[slot] = 0
  const [now, before] = [trial.full(values), trial.full(off)]
  if (!now || !before) return false
  return [...trial.analysed.figures.indicators.values()].every(({ node }) => {
    const [x, y] = [now.value(node), before.value(node)]
    return x.every((value, i) => Math.abs(value - y[i]!) <= 1e-12 * Math.abs(value))
  })
}

/** What a project uses beyond what was granted, and offsets of a permit that its named unit does not free. */
function permits({ analysed, until }: Trial, id: string, outcome: Outcome): Reason[] {
  const { model, figures } = analysed
  return figures.permits.flatMap((permit): Reason[] => {
    if (permit.project !== id) return []
    const { subject, name, unit, approval } = permit
    return permitFaults(permit, model.projects.get(id)!, outcome.trajectories, model.horizon, until).map(
      ({ kind, year, found, wanted }) => ({
        rule: 'approval',
        at: approval.amount.at,
        subject,
        name,
        unit,
        year,
        found,
        granted: wanted,
        ...(kind === 'offset' ? { from: approval.from!.id } : {}),
      }),
    )
  })
}

/** The level reads leaves that a pruned run leaves out. */
function fullRun(trial: Trial, values: Float64Array, outcome: Outcome) {
  return trial.full(values) ?? outcome.trajectories
}

export function keyOf(reason: Reason): string {
  switch (reason.rule) {
    case 'limit':
      return `limit ${reason.breach.constraint.key}`
    case 'supply':
      return `supply ${reason.shortage.commodity ?? ''}`
    case 'entry':
      return `entry ${reason.target.id}`
    case 'idle':
      return 'idle'
    case 'broken':
      return 'broken'
    case 'zone':
      return `zone ${reason.what}`
    case 'needs':
      return `needs ${reason.needed}`
    case 'excludes':
      return `excludes ${reason.other}`
    case 'replaces':
      return 'replaces'
    case 'approval':
      return `approval ${reason.subject} ${reason.from ?? ''}`
  }
}

function reasonsOf(outcome: Outcome): Reason[] {
  return [
    ...outcome.breaches.map((breach): Reason => ({ rule: 'limit', breach })),
    ...outcome.shortages.map((shortage): Reason => ({ rule: 'supply', shortage })),
  ]
}

/** Reasons that need no run: where it stands, what it needs, what it cannot stand beside, what it replaces. */
export function standing(model: Model, sector: string, id: string, scale: number): Reason[] {
  const project = model.projects.get(id)!
  const found: Reason[] = []
  const zone = project.site ? model.sites.get(project.site.id)?.zone.id : undefined
  for (const { id: what, at } of (zone === undefined ? undefined : model.zones.get(zone)?.forbids) ?? [])
    if (
      project.process?.id === what ||
      (model.sectors.has(what) && sectorsUnder(model.sectors, what).has(sector))
    )
      found.push({ rule: 'zone', zone: zone!, what, at: project.site?.at ?? at })
  for (const needed of needsOf(project))
    if (!runs(model, needed.id)) found.push({ rule: 'needs', needed: needed.id, at: needed.at })
  for (const other of exclusions(model, id))
    if (runs(model, other.id)) found.push({ rule: 'excludes', other: other.id, at: other.at })
  const { replaces } = project
  if (replaces?.ratio) {
    const closed = replaces.units.reduce((sum, unit) => sum + sizeOf(model, unit.id), 0)
    const built = ownSize(project) * scale
    if (closed < built * replaces.ratio.value * (1 - 1e-9))
      found.push({
        rule: 'replaces',
        at: replaces.ratio.at,
        built,
        closed,
        ratio: replaces.ratio.value,
        unit: canonicalUnit((project.stages?.[0]?.capacity ?? project.capacity)!.dimension),
      })
  }
  return found
}

export function sectorOf(analysed: Analysed, id: string): string {
  return analysed.actors.find((one) => one.id === id)?.sector ?? ''
}

/** Units that have to run beside a project; a change of a unit needs the unit. */
export function needsOf(project: Project): readonly { readonly id: string; readonly at: Span }[] {
  return [...(project.needs ?? []), ...(project.retrofit ? [project.retrofit.of] : [])]
}

/** Projects that cannot stand beside this one, whichever of the two says so. */
export function exclusions(model: Model, id: string): readonly { readonly id: string; readonly at: Span }[] {
  const own = model.projects.get(id)?.excludes ?? []
  const others = [...model.projects].flatMap(([other, { excludes }]) =>
    (excludes ?? []).flatMap((reference) => (reference.id === id ? [{ id: other, at: reference.at }] : [])),
  )
  return [...own, ...others.filter((other) => !own.some((one) => one.id === other.id))]
}

export function runs(model: Model, id: string): boolean {
  const project = model.projects.get(id)
  return project ? isIncluded(project, model.projectsFrom) : model.facilities.has(id)
}

function sizeOf(model: Model, id: string): number {
  const unit = model.facilities.get(id) ?? model.projects.get(id)
  return unit ? ownSize(unit) : 0
}

function ownSize(unit: {
  readonly stages?: unknown
  readonly capacity?: { readonly value: number } | undefined
}): number {
  const stages = unit.stages as readonly { readonly capacity: { readonly value: number } }[] | undefined
  return stages ? stages.reduce((sum, stage) => sum + stage.capacity.value, 0) : (unit.capacity?.value ?? 0)
}

function scaleOfProject(trial: Trial, id: string, project: Project, values: Float64Array): number {
  const [path] = sizePaths(id, project)
  const slot = path === undefined ? undefined : trial.slot(path)
  if (slot === undefined) return 1
  const own = trial.analysed.values[slot]!
  return own === 0 ? 1 : values[slot]! / own
}

/** The project at half its size, a quarter, and so on down to next to nothing. */
function* halves(
  trial: Trial,
  id: string,
  project: Project,
  values: Float64Array,
): Iterable<{ readonly share: number; readonly values: Float64Array }> {
  const slots = sizePaths(id, project).flatMap((path) => trial.slot(path) ?? [])
  if (slots.length === 0) return
  const given = project.stages?.[0]?.capacity ?? project.capacity
  const least = project.retrofit ? leastShare : given?.dimension.powers.power === 1 ? leastPower : leastRate
  const size = Math.max(...slots.map((slot) => values[slot]!))
  for (let share = 0.5; size * share >= least; share /= 2) {
    const part = Float64Array.from(values)
    for (const slot of slots) part[slot] = values[slot]! * share
    yield { share, values: part }
  }
}
