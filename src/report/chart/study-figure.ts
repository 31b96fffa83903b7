/**
 * Charts of many runs as data: in the units that readers meet, in one language. Each is drawn at any width
 * (draw-study.ts), for a file of its own or for a page.
 */
export type StudyFigure = FanFigure | TornadoFigure | HistogramFigure | ChanceFigure | BoxFigure

interface Titled {
  /** Part of a file name; never a text of a user. */
  readonly id: string
  /** The finding, one sentence. */
  readonly title: string
  /** Measure, unit, scope. */
  readonly measure: string
}

/** Quantiles by year: two bands, the median and the single run. */
export interface FanFigure extends Titled {
  readonly form: 'fan'
  readonly unit: string
  readonly decimals: number
  readonly years: readonly number[]
  readonly p5: readonly number[]
  readonly p25: readonly number[]
  readonly p50: readonly number[]
  readonly p75: readonly number[]
  readonly p95: readonly number[]
  readonly run: readonly number[]
  readonly names: {
    readonly outer: string
    readonly inner: string
    readonly median: string
    readonly run: string
  }
}

/** Bars to both sides of what stands, or from zero: the heaviest on top. */
export interface TornadoFigure extends Titled {
  readonly form: 'tornado'
  readonly rows: readonly TornadoRow[]
  /** Names of both colours; one where bars begin at zero. */
  readonly names: readonly string[]
}

export interface TornadoRow {
  readonly name: string
  /** One bar a name of the figure, in the order of the names, from zero to this. */
  readonly values: readonly number[]
  /** What stands beside the bars. */
  readonly text: string
  /** Thin marks: the interval of the first bar, or what slopes say. */
  readonly marks?: readonly number[]
}

/** Shares of draws by year. */
export interface HistogramFigure extends Titled {
  readonly form: 'histogram'
  readonly years: readonly number[]
  readonly shares: readonly number[]
  /** The year by which it is wanted. */
  readonly by?: number
  readonly byText?: string
  /** Draws that have no year. */
  readonly none?: { readonly text: string; readonly share: number }
}

/** Shares of draws that meet targets, by year. */
export interface ChanceFigure extends Titled {
  readonly form: 'chances'
  readonly years: readonly number[]
  readonly lines: readonly {
    readonly name: string
    readonly values: readonly (number | undefined)[]
    readonly ink: string
    readonly dash: string
  }[]
}

/** A condition: for each input its range and the part of it that the condition holds. */
export interface BoxFigure extends Titled {
  readonly form: 'box'
  readonly rows: readonly {
    readonly name: string
    /** Ends of what is shown of the range, and texts for them. */
    readonly from: number
    readonly to: number
    readonly fromText: string
    readonly toText: string
    /** The restricted part and the single run, on the same scale. */
    readonly low: number
    readonly high: number
    readonly text: string
    readonly run: number
  }[]
  readonly runName: string
}
