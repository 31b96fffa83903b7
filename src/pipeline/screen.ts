import type { Analysed } from '../analysis/figures.ts'
import { yearly } from '../analysis/ledger-facts.ts'
import { endOf } from '../analysis/ledgers.ts'
import { startOf } from '../analysis/project-years.ts'
import { at } from '../analysis/verdict.ts'
import { codes } from '../diagnostics/codes.ts'
import { collector, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearestFew, nearestHint } from '../diagnostics/nearest.ts'
import { message } from '../diagnostics/render.ts'
import type { Trajectories } from '../engine/plan.ts'
import type { Project } from '../model/facility.ts'
import { isIncluded, type Model } from '../model/model.ts'
import { rounded } from '../report/rounded.ts'
import { queued, type ScreenedProject, type ScreeningResult } from '../report/screening.ts'
import { standing } from '../study/admit.ts'
import { closable, searchable } from '../study/offers.ts'
import { exactUpTo, type Screened, Screening } from '../study/screen.ts'
import { Trial, withoutOf } from '../study/trial.ts'
import type { Text } from '../text/text.ts'
import { commodityName, nameOf, projectFacts, reasonResult, settledOf } from './admission-result.ts'
import { compilable, withProject } from './admit.ts'
import { analyse, runCase } from './case.ts'
import {
  failed,
  type Loaded,
  loadedFrom,
  openSession,
  type ScenarioOptions,
  type Session,
} from './session.ts'
import { version } from './vocabulary.ts'

export interface ScreenOptions extends ScenarioOptions {
  /** The last year that is judged; all of the horizon unless said. */
  readonly until?: number
  /** Units whose closure is asked about, together; each unit alone unless said. */
  readonly close?: readonly string[]
}

/** At most so many closures are told. */
const mostFreed = 6

const words = {
  begun: {
    zh: '在观测年里已开始，不是今后的决定',
    en: 'it begins in the observed years: no decision of the future',
  },
  dead: { zh: '已取消或已关停', en: 'cancelled or closed' },
  later: { zh: '在判定的年份以后才投产', en: 'it starts after the last year that is judged' },
  ended: { zh: '它到 {year} 年已关停', en: 'it closed by {year}' },
  notYet: { zh: '它那时还没有投产', en: 'it has not begun by then' },
  notRunning: { zh: '它在这个情景里不运行', en: 'it does not run in this scenario' },
  changes: { zh: '它是对另一个设施的改造', en: 'it changes another unit and is none itself' },
  broken: { zh: '加进来县就算不通：{code}', en: 'the county does not hold together with it: {code}' },
  exact: {
    zh: '{n} 个项目，按占用可加的近似用分支定界求得最优组合，再整体重算核实',
    en: 'branch and bound over {n} projects, exact as far as what they take adds up; the whole set was then run',
  },
  greedy: {
    zh: '{n} 个项目，不是最优的证明：搜索到上限，或组合重算后有出入，再逐个加入；整体已重算核实',
    en: '{n} projects, not proved to be the best: the search was cut off, or runs differed from addition and projects were added one by one; the whole set was run',
  },
} satisfies Record<string, Text>

const filled = (text: Text, key: string, value: string): Text => ({
  zh: text.zh.replace(`{${key}}`, value),
  en: text.en.replace(`{${key}}`, value),
})

