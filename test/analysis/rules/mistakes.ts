import type { Code } from '../../../src/diagnostics/codes.ts'
import type { BaseFile } from '../../invalid/base.ts'

/** Words of the toy county, once in their file, and what stands in their place. */
export interface Edit {
  readonly file?: BaseFile
  readonly find: string
  readonly bad: string
  readonly good: string
}

/** One row of the catalogue of mistakes: wrong, and right beside it. `«` marks where the message has to point. */
export interface Mistake {
  readonly code: Code
  /** Word of the catalogue (docs/mistakes.md). */
  readonly row: string
  readonly what: string
  readonly edits: readonly Edit[]
  /** Arguments that were worked out by hand. */
  readonly args?: Readonly<Record<string, string | number>>
  /** What else is said because of it. */
  readonly follows?: readonly Code[]
}

const one = (
  code: Code,
  row: string,
  what: string,
  find: string,
  bad: string,
  good: string,
  more: Partial<Mistake> & { readonly file?: BaseFile } = {},
): Mistake => {
  const { file, ...rest } = more
  return { code, row, what, edits: [{ find, bad, good, ...(file ? { file } : {}) }], ...rest }
}

export const mistakes: readonly Mistake[] = [
  one(
    'W0622',
    'UNIT-C-CO2',
    'carbon as CO2',
    'carbon: 15.3 tC/TJ',
    'carbon: «56.1 tC/TJ',
    'carbon: 15.3 tC/TJ',
    { args: { found: '56.1 tC/TJ', hint: 'slip-carbon' } },
  ),
  one('W0622', 'UNIT-GJ-TJ', 'GJ for TJ', 'carbon: 15.3 tC/TJ', 'carbon: «15.3 tC/GJ', 'carbon: 15.3 tC/TJ', {
    args: { hint: 'slip-thousand' },
    follows: ['W0635'],
  }),
]
