import { nearest } from '../diagnostics/nearest.ts'
import { position } from '../diagnostics/position.ts'
import { runPlan } from '../engine/run.ts'
import { blame } from '../input/extend.ts'
import { resolveModel } from '../input/resolve.ts'
import { type Case, openBaseline, openCase, readKind } from '../input/scenario.ts'
import type { MapTree, Tree } from '../model/tree.ts'
import { rounded } from '../report/assemble.ts'
import type { Text } from '../text/text.ts'
import { analyse } from './case.ts'
import { levelYear } from './run.ts'
import {
  failed,
  type Loaded,
  loadedFrom,
  openSession,
  type ScenarioOptions,
  type Session,
} from './session.ts'
import { isAtomic, vocabulary } from './vocabulary.ts'

/** One value of the effective scenario, with the place that set it and what it replaced. */
export interface EffectiveEntry {
  readonly path: string
  readonly text: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly source?: string
  readonly grade?: string
  /** Every source and grade under the value, first found first: the points of a series may differ. */
  readonly grounds: readonly Ground[]
  readonly replaced: readonly { readonly text: string; readonly file: string; readonly line: number }[]
  /** What would change if its numbers were wrong, one at a time; only where it was asked. */
  readonly effects?: readonly Effect[]
}

/** A source with its grade, and what the source is called. */
export interface Ground {
  readonly source?: string
  readonly grade?: string
  readonly title?: Text
}

/** What comes of one number at both ends of its range, or of the share that was tried. */
export interface Effect {
  readonly path: string
  readonly unit: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** Whether the file states the range; else it was moved by `trialShare`. */
  readonly stated: boolean
  readonly indicator: string
  readonly indicatorUnit: string
  readonly year: number
  readonly level: readonly [low: number, high: number]
  readonly peakYear: readonly [low: number, high: number]
}

/** Numbers without a range are tried with this share more and less when someone asks for their effect. */
export const trialShare = 0.1

/** Options of `resolve`. */
export interface ResolveOptions extends ScenarioOptions {
  /** Only what stands at this path or under it. */
  readonly at?: string
  /** Also run the scenario with each of these numbers moved. */
  readonly effect?: boolean
}

/** The effective scenario, value by value; a baseline alone stands for itself. */
export async function resolve(
  path: string,
  options: ResolveOptions = {},
): Promise<Loaded & { readonly entries: readonly EffectiveEntry[] }> {
  const session = await openSession(path)
  const loaded = loadedFrom(session)
  const opened = await openEither(path, session, options)
  if (!opened || failed(session)) return { ...loaded, entries: [] }
  const place = (at: { file: string; start: number }) => {
    const text = loaded.sourceText(at.file)
    return text === undefined ? { line: 1, column: 1 } : position(text, at.start)
  }
  const effects = options.effect ? await effectsOf(opened, session, options.at) : new Map<string, Effect[]>()
  const rows = blame(opened.tree, isAtomic)
  const wanted = (key: string) =>
    options.at === undefined || key === options.at || key.startsWith(`${options.at}.`)
  const inside = rows.filter((row) => wanted(row.path))
  // A number within a list or a path of years belongs to the entry that is told as a whole.
  const shown =
    inside.length > 0 ? inside : rows.filter((row) => options.at?.startsWith(`${row.path}.`) === true)
  const entries = shown.map((row): EffectiveEntry => {
    const grounds = groundsOf(opened.tree, row.path)
    const { source, grade } = grounds[0] ?? {}
    const moved = [...effects]
      .filter(([key]) => key === row.path || key.startsWith(`${row.path}.`))
      .flatMap(([, list]) => list)
    return {
      path: row.path,
      text: row.value,
      file: row.at.file,
      ...place(row.at),
      ...(source === undefined ? {} : { source }),
      ...(grade === undefined ? {} : { grade }),
      grounds,
      replaced: row.replaced.map((old) => ({ text: old.value, file: old.at.file, line: place(old.at).line })),
      ...(moved.length > 0 ? { effects: moved } : {}),
    }
  })
  if (entries.length === 0 && options.at !== undefined)
    session.diagnose(
      'E0308',
      { file: '--at', start: 0, end: 0 },
      {
        path: options.at,
        nearest: nearestPath(opened.tree, options.at),
      },
    )
  return { ...loaded, entries }
}

