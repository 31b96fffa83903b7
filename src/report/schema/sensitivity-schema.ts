import {
  boolean,
  defaultRanges,
  generator,
  integer,
  list,
  number,
  object,
  one,
  pair,
  scenario,
  string,
  text,
} from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/sensitivity@1` and `peakzero/discover@1` (report/sensitivity.ts, report/discover.ts). */

const index = object({ value: number, low: number, high: number })

const brokenRows = list(
  object({
    condition: string,
    about: string,
    'file?': string,
    'line?': integer,
    draws: integer,
    first: integer,
  }),
)
const inputRows = list(
  object({
    id: string,
    name: text,
    unit: string,
    'kind?': one('built', 'choice'),
    'grade?': string,
    value: number,
    low: number,
    high: number,
    members: integer,
    file: string,
    line: integer,
  }),
)

const effect = object({
  id: string,
  'first?': index,
  'total?': index,
  'rows?': integer,
  'mu?': number,
  'muStar?': number,
  'sigma?': number,
  'error?': number,
  'effects?': integer,
  'linear?': pair(number),
  'low?': number,
  'high?': number,
  'kinked?': boolean,
})

export const sensitivitySchema: Schema = object({
  format: { const: 'peakzero/sensitivity@1' },
  generator,
  scenario,
  method: one('sobol', 'morris', 'gradient'),
  seed: integer,
  design: object({
    kind: one('sobol', 'random', 'morris', 'gradient'),
    'asked?': integer,
    'rows?': integer,
    'resamples?': integer,
    'trajectories?': integer,
    'levels?': integer,
    'from?': number,
    'to?': number,
    'trial?': number,
  }),
  points: object({ done: integer, broken: integer, unsound: one('drop', 'keep') }),
  broken: brokenRows,
  'defaultRanges?': defaultRanges,
  inputs: inputRows,
  certain: integer,
  questions: list(
    object({
      of: string,
      name: text,
      unit: string,
      'year?': integer,
      run: number,
      'mean?': number,
      'sd?': number,
      'sums?': object({ first: number, total: number }),
      rows: list(effect),
      'kinks?': list(object({ op: string, at: string, years: list(integer), count: integer })),
      'certain?': list(
        object({
          id: string,
          name: text,
          unit: string,
          value: number,
          change: number,
          'grade?': string,
          file: string,
          line: integer,
        }),
      ),
    }),
  ),
})

const measures = object({ points: integer, cases: integer, coverage: number, density: number, mass: number })
const half = object({ points: integer, cases: integer })

export const discoverSchema: Schema = object({
  format: { const: 'peakzero/discover@1' },
  generator,
  scenario,
  target: object({ id: string, name: text, rule: string, 'by?': integer, run: boolean }),
  when: one('missed', 'met'),
  design: one('random', 'sobol', 'lhs'),
  seed: integer,
  draws: object({ asked: integer, done: integer, sound: integer }),
  broken: brokenRows,
  dimensions: integer,
  'defaultRanges?': defaultRanges,
  cases: integer,
  share: number,
  searched: half,
  held: half,
  wanted: object({ density: number, most: integer, boxes: integer }),
  outcome: one('found', 'none', 'all', 'few', 'no-box'),
  boxes: list(
    object({
      bounds: list(
        object({
          id: string,
          name: text,
          unit: string,
          'kind?': one('built', 'choice'),
          'grade?': string,
          'above?': number,
          'below?': number,
          'values?': list(number),
          value: number,
          low: number,
          high: number,
          share: number,
          quasiP: number,
          file: string,
          line: integer,
        }),
      ),
      searched: measures,
      held: measures,
      lift: number,
    }),
  ),
  together: number,
})
