import type { Text } from '../text/text.ts'

/** What moved an indicator between two years of one scenario, `peakzero/decompose@1`; the same rules as for results. */
export interface Decomposed {
  readonly format: 'peakzero/decompose@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
  }
  readonly indicator: string
  readonly name: Text
  readonly unit: string
  readonly from: number
  readonly to: number
  /** Both years are observed. */
  readonly observed: boolean
  readonly before: number
  readonly after: number
  /** The effects add up to it, and so do the sectors; nothing is rescaled. */
  readonly change: number
  /** By this name `explain` tells the change. */
  readonly explain: string
  readonly effects: readonly EffectRow[]
  readonly sectors: readonly SectorEffects[]
  /** How many leaves each form of the decomposition holds. */
  readonly forms: Readonly<Record<string, number>>
  /** Mann–Kendall test of the years from `from` to `to`; absent for fewer than ten years. */
  readonly trend?: TrendFact
}

export interface EffectRow {
  readonly id: string
  readonly name: Text
  readonly value: number
  readonly explain: string
}

export interface SectorEffects {
  readonly id: string
  readonly name: Text
  readonly change: number
  readonly effects: Readonly<Record<string, number>>
  /** Of the change of the sector; of one effect `effect.EFFECT.INDICATOR.of.SECTOR@FROM..TO`. */
  readonly explain: string
}

export interface TrendFact {
  readonly s: number
  readonly z: number
  /** Two-sided. */
  readonly p: number
  /** By this name `explain` tells z; with `.s` and `.p` in its place the others. */
  readonly explain?: string
}