/** Screens every project that does not run in a scenario: alone, as a set, and with units closed. */
export async function screen(
  scenarioPath: string,
  options: ScreenOptions = {},
): Promise<Loaded & { readonly screening?: ScreeningResult }> {
  const session = await openSession(scenarioPath)
  const loaded = loadedFrom(session)
  const { set, with: overlays } = options
  const base = await runCase(scenarioPath, session, {
    ...(overlays ? { with: overlays } : {}),
    ...(set ? { set } : {}),
  })
  if (!base || failed(session)) return loaded
  const before = base.analysed.model
  const { observedTo, to } = before.horizon
  const from = observedTo + 1
  const until = options.until ?? to
  if (until < from || until > to)
    session.diagnose('E0814', optionAt('--until'), { found: until, expected: `${from} … ${to}` })
  for (const unit of options.close ?? []) {
    const known = [...before.facilities.keys(), ...before.projects.keys()]
    if (!known.includes(unit))
      session.diagnose('E0752', optionAt('--close'), { id: unit, ...nearestHint(unit, known) })
  }
  if (failed(session)) return loaded
  const { candidates, skipped } = await sorted(before, until, session)
  const declared = withProject(before, candidates)
  const analysed = await analyse(searchable(compilable(declared, candidates), from), session)
  if (failed(session)) return loaded
  const without = withoutOf(base.analysed, base.trajectories)
  const trial = new Trial(analysed, declared, candidates, without, until)
  const screening = new Screening(trial, before, candidates, (id) => withProject(before, [id]))
  if (options.close && !mayClose(options.close, screening, from, session)) return loaded
  const chosen = screening.choose()
  const verified = await holds(before, chosen.ids, session, without, until)
  const freed = screening
    .freed(from, options.close, chosen)
    .toSorted((a, b) => b.value - b.lost - (a.value - a.lost))
    .slice(0, mostFreed)
  const name = nameOf(analysed)
  const off = trial.full(screening.switched([])) ?? base.trajectories
  const few = candidates.length
  return {
    ...loaded,
    screening: {
      format: 'peakzero/screen@1',
      generator: { name: 'peakzero', version },
      scenario: { id: before.id, title: before.title, county: before.county },
      until,
      valueUnit: `万元@${before.prices}`,
      projects: screening.screened.map((one) =>
        screenedProject(one, screening, off, chosen.ids.includes(one.id), name),
      ),
      skipped: skipped.map(({ id, why }) => ({ id, name: name(id), why })),
      set: {
        ids: chosen.ids,
        valueAdded: rounded(chosen.value),
        explain: `change.${valueName(screening)}`,
        exact: chosen.exact && few <= exactUpTo,
        verified,
        refused: chosen.refused,
        added: chosen.added,
        method: filled(chosen.exact && few <= exactUpTo ? words.exact : words.greedy, 'n', String(few)),
      },
      freed: freed.map(({ units, enters, value, lost, bought }) => ({
        units: units.map((id) => ({ id, name: name(id) })),
        from,
        enters: enters.map((id) => ({ id, name: name(id) })),
        valueAdded: rounded(value),
        lost: rounded(lost),
        ...(bought.length > 0
          ? { bought: bought.map((id) => ({ id, name: commodityName(before, id) })) }
          : {}),
        explain: `lost.${valueName(screening)}`,
      })),
    },
  }
}

/** The figure by which value added is summed over the judged years that are not observed. */
function valueName({ trial }: Screening): string {
  const { observedTo, to } = trial.analysed.model.horizon
  return `sum.gdp.${observedTo + 1}-${Math.min(to, trial.until)}`
}

const optionAt = (option: string) => ({ file: option, start: 0, end: 0 })

/** Whether the named units stand when they are to close (E0813), and the county holds together without them (E0815). */
function mayClose(named: readonly string[], screening: Screening, from: number, session: Session): boolean {
  const { trial } = screening
  const units = closable(trial, '', from).filter(({ unit }) => !screening.ids.includes(unit))
  const standing = units.map(({ unit }) => unit)
  for (const id of named) {
    if (standing.includes(id)) continue
    const { zh, en } = whyNotStanding(trial.analysed, id, from)
    const likely = nearestFew(id, standing, 3).join(', ') || '-'
    const args = { id, reason: en, 'reason.zh': zh, year: from, ids: likely }
    session.diagnose('E0813', optionAt('--close'), args)
  }
  if (failed(session)) return false
  const values = screening.switched(
    [],
    units.filter(({ unit }) => named.includes(unit)),
  )
  const problem = trial.problem(values)
  if (problem === undefined) return true
  const [reason, zh] = [message(problem, 'en'), message(problem, 'zh')]
  const args = { ids: named.join(', '), reason, 'reason.zh': zh }
  session.diagnose('E0815', optionAt('--close'), args)
  return false
}

function whyNotStanding(analysed: Analysed, id: string, from: number): Text {
  const actor = analysed.actors.find((one) => one.id === id)
  const project = analysed.model.projects.get(id)
  if (project?.retrofit) return words.changes
  if (project && !isIncluded(project, analysed.model.projectsFrom)) return words.notRunning
  const end = actor && endOf(analysed, actor)
  if (end !== undefined && end <= from) return filled(words.ended, 'year', String(Math.floor(end)))
  return project ? words.notYet : words.notRunning
}

