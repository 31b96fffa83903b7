import type { Text } from '../text/text.ts'
import type { NeutralityFact, PeakFact } from './result.ts'

/** By what a gap may be taken apart. */
export const cutWords = ['sector', 'facility', 'firm', 'zone', 'effect', 'lever'] as const
export type CutWord = (typeof cutWords)[number]

/**
 * What differs between scenarios, `peakzero/compare@1`: plain data, every text in both languages, numbers in the stated unit
 * and rounded once to 12 significant digits. The first scenario is the reference of all others.
 */
export interface Comparison {
  readonly format: 'peakzero/compare@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenarios: readonly ComparedScenario[]
  /** Years that all sides tell; figures of other years are not compared. */
  readonly years: readonly number[]
  /** Last year that is observed on all sides. */
  readonly observedTo: number
  /** By indicator id: those that every side has, in one unit. */
  readonly indicators: Readonly<Record<string, ComparedIndicator>>
  /** Indicators that not all sides have, or not in one unit. */
  readonly notCompared: readonly string[]
  /** Fact by scenario, in their order. */
  readonly peak: readonly PeakFact[]
  readonly neutrality: readonly NeutralityFact[]
  readonly targets: readonly ComparedTarget[]
  /** Each other scenario against the reference. */
  readonly pairs: readonly Pair[]
}

export interface ComparedScenario {
  readonly id: string
  readonly title: Text
  readonly county: { readonly id: string; readonly title: Text }
  /** As it was named: a scenario file, or a saved result. */
  readonly path: string
  readonly saved: boolean
}

export interface ComparedIndicator {
  readonly unit: string
  readonly name: Text
  /** One row a scenario, one number a year of `years`. */
  readonly values: readonly (readonly number[])[]
}

export interface ComparedTarget {
  readonly id: string
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly unit: string
  /** By scenario; a scenario without the target is `absent`. */
  readonly verdicts: readonly ('met' | 'missed' | 'absent')[]
  /** By scenario; missing where the target is. */
  readonly margins: Readonly<Record<string, number>>
}

/** One scenario against the reference. */
export interface Pair {
  readonly scenario: string
  /** How many indicators differ in some year, beyond their tolerance. */
  readonly differing: number
  /** Every difference beyond its tolerance: the largest of each indicator. */
  readonly beyond: readonly Beyond[]
  /** Ids of targets that only this scenario meets, and that only the reference meets. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
  /** Absent where a side is a saved result. */
  readonly inputs?: readonly InputDifference[]
  readonly attribution?: Attribution
  /** What could not be told, and why. */
  readonly notes: readonly Text[]
}

export interface Beyond {
  readonly indicator: string
  readonly year: number
  readonly reference: number
  readonly value: number
  readonly difference: number
  /** What was allowed in that year, in the unit of the indicator. */
  readonly tolerance: number
  /** By this name `explain` tells the difference: `explain NAME SCENARIO --against REFERENCE`. */
  readonly explain?: string
}

export interface InputDifference {
  readonly path: string
  readonly before?: InputSide
  readonly after?: InputSide
}

export interface InputSide {
  readonly value: string
  readonly file: string
  readonly line: number
}

/** Who causes the gap of one indicator in one year. Rows of each list add up to `gap`; nothing is rescaled. */
export interface Attribution {
  readonly indicator: string
  readonly name: Text
  readonly year: number
  readonly unit: string
  readonly before: number
  readonly after: number
  readonly gap: number
  /** By this name `explain` tells the gap: `explain NAME SCENARIO --against REFERENCE`. */
  readonly explain?: string
  readonly sector?: readonly Share[]
  /** Sectors with others below them: the sum of all below; beside `sector`, not part of what adds up. */
  readonly sectorTotals?: readonly Share[]
  readonly facility?: readonly Share[]
  readonly firm?: readonly Share[]
  readonly zone?: readonly Share[]
  readonly effect?: readonly Share[]
  readonly lever?: LeverShares
}

export interface Share {
  readonly id: string
  readonly name: Text
  /** Where it was, where it is; only for cuts. */
  readonly before?: number
  readonly after?: number
  readonly difference: number
  /** By this name `explain` tells the difference; only for sectors, facilities and effects. */
  readonly explain?: string
}

export interface LeverShares {
  /** All orders, or a sample of orders drawn with the seed. */
  readonly method: 'exact' | 'sampled'
  readonly runs: number
  readonly permutations?: number
  readonly seed?: number
  readonly rows: readonly LeverShare[]
}

export interface LeverShare extends Share {
  /** Standard error of the difference; only where sampled. */
  readonly error?: number
  /** Inputs that the lever turns. */
  readonly paths: readonly string[]
}
