import { type Diagnose, type Recording, recording } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import { documents, effective, type Kind } from '../model/documents.ts'
import type { Entry, MapTree, Scalar } from '../model/tree.ts'
import { mostNodes, nodesIn, withinAmounts } from './amounts.ts'
import { bind, isAtomicIn, withoutNulls } from './bind.ts'
import { extendsOrder, type Link, mergeTrees, referencesUnder, repeatableKeys } from './extend.ts'
import type { Files, SourceFile } from './files.ts'
import { laidOnce } from './laid.ts'
import { applySets } from './set.ts'

/** An effective scenario as a tree: every file laid over the other, each value with its place and trail. */
export interface Case {
  readonly tree: MapTree
  readonly file: string
  /** Every file that went in, in the order in which they were merged. */
  readonly files: readonly Pick<SourceFile, 'file' | 'sha256'>[]
  readonly county: { readonly id: string; readonly tree: MapTree }
  /** Files of the county itself, as shown: baseline, scenarios and overlays, without libraries and policies. */
  readonly own: ReadonlySet<string>
  /** The tests that the scenario's own file writes. */
  readonly tests?: MapTree
  /** The scenario that this one names to be held against, as a path. */
  readonly reference?: string
}

/** Where the shipped library lives. */
export const libraryFolder = 'baselines/library'

/** Every file of the shipped library laid over the other. */
export interface WholeLibrary {
  readonly tree: MapTree
  readonly files: readonly { readonly file: string; readonly sha256: string }[]
}

/** The project of the user and what ships with the program. */
export interface Places {
  /** The shipped library as one tree, where its files are those that the program was built with. */
  readonly library?: (stamp: string, prefix: string) => WholeLibrary | undefined
  readonly project: Files
  readonly shipped: Files
}

/** What the files of one scenario hold together: each may be as large as a file may be, but not all of them (E0831). */
class Budget {
  readonly diagnose: Diagnose
  nodes = 0
  spent = false

  constructor(diagnose: Diagnose) {
    this.diagnose = diagnose
  }

  /** Counts a document in; false, and said once at the reference that led to it, where it is too much. */
  take({ tree, file, source }: Document, at: Span): boolean {
    if (this.spent) return false
    if (!source.shipped) this.nodes += nodesIn(tree)
    this.spent = this.nodes > mostNodes
    if (this.spent) this.diagnose('E0831', at, { file, found: this.nodes, limit: mostNodes })
    return !this.spent
  }
}

/** Keys that describe a file: they come from the scenario itself, never from what it builds on. */
const own = new Set(['kind', 'id', 'title', 'about', 'source', 'grade', 'note', 'defaults'])
const ownOfScenario = new Set([
  ...own,
  'baseline',
  'extends',
  'reference',
  'for',
  'libraries',
  'scope',
  'tests',
])

const isAtomic = isAtomicIn(effective)

/**
 * Libraries → policies → baseline → extends … → scenario → overlays → `--set`, later wins (format.md property 2). Each file
 * is held against the shape of its kind first, so that every mistake of every file is said. Undefined when something that
 * is needed cannot be had.
 */
