/**
 * Tries a mutant in memory: the files of the repository as they are, one of them with another text, and the real `check` on it.
 * What did not change (texts, trees, the library as a whole) is read once for all mutants.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { vi } from 'vitest'
import type { Code } from '../../src/diagnostics/codes.ts'
import { codes } from '../../src/diagnostics/codes.ts'
import type { Diagnose } from '../../src/diagnostics/diagnostic.ts'
import { position } from '../../src/diagnostics/position.ts'
import type { Files, FilesOptions, SourceFile } from '../../src/input/files.ts'
import type { Shipped } from '../../src/input/shipped.ts'
import type { Ran } from '../../src/pipeline/case.ts'
import { repository } from '../county.ts'
import type { Mutant, Source } from './grammar.ts'

const root = resolve(repository)

/** What all trials share, and the text that one of them changes. */
const layer = {
  changed: new Map<string, string>(),
  sources: new Map<string, SourceFile>(),
  library: undefined as ReturnType<Shipped['library']>,
  ran: new Map<string, Ran>(),
}

vi.mock('../../src/input/load.ts', async (original) => {
  const real = await original<typeof import('../../src/input/load.ts')>()
  const openFiles = (path: string, diagnose: Diagnose, options: FilesOptions = {}): Files => {
    const files = real.openFiles(path, diagnose, { ...options, prefix: '' })
    const changed = new Map<string, Promise<SourceFile | undefined>>()
    // Whatever is not said here is the real one's.
    const own: Partial<Files> = {
      stamp: () => 'stamp',
      sourceText: (file) =>
        layer.changed.get(join(root, file)) ??
        layer.sources.get(join(root, file))?.text ??
        files.sourceText(file),
      readFileTree(file, at) {
        const place = resolve(file)
        const text = layer.changed.get(place)
        if (text !== undefined) {
          const reading = changed.get(place) ?? readChanged(place, text, diagnose)
          changed.set(place, reading)
          return reading
        }
        const known = layer.sources.get(place)
        if (known) return Promise.resolve(known)
        return files.readFileTree(file, at).then((source) => {
          if (source?.tree) layer.sources.set(place, source)
          return source
        })
      },
    }
    return Object.assign(Object.create(files), own) as Files
  }
  return { ...real, openFiles }
})

vi.mock('../../src/input/shipped.ts', () => ({
  shippedTrees: (): Shipped => ({
    tree: () => undefined,
    expression: () => undefined,
    // With a changed library file the program goes the slower way, file by file, as it does after an edit.
    library: () => ([...layer.changed.keys()].some(isLibrary) ? undefined : layer.library),
  }),
}))

vi.mock('../../src/pipeline/case.ts', async (original) => {
  const real = await original<typeof import('../../src/pipeline/case.ts')>()
  const runOpened: typeof real.runOpened = async (opened, session, ask) => {
    const ran = await real.runOpened(opened, session, ask)
    // The first run of a file is the scenario as it is; its tests come after.
    if (ran && !layer.ran.has(opened.file)) layer.ran.set(opened.file, ran)
    return ran
  }
  return { ...real, runOpened }
})

async function readChanged(path: string, text: string, diagnose: Diagnose): Promise<SourceFile | undefined> {
  const { readText } = await import('../../src/input/document.ts')
  const { spreadProvenance } = await import('../../src/input/provenance.ts')
  const file = relative(root, path)
  const document = readText(text, file, diagnose)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const tree = document && spreadProvenance(document)
  return {
    file,
    path,
    bytes: text.length,
    sha256,
    text,
    tables: [],
    shipped: false,
    ...(tree ? { tree } : {}),
  }
}

function isLibrary(path: string): boolean {
  return relative(root, path).startsWith('baselines/library/')
}

/** The files that may be mutated, by group; a process only where some shipped scenario uses it. */
export function sources(): readonly Source[] {
  const under = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && entry.name.endsWith('.yaml') ? [`${folder}/${entry.name}`] : [],
    )
  const read = (group: string) => (file: string) => ({
    group,
    file,
    text: readFileSync(join(root, file), 'utf8'),
  })
  const scenarios = counties.flatMap((county) => under(`scenarios/${county}`).map(read('scenario')))
  const baselines = under('baselines').map(read('baseline'))
  const processes = under('baselines/library/processes').map(read('process'))
  const library = under('baselines/library')
    .filter((file) => /(?:commodities|electricity|measures)[^/]*$/.test(file))
    .map(read('library'))
  return [...scenarios, ...baselines, ...processes, ...library].filter(
    ({ file }) => judgesOf(file).length > 0,
  )
}

