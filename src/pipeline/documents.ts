import { targetRules } from '../analysis/targets/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { prepare, run as runProgram } from '../engine/evaluate.ts'
import type { Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { documents, type Kind } from '../model/documents.ts'
import { analyse, loadModel } from './case.ts'
import { openSession } from './session.ts'

/** What verbs write with `--format json`, by the name under which its schema is asked for. */
const written: Readonly<Record<string, () => Promise<object>>> = {
  result: async () => (await import('../report/schema/result-schema.ts')).publishedResultSchema(),
  compare: async () =>
    published(
      'compare',
      'peakzero/compare@1',
      (await import('../report/schema/compare-schema.ts')).compareSchema,
    ),
  decompose: async () =>
    published(
      'decompose',
      'peakzero/decompose@1',
      (await import('../report/schema/decompose-schema.ts')).decomposeSchema,
    ),
  admit: async () =>
    published(
      'admit',
      'peakzero/admit@1',
      (await import('../report/schema/admission-schema.ts')).admissionSchema,
    ),
  screen: async () =>
    published(
      'screen',
      'peakzero/screen@1',
      (await import('../report/schema/admission-schema.ts')).screeningSchema,
    ),
  explain: async () =>
    published(
      'explain',
      'peakzero/explain@1',
      (await import('../report/schema/explain-schema.ts')).explainSchema,
    ),
  ensemble: async () =>
    published(
      'ensemble',
      'peakzero/ensemble@1',
      (await import('../report/schema/ensemble-schema.ts')).ensembleSchema,
    ),
  sensitivity: async () =>
    published(
      'sensitivity',
      'peakzero/sensitivity@1',
      (await import('../report/schema/sensitivity-schema.ts')).sensitivitySchema,
    ),
  discover: async () =>
    published(
      'discover',
      'peakzero/discover@1',
      (await import('../report/schema/sensitivity-schema.ts')).discoverSchema,
    ),
}

async function published(verb: string, format: string, schema: object): Promise<object> {
  return (await import('../report/schema/parts.ts')).published(verb, format, schema)
}

/** Every document that has a schema. */
export const described: readonly string[] = [...Object.keys(documents), ...Object.keys(written)]

/** JSON Schema of one kind of document or of all: of files for editors, of what verbs write for programs. */
export async function schema(kind?: string): Promise<Readonly<Record<string, object>>> {
  const wanted = kind === undefined ? described : [kind]
  const made: Record<string, object> = {}
  for (const name of wanted)
    made[name] = Object.hasOwn(written, name)
      ? await written[name]!()
      : (await import('../model/json-schema.ts')).jsonSchema(name as Kind, targetRules)
  return made
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