export async function openCase(
  path: string,
  places: Places,
  diagnose: Diagnose,
  options: { readonly with?: readonly string[]; readonly set?: readonly string[] } = {},
): Promise<Case | undefined> {
  const top = await readKind(places, path, ['scenario'], diagnose)
  if (!top) return undefined
  const budget = new Budget(diagnose)
  budget.take(top, top.tree.at)
  const chain = await extendsOrder(top, (link) => parentsOf(places, link, diagnose, budget), diagnose)
  const overlays: Document[] = []
  for (const overlay of options.with ?? []) {
    const read = await readKind(places, overlay, ['overlay'], diagnose)
    if (read && budget.take(read, read.tree.at)) overlays.push(read)
  }
  const layers = [...(chain as readonly Document[]), ...overlays]
  const baselineRef = lastOf(layers, 'baseline')
  if (!baselineRef) {
    diagnose('E0202', top.tree.at, { key: 'baseline' })
    return undefined
  }
  const baselinePath = pathOf(places, 'baseline', baselineRef)
  const baseline = baselinePath
    ? await readKind(places, baselinePath.path, ['baseline'], diagnose, baselineRef.at, baselinePath.files)
    : undefined
  if (!baseline || !budget.take(baseline, baselineRef.at)) return undefined
  const county = textUnder(baseline.tree, 'id') ?? ''
  for (const layer of layers) {
    const target = layer.tree.entries.get('for')?.value
    if (layer.kind === 'overlay' && target?.kind === 'scalar' && target.text !== county)
      diagnose('E0309', target.at, { for: target.text, found: county })
  }
  const libraries = await readLibraries(places, baseline, diagnose)
  const policies: Document[] = []
  for (const layer of layers)
    for (const reference of referencesUnder(layer.tree, 'policies')) {
      if (budget.spent) return undefined
      const found = pathOf(places, 'policy', reference)
      const read = found
        ? await readKind(places, found.path, ['policy'], diagnose, reference.at, found.files)
        : undefined
      if (read && !policies.some((known) => known.id === read.id) && budget.take(read, reference.at))
        policies.push(read)
    }
  let tree = mergeLibraries(libraries, diagnose)
  const merged: Document[] = [...libraries, ...policies, baseline]
  for (const document of [...policies, baseline]) tree = layUnder(tree, document, diagnose)
  for (const layer of layers) {
    const lay = (say: Diagnose) => mergeTrees(tree, without(layer.tree, ownOfScenario), isAtomic, say)
    // Nobody else builds on the scenario itself: its tree is not kept.
    tree = layer === top ? lay(diagnose) : laidOnce(tree, layer.tree, diagnose, lay)
    merged.push(layer)
  }
  tree = { ...tree, at: top.tree.at }
  tree = await applySets(tree, options.set ?? [], diagnose, isAtomic)
  const entries = new Map(tree.entries)
  for (const key of ['kind', 'id', 'title', 'about']) {
    const entry = top.tree.entries.get(key)
    if (entry) entries.set(key, entry)
  }
  const tests = top.tree.entries.get('tests')?.value
  const referenceRef = lastOf(layers, 'reference')
  const reference = referenceRef ? places.project.resolveReference('extends', referenceRef) : undefined
  return {
    tree: { ...tree, entries },
    file: top.file,
    files: merged.flatMap((document) => document.sources ?? [document.source]),
    county: { id: county, tree: baseline.tree },
    own: new Set([baseline, ...layers].map(({ file }) => file)),
    ...(tests?.kind === 'map' ? { tests } : {}),
    ...(reference && reference !== top.id ? { reference } : {}),
  }
}

/** A baseline with its libraries and nothing on top: to look up its references where no scenario uses it yet. */
export async function openBaseline(
  path: string,
  places: Places,
  diagnose: Diagnose,
): Promise<Case | undefined> {
  const baseline = await readKind(places, path, ['baseline'], diagnose)
  if (!baseline) return undefined
  const libraries = await readLibraries(places, baseline, diagnose)
  const tree = layUnder(mergeLibraries(libraries, diagnose), baseline, diagnose)
  const entries = new Map(tree.entries)
  for (const key of ['kind', 'id', 'title']) {
    const entry = baseline.tree.entries.get(key)
    if (entry) entries.set(key, entry)
  }
  const county = { id: textUnder(baseline.tree, 'id') ?? '', tree: baseline.tree }
  const own = new Set([baseline.file])
  return { tree: { ...tree, entries }, file: baseline.file, files: [baseline.source], county, own }
}

/** A document of a known kind, held against its shape. */
export interface Document extends Link {
  readonly kind: Kind
  readonly source: SourceFile
  /** The files that it stands for, where it is more than one. */
  readonly sources?: WholeLibrary['files']
}

/** Counties of a region that are named where one of them is wanted. */
const shownCounties = 3