const counties = readdirSync(join(root, 'scenarios'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'schema')
  .map(({ name }) => name)

const judges = new Map<string, readonly string[]>()

/**
 * The scenarios whose result a file is judged by: a scenario by itself, a baseline by the reference of its county, a process by
 * the references that use it (else by one scenario that does), the rest of the library by all references.
 */
function judgesOf(file: string): readonly string[] {
  const known = judges.get(file)
  if (known) return known
  const found = findJudges(file)
  judges.set(file, found)
  return found
}

function findJudges(file: string): readonly string[] {
  const reference = (county: string) => `scenarios/${county}/reference.yaml`
  if (file.startsWith('scenarios/')) return [file]
  if (!file.startsWith('baselines/library/')) {
    const county = /\/([^/]+)\.yaml$/.exec(file)![1]!
    return counties.includes(county) ? [reference(county)] : []
  }
  const process = /processes\/([^/]+)\.yaml$/.exec(file)?.[1]
  if (process === undefined) return counties.map(reference)
  const ids = [...textOf(file).matchAll(/^ {2}([\p{L}\p{N}_-]+):$/gmu)].map(([, id]) => id!)
  const uses = (path: string) =>
    ids.some((id) => new RegExp(`(?<![\\p{L}\\p{N}_-])${id}(?![\\p{L}\\p{N}_-])`, 'u').test(textOf(path)))
  const using = counties.filter((county) => uses(`baselines/${county}.yaml`) || uses(reference(county)))
  if (using.length > 0) return using.map(reference)
  const others = counties.flatMap((county) =>
    readdirSync(join(root, 'scenarios', county), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => `scenarios/${county}/${name}`),
  )
  return others.filter(uses).slice(0, 1)
}

const texts = new Map<string, string>()
function textOf(file: string): string {
  const known = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
  texts.set(file, known)
  return known
}

/** What became of a mutant. */
export interface Trial {
  readonly mutant: Mutant
  readonly judges: readonly string[]
  /** `same`: no figure moved, so it does not count. */
  readonly outcome: 'caught' | 'escaped' | 'same'
  /** Codes of errors and warnings with a place that the unmutated files do not give. */
  readonly codes: readonly Code[]
  /** Verdicts that turned out otherwise than expected: findings of `check`. */
  readonly findings: number
  /** The indicator that moved most, as a ratio, where it still runs. */
  readonly moved?: string
}

interface Outcome {
  readonly codes: readonly Code[]
  readonly findings: number
  readonly figures: ReadonlyMap<string, readonly number[]> | undefined
}

async function outcomeOf(paths: readonly string[], judges: readonly string[]): Promise<Outcome> {
  const { check } = await import('../../src/index.ts')
  layer.ran.clear()
  const checked = await check(paths.map((path) => join(root, path)))
  const placed = checked.diagnostics.filter(({ code, at }) => {
    const text = checked.sourceText(at.file)
    return codes[code].severity !== 'info' && text !== undefined && position(text, at.start).line >= 1
  })
  const figures = new Map<string, readonly number[]>()
  // With an error there is no result: `run` refuses the scenario.
  let complete = placed.every(({ code }) => codes[code].severity !== 'error')
  for (const judge of judges) {
    const ran = layer.ran.get(judge)
    if (!ran) complete = false
    for (const { column, values } of ran?.summary.indicators ?? [])
      figures.set(`${judge} ${column.id}`, [...values])
    for (const { target, verdict } of ran?.summary.verdicts ?? [])
      figures.set(`${judge} target ${target.id}`, [verdict.met ? 1 : 0])
  }
  return {
    codes: [...new Set(placed.map(({ code }) => code))].sort(),
    findings: checked.findings.length,
    figures: complete ? figures : undefined,
  }
}

const unmutated = new Map<string, Promise<Outcome>>()

/** Reads and runs everything once, so that trials share it. */
export async function prepareTrials(): Promise<void> {
  const { collector } = await import('../../src/diagnostics/diagnostic.ts')
  const { openFiles } = await import('../../src/input/load.ts')
  const { mergeLibraries, readKind } = await import('../../src/input/scenario.ts')
  const { diagnose, diagnostics } = collector()
  const files = openFiles(root, diagnose, { root })
  const documents = []
  for (const path of files.findFiles(join(root, 'baselines', 'library'))) {
    const read = await readKind({ project: files, shipped: files }, path, ['library'], diagnose)
    if (read) documents.push(read)
  }
  if (diagnostics.length > 0) throw new Error(`the library is not clean: ${JSON.stringify(diagnostics[0])}`)
  layer.library = { tree: mergeLibraries(documents, diagnose), files: documents.map(({ source }) => source) }
}

/** The real `check` on the changed file and the scenarios it is judged by. */
export async function attempt(mutant: Mutant): Promise<Trial> {
  const own = judgesOf(mutant.file)
  const paths = [...new Set([mutant.file, ...own])]
  const key = paths.join(' ')
  layer.changed.clear()
  const before = unmutated.get(key) ?? outcomeOf(paths, own)
  unmutated.set(key, before)
  const clean = await before
  // A harness that compares nothing would call every mutant caught or escaped as it likes.
  if (!clean.figures || clean.figures.size === 0)
    throw new Error(`${key} does not run unchanged: ${clean.codes}`)
  layer.changed.set(join(root, mutant.file), mutant.text)
  const now = await outcomeOf(paths, own)
  layer.changed.clear()
  const fresh = now.codes.filter((code) => !clean.codes.includes(code))
  const moved = now.figures && difference(clean.figures!, now.figures)
  const findings = Math.max(0, now.findings - clean.findings)
  const outcome = now.figures && moved === undefined ? 'same' : fresh.length > 0 ? 'caught' : 'escaped'
  return { mutant, judges: own, outcome, codes: fresh, findings, ...(moved ? { moved } : {}) }
}

/** The figure that differs most by more than 1e-9 of its size. */
function difference(
  before: ReadonlyMap<string, readonly number[]>,
  now: ReadonlyMap<string, readonly number[]>,
): string | undefined {
  let most = 1e-9
  let found: string | undefined
  for (const id of new Set([...before.keys(), ...now.keys()])) {
    const a = before.get(id) ?? []
    const b = now.get(id) ?? []
    const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs))
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const apart = Math.abs((a[i] ?? 0) - (b[i] ?? 0))
      if (scale > 0 && apart / scale > most) {
        most = apart / scale
        found = `${id}[${i}] ${(a[i] ?? 0).toPrecision(4)} -> ${(b[i] ?? 0).toPrecision(4)}`
      }
    }
  }
  return found
}