async function openEither(
  path: string,
  session: Session,
  options: ResolveOptions,
): Promise<Case | undefined> {
  const top = await readKind(session, path, ['scenario', 'baseline'], session.diagnose)
  if (top?.kind !== 'baseline') return openCase(path, session, session.diagnose, options)
  return openBaseline(path, session, session.diagnose)
}

/** Runs the scenario once for each end of each number at the path. */
async function effectsOf(
  opened: Case,
  session: Session,
  at: string | undefined,
): Promise<Map<string, Effect[]>> {
  const found = new Map<string, Effect[]>()
  const model = resolveModel(opened, vocabulary, session.diagnose)
  if (!model) return found
  const analysed = await analyse(model, session)
  if (failed(session)) return found
  runPlan(analysed, session.diagnose)
  if (failed(session)) return found
  const { influences } = await import('../study/assumptions.ts')
  const { rows, indicator, unit, year } = influences(analysed, levelYear, {
    ...(at === undefined ? {} : { at }),
    otherwise: trialShare,
  })
  for (const { path, unit: own, value, low, high, stated, level, peakYear } of rows)
    found.set(path, [
      {
        path,
        unit: own,
        value: rounded(value),
        low: rounded(low),
        high: rounded(high),
        stated,
        indicator,
        indicatorUnit: unit,
        year,
        level: [rounded(level[0]), rounded(level[1])],
        peakYear,
      },
    ])
  return found
}

/** Each pair of source and grade once, in the order of the scalars at a path. */
export function groundsOf(tree: MapTree, path: string): readonly Ground[] {
  const at = path
    .split('.')
    .reduce<Tree | undefined>(
      (here, key) => (here?.kind === 'map' ? here.entries.get(key)?.value : undefined),
      tree,
    )
  const sources = tree.entries.get('sources')?.value
  const found = new Map<string, Ground>()
  const add = (source: string | undefined, grade: string | undefined) => {
    if (source === undefined && grade === undefined) return
    const key = `${grade} ${source}`
    if (found.has(key)) return
    const entry =
      source !== undefined && sources?.kind === 'map' ? sources.entries.get(source)?.value : undefined
    const title = titleOf(entry)
    found.set(key, {
      ...(source === undefined ? {} : { source }),
      ...(grade === undefined ? {} : { grade }),
      ...(title ? { title } : {}),
    })
  }
  const visit = (value: Tree): void => {
    if (value.kind === 'scalar') add(value.source, value.grade)
    else if (value.kind === 'list') for (const item of value.items) visit(item)
    else if (value.kind === 'layers') {
      visit(value.base)
      visit(value.over)
    } else {
      // Written beside the value: what counts is said there, once.
      const own = (key: string) => {
        const word = value.entries.get(key)?.value
        return word?.kind === 'scalar' ? word.text : undefined
      }
      if (own('value') !== undefined && (own('source') ?? own('grade')) !== undefined) {
        const inner = value.entries.get('value')!.value
        const { source, grade } = inner.kind === 'scalar' ? inner : { source: undefined, grade: undefined }
        add(own('source') ?? source, own('grade') ?? grade)
      } else for (const [key, entry] of value.entries) if (!aside.has(key)) visit(entry.value)
    }
  }
  if (at) visit(at)
  return [...found.values()]
}

/** Keys beside a value that are no values. */
const aside: ReadonlySet<string> = new Set([
  'note',
  'name',
  'source',
  'grade',
  'range',
  'uncertain',
  'interpolate',
  'after',
  'before',
])

function titleOf(source: Tree | undefined): Text | undefined {
  const title = source?.kind === 'map' ? source.entries.get('title')?.value : undefined
  if (title?.kind === 'scalar') return { zh: title.text, en: title.text }
  if (title?.kind !== 'map') return undefined
  const word = (key: string) => {
    const value = title.entries.get(key)?.value
    return value?.kind === 'scalar' ? value.text : undefined
  }
  const zh = word('zh') ?? word('en')
  return zh === undefined ? undefined : { zh, en: word('en') ?? zh }
}

/** The longest part of a path that leads somewhere, and the nearest name after it. */
function nearestPath(tree: MapTree, path: string): string {
  let here: Tree | undefined = tree
  const done: string[] = []
  for (const key of path.split('.')) {
    if (here?.kind !== 'map') break
    const entry: Tree | undefined = here.entries.get(key)?.value
    if (!entry) {
      const found = nearest(key, [...here.entries.keys()])
      return [...done, ...(found === undefined ? [] : [found])].join('.')
    }
    done.push(key)
    here = entry
  }
  return done.join('.')
}
