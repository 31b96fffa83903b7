import type { Code, codes } from './codes.ts'
import type { Span } from './span.ts'

/** The names in braces of a message: `'expected {a}, found {b}'` asks for `a` and `b`. */
type Names<S extends string> = S extends `${string}{${infer K}}${infer R}` ? K | Names<R> : never

/** The arguments that the message of a code asks for, read from the message itself. */
export type Args<C extends Code> = Readonly<Record<Names<(typeof codes)[C]['en']>, string | number>>

/** Something that went wrong, or that the user should know, and where. */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C
  readonly at: Span
  readonly related?: readonly Span[]
  readonly args: Readonly<Record<string, string | number>>
}

/** How a stage tells the user something: it is handed down, everything is collected, nothing is printed here. */
export type Diagnose = <C extends Code>(code: C, at: Span, args: Args<C>, related?: readonly Span[]) => void

/** So many diagnostics of one code are kept of one file; the next says that there are more (E0125), the rest are dropped. */
export const mostAlike = 200

/** A collector of diagnostics, with the function that stages are handed. */
export function collector(): { readonly diagnostics: Diagnostic[]; readonly diagnose: Diagnose } {
  const diagnostics: Diagnostic[] = []
  const counts = new Map<string, number>()
  const diagnose: Diagnose = (code, at, args, related) => {
    const kind = `${code} ${at.file}`
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (count <= mostAlike) diagnostics.push(related ? { code, at, args, related } : { code, at, args })
    else if (count === mostAlike + 1)
      diagnostics.push({ code: 'E0125', at, args: { code, limit: mostAlike } satisfies Args<'E0125'> })
  }
  return { diagnostics, diagnose }
}
