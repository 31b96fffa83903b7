import type { Project, Stage } from '../model/facility.ts'
import type { Given } from '../model/given.ts'
import { sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Actor, Context } from './context.ts'
import type { Ref } from './plan.ts'

/** Later than any horizon: the retirement of a unit that does not retire. */
const far = 9999

/** A MW that runs all year makes 8,760 MWh = 31,536 GJ. */
const gigajoulesPerMegawattYear = 8760 * 3.6

const perYear = { powers: { time: 1 } }

/**
 * Capacity by year (graph.md 2): `K · on · R(t + 1 − s) · (1 − clamp(t + 1 − r, 0, 1))`, summed over stages; R is 0 up to
 * 0, then the user's ramp, linear between whole years, its last value held. Undefined where the unit states no capacity.
 * Reports E0204 where the capacity is no amount of the lead a year.
 */
export function capacityNode(cx: Context, actor: Actor): Ref | undefined {
  const built = builtStages(cx, actor)
  if (built.length === 0) return undefined
  return cx.g.mul(
    cx.g.sum(
      built.map(({ size, began }) =>
        began === undefined ? size : cx.g.mul(size, rampNode(cx, actor, began.node)),
      ),
    ),
    standing(cx, actor),
  )
}

/** One step of a unit's capacity: its full size, and when it began where that is stated. */
export interface BuiltStage {
  readonly size: Ref
  readonly began?: { readonly node: Ref; readonly year: number }
}

/** The steps in which a unit's capacity arrives, without ramp, retirement or switch: what its investment is counted on. */
export function builtStages(cx: Context, actor: Actor): readonly BuiltStage[] {
  const unit = actor.facility
  if (!unit) return []
  const { g } = cx
  const start = 'start' in unit ? unit.start : 'commissioned' in unit ? unit.commissioned : undefined
  const stages: readonly (Stage | { capacity: Given; start: undefined })[] =
    'stages' in unit && unit.stages
      ? unit.stages
      : unit.capacity
        ? [start ? { capacity: unit.capacity, start } : { capacity: unit.capacity, start: undefined }]
        : []
  return stages.map((stage, i) => {
    const path =
      stages.length > 1 || ('stages' in unit && unit.stages) ? `${actor.path}.stages.${i + 1}` : actor.path
    const size = sizeOf(cx, actor, stage.capacity, `${path}.capacity`)
    if (!stage.start) return { size }
    const node = g.slot({
      path: `${path}.${'commissioned' in unit ? 'commissioned' : 'start'}`,
      unit: 'year',
      kind: 'year',
      value: stage.start.year,
      origin: [stage.start.at],
    })
    return { size, began: { node, year: stage.start.year } }
  })
}

/** The capacity that stands, by who has it: costs, ledgers and rules of targets ask again and again. */
const capacities = new WeakMap<Context, Map<Actor, Ref | undefined>>()

/** Full capacity that stands by year: begun, not retired, whatever its ramp. Undefined where the unit states none. */
export function standingCapacity(cx: Context, actor: Actor): Ref | undefined {
  const known = capacities.get(cx) ?? new Map<Actor, Ref | undefined>()
  capacities.set(cx, known)
  if (!known.has(actor)) known.set(actor, capacityThatStands(cx, actor))
  return known.get(actor)
}

function capacityThatStands(cx: Context, actor: Actor): Ref | undefined {
  const { g } = cx
  const stages = builtStages(cx, actor)
  if (stages.length === 0) return undefined
  const begun = stages.map(({ size, began }) => (began ? g.mul(size, reached(cx, began.node)) : size))
  return g.mul(g.sum(begun), standing(cx, actor))
}

/** When each unit stands: the account of costs, the ledgers and rules of targets ask again and again. */
const stood = new WeakMap<Context, Map<Actor, Ref>>()

/** 1 while a unit stands, 0 after it retired or where a project does not run. */
export function standing(cx: Context, actor: Actor): Ref {
  const known = stood.get(cx) ?? new Map<Actor, Ref>()
  stood.set(cx, known)
  const node = known.get(actor) ?? standingNode(cx, actor)
  known.set(actor, node)
  return node
}

function standingNode(cx: Context, actor: Actor): Ref {
  const { g } = cx
  const on =
    actor.kind === 'project' ? includedNode(cx, actor) : (cx.present(actor.path, actor.at) ?? g.constant(1))
  const end = retirementNode(cx, actor)
  return end === undefined ? on : g.mul(on, g.subtract(g.constant(1), reached(cx, end)))
}

