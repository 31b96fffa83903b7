import type { Schema } from './shape.ts'

/** `peakzero/result@1` as JSON Schema: what `render` holds a saved result against, and what is published for programs. */

const string: Schema = { type: 'string' }
const number: Schema = { type: 'number' }
const integer: Schema = { type: 'integer' }
const boolean: Schema = { type: 'boolean' }
const one = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
const list = (items: Schema): Schema => ({ type: 'array', items })
const pair = (items: Schema): Schema => ({ type: 'array', items, minItems: 2, maxItems: 2 })
const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })

/** An object; a key that ends with `?` may be missing. */
function object(fields: Readonly<Record<string, Schema>>): Schema {
  const bare = (key: string) => key.replace(/\?$/, '')
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, schema]) => [bare(key), schema])),
    required: Object.keys(fields).filter((key) => !key.endsWith('?')),
  }
}

const text = object({ zh: string, en: string })
const byYear = map(number)
const shares = map(map(map(number)))

const cut = object({
  indicator: string,
  unit: string,
  years: list(integer),
  rows: list(
    object({
      id: string,
      name: text,
      'parent?': string,
      'given?': boolean,
      'explain?': string,
      values: list(number),
    }),
  ),
})

const influence = object({
  path: string,
  file: string,
  line: integer,
  unit: string,
  value: number,
  low: number,
  high: number,
  'stated?': boolean,
  'grade?': string,
  'source?': string,
  level: pair(number),
  peakYear: pair(number),
})

const quota = object({
  id: string,
  kind: one('total', 'new-projects', 'offset'),
  origin: one('quota', 'target'),
  name: text,
  severity: one('must', 'should'),
  'plan?': string,
  'ratio?': number,
  limit: byYear,
  figure: byYear,
  margin: byYear,
  tightest: integer,
  'firstShort?': integer,
  'clause?': string,
  'source?': string,
  'grade?': string,
})

const ledger = object({
  id: string,
  indicator: string,
  name: text,
  unit: string,
  'zone?': string,
  'explain?': string,
  years: list(integer),
  used: list(number),
  parts: list(object({ of: string, name: text, values: list(number) })),
  'freed?': list(number),
  quotas: list(quota),
  headroom: byYear,
  periods: list(
    object({
      plan: string,
      name: text,
      from: integer,
      to: integer,
      before: number,
      end: number,
      change: number,
    }),
  ),
})

export const resultSchema: Schema = object({
  format: { const: 'peakzero/result@1' },
  generator: object({ name: { const: 'peakzero' }, version: string }),
  scenario: object({
    id: string,
    title: text,
    'about?': text,
    county: object({ id: string, title: text }),
    files: list(object({ path: string, sha256: string })),
  }),
  horizon: object({ base: integer, observedTo: integer, to: integer }),
  conventions: object({
    gwp: string,
    prices: integer,
    electricity: one('equivalent', 'calorific'),
    exportCredit: boolean,
    gdp: one('built', 'given'),
  }),
  indicators: map(object({ unit: string, name: text, values: byYear })),
  peak: object({
    indicator: string,
    year: integer,
    value: number,
    unit: string,
    sustained: boolean,
    plateau: pair(integer),
    rising: boolean,
    before: boolean,
  }),
  neutrality: object({
    indicator: string,
    reached: boolean,
    'year?': integer,
    residual: number,
    unit: string,
  }),
  targets: list(
    object({
      id: string,
      name: text,
      rule: string,
      indicator: string,
      severity: one('must', 'should'),
      met: boolean,
      expected: one('met', 'missed'),
      margin: number,
      figure: number,
      figureUnit: string,
      unit: string,
      limit: byYear,
      'firstMiss?': integer,
      drivers: list(text),
      'explain?': string,
      'clause?': string,
      'source?': string,
    }),
  ),
  projects: list(
    object({
      id: string,
      name: text,
      status: string,
      included: boolean,
      'start?': number,
      'end?': number,
      'ramp?': list(number),
      replaces: list(string),
    }),
  ),
  'sectorKinds?': map(string),
  'carriers?': map(string),
  ledgers: list(ledger),
  tables: object({
    sector: cut,
    facility: cut,
    fuel: cut,
    'energy?': cut,
    'feedstock?': cut,
    gas: cut,
    scope: cut,
    sectorCo2: cut,
    flow: list(
      object({ from: string, to: string, commodity: string, year: integer, tce: number, 'explain?': string }),
    ),
    balance: list(
      object({
        commodity: string,
        name: text,
        unit: string,
        item: one('production', 'imports', 'uses', 'demand', 'exports', 'flare', 'losses', 'unmet'),
        'explain?': string,
        values: list(number),
      }),
    ),
    observed: list(
      object({
        item: string,
        name: text,
        unit: string,
        year: integer,
        observed: number,
        model: number,
        'explain?': string,
      }),
    ),
    reconciliation: list(
      object({
        id: string,
        name: text,
        kind: one('observed', 'analogue'),
        year: integer,
        unit: string,
        model: number,
        against: number,
        residual: number,
        relative: number,
        tolerance: number,
        within: boolean,
        'explain?': string,
        'source?': string,
        'note?': text,
      }),
    ),
  }),
  context: list(
    object({
      id: string,
      name: text,
      'value?': number,
      'unit?': string,
      'says?': text,
      'year?': integer,
      'clause?': string,
      'source?': string,
    }),
  ),
  levels: list(
    object({
      facility: string,
      name: text,
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
  ),
  evidence: shares,
  'assumptions?': object({
    activities: shares,
    coefficients: shares,
    indicator: string,
    unit: string,
    year: integer,
    moved: integer,
    unranged: integer,
    clipped: integer,
    byLevel: list(influence),
    byPeakYear: list(influence),
  }),
  'costs?': object({
    unit: string,
    discountRate: number,
    present: number,
    sales: number,
    uncosted: object({ processes: integer, commodities: integer }),
  }),
  'changes?': object({
    reference: object({ id: string, title: text }),
    peakYear: integer,
    peakValue: number,
    co2In2030: number,
    residual: number,
    'cost?': object({
      unit: string,
      present: number,
      sales: number,
      net: number,
      avoided: number,
      'perTonne?': number,
      perTonneUnit: string,
    }),
    inputs: list(object({ path: string, before: string, after: string, file: string, line: integer })),
  }),
  warnings: list(
    object({
      code: string,
      slug: string,
      severity: string,
      message: text,
      file: string,
      line: integer,
      column: integer,
    }),
  ),
  sources: list(object({ id: string, title: text, 'url?': string, 'verified?': string })),
})

/** The published document. */
export function publishedResultSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'peakzero result',
    description:
      'peakzero run --format json: peakzero/result@1. Further fields may be added without a new number.',
    ...resultSchema,
  }
}
