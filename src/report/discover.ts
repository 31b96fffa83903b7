import type { Text } from '../text/text.ts'
import type { BrokenRow, DefaultRangeRow } from './ensemble.ts'

/** Under which conditions a target fails, `peakzero/discover@1`; the same rules as for results. */
export interface DiscoverResult {
  readonly format: 'peakzero/discover@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
  }
  readonly target: {
    readonly id: string
    readonly name: Text
    readonly rule: string
    readonly by?: number
    /** Whether the single run meets it. */
    readonly run: boolean
  }
  /** What is looked for. */
  readonly when: 'missed' | 'met'
  readonly design: 'random' | 'sobol' | 'lhs'
  readonly seed: number
  readonly draws: { readonly asked: number; readonly done: number; readonly sound: number }
  readonly broken: readonly BrokenRow[]
  /** Uncertain numbers of the draws. */
  readonly dimensions: number
  /** Default ranges by grade of evidence, where they were asked for. */
  readonly defaultRanges?: readonly DefaultRangeRow[]
  readonly cases: number
  readonly share: number
  /** Boxes are found on one half of the draws and judged on the other. */
  readonly searched: { readonly points: number; readonly cases: number }
  readonly held: { readonly points: number; readonly cases: number }
  readonly wanted: { readonly density: number; readonly most: number; readonly boxes: number }
  /** `none`, `all`: it happens in no draw, in every one; `few`: too seldom for a pattern; `no-box`: no condition tells it apart. */
  readonly outcome: 'found' | 'none' | 'all' | 'few' | 'no-box'
  readonly boxes: readonly BoxRow[]
  /** Share of the cases of the half that was not searched which lie in any of them. */
  readonly together: number
}

export interface BoxRow {
  readonly bounds: readonly BoundRow[]
  readonly searched: MeasuresRow
  readonly held: MeasuresRow
  /** Density of the held half over the share of cases in it. */
  readonly lift: number
}

export interface MeasuresRow {
  readonly points: number
  readonly cases: number
  readonly coverage: number
  readonly density: number
  readonly mass: number
}

export interface BoundRow {
  readonly id: string
  readonly name: Text
  readonly unit: string
  /** `built`: 1 where a project is built, 0 where it is not; `choice`: which of several whole paths holds, from 0. */
  readonly kind?: 'built' | 'choice'
  /** Its range is a default one, of this grade of evidence. */
  readonly grade?: string
  /** Above this; missing where that side is open. */
  readonly above?: number
  readonly below?: number
  /** Of a number with a few values: those inside. */
  readonly values?: readonly number[]
  /** The single run, and the 5 % and 95 % quantile. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** Share of the draws that hold to this bound alone. */
  readonly share: number
  /** Chance that luck alone makes the box as dense without it. */
  readonly quasiP: number
  readonly file: string
  readonly line: number
}
