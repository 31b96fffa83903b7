import { parseFigureName } from '../../analysis/explain/figure-name.ts'
import { type Found, figureNames, findFigure } from '../../analysis/explain/figures.ts'
import { Unfolding } from '../../analysis/explain/unfold.ts'
import type { Analysed } from '../../analysis/figures.ts'
import { nearestHint } from '../../diagnostics/nearest.ts'
import type { Ref, Trajectories } from '../../engine/plan.ts'
import { runPlan } from '../../engine/run.ts'
import { readKind } from '../../input/scenario.ts'
import { isIncluded, type Model } from '../../model/model.ts'
import type { MapTree } from '../../model/tree.ts'
import { analyse, loadModel } from '../case.ts'
import { failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'

/** A scenario that was run with what is asked of it. */
export interface Asked {
  readonly model: Model
  readonly tree: MapTree
  readonly analysed: Analysed
  /** What comes of each name that was asked for. */
  readonly found: readonly Found[]
  /** Names of figures, where they are needed to list or to guess. */
  readonly names: readonly string[]
  readonly loaded: Loaded
  /** The scenario that it names to be held against. */
  readonly reference: string | undefined
  /** Nothing, as a node: the part of a unit that this scenario does not have. */
  readonly zero: Ref
  run(): { readonly trajectories: Trajectories; readonly unfolding: Unfolding } | undefined
}

/** What is asked of a scenario, beside what changes it. */
export interface AskOptions extends ScenarioOptions {
  /** Projects that are held against the scenario: files as `admit` takes them, or ids of projects that do not run in it. */
  readonly admit?: readonly string[]
  /** Overlays that come with them. */
  readonly offset?: readonly string[]
  /** Units that close after the observed years, as `screen --close` asks. */
  readonly close?: readonly string[]
  /** `PATH=low` or `PATH=high`: a number (all points of a series) at that end of its range, as `run --evidence` moves it. */
  readonly move?: string
}

export async function ask(
  whats: readonly string[],
  path: string,
  options: AskOptions,
  session: Session,
  loaded: Loaded,
): Promise<Asked | undefined> {
  const numbers = options.move === undefined ? undefined : await import('../../study/numbers.ts')
  const opened = await loadAsked(path, options, session)
  if (!opened) return undefined
  let found: readonly Found[] = []
  let names: readonly string[] = []
  let zero: Ref | undefined
  const analysed = await analyse(opened.model, session, [], (built, figures) => {
    zero = built.g.constant(0)
    found = whats.map((what) => findFigure(built, figures, parseFigureName(what).name))
    if (found.some((one) => 'unknown' in one)) names = figureNames(built, figures)
  })
  if (failed(session)) return undefined
  let ran: ReturnType<Asked['run']>
  const run = () => {
    if (ran) return ran
    const values = numbers ? moved(analysed, options.move!, numbers, session) : analysed.values
    if (!values) return undefined
    const trajectories = runPlan(analysed, session.diagnose, values)
    let unfolding: Unfolding | undefined
    if (!failed(session))
      ran = {
        trajectories,
        // Not every page walks the plan.
        get unfolding() {
          unfolding ??= new Unfolding(analysed, trajectories)
          return unfolding
        },
      }
    return ran
  }
  const { tree, reference } = opened.opened
  return { model: opened.model, tree, reference, zero: zero!, analysed, found, names, loaded, run }
}

/** The scenario as it is asked about: projects in, units closed. */
async function loadAsked(path: string, options: AskOptions, session: Session) {
  const { admit = [], offset = [], close = [] } = options
  const isFile = (word: string) => /\.ya?ml$/i.test(word)
  const overlays = [...(options.with ?? []), ...admit.filter(isFile), ...offset]
  const opened = await loadModel(path, session, {
    ...(options.set ? { set: options.set } : {}),
    ...(overlays.length > 0 ? { with: overlays } : {}),
  })
  if (!opened || (admit.length === 0 && close.length === 0)) return opened
  let { model } = opened
  const at = (option: string) => ({ file: option, start: 0, end: 0 })
  const ids: string[] = []
  for (const word of admit)
    if (isFile(word)) {
      const file = await readKind(session, word, ['overlay'], session.diagnose)
      const declared = file?.tree.entries.get('projects')?.value
      const named = declared?.kind === 'map' ? [...declared.entries.keys()] : []
      ids.push(...named.filter((id) => !isIncluded(model.projects.get(id)!, model.projectsFrom)))
    } else if (model.projects.has(word)) ids.push(word)
    else
      session.diagnose('E0752', at('--admit'), { id: word, ...nearestHint(word, [...model.projects.keys()]) })
  const units = [...model.facilities.keys(), ...model.projects.keys()]
  for (const id of close)
    if (!units.includes(id)) session.diagnose('E0752', at('--close'), { id, ...nearestHint(id, units) })
  if (failed(session)) return undefined
  const { compilable, withProject } = await import('../admit.ts')
  model = compilable(withProject(model, ids), ids)
  const year = model.horizon.observedTo + 1
  const closed = <T extends object>(map: ReadonlyMap<string, T>) =>
    new Map(
      [...map].map(([id, unit]) => [
        id,
        close.includes(id) ? { ...unit, retired: { year, at: model.at } } : unit,
      ]),
    )
  model = { ...model, facilities: closed(model.facilities), projects: closed(model.projects) }
  return { ...opened, model }
}

/** Values with one number at an end of its range (E0819 where it has none). */
function moved(
  { plan, values }: Analysed,
  move: string,
  { atEnd, movables }: typeof import('../../study/numbers.ts'),
  session: Session,
): Float64Array | undefined {
  const [, path = '', end] = /^(.+)=(low|high)$/.exec(move) ?? []
  const all = movables(plan)
  const movable = all.find((one) => one.path === path)
  const ends = movable && end ? atEnd(plan, movable, values, end as 'low' | 'high') : undefined
  if (!ends) {
    const ranged = all.filter(({ slots }) => slots.some((slot) => plan.slots[slot]!.low !== undefined))
    const hint = nearestHint(
      path || move,
      ranged.map((one) => one.path),
    )
    session.diagnose('E0819', { file: '--move', start: 0, end: 0 }, { move, ...hint })
    return undefined
  }
  const changed = values.slice()
  for (const [slot, value] of ends) changed[slot] = value
  return changed
}
