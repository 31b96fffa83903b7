import { parseBetween } from '../analysis/explain/between-name.ts'
import { parseFigureName } from '../analysis/explain/figure-name.ts'
import type { Figure } from '../analysis/explain/figures.ts'
import type { Analysed } from '../analysis/figures.ts'
import { indicators } from '../analysis/indicators/index.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Trajectories } from '../engine/plan.ts'
import { openLibrary } from '../input/scenario.ts'
import { rounded } from '../report/assemble.ts'
import type { Explanation, IndicatorPage } from '../report/explain/explanation.ts'
import { type Asked, type AskOptions, ask } from './explain/ask.ts'
import { entitiesCalled, entityPage, entityWords } from './explain/entity.ts'
import { figurePage, scenarioName } from './explain/figure.ts'
import { explainStudy, type SavedStudy, studyName } from './explain/study.ts'
import { codePage, indicatorPage, knownWords, listPage, rulePage, unitPage } from './explain/words.ts'
import { failed, type Loaded, loadedFrom, openSession, type Session } from './session.ts'

/** Options of `explain`. */
export interface ExplainOptions extends AskOptions {
  /** Levels that are unfolded below the figure; unless said two, and further along the largest terms. */
  readonly depth?: number
  /** What a difference is held against; the reference that the scenario names unless said. */
  readonly against?: string
  /** A saved result of `ensemble`, `sensitivity` or `discover` that holds the number which is asked for. */
  readonly study?: SavedStudy
}

type Answer = Loaded & { readonly explanation?: Explanation }

/**
 * Says what a word means: a code, an indicator, a unit, a rule, an entity of the library; with a scenario also any figure of its
 * run and any entity of it. What cannot be found is said with the nearest name (E0800) at its place in the word.
 */
export async function explain(what: string, path?: string, options: ExplainOptions = {}): Promise<Answer> {
  const session = await openSession(path ?? '.')
  const files = loadedFrom(session)
  // The word itself is a text with places, like an argument of --set.
  const at = placeIn(what)
  const { file } = at(0, 0)
  const loaded: Loaded = {
    diagnostics: session.diagnostics,
    sourceText: (name) =>
      name === file
        ? what
        : options.study && 'text' in options.study && name === options.study.path
          ? options.study.text
          : files.sourceText(name),
    // A saved study was read by whoever asks: an answer from it is not kept.
    ...(files.rests && options.study === undefined ? { rests: files.rests } : {}),
  }
  const { study } = options
  if (study === undefined && studyName.test(what)) {
    session.diagnose('E0820', at(0, what.length), { what })
    return loaded
  }
  if (study !== undefined) {
    const single = (one: string) =>
      path === undefined
        ? Promise.resolve(undefined)
        : explainIn(one, path, options, session, loaded, placeIn(one))
    const page = await explainStudy(what, study, path, options, session, single)
    return page && !failed(session) ? { ...loaded, explanation: page } : loaded
  }
  const explanation =
    path === undefined
      ? await explainWord(what, session, loaded, at)
      : await explainIn(what, path, options, session, loaded, at)
  return explanation ? { ...loaded, explanation } : loaded
}

type Place = (start: number, end: number) => Span

/** Places within the word that was asked for. */
const placeIn =
  (what: string): Place =>
  (start, end) => ({ file: `explain ${what}`, start, end })

/** Without a scenario: what the program and its library know. */
async function explainWord(
  what: string,
  session: Session,
  loaded: Loaded,
  at: Place,
): Promise<Explanation | undefined> {
  const fixed = codePage(what) ?? listPage(what) ?? indicatorPage(what)
  if (fixed) return fixed
  const library = await openLibrary(session, session.diagnose)
  if (!library || failed(session)) return undefined
  const entity = choose(entitiesCalled(library, what), what, session, at)
  if (entity === 'several') return undefined
  const known = entity && entityPage(library, entity[0], entity[1], loaded)
  if (known) return known
  const other = rulePage(what) ?? unitPage(what)
  if (other) return other
  const { name } = parseFigureName(what)
  const [head = ''] = name.split('.of.')
  if (
    what === 'figures' ||
    (head !== what && indicators.some(({ id }) => id === head)) ||
    /^(target|balance|activity|peak|neutrality|ledger|flow|evidence|observed|reconciliation|level|costs|sum|change|effect|lost|short|yield|offer|lever|trend|potential|lacking|permit)\b/.test(
      what,
    )
  ) {
    session.diagnose('E0802', at(0, what.length), { what })
    return undefined
  }
  unknown(name, [...knownWords(), ...entityWords(library)], session, at)
  return undefined
}

/** Several figures of one run at once; undefined in the place of what is no figure. */
export async function explainFigures(
  whats: readonly string[],
  path: string,
  options: ExplainOptions = {},
): Promise<Loaded & { readonly explanations: readonly (Explanation | undefined)[] }> {
  const session = await openSession(path)
  const loaded = loadedFrom(session)
  const differences = whats.flatMap((what) => {
    const between = parseBetween(what)
    return between ? [{ what, between }] : []
  })
  const others = whats.filter((what) => differences.every((one) => one.what !== what))
  const pages = new Map<string, Explanation | undefined>()
  if (differences.length > 0) {
    const { explainBetween } = await import('./explain/between.ts')
    const found = await explainBetween(differences, path, options, session, loaded)
    for (const [i, { what }] of differences.entries()) pages.set(what, found[i])
  }
  const asked = others.length > 0 ? await ask(others, path, options, session, loaded) : undefined
  for (const [i, what] of others.entries()) {
    const found = asked?.found[i]
    if (asked && found && 'figure' in found)
      pages.set(what, figureOf(what, found.figure, asked, options, session, placeIn(what)))
  }
  const explanations = whats.map((what) => pages.get(what))
  return { ...loaded, explanations }
}

