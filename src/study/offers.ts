import { endOf } from '../analysis/ledgers.ts'
import { settledYear, startOf } from '../analysis/project-years.ts'
import type { Curve } from '../model/curve.ts'
import type { Project } from '../model/facility.ts'
import type { Given } from '../model/given.ts'
import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import { type Judged, sectorOf, standing } from './admit.ts'
import { sizePaths, startPaths, type Trial } from './trial.ts'

/** Later than any horizon: the retirement that a search gives to what does not retire. */
const far = 9999

/** One thing that would have to change so that a project fits. */
export type Move =
  | {
      readonly kind: 'size'
      readonly share: number
      readonly capacities: readonly { readonly value: number; readonly unit: string }[]
    }
  | { readonly kind: 'later'; readonly years: number; readonly start: number }
  | {
      readonly kind: 'close'
      readonly unit: string
      readonly section: 'facilities' | 'projects'
      readonly from: number
    }
  | { readonly kind: 'measure'; readonly measure: string; readonly level: number; readonly from: number }
  | { readonly kind: 'include'; readonly project: string }
  | { readonly kind: 'leave-out'; readonly project: string }
  | { readonly kind: 'site'; readonly site: string }

/** A set of moves that a search found; only a re-run says that it holds. */
export interface Candidate {
  readonly moves: readonly Move[]
  /** What it changes in the value added of the county in the settled year, where it is known; lost value is negative. */
  readonly value?: number
}

/** How a search went, to be told. */
export interface Searched {
  readonly sizes: number
  readonly years: number
  readonly closures: number
  readonly measures: number
  readonly pairs: number
  readonly runs: number
}

/** How many single moves enter the pairs. */
const pairedClosures = 10
const pairedMeasures = 6

/**
 * The model of a search: every unit can retire, every measure that the scenario adopts can be adopted further from a year on.
 * With no slot turned it is the scenario itself: nothing retires before the year 9999 and nothing is raised above zero.
 */
export function searchable(model: Model, from: number): Model {
  const retirable = <
    T extends { readonly retired?: { readonly year: number } | undefined; readonly at?: unknown },
  >(
    unit: T,
  ): T => (unit.retired ? unit : { ...unit, retired: { year: far, at: model.at } })
  const zero = (curve: Curve): Given => ({
    value: 0,
    dimension: { powers: {} },
    at: curve.at,
    grade: 'assumption',
  })
  return {
    ...model,
    facilities: new Map([...model.facilities].map(([id, unit]) => [id, retirable(unit)])),
    projects: new Map([...model.projects].map(([id, unit]) => [id, retirable(unit)])),
    measures: new Map(
      [...model.measures].map(([id, measure]) => [
        id,
        measure.adoption
          ? {
              ...measure,
              adoption: {
                kind: 'raised' as const,
                from,
                base: measure.adoption,
                to: zero(measure.adoption),
                at: measure.adoption.at,
                dimension: measure.adoption.dimension,
              },
            }
          : measure,
      ]),
    ),
  }
}

/** The year from which units close and measures are adopted so that the project fits: when it begins, after what is observed. */
export function actingYear(model: Model, project: Project): number {
  return Math.max(Math.floor(startOf(project) ?? model.horizon.observedTo + 1), model.horizon.observedTo + 1)
}

/**
 * Looks for the smallest changes that let a project in: its size by bisection, its start year by year, each unit that could
 * close, each measure that could be adopted further, then pairs of these.
 */
