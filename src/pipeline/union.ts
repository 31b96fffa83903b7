import type { Analysed } from '../analysis/figures.ts'
import { codes } from '../diagnostics/codes.ts'
import { collector } from '../diagnostics/diagnostic.ts'
import type { Graph } from '../engine/graph.ts'
import { compileMixture, compileUnion, type Mixture, type Union } from '../engine/union.ts'
import type { Model } from '../model/model.ts'
import { analyse } from './case.ts'
import type { Session } from './session.ts'

/**
 * Two models in one plan, with the columns of their indicators. What a mixture is told stays here: it is no file of the user,
 * and a mixture that is refused is replaced by the two forms as they are.
 */
export function analyseUnion(a: Model, b: Model, session: Session): Promise<Union<Analysed> | undefined> {
  return compileUnion(a, b, builder(session))
}

/** The mixture of two scenarios that were analysed before. */
export function analyseMixture(
  a: Analysed,
  b: Analysed,
  session: Session,
): Promise<Mixture<Analysed> | undefined> {
  return compileMixture(a, b, builder(session))
}

function builder(session: Session) {
  return async (model: Model, into: Graph) => {
    const { diagnostics, diagnose } = collector()
    const built = await analyse(model, { diagnose, parsed: session.parsed }, [], undefined, into)
    return { built, sound: diagnostics.every(({ code }) => codes[code].severity !== 'error') }
  }
}
