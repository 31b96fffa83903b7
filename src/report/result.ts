import type { Text } from '../text/text.ts'
import type { Live } from './live.ts'

/**
 * The result of one run, as written to JSON and as read by every format: `peakzero/result@1`. All texts in both
 * languages, all numbers in the stated unit, rounded once to 12 significant digits; no null anywhere. Adding a field
 * keeps the number of the format; changing the meaning of one raises it.
 */
export interface Result {
  readonly format: 'peakzero/result@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly about?: Text
    readonly county: { readonly id: string; readonly title: Text }
    /** Every file that went in, in the order in which they were merged. */
    readonly files: readonly { readonly path: string; readonly sha256: string }[]
    /** What `--set` changed beside the files, in order; absent where nothing. */
    readonly set?: readonly string[]
  }
  readonly horizon: { readonly base: number; readonly observedTo: number; readonly to: number }
  readonly conventions: {
    readonly gwp: string
    readonly prices: number
    readonly electricity: 'equivalent' | 'calorific'
    readonly exportCredit: boolean
    readonly gdp: 'built' | 'given'
  }
  /** By indicator id. */
  readonly indicators: Readonly<Record<string, IndicatorSeries>>
  readonly peak: PeakFact
  readonly neutrality: NeutralityFact
  readonly targets: readonly TargetResult[]
  readonly projects: readonly ProjectResult[]
  /** What kind each sector is, by its id, where the county says so (its own kind, else that of the sector above). */
  readonly sectorKinds?: Readonly<Record<string, string>>
  /** Declared group of every commodity that carries energy: the fuel of charts. */
  readonly carriers?: Readonly<Record<string, string>>
  /** What the county uses of what is short, against what it may use: of the county, then of its control units. */
  readonly ledgers: readonly LedgerResult[]
  readonly tables: {
    /** Emissions in tCO2e (sum over species) by sector of the first level shown: rows sum to ghg.net. */
    readonly sector: CutTable
    readonly facility: CutTable
    readonly fuel: CutTable
    /** energy.total by commodity, and what of it is feedstock (energy.excluded-feedstock). */
    readonly energy?: CutTable
    readonly feedstock?: CutTable
    readonly gas: CutTable
    readonly scope: CutTable
    /** CO2 of co2.total by sector. */
    readonly sectorCo2: CutTable
    /** Flows of energy: from, to, commodity, year, tce. */
    readonly flow: readonly {
      readonly from: string
      readonly to: string
      readonly commodity: string
      readonly year: number
      readonly tce: number
      readonly explain?: string
    }[]
    /** Balance of each commodity: production, imports, uses, demand, exports, flare, losses, unmet. */
    readonly balance: readonly BalanceRow[]
    /** Observed totals against the model. */
    readonly observed: readonly ObservedRow[]
    /** The model against observed totals and analogues, with its residuals. */
    readonly reconciliation: readonly ReconciliationRow[]
  }
  /** What the chosen policies say and a county cannot be judged by. */
  readonly context: readonly {
    readonly id: string
    readonly name: Text
    readonly value?: number
    readonly unit?: string
    readonly says?: Text
    readonly year?: number
    readonly clause?: string
    readonly source?: string
  }[]
  /** GB energy level of each unit in the base year, the last observed year and the last year it runs at 2030 or later. */
  readonly levels: readonly LevelResult[]
  /** Share of each indicator by grade in stated years. */
  readonly evidence: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>
  /** What the scenario changes against its reference, and what comes of it. */
  /** What each total rests on, activities and coefficients apart, and which numbers move the result most; only with --evidence. */
  readonly assumptions?: AssumptionsResult
  /** What the scenario costs; absent where the county says nothing about costs. */
  readonly costs?: {
    readonly unit: string
    readonly discountRate: number
    /** Total cost of all years discounted to the base year. */
    readonly present: number
    /** Income from sales, discounted alike; no part of the cost. */
    readonly sales: number
    readonly uncosted: { readonly processes: number; readonly commodities: number }
  }
  readonly changes?: Changes
  /** What a live page computes with; only where a format asks for it. */
  readonly live?: Live
  readonly warnings: readonly Warning[]
  readonly sources: readonly {
    readonly id: string
    readonly title: Text
    readonly url?: string
    readonly verified?: string
  }[]
}

export interface IndicatorSeries {
  readonly unit: string
  readonly name: Text
  readonly values: Readonly<Record<string, number>>
}

