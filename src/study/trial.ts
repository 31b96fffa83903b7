import {
  type Breach,
  breaches,
  type Constraint,
  constraintsOf,
  type Margins,
  marginsOf,
} from '../analysis/constraints.ts'
import type { Analysed } from '../analysis/figures.ts'
import { yearly } from '../analysis/ledger-facts.ts'
import { settledYear, startOf } from '../analysis/project-years.ts'
import { at } from '../analysis/verdict.ts'
import { codes } from '../diagnostics/codes.ts'
import { collector, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Program, prepare } from '../engine/evaluate.ts'
import type { Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { ancestors } from '../engine/walk.ts'
import type { Project } from '../model/facility.ts'
import type { Model } from '../model/model.ts'

/** A unit or commodity that does not get what the project asks for, or that others miss because of it. */
export interface Shortage {
  readonly commodity?: string
  readonly year: number
  /** What is wanted and what is there, in units of the lead of the project or of the commodity. */
  readonly wanted: number
  readonly found: number
}

/** What one run with the project says: what it makes worse, and what it cannot get. */
export interface Outcome {
  readonly trajectories: Trajectories
  readonly margins: Margins
  readonly breaches: readonly Breach[]
  readonly shortages: readonly Shortage[]
}

/** A run without the project, to be held against. */
export interface Without {
  readonly margins: Margins
  /** Unmet demand by commodity. */
  readonly unmet: ReadonlyMap<string, Float64Array>
}

/** How much a project may miss of what it asks for, as a share: below it the plant runs as planned. */
const fullEnough = 0.99
/** A project is held against what reaches it in its first full years, as entry is; what runs out decades later is no reason. */
const supplyYears = 5

export function withoutOf(analysed: Analysed, trajectories: Trajectories): Without {
  const length = analysed.model.horizon.to - analysed.model.horizon.base + 1
  return {
    margins: marginsOf(constraintsOf(analysed), trajectories, length),
    unmet: unmetOf(analysed, trajectories, length),
  }
}

function unmetOf(analysed: Analysed, trajectories: Trajectories, length: number) {
  return new Map(
    analysed.balances.map(({ commodity, unmet }) => [commodity, yearly(trajectories, unmet, length)]),
  )
}

/** Slots that a search turns, by what they belong to. */
interface Slots {
  readonly at: ReadonlyMap<string, number>
}

/**
 * A compiled scenario with the projects in question, to be run many times with other sizes, dates, closures and adoptions.
 * Only what the verdict reads is evaluated.
 */
export class Trial {
  readonly analysed: Analysed
  /** The model as it is declared; what is compiled may leave out what is judged here. */
  readonly declared: Model
  readonly constraints: readonly Constraint[]
  readonly without: Without
  readonly until: number
  runs = 0
  readonly #whole: Program
  readonly #program: Program
  readonly #slots: Slots
  readonly #base: number
  readonly #length: number
  readonly #projects: readonly string[]

  constructor(
    analysed: Analysed,
    declared: Model,
    projects: readonly string[],
    without: Without,
    until: number,
  ) {
    this.analysed = analysed
    this.declared = declared
    this.without = without
    this.until = until
    this.#projects = projects
    this.constraints = constraintsOf(analysed)
    const { base, to } = analysed.model.horizon
    this.#base = base
    this.#length = to - base + 1
    this.#slots = { at: new Map(analysed.plan.slots.map(({ path }, i) => [path, i])) }
    this.#whole = prepare(analysed.plan)
    this.#program = this.#pruned()
  }

  /** The program without the nodes that no verdict depends on. */
  #pruned(): Program {
    const { plan, checks, balances, activities, figures } = this.analysed
    const whole = this.#whole
    const gdp = figures.indicators.get('gdp')?.node
    const wanted = [
      ...this.constraints.flatMap(({ margin, limit, figure }) => [
        margin,
        ...(limit === undefined ? [] : [limit]),
        ...(figure === undefined ? [] : [figure]),
      ]),
      ...balances.map(({ unmet }) => unmet),
      ...checks.flatMap(({ node, scale }) => (scale === undefined ? [node] : [node, scale])),
      ...this.#projects.flatMap((id) => activities.get(id) ?? []),
      ...figures.potentials.values(),
      ...figures.permits.flatMap(({ used, freed }) => (freed === undefined ? [used] : [used, freed])),
      ...(gdp === undefined ? [] : [gdp]),
      ...plan.nodes.flatMap((node, i) => (node.op === 'loop' ? [i] : [])),
    ]
    const reached = ancestors(plan, wanted)
    return { ...whole, order: whole.order.filter((i) => i < 0 || reached[i] === 1) }
  }

  /** The values of the model, to be changed. */
  values(): Float64Array {
    return Float64Array.from(this.analysed.values)
  }

  slot(path: string): number | undefined {
    return this.#slots.at.get(path)
  }

  /** A run of everything, for what the verdict does not read; undefined where it does not hold together. */
  full(values: Float64Array): Trajectories | undefined {
    let failed = false
    const trajectories = runPlan(
      this.analysed,
      (code) => {
        if (codes[code].severity === 'error') failed = true
      },
      values,
      this.#whole,
    )
    return failed ? undefined : trajectories
  }

  /** The first error of a run that does not hold together; undefined where it does. */
  problem(values: Float64Array): Diagnostic | undefined {
    const { diagnostics, diagnose } = collector()
    runPlan(this.analysed, diagnose, values, this.#program)
    return diagnostics.find(({ code }) => codes[code].severity === 'error')
  }

  /** One run; undefined where it does not hold together (a share above 100 %, a balance below zero). */
  run(values: Float64Array, projects = this.#projects): Outcome | undefined {
    this.runs++
    let failed = false
    const trajectories = runPlan(
      this.analysed,
      (code) => {
        if (codes[code].severity === 'error') failed = true
      },
      values,
      this.#program,
    )
    if (failed) return undefined
    return this.#outcome(trajectories, projects)
  }

  #outcome(trajectories: Trajectories, projects: readonly string[]): Outcome {
    const margins = marginsOf(this.constraints, trajectories, this.#length)
    const { base } = this.analysed.model.horizon
    return {
      trajectories,
      margins,
      breaches: breaches(this.constraints, this.without.margins, margins, base, this.until),
      shortages: this.#shortages(trajectories, projects),
    }
  }

  #shortages(trajectories: Trajectories, projects: readonly string[]): readonly Shortage[] {
    const { model, figures, activities, balances } = this.analysed
    const found: Shortage[] = []
    for (const id of projects) {
      const project = model.projects.get(id)
      const potential = figures.potentials.get(id)
      const activity = activities.get(id)
      if (!project || potential === undefined || activity === undefined) continue
      // What demand asks for less of is no lack of supply.
      if (project.operation === 'demand') continue
      const settled = settledYear(project)
      if (settled === undefined) continue
      // Nothing after the last judged year counts: a project that settles later is held against the years before.
      const first = settled > this.until ? Math.floor(startOf(project) ?? settled) : settled
      const last = Math.min(first + supplyYears - 1, model.horizon.to, this.until)
      for (let year = first; year <= last; year++) {
        const i = year - this.#base
        if (i < 0) continue
        const wanted = at(trajectories.value(potential), i)
        const got = at(trajectories.value(activity), i)
        if (wanted > 0 && got < wanted * fullEnough) {
          found.push({ year, wanted, found: got })
          break
        }
      }
    }
    for (const { commodity, unmet } of balances) {
      const now = yearly(trajectories, unmet, this.#length)
      const before = this.without.unmet.get(commodity) ?? new Float64Array(this.#length)
      for (let i = 0; i < this.#length && this.#base + i <= this.until; i++)
        if (now[i]! > before[i]! + 1e-9 * (1 + Math.abs(before[i]!))) {
          found.push({ commodity, year: this.#base + i, wanted: now[i]!, found: before[i]! })
          break
        }
    }
    return found
  }

  /** Value added of the county in a year, where it is counted. */
  gdp(trajectories: Trajectories, year: number): number | undefined {
    const node = this.analysed.figures.indicators.get('gdp')?.node
    return node === undefined ? undefined : at(trajectories.value(node), year - this.#base)
  }
}

/** Paths of the slots that say how large a project is, and when it (or each of its stages) begins. */
export function sizePaths(id: string, project: Project): readonly string[] {
  if (project.retrofit) return [`projects.${id}.retrofit.share`]
  return project.stages
    ? project.stages.map((_, i) => `projects.${id}.stages.${i + 1}.capacity`)
    : [`projects.${id}.capacity`]
}

export function startPaths(id: string, project: Project): readonly string[] {
  if (project.retrofit) return [`projects.${id}.retrofit.from`]
  return project.stages
    ? project.stages.map((_, i) => `projects.${id}.stages.${i + 1}.start`)
    : [`projects.${id}.start`]
}
