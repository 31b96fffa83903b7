import type { Span } from '../../diagnostics/span.ts'
import type { Grade } from '../../model/given.ts'
import type { Text } from '../../text/text.ts'

/**
 * How the value of a level comes from its terms. Every term has a `factor` f beside its value v, so that a reader can work each
 * level out again:
 *
 * | operation | value |
 * | --- | --- |
 * | sum | Σ f·v |
 * | product | Π v^f (f = −1 divides) |
 * | interpolation | Σ f·v, the factors being weights of years |
 * | geometric | Π v^f, the factors being weights of years |
 * | least, greatest | min, max of v |
 * | power | v₁ ^ v₂ |
 * | exponential, logarithm, floor | e^v, ln v, ⌊v⌋ |
 * | less | 1 where v₁ < v₂, else 0 |
 * | same | v of the one term (another year, or the branch that was taken) |
 * | sum-of-years | Σ v |
 * | least-of-years, greatest-of-years | min, max of v |
 * | index-of-greatest | how many years after the first one v is largest |
 */
export type Operation =
  | 'sum'
  | 'product'
  | 'interpolation'
  | 'geometric'
  | 'least'
  | 'greatest'
  | 'power'
  | 'exponential'
  | 'logarithm'
  | 'floor'
  | 'less'
  | 'same'
  | 'sum-of-years'
  | 'least-of-years'
  | 'greatest-of-years'
  | 'index-of-greatest'

/** A number that somebody wrote: which one, where, on whose authority. */
export interface Input {
  readonly path: string
  readonly at: Span | undefined
  readonly grade?: Grade
  readonly source?: string
  /** Of money of another price year: by what the deflator multiplied it. */
  readonly deflated?: number
}

/** One value of an explanation, and what it is made of. */
export interface Level {
  readonly name: Text
  /** What `explain` takes to go on from here. */
  readonly id?: string
  readonly value: number
  /** Canonical unit; `1` for a plain number, empty where it is not known. */
  readonly unit: string
  /** Where it is of another year than the page. */
  readonly year?: number
  readonly how?: Operation
  readonly terms?: readonly Term[]
  /** There are terms, deeper than asked for. */
  readonly folded?: boolean
  readonly input?: Input
}

/** A level as part of the level above. */
export interface Term extends Level {
  readonly factor: number
  /** How many terms are joined in this one, the smaller ones of a long sum. */
  readonly joined?: number
}
