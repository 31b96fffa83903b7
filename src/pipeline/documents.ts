import { targetRules } from '../analysis/targets/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { prepare } from '../engine/evaluate.ts'
import type { Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { documents, type Kind } from '../model/documents.ts'
import { analyse, loadModel } from './case.ts'
import { openSession } from './session.ts'

/** What `run --format json` writes, beside the kinds that users write. */
const resultKind = 'result'

/** Every document that has a schema. */
export const described: readonly string[] = [...Object.keys(documents), resultKind]

/** JSON Schema of one kind of document or of all: for editors, and of the result for programs. */
export async function schema(kind?: string): Promise<Readonly<Record<string, object>>> {
  const [{ jsonSchema }, { publishedResultSchema }] = await Promise.all([
    import('../model/json-schema.ts'),
    import('../report/schema/result-schema.ts'),
  ])
  const wanted = kind === undefined ? described : [kind]
  return Object.fromEntries(
    wanted.map((name) => [
      name,
      name === resultKind ? publishedResultSchema() : jsonSchema(name as Kind, targetRules),
    ]),
  )
}

/** For benchmarks and studies: a scenario compiled once, to be run many times. */
export async function compileFile(path: string): Promise<{
  readonly diagnostics: readonly Diagnostic[]
  readonly run?: () => Trajectories
  readonly nodes?: number
}> {
  const session = await openSession(path)
  const loaded = await loadModel(path, session, {})
  if (!loaded) return { diagnostics: session.diagnostics }
  const analysed = await analyse(loaded.model, session)
  const program = prepare(analysed.plan)
  return {
    diagnostics: session.diagnostics,
    nodes: analysed.plan.nodes.length,
    run: () => runPlan(analysed, session.diagnose, analysed.values, program),
  }
}
