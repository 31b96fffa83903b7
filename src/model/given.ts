import type { Span } from '../diagnostics/span.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Uncertain } from './uncertainty.ts'

/** How sure a figure is; from strongest to weakest evidence. `calibrated` was solved for within its range. */
export const grades = [
  'measured',
  'statistics',
  'standard',
  'literature',
  'expert',
  'calibrated',
  'assumption',
] as const
export type Grade = (typeof grades)[number]

/** A number as somebody gave it: converted to the canonical unit of its dimension, with its place, authority and range. */
export interface Given {
  readonly value: number
  readonly dimension: Dimension
  readonly at: Span
  readonly source?: string
  readonly grade?: Grade
  readonly range?: readonly [low: number, high: number]
  /** What it may be instead, as a distribution. */
  readonly uncertain?: Uncertain
  readonly note?: string
  /** Of money of another price year: by what it was multiplied (model/deflate.ts). */
  readonly deflated?: number
}
