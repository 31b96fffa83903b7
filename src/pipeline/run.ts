import { evidenceByPart } from '../analysis/summary.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { position } from '../diagnostics/position.ts'
import { assemble, rounded, sharesOf } from '../report/assemble.ts'
import type { Live } from '../report/live.ts'
import type { AssumptionsResult, Changes, InfluenceRow, Result } from '../report/result.ts'
import type { Influence } from '../study/assumptions.ts'
import type { Text } from '../text/text.ts'
import { type Ran, runCase, scenariosUnder } from './case.ts'
import { changesOf } from './changes.ts'
import { askRules } from './rules.ts'
import { Desk, failed, type Loaded, loadedFrom, type ScenarioOptions, type Session } from './session.ts'
import { version } from './vocabulary.ts'
import { warnAbout, warningsOf, warnOfVerdicts } from './warnings.ts'

/** Options of `run`. */
export interface RunOptions extends ScenarioOptions {
  readonly years?: readonly [number, number]
  /** Tell what the totals rest on, and which assumptions move them most. */
  readonly evidence?: boolean
  /** Tell also what only a page shows: the course of the reference, sector by sector. */
  readonly page?: boolean
}

/** What a call of `run` hands back. */
export interface Runs extends Loaded {
  readonly results: readonly Result[]
  /** How many scenarios were found, also those that could not be run. */
  readonly scenarios: number
}

/** Runs scenarios: files, or folders whose scenarios are run in order of name. */
export async function run(paths: readonly string[], options: RunOptions = {}): Promise<Runs> {
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
      if (!ran || !yearsWithin(ran, session, options.years)) continue
      // Of a region there is nothing to say that was not said of its counties.
      if (!ran.names) {
        await askRules(ran, session, 'errors')
        if (failed(session, before)) continue
        warnAbout(ran, session)
      }
      warnOfVerdicts(ran, session)
      const changes = await changesOf(ran, session, references, options.page && !options.years)
      const assumptions = options.evidence ? await assumptionsOf(ran, session) : undefined
      const told = resultOf(
        ran,
        session,
        session.diagnostics.slice(before),
        changes,
        assumptions,
        options.years,
        options.set,
      )
      const live = options.page && !options.years ? await livePart(ran, session) : undefined
      // Copied, so that what is found at the first look is found now: a result keeps no run alive.
      results.push(live ? { ...told, live } : { ...told })
    }
  return { ...desk.loaded(), results, scenarios }
}

async function livePart(ran: Ran, session: Session): Promise<Live | undefined> {
  const { liveOf } = await import('./live.ts')
  return liveOf(ran, session)
}

/** Years that the county does not reach cannot be reported (E0209). */
function yearsWithin(ran: Ran, session: Session, years: RunOptions['years']): boolean {
  const { base, to } = ran.analysed.model.horizon
  if (!years || (years[0] >= base && years[1] <= to)) return true
  const at = { file: '--years', start: 0, end: 0 }
  session.diagnose('E0209', at, { found: `${years[0]}..${years[1]}`, expected: `${base} … ${to}` })
  return false
}

/** What a run is told as. */
export function resultOf(
  ran: Ran,
  session: Session,
  diagnostics: readonly Diagnostic[],
  changes: Changes | undefined,
  assumptions: AssumptionsResult | undefined,
  years: readonly [number, number] | undefined,
  set?: readonly string[],
): Result {
  const { analysed, opened } = ran
  const actors = new Map<string, Text>([
    ...analysed.actors.map((actor) => [actor.id, actor.name] as const),
    ...(ran.names ?? []),
  ])
  return assemble(analysed.model, ran.summary, {
    version,
    files: opened.files.map(({ file, sha256 }) => ({ path: file, sha256 })),
    warnings: warningsOf(diagnostics, session),
    actors,
    ...(changes ? { changes } : {}),
    ...(assumptions ? { assumptions } : {}),
    ...(years ? { years } : {}),
    ...(set ? { set } : {}),
  })
}

/** The year whose level is told: the one by which the country is to have peaked. */
export const levelYear = 2030

async function assumptionsOf(ran: Ran, session: Session): Promise<AssumptionsResult> {
  const { assumptions } = await import('../study/assumptions.ts')
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
