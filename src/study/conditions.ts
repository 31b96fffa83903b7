import type { Analysed } from '../analysis/figures.ts'
import type { Check } from '../engine/context.ts'
import { dependents } from '../engine/walk.ts'
import type { Batch } from './batch.ts'
import { holds, holdsBy, holdsIn, type Rows } from './judging.ts'

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

/** Rows of the nodes of a batch; `single` are those that hold one value, not one a year. */
export const rowsIn =
  (batch: Batch, single: ReadonlySet<number>) =>
  (node: number): Rows => {
    const rows = batch.output(node)
    return {
      rows,
      bits: new Uint32Array(rows.buffer, rows.byteOffset, rows.length * 2),
      stride: single.has(node) ? 0 : batch.width,
    }
  }

/** The condition that each lane breaks first; undefined where it holds. */
export type Broken = (string | undefined)[]

/**
 * Judges the lanes of a batch that was run, in the order of the conditions; what a lane broke before (a loop, a figure that is no
 * number) stays. A value that is no number breaks its condition. Returns whether all conditions hold in all lanes: a condition
 * is looked at lane by lane only where it does not.
 */
export function judgeOf(
  conditions: readonly Condition[],
  read: (node: number) => Rows,
  years: number,
  batch?: Batch,
): (broken: Broken, count: number) => boolean {
  const judged = conditions.map(({ key, test, node, scale }) => {
    const one = { key, test, node: read(node), scale: scale === undefined ? undefined : read(scale) }
    return { ...one, quick: batch?.machine && holdsBy(batch.machine, one, years, batch.width) }
  })
  return (broken, count) => {
    let sound = true
    for (const one of judged) {
      const length = one.node.stride === 0 ? 1 : years
      // Lanes beyond the last draw repeat it.
      if (one.quick ? one.quick() : holds(one, length, count)) continue
      sound = false
      for (let lane = 0; lane < count; lane++) if (!holdsIn(one, length, lane)) broken[lane] ??= one.key
    }
    return sound
  }
}

/** Says of each lane whose loop has no answer that it is broken. `keyOf`: of a county of a region, its key. */
export function judgeLoops(
  problems: ReturnType<Batch['run']>,
  broken: Broken,
  keyOf: (key: string) => string = (key) => key,
): void {
  for (const { lane, about } of problems) broken[lane] ??= keyOf(`loop ${about.join(' → ')}`)
}
