import type { Span } from '../diagnostics/span.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Given } from './given.ts'
import type { Band } from './spread.ts'

export type Interpolate = 'linear' | 'step' | 'growth' | 'logistic'
export type After = 'hold' | 'extend'

/**
 * A value for every year, as somebody gave it. `format.md` property 3; engine/curve.ts turns it into nodes. `spread` is a band
 * of what it may be instead: 1 times itself in a run, moved year by year in an ensemble.
 */
export type Curve = Form & { readonly spread?: Band }

type Form =
  | { readonly kind: 'constant'; readonly value: Given; readonly at: Span; readonly dimension: Dimension }
  | {
      readonly kind: 'points'
      /** Rising years, at least one. */
      readonly points: readonly { readonly year: number; readonly value: Given }[]
      readonly interpolate?: Interpolate
      readonly after?: After
      /** What holds in years before the first point; without it such years are an error (E0214). */
      readonly before?: 'hold'
      readonly at: Span
      readonly dimension: Dimension
    }
  /** Growth a year, one rate or by period, chained from `start` (`{value, growth}`) or from the last observed year of what it belongs to. */
  | {
      readonly kind: 'growth'
      readonly start?: Given
      readonly rates: readonly { readonly from: number; readonly to: number; readonly rate: Given }[]
      readonly at: Span
      readonly dimension: Dimension
    }
  /** `free`: its dimension is whatever the expression gives; the caller checks it when it is known. */
  | {
      readonly kind: 'expression'
      readonly text: string
      readonly at: Span
      readonly dimension: Dimension
      readonly free?: boolean
    }
  /** Before `from` what stood; the value of `from − 1` is the first anchor of `over`. */
  | {
      readonly kind: 'from'
      readonly from: number
      readonly base: Curve
      readonly over: Curve
      readonly at: Span
      readonly dimension: Dimension
    }
  /**
   * In a union of two models only (engine/mixture.ts): one form or the other, by a switch. A form that is absent counts as
   * `absent` in every year.
   */
  | {
      readonly kind: 'either'
      readonly by: string
      readonly a?: Curve
      readonly b?: Curve
      readonly absent: number
      readonly at: Span
      readonly dimension: Dimension
    }
  /** Acts on the interpolated series, from a year on (all years when `from` is absent). */
  | {
      readonly kind: 'times' | 'plus'
      readonly from?: number
      readonly base: Curve
      readonly by: Curve
      readonly at: Span
      readonly dimension: Dimension
    }
  /** At least `to` from a year on. No file says it: a study asks with it what a measure would do if it were adopted further. */
  | {
      readonly kind: 'raised'
      readonly from: number
      readonly base: Curve
      readonly to: Given
      readonly at: Span
      readonly dimension: Dimension
    }
