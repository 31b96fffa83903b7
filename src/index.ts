import { type Analysed, addFigures, type Figures } from './analysis/figures.ts'
import { indicators } from './analysis/indicators/index.ts'
import { evidenceByPart, type Summary, summarise } from './analysis/summary.ts'
import { targetRules } from './analysis/targets/index.ts'
import { codes } from './diagnostics/codes.ts'
import { type Args, collector, type Diagnose, type Diagnostic } from './diagnostics/diagnostic.ts'
import { position } from './diagnostics/position.ts'
import { message } from './diagnostics/render.ts'
import type { Span } from './diagnostics/span.ts'
import { compile, type ExpressionParser } from './engine/compile.ts'
import { prepare } from './engine/evaluate.ts'
import { type Expr, namesOf } from './engine/expression-tree.ts'
import type { Trajectories } from './engine/plan.ts'
import { runPlan } from './engine/run.ts'
import { isAtomicIn } from './input/bind.ts'
import { blame } from './input/extend.ts'
import { openFiles, projectRoot, shippedRoot } from './input/load.ts'
import { resolveModel } from './input/resolve.ts'
import { type Case, openBaseline, openCase, type Places, readKind } from './input/scenario.ts'
import { shippedTrees } from './input/shipped.ts'
import { documents, effective, type Kind } from './model/documents.ts'
import type { Model } from './model/model.ts'
import type { MapTree } from './model/tree.ts'
import { assemble, rounded, sharesOf } from './report/assemble.ts'
import type { AssumptionsResult, Changes, InfluenceRow, Result, Warning } from './report/result.ts'
import type { Influence } from './study/assumptions.ts'
import type { Solved } from './study/calibrate.ts'
import type { Text } from './text/text.ts'

/**
 * The front door: what the verbs of the command line do, as functions. It wires the registries that live above (indicators,
 * rules of targets) into the rooms below, and is the one place that walks the whole pipeline:
 *
 *   text ─▶ Document ─▶ Model ─▶ Plan ─▶ Trajectories ─▶ figures, verdicts ─▶ Report ─▶ bytes
 */

/** What every call hands back: what was wrong, and the texts that the positions refer to. */
export interface Loaded {
  readonly diagnostics: readonly Diagnostic[]
  sourceText(file: string): string | undefined
}

/** Options of every call that takes a scenario. */
export interface ScenarioOptions {
  /** Overlays to lay over the scenario, in order. */
  readonly with?: readonly string[]
  /** `path=value` assignments, in order. */
  readonly set?: readonly string[]
}

declare const PEAKZERO_VERSION: string | undefined

/** Version of the program. */
export const version = typeof PEAKZERO_VERSION === 'string' ? PEAKZERO_VERSION : '0.0.0-source'

/** Kinds of documents. */
export const kinds: readonly string[] = Object.keys(documents)

const vocabulary = { rules: targetRules, indicators: indicators.map((indicator) => indicator.id) }
const isAtomic = isAtomicIn(effective)

/** A scenario on its way through the pipeline. */
interface Ran {
  readonly opened: Case
  readonly analysed: Analysed
  readonly trajectories: Trajectories
  readonly summary: Summary
}

interface Session extends Places {
  readonly diagnose: Diagnose
  readonly diagnostics: Diagnostic[]
  /** The parsed form of an expression of a shipped file. */
  parsed(text: string): unknown
}

