import {
  boolean,
  generator,
  integer,
  list,
  map,
  number,
  object,
  one,
  pair,
  scenario,
  string,
  text,
} from './parts.ts'
import type { Schema } from './shape.ts'

/** `peakzero/ensemble@1` (report/ensemble.ts). */

const spread = {
  mean: number,
  sd: number,
  least: number,
  p5: number,
  p25: number,
  p50: number,
  p75: number,
  p95: number,
  greatest: number,
} as const

export const ensembleSchema: Schema = object({
  format: { const: 'peakzero/ensemble@1' },
  generator,
  scenario,
  design: one('random', 'sobol', 'lhs'),
  seed: integer,
  draws: object({ asked: integer, done: integer, sound: integer }),
  block: integer,
  replicates: integer,
  quantileError: number,
  dimensions: list(
    object({
      id: string,
      unit: string,
      cause: string,
      value: number,
      distribution: { type: 'object' },
      points: integer,
      following: integer,
      file: string,
      line: integer,
    }),
  ),
  certain: integer,
  broken: list(
    object({
      condition: string,
      about: string,
      'file?': string,
      'line?': integer,
      draws: integer,
      first: integer,
    }),
  ),
  indicators: map(object({ name: text, unit: string, years: map(object(spread)), run: map(number) })),
  targets: list(
    object({
      id: string,
      name: text,
      rule: string,
      severity: string,
      'by?': integer,
      draws: integer,
      share: number,
      error: number,
      interval: pair(number),
      run: boolean,
      years: map(number),
    }),
  ),
  peak: object({
    indicator: string,
    unit: string,
    run: integer,
    settled: map(integer),
    unsettled: map(integer),
  }),
  residual: object({ indicator: string, unit: string, year: integer, run: number, ...spread }),
})
