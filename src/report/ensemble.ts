import type { Text } from '../text/text.ts'

/** What many draws of one scenario say, `peakzero/ensemble@1`; the same rules as for results. */
export interface EnsembleResult {
  readonly format: 'peakzero/ensemble@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
  }
  readonly design: 'random' | 'sobol' | 'lhs'
  readonly seed: number
  /** Draws asked for, drawn, and those in which all conditions of the county hold: the figures are of these. */
  readonly draws: { readonly asked: number; readonly done: number; readonly sound: number }
  /** Draws added together before blocks are: the same everywhere. */
  readonly block: number
  /** Independent replicates from which errors are taken; 0 where each draw is independent. */
  readonly replicates: number
  /** Bound of the relative error of quantiles (histograms of fixed bins); least and greatest are exact. */
  readonly quantileError: number
  /** Uncertain numbers, in the order of the dimensions of the design. */
  readonly dimensions: readonly DimensionRow[]
  /** Numbers under the same figures that state neither uncertain nor range: they stand as they are. */
  readonly certain: number
  /** Numbers that were drawn together: correlation of every pair, in standard normals. */
  readonly correlations: readonly { readonly of: readonly string[]; readonly rho: number }[]
  readonly broken: readonly BrokenRow[]
  readonly indicators: Readonly<Record<string, FanRow>>
  readonly targets: readonly ChanceRow[]
  readonly peak: {
    readonly indicator: string
    readonly unit: string
    /** The year in the single run. */
    readonly run: number
    /** Draws by year of the peak, for peaks after which the indicator falls and stays below. */
    readonly settled: Readonly<Record<string, number>>
    /** Draws by year of the greatest value, where it rebounds or stands at the end of the horizon. */
    readonly unsettled: Readonly<Record<string, number>>
  }
  readonly residual: {
    readonly indicator: string
    readonly unit: string
    readonly year: number
    readonly run: number
  } & Spread
}

export interface DimensionRow {
  readonly id: string
  readonly unit: string
  /**
   * `stated`: declared with `uncertain`; `range`: a stated range, drawn as a triangle with its mode at the value; `band`: the
   * factor of one year of a band; `path`: which of several whole paths holds (its place in `one-of`, from 0).
   */
  readonly cause: 'stated' | 'range' | 'band' | 'path'
  readonly value: number
  /** Of a year of a band: the band. */
  readonly group?: string
  /** In `unit`; of the first point of a series that has one. */
  readonly distribution: object
  /** Points of a series that have a distribution of their own, and that follow one of these by its share. */
  readonly points: number
  readonly following: number
  readonly file: string
  readonly line: number
}

export interface BrokenRow {
  /** Code of the condition, as a single run would say it. */
  readonly condition: string
  readonly about: string
  readonly file?: string
  readonly line?: number
  readonly draws: number
  /** The first draw in which it broke. */
  readonly first: number
}

export interface Spread {
  readonly mean: number
  readonly sd: number
  readonly least: number
  readonly p5: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
  readonly greatest: number
}

export interface FanRow {
  readonly name: Text
  readonly unit: string
  readonly years: Readonly<Record<string, Spread>>
  /** The single run. */
  readonly run: Readonly<Record<string, number>>
}

export interface ChanceRow {
  readonly id: string
  readonly name: Text
  readonly rule: string
  readonly severity: string
  readonly by?: number
  readonly draws: number
  readonly share: number
  readonly error: number
  /** 95 %. */
  readonly interval: readonly [low: number, high: number]
  /** Whether the single run meets it. */
  readonly run: boolean
  /** Share of the draws whose margin in that year is not negative. */
  readonly years: Readonly<Record<string, number>>
}
