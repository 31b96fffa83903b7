import type { Text } from '../text/text.ts'
import type { LevelResult, PeakFact, Warning } from './result.ts'

/**
 * What `admit` answers: `peakzero/admit@1`. Numbers are in the stated unit, rounded to 12 significant digits; texts in both
 * languages; no null anywhere.
 */
export interface AdmissionResult {
  readonly format: 'peakzero/admit@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
    readonly files: readonly { readonly path: string; readonly sha256: string }[]
  }
  readonly project: ProjectFacts
  /** The last year that is judged. */
  readonly until: number
  readonly verdict: 'admitted' | 'conditions' | 'refused'
  /** Why not, or not as it is: the one that binds first comes first. */
  readonly reasons: readonly ReasonResult[]
  /** Targets and quotas that the scenario misses without the project; they are told, and refuse only what makes a quota worse. */
  readonly missedBefore: readonly {
    readonly id: string
    readonly rule: string
    readonly name: Text
    readonly severity: 'must' | 'should'
    readonly unit: string
    readonly year: number
    readonly without: number
    readonly with: number
    readonly explain?: string
  }[]
  readonly effect: {
    readonly peak: { readonly without: PeakFact; readonly with: PeakFact }
    /** What the project adds to each indicator, by year: with less without. */
    readonly indicators: Readonly<
      Record<
        string,
        { readonly unit: string; readonly name: Text; readonly values: Readonly<Record<string, number>> }
      >
    >
  }
  /** Each line of each ledger in the year in which it is tightest with the project. */
  readonly ledgers: readonly LedgerEffect[]
  /** Ledgers without a declared quota: what the project adds in its settled year. */
  readonly unlimited: readonly {
    readonly id: string
    readonly name: Text
    readonly unit: string
    readonly added: number
    readonly explain?: string
  }[]
  readonly level?: Omit<LevelResult, 'facility' | 'name'>
  /** Units that do less, or more, because of the project, in its settled year. */
  readonly displaced: readonly {
    readonly id: string
    readonly name: Text
    readonly unit: string
    readonly without: number
    readonly with: number
    readonly explain?: string
  }[]
  /** Changes that let it in, each confirmed by a re-run of its overlay. */
  readonly offers: readonly OfferResult[]
  /** What the search went through; absent where nothing had to be looked for. */
  readonly searched?: {
    readonly sizes: number
    readonly years: number
    readonly closures: number
    readonly measures: number
    readonly pairs: number
    readonly runs: number
  }
  readonly warnings: readonly Warning[]
}

export interface ProjectFacts {
  readonly id: string
  readonly name: Text
  readonly status: string
  readonly process?: string
  readonly firm?: Text
  readonly site?: string
  readonly zone?: string
  readonly start?: number
  /** First full year after its last stage and its ramp. */
  readonly settled?: number
  readonly capacity?: number
  readonly unit?: string
}

export interface ReasonResult {
  readonly rule:
    | 'limit'
    | 'supply'
    | 'entry'
    | 'idle'
    | 'broken'
    | 'zone'
    | 'needs'
    | 'excludes'
    | 'replaces'
    | 'approval'
  /** Quota, target, commodity, zone, project that it is about. */
  readonly id: string
  readonly name: Text
  readonly severity: 'must' | 'should'
  /** The whole sentence. */
  readonly text: Text
  /** By this name `explain NAME SCENARIO --admit PROJECT` tells it; without `--admit` as it was without the project. */
  readonly explain?: string
  readonly ledger?: string
  /** The level that entry asks for. */
  readonly wanted?: number
  readonly unit?: string
  /** The first year, and the one in which most is missing. */
  readonly year?: number
  readonly worst?: number
  readonly without?: number
  readonly with?: number
  readonly missing?: number
  /** It was short in that year without the project. */
  readonly before?: boolean
  /** Found only at this share of its size: the whole would be let in where a part is not. */
  readonly part?: number
  readonly clause?: string
  readonly source?: string
  readonly grade?: string
}

export interface LedgerEffect {
  readonly ledger: string
  readonly quota: string
  readonly kind: 'total' | 'new-projects' | 'offset'
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly unit: string
  readonly year: number
  /** What is held against the quota without the project, what the project adds, the quota, and what is left. */
  readonly used: number
  readonly project: number
  readonly limit: number
  readonly headroom: number
  readonly fits: boolean
  readonly grade?: string
  /** Of the headroom. */
  readonly explain?: string
}

export interface OfferResult {
  readonly kinds: readonly string[]
  readonly text: Text
  /** YAML to lay over the project (`--offset`). */
  readonly overlay: string
  readonly verdict: 'admitted' | 'conditions'
  /** What is bought where the units that close made it; absent where nothing is. */
  readonly bought?: readonly { readonly id: string; readonly name: Text }[]
  /** Change of the county's value added in the settled year. */
  readonly valueAdded?: {
    readonly unit: string
    readonly year: number
    readonly change: number
    readonly explain?: string
  }
}
