import type { Args, Diagnose, Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Look } from '../../disk/witness.ts'
import { referencesUnder } from '../../input/extend.ts'
import { resolveModel } from '../../input/resolve.ts'
import { type Case, type Document, openBaseline, openCase, readKind } from '../../input/scenario.ts'
import { documents, type Kind } from '../../model/documents.ts'
import type { CheckedScenario, Waived } from '../../report/check/check-report.ts'
import { type Ran, runCase, runOpened } from '../case.ts'
import { askRules } from '../rules.ts'
import { Desk, failed, type Loaded, type Session } from '../session.ts'
import { isSaved } from '../sides.ts'
import { version, vocabulary } from '../vocabulary.ts'
import { warnAbout } from '../warnings.ts'
import { Approvals, type Writing } from './approve.ts'
import { approvedFolder, checkApproved, holdAgainst } from './approved.ts'
import type { Finding } from './finding.ts'
import { placeIn, standing } from './standing.ts'
import { askedBy, runTests } from './tests.ts'
import { type WaiverOptions, waive } from './waive.ts'

/** What a check hands back. */
export interface Checked extends Loaded {
  readonly version: string
  /** Every file that was looked at, as shown. */
  readonly files: readonly string[]
  /** Every scenario that was run. */
  readonly scenarios: readonly CheckedScenario[]
  readonly findings: readonly Finding[]
  /** Why a diagnostic does not count, where a waiver covers it. */
  readonly waiverOf?: (diagnostic: Diagnostic) => Waived | undefined
  /** Every look at the disk that this rests on; undefined where the disk changed meanwhile. */
  readonly looks?: readonly Look[] | undefined
  /** Files that approving asks to be written, in this order; absent without `approve`. */
  readonly writings?: readonly Writing[]
}

/** Options of `check`. */
export interface CheckOptions {
  /** Approve the results of every scenario that is checked, for this reason: `writings` are what is to be written. */
  readonly approve?: { readonly reason: string }
  /** What does not count for a while. Without it nothing is waived: the day has to come from somewhere. */
  readonly waivers?: WaiverOptions
  /** What earlier checks of this process found: a scenario none of whose files has changed is not run again. */
  readonly memory?: CheckMemory
}

/** Scenarios that were checked, by path: what they were made of, and what was found. */
export type CheckMemory = Map<string, Remembered>

