/**
 * Broken and hostile input, one mistake a case, on the small county of test/invalid. `covers` names the rows of the public corpus
 * of bad input (`badinput.csv`) that a case stands for; cases without it are further members of the class.
 */
import type { Code } from '../../src/diagnostics/codes.ts'
import type { BaseFile } from '../invalid/base.ts'
import { damaged } from './damaged.ts'
import { expressions } from './expressions.ts'
import { paths } from './paths.ts'
import { tables } from './tables.ts'

export interface HostileCase {
  readonly id: string
  readonly covers?: readonly string[]
  /** Which file is changed, and how: `find` becomes `bad`, or the whole file is `text`. `«` marks the place of the first code. */
  readonly file?: BaseFile
  readonly find?: string
  readonly bad?: string
  readonly text?: string | Uint8Array
  /** Files beside those of the county. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Codes of errors and warnings, without repetition, in order of code; none: accepted. */
  readonly codes: readonly Code[]
  /** Where the first of them stands, where `«` cannot say it: `file:line:column`. */
  readonly place?: string
  /** 2 with codes, else 0, unless said. */
  readonly exit?: number
}

export const cases: readonly HostileCase[] = [...damaged, ...expressions, ...paths, ...tables]