export interface PeakFact {
  readonly indicator: string
  readonly year: number
  readonly value: number
  readonly unit: string
  readonly sustained: boolean
  /** First and last year of the span within 1 % of the peak. */
  readonly plateau: readonly [number, number]
  /** The maximum stands in the last year: no peak within the horizon. */
  readonly rising: boolean
  /** The maximum stands in the base year: the peak may lie before it. */
  readonly before: boolean
}

export interface NeutralityFact {
  readonly indicator: string
  readonly reached: boolean
  readonly year?: number
  /** Value in the last year. */
  readonly residual: number
  readonly unit: string
}

export interface TargetResult {
  readonly id: string
  readonly name: Text
  readonly rule: string
  readonly indicator: string
  readonly severity: 'must' | 'should'
  readonly met: boolean
  readonly expected: 'met' | 'missed'
  /** ≥ 0 means met, in `unit`; the smallest over the judged years. */
  readonly margin: number
  /** What is judged, in `unit`: the figure in the decisive year. */
  readonly figure: number
  readonly figureUnit: string
  readonly unit: string
  readonly limit: Readonly<Record<string, number>>
  readonly firstMiss?: number
  /** There was nothing to judge (no such unit, none that began): met means no more than not broken. */
  readonly nothing?: boolean
  /** Sectors or entities that weigh most in the miss. */
  readonly drivers: readonly Text[]
  /** Stem of the names by which `explain` knows the numbers (docs/figures.md): `.margin`, `.figure` …. */
  readonly explain?: string
  readonly clause?: string
  readonly source?: string
}

export interface ProjectResult {
  readonly id: string
  readonly name: Text
  readonly status: string
  readonly included: boolean
  readonly start?: number
  readonly end?: number
  readonly ramp?: readonly number[]
  readonly replaces: readonly string[]
}

/**
 * One ledger. `used` is the sum of `parts` (a ratio has none). Without a declared quota `quotas` is empty and `headroom` too:
 * a limit is never invented. Lists belong to `years`.
 */
export interface LedgerResult {
  /** The indicator (or `land`), with `@zone` for a control unit. */
  readonly id: string
  readonly indicator: string
  readonly name: Text
  readonly unit: string
  readonly zone?: string
  /** Stem of the names by which `explain` knows the numbers: `.used`, `.headroom` … (docs/figures.md). */
  readonly explain?: string
  readonly years: readonly number[]
  readonly used: readonly number[]
  /** `existing`: what stands and all that is no project; a status: projects that run, by how far they are; `renewables`: what the rule takes off. */
  readonly parts: readonly { readonly of: string; readonly name: Text; readonly values: readonly number[] }[]
  /** What units that closed since used in their last full year. */
  readonly freed?: readonly number[]
  readonly quotas: readonly QuotaResult[]
  /** By judged year: how much more a new project could use, the least of all quotas (an offset divided by its ratio); negative where short. */
  readonly headroom: Readonly<Record<string, number>>
  /** Use before each plan period and at its end (energy). */
  readonly periods: readonly {
    readonly plan: string
    readonly name: Text
    readonly from: number
    readonly to: number
    readonly before: number
    readonly end: number
    readonly change: number
  }[]
}

/** One limit of a ledger. */
export interface QuotaResult {
  readonly id: string
  /** `total`: of the use; `new-projects`: of what new projects use; `offset`: cuts of all others against ratio × what new projects emit. */
  readonly kind: 'total' | 'new-projects' | 'offset'
  /** Declared as a quota, or a target (cap, quota, reduction, offset) that limits the same. */
  readonly origin: 'quota' | 'target'
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly plan?: string
  readonly ratio?: number
  /** By judged year. `figure` is what is held against `limit`; `margin` ≥ 0 means that it holds. */
  readonly limit: Readonly<Record<string, number>>
  readonly figure: Readonly<Record<string, number>>
  readonly margin: Readonly<Record<string, number>>
  readonly tightest: number
  readonly firstShort?: number
  readonly clause?: string
  readonly source?: string
  readonly grade?: string
}

/** Rows of a cut: `values[i]` belongs to `years[i]` of the horizon. */
export interface CutTable {
  readonly indicator: string
  readonly unit: string
  readonly years: readonly number[]
  readonly rows: readonly {
    readonly id: string
    readonly name: Text
    readonly parent?: string
    readonly given?: boolean
    /** The name by which `explain` knows the row (with `@` and a year: docs/figures.md). */
    readonly explain?: string
    readonly values: readonly number[]
  }[]
}

export interface BalanceRow {
  readonly commodity: string
  readonly name: Text
  readonly unit: string
  readonly item: 'production' | 'imports' | 'uses' | 'demand' | 'exports' | 'flare' | 'losses' | 'unmet'
  readonly explain?: string
  readonly values: readonly number[]
}

