import { collector } from '../../diagnostics/diagnostic.ts'
import { digestOf, type Listed, listInputs } from '../../input/listing.ts'
import type { Ran } from '../case.ts'
import type { Session } from '../session.ts'
import { approvedPath, fileOf, holdAgainst, inputsPath, readApproved, readList } from './approved.ts'
import type { Finding } from './finding.ts'
import { type InputsFile, writeInputs } from './inputs-file.ts'
import { keyOf, writeApproved } from './key-figures.ts'

/** A file to be written, in this order: whatever is cut off between two of them, what stands there fits together. */
export interface Writing {
  readonly path: string
  /** As shown. */
  readonly file: string
  readonly content: string
}

/** What approving would change, county by county. */
export class Approvals {
  readonly #reason: string
  readonly #counties = new Map<string, County>()

  constructor(reason: string) {
    this.#reason = reason
  }

  /** Takes a run up; the answer is how it differs from what was approved so far, for the reader to see before it is written. */
  async take(ran: Ran, session: Session): Promise<readonly Finding[]> {
    // What is damaged is about to be replaced; a file of a newer program is not for this one to replace.
    const scratch = collector()
    const quiet: Session = { ...session, diagnose: scratch.diagnose, diagnostics: scratch.diagnostics }
    const { findings } = await holdAgainst(ran, quiet)
    for (const { code, at, args } of scratch.diagnostics)
      if (code === 'E0721') session.diagnose(code, at, args as never)
    const old = await readApproved(ran, quiet)
    const listed = listInputs(ran.opened.tree)
    const digest = digestOf(listed)
    const path = inputsPath(ran, session)
    const county: County = this.#counties.get(path) ?? {
      list: readList(ran, quiet),
      file: session.project.shown(path),
      added: new Map(),
      writings: [],
    }
    this.#counties.set(path, county)
    county.added.set(digest, { id: ran.analysed.model.id, listed })
    const approvedFile = approvedPath(ran, session)
    const same =
      old &&
      findings.length === 0 &&
      old.file.inputs.text === digest &&
      old.file.scenario.text === fileOf(ran, session)
    if (!same)
      county.writings.push({
        path: approvedFile,
        file: session.project.shown(approvedFile),
        content: writeApproved(ran, keyOf(ran), {
          file: fileOf(ran, session),
          inputs: digest,
          reason: this.#reason,
          old: old?.file,
        }),
      })
    return findings
  }

  /**
   * The files to write. The list of inputs goes first with what is old and new in it, then the approved results, then the
   * list without what nobody needs any more.
   */
  writings(): readonly Writing[] {
    return [...this.#counties].flatMap(([path, { list, file, added, writings }]) => {
      if (writings.length === 0) return []
      const taken = new Set([...added.values()].map(({ id }) => id))
      const both = writeInputs(list, added, () => true)
      const lean = writeInputs(list, added, (digest, id) => added.has(digest) || !taken.has(id))
      return [
        { path, file, content: both },
        ...writings,
        ...(lean === both ? [] : [{ path, file, content: lean }]),
      ]
    })
  }
}

interface County {
  readonly list: InputsFile | undefined
  readonly file: string
  readonly added: Map<string, { readonly id: string; readonly listed: readonly Listed[] }>
  readonly writings: Writing[]
}
