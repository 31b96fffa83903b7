import type { Schema } from './shape.ts'

/** What the schemas of documents are put together from. */

export const string: Schema = { type: 'string' }
export const number: Schema = { type: 'number' }
export const integer: Schema = { type: 'integer' }
export const boolean: Schema = { type: 'boolean' }
export const one = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
export const list = (items: Schema): Schema => ({ type: 'array', items })
export const pair = (items: Schema): Schema => ({ type: 'array', items, minItems: 2, maxItems: 2 })
export const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })

/** An object; a key that ends with `?` may be missing. */
export function object(fields: Readonly<Record<string, Schema>>): Schema {
  const bare = (key: string) => key.replace(/\?$/, '')
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, schema]) => [bare(key), schema])),
    required: Object.keys(fields).filter((key) => !key.endsWith('?')),
  }
}

export const text = object({ zh: string, en: string })
export const byYear = map(number)
export const shares = map(map(map(number)))

/** `PeakFact` and `NeutralityFact` of report/result.ts. */
export const peakFact = object({
  indicator: string,
  year: integer,
  value: number,
  unit: string,
  sustained: boolean,
  plateau: pair(integer),
  rising: boolean,
  before: boolean,
})
export const neutralityFact = object({
  indicator: string,
  reached: boolean,
  'year?': integer,
  residual: number,
  unit: string,
})

export const warning = object({
  code: string,
  slug: string,
  severity: string,
  message: text,
  file: string,
  line: integer,
  column: integer,
})

/** Who wrote a document, and what it is about. */
export const generator = object({ name: { const: 'peakzero' }, version: string })
export const county = object({ id: string, title: text })
export const scenario = object({ id: string, title: text, county })

/** A document as it is published for programs. */
export function published(verb: string, format: string, schema: object): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `peakzero ${format.replace(/^peakzero\/|@\d+$/g, '')}`,
    description: `peakzero ${verb} --format json: ${format}. Further fields may be added without a new number.`,
    ...schema,
  }
}

/** Default ranges by grade of evidence, as studies that draw tell them. */
export const defaultRanges = list(
  object({
    of: string,
    half: number,
    numbers: integer,
    'source?': string,
    'grade?': string,
    file: string,
    line: integer,
  }),
)