/** Reads a file and holds it against the shape of its kind (E0995, E0211, E0306, E0312, and all of E02). */
export async function readKind(
  places: Places,
  path: string,
  wanted: readonly Kind[],
  diagnose: Diagnose,
  at?: Span,
  files: Files = places.project,
): Promise<Document | undefined> {
  const source = await files.readFileTree(path, at)
  const tree = source?.tree
  if (!source || !tree) return undefined
  const kindTree = tree.entries.get('kind')?.value
  const kind = kindTree?.kind === 'scalar' ? kindTree.text : undefined
  if (kind === undefined) {
    diagnose('E0202', { ...tree.at, end: tree.at.start }, { key: 'kind' })
    return undefined
  }
  if (!isKind(kind)) {
    diagnose('E0211', kindTree!.at, { found: kind, expected: Object.keys(documents).join(', '), nearest: '' })
    return undefined
  }
  if (!wanted.includes(kind)) {
    if (kind === 'region' && wanted.includes('scenario') && !at) {
      const counties = referencesUnder(tree, 'counties').map(({ text }) => text)
      const rest = counties.length > shownCounties ? ` … (${counties.length})` : ''
      diagnose('E0995', kindTree!.at, { found: counties.slice(0, shownCounties).join(', ') + rest })
    } else if (wanted.length === 1 && wanted[0] === 'scenario') diagnose('E0312', kindTree!.at, { kind })
    else
      diagnose('E0306', at ?? kindTree!.at, { path: source.file, found: kind, expected: wanted.join(' | ') })
    return undefined
  }
  // A file made from a tree that was checked when the program was built need not be checked again.
  if (!source.shipped) {
    if (!withinAmounts(tree, diagnose)) return undefined
    const known = checked.get(source)
    if (known) known.again(diagnose)
    else {
      const heard = recording(diagnose)
      checked.set(source, heard)
      bind(layered.has(kind) ? withoutNulls(tree) : tree, documents[kind].shape, heard.say)
    }
  }
  return { id: source.path, file: source.file, tree, kind, source }
}

/** Kinds that lie over or under another, where `null` removes. Elsewhere there is nothing to remove, and it is a mistake. */
const layered: ReadonlySet<Kind> = new Set(['library', 'policy', 'baseline', 'scenario', 'overlay'])

/** Files that were held against their shape in this process, with what there was to say. */
const checked = new WeakMap<SourceFile, Recording>()

function isKind(word: string): word is Kind {
  return Object.hasOwn(documents, word)
}

async function parentsOf(
  places: Places,
  link: Link,
  diagnose: Diagnose,
  budget: Budget,
): Promise<readonly { link: Document; at: Span }[]> {
  const parents: { link: Document; at: Span }[] = []
  for (const reference of referencesUnder(link.tree, 'extends')) {
    if (budget.spent) break
    const path = places.project.resolveReference('extends', reference)
    const document = path
      ? await readKind(places, path, ['scenario', 'overlay'], diagnose, reference.at)
      : undefined
    // A file that two others build on is counted twice: the limit is far off for whoever does so by hand.
    if (document && budget.take(document, reference.at)) parents.push({ link: document, at: reference.at })
  }
  return parents
}

/** Where a reference leads: into the project, or to what ships with the program where the project has no such file. */
function pathOf(
  places: Places,
  kind: 'baseline' | 'policy',
  reference: Scalar,
): { path: string; files: Files } | undefined {
  if (!places.project.has(kind, reference) && places.shipped.has(kind, reference)) {
    const path = places.shipped.resolveReference(kind, reference)
    return path ? { path, files: places.shipped } : undefined
  }
  const path = places.project.resolveReference(kind, reference)
  return path ? { path, files: places.project } : undefined
}

async function readLibraries(
  places: Places,
  baseline: Document,
  diagnose: Diagnose,
): Promise<readonly Document[]> {
  const documents: Document[] = []
  const add = async (files: Files, paths: readonly string[]) => {
    for (const path of paths) {
      const read = await readKind(places, path, ['library'], diagnose, undefined, files)
      if (read) documents.push(read)
    }
  }
  const references = referencesUnder(baseline.tree, 'libraries')
  if (!references.some((reference) => reference.text === 'none')) {
    const { shipped } = places
    const prefix = shipped === places.project ? '' : 'builtin:'
    const whole = places.library?.(shipped.stamp(libraryFolder), prefix)
    if (whole) {
      const file = libraryFolder
      const source = { file, path: file, bytes: 0, sha256: '', text: '', shipped: true, tables: [] }
      documents.push({ id: file, file, kind: 'library', tree: whole.tree, source, sources: whole.files })
    } else await add(shipped, shipped.findFiles(`${shipped.root}/${libraryFolder}`))
  }
  for (const reference of references) {
    if (reference.text === 'builtin' || reference.text === 'none') continue
    const path = places.project.resolveReference('library', reference)
    if (path) await add(places.project, places.project.findFiles(path, reference.at))
  }
  return documents
}

