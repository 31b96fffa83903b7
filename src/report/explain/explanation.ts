import type { Operation } from '../../analysis/explain/level.ts'
import type { Text } from '../../text/text.ts'

/** Answers of `explain`, as written to JSON: `peakzero/explain@1`. All texts in both languages, numbers to 12 significant digits. */
export type Explanation =
  | FigurePage
  | StudyPage
  | IndicatorPage
  | CodePage
  | EntityPage
  | RulePage
  | UnitPage
  | ListPage

interface Page {
  readonly format: 'peakzero/explain@1'
  readonly id: string
  readonly name: Text
}

/** A number of one run, down to what set it. */
export interface FigurePage extends Page {
  readonly kind: 'figure'
  readonly about?: Text
  readonly scenario: ScenarioName
  readonly year?: number
  readonly value: number
  readonly unit: string
  readonly tree: PlainLevel
  /** What it adds up from, the ten largest; only where it is a sum. */
  readonly contributions: readonly Contribution[]
  /** Share of the gross amount by the weakest grade under each part; only where it is a sum. */
  readonly evidence: Readonly<Record<string, number>>
  /** How many numbers of files stand under it, and on whose authority. */
  readonly inputs: number
  readonly sources: readonly CitedSource[]
  /** What gives the number again, where it is by nature no figure of one plan. */
  readonly command?: string
}

export interface ScenarioName {
  readonly id: string
  readonly title: Text
  readonly county: Text
}

/** A number of many runs, from the saved result of a study that holds it. */
export interface StudyPage extends Page {
  readonly kind: 'study'
  /** What the statistic says; `name` is the figure of which it is one. */
  readonly about: Text
  readonly scenario: ScenarioName
  readonly year?: number
  readonly value: number
  readonly unit: string
  /** 95 %. */
  readonly interval?: readonly [low: number, high: number]
  /** How the runs were made, and how many count. */
  readonly made: Text
  /** The saved result. */
  readonly file: string
  /** Uncertain numbers that stand behind it. */
  readonly uncertain: number
  /** The input that it belongs to, or those that move the single run most: the largest ten. */
  readonly inputs: readonly StudyInput[]
  /** The figure in the single run; with the scenario its page. */
  readonly single?: {
    readonly what: string
    readonly value: number
    readonly unit: string
    readonly page?: FigurePage
  }
  /** What gives the study again, beside overlays and assignments. */
  readonly command: string
}

export interface StudyInput {
  readonly id: string
  readonly name: Text
  readonly unit?: string
  readonly value?: number
  /** 5 % and 95 % quantile. */
  readonly low?: number
  readonly high?: number
  /** Change of the single run at either end, in the unit of the figure. */
  readonly moves?: readonly [low: number, high: number]
  readonly file: string
  readonly line: number
}

/** One value with what it is made of (operations: docs/figures.md). */
export interface PlainLevel {
  readonly name: Text
  readonly id?: string
  readonly value: number
  readonly unit: string
  readonly year?: number
  readonly how?: Operation
  readonly terms?: readonly PlainTerm[]
  readonly folded?: boolean
  readonly input?: PlainInput
}

export interface PlainTerm extends PlainLevel {
  readonly factor: number
  readonly joined?: number
}

/** A number as it stands in a file. */
export interface PlainInput {
  readonly path: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** As written. */
  readonly text?: string
  readonly grade?: string
  readonly source?: string
  readonly title?: Text
}

export interface Contribution {
  readonly id?: string
  readonly name: Text
  readonly value: number
  readonly share: number
}

export interface CitedSource {
  readonly id: string
  readonly title: Text
  readonly url?: string
  readonly verified?: string
  /** Numbers under the figure that name it. */
  readonly inputs?: number
}

/** What an indicator is; with a scenario its values too. */
export interface IndicatorPage extends Page {
  readonly kind: 'indicator'
  readonly about: Text
  readonly unit: string
  readonly scenario?: ScenarioName
  readonly values?: Readonly<Record<string, number>>
}

/** A code of the checks. */
export interface CodePage extends Page {
  readonly kind: 'code'
  readonly slug: string
  readonly severity: string
  /** The message with its places in braces. */
  readonly message: Text
  readonly help?: Text
}

/** Something that files name: a process, a commodity, a sector, a target, a clause. */
export interface EntityPage extends Page {
  readonly kind: 'entity'
  readonly section: string
  readonly what: Text
  readonly scenario?: ScenarioName
  readonly rows: readonly EntityRow[]
  readonly sources: readonly CitedSource[]
  /** Who else names it. */
  readonly used: readonly { readonly what: Text; readonly ids: readonly string[] }[]
  /** What to ask for next. */
  readonly figures: readonly string[]
}

export interface EntityRow {
  readonly key: string
  readonly about?: Text
  readonly text: string
  readonly file: string
  readonly line: number
  readonly grade?: string
  readonly source?: string
}

/** A rule of targets. */
export interface RulePage extends Page {
  readonly kind: 'rule'
  readonly about: Text
  readonly fields: readonly { readonly key: string; readonly about: Text }[]
}

/** A unit and what it converts to. */
export interface UnitPage extends Page {
  readonly kind: 'unit'
  readonly canonical: string
  readonly factor: number
  /** Other units of the same dimension, and how much of each one of this is. */
  readonly others: readonly { readonly unit: string; readonly factor: number }[]
}

/** Names that can be asked for. */
export interface ListPage extends Page {
  readonly kind: 'list'
  readonly items: readonly { readonly id: string; readonly about: Text }[]
}