interface Outcome {
  readonly scenario: CheckedScenario
  readonly findings: readonly Finding[]
}
interface Remembered extends Outcome {
  readonly of: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks files and folders: each file against its kind, each scenario by a run against its expectations and approved results. */
export async function check(paths: readonly string[], options: CheckOptions = {}): Promise<Checked> {
  const desk = new Desk({ fromRepository: true })
  const approvals = options.approve ? new Approvals(options.approve.reason) : undefined
  const findings: Finding[] = []
  const scenarios: CheckedScenario[] = []
  const seen = new Map<string, string>()
  for (const path of paths) {
    // A saved result is named by hand: folders are not searched for JSON, which may be anybody's.
    if (isSaved(path)) {
      const session = await desk.at(path)
      seen.set(path, session.project.shown(path))
      const { checkSaved } = await import('./saved.ts')
      await checkSaved(path, session, desk)
      continue
    }
    for (const file of (await desk.at(path)).project.findFiles(path)) {
      if (seen.has(file)) continue
      const session = await desk.at(file)
      seen.set(file, session.project.shown(file))
      const document = await readKind(session, file, Object.keys(documents) as Kind[], session.diagnose)
      if (document?.kind === 'baseline') await checkBaseline(file, session)
      if (document?.kind === 'approved') checkApproved(document, session)
      if (document?.kind === 'overlay') findings.push(...(await checkOverlay(document, session)))
      if (document?.kind !== 'scenario' && document?.kind !== 'region') continue
      const checked = await (document.kind === 'region'
        ? checkRegion(file, session)
        : checkScenario(file, session, approvals, options.memory))
      findings.push(...checked.findings)
      scenarios.push(checked.scenario)
      // A province has a thousand of them: the memory for one is enough. What others build on is read by them again.
      session.project.forget(file)
    }
  }
  const files = [...seen.values()]
  const writings = approvals ? { writings: approvals.writings() } : {}
  if (!options.waivers || paths.length === 0)
    return { ...desk.loaded(), version, looks: desk.witness.looks(), files, scenarios, findings, ...writings }
  const waiving = await waive(findings, desk, files, paths[0]!, options.waivers)
  const outcome = judged(scenarios, waiving.findings)
  const waiverOf = (diagnostic: Diagnostic) => waiving.waived.get(diagnostic)
  return {
    ...desk.loaded(),
    version,
    looks: desk.witness.looks(),
    files,
    scenarios: outcome,
    findings: waiving.findings,
    waiverOf,
    ...writings,
  }
}

/** A scenario all of whose findings are waived passes. */
function judged(
  scenarios: readonly CheckedScenario[],
  findings: readonly Finding[],
): readonly CheckedScenario[] {
  return scenarios.map((one) => {
    const own = findings.filter(({ file }) => file === one.file)
    const passes = own.length > 0 && own.every(({ waived }) => waived)
    return passes ? { ...one, outcome: 'passed' } : one
  })
}

/** Runs a scenario and holds it against what it is expected to come to. */
async function checkScenario(
  path: string,
  session: Session,
  approvals: Approvals | undefined,
  memory: CheckMemory | undefined,
): Promise<Outcome> {
  const file = session.project.shown(path)
  const before = session.diagnostics.length
  const opened = await openCase(path, session, session.diagnose)
  const of = opened && memory ? madeOf(opened, session) : undefined
  const known = of === undefined ? undefined : memory?.get(path)
  if (known?.of === of && known) {
    for (const { code, at, args, related } of known.diagnostics)
      session.diagnose(code, at, args as never, related)
    return known
  }
  const since = session.diagnostics.length
  const ran =
    opened && !failed(session, before) ? await runOpened(opened, session, askedBy(opened.tests)) : undefined
  if (!ran) return skipped(file)
  warnAbout(ran, session)
  await askRules(ran, session)
  const bench = { file, path, plain: ran, over: [] }
  const tested = ran.opened.tests ? await runTests(ran.opened.tests, bench, session) : undefined
  const held = approvals ? undefined : await holdAgainst(ran, session)
  const approved = approvals ? await approvals.take(ran, session) : (held?.findings ?? [])
  const findings = [...verdictFindings(ran, session), ...(tested?.findings ?? []), ...approved]
  const { id, title } = ran.analysed.model
  const outcome: Outcome = {
    scenario: {
      file,
      id,
      title,
      outcome: findings.length > 0 ? 'failed' : 'passed',
      ...standing(ran),
      compared: {
        targets: ran.summary.verdicts.length,
        tests: tested?.count ?? 0,
        approved: held?.compared ?? 0,
      },
      moved: held?.moved ?? [],
      causes: held?.causes ?? [],
    },
    findings,
  }
  if (of !== undefined && !failed(session, since))
    memory?.set(path, { ...outcome, of, diagnostics: session.diagnostics.slice(since) })
  return outcome
}

/** A scenario that could not be run. */
function skipped(file: string): Outcome {
  const id = file.replace(/^.*\/|\.ya?ml$/g, '')
  const compared = { targets: 0, tests: 0, approved: 0 }
  const scenario = {
    file,
    id,
    title: { zh: id, en: id },
    outcome: 'skipped' as const,
    verdicts: [],
    compared,
  }
  return { scenario: { ...scenario, moved: [], causes: [] }, findings: [] }
}

/** Runs the counties of a region and holds what they come to together against its targets. */
async function checkRegion(path: string, session: Session): Promise<Outcome> {
  const file = session.project.shown(path)
  const ran = await runCase(path, session, {})
  if (!ran) return skipped(file)
  const findings = verdictFindings(ran, session)
  const { id, title } = ran.analysed.model
  const compared = { targets: ran.summary.verdicts.length, tests: 0, approved: 0 }
  const outcome = findings.length > 0 ? ('failed' as const) : ('passed' as const)
  return {
    scenario: { file, id, title, outcome, ...standing(ran), compared, moved: [], causes: [] },
    findings,
  }
}

/** Everything that the outcome of a scenario follows from; undefined where its tests may read more than that. */
function madeOf(opened: Case, session: Session): string | undefined {
  if (opened.tests) return undefined
  const id = opened.tree.entries.get('id')?.value
  const folder = `${session.project.root}/${approvedFolder}/${opened.county.id}`
  const approved = [`${folder}/${id?.kind === 'scalar' ? id.text : ''}.yaml`, `${folder}/inputs.json`].map(
    (path) => (session.project.there(path) ? (session.project.readPlain(path) ?? '') : ''),
  )
  return JSON.stringify([opened.files.map(({ file, sha256 }) => [file, sha256]), ...approved])
}

/** Runs the tests of an overlay, each on the scenario that it names. */
async function checkOverlay(document: Document, session: Session): Promise<readonly Finding[]> {
  const tests = document.tree.entries.get('tests')?.value
  if (tests?.kind !== 'map') return []
  if (tests.entries.size === 0) session.diagnose('E0710', tests.at, { id: 'tests' })
  const findings: Finding[] = []
  for (const [id, entry] of tests.entries) {
    const on = entry.value.kind === 'map' ? referencesUnder(entry.value, 'on')[0] : undefined
    const path = on ? session.project.resolveReference('extends', on) : undefined
    if (path === undefined) continue
    const before = session.diagnostics.length
    const opened = await openCase(path, session, session.diagnose)
    const one = { ...tests, entries: new Map([[id, entry]]) }
    const plain =
      opened && !failed(session, before) ? await runOpened(opened, session, askedBy(one)) : undefined
    if (!plain) continue
    const bench = { file: document.file, path, plain, over: [document.id] }
    findings.push(...(await runTests(one, bench, session)).findings)
  }
  return findings
}

/** Verdicts other than expected: findings, but for a `should` target that nothing was said about, which is a warning (W0601). */
function verdictFindings(ran: Ran, session: Session): readonly Finding[] {
  const expected = expectedOf(ran)
  return ran.summary.verdicts.flatMap(({ target, verdict }): readonly Finding[] => {
    const found = verdict.met ? 'met' : 'missed'
    if (found === target.expected) return []
    const said = expected.get(target.id)
    if (target.severity === 'should' && !said) {
      session.diagnose('W0601', target.at, { target: target.id, expected: target.expected, found })
      return []
    }
    const at = said ?? placeIn(ran, target.at)
    return [
      {
        file: ran.opened.file,
        at,
        ...(at === target.at ? {} : { related: [target.at] }),
        scenario: ran.analysed.model.id,
        kind: said ? 'expectation' : 'target',
        id: target.id,
        message: {
          zh: `${target.id}：预期${target.expected === 'met' ? '达标' : '不达标'}，结果${verdict.met ? '达标' : `不达标${verdict.firstMiss === undefined ? '' : `，${verdict.firstMiss} 年起`}`}`,
          en: `${target.id}: expected ${target.expected}, found ${found}${verdict.firstMiss === undefined ? '' : ` from ${verdict.firstMiss}`}`,
        },
      },
    ]
  })
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

/** Where the scenario says what it expects of a target, by target. */
function expectedOf(ran: Ran): ReadonlyMap<string, Span> {
  const map = ran.opened.tree.entries.get('expect')?.value
  if (map?.kind !== 'map') return new Map()
  return new Map([...map.entries].map(([id, entry]) => [id, { ...entry.key, end: entry.value.at.end }]))
}
