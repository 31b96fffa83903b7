import type { Figures } from '../analysis/figures.ts'
import { summarise } from '../analysis/summary.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Built } from '../engine/compile.ts'
import type { Balance, Leaf } from '../engine/context.ts'
import type { Graph } from '../engine/graph.ts'
import type { Ref } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { referencesUnder } from '../input/extend.ts'
import { resolveModel } from '../input/resolve.ts'
import { type Case, type Document, readKind } from '../input/scenario.ts'
import type { Model } from '../model/model.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import { rounded } from '../report/rounded.ts'
import type { Text } from '../text/text.ts'
import type { Ran } from './case.ts'
import { failed, type ScenarioOptions, type Session } from './session.ts'
import { vocabulary } from './vocabulary.ts'

/** Whether a file is a region; nothing is said. */
export async function isRegion(path: string, session: Session): Promise<boolean> {
  if (!session.project.there(path)) return false
  const kind = (await session.project.readFileTree(path))?.tree?.entries.get('kind')?.value
  return kind?.kind === 'scalar' && kind.text === 'region'
}

/** Names and conventions: what a region asks of the model of a county. */
type Told = Pick<
  Model,
  'horizon' | 'prices' | 'gwp' | 'electricity' | 'sectors' | 'commodities' | 'species' | 'costs'
>

/** What a region keeps of a county: series by what they are of. The rest of its run is let go. */
interface County {
  readonly id: string
  readonly title: Text
  readonly path: string
  /** Where it is read from. */
  readonly file: string
  readonly at: Span
  readonly model: Told
  readonly files: Case['files']
  /** What the region takes over of the first. */
  readonly entries: ReadonlyMap<string, Entry>
  readonly leaves: readonly SummedLeaf[]
  readonly balances: ReadonlyMap<string, Readonly<Record<Term, Float64Array>>>
  /** Indicators that it has, with their unit. */
  readonly indicators: ReadonlyMap<string, { readonly unit: string; readonly values: Float64Array }>
}

/** A leaf without its nodes, and their values. */
interface SummedLeaf {
  readonly leaf: Leaf
  readonly series: readonly Float64Array[]
}

const terms = ['production', 'imports', 'uses', 'demand', 'exports', 'flare', 'losses', 'unmet'] as const
type Term = (typeof terms)[number]

/** Nodes of a leaf. */
const nodesOf = (leaf: Leaf): readonly Ref[] =>
  leaf.kind === 'energy' ? [leaf.amount, leaf.calorific, leaf.equivalent] : [leaf.node]

/** What leaves of one county have in common that become one of the region. */
const keyOf = (leaf: Leaf): string => {
  const { kind, sector } = leaf
  const rest =
    leaf.kind === 'emission'
      ? [leaf.commodity, leaf.species, leaf.scope, leaf.given, leaf.method]
      : leaf.kind === 'energy'
        ? [leaf.commodity, leaf.use, leaf.feedstock, leaf.given]
        : leaf.kind === 'cost'
          ? [leaf.component, leaf.commodity]
          : []
  return JSON.stringify([kind, sector, ...rest])
}

/** What a region looks at of a county that was run. */
type Opened = Pick<Ran, 'opened' | 'analysed' | 'trajectories'>

/** The ways of a single scenario (case.ts), which a region goes too. */
interface Pipeline {
  /** Runs the scenario of a county. */
  readonly runCounty: (path: string) => Promise<Opened | undefined>
  readonly analyse: (
    model: Model,
    first: (built: Built) => ReadonlyMap<string, Ref | undefined>,
  ) => Promise<Ran['analysed']>
}

/**
 * How a series that comes from the counties stands in the plan of the region. `source` names it: a leaf of a county (by what it
 * is of), an indicator or a term of a balance of all of them.
 */
export type Lay = (g: Graph, values: Float64Array, source: string) => Ref

/** As fixed numbers: a run knows nothing else. */
const asTable: Lay = (g, values) => g.table([...values])

const source = (...words: readonly (string | number)[]): string => JSON.stringify(words)

/** The counties of a region that was run, in the order of their ids, in which they are summed. */
export interface RanRegion extends Ran {
  readonly counties: readonly { readonly id: string; readonly path: string }[]
}