/** 1 where a project runs: a switch that studies turn. */
export function includedNode(cx: Context, actor: Actor): Ref {
  const present = cx.present(actor.path, actor.at)
  if (present !== undefined) return present
  const unit = actor.facility
  const at = unit && 'included' in unit && unit.included ? unit.included.at : actor.at
  return cx.g.slot({ path: `${actor.path}.included`, unit: '1', kind: 'switch', value: 1, origin: [at] })
}

/** How far a date has been reached by the end of each year: 0 before, 1 after, the part of the year in its own year. */
export function reached(cx: Context, date: Ref): Ref {
  const { g } = cx
  return g.clamp(g.subtract(nextYears(g), date), g.constant(0), g.constant(1))
}

const next = new WeakMap<Context['g'], Ref>()

/** The year after each year: a date lies before it once it has been reached. */
function nextYears(g: Context['g']): Ref {
  const known = next.get(g) ?? g.table(Array.from({ length: g.length }, (_, i) => g.horizon.base + i + 1))
  next.set(g, known)
  return known
}

function rampNode(cx: Context, actor: Actor, start: Ref): Ref {
  const { g } = cx
  const ramp = actor.facility?.ramp
  if (!ramp) return reached(cx, start)
  const age = g.subtract(nextYears(g), start)
  let before: Ref = g.constant(0)
  const steps = ramp.map((given, i) => {
    const level = cx.given(given, `${actor.path}.ramp.${i + 1}`)
    const rise = g.subtract(level, before)
    before = level
    return g.mul(rise, g.clamp(g.subtract(age, g.constant(i)), g.constant(0), g.constant(1)))
  })
  return g.sum(steps)
}

const replacers = new WeakMap<readonly Actor[], ReadonlyMap<string, readonly Actor[]>>()

/** The projects that replace a unit, by its id: looked up once for all units, or a county of thousands would take minutes. */
export function replacersOf(actors: readonly Actor[]): ReadonlyMap<string, readonly Actor[]> {
  const known = replacers.get(actors)
  if (known) return known
  const found = new Map<string, Actor[]>()
  for (const actor of actors) {
    const unit = actor.facility
    if (actor.kind !== 'project' || !unit || !('replaces' in unit) || !unit.replaces) continue
    for (const id of new Set(unit.replaces.units.map((replaced) => replaced.id)))
      found.set(id, [...(found.get(id) ?? []), actor])
  }
  replacers.set(actors, found)
  return found
}

/** When the unit ends: its own retirement, or earlier when a project that replaces it is in place. */
function retirementNode(cx: Context, actor: Actor): Ref | undefined {
  const { g } = cx
  const own = actor.facility?.retired
  let end: Ref | undefined = own
    ? g.slot({ path: `${actor.path}.retired`, unit: 'year', kind: 'year', value: own.year, origin: [own.at] })
    : undefined
  for (const other of replacersOf(cx.actors).get(actor.id) ?? []) {
    const project = other.facility as Project
    if (!project.replaces) continue
    const begins = project.stages?.[0]?.start ?? project.start
    if (!begins) continue
    const started = g.slot({
      path: project.stages ? `${other.path}.stages.1.start` : `${other.path}.start`,
      unit: 'year',
      kind: 'year',
      value: begins.year,
      origin: [begins.at],
    })
    const overlap = project.replaces.overlap
    const closes = overlap ? g.add(started, cx.given(overlap, `${other.path}.replaces.overlap`)) : started
    const replaced = g.select(includedNode(cx, other), closes, g.constant(far))
    end = end === undefined ? replaced : g.min(end, replaced)
  }
  return end
}

function sizeOf(cx: Context, actor: Actor, given: Given, path: string): Ref {
  const { g } = cx
  const size = cx.given(given, path)
  const expected = timesDimension(actor.unit, perYear, -1)
  if (sameDimension(given.dimension, expected)) return size
  const isEnergy = sameDimension(actor.unit, { powers: { energy: 1 } })
  if (isEnergy && sameDimension(given.dimension, { powers: { power: 1 } }))
    return g.mul(size, g.constant(gigajoulesPerMegawattYear))
  cx.diagnose('E0204', given.at, { expected: canonicalUnit(expected), found: canonicalUnit(given.dimension) })
  return size
}
