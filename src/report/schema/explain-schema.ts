import { integer, list, map, number, object, pair, string, text } from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/explain@1` (report/explain/explanation.ts): eight kinds of page, a tree that holds itself. */

const level = { $ref: '#/$defs/level' } as unknown as Schema
const term = { $ref: '#/$defs/term' } as unknown as Schema

const input = object({
  path: string,
  'file?': string,
  'line?': integer,
  'column?': integer,
  'text?': string,
  'grade?': string,
  'source?': string,
  'title?': text,
})

const levelFields = {
  name: text,
  'id?': string,
  value: number,
  unit: string,
  'year?': integer,
  'how?': string,
  'terms?': list(term),
  'folded?': { type: 'boolean' },
  'input?': input,
} as const

const scenario = object({ id: string, title: text, county: text })
const sources = list(
  object({ id: string, title: text, 'url?': string, 'verified?': string, 'inputs?': integer }),
)

const page = (kind: string, fields: Readonly<Record<string, Schema>>): Schema =>
  object({
    format: { const: 'peakzero/explain@1' },
    id: string,
    name: text,
    kind: { const: kind },
    ...fields,
  })

const figure = page('figure', {
  'about?': text,
  scenario,
  'year?': integer,
  value: number,
  unit: string,
  tree: level,
  contributions: list(object({ 'id?': string, name: text, value: number, share: number })),
  evidence: map(number),
  inputs: integer,
  sources,
  'command?': string,
})

const pages: readonly Schema[] = [
  figure,
  page('study', {
    about: text,
    scenario,
    'year?': integer,
    value: number,
    unit: string,
    'interval?': pair(number),
    made: text,
    file: string,
    uncertain: integer,
    inputs: list(
      object({
        id: string,
        name: text,
        'unit?': string,
        'value?': number,
        'low?': number,
        'high?': number,
        'moves?': pair(number),
        file: string,
        line: integer,
      }),
    ),
    'single?': object({ what: string, value: number, unit: string, 'page?': figure }),
    command: string,
  }),
  page('indicator', { about: text, unit: string, 'scenario?': scenario, 'values?': map(number) }),
  page('code', { slug: string, severity: string, message: text, 'help?': text }),
  page('entity', {
    section: string,
    what: text,
    'scenario?': scenario,
    rows: list(
      object({
        key: string,
        'about?': text,
        text: string,
        file: string,
        line: integer,
        'grade?': string,
        'source?': string,
      }),
    ),
    sources,
    used: list(object({ what: text, ids: list(string) })),
    figures: list(string),
  }),
  page('rule', { about: text, fields: list(object({ key: string, about: text })) }),
  page('unit', {
    canonical: string,
    factor: number,
    others: list(object({ unit: string, factor: number })),
  }),
  page('list', { items: list(object({ id: string, about: text })) }),
]

export const explainSchema: object = {
  oneOf: pages,
  $defs: {
    level: object(levelFields),
    term: object({ ...levelFields, factor: number, 'joined?': integer }),
  },
}