async function openSession(path: string, shared = collector()): Promise<Session> {
  const { diagnostics, diagnose: collect } = shared
  // A number of any dimension is held against its commodity late, when its text is no longer at hand: if it has no unit at
  // all, the message is that of every other number without unit.
  const diagnose: Diagnose = (code, at, args, related) => {
    const text = code === 'E0204' ? textAt(at) : undefined
    if (text === undefined || !/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(text)) collect(code, at, args, related)
    else
      collect('E0205', at, { found: text, example: `${text} ${(args as Args<'E0204'>).expected}` }, related)
  }
  const textAt = (at: Span) =>
    (project.sourceText(at.file) ?? shipped.sourceText(at.file))?.slice(at.start, at.end).trim()
  const made = shippedTrees()
  const precompiled = made.tree
  const root = shippedRoot()
  const project = openFiles(path, diagnose, { precompiled })
  const shipped =
    project.root === root ? project : openFiles(root, diagnose, { root, prefix: 'builtin:', precompiled })
  return { project, shipped, library: made.library, diagnose, diagnostics, parsed: made.expression }
}

function loadedFrom(session: Session): Loaded {
  return {
    diagnostics: session.diagnostics,
    sourceText: (file) => session.project.sourceText(file) ?? session.shipped.sourceText(file),
  }
}

/** The sessions of one call: a project each, one list of diagnostics. Files of several projects may be named in one call. */
class Desk implements Loaded {
  readonly #shared = collector()
  readonly #sessions = new Map<string, Session>()

  get diagnostics(): readonly Diagnostic[] {
    return this.#shared.diagnostics
  }