/** Which node of a county's plan gives a series that a region takes from it; undefined where the county has none. */
export function sourceNodes({ leaves, g, balance }: Built, figures: Figures, county: string) {
  const commodities = new Set(leaves.flatMap((leaf) => ('commodity' in leaf ? [leaf.commodity] : [])))
  return (name: string): Ref | undefined => {
    const [kind, of, what, part] = JSON.parse(name) as [string, string, string, number]
    if (kind === 'indicator') return figures.indicators.get(of)?.node
    if (kind === 'balance') return commodities.has(of) ? balance(of)[what as Term] : undefined
    if (of !== county && of !== together) return undefined
    const own = leaves.filter((leaf) => keyOf(leaf) === what)
    return own.length === 0 ? undefined : g.sum(own.map((leaf) => nodesOf(leaf)[part]!))
  }
}

/** Stands for all counties where their leaves are added up: no county is called so. */
const together = ''

/** Whether a region asks of a part of a figure (`co2.total.of.east`): then it matters which county a leaf is of. */
function asksOfParts(tree: Tree): boolean {
  if (tree.kind === 'scalar') return tree.text.includes('.of.')
  if (tree.kind === 'list') return tree.items.some(asksOfParts)
  if (tree.kind === 'layers') return asksOfParts(tree.base) || asksOfParts(tree.over)
  return [...tree.entries.values()].some(({ value }) => asksOfParts(value))
}

/**
 * Leaves of all counties, those of one kind added up. A study that asks of no county by itself needs no others, and a province has some
 * hundred of them a county.
 */
function leavesTogether(counties: readonly County[]): readonly SummedLeaf[] {
  const sums = new Map<string, SummedLeaf>()
  for (const { leaves } of counties)
    for (const one of leaves) {
      const key = keyOf(one.leaf)
      const sum = sums.get(key)
      if (!sum) sums.set(key, { leaf: one.leaf, series: one.series.map((values) => values.slice()) })
      else for (const [i, values] of one.series.entries()) add(sum.series[i]!, values)
    }
  return [...sums.values()]
}

/** Runs the counties of a region, each by itself, and judges what they come to together. */
export async function runRegion(
  path: string,
  session: Session,
  options: ScenarioOptions,
  { runCounty, analyse }: Pipeline,
  lay: Lay = asTable,
): Promise<RanRegion | undefined> {
  const before = session.diagnostics.length
  const document = await readKind(session, path, ['region'], session.diagnose)
  if (!document || failed(session, before)) return undefined
  refuseChanges(document, options, session)
  const counties = await countiesOf(document, session, runCounty)
  if (failed(session, before) || !counties) return undefined
  const [first] = counties as readonly [County, ...County[]]
  for (const county of counties.slice(1)) compareConventions(first, county, session)
  if (failed(session, before)) return undefined
  const opened = caseOf(document, counties)
  const bare = resolveModel(opened, vocabulary, session.diagnose)
  if (!bare) return undefined
  const model = modelOf(bare, counties)
  const partial = partialIndicators(counties, document, session)
  const balances: Balance[] = []
  const compiled = await analyse(model, (built) => {
    const leaves = built.leaves as Leaf[]
    const owners =
      lay !== asTable && !asksOfParts(document.tree)
        ? [{ id: together, leaves: leavesTogether(counties) }]
        : counties
    for (const { id, leaves: own } of owners)
      for (const one of own)
        leaves.push(
          leafOf(one, id, (values, part) => lay(built.g, values, source('leaf', id, keyOf(one.leaf), part))),
        )
    balances.push(
      ...balancesOf(counties, (values, of, term) => lay(built.g, values, source('balance', of, term))),
    )
    return indicatorsOf(counties, partial, (values, id) => lay(built.g, values, source('indicator', id)))
  })
  if (failed(session, before)) return undefined
  const analysed = { ...compiled, balances }
  const trajectories = runPlan(analysed, session.diagnose)
  if (failed(session, before)) return undefined
  sayOfTrade(counties, model, document, session)
  const names = new Map(counties.map(({ id, title }) => [id, title] as const))
  const places = counties.map(({ id, file }) => ({ id, path: file }))
  return {
    opened,
    analysed,
    trajectories,
    summary: summarise(analysed, trajectories),
    names,
    counties: places,
  }
}