export interface ObservedRow {
  readonly item: string
  readonly name: Text
  readonly unit: string
  readonly year: number
  readonly observed: number
  readonly model: number
  readonly explain?: string
}

/** Shares of an indicator by grade, by year. */
export type Shares = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>

export interface AssumptionsResult {
  readonly activities: Shares
  readonly coefficients: Shares
  readonly indicator: string
  readonly unit: string
  readonly year: number
  /** Numbers moved over their range, numbers without a range, ends that were not reached since the county would not hold together. */
  readonly moved: number
  readonly unranged: number
  readonly clipped: number
  readonly byLevel: readonly InfluenceRow[]
  readonly byPeakYear: readonly InfluenceRow[]
}

/** One number at both ends of its range, everything else as it stands. */
export interface InfluenceRow {
  readonly path: string
  readonly file: string
  readonly line: number
  readonly unit: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly grade?: string
  readonly source?: string
  readonly level: readonly [low: number, high: number]
  readonly peakYear: readonly [low: number, high: number]
}

export interface ReconciliationRow {
  readonly id: string
  readonly name: Text
  readonly kind: 'observed' | 'analogue'
  readonly year: number
  readonly unit: string
  readonly model: number
  readonly against: number
  /** model − against, and that as a share of `against`. */
  readonly residual: number
  readonly relative: number
  readonly tolerance: number
  readonly within: boolean
  /** Stem: `.model`, `.against`, `.residual`, `.relative`, `.tolerance`. */
  readonly explain?: string
  readonly source?: string
  readonly note?: Text
}

export interface LevelResult {
  readonly facility: string
  readonly name: Text
  readonly ladder: string
  readonly ladderName: Text
  readonly year: number
  /** kgce per t. */
  readonly figure: number
  readonly level1: number
  readonly level2: number
  readonly level3: number
  /** 1, 2, 3, or 4 for beyond the limit. */
  readonly level: 1 | 2 | 3 | 4
  readonly explain?: string
}

export interface Changes {
  readonly reference: { readonly id: string; readonly title: Text }
  readonly peakYear: number
  readonly peakValue: number
  readonly co2In2030: number
  readonly residual: number
  /**
   * Differences of discounted cost and sales, `net` = cost − sales, of the tonnes of ghg.net over all years, and `net` per
   * tonne where tonnes are avoided: a county that sells less is not cheaper for it.
   */
  readonly cost?: {
    readonly unit: string
    readonly present: number
    readonly sales: number
    readonly net: number
    readonly avoided: number
    readonly perTonne?: number
    readonly perTonneUnit: string
  }
  readonly inputs: readonly {
    readonly path: string
    readonly before: string
    readonly after: string
    readonly file: string
    readonly line: number
  }[]
  /** The reference's own course of the net emissions, one value a year of `tables.sector`; only where a format asks for it. */
  readonly net?: readonly number[]
  /** What each sector's emissions differ by, in the unit of `tables.sector`, one value a year; they add up to the difference of the nets. */
  readonly bySector?: readonly {
    readonly id: string
    readonly name: Text
    readonly values: readonly number[]
  }[]
}

export interface Warning {
  readonly code: string
  readonly slug: string
  readonly severity: string
  readonly message: Text
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Several scenarios run in one command. */
export interface Results {
  readonly format: 'peakzero/results@1'
  readonly results: readonly Result[]
}

/** A format turns a result into bytes and reads nothing else. */
export interface Format {
  readonly name: string
  readonly extension: string
  readonly about: Text
  /** Whether the format shows what only a page shows: the run is then asked for it. */
  readonly page?: boolean
  /** Why these results cannot stand in one document; undefined where they can. */
  refuse?(results: readonly Result[]): Text | undefined
  /** Why this machine cannot write the format, and what to install; undefined where it can. */
  unfit?(options: Pick<RenderOptions, 'language'>): Text | undefined
  /** Bytes that no terminal can show: written to a file or a pipe only. */
  readonly binary?: true
  render(results: readonly Result[], options: RenderOptions): string | Uint8Array
  /** The files of one result in a folder, where they are several (charts); otherwise `render` gives the one file. */
  files?(result: Result, options: RenderOptions): readonly RenderedFile[]
}

export interface RenderedFile {
  readonly name: string
  readonly content: string | Uint8Array
}

export interface RenderOptions {
  readonly language: 'zh' | 'en'
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
  readonly ascii: boolean
  readonly verbose: boolean
  /** The script of the page, for formats that carry one; without it the page is complete but still. */
  readonly script?: string
}
