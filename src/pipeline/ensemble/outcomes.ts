import { codes } from '../../diagnostics/codes.ts'
import { collector } from '../../diagnostics/diagnostic.ts'
import type { Trajectories } from '../../engine/plan.ts'
import { runPlan } from '../../engine/run.ts'
import type { DefaultRanges } from '../../model/default-range.ts'
import { grades } from '../../model/given.ts'
import type { Drawable } from '../../study/ensemble.ts'
import type { Outcome } from '../../study/outcomes.ts'
import { analyse, type Ran } from '../case.ts'
import type { Session } from '../session.ts'

/** What a scenario has to be so that it can be opened: read, compiled and run. */
export type Opened = Pick<Ran, 'opened' | 'analysed' | 'trajectories'>

/** A scenario that is ready to be drawn from: its projects may be there or not, late or in time, in one plan. */
export interface Open extends Opened {
  readonly analysed: Ran['analysed'] & Drawable & { readonly outcomes: readonly Outcome[] }
  /** Default ranges, where they were asked for. */
  readonly defaultRanges?: DefaultRanges
}

/** Reads default ranges where they are asked for (E0890), and gives projects their switches. */
export async function openRan(
  ran: Opened,
  session: Session,
  options: DrawOptions = {},
  also?: Parameters<typeof analyse>[3],
): Promise<Open> {
  const open = await withOpenProjects(ran, session, also)
  if (!options.defaultRanges) return open
  const { defaultRangesOf } = await import('../../input/default-ranges.ts')
  const defaultRanges = defaultRangesOf(ran.opened, session.diagnose)
  if (!defaultRanges) session.diagnose('E0890', ran.analysed.model.at, {})
  const halves = grades.flatMap((grade) => {
    const half = defaultRanges?.[grade]?.value
    return half === undefined ? [] : [[grade, half] as const]
  })
  return {
    ...open,
    analysed: { ...open.analysed, byGrade: new Map(halves) },
    ...(defaultRanges ? { defaultRanges } : {}),
  }
}

/** What every study that draws is asked alike. */
export interface DrawOptions {
  /** Draw numbers that state no range from a default range by the grade of their evidence. */
  readonly defaultRanges?: boolean
}

/** How far the plan with switches may differ from the plan of the single run, as a share: what loops settle to. */
const near = 1e-9

/**
 * The same scenario with a switch for every project whose future is drawn, the switches standing as the single run has them.
 * That run is repeated in the new plan and held against the old one (E0889): a project that left a trace where it is not built
 * would falsify every draw. `also` adds to the new plan what was added to the old one.
 */
export async function withOpenProjects(
  ran: Opened,
  session: Session,
  also?: Parameters<typeof analyse>[3],
): Promise<Open> {
  const { model } = ran.analysed
  const closed = (outcomes: readonly Outcome[]): Open => ({ ...ran, analysed: { ...ran.analysed, outcomes } })
  if (model.projects.size === 0) return closed([])
  const { outcomesOf, startsIn, switchesIn, withOutcomes } = await import('../../study/outcomes.ts')
  const outcomes = outcomesOf(model)
  if (outcomes.length === 0) return closed([])
  const { diagnostics, diagnose } = collector()
  const built = await analyse(withOutcomes(model, outcomes), { diagnose, parsed: session.parsed }, [], also)
  const refused = diagnostics.find(({ code }) => codes[code].severity === 'error')
  if (refused) {
    // Only with projects that the single run leaves out: what is wrong with them is theirs to mend.
    const open = outcomes.filter(({ single }) => !single)
    const named = open.filter(({ id }) => Object.values(refused.args).includes(id))
    const ids = (named.length > 0 ? named : open).map(({ id }) => id).join(', ')
    session.diagnose('E0841', refused.at, { ids, code: refused.code })
    for (const one of diagnostics) if (codes[one.code].severity === 'error') session.diagnostics.push(one)
    return closed([])
  }
  const values = built.values.slice()
  const switches = switchesIn(built.plan, outcomes)
  for (const { id, delay } of outcomes)
    if (delay && startsIn(built.plan, id).length === 0) session.diagnose('W0880', delay.at, { id })
  for (const { id, single } of outcomes) {
    const slot = switches.get(id)
    if (slot !== undefined) values[slot] = Number(single)
  }
  const analysed = { ...built, values, outcomes }
  const trajectories = runPlan(analysed, diagnose)
  const odd = firstDifference(ran, analysed.figures.indicators, trajectories)
  if (odd) session.diagnose('E0889', model.at, odd)
  return { ...ran, analysed, trajectories }
}

function firstDifference(
  ran: Opened,
  indicators: Ran['analysed']['figures']['indicators'],
  trajectories: Trajectories,
): { readonly id: string; readonly found: number; readonly expected: number } | undefined {
  for (const [id, { node }] of ran.analysed.figures.indicators) {
    const other = indicators.get(id)
    if (!other) return { id, found: Number.NaN, expected: 0 }
    const [a, b] = [ran.trajectories.value(node), trajectories.value(other.node)]
    const size = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    const at = a.findIndex((x, t) => !(Math.abs(x - (b.length === 1 ? b[0]! : b[t]!)) <= near * size))
    if (at >= 0) return { id, found: b[at] ?? b[0]!, expected: a[at]! }
  }
  return undefined
}
