import { parseFigureName } from '../../analysis/explain/figure-name.ts'
import { type Found, figureNames, findFigure } from '../../analysis/explain/figures.ts'
import { Unfolding } from '../../analysis/explain/unfold.ts'
import type { Analysed } from '../../analysis/figures.ts'
import type { Ref, Trajectories } from '../../engine/plan.ts'
import { runPlan } from '../../engine/run.ts'
import type { Model } from '../../model/model.ts'
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

export async function ask(
  whats: readonly string[],
  path: string,
  options: ScenarioOptions,
  session: Session,
  loaded: Loaded,
): Promise<Asked | undefined> {
  const opened = await loadModel(path, session, options)
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
    const trajectories = runPlan(analysed, session.diagnose)
    if (!failed(session)) ran = { trajectories, unfolding: new Unfolding(analysed, trajectories) }
    return ran
  }
  const { tree, reference } = opened.opened
  return { model: opened.model, tree, reference, zero: zero!, analysed, found, names, loaded, run }
}
