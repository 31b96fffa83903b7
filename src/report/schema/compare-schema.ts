import {
  boolean,
  county,
  generator,
  integer,
  list,
  map,
  neutralityFact,
  number,
  object,
  one,
  peakFact,
  string,
  text,
} from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/compare@1` (report/compare.ts). */

const side = object({ value: string, file: string, line: integer })
const share = { id: string, name: text, difference: number, 'explain?': string } as const
const cut = list(object({ ...share, 'before?': number, 'after?': number }))

const attribution = object({
  indicator: string,
  name: text,
  year: integer,
  unit: string,
  before: number,
  after: number,
  gap: number,
  'explain?': string,
  'sector?': cut,
  'sectorTotals?': cut,
  'facility?': cut,
  'firm?': cut,
  'zone?': cut,
  'effect?': list(object(share)),
  'lever?': object({
    method: one('exact', 'sampled'),
    runs: integer,
    'permutations?': integer,
    'seed?': integer,
    rows: list(object({ ...share, 'error?': number, paths: list(string) })),
  }),
})

export const compareSchema: Schema = object({
  format: { const: 'peakzero/compare@1' },
  generator,
  scenarios: list(object({ id: string, title: text, county, path: string, saved: boolean })),
  years: list(integer),
  observedTo: integer,
  indicators: map(object({ unit: string, name: text, values: list(list(number)) })),
  notCompared: list(string),
  peak: list(peakFact),
  neutrality: list(neutralityFact),
  targets: list(
    object({
      id: string,
      name: text,
      severity: one('must', 'should'),
      unit: string,
      verdicts: list(one('met', 'missed', 'absent')),
      margins: map(number),
    }),
  ),
  pairs: list(
    object({
      scenario: string,
      differing: integer,
      beyond: list(
        object({
          indicator: string,
          year: integer,
          reference: number,
          value: number,
          difference: number,
          tolerance: number,
          'explain?': string,
        }),
      ),
      gained: list(string),
      lost: list(string),
      'inputs?': list(object({ path: string, 'before?': side, 'after?': side })),
      'attribution?': attribution,
      notes: list(text),
    }),
  ),
})
