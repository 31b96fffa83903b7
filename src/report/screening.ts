import type { Text } from '../text/text.ts'
import type { ProjectFacts, ReasonResult } from './admission.ts'

/** What `screen` answers: `peakzero/screen@1`. */
export interface ScreeningResult {
  readonly format: 'peakzero/screen@1'
  readonly generator: { readonly name: 'peakzero'; readonly version: string }
  readonly scenario: {
    readonly id: string
    readonly title: Text
    readonly county: { readonly id: string; readonly title: Text }
  }
  /** The last year that is judged. */
  readonly until: number
  /** Unit of all value added. */
  readonly valueUnit: string
  /** Every project that does not run, each alone against the scenario. */
  readonly projects: readonly ScreenedProject[]
  readonly skipped: readonly { readonly id: string; readonly name: Text; readonly why: Text }[]
  /** Set of projects that fits together, by value added to the last judged year. */
  readonly set: {
    readonly ids: readonly string[]
    readonly valueAdded: number
    readonly explain?: string
    /** The best of all sets if what projects take of a limit adds up; the set was run as a whole in any case. */
    readonly exact: boolean
    readonly verified: boolean
    /** Sets that fit by addition and not in a run. */
    readonly refused: number
    readonly added: readonly string[]
    /** How it was found, in a sentence. */
    readonly method: Text
  }
  /** What enters when a unit closes, most value first; only closures that let something in. */
  readonly freed: readonly {
    readonly units: readonly { readonly id: string; readonly name: Text }[]
    readonly from: number
    readonly enters: readonly { readonly id: string; readonly name: Text }[]
    readonly valueAdded: number
    /** What is bought where the closed units made it; absent where nothing is. */
    readonly bought?: readonly { readonly id: string; readonly name: Text }[]
    /** Value added that the closed units take with them. */
    readonly lost: number
    /** Of `lost`: `explain NAME SCENARIO --close UNIT`. */
    readonly explain?: string
  }[]
}

/** `explain`: the name by which `explain NAME SCENARIO --admit ID` tells it. */
export interface Amount {
  readonly unit: string
  readonly value: number
  readonly explain?: string
}

export interface ScreenedProject extends ProjectFacts {
  readonly verdict: 'admitted' | 'conditions' | 'refused'
  readonly reasons: readonly ReasonResult[]
  /** To the last judged year, summed; absent where value added is not counted. */
  readonly valueAdded?: number
  /** By this name `explain NAME SCENARIO --admit ID` tells it. */
  readonly explain?: string
  /** In its settled year: what it adds to value added and to each indicator that is short. */
  readonly adds: Readonly<Record<string, Amount>>
  /** Value added per tce, per tCO2 and per kg of each pollutant in its settled year; absent where it adds none (it frees). */
  readonly yields: Readonly<Record<string, Amount>>
  readonly inSet: boolean
}

/** Indicators by which projects are queued, and per how much of each. */
export const queued: readonly {
  readonly indicator: string
  readonly per: number
  readonly unit: string
  readonly name: Text
}[] = [
  { indicator: 'energy.controlled', per: 1, unit: 'tce', name: { zh: '每 tce', en: 'per tce' } },
  { indicator: 'co2.total', per: 1, unit: 'tCO2', name: { zh: '每吨 CO₂', en: 'per tCO₂' } },
  { indicator: 'so2', per: 1000, unit: 'kg', name: { zh: '每 kg SO₂', en: 'per kg SO₂' } },
  { indicator: 'nox', per: 1000, unit: 'kg', name: { zh: '每 kg NOx', en: 'per kg NOx' } },
  { indicator: 'pm25', per: 1000, unit: 'kg', name: { zh: '每 kg PM2.5', en: 'per kg PM2.5' } },
  { indicator: 'voc', per: 1000, unit: 'kg', name: { zh: '每 kg VOC', en: 'per kg VOC' } },
]
