import { collector } from '../../diagnostics/diagnostic.ts'
import { position } from '../../diagnostics/position.ts'
import type { Span } from '../../diagnostics/span.ts'
import {
  type Difference,
  differences,
  type Listed,
  named,
  readListed,
  withEntity,
} from '../../input/listing.ts'
import { valueAt } from '../../input/set.ts'
import { rounded } from '../../report/assemble.ts'
import type { ChangedInput } from '../../report/check/check-report.ts'
import { type Ran, runOpened } from '../case.ts'
import { loadedFrom, type Session } from '../session.ts'
import { figureIn, type Key, keyOf, type Move } from './key-figures.ts'

/** A changed input, its place, and the key figures with it alone put back. */
export type Cause = ChangedInput & { readonly at: Span; readonly back?: Key }

/** At most so many changed entities are put back, one run each; the others are named without their effect. */
const mostRuns = 12

/** Which inputs changed since, and what of the figure that moved most goes away when each is put back alone. */
export async function causesOf(
  ran: Ran,
  session: Session,
  old: ReadonlyMap<string, string>,
  listed: readonly Listed[],
  worst: Move | undefined,
): Promise<readonly Cause[]> {
  const now = new Map(listed.map((one) => [one.path, one]))
  const paths = [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .filter((path) => old.get(path) !== now.get(path)?.text)
  const causes: Cause[] = []
  const idle: Cause[] = []
  const key = JSON.stringify(plainly(keyOf(ran)))
  const scratch = collector()
  const quiet: Session = { ...session, diagnose: scratch.diagnose, diagnostics: scratch.diagnostics }
  for (const [i, path] of paths.entries()) {
    const text = old.get(path)
    const was = text === undefined ? undefined : await readListed(text, 'inputs.json', scratch.diagnose)
    const is = valueAt(ran.opened.tree, path)
    const rows = differences(path, was, now.has(path) ? is : undefined)
    const place = now.get(path)?.at ?? ran.analysed.model.at
    const before = was && named(was, is, path.split('.').at(-1)!)
    const back = i < mostRuns ? await putBack(ran, quiet, path, before) : undefined
    const value = back && worst ? figureIn(back, worst) : undefined
    // What changes no figure that was approved is no cause of a difference, though it is an input.
    const into = back && JSON.stringify(plainly(back)) === key ? idle : causes
    const { indicator, year, unit } = worst ?? {}
    const effect =
      worst && value !== undefined
        ? { effect: { indicator: indicator!, year: year!, unit: unit!, change: rounded(worst.now - value) } }
        : {}
    for (const [first, row] of rows.entries())
      into.push({ ...causeOf(row, place, session), ...(first === 0 && back ? { back, ...effect } : {}) })
  }
  // Where none of them alone moves anything, it is some of them together.
  return (causes.length > 0 ? causes : idle).sort(
    (a, b) => Math.abs(b.effect?.change ?? 0) - Math.abs(a.effect?.change ?? 0),
  )
}

const plainly = ({ peak, verdicts, figures }: Key) => [
  peak,
  [...verdicts],
  [...figures].map(([id, { all, values }]) => [id, all, [...values]]),
]

function causeOf(row: Difference, place: Span, session: Session): Cause {
  const at = row.at ?? place
  const text = loadedFrom(session).sourceText(at.file)
  return {
    path: row.path,
    before: cutText(row.before),
    after: cutText(row.after),
    file: at.file,
    line: text === undefined ? 1 : position(text, at.start).line,
    at,
  }
}

/** The beginning of a text that may be long. */
export const cutText = (text: string, most = 200): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** The key figures with one entity as it was; undefined where that cannot be run. */
async function putBack(
  ran: Ran,
  quiet: Session,
  path: string,
  was: ReturnType<typeof named> | undefined,
): Promise<Key | undefined> {
  const back = await runOpened({ ...ran.opened, tree: withEntity(ran.opened.tree, path, was) }, quiet)
  return back && keyOf(back)
}