/** Projects that can be screened, and why the others are not. */
async function sorted(model: Model, until: number, session: Session) {
  const skipped: { id: string; why: Text }[] = []
  const open: string[] = []
  for (const [id, project] of model.projects) {
    if (isIncluded(project, model.projectsFrom)) continue
    const why = reasonToSkip(project, model, until)
    if (why) skipped.push({ id, why })
    else open.push(id)
  }
  // One project that cannot be compiled must not hide the others.
  if ((await problemWith(model, open, session)) === undefined) return { candidates: open, skipped }
  const candidates: string[] = []
  for (const id of open) {
    const problem = await problemWith(model, [...candidates, id], session)
    if (problem === undefined) candidates.push(id)
    else {
      const say = (language: 'zh' | 'en') =>
        words.broken[language].replace('{code}', () => `${message(problem, language)} (${problem.code})`)
      skipped.push({ id, why: { zh: say('zh'), en: say('en') } })
    }
  }
  return { candidates, skipped }
}

function reasonToSkip(project: Project, model: Model, until: number): Text | undefined {
  if (project.status === 'cancelled' || project.status === 'closed') return words.dead
  const start = startOf(project)
  if (start !== undefined && start >= until + 1) return words.later
  return start !== undefined && start < model.horizon.observedTo + 1 ? words.begun : undefined
}

/** The first error of the county with some projects. */
async function problemWith(
  model: Model,
  ids: readonly string[],
  session: Session,
): Promise<Diagnostic | undefined> {
  const { diagnostics, diagnose } = collector()
  const quiet: Session = { ...session, diagnose, diagnostics }
  await analyse(compilable(withProject(model, ids), ids), quiet)
  return diagnostics.find(({ code }) => codes[code].severity === 'error')
}

/** The set compiled and run by itself, as a scenario that includes it would be. */
async function holds(
  model: Model,
  ids: readonly string[],
  session: Session,
  without: ReturnType<typeof withoutOf>,
  until: number,
): Promise<boolean> {
  const { diagnostics, diagnose } = collector()
  const declared = withProject(model, ids)
  const analysed = await analyse(compilable(declared, ids), { ...session, diagnose })
  if (diagnostics.some(({ code }) => codes[code].severity === 'error')) return false
  const trial = new Trial(analysed, declared, ids, without, until)
  const outcome = trial.run(trial.values(), ids)
  if (!outcome || outcome.breaches.length + outcome.shortages.length > 0) return false
  const sector = (id: string) => analysed.actors.find((actor) => actor.id === id)?.sector ?? ''
  return ids.every((id) => standing(declared, sector(id), id, 1).length === 0)
}

function screenedProject(
  { id, judged, value }: Screened,
  screening: Screening,
  without: Trajectories,
  inSet: boolean,
  name: (id: string) => Text,
): ScreenedProject {
  const { trial } = screening
  const { analysed, declared } = trial
  const { base, to } = analysed.model.horizon
  const settled = settledOf(declared, id)
  const now = trial.full(screening.switched([id]))
  const off = without
  const added = (indicator: string): number | undefined => {
    const column = analysed.figures.indicators.get(indicator)
    if (!column || !now || !off) return undefined
    const length = to - base + 1
    const i = settled - base
    return at(yearly(now, column.node, length), i) - at(yearly(off, column.node, length), i)
  }
  const gdp = added('gdp')
  const adds: Record<string, { unit: string; value: number; explain: string }> = {}
  const yields: Record<string, { unit: string; value: number; explain: string }> = {}
  for (const { indicator, per, unit } of [...queued, { indicator: 'gdp', per: 0, unit: '' }]) {
    const more = indicator === 'gdp' ? gdp : added(indicator)
    if (more === undefined) continue
    adds[indicator] = {
      unit: analysed.figures.indicators.get(indicator)!.unit,
      value: rounded(more),
      explain: `change.${indicator}@${settled}`,
    }
    // 万元 to 元, per unit that people speak of.
    if (per > 0 && gdp !== undefined && more > 1e-9)
      yields[indicator] = {
        unit: `元@${declared.prices}/${unit}`,
        value: rounded((gdp * 1e4) / (more * per)),
        explain: `yield.${indicator}@${settled}`,
      }
  }
  return {
    ...projectFacts(declared, id),
    verdict: judged.admission,
    reasons: judged.reasons.map((reason) => reasonResult(reason, id, declared, name)),
    ...(value === undefined ? {} : { valueAdded: rounded(value), explain: `change.${valueName(screening)}` }),
    adds,
    yields,
    inSet,
  }
}
