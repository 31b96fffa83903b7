import { startOf } from '../analysis/project-years.ts'
import { summarise } from '../analysis/summary.ts'
import { codes } from '../diagnostics/codes.ts'
import { collector, type Diagnose } from '../diagnostics/diagnostic.ts'
import { runPlan } from '../engine/run.ts'
import { readText } from '../input/document.ts'
import { mergeTrees } from '../input/extend.ts'
import { spreadProvenance } from '../input/provenance.ts'
import { resolveModel } from '../input/resolve.ts'
import { type Case, readKind } from '../input/scenario.ts'
import type { Model } from '../model/model.ts'
import { isIncluded } from '../model/model.ts'
import type { AdmissionResult } from '../report/admission.ts'
import { type Admission, judge } from '../study/admit.ts'
import { boughtInstead } from '../study/bought.ts'
import { actingYear, type Candidate, searchable, searchOffers } from '../study/offers.ts'
import { Trial, type Without, withoutOf } from '../study/trial.ts'
import { type Accepted, type AdmissionParts, assembleAdmission } from './admission-result.ts'
import { analyse, loadModel, runCase } from './case.ts'
import { offerOverlay } from './offer-overlay.ts'
import {
  failed,
  type Loaded,
  loadedFrom,
  openSession,
  type ScenarioOptions,
  type Session,
} from './session.ts'
import { isAtomic, version, vocabulary } from './vocabulary.ts'
import { warningsOf } from './warnings.ts'

export interface AdmitOptions extends ScenarioOptions {
  /** Overlays that come with the project: what it frees elsewhere. They are no part of the scenario that it is held against. */
  readonly offset?: readonly string[]
  /** The last year that is judged; all of the horizon unless said. */
  readonly until?: number
  /** Whether to look for what would let it in; default yes. */
  readonly search?: boolean
}

/** At most so many offers of one kind are told; each is re-run. */
const mostOffers = 3
/** Candidates that are tried by a re-run before the search gives up on a kind. */
const mostTried = 5

/** Holds one project against a scenario: verdict, effect on every ledger and target, and what would let it in. */
export async function admit(
  projectPath: string,
  scenarioPath: string,
  options: AdmitOptions = {},
): Promise<Loaded & { readonly admission?: AdmissionResult }> {
  const session = await openSession(scenarioPath)
  const loaded = loadedFrom(session)
  const { diagnose } = session
  const overlays = options.with ?? []
  const set = options.set ? { set: options.set } : {}
  const base = await runCase(scenarioPath, session, { with: overlays, ...set })
  const file = await readKind(session, projectPath, ['overlay'], diagnose)
  if (!base || !file || failed(session)) return loaded
  const declared = file.tree.entries.get('projects')?.value
  const ids = declared?.kind === 'map' ? [...declared.entries.keys()] : []
  const { model: before } = base.analysed
  const fresh = ids.filter((id) => {
    const known = before.projects.get(id)
    return !known || !isIncluded(known, before.projectsFrom)
  })
  const [id] = fresh
  if (id === undefined || fresh.length > 1) {
    diagnose('E0750', declared?.at ?? file.tree.at, { count: fresh.length, ids: fresh.join(', ') || '-' })
    return loaded
  }
  const opened = await loadModel(scenarioPath, session, {
    with: [...overlays, projectPath, ...(options.offset ?? [])],
    ...set,
  })
  if (!opened || failed(session)) return loaded
  const model = withProject(opened.model, [id])
  const project = model.projects.get(id)!
  const until = options.until ?? model.horizon.to
  const earliest = Math.max(model.horizon.base, Math.floor(startOf(project) ?? model.horizon.base))
  // A year before the project begins, or outside the horizon, would judge nothing and seem to admit everything.
  if (until < earliest || until > model.horizon.to) {
    diagnose(
      'E0814',
      { file: '--until', start: 0, end: 0 },
      { found: until, expected: `${earliest} … ${model.horizon.to}` },
    )
    return loaded
  }
  const analysed = await analyse(searchable(compilable(model, [id]), actingYear(model, project)), session)
  if (failed(session)) return loaded
  const trajectories = runPlan(analysed, diagnose)
  if (failed(session)) return loaded
  const without = withoutOf(base.analysed, base.trajectories)
  const trial = new Trial(analysed, model, [id], without, until)
  const judged = judge(trial, id)
  const summary = summarise(analysed, trajectories)
  const search = options.search !== false && judged.admission !== 'admitted'
  const offers = search
    ? await offersOf({
        ...{ trial, id, judged, opened: opened.opened, session, without, until },
        whole: { analysed, trajectories },
      })
    : undefined
  const parts: AdmissionParts = {
    version,
    id,
    until,
    judged,
    declared: model,
    base: { analysed: base.analysed, summary: base.summary, trajectories: base.trajectories },
    withProject: { analysed, summary, trajectories },
    ...(offers ? { offers: offers.accepted, searched: offers.searched } : {}),
    warnings: warningsOf(session.diagnostics, session),
    files: opened.opened.files.map(({ file: path, sha256 }) => ({ path, sha256 })),
  }
  return { ...loaded, admission: assembleAdmission(parts) }
}

