import type { Schema } from './shape.ts'

/** `peakzero/sensitivity@1` as JSON Schema, for programs that read it. */

const string: Schema = { type: 'string' }
const number: Schema = { type: 'number' }
const integer: Schema = { type: 'integer' }
const boolean: Schema = { type: 'boolean' }
const one = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
const list = (items: Schema): Schema => ({ type: 'array', items })
const pair = (items: Schema): Schema => ({ type: 'array', items, minItems: 2, maxItems: 2 })

/** An object; a key that ends with `?` may be missing. */
export function object(fields: Readonly<Record<string, Schema>>): Schema {
  const bare = (key: string) => key.replace(/\?$/, '')
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, schema]) => [bare(key), schema])),
    required: Object.keys(fields).filter((key) => !key.endsWith('?')),
  }
}

const text = object({ zh: string, en: string })
const index = object({ value: number, low: number, high: number })

export const generator = object({ name: { const: 'peakzero' }, version: string })
export const scenario = object({ id: string, title: text, county: object({ id: string, title: text }) })
export const brokenRows = list(
  object({
    condition: string,
    about: string,
    'file?': string,
    'line?': integer,
    draws: integer,
    first: integer,
  }),
)
export const inputRows = list(
  object({
    id: string,
    name: text,
    unit: string,
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

/** The published document. */
export function publishedSensitivitySchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'peakzero sensitivity',
    description:
      'peakzero sensitivity --format json: peakzero/sensitivity@1. Further fields may be added without a new number.',
    ...sensitivitySchema,
  }
}
