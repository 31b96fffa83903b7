import type { Span } from '../diagnostics/span.ts'
import type { Grade } from '../model/given.ts'
import type { Uncertain } from '../model/uncertainty.ts'
import type { Text } from '../text/text.ts'

/**
 * The compiled county: a static single-assignment graph, plain JSON. Names (columns) stand apart from nodes: nodes are
 * hash-consed, columns never. Everything that a user or a study may change without changing structure is a slot.
 *
 * Axis `year` holds one value for each year of the horizon, axis `one` a single value (it broadcasts against `year`).
 * Inputs always have smaller indexes than the node itself, except that a `loop` node's body lies before it and a `tear`
 * node stands for the value that its loop settles on.
 *
 * | op | in | k | value |
 * | --- | --- | --- | --- |
 * | slot | – | [slot index] | the slot's number (one) |
 * | const | – | [number] | that number (one) |
 * | table | – | one number a year | fixed numbers by year (year) |
 * | sum | any | – | left to right, starting from the first |
 * | mul div min max | a, b | – | a·b, a/b (the builder guards the divisor), min, max |
 * | less | a, b | – | 1 where a < b else 0 |
 * | select | c, a, b | – | a where c ≠ 0 else b (both are evaluated) |
 * | exp log pow | a (, b) | – | our own elementary functions (numerics/elementary.ts) |
 * | floor | a | – | the largest whole number not above a |
 * | blend | points (one) | per year: i, wi, j, wj | wi·pᵢ + wj·pⱼ (year): interpolation with constant weights; a term of weight 0 is not read |
 * | lag | x, init (one) | [distance] | x of `distance` years before, `init` in the first years |
 * | at | x | [index of the year] | x in that year (one) |
 * | total | x | [first index, last index] | sum over those years (one) |
 * | running | x | – | sum of x from the first year to this one (year) |
 * | least greatest | x | [first index, last index] | smallest, largest over those years (one) |
 * | lowest | x | – | the smallest of x from the first year to this one (year) |
 * | argmax | x | – | index of the first year in which x is largest (one) |
 * | tear | – | [loop number, position] | the loop's value at that position (year) |
 * | loop | F₁ … Fm | [loop number, position] | z with z = F(z), at that position (year); each of the m positions is a node of its own with the same inputs |
 */
export type Op =
  | 'slot'
  | 'const'
  | 'table'
  | 'sum'
  | 'mul'
  | 'div'
  | 'min'
  | 'max'
  | 'less'
  | 'select'
  | 'exp'
  | 'log'
  | 'pow'
  | 'floor'
  | 'blend'
  | 'lag'
  | 'at'
  | 'total'
  | 'running'
  | 'least'
  | 'greatest'
  | 'lowest'
  | 'argmax'
  | 'tear'
  | 'loop'

export interface Node {
  readonly op: Op
  readonly axis: 'year' | 'one'
  readonly in: readonly number[]
  readonly k?: readonly number[]
}

/**
 * A number that a study may change. `value` is what the model says; studies pass other values, never another Plan. A `factor`
 * is 1 in every run and stands for no number of a file: the year of a band, which only an ensemble moves.
 */
export interface Slot {
  readonly path: string
  readonly unit: string
  readonly kind: 'real' | 'switch' | 'year' | 'factor'
  readonly origin: readonly Span[]
  readonly grade?: Grade
  readonly source?: string
  readonly low?: number
  readonly high?: number
  readonly uncertain?: Uncertain
  /** Of money of another price year: by what it was multiplied to be at the prices of the county. */
  readonly deflated?: number
  /** Of a factor: how much of last year's deviation (in standard normals) is left; last year's slot has the path of this one. */
  readonly persistence?: number
}

/** Where a column belongs: every total can be cut by each of these. */
export interface Cut {
  readonly facility?: string
  readonly sector?: string
  readonly commodity?: string
  readonly species?: string
  readonly scope?: string
}

/** A node with a name. Two columns may share a node; a column has one origin and one cut. */
export interface Column {
  readonly id: string
  readonly node: number
  readonly unit: string
  readonly cut: Cut
  readonly name?: Text
}

/** What a group of nodes means, for the optimiser, for explain and for messages. */
export interface Block {
  readonly kind: 'commission' | 'adoption' | 'dispatch' | 'loop' | 'target'
  readonly nodes: readonly number[]
  /** For a loop: the ids along the circle. For others: the entity. */
  readonly about: readonly string[]
}

export interface Horizon {
  readonly base: number
  readonly observedTo: number
  readonly to: number
}

export interface Plan {
  readonly format: 1
  readonly horizon: Horizon
  readonly slots: readonly Slot[]
  readonly nodes: readonly Node[]
  readonly columns: readonly Column[]
  readonly blocks: readonly Block[]
}

/** Everything that a run computes: one number a year (or one number) a node, read by column. */
export interface Trajectories {
  readonly plan: Plan
  /** Values of a node: length = years of the horizon, or 1 for axis `one`. */
  value(node: number): Float64Array
}

declare const tag: unique symbol
/** A node's index that knows the unit of its values; units neither widen nor mix (the tag is invariant). */
export type Ref<U extends string = string> = number & { readonly [tag]: (unit: U) => U }
