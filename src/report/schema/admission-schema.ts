import {
  boolean,
  byYear,
  county,
  generator,
  integer,
  list,
  map,
  number,
  object,
  one,
  peakFact,
  scenario,
  string,
  text,
  warning,
} from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/admit@1` and `peakzero/screen@1` (report/admission.ts, report/screening.ts). */

const severity = one('must', 'should')
const verdict = one('admitted', 'conditions', 'refused')

const facts = {
  id: string,
  name: text,
  status: string,
  'process?': string,
  'firm?': text,
  'site?': string,
  'zone?': string,
  'start?': number,
  'settled?': integer,
  'capacity?': number,
  'unit?': string,
} as const

const reason = object({
  rule: one(
    'limit',
    'supply',
    'entry',
    'idle',
    'broken',
    'zone',
    'needs',
    'excludes',
    'replaces',
    'approval',
  ),
  id: string,
  name: text,
  severity,
  text,
  'explain?': string,
  'ledger?': string,
  'wanted?': integer,
  'unit?': string,
  'year?': integer,
  'worst?': integer,
  'without?': number,
  'with?': number,
  'missing?': number,
  'before?': boolean,
  'part?': number,
  'clause?': string,
  'source?': string,
  'grade?': string,
})

export const admissionSchema: Schema = object({
  format: { const: 'peakzero/admit@1' },
  generator,
  scenario: object({
    id: string,
    title: text,
    county,
    files: list(object({ path: string, sha256: string })),
  }),
  project: object(facts),
  until: integer,
  verdict,
  reasons: list(reason),
  missedBefore: list(
    object({
      id: string,
      rule: string,
      name: text,
      severity,
      unit: string,
      year: integer,
      without: number,
      with: number,
      'explain?': string,
    }),
  ),
  effect: object({
    peak: object({ without: peakFact, with: peakFact }),
    indicators: map(object({ unit: string, name: text, values: byYear })),
  }),
  ledgers: list(
    object({
      ledger: string,
      quota: string,
      kind: one('total', 'new-projects', 'offset'),
      name: text,
      severity,
      unit: string,
      year: integer,
      used: number,
      project: number,
      limit: number,
      headroom: number,
      fits: boolean,
      'grade?': string,
      'explain?': string,
    }),
  ),
  unlimited: list(object({ id: string, name: text, unit: string, added: number, 'explain?': string })),
  'level?': object({
    ladder: string,
    ladderName: text,
    year: integer,
    figure: number,
    level1: number,
    level2: number,
    level3: number,
    level: integer,
    'explain?': string,
  }),
  displaced: list(
    object({ id: string, name: text, unit: string, without: number, with: number, 'explain?': string }),
  ),
  offers: list(
    object({
      kinds: list(string),
      text,
      overlay: string,
      verdict: one('admitted', 'conditions'),
      'bought?': list(object({ id: string, name: text })),
      'valueAdded?': object({ unit: string, year: integer, change: number, 'explain?': string }),
    }),
  ),
  'searched?': object({
    sizes: integer,
    years: integer,
    closures: integer,
    measures: integer,
    pairs: integer,
    runs: integer,
  }),
  warnings: list(warning),
})

const amounts = map(object({ unit: string, value: number, 'explain?': string }))
const named = object({ id: string, name: text })

export const screeningSchema: Schema = object({
  format: { const: 'peakzero/screen@1' },
  generator,
  scenario,
  until: integer,
  valueUnit: string,
  projects: list(
    object({
      ...facts,
      verdict,
      reasons: list(reason),
      'valueAdded?': number,
      'explain?': string,
      adds: amounts,
      yields: amounts,
      inSet: boolean,
    }),
  ),
  skipped: list(object({ id: string, name: text, why: text })),
  set: object({
    ids: list(string),
    valueAdded: number,
    'explain?': string,
    exact: boolean,
    verified: boolean,
    refused: integer,
    added: list(string),
    method: text,
  }),
  freed: list(
    object({
      units: list(named),
      from: integer,
      enters: list(named),
      valueAdded: number,
      lost: number,
      'bought?': list(named),
      'explain?': string,
    }),
  ),
})
