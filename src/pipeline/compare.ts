import { nearestHint } from '../diagnostics/nearest.ts'
import { position } from '../diagnostics/position.ts'
import { differences } from '../input/difference.ts'
import { rounded } from '../report/assemble.ts'
import type {
  Beyond,
  ComparedIndicator,
  ComparedTarget,
  Comparison,
  CutWord,
  InputDifference,
  Pair,
} from '../report/compare.ts'
import type { Result } from '../report/result.ts'
import type { Text } from '../text/text.ts'
import { attributionOf } from './attribution.ts'
import { groundsThatDiffer } from './grounds.ts'
import { Desk, failed, type Loaded, loadedFrom, type ScenarioOptions, type Session } from './session.ts'
import { openSide, type Side } from './sides.ts'
import { isAtomic, version } from './vocabulary.ts'

/** How much a figure may differ: a share of the reference's, or an amount in the unit of the indicator. */
export interface Tolerance {
  /** All indicators where absent. */
  readonly indicator?: string
  readonly share?: number
  readonly amount?: number
}

/** Options of `compare`. */
export interface CompareOptions extends ScenarioOptions {
  readonly tolerances?: readonly Tolerance[]
  readonly by?: readonly CutWord[]
  /** The figure whose gap is taken apart: the indicator of the peak in 2030 unless said. */
  readonly at?: { readonly indicator?: string; readonly year?: number }
  readonly seed?: number
  readonly permutations?: number
}

/** Figures that differ by no more than this share of themselves are the same: results carry 12 digits. */
const defaultShare = 1e-9
const defaultYear = 2030

/** N scenarios or saved results against the first of them. One operand with changes is held against itself unchanged. */
export async function compare(
  paths: readonly string[],
  options: CompareOptions = {},
): Promise<Loaded & { readonly comparison?: Comparison; readonly results?: readonly Result[] }> {
  const desk = new Desk()
  const sides: Side[] = []
  if (paths.length === 1 && (options.with || options.set))
    sides.push(...(await openSide(paths[0]!, desk, {})))
  for (const path of paths) sides.push(...(await openSide(path, desk, options)))
  const wrong = () => desk.diagnostics.length > 0 && sides.some(({ session }) => failed(session))
  if (sides.length < 2 || wrong()) return desk.loaded()
  const comparison = await compared(sides, options)
  const results = sides.map(({ result }) => result)
  return comparison ? { ...desk.loaded(), comparison, results } : desk.loaded()
}

async function compared(sides: readonly Side[], options: CompareOptions): Promise<Comparison | undefined> {
  const reference = sides[0]!
  const ids = namesOf(sides)
  const years = commonYears(sides)
  if (years.length === 0) {
    for (const side of sides.slice(1))
      side.session.diagnose('E0783', spanOf(side.path), { path: side.path, reference: reference.path })
    return undefined
  }
  const { indicators, notCompared } = sharedIndicators(sides, years)
  const figure = figureOf(options, reference, indicators, years)
  const tolerances = options.tolerances ?? []
  let known = figure !== undefined
  for (const { indicator } of tolerances)
    if (indicator !== undefined && !(indicator in indicators)) {
      refuse(reference.session, '--tolerance', indicator, Object.keys(indicators))
      known = false
    }
  if (!figure || !known) return undefined
  const targets = targetsOf(sides)
  const pairs: Pair[] = []
  for (const [i, side] of sides.entries()) {
    if (i === 0) continue
    const beyond = Object.entries(indicators).flatMap(
      ([id, entry]) => largestBeyond(id, entry, i, years, tolerances) ?? [],
    )
    const change = (from: 'met' | 'missed', to: 'met' | 'missed') =>
      targets.filter(({ verdicts }) => verdicts[0] === from && verdicts[i] === to).map(({ id }) => id)
    const notes: Text[] = []
    const inputs = reference.ran && side.ran ? inputsOf(reference, side) : undefined
    const attribution = await attributionOf(reference, side, figure, inputs ?? [], options, notes)
    pairs.push({
      scenario: ids[i]!,
      differing: beyond.length,
      beyond,
      gained: change('missed', 'met'),
      lost: change('met', 'missed'),
      ...(inputs ? { inputs } : {}),
      ...(attribution ? { attribution } : {}),
      notes: [
        ...groundsThatDiffer(reference.result, side.result),
        ...(reference.ran && side.ran ? [] : [texts.noInputs]),
        ...notes,
      ],
    })
  }
  return {
    format: 'peakzero/compare@1',
    generator: { name: 'peakzero', version },
    scenarios: sides.map(({ result, path, ran }, i) => ({
      id: ids[i]!,
      title: result.scenario.title,
      county: result.scenario.county,
      path,
      saved: ran === undefined,
    })),
    years,
    observedTo: Math.min(...sides.map(({ result }) => result.horizon.observedTo)),
    indicators,
    notCompared,
    peak: sides.map(({ result }) => result.peak),
    neutrality: sides.map(({ result }) => result.neutrality),
    targets,
    pairs,
  }
}

const texts = {
  noInputs: {
    zh: '一边是保存的结果：它没有输入，所以说不出哪些输入不同。',
    en: 'One side is a saved result, which holds no inputs: what differs in the inputs cannot be told.',
  },
} satisfies Record<string, Text>

