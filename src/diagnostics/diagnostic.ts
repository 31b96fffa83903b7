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

/** A collector of diagnostics, with the function that stages are handed. */
export function collector(): { readonly diagnostics: Diagnostic[]; readonly diagnose: Diagnose } {
  const diagnostics: Diagnostic[] = []
  const diagnose: Diagnose = (code, at, args, related) => {
    diagnostics.push(related ? { code, at, args, related } : { code, at, args })
  }
  return { diagnostics, diagnose }
}
