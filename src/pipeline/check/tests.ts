import type { Span } from '../../diagnostics/span.ts'
import { bind } from '../../input/bind.ts'
import { equalTrees, referencesUnder } from '../../input/extend.ts'
import { type Case, openCase } from '../../input/scenario.ts'
import { assign, valueAt } from '../../input/set.ts'
import { type Expected, overlayTest, type ScenarioTest, scenarioTest } from '../../model/scenario-test.ts'
import type { Entry, MapTree } from '../../model/tree.ts'
import { sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { type Ran, runOpened } from '../case.ts'
import { failed, type Session } from '../session.ts'
import { isAtomic, isField } from '../vocabulary.ts'
import { type Figure, figureOf, lookUp, namesOf, type Value } from './figure.ts'
import type { Finding } from './finding.ts'
import { judge, sentence } from './judge.ts'

/** The names of figures that the tests of a scenario look at: they are asked for when it is compiled. */
export function askedBy(tests: MapTree | undefined): readonly string[] {
  const keys: string[] = []
  for (const { value } of tests?.entries.values() ?? []) {
    const expect = value.kind === 'map' ? value.entries.get('expect')?.value : undefined
    if (expect?.kind === 'map') keys.push(...expect.entries.keys())
  }
  return namesOf(keys)
}

/** What the tests of a file stand on. */
export interface Bench {
  /** The file that writes the tests. */
  readonly file: string
  /** Path of the scenario. */
  readonly path: string
  /** The scenario as it is, compiled with the figures that the tests ask for. */
  readonly plain: Ran
  /** Overlays that every test lays over it, as paths: the overlay that is tested. */
  readonly over: readonly string[]
}

/** Runs the tests of a file. A test that says nothing that can be looked at is an error, one that fails a finding. */
export async function runTests(
  tests: MapTree,
  bench: Bench,
  session: Session,
): Promise<{ readonly count: number; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = []
  if (tests.entries.size === 0) session.diagnose('E0710', tests.at, { id: 'tests' })
  for (const [id, entry] of tests.entries) findings.push(...(await runTest(id, entry, bench, session)))
  return { count: tests.entries.size, findings }
}

async function runTest(
  id: string,
  entry: Entry,
  bench: Bench,
  session: Session,
): Promise<readonly Finding[]> {
  const tree = entry.value
  // The shape was held against the file before; what it said is not said again.
  const test =
    tree.kind === 'map' ? bind(tree, bench.over.length > 0 ? overlayTest : scenarioTest, () => {}) : undefined
  if (!test || tree.kind !== 'map') return []
  const wanted = Object.entries(test.expect ?? {})
  if (wanted.length === 0) {
    session.diagnose('E0710', entry.key, { id })
    return []
  }
  const changes = Object.keys(test.given ?? {}).length > 0 || (test.with ?? []).length > 0
  const compares = wanted.some(([, expected]) => isChange(expected))
  if (compares && !changes && bench.over.length === 0) {
    session.diagnose('E0712', entry.key, { id })
    return []
  }
  const names = namesOf(wanted.map(([key]) => key))
  const ran =
    changes || bench.over.length > 0 ? await runGiven(tree, test, bench, names, session) : bench.plain
  if (!ran) return []
  const places = tree.entries.get('expect')!.value as MapTree
  return wanted.flatMap(([key, expected]) => {
    const place = places.entries.get(key)!
    const at: Span = { ...place.key, end: place.value.at.end }
    const figure = figureOf(key)
    if (!fits(figure, expected, place.key, session)) return []
    const now = lookUp(figure, place.key, ran, session)
    if (!now || !sameMeasure(figure, expected, now, session)) return []
    const before = isChange(expected) ? lookUp(figure, place.key, bench.plain, session) : undefined
    const judged = judge(expected, now.value, before?.value)
    if (judged.holds) return []
    const message = sentence(id, figure, expected, judged, now, before)
    const scenario = bench.plain.analysed.model.id
    return [{ kind: 'test' as const, file: bench.file, at, scenario, id: `${id}/${key}`, message }]
  })
}

function isChange(expected: Expected): boolean {
  return expected.kind === 'word'
    ? expected.word === 'unchanged' || expected.word === 'more' || expected.word === 'less'
    : expected.kind !== 'level'
}

/** Whether such a thing can be expected of such a figure (E0714). */
function fits(figure: Figure, expected: Expected, at: Span, session: Session): boolean {
  const word = expected.kind === 'word' ? expected.word : undefined
  const verdict = word === 'met' || word === 'missed'
  const good =
    figure.kind === 'target'
      ? verdict || word === 'unchanged'
      : figure.kind === 'peak'
        ? word === 'unchanged' || expected.kind === 'level'
        : !verdict
  if (good) return true
  const forms = {
    target: 'met | missed | unchanged',
    peak: '2028 | [2026, 2028] | unchanged',
    indicator: '72.5 万t | { more-by: 5 kt/a } | unchanged',
  }
  // A word that is no target is told as such: it may be an indicator that lacks its year.
  if (figure.kind === 'target' && expected.kind !== 'word') {
    session.diagnose('E0715', at, { figure: figure.key, nearest: `${figure.key}@2030` })
    return false
  }
  session.diagnose('E0714', at, { figure: figure.key, expected: forms[figure.kind] })
  return false
}

/** Whether what is expected is of the figure's dimension, a year or not, at the county's prices (E0204, E0218). */
function sameMeasure(figure: Figure, expected: Expected, now: Value, session: Session): boolean {
  if (expected.kind === 'word') return true
  const { dimension } = now
  const yearly = timesDimension(dimension, { powers: { time: 1 } }, -1)
  const bounds = [expected.low, expected.high, expected.tolerance]
  for (const bound of new Set(bounds)) {
    if (!bound) continue
    const share = bound.percent && (expected.kind !== 'level' || bound === expected.tolerance)
    if (share) continue
    const { money } = bound.dimension.powers
    if (!sameDimension(bound.dimension, dimension) && !sameDimension(bound.dimension, yearly)) {
      const found = canonicalUnit(bound.dimension)
      session.diagnose('E0204', bound.at, { expected: canonicalUnit(dimension), found })
      return false
    }
    if (money && dimension.priceYear !== undefined && bound.dimension.priceYear !== dimension.priceYear) {
      const found = canonicalUnit(bound.dimension)
      session.diagnose('E0218', bound.at, { expected: dimension.priceYear, found })
      return false
    }
    if (figure.kind === 'peak' && !Number.isInteger(bound.value)) {
      session.diagnose('E0213', bound.at, { found: String(bound.value) })
      return false
    }
  }
  return true
}

/** The scenario with what the test gives: overlays first, then values by path. */
async function runGiven(
  tree: MapTree,
  test: ScenarioTest,
  bench: Bench,
  names: readonly string[],
  session: Session,
): Promise<Ran | undefined> {
  const before = session.diagnostics.length
  const overlays = [...bench.over]
  for (const reference of referencesUnder(tree, 'with')) {
    const path = session.project.resolveReference('extends', reference)
    if (path !== undefined) overlays.push(path)
  }
  const opened: Case | undefined =
    overlays.length === 0
      ? bench.plain.opened
      : await openCase(bench.path, session, session.diagnose, { with: overlays })
  if (!opened || failed(session, before)) return undefined
  let changed = opened.tree
  const given = tree.entries.get('given')?.value
  for (const path of Object.keys(test.given ?? {})) {
    const entry = (given as MapTree).entries.get(path)!
    const at: Span = { ...entry.key, end: entry.value.at.end }
    const stood = valueAt(opened.tree, path)
    if (stood && equalTrees(stood, entry.value)) session.diagnose('E0713', at, { path })
    const rules = { diagnose: session.diagnose, isAtomic, mayAdd: isField }
    changed = assign(changed, path, entry.value, entry.key, rules)
  }
  if (failed(session, before)) return undefined
  return runOpened({ ...opened, tree: changed }, session, names)
}