/** Ids of the sides; the second of one name gets a number. */
function namesOf(sides: readonly Side[]): readonly string[] {
  const seen = new Map<string, number>()
  return sides.map(({ result }) => {
    const { id } = result.scenario
    const n = (seen.get(id) ?? 0) + 1
    seen.set(id, n)
    return n === 1 ? id : `${id}.${n}`
  })
}

const spanOf = (file: string) => ({ file, start: 0, end: 0 })

function refuse(session: Session, option: string, id: string, known: readonly string[]): void {
  session.diagnose('E0781', spanOf(option), { id, ...nearestHint(id, known) })
}

/** The years of which every side tells its figures. */
function commonYears(sides: readonly Side[]): readonly number[] {
  const [first, ...others] = sides.map(
    ({ result }) => new Set(Object.keys(Object.values(result.indicators)[0]?.values ?? {}).map(Number)),
  )
  return [...(first ?? [])].filter((year) => others.every((set) => set.has(year))).sort((a, b) => a - b)
}

function sharedIndicators(
  sides: readonly Side[],
  years: readonly number[],
): { indicators: Readonly<Record<string, ComparedIndicator>>; notCompared: readonly string[] } {
  const all = new Set(sides.flatMap(({ result }) => Object.keys(result.indicators)))
  const indicators: Record<string, ComparedIndicator> = {}
  const notCompared: string[] = []
  for (const id of all) {
    const found = sides.map(({ result }) => result.indicators[id])
    const [first] = found
    if (first && found.every((series) => series?.unit === first.unit))
      indicators[id] = {
        unit: first.unit,
        name: first.name,
        values: found.map((series) => years.map((year) => series!.values[String(year)]!)),
      }
    else notCompared.push(id)
  }
  return { indicators, notCompared }
}

/** Which figure's gap is taken apart. */
function figureOf(
  { at }: CompareOptions,
  { result, session }: Side,
  indicators: Readonly<Record<string, ComparedIndicator>>,
  years: readonly number[],
): { readonly indicator: string; readonly year: number } | undefined {
  const [first, last] = [years[0]!, years.at(-1)!]
  const indicator = at?.indicator ?? result.peak.indicator
  const year = at?.year ?? Math.min(Math.max(defaultYear, first), last)
  if (!(indicator in indicators)) {
    refuse(session, '--at', indicator, Object.keys(indicators))
    return undefined
  }
  if (!years.includes(year)) {
    session.diagnose('E0782', spanOf('--at'), { found: year, expected: `${first} … ${last}` })
    return undefined
  }
  return { indicator, year }
}

function largestBeyond(
  id: string,
  { values }: ComparedIndicator,
  i: number,
  years: readonly number[],
  tolerances: readonly Tolerance[],
): Beyond | undefined {
  // The last word on an indicator counts, and one about it before one about all.
  const rule =
    tolerances.findLast(({ indicator }) => indicator === id) ??
    tolerances.findLast(({ indicator }) => indicator === undefined)
  let worst: Beyond | undefined
  let most = 0
  for (const [t, year] of years.entries()) {
    const [reference, value] = [values[0]![t]!, values[i]![t]!]
    const difference = value - reference
    const tolerance = rule?.amount ?? (rule?.share ?? defaultShare) * Math.abs(reference)
    const over = Math.abs(difference) - tolerance
    if (!(over > 0) || !(over > most)) continue
    most = over
    worst = {
      indicator: id,
      year,
      reference,
      value,
      difference: rounded(difference),
      tolerance: rounded(tolerance),
      explain: `change.${id}@${year}`,
    }
  }
  return worst
}

function targetsOf(sides: readonly Side[]): readonly ComparedTarget[] {
  const ids = [...new Set(sides.flatMap(({ result }) => result.targets.map(({ id }) => id)))]
  const names = namesOf(sides)
  return ids.map((id) => {
    const found = sides.map(({ result }) => result.targets.find((target) => target.id === id))
    const first = found.find((target) => target !== undefined)!
    return {
      id,
      name: first.name,
      severity: first.severity,
      unit: first.unit,
      verdicts: found.map((target) => (target === undefined ? 'absent' : target.met ? 'met' : 'missed')),
      margins: Object.fromEntries(
        found.flatMap((target, i) => (target === undefined ? [] : [[names[i]!, target.margin] as const])),
      ),
    }
  })
}

/** What differs in the inputs, with the place of both sides. */
function inputsOf(reference: Side, side: Side): readonly InputDifference[] {
  const place = (
    { session }: Side,
    found: { readonly value: string; readonly at: { file: string; start: number } },
  ) => {
    const text = loadedFrom(session).sourceText(found.at.file)
    return {
      value: found.value,
      file: found.at.file,
      line: text === undefined ? 1 : position(text, found.at.start).line,
    }
  }
  const [a, b] = [reference.ran!.opened.tree, side.ran!.opened.tree]
  return differences(a, b, isAtomic).map(({ path, before, after }) => ({
    path,
    ...(before ? { before: place(reference, before) } : {}),
    ...(after ? { after: place(side, after) } : {}),
  }))
}
