import type { Args, Diagnose, Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import { referencesUnder } from '../../input/extend.ts'
import { resolveModel } from '../../input/resolve.ts'
import { type Case, type Document, openBaseline, openCase, readKind } from '../../input/scenario.ts'
import { documents, type Kind } from '../../model/documents.ts'
import type { CheckedScenario } from '../../report/check/check-report.ts'
import { type Ran, runCase, runOpened } from '../case.ts'
import { askRules } from '../rules.ts'
import { type Desk, failed, type Session } from '../session.ts'
import { isSaved } from '../sides.ts'
import { vocabulary } from '../vocabulary.ts'
import { warnAbout } from '../warnings.ts'
import type { Approvals } from './approve.ts'
import { approvedFolder, checkApproved, holdAgainst } from './approved.ts'
import type { Finding } from './finding.ts'
import { placeIn, standing } from './standing.ts'
import { askedBy, runTests } from './tests.ts'

/** What one file comes to. It follows from the file and from what it refers to, whatever was checked before. */
export interface FileOutcome {
  /** The file as shown. */
  readonly file: string
  readonly diagnostics: readonly Diagnostic[]
  readonly findings: readonly Finding[]
  readonly scenario?: CheckedScenario
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

/** Checks one file against its kind, and a scenario by a run against its expectations and approved results. */
export async function checkFile(
  path: string,
  desk: Desk,
  approvals?: Approvals,
  memory?: CheckMemory,
): Promise<FileOutcome> {
  const session = await desk.at(path)
  const before = desk.diagnostics.length
  const { scenario, findings } = isSaved(path)
    ? await lookAtSaved(path, session, desk)
    : await lookAt(path, session, approvals, memory)
  return {
    file: session.project.shown(path),
    diagnostics: desk.diagnostics.slice(before),
    findings,
    ...(scenario ? { scenario } : {}),
  }
}

async function lookAtSaved(
  path: string,
  session: Session,
  desk: Desk,
): Promise<Pick<FileOutcome, 'findings' | 'scenario'>> {
  const { checkSaved } = await import('./saved.ts')
  await checkSaved(path, session, desk)
  return { findings: [] }
}

async function lookAt(
  path: string,
  session: Session,
  approvals: Approvals | undefined,
  memory: CheckMemory | undefined,
): Promise<Pick<FileOutcome, 'findings' | 'scenario'>> {
  const document = await readKind(session, path, Object.keys(documents) as Kind[], session.diagnose)
  switch (document?.kind) {
    case 'baseline':
      await checkBaseline(path, session)
      return { findings: [] }
    case 'approved':
      checkApproved(document, session)
      return { findings: [] }
    case 'overlay':
      return { findings: await checkOverlay(document, session) }
    case 'scenario': {
      const checked = await checkScenario(path, session, approvals, memory)
      // A province has a thousand of them: the memory for one is enough. What others build on is read by them again.
      session.project.forget(path)
      return checked
    }
    case 'region':
      return checkRegion(path, session)
    default:
      return { findings: [] }
  }
}

/** A scenario that could not be run. */
function skipped(file: string): Outcome {
  const id = file.replace(/^.*\/|\.ya?ml$/g, '')
  const title = { zh: id, en: id }
  const compared = { targets: 0, tests: 0, approved: 0 }
  const scenario = { file, id, title, outcome: 'skipped' as const, verdicts: [], compared }
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
