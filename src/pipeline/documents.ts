import { targetRules } from '../analysis/targets/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { prepare, run as runProgram } from '../engine/evaluate.ts'
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

/** For benchmarks: one run of a scenario, and one run with the gradient of a figure by every number. */
export async function gradientBench(
  path: string,
  id: string,
  year: number,
): Promise<{ readonly once: () => void; readonly gradient: () => Float64Array }> {
  const session = await openSession(path)
  const loaded = await loadModel(path, session, {})
  const { plan, values, figures } = await analyse(loaded!.model, session)
  const { node } = figures.indicators.get(id)!
  const { reverseOf } = await import('../engine/gradient.ts')
  const program = prepare(plan)
  const memory = new Float64Array(program.size)
  const reverse = reverseOf(plan, [node], plan.slots.keys())
  return {
    once: () => {
      runProgram(program, values, memory)
    },
    gradient: () => reverse.at(values).gradient({ node, year }).slopes,
  }
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
