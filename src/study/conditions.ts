import type { Analysed } from '../analysis/figures.ts'
import type { Check } from '../engine/context.ts'
import { dependents } from '../engine/walk.ts'
import type { Batch } from './batch.ts'

/** How far a condition may be missed by rounding alone, as in a single run (engine/run.ts). */
const slack = 1e-9

/** The conditions of a county that moving numbers may break. What nothing moves holds everywhere, since the run holds. */
export interface Conditions {
  /** Nodes that have to be computed so that the conditions can be judged. */
  readonly nodes: readonly number[]
  /** Judges the lanes of a batch that was run; the key of the first condition that a lane breaks. */
  reader(batch: Batch): (lane: number, loops: ReadonlyMap<number, string>) => string | undefined
  /** What a key stands for; undefined for a loop without an answer, or a figure that is no number. */
  check(key: string): Check | undefined
}

/** Conditions that these slots can move. */
export function conditionsOf({ plan, checks }: Analysed, slots: readonly number[]): Conditions {
  const moving = dependents(plan, new Set(slots))
  const judged = checks.filter(
    ({ node, scale }) => moving[node] === 1 || (scale !== undefined && moving[scale] === 1),
  )
  const years = plan.horizon.to - plan.horizon.base + 1
  return {
    nodes: judged.flatMap(({ node, scale }) => (scale === undefined ? [node] : [node, scale])),
    check: (key) => (key.startsWith('check ') ? judged[Number(key.slice(6))] : undefined),
    reader(batch) {
      const read = readerOf(batch, plan.nodes)
      const rows = judged.map(({ node, scale, test }) => ({
        test,
        node: read(node),
        scale: scale === undefined ? undefined : read(scale),
        length: plan.nodes[node]!.axis === 'year' ? years : 1,
      }))
      return (lane, loops) => {
        const loop = loops.get(lane)
        if (loop !== undefined) return loop
        for (const [i, { test, node, scale, length }] of rows.entries())
          for (let t = 0; t < length; t++) {
            const value = node(t, lane)
            const size = scale === undefined ? 1 : Math.max(1e-6, Math.abs(scale(t, lane)))
            const wrong =
              test === 'one'
                ? Math.abs(value - 1) > 1e-6
                : test === 'at-most-one'
                  ? value > size * (1 + slack)
                  : value < -slack * size
            if (wrong || Number.isNaN(value)) return `check ${i}`
          }
        return undefined
      }
    },
  }
}

/** A value of a node in a year and a lane; one that does not change by year is the same in each. */
export function readerOf(batch: Batch, nodes: Analysed['plan']['nodes']) {
  const { width } = batch
  return (node: number) => {
    const rows = batch.output(node)
    const stride = nodes[node]!.axis === 'year' ? width : 0
    return (t: number, lane: number): number => rows[t * stride + lane]!
  }
}
