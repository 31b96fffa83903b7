import type { Span } from '../diagnostics/span.ts'
import { unionPrefix } from '../engine/curve.ts'
import type { Plan } from '../engine/plan.ts'
import type { Project } from '../model/facility.ts'
import { isIncluded, type Model } from '../model/model.ts'
import { type Delay, openStatuses } from '../model/outcome.ts'
import type { Distribution } from '../numerics/distribution.ts'
import type { Dimension } from './draws.ts'
import type { Rule } from './placement.ts'

/** What may become of one project. */
export interface Outcome {
  readonly id: string
  readonly status: Project['status']
  /** How likely it is built where nothing else stands in its way. */
  readonly chance: number
  /** Who says so: the project, a policy by status, or the scenario, which includes it. */
  readonly said: 'project' | 'status' | 'scenario'
  readonly at: Span
  readonly delay?: Delay
  /** Projects that it needs; those that it cannot stand beside and that come before it. */
  readonly needs: readonly string[]
  readonly excludes: readonly string[]
  /** Whether it runs in a single run. */
  readonly single: boolean
  /** Whether it may be missing in a draw; else it only may be late. */
  readonly drawn: boolean
}

/**
 * Projects whose future is drawn, in the order in which they are judged: a chance between 0 and 1, and those that stand or fall
 * with one. Of two that exclude each other the one judged first stands: included by the scenario, then further advanced, then
 * earlier, then by id; what a project needs is judged before it.
 */
export function outcomesOf(model: Model): readonly Outcome[] {
  const stated = new Map<string, Outcome>()
  for (const [id, project] of model.projects) {
    const made = outcomeOf(model, id, project)
    if (made) stated.set(id, made)
  }
  const conflicts = (a: string, b: string) =>
    [a, b].some((one) => model.projects.get(one)?.excludes?.some(({ id }) => id === (one === a ? b : a)))
  const drawn = new Set([...stated.values()].filter(({ chance }) => chance < 1).map(({ id }) => id))
  // What is certain by itself falls with what it needs, or gives way to what it cannot stand beside.
  for (let grew = true; grew; ) {
    grew = false
    for (const [id, { needs }] of stated)
      if (
        !drawn.has(id) &&
        (needs.some((other) => drawn.has(other)) || [...drawn].some((other) => conflicts(id, other)))
      ) {
        drawn.add(id)
        grew = true
      }
  }
  const rank = ({ said, status }: Outcome) =>
    said === 'scenario' ? 99 : openStatuses.indexOf(status as (typeof openStatuses)[number])
  const first = ({ id }: Outcome) => startOf(model.projects.get(id)!) ?? 9999
  const order = [...drawn]
    .map((id) => stated.get(id)!)
    .sort((a, b) => rank(b) - rank(a) || first(a) - first(b) || (a.id < b.id ? -1 : 1))
  const judged: Outcome[] = []
  const place = (outcome: Outcome, above: ReadonlySet<string>): void => {
    if (judged.some(({ id }) => id === outcome.id) || above.has(outcome.id)) return
    for (const needed of outcome.needs) {
      const other = drawn.has(needed) ? stated.get(needed) : undefined
      if (other) place(other, new Set([...above, outcome.id]))
    }
    const excludes = judged.filter(({ id }) => conflicts(id, outcome.id)).map(({ id }) => id)
    judged.push({ ...outcome, excludes, drawn: true })
  }
  for (const outcome of order) place(outcome, new Set())
  // Delays of projects that are certain to come are drawn all the same.
  const late = [...stated.values()].filter(({ id, delay, chance }) => !drawn.has(id) && delay && chance === 1)
  return [...judged, ...late]
}

function startOf(project: Project): number | undefined {
  return (project.stages?.[0]?.start ?? project.start ?? project.retrofit?.from)?.year
}

