import { boolean, generator, integer, list, map, number, object, scenario, string, text } from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/decompose@1` (report/decompose.ts). */
export const decomposeSchema: Schema = object({
  format: { const: 'peakzero/decompose@1' },
  generator,
  scenario,
  indicator: string,
  name: text,
  unit: string,
  from: integer,
  to: integer,
  observed: boolean,
  before: number,
  after: number,
  change: number,
  explain: string,
  effects: list(object({ id: string, name: text, value: number, explain: string })),
  sectors: list(object({ id: string, name: text, change: number, effects: map(number), explain: string })),
  forms: map(integer),
  'trend?': object({ s: number, z: number, p: number, 'explain?': string }),
})
