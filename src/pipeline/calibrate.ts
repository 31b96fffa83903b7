import { resolveModel } from '../input/resolve.ts'
import { openBaseline } from '../input/scenario.ts'
import type { Solved } from '../study/calibrate.ts'
import { analyse } from './case.ts'
import { failed, type Loaded, loadedFrom, openSession } from './session.ts'
import { vocabulary } from './vocabulary.ts'

/** What `calibrate` answers with: what was solved, and the overlay that holds it. */
export interface Calibrated {
  readonly solved: readonly Solved[]
  /** YAML of an overlay of grade `calibrated`. */
  readonly overlay: string
}

/** Solves the declared unknowns of a baseline so that its control totals are met; the overlay is for scenarios of the county. */
export async function calibrate(path: string): Promise<Loaded & { readonly calibrated?: Calibrated }> {
  const session = await openSession(path)
  const loaded = loadedFrom(session)
  const opened = await openBaseline(path, session, session.diagnose)
  if (!opened || failed(session)) return loaded
  const model = resolveModel(opened, vocabulary, session.diagnose, { alone: true })
  if (!model) return loaded
  const [{ calibrate: solve }, { overlayOf }, analysed] = await Promise.all([
    import('../study/calibrate.ts'),
    import('../input/calibration.ts'),
    analyse(model, session),
  ])
  if (failed(session)) return loaded
  if (model.controls.size === 0) {
    session.diagnose('E0202', model.at, { key: 'controls' })
    return loaded
  }
  const solved = solve(analysed, session.diagnose)
  if (!solved) return loaded
  const overlay = overlayOf(opened, solved, session.diagnose)
  return overlay === undefined || failed(session) ? loaded : { ...loaded, calibrated: { solved, overlay } }
}