/** Undefined for what cannot come: a status that is over, a chance of 0, left out by hand. */
function outcomeOf(model: Model, id: string, project: Project): Outcome | undefined {
  const single = isIncluded(project, model.projectsFrom)
  const open = (openStatuses as readonly string[]).includes(project.status)
  const byStatus = open ? model.outcomes[project.status as (typeof openStatuses)[number]] : undefined
  const own = project.chance
  // What a scenario includes or leaves out by hand is decided there, unless the project itself states a chance.
  const decided = own === undefined && project.included !== undefined
  const chance = own?.value ?? (decided ? Number(single) : (byStatus?.chance?.value ?? Number(single)))
  if (!(chance > 0)) return undefined
  const delay = project.delay ?? (decided ? undefined : byStatus?.delay)
  const missing = (project.needs ?? []).some(
    ({ id: needed }) => model.projects.has(needed) && !mayRun(model, needed),
  )
  const at = own?.at ?? byStatus?.chance?.at ?? project.included?.at ?? project.process?.at ?? model.at
  return {
    id,
    status: project.status,
    // A project that needs one that never comes is never built, once anything about it is drawn.
    chance: missing && chance < 1 ? 0 : chance,
    said: own ? 'project' : !decided && byStatus?.chance ? 'status' : 'scenario',
    at,
    ...(delay ? { delay } : {}),
    needs: (project.needs ?? []).map((needed) => needed.id).filter((needed) => model.projects.has(needed)),
    excludes: [],
    single,
    drawn: false,
  }
}

function mayRun(model: Model, id: string): boolean {
  const project = model.projects.get(id)!
  if (isIncluded(project, model.projectsFrom)) return true
  if (project.included && !project.chance) return false
  const open = openStatuses.find((status) => status === project.status)
  return (project.chance?.value ?? (open ? model.outcomes[open]?.chance?.value : undefined) ?? 0) > 0
}

/** The model in which each of these is there by a switch (engine/mixture.ts), whether or not a single run has it. */
export function withOutcomes(model: Model, outcomes: readonly Outcome[]): Model {
  const presence = new Map<string, 'a' | 'b'>(model.presence ?? [])
  const projects = new Map(model.projects)
  for (const { id, drawn, at } of outcomes) {
    const project = projects.get(id)!
    projects.set(id, { ...project, included: { value: true, at: project.included?.at ?? at } })
    if (drawn) presence.set(`projects.${id}`, 'b')
  }
  return { ...model, projects, presence }
}

/** Switches of the outcomes in a plan: slot by project. */
export function switchesIn(plan: Plan, outcomes: readonly Outcome[]): ReadonlyMap<string, number> {
  const slots = new Map(plan.slots.map(({ path }, slot) => [path, slot]))
  return new Map(
    outcomes.flatMap(({ id }): (readonly [string, number])[] => {
      const slot = slots.get(`${unionPrefix}projects.${id}`)
      return slot === undefined ? [] : [[id, slot]]
    }),
  )
}

/** Dimensions and rules of projects: whether each is built (the higher the number the likelier), and how late it starts. */
export function outcomeDimensions(
  plan: Plan,
  values: Float64Array,
  outcomes: readonly Outcome[],
): { readonly dimensions: readonly Dimension[]; readonly rules: readonly Rule[] } {
  const switches = switchesIn(plan, outcomes)
  const dimensions: Dimension[] = []
  for (const { id, chance, delay } of outcomes) {
    const slot = switches.get(id)
    const one = (
      name: 'chance' | 'delay',
      unit: string,
      value: number,
      distribution: Distribution,
      places: Dimension['places'],
    ) =>
      dimensions.push({
        id: `projects.${id}.${name}`,
        unit,
        cause: name,
        value,
        distribution,
        points: places.length,
        following: 0,
        places,
      })
    if (slot !== undefined) {
      const built: Distribution = { kind: 'discrete', values: [0, 1], chances: [1 - chance, chance] }
      one('chance', '1', values[slot]!, built, [{ slot, distribution: built }])
    }
    if (!delay) continue
    const { distribution } = delay
    const starts = startsIn(plan, id).map((start) => ({ slot: start, distribution, plus: values[start]! }))
    if (starts.length > 0) one('delay', 'a', 0, distribution, starts)
  }
  const rules = outcomes.flatMap(({ id, needs, excludes }): Rule[] => {
    const slot = switches.get(id)
    if (slot === undefined || needs.length + excludes.length === 0) return []
    const slotsOf = (ids: readonly string[]) => ids.flatMap((other) => switches.get(other) ?? [])
    return [{ slot, needs: slotsOf(needs), excludes: slotsOf(excludes) }]
  })
  return { dimensions, rules }
}

/** Slots that hold when a project, or a stage of it, starts. */
export function startsIn(plan: Plan, id: string): readonly number[] {
  const own = `projects.${id}.`
  return plan.slots.flatMap(({ path, kind }, slot) =>
    kind === 'year' &&
    path.startsWith(own) &&
    /^(?:start|stages\.\d+\.start|retrofit\.from)$/.test(path.slice(own.length))
      ? [slot]
      : [],
  )
}
