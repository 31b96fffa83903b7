import { projectRoot } from '../../input/root.ts'
import { readKind } from '../../input/scenario.ts'
import { documents, type Kind } from '../../model/documents.ts'
import type { Result } from '../../report/result.ts'
import { run } from '../run.ts'
import { readResults } from '../saved.ts'
import type { Desk, Session } from '../session.ts'
import { version } from '../vocabulary.ts'

/** Figures are told with 12 digits; the same work on another machine gives the same ones. */
const same = 1e-11

/**
 * Checks a saved result: its shape (E0810 to E0812), then whether the files that it names still stand as they were and still
 * give it. A figure that differs although nothing went in that is different was changed by hand or by a failing disk (E0127).
 * Where an input has changed (W0128), or cannot be found, or another version wrote it (W0129), nothing was compared: a
 * warning, for a check that compared nothing is no pass.
 */
export async function checkSaved(path: string, session: Session, desk: Desk): Promise<void> {
  const text = session.project.readSaved(path)
  if (text === undefined) return
  const shown = session.project.shown(path)
  const saved = readResults([shown], () => ({ text }))
  for (const { code, at, args, related } of saved.diagnostics)
    session.diagnose(code, at, args as never, related)
  for (const result of saved.results) await verify(result, { path, shown, text }, session, desk)
}

interface Place {
  readonly path: string
  readonly shown: string
  readonly text: string
}

async function verify(result: Result, place: Place, session: Session, desk: Desk): Promise<void> {
  const at = { file: place.shown, start: 0, end: 0 }
  const { id } = result.scenario
  const unverified = (reason: 'other-version' | 'inputs-gone') =>
    session.diagnose('W0129', at, { id, reason })
  if (result.generator.version !== version) {
    unverified('other-version')
    return
  }
  const project = await projectOf(result, place.path, desk)
  if (!project) {
    unverified('inputs-gone')
    return
  }
  const { files, root } = project
  for (const { path, sha256 } of result.scenario.files) {
    const now = await sourceOf(path, files, root)
    if (now === undefined || now !== sha256) {
      session.diagnose('W0128', at, { id, path })
      return
    }
  }
  const kinds = await Promise.all(
    result.scenario.files
      .filter(({ path }) => !path.startsWith('builtin:') && /\.ya?ml$/.test(path))
      .map(async ({ path }) => ({ path: `${root}/${path}`, kind: await kindOf(`${root}/${path}`, files) })),
  )
  const scenario = kinds.findLast(({ kind }) => kind === 'scenario')
  if (!scenario) {
    unverified('inputs-gone')
    return
  }
  const overlays = kinds.filter(({ kind }) => kind === 'overlay').map(({ path }) => path)
  const again = await run([scenario.path], {
    with: overlays,
    ...(result.scenario.set ? { set: result.scenario.set } : {}),
  })
  const fresh = again.results[0]
  const difference = fresh
    ? differenceOf(result, fresh)
    : { path: 'indicators', saved: 'figures', found: 'no result' }
  if (difference)
    session.diagnose('E0127', { ...at, ...spotOf(place.text, difference.path) }, { id, ...difference })
}

/** The project that holds the files of a result: its own folder's, else the one that the program was started in. */
async function projectOf(result: Result, path: string, desk: Desk) {
  const first = result.scenario.files.find(({ path }) => !path.startsWith('builtin:'))
  if (!first) return undefined
  for (const start of [path, '.']) {
    const root = projectRoot(start, desk.witness)
    const files = await desk.at(start === '.' ? root : path)
    if (files.project.there(`${root}/${first.path}`)) return { root, files }
  }
  return undefined
}

/** The hash of an input as it stands now. */
async function sourceOf(path: string, session: Session, root: string): Promise<string | undefined> {
  if (path.startsWith('builtin:')) {
    const inner = `${session.shipped.root}/${path.slice('builtin:'.length)}`
    return (await session.shipped.readFileTree(inner))?.sha256
  }
  const full = `${root}/${path}`
  if (!session.project.there(full)) return undefined
  if (!/\.ya?ml$/.test(path)) return hashOfTable(full, session)
  return (await session.project.readFileTree(full))?.sha256
}

/** Tables are read with the document that names them; here only their bytes count. */
function hashOfTable(path: string, session: Session): string | undefined {
  return session.project.read().find((source) => source.path === path)?.sha256
}

async function kindOf(path: string, session: Session): Promise<string | undefined> {
  return (await readKind(session, path, Object.keys(documents) as Kind[], () => undefined))?.kind
}

interface Difference {
  readonly path: string
  readonly saved: string
  readonly found: string
}

/** The first figure or word of a saved result that a run does not give. What a run tells only when asked is not looked for. */
function differenceOf(saved: Result, fresh: Result): Difference | undefined {
  const cut = Object.keys(saved.indicators['co2.total']?.values ?? {}).length
  const whole = cut === Object.keys(fresh.indicators['co2.total']?.values ?? {}).length
  const parts = ['indicators', 'peak', 'neutrality', 'targets', 'projects', 'horizon', 'conventions'] as const
  for (const part of whole ? ([...parts, 'tables', 'ledgers', 'evidence'] as const) : parts) {
    const found = differs(saved[part], fresh[part], part)
    if (found) return found
  }
  return undefined
}

function differs(saved: unknown, fresh: unknown, path: string): Difference | undefined {
  if (typeof saved === 'number' && typeof fresh === 'number') {
    const near = Math.abs(saved - fresh) <= same * Math.max(Math.abs(saved), Math.abs(fresh))
    return near ? undefined : { path, saved: String(saved), found: String(fresh) }
  }
  if (typeof saved !== 'object' || saved === null || typeof fresh !== 'object' || fresh === null)
    return saved === fresh
      ? undefined
      : { path, saved: String(saved).slice(0, 60), found: String(fresh).slice(0, 60) }
  for (const [key, value] of Object.entries(saved)) {
    const found = differs(value, (fresh as Record<string, unknown>)[key], `${path}.${key}`)
    if (found) return found
  }
  return undefined
}

/** Where a path of keys stands in a text of JSON: each key after the one before it. */
function spotOf(text: string, path: string): { readonly start: number; readonly end: number } {
  let start = 0
  let end = 0
  // Ids hold dots themselves: the longest run of parts that is a key wins.
  const parts = path.split('.')
  for (let i = 0; i < parts.length; ) {
    let taken = 1
    for (let length = parts.length - i; length >= 1; length--) {
      const key = JSON.stringify(parts.slice(i, i + length).join('.'))
      const at = text.indexOf(`${key}:`, end)
      if (at < 0) continue
      start = at
      end = at + key.length
      taken = length
      break
    }
    i += taken
  }
  return { start, end }
}
