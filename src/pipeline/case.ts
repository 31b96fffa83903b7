import { type Analysed, addFigures, type Figures } from '../analysis/figures.ts'
import { checkObserved } from '../analysis/observed.ts'
import type { Summary } from '../analysis/summary.ts'
import { summarise } from '../analysis/summary.ts'
import { codes } from '../diagnostics/codes.ts'
import type { Diagnose, Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { type Built, compile, type ExpressionParser } from '../engine/compile.ts'
import type { Expr } from '../engine/expression-tree.ts'
import { namesOf } from '../engine/expression-tree.ts'
import type { Graph } from '../engine/graph.ts'
import type { Ref, Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { resolveModel } from '../input/resolve.ts'
import { type Case, openCase } from '../input/scenario.ts'
import type { Curve } from '../model/curve.ts'
import type { Model } from '../model/model.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Text } from '../text/text.ts'
import { type Desk, failed, type ScenarioOptions, type Session } from './session.ts'
import { vocabulary } from './vocabulary.ts'

/** A scenario on its way through the pipeline. */
export interface Ran {
  readonly opened: Case
  readonly analysed: Awaited<ReturnType<typeof analyse>>
  readonly trajectories: Trajectories
  readonly summary: Summary
  /** Of a region: names of its counties, which stand where units of a county do. */
  readonly names?: ReadonlyMap<string, Text>
}

/** Text → Model. */
export async function loadModel(
  path: string,
  session: Session,
  options: ScenarioOptions,
): Promise<{ opened: Case; model: Model } | undefined> {
  const before = session.diagnostics.length
  const opened = await openCase(path, session, session.diagnose, options)
  if (!opened || failed(session, before)) return undefined
  const model = resolveModel(opened, vocabulary, session.diagnose)
  return model ? { opened, model } : undefined
}

/** A figure that was asked for by name. */
export interface Asked {
  readonly node: Ref
  readonly dimension: Dimension
}

/**
 * Model → Plan, with the columns of indicators and targets, and the figures that were asked for by name: whatever an
 * expression may read (an indicator, its part of a sector, a balance, an activity, a driver). Unknown names are left out. `also` may add nodes for what is asked beside them.
 */
export async function analyse(
  model: Model,
  { diagnose, parsed, plans }: Pick<Session, 'diagnose' | 'parsed'> & Partial<Pick<Session, 'plans'>>,
  ask: readonly string[] = [],
  also?: (built: Built, figures: Figures) => void,
  into?: Graph,
  /** Comes before the indicators: may add leaves, and names indicators that are not built from them. */
  first?: (built: Built) => ReadonlyMap<string, Ref | undefined>,
): Promise<Analysed & { readonly asked: ReadonlyMap<string, Asked>; readonly known: readonly string[] }> {
  const expressions = expressionsOf(model)
  const parse = await expressionParser(model, expressions, parsed)
  const plain = ask.length === 0 && !also && !into
  const kept = plain ? plans?.find(model, diagnose) : undefined
  if (kept) {
    const { analysed, known } = kept
    const names = new Set([...known, ...model.drivers.keys()])
    checkObserved(model, analysed.figures, diagnose)
    if (parse) sayOfUnused(expressions, parse, names, new Set(), diagnose)
    return { ...analysed, asked: new Map(), known }
  }
  let figures: Figures | undefined
  const asked = new Map<string, Asked>()
  let known: readonly string[] = []
  const said: Diagnostic[] = []
  const noting: Diagnose = (code, at, args, related) => {
    said.push({ code, at, args, ...(related ? { related } : {}) })
    diagnose(code, at, args, related)
  }
  const compiled = compile(model, noting, {
    ...(parse ? { parse } : {}),
    ...(into ? { into } : {}),
    extend: (built) => {
      figures = addFigures(built, first?.(built))
      known = [...built.names.keys()]
      for (const name of ask) {
        const found = built.names.get(name) ?? built.lookups.flatMap((look) => look(name) ?? [])[0]
        if (found) asked.set(name, { node: found.ref, dimension: found.dimension })
      }
      also?.(built, figures)
    },
  })
  const analysed = { ...compiled, figures: figures! }
  if (plain && said.every(({ code }) => codes[code].severity !== 'error'))
    plans?.keep({ analysed, known, said })
  checkObserved(model, analysed.figures, diagnose)
  const places = new Set(said.map(({ at }) => `${at.file} ${at.start}`))
  if (parse) sayOfUnused(expressions, parse, new Set([...known, ...model.drivers.keys()]), places, diagnose)
  return { ...analysed, asked, known }
}

/**
 * Expressions that nothing reads are not compiled; what cannot be used in them is said all the same (E0311, E0301): a driver
 * may be read tomorrow, and a file that was checked is to be safe.
 */
function sayOfUnused(
  expressions: readonly Expression[],
  parse: ExpressionParser,
  known: ReadonlySet<string>,
  /** Places of which something was said already. */
  said: ReadonlySet<string>,
  diagnose: Diagnose,
): void {
  const curves = new Map<string, Expression>()
  for (const curve of expressions) {
    const place = `${curve.at.file} ${curve.at.start}`
    if (!said.has(place)) curves.set(place, curve)
  }
  for (const { text, at } of curves.values()) {
    const parsed = parse(text.replace(/^=/, ''))
    if (!parsed.ok) {
      const { reason } = parsed
      diagnose('E0311', at, { reason: reason.en, 'reason.zh': reason.zh } as { reason: string })
      continue
    }
    // A dot stands in names of figures, which only the compiled model can look up.
    const strange = namesOf(parsed.tree).find(
      (name) => name !== 'year' && !name.includes('.') && !known.has(name),
    )
    if (strange !== undefined)
      diagnose('E0301', at, { id: strange, what: 'driver', nearest: nearest(strange, known) ?? '' })
  }
}

/**
 * The parser of expressions is the heaviest part of the program: it is loaded only where a model has an expression that was
 * not parsed when the program was built.
 */
async function expressionParser(
  model: Model,
  expressions: readonly Expression[],
  parsed: (text: string) => unknown,
): Promise<ExpressionParser | undefined> {
  const texts = new Set(expressions.map(({ text }) => text))
  if (texts.size === 0) return undefined
  const trees = new Map([...texts].map((text) => [text.replace(/^=/, ''), parsed(text) as Expr | undefined]))
  // Only a hyphen needs the list of names (`a-b`, or a less b?); a dot stands in names of figures only (`co2.total`).
  const plain = (name: string) => !name.includes('-') || name.includes('.') || model.drivers.has(name)
  const known = [...trees.values()].every((tree) => tree && namesOf(tree).every(plain))
  if (known) return (text) => ({ ok: true, tree: trees.get(text)! })
  const { parseExpression } = await import('../engine/expression.ts')
  return parseExpression
}

/** Places, sources and names hold no expression. */
const plainKeys: ReadonlySet<string> = new Set([
  'at',
  'sources',
  'species',
  'ladders',
  'name',
  'title',
  'about',
  'dimension',
])

type Expression = Extract<Curve, { kind: 'expression' }>

/** The expressions of entities that were looked through before: scenarios share most of theirs (input/laid.ts). */
const looked = new WeakMap<object, readonly Expression[]>()

/** Every expression of a model. */
function expressionsOf(model: Model): readonly Expression[] {
  const all: Expression[] = []
  for (const key of Object.keys(model) as (keyof Model)[]) {
    if (plainKeys.has(key)) continue
    const part: unknown = model[key]
    const entities: readonly unknown[] = part instanceof Map ? [...part.values()] : [part]
    for (const entity of entities) {
      if (typeof entity !== 'object' || entity === null) continue
      const known = looked.get(entity)
      const found = known ?? expressionsIn(entity)
      if (!known) looked.set(entity, found)
      if (found.length > 0) all.push(...found)
    }
  }
  return all
}

const none: readonly Expression[] = []

function expressionsIn(value: object): readonly Expression[] {
  const found: Expression[] = []
  collectExpressions(value, found)
  return found.length === 0 ? none : found
}

function collectExpressions(value: unknown, into: Expression[]): void {
  if (typeof value !== 'object' || value === null) return
  if (value instanceof Map) {
    for (const inner of value.values()) collectExpressions(inner, into)
    return
  }
  if ((value as { kind?: unknown }).kind === 'expression') into.push(value as Expression)
  for (const key in value)
    if (!plainKeys.has(key)) collectExpressions((value as Record<string, unknown>)[key], into)
}

export async function runCase(
  path: string,
  session: Session,
  options: ScenarioOptions,
): Promise<Ran | undefined> {
  const before = session.diagnostics.length
  const region = await import('./region.ts')
  if (await region.isRegion(path, session))
    return region.runRegion(path, session, options, {
      runCounty: (county) => runCase(county, session, {}),
      analyse: (model, first) => analyse(model, session, [], undefined, undefined, first),
    })
  const opened = await openCase(path, session, session.diagnose, options)
  return opened && !failed(session, before) ? runOpened(opened, session) : undefined
}

/** From the effective scenario on. */
export async function runOpened(
  opened: Case,
  session: Session,
  ask: readonly string[] = [],
): Promise<Ran | undefined> {
  const before = session.diagnostics.length
  const model = resolveModel(opened, vocabulary, session.diagnose)
  if (!model) return undefined
  const analysed = await analyse(model, session, ask)
  if (failed(session, before)) return undefined
  const trajectories = runPlan(analysed, session.diagnose)
  if (failed(session, before)) return undefined
  return { opened, analysed, trajectories, summary: summarise(analysed, trajectories) }
}

/** The scenario files that a path stands for: a file, or the scenarios under a folder (other kinds are passed over). */
export async function scenariosUnder(path: string, desk: Desk): Promise<readonly string[]> {
  const { project, diagnose } = await desk.at(path)
  const found = project.findFiles(path)
  if (found.length === 1 && !isFolderLike(path, found)) return found
  const scenarios: string[] = []
  for (const file of found) {
    const source = await (await desk.at(file)).project.readFileTree(file)
    const kind = source?.tree?.entries.get('kind')?.value
    if (kind?.kind === 'scalar' && kind.text !== 'scenario') continue
    scenarios.push(file)
  }
  if (scenarios.length === 0 && found.length > 0)
    diagnose('E0123', { file: path, start: 0, end: 0 }, { path })
  return scenarios
}

function isFolderLike(path: string, found: readonly string[]): boolean {
  return !/\.ya?ml$/.test(path) && found.length > 0
}
