import { codes } from '../diagnostics/codes.ts'
import type { Args } from '../diagnostics/diagnostic.ts'
import { collector, type Diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { position } from '../diagnostics/position.ts'
import type { Span } from '../diagnostics/span.ts'
import { type Look, Witness } from '../disk/witness.ts'
import { openFiles } from '../input/load.ts'
import { projectRoot, repositoryPrefix, shippedRoot } from '../input/root.ts'
import type { Places } from '../input/scenario.ts'
import { shippedTrees } from '../input/shipped.ts'
import { Plans } from './plans.ts'

/** What every call hands back: what was wrong, and the texts that the positions refer to. */
export interface Loaded {
  readonly diagnostics: readonly Diagnostic[]
  sourceText(file: string): string | undefined
  /** Every look at the disk so far, which the answer rests on; undefined where it cannot be told. */
  rests?(): readonly Look[] | undefined
}

/** Options of every call that takes a scenario. */
export interface ScenarioOptions {
  /** Overlays to lay over the scenario, in order. */
  readonly with?: readonly string[]
  /** `path=value` assignments, in order. */
  readonly set?: readonly string[]
}

export interface Session extends Places {
  readonly diagnose: Diagnose
  readonly diagnostics: Diagnostic[]
  /** The parsed form of an expression of a shipped file. */
  parsed(text: string): unknown
  /** What was compiled lately: scenarios of one structure share their plan. */
  readonly plans: Plans
  /** What was seen of the disk. */
  readonly witness: Witness
}

/** `prefix` stands before the path of every file of the user's. */
export async function openSession(
  path: string,
  shared = collector(),
  prefix = '',
  witness = new Witness(),
): Promise<Session> {
  const { diagnostics, diagnose: collect } = shared
  // A number of any dimension is held against its commodity late, when its text is no longer at hand: if it has no unit at
  // all, the message is that of every other number without unit.
  const diagnose: Diagnose = (code, at, args, related) => {
    const place = code === 'E0204' ? bareNumber(at) : undefined
    if (place === undefined) collect(code, at, args, related)
    else {
      const found = textAt(place)!
      collect('E0205', place, { found, example: `${found} ${(args as Args<'E0204'>).expected}` }, related)
    }
  }
  const textAt = (at: Span) =>
    (project.sourceText(at.file) ?? shipped.sourceText(at.file))?.slice(at.start, at.end).trim()
  /** Where a number without unit stands: the place itself, or the first point of a series in braces. */
  const bareNumber = (at: Span): Span | undefined => {
    const text = textAt(at)
    if (text === undefined) return undefined
    if (/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(text)) return at
    const point = /^\{\s*\d{4}:\s*([+-]?\d[\d.]*)(?=\s*[,}])/.exec(text)
    if (!point) return undefined
    const start = at.start + point[0].length - point[1]!.length
    return { file: at.file, start, end: start + point[1]!.length }
  }
  const made = shippedTrees()
  const precompiled = made.tree
  const root = shippedRoot()
  const project = openFiles(path, diagnose, { precompiled, prefix, witness })
  const shipped =
    project.root === root
      ? project
      : openFiles(root, diagnose, { root, prefix: 'builtin:', precompiled, witness })
  return {
    ...{ project, shipped, library: made.library, diagnose, diagnostics },
    ...{ parsed: made.expression, plans: new Plans(), witness },
  }
}

export function loadedFrom(session: Session): Loaded {
  return {
    diagnostics: session.diagnostics,
    sourceText: (file) => session.project.sourceText(file) ?? session.shipped.sourceText(file),
    rests: () => session.witness.looks(),
  }
}

/** Where a span lies, as a result tells it. */
export function lineOf(span: Span, session: Session): { readonly file: string; readonly line: number } {
  const text = loadedFrom(session).sourceText(span.file)
  return { file: span.file, line: text === undefined ? 1 : position(text, span.start).line }
}

/** The sessions of one call: a project each, one list of diagnostics. Files of several projects may be named in one call. */
export class Desk implements Loaded {
  readonly #shared = collector()
  readonly #sessions = new Map<string, Session>()
  readonly #lent = new Map<string, string>()
  readonly #fromRepository: boolean
  /** What all of it was seen to be. */
  readonly witness = new Witness()

  /** @param fromRepository Files are shown by their path in the repository, of which a project may be a folder. */
  constructor({ fromRepository = false } = {}) {
    this.#fromRepository = fromRepository
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#shared.diagnostics
  }

  async at(path: string): Promise<Session> {
    const root = projectRoot(path, this.witness)
    const known = this.#sessions.get(root)
    if (known) return known
    const prefix = this.#fromRepository ? repositoryPrefix(root, this.witness) : ''
    const session = await openSession(path, this.#shared, prefix, this.witness)
    this.#sessions.set(root, session)
    return session
  }

  /** Says what another desk found. */
  tell({ code, at, args, related }: Diagnostic): void {
    this.#shared.diagnose(code, at, args as never, related)
  }

  /** Texts that another desk read. */
  lend(texts: ReadonlyMap<string, string>): void {
    for (const [file, text] of texts) this.#lent.set(file, text)
  }

  sourceText(file: string): string | undefined {
    const lent = this.#lent.get(file)
    if (lent !== undefined) return lent
    for (const session of this.#sessions.values()) {
      const text = loadedFrom(session).sourceText(file)
      if (text !== undefined) return text
    }
    return undefined
  }

  rests(): readonly Look[] | undefined {
    return this.witness.looks()
  }

  /** What a call hands back of it. */
  loaded(): Loaded {
    return {
      diagnostics: this.diagnostics,
      sourceText: (file) => this.sourceText(file),
      rests: () => this.rests(),
    }
  }
}

export function failed(session: Session, since = 0): boolean {
  return session.diagnostics.slice(since).some((diagnostic) => codes[diagnostic.code].severity === 'error')
}
