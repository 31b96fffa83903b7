import type { Look } from '../disk/witness.ts'
import type { Language, Text } from '../text/text.ts'
import type { ExitCode } from './exit-code.ts'

/** The functions of the package that the verbs use; loaded only when a verb needs them. */
export type FrontDoor = Pick<
  typeof import('../index.ts'),
  | 'run'
  | 'check'
  | 'mend'
  | 'errorsIn'
  | 'admit'
  | 'screen'
  | 'compare'
  | 'decompose'
  | 'ensemble'
  | 'merge'
  | 'sensitivity'
  | 'discover'
  | 'explain'
  | 'calibrate'
  | 'resolve'
  | 'importBooks'
  | 'schema'
  | 'readResults'
  | 'described'
  | 'version'
>

/** All that a verb knows of the world. */
export interface Context {
  readonly language: Language
  /** Whether stdout is coloured. */
  readonly colour: boolean
  readonly ascii: boolean
  /** Columns of the terminal; 80 on a pipe. */
  readonly width: number
  readonly quiet: boolean
  readonly verbose: boolean
  /** Whether a machine runs this, whose changes nobody sees (`CI`). */
  readonly ci: boolean
  /** The day, YYYY-MM-DD: SOURCE_DATE_EPOCH where it is set, else the clock. For what ends on a date; never for results. */
  readonly today: string
  /** Says what the answer rests on, so that it can be kept for the next time; undefined: on something that cannot be told. */
  rests(on: readonly Look[] | undefined): void
  /** Whether somebody watches both streams: hints are for people only. */
  readonly watched: boolean
  /** Writes a line over the one before, for people who wait; undefined where stderr is no terminal, or under `--quiet`. */
  readonly progress: ((line: string) => void) | undefined
  door(): Promise<FrontDoor>
  /** The answer, on stdout. */
  answer(content: string | Uint8Array): Promise<void>
  /** Talk on stderr; nothing under `--quiet`. */
  note(text: string): Promise<void>
  /** What must be heard, on stderr. */
  complain(text: string): Promise<void>
}

/** The values of options by their long names in camel case, as commander hands them over. */
export type Values = Readonly<Record<string, unknown>>

export interface Argument {
  /** As commander writes it: `<scenario...>`, `[kind]`. */
  readonly name: string
  readonly about: Text
}

export interface Option {
  /** As commander writes it: `--years <from..to>`. */
  readonly flags: string
  readonly about: Text
  /** May be given several times; the values come as a list. */
  readonly repeatable?: boolean
  /** The only values that are right; the first is the default. */
  readonly choices?: readonly string[]
  /** What stands where none of the choices is named depends on the files; else it is the first. */
  readonly undecided?: true
}

/** A verb is one file: what it is for, what it takes, what it does. */
export interface Verb {
  readonly summary: Text
  readonly arguments: readonly Argument[]
  readonly options: readonly Option[]
  /** Commands that work on the shipped county. */
  readonly examples: readonly string[]
  act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode>
}

/** A command that cannot be understood: exit 64 with its sentence. */
export class UsageError extends Error {
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.name = 'UsageError'
    this.text = text
  }
}

/** Fill the names in braces of a text, in both languages alike. */
export function fillText(text: Text, args: Readonly<Record<string, string | number>>): Text {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
  return { zh: fill(text.zh), en: fill(text.en) }
}
