import type { Text } from '../text/text.ts'

/** A thing that a reader may move: it is written into the scenario at `path`, as an overlay would. */
export interface Lever {
  readonly id: string
  readonly kind: 'scale' | 'switch' | 'year'
  readonly name: Text
  /** Path in a scenario, and for a scale the year from which it acts. */
  readonly path: string
  readonly from?: number
  /** The slot of the embedded plan. */
  readonly slot: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly step: number
  /** Nothing but costs depends on it. */
  readonly costOnly: boolean
  /** Belongs to the levers that move the result most. */
  readonly main: boolean
}

/** The part of the plan that the page computes with, and what its nodes mean. */
export interface Live {
  readonly scenario: string
  readonly levers: readonly Lever[]
  /** Compact plan and meanings of its nodes, as `analysis/live-plan.ts` packs them. */
  readonly plan: unknown
}
