import { contributions, cutBy } from '../analysis/contributions.ts'
import { nearestHint } from '../diagnostics/nearest.ts'
import { position } from '../diagnostics/position.ts'
import { differences } from '../input/difference.ts'
import { rounded } from '../report/assemble.ts'
import type {
  Attribution,
  Beyond,
  ComparedIndicator,
  ComparedTarget,
  Comparison,
  InputDifference,
  Pair,
  Share,
} from '../report/compare.ts'
import type { CutTable, Result } from '../report/result.ts'
import type { Text } from '../text/text.ts'
import { cutKeys, cutNames, effectNames } from './cuts.ts'
import { groundsThatDiffer } from './grounds.ts'
import { Desk, failed, type Loaded, loadedFrom, type ScenarioOptions, type Session } from './session.ts'
import { openSide, type Side } from './sides.ts'
import { isAtomic, version } from './vocabulary.ts'

/** By what a gap may be taken apart. */
export const cutWords = ['sector', 'facility', 'firm', 'zone', 'effect', 'lever'] as const
export type CutWord = (typeof cutWords)[number]

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
  noLevers: {
    zh: '保存的结果不能再运行，所以分不出杠杆；请给出情景文件。',
    en: 'A saved result cannot be run again, so there are no levers to share the gap; give the scenario file.',
  },
  noLeaves: {
    zh: '保存的结果只有 co2.total 按部门、ghg.net 按部门和设施的分项，所以 {what} 说不出。',
    en: 'A saved result holds only co2.total by sector and ghg.net by sector and facility, so {what} cannot be told.',
  },
  notAdditive: {
    zh: '{indicator} 不是各部分之和，不能按 {what} 拆分。',
    en: '{indicator} is no sum of parts, so it cannot be taken apart by {what}.',
  },
  onlyEmissions: {
    zh: '{indicator} 不是排放量，没有 LMDI 效应；请用 co2 或 ghg 的指标。',
    en: '{indicator} is no emission, so it has no LMDI effects; take an indicator of co2 or ghg.',
  },
} satisfies Record<string, Text>

function fill(text: Text, args: Readonly<Record<string, string>>): Text {
  const say = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, key: string) => args[key] ?? '')
  return { zh: say(text.zh), en: say(text.en) }
}

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

