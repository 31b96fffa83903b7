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
  /** Half-widths that numbers without a range were drawn with, where that was asked for. */
  readonly defaultRanges?: readonly DefaultRangeRow[]
  /** Numbers that were drawn together: correlation of every pair, in standard normals. */
  readonly correlations: readonly { readonly of: readonly string[]; readonly rho: number }[]
  /** Projects whose future is drawn. */
  readonly projects: readonly ProjectRow[]
  readonly broken: readonly BrokenRow[]
  /** Of a region: conditions of counties for which these drew their own numbers again, and in how many draws. */
  readonly redrawn?: readonly BrokenRow[]
  /** Of a region: its counties, each with the draws for which it drew its own numbers again. */
  readonly counties?: readonly { readonly id: string; readonly title: Text; readonly redrawn: number }[]
  readonly indicators: Readonly<Record<string, FanRow>>
  /**
   * Of a county: which uncertain numbers, each drawn alone, take the mean of a figure furthest from the single run, in the years
   * that targets name and the last one. Why the single run may stand at the edge of its own fan.
   */
  readonly pulls?: readonly PullRow[]
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
   * factor of one year of a band; `path`: which of several whole paths holds (its place in `one-of`, from 0); `chance`:
   * whether a project is built; `delay`: how many years later than planned it starts; `grade`: nothing is
   * stated, and the default range of its grade of evidence is drawn as a triangle.
   */
  readonly cause: 'stated' | 'range' | 'grade' | 'band' | 'path' | 'chance' | 'delay'
  readonly value: number
  /** Grade of its evidence, where a default range stands in. */
  readonly grade?: string
  /** Of a year of a band: the band. */
  readonly group?: string
  /** In `unit`; of the first point of a series that has one. */
  readonly distribution: object
  /** Points of a series that have a distribution of their own, and that follow one of these by its share. */
  readonly points: number
  readonly following: number
  /** Of a region: the counties that this number moves; it stands in the file of the first. */
  readonly counties?: readonly string[]
  readonly file: string
  readonly line: number
}

export interface DefaultRangeRow {
  /** Grade of the evidence of the numbers. */
  readonly of: string
  /** So much up and down, as a share of the number. */
  readonly half: number
  /** How many numbers got it. */
  readonly numbers: number
  /** Where the width comes from. */
  readonly source?: string
  readonly grade?: string
  readonly file: string
  readonly line: number
}

export interface ProjectRow {
  readonly id: string
  readonly name: Text
  readonly status: string
  /** How likely it is built where nothing that it needs is missing, and nothing that it cannot stand beside is there. */
  readonly chance: number
  /** `project`: it states the chance itself; `status`: a policy does, by status; `scenario`: it is included by hand. */
  readonly said: 'project' | 'status' | 'scenario'
  readonly source?: string
  readonly grade?: string
  readonly file: string
  readonly line: number
  /** Years later than planned, as a distribution. */
  readonly delay?: object
  readonly needs: readonly string[]
  /** Projects judged before it that it cannot stand beside. */
  readonly excludes: readonly string[]
  /** Whether it runs in the single run. */
  readonly run: boolean
  /** Sound draws in which it is built. */
  readonly built: number
}

export interface PullRow {
  readonly indicator: string
  readonly year: number
  /** Strongest first. `by`: mean of the figure where only this number is drawn, less the single run. */
  readonly inputs: readonly { readonly id: string; readonly name: Text; readonly by: number }[]
}

export interface BrokenRow {
  /** Code of the condition, as a single run would say it. */
  readonly condition: string
  readonly about: string
  /** Of a region: the county whose condition it is. */
  readonly county?: string
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