export function searchOffers(
  trial: Trial,
  id: string,
  judged: Judged,
  fits: (trial: Trial, values: Float64Array) => boolean,
): { readonly candidates: readonly Candidate[]; readonly searched: Searched } {
  const { analysed } = trial
  const { model } = analysed
  const project = model.projects.get(id)!
  const before = trial.runs
  const from = actingYear(model, project)
  const year = Math.min(Math.max(from, settledYear(project) ?? from), model.horizon.to)
  const found: Candidate[] = []
  const fixed = fixedMoves(model, id, judged)
  if (fixed) found.push(...fixed)
  const still = standing(trial.declared, sectorOf(analysed, id), id, 0)
  const numeric = still.length === 0
  const sizes = numeric ? smaller(trial, id, project, fits) : { tried: 0 }
  const years = numeric ? later(trial, id, project, fits) : { tried: 0 }
  const value = (values: Float64Array): number | undefined => {
    const outcome = trial.run(values, [id])
    const whole = judged.outcome && trial.gdp(judged.outcome.trajectories, year)
    const now = outcome && trial.gdp(outcome.trajectories, year)
    return whole === undefined || now === undefined ? undefined : now - whole
  }
  const candidateOf = (moves: readonly Move[]): Candidate => {
    const change = value(apply(trial, id, moves))
    return { moves, ...(change === undefined ? {} : { value: change }) }
  }
  const closures = numeric ? closable(trial, id, from) : []
  const measures = numeric ? adoptable(trial, from) : []
  const singles: { readonly move: Move; readonly rest: number }[] = []
  const single: Candidate[] = []
  for (const move of closures) {
    const values = apply(trial, id, [move])
    if (fits(trial, values)) single.push(candidateOf([move]))
    else singles.push({ move, rest: shortOf(trial, id, values) })
  }
  for (const measure of measures) {
    const values = apply(trial, id, [measure])
    if (fits(trial, values)) single.push(candidateOf([leastLevel(trial, id, measure, fits)]))
    else singles.push({ move: measure, rest: shortOf(trial, id, values) })
  }
  let pairs = 0
  if (single.length === 0 && numeric) {
    const whole = shortOf(trial, id, trial.values())
    const helpful = singles.filter(({ rest }) => rest < whole * (1 - 1e-9)).sort((a, b) => a.rest - b.rest)
    const chosen = [
      ...helpful.filter(({ move }) => move.kind === 'close').slice(0, pairedClosures),
      ...helpful.filter(({ move }) => move.kind === 'measure').slice(0, pairedMeasures),
    ]
    for (let i = 0; i < chosen.length; i++)
      for (let j = i + 1; j < chosen.length; j++) {
        pairs++
        const moves = [chosen[i]!.move, chosen[j]!.move]
        if (fits(trial, apply(trial, id, moves))) single.push(candidateOf(moves))
      }
  }
  // What costs the county least value added comes first.
  single.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  found.push(...single)
  if (sizes.move) found.push(candidateOf([sizes.move]))
  if (years.move) found.push(candidateOf([years.move]))
  return {
    candidates: found,
    searched: {
      sizes: sizes.tried,
      years: years.tried,
      closures: closures.length,
      measures: measures.length,
      pairs,
      runs: trial.runs - before,
    },
  }
}

/** Moves that answer a reason without a number: what it needs, what it cannot stand beside, where it may not stand. */
function fixedMoves(model: Model, id: string, judged: Judged): readonly Candidate[] | undefined {
  const moves = judged.reasons.flatMap((reason): Move[] => {
    if (reason.rule === 'needs' && model.projects.has(reason.needed))
      return [{ kind: 'include', project: reason.needed }]
    if (reason.rule === 'excludes') return [{ kind: 'leave-out', project: reason.other }]
    if (reason.rule === 'zone') {
      const site = siteFor(model, id)
      return site === undefined ? [] : [{ kind: 'site', site }]
    }
    return []
  })
  return moves.length > 0 ? [{ moves }] : undefined
}

/** A site of the county whose zone forbids neither the process nor the sector of the project. */
function siteFor(model: Model, id: string): string | undefined {
  const project = model.projects.get(id)!
  const sector = project.sector?.id ?? model.processes.get(project.process?.id ?? '')?.sector?.id
  const above = new Set<string>()
  for (let one = sector; one !== undefined && !above.has(one); one = model.sectors.get(one)?.parent?.id)
    above.add(one)
  return [...model.sites].find(([, site]) => {
    const forbids = model.zones.get(site.zone.id)?.forbids ?? []
    return !forbids.some(({ id: what }) => what === project.process?.id || above.has(what))
  })?.[0]
}

/** The values with some moves made; moves without a slot change nothing here. */
export function apply(trial: Trial, id: string, moves: readonly Move[]): Float64Array {
  const values = trial.values()
  const project = trial.analysed.model.projects.get(id)!
  const set = (path: string, change: (old: number) => number) => {
    const slot = trial.slot(path)
    if (slot !== undefined) values[slot] = change(values[slot]!)
  }
  for (const move of moves) {
    if (move.kind === 'size')
      for (const [i, path] of sizePaths(id, project).entries()) set(path, () => move.capacities[i]!.value)
    else if (move.kind === 'later')
      for (const path of startPaths(id, project)) set(path, (old) => old + move.years)
    else if (move.kind === 'close') set(`${move.section}.${move.unit}.retired`, () => move.from)
    else if (move.kind === 'measure') set(`measures.${move.measure}.adoption.raised`, () => move.level)
  }
  return values
}

/** How much is missing in all that is short, each as a share of what it is judged by: to rank what helps. */
function shortOf(trial: Trial, id: string, values: Float64Array): number {
  const outcome = trial.run(values, [id])
  if (!outcome) return Number.POSITIVE_INFINITY
  return outcome.breaches.reduce(
    (sum, { missing, without, with: now }) =>
      sum + missing / (Math.abs(without) + Math.abs(now) + missing || 1),
    outcome.shortages.length,
  )
}