/** The model with projects running, whatever their status. */
export function withProject(model: Model, ids: readonly string[]): Model {
  const projects = new Map(model.projects)
  for (const id of ids) {
    const project = projects.get(id)!
    const included = { value: true, at: project.included?.at ?? project.process?.at ?? model.at }
    projects.set(id, { ...project, included })
  }
  return { ...model, projects }
}

/** What a project says of the ratio of its replacement is a reason of the verdict here; elsewhere it stops the run (E0414). */
export function compilable(model: Model, ids: readonly string[]): Model {
  const projects = new Map(model.projects)
  for (const id of ids) {
    const project = projects.get(id)!
    if (!project.replaces) continue
    const { ratio: _, ...replaces } = project.replaces
    projects.set(id, { ...project, replaces })
  }
  return { ...model, projects }
}

interface Search {
  readonly trial: Trial
  readonly id: string
  readonly judged: ReturnType<typeof judge>
  readonly opened: Case
  readonly session: Session
  readonly without: Without
  readonly until: number
  /** The county with the project, as it was asked for. */
  readonly whole: Parameters<typeof boughtInstead>[0]
}

/** Searches, and keeps of what was found only what a re-run of the printed overlay confirms. */
async function offersOf(search: Search) {
  const { trial, id, judged } = search
  const full = (one: Trial, values: Float64Array) => {
    const outcome = one.run(values, [id])
    return outcome !== undefined && outcome.breaches.length + outcome.shortages.length === 0
  }
  const enough = (one: Trial, values: Float64Array) => {
    const outcome = one.run(values, [id])
    if (!outcome || outcome.shortages.length > 0) return false
    return outcome.breaches.every(({ constraint }) => constraint.severity === 'should')
  }
  const first = searchOffers(trial, id, judged, full)
  let { searched } = first
  let accepted = await confirmed(search, first.candidates)
  // What leaves only a `should` short is worth telling too, of the kinds that do not let it in wholly.
  if (judged.admission === 'refused') {
    const second = searchOffers(trial, id, judged, enough)
    const kindOf = ({ moves }: Candidate) => moves.map((move) => move.kind).join('+')
    const known = new Set(accepted.map(({ candidate }) => kindOf(candidate)))
    const more = second.candidates.filter((candidate) => !known.has(kindOf(candidate)))
    accepted = [...accepted, ...(await confirmed(search, more))]
    searched = { ...searched, runs: searched.runs + second.searched.runs }
  }
  return { accepted, searched }
}

async function confirmed(search: Search, candidates: readonly Candidate[]): Promise<readonly Accepted[]> {
  const accepted: Accepted[] = []
  const tried = new Map<string, number>()
  const told = new Map<string, number>()
  for (const candidate of candidates) {
    const kind = candidate.moves.map((move) => move.kind).join('+')
    if ((told.get(kind) ?? 0) >= mostOffers || (tried.get(kind) ?? 0) >= mostTried) continue
    tried.set(kind, (tried.get(kind) ?? 0) + 1)
    const overlay = offerOverlay(search.trial.analysed.model, search.opened.county.id, search.id, candidate)
    const confirmed = await rerun(search, overlay, closingYear(candidate))
    if (!confirmed || !better(confirmed.admission, search.judged.admission)) continue
    told.set(kind, (told.get(kind) ?? 0) + 1)
    accepted.push({ candidate, overlay, ...confirmed })
  }
  return accepted
}

const rank = { admitted: 0, conditions: 1, refused: 2 } as const
const better = (now: Admission, before: Admission) => rank[now] < rank[before]

/** When the first unit of an offer stops to work; undefined where none does. */
function closingYear({ moves }: Candidate): number | undefined {
  const years = moves.flatMap((move) =>
    move.kind === 'close' ? [Math.floor(move.from)] : move.kind === 'leave-out' ? [0] : [],
  )
  return years.length === 0 ? undefined : Math.min(...years)
}

/** Text → verdict: the overlay is laid over the scenario with the project and everything is compiled and run again. */
async function rerun(
  search: Search,
  overlay: string,
  closed: number | undefined,
): Promise<Pick<Accepted, 'admission' | 'bought'> | undefined> {
  const { opened, session, id, without, until, whole } = search
  const { diagnostics, diagnose } = collector()
  const wrong = () => diagnostics.some(({ code }) => codes[code].severity === 'error')
  const text = readText(overlay, 'offer.yaml', diagnose)
  if (!text || wrong()) return undefined
  const entries = new Map([...spreadProvenance(text).entries].filter(([key]) => !own.has(key)))
  const tree = mergeTrees(opened.tree, { ...text, entries }, isAtomic, diagnose as Diagnose)
  if (wrong()) return undefined
  const model = resolveModel({ ...opened, tree }, vocabulary, diagnose)
  if (!model || wrong()) return undefined
  const quiet: Session = { ...session, diagnose, diagnostics }
  const declared = withProject(model, [id])
  const analysed = await analyse(compilable(declared, [id]), quiet)
  if (wrong()) return undefined
  const trial = new Trial(analysed, declared, [id], without, until)
  const { admission } = judge(trial, id)
  const trajectories = closed === undefined ? undefined : trial.full(trial.values())
  const bought = trajectories ? boughtInstead(whole, { analysed, trajectories }, closed!, until) : []
  return { admission, bought }
}

const own: ReadonlySet<string> = new Set(['kind', 'id', 'for', 'title', 'about'])
