import type { LivePlan } from '../analysis/live-pack.ts'
import type { Text } from '../text/text.ts'

/** A thing that a reader may move: it stands at `path` of the scenario, where an overlay writes it. */
export interface Lever {
  readonly kind: 'scale' | 'switch' | 'year' | 'share'
  readonly name: Text
  readonly path: string
  /** The year from which a scale acts. */
  readonly from?: number
  /** The slot of the live plan. */
  readonly slot: number
  /** Of a share: the list of `Live.lists` in which it stands, and at which place. */
  readonly list?: string
  readonly item?: number
  /** Where it stands in the saved scenario. */
  readonly value: number
  readonly low: number
  readonly high: number
  readonly step: number
  /** Nothing that the page shows depends on it, only what things cost. */
  readonly costOnly: boolean
  /** One of those that move the result most. */
  readonly main: boolean
}

/** What a page computes with. */
export interface Live {
  /** The file of the scenario, for the command that gives the same run. */
  readonly file: string
  readonly county: string
  readonly levers: readonly Lever[]
  /** Names of sectors, also of those that only a moved lever brings. */
  readonly sectors: Readonly<Record<string, Text>>
  /** Lists that an overlay can only replace whole, by their path: the outlets of by-products, as the scenario has them. */
  readonly lists: Readonly<Record<string, readonly unknown[]>>
  readonly plan: LivePlan
}