  async at(path: string): Promise<Session> {
    const root = projectRoot(path)
    const known = this.#sessions.get(root)
    if (known) return known
    const session = await openSession(path, this.#shared)
    this.#sessions.set(root, session)
    return session
  }

  sourceText(file: string): string | undefined {
    for (const session of this.#sessions.values()) {
      const text = loadedFrom(session).sourceText(file)
      if (text !== undefined) return text
    }
    return undefined
  }

  /** What a call hands back of it. */
  loaded(): Loaded {
    return { diagnostics: this.diagnostics, sourceText: (file) => this.sourceText(file) }
  }
}

function failed(session: Session, since = 0): boolean {
  return session.diagnostics.slice(since).some((diagnostic) => codes[diagnostic.code].severity === 'error')
}

/** Text → Model. */
async function loadModel(
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

/** Model → Plan, with the columns of indicators and targets. */
async function analyse(model: Model, session: Session): Promise<Analysed> {
  const { diagnose } = session
  const parse = await expressionParser(model, session.parsed)
  let figures: Figures | undefined
  const compiled = compile(model, diagnose, {
    ...(parse ? { parse } : {}),
    extend: (built) => {
      figures = addFigures(built)
    },
  })
  return { ...compiled, figures: figures! }
}

/**
 * The parser of expressions is the heaviest part of the program: it is loaded only where a model has an expression that was
 * not parsed when the program was built.
 */
async function expressionParser(
  model: Model,
  parsed: (text: string) => unknown,
): Promise<ExpressionParser | undefined> {
  const texts = new Set<string>()
  collectExpressions(model, texts)
  if (texts.size === 0) return undefined
  const trees = new Map([...texts].map((text) => [text.replace(/^=/, ''), parsed(text) as Expr | undefined]))
  // A dot stands in names of figures only (`co2.total`), which need no list to be told apart.
  const plain = (name: string) => name === 'year' || name.includes('.') || model.drivers.has(name)
  const known = [...trees.values()].every((tree) => tree && namesOf(tree).every(plain))
  if (known) return (text) => ({ ok: true, tree: trees.get(text)! })
  const { parseExpression } = await import('./engine/expression.ts')
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

function collectExpressions(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (value instanceof Map) {
    for (const inner of value.values()) collectExpressions(inner, into)
    return
  }
  if ((value as { kind?: unknown }).kind === 'expression') into.add((value as { text: string }).text)
  for (const key in value)
    if (!plainKeys.has(key)) collectExpressions((value as Record<string, unknown>)[key], into)
}

async function runCase(path: string, session: Session, options: ScenarioOptions): Promise<Ran | undefined> {
  const before = session.diagnostics.length
  const loaded = await loadModel(path, session, options)
  if (!loaded) return undefined
  const analysed = await analyse(loaded.model, session)
  if (failed(session, before)) return undefined
  const trajectories = runPlan(analysed, session.diagnose)
  if (failed(session, before)) return undefined
  return { opened: loaded.opened, analysed, trajectories, summary: summarise(analysed, trajectories) }
}

/** The scenario files that a path stands for: a file, or the scenarios under a folder (other kinds are passed over). */
async function scenariosUnder(path: string, desk: Desk): Promise<readonly string[]> {
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

/** Options of `run`. */
export interface RunOptions extends ScenarioOptions {
  readonly years?: readonly [number, number]
  /** Tell what the totals rest on, and which assumptions move them most. */
  readonly evidence?: boolean
}

/** Runs scenarios: files, or folders whose scenarios are run in order of name. */
export async function run(
  paths: readonly string[],
  options: RunOptions = {},
): Promise<Loaded & { readonly results: readonly Result[]; readonly scenarios: number }> {
  const desk = new Desk()
  const results: Result[] = []
  let scenarios = 0
  const references = new Map<string, Promise<Ran | undefined>>()
  for (const path of paths)
    for (const file of await scenariosUnder(path, desk)) {
      const session = await desk.at(file)
      scenarios++
      const before = session.diagnostics.length
      const ran = await runCase(file, session, options)
      if (!ran) continue
      warnAbout(ran, session)
      warnOfVerdicts(ran, session)
      const changes = await changesOf(ran, session, references)
      const assumptions = options.evidence ? await assumptionsOf(ran, session) : undefined
      results.push(
        resultOf(ran, session, session.diagnostics.slice(before), changes, assumptions, options.years),
      )
    }
  return { ...desk.loaded(), results, scenarios }
}

function resultOf(
  ran: Ran,
  session: Session,
  diagnostics: readonly Diagnostic[],
  changes: Changes | undefined,
  assumptions: AssumptionsResult | undefined,
  years: readonly [number, number] | undefined,
): Result {
  const { analysed, opened } = ran
  const actors = new Map<string, Text>(analysed.actors.map((actor) => [actor.id, actor.name]))
  return assemble(analysed.model, ran.summary, {
    version,
    files: opened.files.map(({ file, sha256 }) => ({ path: file, sha256 })),
    warnings: diagnostics.flatMap((diagnostic) => warningOf(diagnostic, session)),
    actors,
    ...(changes ? { changes } : {}),
    ...(assumptions ? { assumptions } : {}),
    ...(years ? { years } : {}),
  })
}

/** The year whose level is told: the one by which the country is to have peaked. */
const levelYear = 2030

async function assumptionsOf(ran: Ran, session: Session): Promise<AssumptionsResult> {
  const { assumptions } = await import('./study/assumptions.ts')
  const { activities, coefficients } = evidenceByPart(ran.analysed, ran.trajectories)
  const found = assumptions(ran.analysed, levelYear)
  const row = ({ at, ...influence }: Influence): InfluenceRow => {
    const text = loadedFrom(session).sourceText(at.file)
    return {
      ...influence,
      value: rounded(influence.value),
      low: rounded(influence.low),
      high: rounded(influence.high),
      level: [rounded(influence.level[0]), rounded(influence.level[1])],
      file: at.file,
      line: text === undefined ? 1 : position(text, at.start).line,
    }
  }
  return {
    ...found,
    activities: sharesOf(activities),
    coefficients: sharesOf(coefficients),
    byLevel: found.byLevel.map(row),
    byPeakYear: found.byPeakYear.map(row),
  }
}

function warningOf(diagnostic: Diagnostic, session: Session): readonly Warning[] {
  const row = codes[diagnostic.code]
  if (row.severity === 'error') return []
  const text = loadedFrom(session).sourceText(diagnostic.at.file)
  const place = text === undefined ? { line: 1, column: 1 } : position(text, diagnostic.at.start)
  return [
    {
      code: diagnostic.code,
      slug: row.slug,
      severity: row.severity,
      file: diagnostic.at.file,
      ...place,
      message: { zh: message(diagnostic, 'zh'), en: message(diagnostic, 'en') },
    },
  ]
}

/** Warnings that need the run: unmet demand, a plateau, figures without source, balances that nothing checks. */
function warnAbout(ran: Ran, session: Session): void {
  const { analysed, summary } = ran
  const { model } = analysed
  for (const row of summary.balances) {
    if (row.item !== 'unmet') continue
    let most = 0
    for (const [i, value] of row.values.entries()) if (value > row.values[most]!) most = i
    const commodity = model.commodities.get(row.commodity)!
    session.diagnose('W0602', commodity.unit.at, {
      commodity: row.commodity,
      amount: `${Number(row.values[most]!.toPrecision(3))} ${commodity.unit.unit}`,
      year: model.horizon.base + most,
    })
  }
  const [first, last] = summary.peak.plateau
  if (last - first >= 2) session.diagnose('W0603', model.at, { years: `${first}–${last}` })
  const ungraded = analysed.plan.slots.filter(
    (slot) => slot.kind === 'real' && (slot.grade === undefined || slot.source === undefined),
  )
  const place = ungraded.find((slot) => slot.origin.length > 0)?.origin[0]
  if (place) session.diagnose('W0604', place, { count: ungraded.length })
  for (const row of summary.reconciliation)
    if (row.kind === 'analogue' && !row.within)
      session.diagnose('W0606', model.reconciliation.get(row.id)!.against.at, {
        id: row.id,
        found: share(row.relative),
        limit: share(row.tolerance),
      })
  for (const row of summary.implausible)
    session.diagnose('W0609', analysed.actors.find(({ id }) => id === row.facility)!.at, {
      id: row.facility,
      year: row.year,
      found: Number(row.figure.toPrecision(4)),
      expected: `${row.range[0]} … ${row.range[1]} kgce`,
      ladder: row.ladder,
    })
  if (model.costs) {
    const { processes, commodities } = summary.uncosted
    if (processes + commodities > 0) session.diagnose('W0608', model.at, { processes, commodities })
  }
  // Without a factor bought energy has no indirect emission, which would read as clean.
  for (const { commodity: id, item, values } of summary.balances) {
    const commodity = model.commodities.get(id)
    if (item !== 'imports' || !commodity || commodity.purchased || !values.some((value) => value > 0))
      continue
    if (commodity.group === 'electricity' || commodity.group === 'heat')
      session.diagnose('W0611', commodity.unit.at, { id })
  }
  const used = new Set(analysed.actors.map(({ process }) => process))
  const open = [...model.processes].filter(([id, { loss }]) => used.has(id) && !loss)
  if (open.length > 0) session.diagnose('W0607', model.at, { count: open.length })
}

function share(value: number): string {
  return `${Number((value * 100).toPrecision(3))}%`
}

/** Verdicts other than expected, as warnings; `check` has findings for them. */
function warnOfVerdicts(ran: Ran, session: Session): void {
  for (const { target, verdict } of ran.summary.verdicts) {
    const found = verdict.met ? 'met' : 'missed'
    if (found !== target.expected)
      session.diagnose('W0601', target.at, { target: target.id, expected: target.expected, found })
  }
}

/** What a scenario changes against the one that it names as its reference, and what comes of it. */
async function changesOf(
  ran: Ran,
  session: Session,
  references: Map<string, Promise<Ran | undefined>>,
): Promise<Changes | undefined> {
  const path = ran.opened.reference
  if (path === undefined) return undefined
  const known = references.get(path) ?? runCase(path, session, {})
  references.set(path, known)
  const reference = await known
  if (!reference) return undefined
  const here = ran.summary
  const there = reference.summary
  const { base, to } = ran.analysed.model.horizon
  const at2030 = (summary: typeof here) =>
    summary.indicators.find(({ column }) => column.id === 'co2.total')?.values[Math.min(2030, to) - base] ?? 0
  const before = new Map(blame(reference.opened.tree, isAtomic).map((row) => [row.path, row]))
  const after = new Map(blame(ran.opened.tree, isAtomic).map((row) => [row.path, row]))
  const aside = /^(id|title|about|kind|note|expect|context|sources)(\.|$)/
  const inputs = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const old = before.get(key)
    const now = after.get(key)
    if (old?.value === now?.value || aside.test(key)) return []
    const place = (now ?? old)!.at
    const text = loadedFrom(session).sourceText(place.file)
    return [
      {
        path: key,
        before: old?.value ?? '-',
        after: now?.value ?? '-',
        file: place.file,
        line: text === undefined ? 1 : position(text, place.start).line,
      },
    ]
  })
  const model = reference.analysed.model
  const sum = (summary: typeof here, id: string) =>
    summary.indicators
      .find(({ column }) => column.id === id)
      ?.values.reduce((all, value) => all + value, 0) ?? 0
  const avoided = sum(there, 'ghg.net') - sum(here, 'ghg.net')
  const unit = `万元@${model.prices}`
  const cost = () => {
    if (!here.costs || !there.costs) return {}
    const present = here.costs.present - there.costs.present
    const sales = here.costs.sales - there.costs.sales
    const net = present - sales
    return {
      cost: {
        unit,
        present: rounded(present),
        sales: rounded(sales),
        net: rounded(net),
        avoided: rounded(avoided),
        perTonneUnit: `元@${model.prices}/tCO2e`,
        // 万元 to 元; per tonne only where something is avoided
        ...(avoided > 0 ? { perTonne: rounded((net / avoided) * 1e4) } : {}),
      },
    }
  }
  return {
    ...cost(),
    reference: { id: model.id, title: model.title },
    peakYear: here.peak.year - there.peak.year,
    peakValue: Number((here.peak.value - there.peak.value).toPrecision(12)),
    co2In2030: Number((at2030(here) - at2030(there)).toPrecision(12)),
    residual: Number((here.neutrality.residual - there.neutrality.residual).toPrecision(12)),
    inputs,
  }
}

/** Something that `check` found in files that can be used: a missed `must` target, an expectation that did not come true. */
export interface Finding {
  readonly file: string
  readonly scenario: string
  readonly kind: 'target' | 'expectation'
  readonly message: Text
}

/** Checks files and folders: each file against its kind, each scenario by a run against its expectations. */
export async function check(
  paths: readonly string[],
): Promise<
  Loaded & { readonly files: number; readonly scenarios: number; readonly findings: readonly Finding[] }
> {
  const desk = new Desk()
  const findings: Finding[] = []
  const seen = new Set<string>()
  let scenarios = 0
  for (const path of paths)
    for (const file of (await desk.at(path)).project.findFiles(path)) {
      if (seen.has(file)) continue
      seen.add(file)
      const session = await desk.at(file)
      const document = await readKind(session, file, Object.keys(documents) as Kind[], session.diagnose)
      if (document?.kind === 'baseline') await checkBaseline(file, session)
      if (document?.kind !== 'scenario') continue
      scenarios++
      const ran = await runCase(file, session, {})
      if (!ran) continue
      warnAbout(ran, session)
      for (const { target, verdict } of ran.summary.verdicts) {
        const found = verdict.met ? 'met' : 'missed'
        if (found === target.expected) continue
        if (target.severity === 'should' && !(target.id in expectedOf(ran))) {
          session.diagnose('W0601', target.at, { target: target.id, expected: target.expected, found })
          continue
        }
        findings.push({
          file: document.file,
          scenario: ran.analysed.model.id,
          kind: target.id in expectedOf(ran) ? 'expectation' : 'target',
          message: {
            zh: `${target.id}：预期${target.expected === 'met' ? '达标' : '不达标'}，结果${verdict.met ? '达标' : `不达标${verdict.firstMiss === undefined ? '' : `，${verdict.firstMiss} 年起`}`}`,
            en: `${target.id}: expected ${target.expected}, found ${found}${verdict.firstMiss === undefined ? '' : ` from ${verdict.firstMiss}`}`,
          },
        })
      }
    }
  return { ...desk.loaded(), files: seen.size, scenarios, findings }
}

/**
 * Looks up what a baseline refers to. What a scenario may supply is not missed yet: its orders may name projects that only a
 * scenario declares, its drivers may leave their path to the scenario.
 */
async function checkBaseline(path: string, session: Session): Promise<void> {
  const before = session.diagnostics.length
  const opened = await openBaseline(path, session, session.diagnose)
  if (!opened || failed(session, before)) return
  const say: Diagnose = (code, at, args, related) => {
    const later = code === 'E0202' || (code === 'E0301' && (args as Args<'E0301'>).what === 'facility')
    if (!later) session.diagnose(code, at, args, related)
  }
  resolveModel(opened, vocabulary, say)
}

function expectedOf(ran: Ran): Readonly<Record<string, true>> {
  const map = ran.opened.tree.entries.get('expect')?.value
  return map?.kind === 'map'
    ? Object.fromEntries([...map.entries.keys()].map((key) => [key, true as const]))
    : {}
}

/** One value of the effective scenario, with the place that set it and what it replaced. */
export interface EffectiveEntry {
  readonly path: string
  readonly text: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly source?: string
  readonly grade?: string
  readonly replaced: readonly { readonly text: string; readonly file: string; readonly line: number }[]
}

/** The effective scenario, value by value. */
export async function resolve(
  path: string,
  options: ScenarioOptions = {},
): Promise<Loaded & { readonly entries: readonly EffectiveEntry[] }> {
  const session = await openSession(path)
  const opened = await openCase(path, session, session.diagnose, options)
  const loaded = loadedFrom(session)
  if (!opened || failed(session)) return { ...loaded, entries: [] }
  const place = (at: { file: string; start: number }) => {
    const text = loaded.sourceText(at.file)
    return text === undefined ? { line: 1, column: 1 } : position(text, at.start)
  }
  const entries = blame(opened.tree, isAtomic).map((row): EffectiveEntry => {
    const grounds = groundsOf(opened.tree, row.path)
    return {
      path: row.path,
      text: row.value,
      file: row.at.file,
      ...place(row.at),
      ...grounds,
      replaced: row.replaced.map((old) => ({ text: old.value, file: old.at.file, line: place(old.at).line })),
    }
  })
  return { ...loaded, entries }
}

function groundsOf(tree: MapTree, path: string): { readonly source?: string; readonly grade?: string } {
  let at: MapTree | undefined = tree
  const keys = path.split('.')
  for (const [i, key] of keys.entries()) {
    const value: MapTree['entries'] extends ReadonlyMap<string, infer E> ? E | undefined : never =
      at?.entries.get(key)
    if (!value) return {}
    if (i === keys.length - 1) {
      const leaf = value.value.kind === 'map' ? [...value.value.entries.values()][0]?.value : value.value
      if (leaf?.kind !== 'scalar') return {}
      return { ...(leaf.source ? { source: leaf.source } : {}), ...(leaf.grade ? { grade: leaf.grade } : {}) }
    }
    at = value.value.kind === 'map' ? value.value : undefined
  }
  return {}
}

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
    import('./study/calibrate.ts'),
    import('./input/calibration.ts'),
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

/** JSON Schema of one kind or of all, for editors. */
export async function schema(kind?: string): Promise<Readonly<Record<string, object>>> {
  const { jsonSchema } = await import('./model/json-schema.ts')
  const wanted = kind === undefined ? Object.keys(documents) : [kind]
  return Object.fromEntries(wanted.map((name) => [name, jsonSchema(name as Kind, targetRules)]))
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
