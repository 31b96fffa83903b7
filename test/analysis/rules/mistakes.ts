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
  one(
    'W0700',
    'shape',
    'power as feedstock',
    '{ of: electricity, use: fuel, amount: 42 kWh/t }',
    '«{ of: electricity, use: feedstock, amount: 42 kWh/t }',
    '{ of: electricity, use: fuel, amount: 42 kWh/t }',
    {
      args: { id: 'oven', commodity: 'electricity', use: 'feedstock' },
    },
  ),
  one(
    'W0701',
    'shape',
    'two neighbours exchanged',
    '{ 2020: 20 万人, 2035: 17 万人, interpolate',
    '{ 2020: 20 万人, 2025: 18 万人, 2030: «19.5 万人, 2035: 17 万人, interpolate',
    '{ 2020: 20 万人, 2025: 19 万人, 2030: 18 万人, 2035: 17 万人, interpolate',
  ),
  one(
    'W0702',
    'shape',
    'a point after the last year',
    '2035: 17 万人, interpolate',
    '2036: «17 万人, interpolate',
    '2035: 17 万人, interpolate',
    {
      args: { year: 2036, last: 2035 },
    },
  ),
  one(
    'W0703',
    'shape',
    'a ramp that falls',
    'start: 2027-07, operation: demand }',
    'start: 2027-07, operation: demand, ramp: [20%, 60%, «40%] }',
    'start: 2027-07, operation: demand, ramp: [20%, 40%, 60%] }',
    {
      file: 'scenarios/reference.yaml',
      args: { id: 'oven-b', year: 3, found: 40, before: 60 },
    },
  ),
]
