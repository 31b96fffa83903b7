/** Raw draws of an ensemble: each draw with its inputs and what it came to, as columns. */

/** What stands in a column: a number in the unit of its name, yes or no, a calendar year. */
export interface RawColumn {
  readonly name: string
  readonly kind: 'number' | 'flag' | 'year'
}

/** What raw draws are of: told once, before the first. */
export interface RawHead {
  readonly program: string
  readonly scenario: string
  readonly design: string
  readonly seed: number
  /** Columns after the number of the draw and the condition that it breaks. */
  readonly columns: readonly RawColumn[]
}

/** Draws beside each other. */
export interface RawBlock {
  /** Number of the first. */
  readonly first: number
  readonly rows: number
  /** The condition that each draw breaks; of those that do, figures and verdicts are empty. */
  readonly broken: readonly (string | undefined)[]
  /** Column by column, `rows` numbers each, rounded as all results are; NaN: empty. */
  readonly numbers: Float64Array
}

/** Who takes raw draws: the head first, then blocks in the order of their draws. */
export interface RawSink {
  head(head: RawHead): void
  block(block: RawBlock): void
}

/** Writes raw draws as a file. */
export interface RawWriter extends RawSink {
  /** After the last block. */
  finish(): void
}
