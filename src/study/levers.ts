import { type Lanes, lanesOf } from '../engine/evaluate-lanes.ts'
import type { LoopProblem } from '../engine/settle.ts'
import type { Lever, Mixture } from '../engine/union.ts'
import { slotsUnder } from '../engine/walk.ts'
import { belongs, type Shapley, shapley } from './attribution.ts'

/** The gap of one figure shared among the levers of a union. */
export interface LeverGap {
  readonly shapley: Shapley
  /** Levers that can move the figure, in the order of the shares. */
  readonly levers: readonly Lever[]
  /** Levers that cannot: no path leads from their slots to the figure. Their share is 0 without being played. */
  readonly idle: readonly Lever[]
  /** The figure at both sides, as the mixture gives it. */
  readonly before: number
  readonly after: number
}

/**
 * Shares the gap of a node of the mixture in one year (Shapley: v(S) is the figure with the slots of the levers of S at the
 * second side). Lanes of one plan: folded, pruned, the asked year only. A mixture whose loop has no answer has no worth:
 * nothing is shared, and the problem is handed back.
 */
export function leverGap<T>(
  union: Mixture<T>,
  node: number,
  year: number,
  options: {
    readonly seed?: number
    readonly permutations?: number
    /** The only lever whose share is wanted: shares of the others are NaN where they need not be played. */
    readonly only?: string
  } = {},
): LeverGap | { readonly problem: LoopProblem } {
  const { plan, a, b } = union
  const under = new Set(slotsUnder(plan, node))
  const live = union.levers.flatMap((lever) => {
    const slots = lever.slots.filter((slot) => under.has(slot))
    return slots.length > 0 ? [{ ...lever, slots }] : []
  })
  const ids = new Set(live.map(({ id }) => id))
  const idle = union.levers.filter(({ id }) => !ids.has(id))
  const free = live.flatMap(({ slots }) => slots)
  const owner = live.flatMap(({ slots }, i) => slots.map(() => i))
  const lanes: Lanes = lanesOf({ plan, values: a, free, wanted: [node], years: [year, year] })
  let problem: LoopProblem | undefined
  const play = (coalitions: readonly Uint32Array[]): Float64Array => {
    const count = coalitions.length
    const slots = new Float64Array(free.length * count)
    for (const [s, slot] of free.entries())
      for (let lane = 0; lane < count; lane++)
        slots[s * count + lane] = belongs(coalitions[lane]!, owner[s]!) ? b[slot]! : a[slot]!
    const figures = lanes.run(slots, count)
    problem ??= figures.problems[0]
    return Float64Array.from({ length: count }, (_, lane) => figures.at(0, lane, year))
  }
  const words = Math.max(1, Math.ceil(live.length / 32))
  const none = new Uint32Array(words)
  const all = new Uint32Array(words).fill(0xffffffff)
  const ends = play([none, all])
  const { only, ...order } = options
  const player = live.findIndex(({ id }) => id === only)
  // A lever that cannot move the figure has no game to play.
  const players = only !== undefined && player < 0 ? 0 : live.length
  const shares = shapley(players, play, player < 0 ? order : { ...order, only: player })
  if (problem) return { problem }
  return { shapley: shares, levers: live, idle, before: ends[0]!, after: ends[1]! }
}
