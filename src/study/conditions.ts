import type { Analysed } from '../analysis/figures.ts'
import type { Check } from '../engine/context.ts'
import { dependents } from '../engine/walk.ts'
import type { Batch } from './batch.ts'

/** How far a condition may be missed by rounding alone, as in a single run (engine/run.ts). */
const slack = 1e-9

/** What a node must be at every point, as checks of a single run ask: plain data, so that it can be posted to threads. */
export interface Condition {
  readonly key: string
  readonly test: 'one' | 'at-most-one' | 'non-negative'
  readonly node: number
  readonly scale?: number
}

/** A condition with the check that it stands for. */
export type Stated = Condition & { readonly check: Check }

/** Conditions that these slots can move. What nothing moves holds everywhere, since the run holds. */
export function conditionsOf({ plan, checks }: Analysed, slots: readonly number[]): readonly Stated[] {
  const moving = dependents(plan, new Set(slots))
  return checks
    .filter(({ node, scale }) => moving[node] === 1 || (scale !== undefined && moving[scale] === 1))
    .map((check, i) => {
      const { node, scale, test } = check
      return { key: `check ${i}`, test, node, ...(scale === undefined ? {} : { scale }), check }
    })
}

/** Nodes that have to be computed so that conditions can be judged. */
export const nodesOf = (conditions: readonly Condition[]): readonly number[] =>
  conditions.flatMap(({ node, scale }) => (scale === undefined ? [node] : [node, scale]))

/** Rows of a node: a value is at `year · stride + lane`. */
export interface Rows {
  readonly rows: Float64Array
  /** 0 for one value that holds in every year. */
  readonly stride: number
}

/** Rows of the nodes of a batch; `single` are those that hold one value, not one a year. */
export const rowsIn =
  (batch: Batch, single: ReadonlySet<number>) =>
  (node: number): Rows => ({ rows: batch.output(node), stride: single.has(node) ? 0 : batch.width })

/** The condition that each lane breaks first; undefined where it holds. */
export type Broken = (string | undefined)[]

/**
 * Judges the lanes of a batch that was run, in the order of the conditions; what a lane broke before (a loop, a figure that is no
 * number) stays. A value that is no number breaks its condition.
 */
export function judgeOf(
  conditions: readonly Condition[],
  read: (node: number) => Rows,
  years: number,
): (broken: Broken, count: number) => void {
  const judged = conditions.map(({ key, test, node, scale }) => ({
    key,
    test,
    node: read(node),
    scale: scale === undefined ? undefined : read(scale),
  }))
  const judge = ({ key, test, node, scale }: (typeof judged)[number], broken: Broken, count: number) => {
    const last = node.stride === 0 ? 0 : years - 1
    for (let t = 0; t <= last; t++)
      for (let lane = 0; lane < count; lane++) {
        const value = node.rows[t * node.stride + lane]!
        const size = scale === undefined ? 1 : Math.max(1e-6, Math.abs(scale.rows[t * scale.stride + lane]!))
        const right =
          test === 'one'
            ? Math.abs(value - 1) <= 1e-6
            : test === 'at-most-one'
              ? value <= size * (1 + slack)
              : value >= -slack * size
        if (!right) broken[lane] ??= key
      }
  }
  return (broken, count) => {
    for (const one of judged) judge(one, broken, count)
  }
}

/** Says of each lane whose loop has no answer that it is broken. */
export function judgeLoops(problems: ReturnType<Batch['run']>, broken: Broken): void {
  for (const { lane, about } of problems) broken[lane] ??= `loop ${about.join(' → ')}`
}