/** The page of a figure that was found, in the year that was asked for. */
function figureOf(
  what: string,
  figure: Figure,
  { model, analysed, loaded, run }: Asked,
  options: ExplainOptions,
  session: Session,
  at: Place,
): Explanation | undefined {
  const { name, year, yearAt } = parseFigureName(what)
  const { base, to } = model.horizon
  const page = year === undefined && !figure.timeless && !figure.yearOf ? indicatorPage(name) : undefined
  if (year === undefined && !figure.timeless && !figure.yearOf && !page)
    return askYear(what, name, model.horizon, session, at(0, what.length))
  if (year !== undefined && (figure.timeless || year < base || year > to))
    return askYear(what, name, model.horizon, session, at(yearAt ?? 0, what.length), figure.timeless)
  const ran = run()
  if (!ran) return undefined
  const { trajectories, unfolding } = ran
  if (page) return withValues(page, analysed, trajectories, figure)
  const moment = figure.timeless ? undefined : (year ?? figure.yearOf?.(trajectories))
  const absent = figure.absent?.(trajectories, (moment ?? base) - base)
  if (absent) {
    const args = { what, reason: absent.en, 'reason.zh': absent.zh }
    session.diagnose('E0805', at(0, what.length), args)
    return undefined
  }
  return figurePage(analysed, trajectories, unfolding, figure, moment, options.depth, loaded)
}

/** With a scenario: figures and entities of it first. */
async function explainIn(
  what: string,
  path: string,
  options: ExplainOptions,
  session: Session,
  loaded: Loaded,
  at: Place,
): Promise<Explanation | undefined> {
  const fixed = codePage(what)
  if (fixed) return fixed
  const between = parseBetween(what)
  if (between) {
    const { explainBetween } = await import('./explain/between.ts')
    return (await explainBetween([{ what, between }], path, options, session, loaded))[0]
  }
  const asked = await ask([what], path, options, session, loaded)
  if (!asked) return undefined
  const { model, tree, names } = asked
  const { name, year } = parseFigureName(what)
  const found = asked.found[0]!
  if (what === 'figures')
    return {
      format: 'peakzero/explain@1',
      kind: 'list',
      id: what,
      name: { zh: '可以问的数', en: 'figures that can be asked for' },
      items: names.map((id) => ({ id, about: model.title })),
    }
  if ('ambiguous' in found) {
    session.diagnose('E0801', at(0, name.length), { what: name, choices: found.ambiguous.join(', ') })
    return undefined
  }
  if ('figure' in found) return figureOf(what, found.figure, asked, options, session, at)
  const entity = year === undefined ? choose(entitiesCalled(tree, what), what, session, at) : undefined
  if (entity === 'several') return undefined
  const known = entity && entityPage(tree, entity[0], entity[1], loaded, scenarioName(model))
  if (known) return known
  const other = listPage(what) ?? rulePage(what) ?? unitPage(what)
  if (other) return other
  const [head = ''] = name.split('.of.')
  const library = await openLibrary(session, session.diagnose)
  const general =
    library && year === undefined ? choose(entitiesCalled(library, what), what, session, at) : undefined
  if (general === 'several') return undefined
  const shipped = library && general && entityPage(library, general[0], general[1], loaded)
  if (shipped) return shipped
  if (found.before === '' && indicators.some(({ id }) => id === head)) {
    session.diagnose('E0804', at(0, head.length), { what: head })
    return undefined
  }
  const candidates =
    found.before === '' ? [...names, ...entityWords(tree), ...knownWords()] : found.candidates
  unknown(found.unknown, candidates, session, at, found.before)
  return undefined
}

function unknown(
  word: string,
  candidates: readonly string[],
  session: Session,
  at: Place,
  before = '',
): void {
  const found = nearest(word, candidates)
  const start = before.length
  session.diagnose('E0800', at(start, start + word.length), {
    what: word,
    nearest: found === undefined ? '' : before + found,
  })
}

function askYear(
  what: string,
  name: string,
  horizon: { readonly base: number; readonly to: number },
  session: Session,
  at: Span,
  timeless = false,
): undefined {
  const middle = Math.min(Math.max(2030, horizon.base), horizon.to)
  session.diagnose('E0803', at, {
    what,
    example: timeless ? name : `${name}@${middle}`,
    years: `${horizon.base}–${horizon.to}`,
  })
  return undefined
}

function withValues(
  page: IndicatorPage,
  analysed: Analysed,
  trajectories: Trajectories,
  figure: Figure,
): IndicatorPage {
  const { model } = analysed
  const { base, to } = model.horizon
  const values = trajectories.value(figure.node)
  return {
    ...page,
    unit: figure.unit,
    scenario: scenarioName(model),
    values: Object.fromEntries(
      Array.from({ length: to - base + 1 }, (_, i) => [
        String(base + i),
        rounded(values.length === 1 ? values[0]! : values[i]!),
      ]),
    ),
  }
}

/** The one entity that a word means; several are said (E0801). */
function choose(
  found: readonly (readonly [string, string])[],
  what: string,
  session: Session,
  at: Place,
): readonly [string, string] | 'several' | undefined {
  if (found.length <= 1) return found[0]
  const choices = found.map(([section, id]) => `${section}.${id}`).join(', ')
  session.diagnose('E0801', at(0, what.length), { what, choices })
  return 'several'
}
