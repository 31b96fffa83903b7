import type { Span } from '../../diagnostics/span.ts'
import { bind } from '../../input/bind.ts'
import { digestOf, listInputs } from '../../input/listing.ts'
import { type Document, readKind } from '../../input/scenario.ts'
import { type Approved, approved as approvedShape } from '../../model/approved.ts'
import type { ChangedInput, MovedFigure } from '../../report/check/check-report.ts'
import type { Ran } from '../case.ts'
import type { Session } from '../session.ts'
import { causesOf } from './causes.ts'
import type { Finding } from './finding.ts'
import { type InputsFile, listingOf, readInputs } from './inputs-file.ts'
import { allOf, compare, keyOf, type Move, weight } from './key-figures.ts'
import { findingsOf } from './moved-findings.ts'

/** Where approved results of a scenario live. */
export const approvedFolder = 'baselines/approved'

/** Where the approved results of a run are to be found. */
export function approvedPath(ran: Ran, session: Session): string {
  const { county, id } = ran.analysed.model
  return `${session.project.root}/${approvedFolder}/${county.id}/${id}.yaml`
}

/** The list of inputs beside it. */
export function inputsPath(ran: Ran, session: Session): string {
  return `${session.project.root}/${approvedFolder}/${ran.analysed.model.county.id}/inputs.json`
}

/** The scenario's file within its project, wherever the project lies in a repository. */
export function fileOf(ran: Ran, session: Session): string {
  return ran.opened.file.slice(session.project.prefix.length)
}

/** What a run is held against, and what it is now. */
export interface Held {
  readonly findings: readonly Finding[]
  readonly compared: number
  readonly moved: readonly MovedFigure[]
  readonly causes: readonly ChangedInput[]
}

const nothing: Held = { findings: [], compared: 0, moved: [], causes: [] }

/** The approved file of a scenario, read; undefined where there is none or it cannot be used (said, then). */
export async function readApproved(
  ran: Ran,
  session: Session,
): Promise<{ readonly file: Approved; readonly at: Span } | undefined> {
  const path = approvedPath(ran, session)
  if (!session.project.there(path)) return undefined
  const document = await readKind(session, path, ['approved'], session.diagnose)
  const file = document && bind(document.tree, approvedShape, () => {})
  return file ? { file, at: document.tree.at } : undefined
}

/** The list of inputs of a county; undefined where there is none. A damaged one is said (E0720). */
export function readList(ran: Ran, session: Session): InputsFile | undefined {
  const path = inputsPath(ran, session)
  const shown = session.project.shown(path)
  const at = { file: shown, start: 0, end: 0 }
  if (!session.project.there(path)) return undefined
  const text = session.project.readPlain(path)
  const read = text === undefined ? undefined : listIn(text)
  if (!read) return undefined
  if (!('reason' in read)) return read
  session.diagnose('E0720', at, { path: shown, reason: read.reason })
  return undefined
}

/** The list that was read last: the scenarios of a county share theirs, and come one after the other. */
let last: { readonly text: string; readonly read: ReturnType<typeof readInputs> } | undefined

function listIn(text: string): ReturnType<typeof readInputs> {
  if (last?.text !== text) last = { text, read: readInputs(text) }
  return last.read
}

/** Holds a run against its approved results. */
export async function holdAgainst(ran: Ran, session: Session): Promise<Held> {
  const { model } = ran.analysed
  const path = approvedPath(ran, session)
  const shown = session.project.shown(path)
  const before = session.diagnostics.length
  const list = readList(ran, session)
  if (session.diagnostics.length > before) return nothing
  if (!session.project.there(path)) {
    const once = Object.values(list?.listings ?? {}).some(({ id }) => id === model.id)
    if (once) session.diagnose('E0722', model.at, { id: model.id, path: shown })
    else if (list) session.diagnose('W0724', model.at, { id: model.id })
    return nothing
  }
  const found = await readApproved(ran, session)
  if (!found) return nothing
  const { file } = found
  if (file.id.id !== model.id || file.scenario.text !== fileOf(ran, session)) {
    session.diagnose('E0723', file.scenario.at, {
      found: `${file.id.id}, ${file.scenario.text}`,
      expected: `${model.id}, ${fileOf(ran, session)}`,
    })
    return nothing
  }
  const listing = list && listingOf(list, file.inputs.text)
  if (!listing) {
    const where = session.project.shown(inputsPath(ran, session))
    session.diagnose('E0720', file.inputs.at, {
      path: where,
      reason: list ? file.inputs.text.slice(0, 20) : 'ENOENT',
    })
    return nothing
  }
  const moves = compare(file, keyOf(ran))
  if (moves.moved.length === 0 && moves.verdicts.length === 0) return { ...nothing, compared: moves.compared }
  const listed = listInputs(ran.opened.tree)
  const worst = moves.moved.reduce<Move | undefined>(
    (most, one) => (most && weight(most) >= weight(one) ? most : one),
    undefined,
  )
  const causes =
    digestOf(listed) === file.inputs.text ? [] : await causesOf(ran, session, listing, listed, worst)
  const findings = findingsOf(ran, file, moves, causes)
  return {
    findings,
    compared: moves.compared,
    moved: moves.moved.flatMap(({ at: _, ...move }) => (move.year === allOf ? [] : [move])),
    causes: causes.map(({ at: _, back: __, effect, ...cause }) =>
      effect && effect.year !== allOf ? { ...cause, effect } : cause,
    ),
  }
}

/** Approved results that stand for a scenario which is no more (W0725). */
export function checkApproved(document: Document, session: Session): void {
  const scenario = document.tree.entries.get('scenario')?.value
  if (scenario?.kind !== 'scalar') return
  const there = session.project.there(`${session.project.root}/${scenario.text}`)
  if (!there) session.diagnose('W0725', scenario.at, { path: scenario.text })
}