/** The shipped library alone, as one tree. */
export async function openShippedLibrary(places: Places, diagnose: Diagnose): Promise<MapTree> {
  const { shipped } = places
  const whole = places.library?.(shipped.stamp(libraryFolder), shipped === places.project ? '' : 'builtin:')
  if (whole) return whole.tree
  const libraries: Document[] = []
  for (const path of shipped.findFiles(`${shipped.root}/${libraryFolder}`)) {
    const read = await readKind(places, path, ['library'], diagnose, undefined, shipped)
    if (read) libraries.push(read)
  }
  return mergeLibraries(libraries, diagnose)
}

/** The shipped library with the shipped policies over it, as one tree: what can be looked up without a county. */
export async function openLibrary(places: Places, diagnose: Diagnose): Promise<MapTree | undefined> {
  const { shipped } = places
  const policies: Document[] = []
  for (const path of shipped.findFiles(`${shipped.root}/baselines/policies`)) {
    const read = await readKind(places, path, ['policy'], diagnose, undefined, shipped)
    if (read) policies.push(read)
  }
  let tree = await openShippedLibrary(places, diagnose)
  for (const policy of policies)
    tree = mergeTrees(tree, without(policy.tree, ownOfScenario), isAtomic, diagnose, { silent: true })
  return tree
}

/** A policy or a baseline over what stands below it: what a county says is no override. */
function layUnder(base: MapTree, { tree }: Document, diagnose: Diagnose): MapTree {
  return laidOnce(base, tree, diagnose, (say) =>
    mergeTrees(base, without(tree, ownOfScenario), isAtomic, say, { silent: true }),
  )
}

/** Nothing, for libraries to be laid over. */
const nothing = emptyTree({ file: libraryFolder, start: 0, end: 0 })

/** Libraries laid over each other, without what describes their files. */
export function mergeLibraries(documents: readonly Document[], diagnose: Diagnose): MapTree {
  let tree = nothing
  for (const document of documents) {
    const base = tree
    tree = laidOnce(base, document.tree, diagnose, (say) => layLibrary(base, document, say))
  }
  return tree
}

function layLibrary(base: MapTree, document: Document, diagnose: Diagnose): MapTree {
  const over = without(document.tree, ownOfScenario)
  // Laid together when the program was built.
  if (base === nothing && document.sources) return over
  const told = new Set<string>()
  // A standard value that an own library changes is said, once for each entry.
  const shadowed = (path: readonly string[], old: Entry, now: Entry) => {
    const entry = path.slice(0, 2).join('.')
    if (repeatableKeys.has(path[0]!) || told.has(entry)) return
    told.add(entry)
    diagnose('W0605', now.key, { path: entry, library: old.key.file })
  }
  const tree = mergeTrees(base, over, isAtomic, diagnose, { silent: true, shadowed })
  return base === nothing ? { ...tree, at: document.tree.at } : tree
}

function lastOf(layers: readonly Document[], key: string): Scalar | undefined {
  for (const layer of [...layers].reverse()) {
    const [reference] = referencesUnder(layer.tree, key)
    if (reference) return reference
  }
  return undefined
}

function textUnder(tree: MapTree, key: string): string | undefined {
  const value = tree.entries.get(key)?.value
  return value?.kind === 'scalar' ? value.text : undefined
}

function without(tree: MapTree, keys: ReadonlySet<string>): MapTree {
  return { ...tree, entries: new Map<string, Entry>([...tree.entries].filter(([key]) => !keys.has(key))) }
}

function emptyTree(at: Span): MapTree {
  return { kind: 'map', entries: new Map(), at }
}
