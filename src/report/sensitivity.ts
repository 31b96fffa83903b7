import type { Text } from '../text/text.ts'
import type { BrokenRow, DefaultRangeRow } from './ensemble.ts'

/** What drives a figure of one scenario, `peakzero/sensitivity@1`; the same rules as for results. */
export interface SensitivityResult {
  readonly format: 'peakzero/sensitivity@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
  }
  readonly method: 'sobol' | 'morris' | 'gradient'
  readonly seed: number
  /** How points are drawn. `rows`: of each of the two samples of Sobol' indices; `resamples`: for their intervals. */
  readonly design:
    | {
        readonly kind: 'sobol' | 'random'
        readonly asked: number
        readonly rows: number
        readonly resamples: number
      }
    | {
        readonly kind: 'morris'
        readonly trajectories: number
        readonly levels: number
        readonly from: number
        readonly to: number
      }
    | { readonly kind: 'gradient'; readonly from: number; readonly to: number; readonly trial: number }
  /** Points that were computed, those at which a condition of the county broke, and what was done with them. */
  readonly points: { readonly done: number; readonly broken: number; readonly unsound: 'drop' | 'keep' }
  readonly broken: readonly BrokenRow[]
  /** Default ranges by grade of evidence, where they were asked for. */
  readonly defaultRanges?: readonly DefaultRangeRow[]
  /** Uncertain numbers that reach what is asked about, in the order of their paths. */
  readonly inputs: readonly InputRow[]
  /** Numbers under the same figures that state neither uncertain nor range. */
  readonly certain: number
  readonly questions: readonly QuestionRow[]
}

export interface InputRow {
  /** Path, or paths of numbers that are tied together, joined by ` + `. */
  readonly id: string
  readonly name: Text
  readonly unit: string
  /** `built`: 1 where a project is built, 0 where it is not; `choice`: which of several whole paths holds, from 0. */
  readonly kind?: 'built' | 'choice'
  /** Its range is a default one, of this grade of evidence. */
  readonly grade?: string
  readonly value: number
  /** 5 % and 95 % quantile. */
  readonly low: number
  readonly high: number
  /** Numbers that move together as this one. */
  readonly members: number
  readonly file: string
  readonly line: number
}

export interface QuestionRow {
  /** As it is asked: `co2.total@2030`, `peak`, `margin.carbon-peak`. */
  readonly of: string
  readonly name: Text
  readonly unit: string
  readonly year?: number
  /** The single run. */
  readonly run: number
  /** Of the points of Sobol' indices. */
  readonly mean?: number
  readonly sd?: number
  /** Sums over all inputs: what is left to 1 are effects of several together. */
  readonly sums?: { readonly first: number; readonly total: number }
  /** By weight, the heaviest first. */
  readonly rows: readonly EffectRow[]
  readonly kinks?: readonly KinkRow[]
  /** Numbers without a range that would change it most if they were a tenth larger. */
  readonly certain?: readonly CertainRow[]
}

/** What one input does, by the method. */
export interface EffectRow {
  readonly id: string
  readonly first?: IndexRow
  readonly total?: IndexRow
  /** Rows on which its indices rest. */
  readonly rows?: number
  readonly mu?: number
  readonly muStar?: number
  readonly sigma?: number
  readonly error?: number
  readonly effects?: number
  /** Change at the low and the high end of its range: by its slope, and in a run of its own where the county holds together there. */
  readonly linear?: readonly [low: number, high: number]
  readonly low?: number
  readonly high?: number
  /** Under a kink at the very point: its slopes are one-sided. */
  readonly kinked?: boolean
}

export interface IndexRow {
  readonly value: number
  /** 95 %, by drawing rows again. */
  readonly low: number
  readonly high: number
}

export interface KinkRow {
  /** The operation, as in the plan. */
  readonly op: string
  /** The nearest figure with a name that depends on it. */
  readonly at: string
  readonly years: readonly number[]
  readonly count: number
}

export interface CertainRow {
  readonly id: string
  readonly name: Text
  readonly unit: string
  readonly value: number
  readonly change: number
  readonly grade?: string
  readonly file: string
  readonly line: number
}