/** A region is what its counties are (E0983). */
function refuseChanges(document: Document, options: ScenarioOptions, session: Session): void {
  for (const option of ['with', 'set'] as const)
    if ((options[option]?.length ?? 0) > 0)
      session.diagnose('E0983', document.tree.at, { option: `--${option}` })
}

async function countiesOf(
  document: Document,
  session: Session,
  runCounty: (path: string) => Promise<Opened | undefined>,
): Promise<readonly County[] | undefined> {
  const references = referencesUnder(document.tree, 'counties')
  if (references.length === 0) {
    session.diagnose('E0982', document.tree.entries.get('counties')?.value.at ?? document.tree.at, {})
    return undefined
  }
  const counties: County[] = []
  const seen = new Map<string, string>()
  const reading = forgetting(session)
  for (const reference of references) {
    const path = session.project.resolveReference('extends', reference)
    if (path === undefined) continue
    const ran = await reading(() => runCounty(path))
    if (!ran) continue
    const county = keep(ran, reference.at, path, session.project.shown(path))
    const other = seen.get(county.id)
    if (other !== undefined)
      session.diagnose('E0981', reference.at, { county: county.id, path: county.path, other })
    seen.set(county.id, county.path)
    counties.push(county)
  }
  // Sums in the order of ids: the order of the list changes no bit.
  return counties.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Reads county after county and forgets the files that only one of them reads: a province has a hundred. What a second county reads
 * as well (a library) stays, and so does a file of which something was said, whose text is shown.
 */
export function forgetting(session: Session): <T>(read: () => Promise<T>) => Promise<T> {
  const times = new Map<string, number>()
  return async (read) => {
    const { project, diagnostics } = session
    const known = new Set(project.read().map(({ path }) => path))
    const found = await read()
    const said = new Set(diagnostics.map(({ at }) => at.file))
    for (const { path, file } of [...project.read()]) {
      if (known.has(path)) continue
      const time = (times.get(path) ?? 0) + 1
      times.set(path, time)
      if (time === 1 && !said.has(file)) project.forget(path)
    }
    return found
  }
}

/** What is kept of a run. */
function keep({ analysed, trajectories, opened }: Opened, at: Span, file: string, path: string): County {
  const { model, figures, leaves, balances } = analysed
  const { horizon, prices, gwp, electricity, sectors, commodities, species, costs } = model
  const length = horizon.to - horizon.base + 1
  const series = (node: Ref): Float64Array => {
    const values = trajectories.value(node)
    return values.length === length ? values : new Float64Array(length).fill(values[0]!)
  }
  const sums = new Map<string, { leaf: Leaf; series: Float64Array[] }>()
  for (const leaf of leaves) {
    const key = keyOf(leaf)
    const own = nodesOf(leaf).map(series)
    const sum = sums.get(key)
    if (!sum) sums.set(key, { leaf, series: own.map((values) => values.slice()) })
    else for (const [i, values] of own.entries()) add(sum.series[i]!, values)
  }
  return {
    id: model.county.id,
    title: model.county.title,
    path,
    file,
    at,
    model: { horizon, prices, gwp, electricity, sectors, commodities, species, ...(costs ? { costs } : {}) },
    files: opened.files,
    entries: new Map(
      takenOver.flatMap((key) => {
        const entry = opened.tree.entries.get(key)
        return entry ? [[key, entry] as const] : []
      }),
    ),
    leaves: [...sums.values()],
    balances: new Map(
      balances.map((balance) => [
        balance.commodity,
        Object.fromEntries(terms.map((term) => [term, series(balance[term])])) as Record<Term, Float64Array>,
      ]),
    ),
    indicators: new Map(
      [...figures.indicators].map(([id, { unit, node }]) => [id, { unit, values: series(node).slice() }]),
    ),
  }
}

function add(sum: Float64Array, values: Float64Array): void {
  for (let t = 0; t < sum.length; t++) sum[t]! += values[t]!
}

const conventions = {
  years: { zh: '年份', en: 'the horizon' },
  prices: { zh: '价格年', en: 'the price year' },
  gwp: { zh: '增温潜势', en: 'the set of warming potentials' },
  electricity: { zh: '电力折标口径', en: 'the convention of electricity' },
} satisfies Record<string, Text>

/** Figures by other conventions do not add up (E0980). */
function compareConventions(first: County, county: County, session: Session): void {
  const of = ({ horizon, prices, gwp, electricity }: Told) => ({
    years: `${horizon.base}–${horizon.to}`,
    prices,
    gwp,
    electricity,
  })
  const [expected, found] = [of(first.model), of(county.model)]
  for (const key of ['years', 'prices', 'gwp', 'electricity'] as const)
    if (expected[key] !== found[key])
      session.diagnose('E0980', county.at, {
        county: county.id,
        what: conventions[key].en,
        'what.zh': conventions[key].zh,
        found: found[key],
        first: first.id,
        expected: expected[key],
      } as { county: string; what: string; found: string; first: string; expected: string })
}

/** Keys that a region takes over of its first county. */
const takenOver = ['horizon', 'prices', 'gwp', 'boundary', 'species', 'plans', 'sources'] as const

/** The region as an effective scenario without any facility: its own targets, conventions of its first county, species of all. */
function caseOf(document: Document, counties: readonly County[]): Case {
  const { tree } = document
  const [first] = counties as readonly [County, ...County[]]
  const entries = new Map<string, Entry>(first.entries)
  const empty: Tree = { kind: 'map', at: tree.at, entries: new Map() }
  entries.set('sectors', { key: tree.at, value: empty })
  for (const [key, entry] of tree.entries) {
    const known = entries.get(key)?.value
    if (key === 'counties') continue
    // Sources and plans of the region stand beside those of its counties.
    if (known?.kind === 'map' && entry.value.kind === 'map')
      entries.set(key, {
        ...entry,
        value: { ...known, entries: new Map([...known.entries, ...entry.value.entries]) },
      })
    else entries.set(key, entry)
  }
  const kind = entries.get('kind')!
  if (kind.value.kind === 'scalar')
    entries.set('kind', { ...kind, value: { ...kind.value, text: 'scenario', value: 'scenario' } })
  const files = new Map<string, string>()
  for (const county of counties) for (const { file, sha256 } of county.files) files.set(file, sha256)
  const { file, sha256 } = document.source
  files.set(file, sha256)
  const whole: MapTree = { ...tree, entries }
  const id = tree.entries.get('id')?.value
  return {
    tree: whole,
    file: document.file,
    files: [...files].map(([name, hash]) => ({ file: name, sha256: hash })),
    county: { id: id?.kind === 'scalar' ? id.text : '', tree },
    own: new Set([document.file]),
  }
}

/** Names of what leaves speak of, and conventions that no key of the region says. */
function modelOf(bare: Model, counties: readonly County[]): Model {
  const union = <T>(of: (model: Told) => ReadonlyMap<string, T>) => {
    const found = new Map<string, T>()
    for (const { model } of counties)
      for (const [id, value] of of(model)) if (!found.has(id)) found.set(id, value)
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  const [{ model: first }] = counties as readonly [County, ...County[]]
  const costed = counties.every(
    ({ model }) => model.costs?.['discount-rate'].value === first.costs?.['discount-rate'].value,
  )
  return {
    ...bare,
    horizon: {
      ...bare.horizon,
      observedTo: Math.min(...counties.map(({ model }) => model.horizon.observedTo)),
    },
    electricity: first.electricity,
    sectors: union(({ sectors }) => sectors),
    commodities: new Map([...union(({ commodities }) => commodities)].map(([id, one]) => [id, stated(one)])),
    species: union(({ species }) => species),
    measures: new Map(),
    ...(costed && first.costs ? { costs: stated(first.costs) } : {}),
  }
}

/**
 * Without what is an expression: it reads drivers of its own county, and what follows from it stands in the leaves already.
 * Of commodities and costs a region needs no more than names and conventions.
 */
function stated<T extends object>(entity: T): T {
  const kept = Object.entries(entity).filter(
    ([, value]) => (value as { kind?: unknown } | undefined)?.kind !== 'expression',
  )
  return Object.fromEntries(kept) as T
}

/** Indicators that only some counties have: their sum would be that of some counties, so there is none (W0980). */
function partialIndicators(
  counties: readonly County[],
  document: Document,
  session: Session,
): ReadonlySet<string> {
  const all = new Set(counties.flatMap(({ indicators }) => [...indicators.keys()]))
  const partial = new Set<string>()
  for (const id of all) {
    const without = counties.filter(({ indicators }) => !indicators.has(id)).map((county) => county.id)
    if (without.length === 0) continue
    partial.add(id)
    const more = without.length > 3 ? ` … (${without.length})` : ''
    session.diagnose('W0980', document.tree.entries.get('counties')!.key, {
      id,
      county: without.slice(0, 3).join(', ') + more,
    })
  }
  return partial
}

/**
 * Sums of what counties have. They are not built from the leaves again: not every indicator is a sum of leaves (`energy.controlled` takes off
 * what each county has added). A figure per something is none of them: it is built from the sums (its unit has a `/`).
 */
function indicatorsOf(
  counties: readonly County[],
  partial: ReadonlySet<string>,
  series: (values: Float64Array, id: string) => Ref,
): ReadonlyMap<string, Ref | undefined> {
  const ready = new Map<string, Ref | undefined>()
  for (const id of partial) ready.set(id, undefined)
  const [first] = counties as readonly [County, ...County[]]
  for (const [id, { unit, values }] of first.indicators) {
    if (partial.has(id) || unit.includes('/')) continue
    const sum = values.slice()
    for (const county of counties.slice(1)) add(sum, county.indicators.get(id)!.values)
    ready.set(id, series(sum, id))
  }
  return ready
}

/** How much of purchased power and heat may count twice, since counties buy from each other as from anybody (W0981). */
function sayOfTrade(counties: readonly County[], model: Model, document: Document, session: Session): void {
  const sells = counties.some(({ balances }) =>
    ['electricity', 'heat', 'steam'].some((id) => balances.get(id)?.exports.some((amount) => amount > 0)),
  )
  if (!sells || counties.length < 2) return
  const { base, observedTo } = model.horizon
  const t = observedTo - base
  const amount = counties.reduce(
    (sum, { indicators }) => sum + Math.max(0, indicators.get('co2.indirect')?.values[t] ?? 0),
    0,
  )
  if (amount === 0) return
  session.diagnose('W0981', document.tree.entries.get('counties')!.key, {
    year: observedTo,
    amount: `${rounded(Number(amount.toPrecision(4)))} tCO2`,
  })
}

/** A leaf of the region: what a county has of one kind, as a table. */
function leafOf(
  { leaf, series }: SummedLeaf,
  county: string,
  lay: (values: Float64Array, part: number) => Ref,
): Leaf {
  const [first, second, third] = series.map(lay)
  if (leaf.kind === 'energy')
    return { ...leaf, actor: county, amount: first!, calorific: second!, equivalent: third! }
  if (leaf.kind === 'emission') {
    const { basis: _, ...rest } = leaf
    return { ...rest, actor: county, node: first! }
  }
  return { ...leaf, actor: county, node: first! }
}

/** Balances of all counties, term by term: what they sell and buy, among themselves and outside. */
function balancesOf(
  counties: readonly County[],
  series: (values: Float64Array, commodity: string, term: Term) => Ref,
): readonly Balance[] {
  const sums = new Map<string, Record<Term, Float64Array>>()
  for (const { balances } of counties)
    for (const [commodity, balance] of balances) {
      const sum = sums.get(commodity)
      if (!sum)
        sums.set(
          commodity,
          Object.fromEntries(terms.map((term) => [term, balance[term].slice()])) as Record<
            Term,
            Float64Array
          >,
        )
      else for (const term of terms) add(sum[term], balance[term])
    }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([commodity, sum]) => ({
      commodity,
      ...(Object.fromEntries(terms.map((term) => [term, series(sum[term], commodity, term)])) as Record<
        Term,
        Ref
      >),
    }))
}
