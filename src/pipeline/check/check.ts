import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Look } from '../../disk/witness.ts'
import type { CheckedScenario, Waived } from '../../report/check/check-report.ts'
import { Desk, type Loaded } from '../session.ts'
import { isSaved } from '../sides.ts'
import { version } from '../vocabulary.ts'
import { Approvals, type Writing } from './approve.ts'
import { type CheckMemory, checkFile, type FileOutcome } from './file.ts'
import type { Finding } from './finding.ts'
import { type CheckCrew, type CheckedPart, checkTogether, partOf, type Rest } from './part.ts'
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
  /** Takes on threads that check some of the files; the answer is that of one thread. */
  readonly crew?: CheckCrew
  /** Is called now and then. */
  readonly rest?: Rest
}

/** Checks files and folders: each file against its kind, each scenario by a run against its expectations and approved results. */
export async function check(paths: readonly string[], options: CheckOptions = {}): Promise<Checked> {
  const desk = new Desk({ fromRepository: true })
  const approvals = options.approve ? new Approvals(options.approve.reason) : undefined
  const findings: Finding[] = []
  const scenarios: CheckedScenario[] = []
  const files: string[] = []
  const take = (outcome: FileOutcome) => {
    files.push(outcome.file)
    findings.push(...outcome.findings)
    if (outcome.scenario) scenarios.push(outcome.scenario)
  }
  const found = await filesUnder(paths, desk)
  const parts = approvals || options.memory ? undefined : await together(found, options)
  if (parts) for (const outcome of merged(parts, desk)) take(outcome)
  else
    for (const [i, path] of found.entries()) {
      take(await checkFile(path, desk, approvals, options.memory))
      if (i % pause === pause - 1) await options.rest?.()
    }
  const writings = approvals ? { writings: approvals.writings() } : {}
  const looks = () => desk.witness.looks()
  if (!options.waivers || paths.length === 0)
    return { ...desk.loaded(), version, looks: looks(), files, scenarios, findings, ...writings }
  const waiving = await waive(findings, desk, files, paths[0]!, options.waivers)
  const outcome = judged(scenarios, waiving.findings)
  const waiverOf = (diagnostic: Diagnostic) => waiving.waived.get(diagnostic)
  return {
    ...desk.loaded(),
    version,
    looks: looks(),
    files,
    scenarios: outcome,
    findings: waiving.findings,
    waiverOf,
    ...writings,
  }
}

/** So many files are checked between two pauses. */
const pause = 16

/** The files that paths stand for, each once. */
async function filesUnder(paths: readonly string[], desk: Desk): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const path of paths) {
    // A saved result is named by hand: folders are not searched for JSON, which may be anybody's.
    if (isSaved(path)) found.add(path)
    else for (const file of (await desk.at(path)).project.findFiles(path)) found.add(file)
  }
  return [...found]
}

/** What several threads find; undefined where one has to do it. */
async function together(files: readonly string[], { crew, rest }: CheckOptions) {
  if (!crew || files.length === 0) return undefined
  const part = partOf(files)
  const helpers = crew(part)
  return helpers.length === 0 ? undefined : checkTogether(part, helpers, rest)
}

/** What was found of each file, in the order of the files, as if one desk had found it. */
function merged(parts: readonly CheckedPart[], desk: Desk): readonly FileOutcome[] {
  for (const { looks, texts } of parts) {
    desk.witness.join(looks)
    desk.lend(texts)
  }
  const outcomes = parts.flatMap((part) => part.outcomes).sort(([a], [b]) => a - b)
  for (const [, { diagnostics }] of outcomes) for (const diagnostic of diagnostics) desk.tell(diagnostic)
  return outcomes.map(([, outcome]) => outcome)
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
