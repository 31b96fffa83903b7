import { type Code, codes } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../diagnostics/nearest.ts'
import type { Span } from '../../diagnostics/span.ts'
import { bind } from '../../input/bind.ts'
import { readKind } from '../../input/scenario.ts'
import type { Tree } from '../../model/tree.ts'
import { type Waiver, waivers } from '../../model/waivers.ts'
import type { Waived } from '../../report/check/check-report.ts'
import type { Desk, Session } from '../session.ts'
import type { Finding } from './finding.ts'

/** Where waivers are looked for when none are named. */
export const waiversFile = 'waivers.yaml'

/** Which file of waivers counts, and the day by which they are judged. */
export interface WaiverOptions {
  /** Path of the file; `waivers.yaml` of the project, if there is one, where it is absent. */
  readonly file?: string
  /** YYYY-MM-DD. */
  readonly today: string
}

const kinds = ['target', 'expectation', 'test', 'approved'] as const

/** What was found, less what is waived. */
export interface Waiving {
  readonly findings: readonly Finding[]
  readonly waived: ReadonlyMap<Diagnostic, Waived>
}

/**
 * Applies waivers to warnings and findings. Errors cannot be waived (E0733). One that has ended (W0734) or covers nothing in
 * a file that was looked at (W0735) is said, and what it covered stands.
 */
export async function waive(
  findings: readonly Finding[],
  desk: Desk,
  files: readonly string[],
  path: string,
  options: WaiverOptions,
): Promise<Waiving> {
  const none: Waiving = { findings, waived: new Map() }
  const session = await desk.at(options.file ?? path)
  const file = options.file ?? `${session.project.root}/${waiversFile}`
  if (options.file === undefined && !session.project.there(file)) return none
  const before = desk.diagnostics.length
  const document = await readKind(session, file, ['waivers'], session.diagnose)
  const bound = document && bind(document.tree, waivers, () => {})
  const wrong = desk.diagnostics.slice(before).some(({ code }) => codes[code].severity === 'error')
  if (!bound || wrong) return none
  const found = [...desk.diagnostics]
  const waived = new Map<Diagnostic, Waived>()
  let open = [...findings]
  for (const [id, one] of Object.entries(bound.waivers)) {
    const what = meant(one, session)
    if (what === undefined) continue
    if (one.until.text < options.today) {
      session.diagnose('W0734', one.until.at, { id, until: one.until.text })
      continue
    }
    const grounds: Waived = { reason: one.reason.text, owner: one.owner.text, until: one.until.text }
    let used = false
    for (const diagnostic of found) {
      if (diagnostic.code !== what || diagnostic.at.file !== one.path.text) continue
      if (one.about && !(await within(diagnostic.at, one.about.text, session))) continue
      waived.set(diagnostic, grounds)
      used = true
    }
    open = open.map((finding) => {
      const about = one.about?.text
      const same = finding.kind === what && finding.file === one.path.text
      if (!same || (about !== undefined && about !== finding.id)) return finding
      used = true
      return { ...finding, waived: grounds }
    })
    const there = session.project.there(`${session.project.root}/${inside(one.path.text, session)}`)
    if (!used && (!there || files.includes(one.path.text)))
      session.diagnose('W0735', one.code.at, { id, code: one.code.text, path: one.path.text })
  }
  return { findings: open, waived }
}

/** A shown path within the project. */
function inside(shown: string, { project }: Session): string {
  return shown.startsWith(project.prefix) ? shown.slice(project.prefix.length) : shown
}

/** The code or the kind of finding that a waiver means; undefined and said where there is none that can be waived. */
function meant({ code }: Waiver, session: Session): Code | (typeof kinds)[number] | undefined {
  const kind = kinds.find((candidate) => candidate === code.text)
  if (kind) return kind
  const all = Object.keys(codes) as Code[]
  const found = all.find((candidate) => candidate === code.text || codes[candidate].slug === code.text)
  if (!found) {
    const warnings = all.filter((candidate) => codes[candidate].severity === 'warning')
    const words = [...kinds, ...warnings, ...warnings.map((candidate) => codes[candidate].slug)]
    const near = nearest(code.text, words) ?? ''
    session.diagnose('E0730', code.at, { found: code.text, nearest: near })
    return undefined
  }
  if (codes[found].severity === 'warning') return found
  session.diagnose('E0733', code.at, { code: found })
  return undefined
}

/** Whether a place lies in an entity of its file: on the path or under it. */
async function within(at: Span, path: string, session: Session): Promise<boolean> {
  const shown = at.file
  const { project } = session
  const source =
    project.read().find(({ file }) => file === shown) ??
    (await project.readFileTree(`${project.root}/${inside(shown, session)}`))
  let here: Tree | undefined = source?.tree
  const keys: string[] = []
  while (here?.kind === 'map') {
    let next: [string, Tree] | undefined
    for (const [key, entry] of here.entries)
      if (
        entry.key.file === shown &&
        entry.key.start <= at.start &&
        at.start < Math.max(entry.value.at.end, entry.key.end)
      )
        next = [key, entry.value]
    if (!next) break
    keys.push(next[0])
    here = next[1]
  }
  const found = keys.join('.')
  return found === path || found.startsWith(`${path}.`)
}