function sizeMove(project: Project, share: number): Move {
  const given =
    project.stages?.map(({ capacity }) => capacity) ?? (project.capacity ? [project.capacity] : [])
  return {
    kind: 'size',
    share,
    capacities: given.map(({ value, dimension }) => ({
      value: floorTo3(value * share),
      unit: canonicalUnit(dimension),
    })),
  }
}

/** Rounded down to three digits, so that what is printed still fits. */
function floorTo3(value: number): number {
  if (value <= 0) return 0
  const step = 10 ** (Math.floor(Math.log10(value)) - 2)
  return Number((Math.floor(value / step + 1e-9) * step).toPrecision(3))
}

type Fits = (trial: Trial, values: Float64Array) => boolean

function smaller(
  trial: Trial,
  id: string,
  project: Project,
  fits: Fits,
): { readonly move?: Move; readonly tried: number } {
  if (!project.process || !sizePaths(id, project).some((path) => trial.slot(path) !== undefined))
    return { tried: 0 }
  let tried = 0
  const holds = (share: number) => {
    tried++
    return fits(trial, apply(trial, id, [sizeMove(project, share)]))
  }
  let low = 0
  let high = 1
  for (let step = 0; step < 14; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  // Next to nothing is no project.
  return low < 0.01 ? { tried } : { tried, move: sizeMove(project, low) }
}

function later(
  trial: Trial,
  id: string,
  project: Project,
  fits: Fits,
): { readonly move?: Move; readonly tried: number } {
  const start = startOf(project)
  if (start === undefined) return { tried: 0 }
  const last = Math.min(trial.analysed.model.horizon.to, trial.until)
  let tried = 0
  for (let years = 1; Math.floor(start) + years <= last; years++) {
    tried++
    const move: Move = { kind: 'later', years, start: start + years }
    if (fits(trial, apply(trial, id, [move]))) return { move, tried }
  }
  return { tried }
}

/** Units that stand when the project begins and do not close before. */
export function closable(
  trial: Trial,
  id: string,
  from: number,
): readonly Extract<Move, { kind: 'close' }>[] {
  const { analysed } = trial
  if (from > analysed.model.horizon.to) return []
  return analysed.actors.flatMap((actor) => {
    if (actor.id === id || (actor.kind !== 'facility' && actor.kind !== 'project')) return []
    const section = actor.kind === 'facility' ? ('facilities' as const) : ('projects' as const)
    const end = endOf(analysed, actor) ?? far
    if (end <= from || trial.slot(`${section}.${actor.id}.retired`) === undefined) return []
    const began = actor.facility && startOfUnit(actor.facility)
    if (began !== undefined && began >= from) return []
    return [{ kind: 'close' as const, unit: actor.id, section, from }]
  })
}

function startOfUnit(unit: object): number | undefined {
  if ('status' in unit) return startOf(unit as Project)
  return (unit as { readonly commissioned?: { readonly year: number } }).commissioned?.year
}

/** Measures that the scenario adopts less than it could. */
function adoptable(trial: Trial, from: number): readonly Extract<Move, { kind: 'measure' }>[] {
  const { model } = trial.analysed
  return [...model.measures].flatMap(([id, measure]) => {
    if (!measure.adoption || trial.slot(`measures.${id}.adoption.raised`) === undefined) return []
    return [{ kind: 'measure' as const, measure: id, level: measure.potential?.value ?? 1, from }]
  })
}

/** The least adoption that lets the project in, in steps of a tenth of a percent, never below what stands in a later year. */
function leastLevel(trial: Trial, id: string, move: Extract<Move, { kind: 'measure' }>, fits: Fits): Move {
  let low = standingLevel(trial, move)
  let high = move.level
  for (let step = 0; step < 11 && high - low > 5e-4; step++) {
    const middle = (low + high) / 2
    if (fits(trial, apply(trial, id, [{ ...move, level: middle }]))) high = middle
    else low = middle
  }
  return { ...move, level: Math.min(move.level, Math.ceil(high * 1000 - 1e-6) / 1000) }
}

/** The most that the scenario itself adopts of a measure from the year on. */
function standingLevel(trial: Trial, move: Extract<Move, { kind: 'measure' }>): number {
  const { model } = trial.analysed
  const adoption = model.measures.get(move.measure)?.adoption
  const points = adoption ? pointsOf(adoption) : []
  return Math.min(move.level, Math.max(0, ...points))
}

function pointsOf(curve: Curve): readonly number[] {
  switch (curve.kind) {
    case 'constant':
      return [curve.value.value]
    case 'points':
      return curve.points.map(({ value }) => value.value)
    case 'from':
      return [...pointsOf(curve.base), ...pointsOf(curve.over)]
    case 'raised':
      return pointsOf(curve.base)
    default:
      // Growth, expressions and layers: only full adoption is offered.
      return [1]
  }
}
