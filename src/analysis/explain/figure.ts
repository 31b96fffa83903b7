import type { Ref, Trajectories } from '../../engine/plan.ts'
import type { Text } from '../../text/text.ts'
import type { Analysed } from '../figures.ts'
import type { Level } from './level.ts'
import type { Names } from './names.ts'

/** A run, and what things are called in it. */
export interface Told {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
  readonly names: Names
}

/** A figure found: the node that holds it. */
export interface Figure {
  /** As it was asked for, cuts in their shortest form. */
  readonly id: string
  readonly name: Text
  readonly unit: string
  readonly node: Ref
  readonly about?: Text
  /** The year that is meant where none is said: one that the run decides. */
  readonly yearOf?: (trajectories: Trajectories) => number
  /** Has no year: a figure of the whole run. */
  readonly timeless?: boolean
  /** The indicator that it is (a part of). */
  readonly indicator?: string
  /** Why a run has no such figure (a year of neutrality that is not reached); undefined where it has one. */
  readonly absent?: (trajectories: Trajectories, index: number) => Text | undefined
  /** What is no operation of the plan (a share by grade) is told as levels of its own; `node` then holds what it is a share of. */
  readonly levels?: (told: Told, index: number) => Level
}