async function attributionOf(
  reference: Side,
  side: Side,
  { indicator, year }: { readonly indicator: string; readonly year: number },
  inputs: readonly InputDifference[],
  options: CompareOptions,
  notes: Text[],
): Promise<Attribution | undefined> {
  const by = options.by ?? ['sector']
  if (by.length === 0) return undefined
  const series = [reference, side].map(({ result }) => result.indicators[indicator]!)
  const [before, after] = series.map(({ values }) => values[String(year)]!) as [number, number]
  const lists: { -readonly [K in keyof Attribution]?: Attribution[K] } = {}
  const cuts = by.filter((word) => word !== 'effect' && word !== 'lever')
  const parents = new Set(
    [reference, side].flatMap(({ ran }) =>
      ran ? [...ran.analysed.model.sectors.values()].flatMap(({ parent }) => parent?.id ?? []) : [],
    ),
  )
  const called = (word: string) =>
    word === 'sector'
      ? (id: string) => `change.${indicator}.of.${parents.has(id) ? 'only' : 'sector'}:${id}@${year}`
      : (id: string) => `change.${indicator}.of.${word}:${id === '' ? 'none' : id}@${year}`
  if (reference.ran && side.ran) {
    const parts = [reference.ran, side.ran].map(({ analysed, trajectories }) =>
      contributions(analysed, trajectories, indicator),
    )
    for (const word of cuts) {
      const [a, b] = parts
      if (!a || !b) {
        notes.push(fill(texts.notAdditive, { indicator, what: word }))
        continue
      }
      const rows = [a, b].map((found, i) => {
        const ran = (i === 0 ? reference : side).ran!
        const index = year - ran.analysed.model.horizon.base
        return new Map([...cutBy(found, cutKeys(ran, word))].map(([id, values]) => [id, values[index]!]))
      })
      const names = [reference.ran, side.ran].map((ran) => cutNames(ran, word))
      // A side that does not have the part has only its id for a name.
      const name = (id: string) => {
        const found = names.map((nameOf) => nameOf(id))
        return found.find((text) => text && text.en !== id) ?? found[0] ?? found[1]
      }
      lists[word] = shares(rows[0]!, rows[1]!, name, called(word))
      const { sectors } = side.ran.analysed.model
      if (word === 'sector')
        lists.sectorTotals = subtotals(
          lists[word],
          (id) => sectors.get(id)?.parent?.id,
          name,
          (id) => `change.${indicator}.of.sector:${id}@${year}`,
        )
    }
    if (by.includes('effect')) {
      const { decompose, statesOf } = await import('../analysis/lmdi.ts')
      const [a, b] = [reference.ran, side.ran].map(({ analysed, trajectories }) =>
        statesOf(analysed, trajectories, indicator, [year]),
      )
      if (!a || !b) notes.push(fill(texts.onlyEmissions, { indicator }))
      else
        lists.effect = [...decompose(a[0]!, b[0]!).effects].map(([id, value]) => ({
          id,
          name: effectNames[id],
          difference: rounded(value),
          explain: `effect.${id}.${indicator}@${year}`,
        }))
    }
    if (by.includes('lever') && before !== after) {
      const { leverShares } = await import('./lever-shares.ts')
      const found = await leverShares(
        reference.ran,
        side.ran,
        reference.session,
        { indicator, year, before, after },
        inputs,
        options,
      )
      if ('note' in found) notes.push(found.note)
      else lists.lever = found
    }
  } else {
    for (const word of by) {
      if (word === 'lever') continue
      const tables = [reference, side].map(({ result }) => savedTable(result.tables, indicator, word))
      const [a, b] = tables
      if (!a || !b) {
        notes.push(fill(texts.noLeaves, { what: word }))
        continue
      }
      const rows = [a, b].map(
        (table) =>
          new Map(table.rows.map(({ id, values }) => [id, values[table.years.indexOf(year)] ?? 0] as const)),
      )
      const name = (id: string) => [...a.rows, ...b.rows].find((row) => row.id === id)?.name
      lists[word as 'sector' | 'facility'] = shares(rows[0]!, rows[1]!, name)
    }
    if (by.includes('lever')) notes.push(texts.noLevers)
  }
  return {
    indicator,
    name: series[0]!.name,
    year,
    unit: series[0]!.unit,
    before,
    after,
    gap: rounded(after - before),
    explain: `change.${indicator}@${year}`,
    ...lists,
  }
}

/** The cut of a saved result that holds an indicator, if it has one. */
function savedTable(tables: Side['result']['tables'], indicator: string, word: string): CutTable | undefined {
  if (word === 'facility') return tables.facility.indicator === indicator ? tables.facility : undefined
  if (word !== 'sector') return undefined
  return [tables.sector, tables.sectorCo2].find((table) => table.indicator === indicator)
}

/** What the sectors above the rows come to. */
function subtotals(
  rows: readonly Share[],
  parentOf: (id: string) => string | undefined,
  nameOf: (id: string) => Text | undefined,
  called: (id: string) => string,
): readonly Share[] {
  const [before, after] = [new Map<string, number>(), new Map<string, number>()]
  for (const row of rows) {
    const seen = new Set<string>()
    for (let id = parentOf(row.id); id !== undefined && !seen.has(id); id = parentOf(id)) {
      seen.add(id)
      before.set(id, (before.get(id) ?? 0) + (row.before ?? 0))
      after.set(id, (after.get(id) ?? 0) + (row.after ?? 0))
    }
  }
  return shares(before, after, nameOf, called)
}

/** Rows of both sides, largest difference first; rows that are zero on both sides are left out. */
function shares(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  nameOf: (id: string) => Text | undefined,
  called?: (id: string) => string,
): readonly Share[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort()
  return ids
    .flatMap((id) => {
      const [a, b] = [before.get(id) ?? 0, after.get(id) ?? 0]
      if (a === 0 && b === 0) return []
      return [
        {
          id,
          name: nameOf(id) ?? { zh: id, en: id },
          before: rounded(a),
          after: rounded(b),
          difference: rounded(b - a),
          ...(called ? { explain: called(id) } : {}),
        },
      ]
    })
    .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.id < y.id ? -1 : 1))
}
