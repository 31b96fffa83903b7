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

/** A collector of diagnostics, with the function that stages are handed. What is said again word for word counts once. */
export function collector(): { readonly diagnostics: Diagnostic[]; readonly diagnose: Diagnose } {
  const diagnostics: Diagnostic[] = []
  const kinds = new Map<string, { readonly unlike: Set<string>; over: boolean }>()
  const diagnose: Diagnose = (code, at, args, related) => {
    const name = `${code} ${at.file}`
    const kind = kinds.get(name) ?? { unlike: new Set(), over: false }
    kinds.set(name, kind)
    const words = JSON.stringify([at.start, at.end, args])
    if (kind.unlike.has(words) || kind.unlike.size < mostAlike) {
      kind.unlike.add(words)
      diagnostics.push(related ? { code, at, args, related } : { code, at, args })
    } else if (!kind.over) {
      kind.over = true
      diagnostics.push({ code: 'E0125', at, args: { code, limit: mostAlike } satisfies Args<'E0125'> })
    }
  }
  return { diagnostics, diagnose }
}

/** What was said while something was made, so that whoever is handed the thing again hears it again. */
export interface Recording {
  /** Hands on and keeps. */
  readonly say: Diagnose
  /** Says all of it once more. */
  again(diagnose: Diagnose): void
  readonly silent: boolean
}

/** Listens to what is said through it. */
export function recording(diagnose: Diagnose): Recording {
  const said: Diagnostic[] = []
  return {
    say: (code, at, args, related) => {
      said.push(related ? { code, at, args, related } : { code, at, args })
      diagnose(code, at, args, related)
    },
    again: (other) => {
      for (const { code, at, args, related } of said) other(code, at, args as never, related)
    },
    get silent() {
      return said.length === 0
    },
  }
}
