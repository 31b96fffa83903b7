import type { Span } from '../../diagnostics/span.ts'
import type { Dimension } from '../../quantity/dimension.ts'

/** What a commodity of the library is, as far as an import asks. */
export interface Fuel {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Unit of account as the library writes it, what it measures, and how many canonical units it is. */
  readonly unit: string
  readonly dimension: Dimension
  readonly factor: number
  readonly group: string
  /** GJ per unit of account. */
  readonly heat?: number
  /** Whether the library lets it be bought and sold. */
  readonly tradable: boolean
  /** tce per unit of account; absent for what is no energy. */
  readonly tce?: number
  /** Coal equivalent of electricity by the equivalent value, tce per unit, first year of the library. */
  readonly equivalent?: number
  /** tC per unit of account; absent for what carries none. */
  readonly carbon?: number
  /** tC per GJ, where the library states the carbon so: then it moves with the heat value of the books. */
  readonly carbonPerHeat?: number
}

/**
 * What an amount is to the unit that it stands with: burnt; burnt within a carbon balance; feedstock; lost on the way; handed
 * on; left in solids.
 */
export type Use = 'fuel' | 'own-fuel' | 'feedstock' | 'material' | 'output' | 'stored'

/** One figure that went into the baseline. */
export interface Figure {
  readonly unit: string
  readonly year: number
  readonly commodity: string
  readonly use: Use
  /** In the unit of account of the commodity. */
  readonly amount: number
  readonly at: Span
  readonly table: 'enterprises' | 'stocks' | 'balance'
  /** The product in whose row it stands, where a list has a row a product. */
  readonly product?: string
}

/** An output that is counted only: it is no energy and no carbon flow of the accounts. */
export interface Output {
  readonly unit: string
  readonly year: number
  readonly product: string
  readonly amount: number
  /** Unit of `amount`. */
  readonly measure: string
  readonly at: Span
}

/** A firm, or a row of a balance: what becomes a facility of the baseline. */
export interface Unit {
  readonly key: string
  readonly name: string
  readonly code?: string
  /** Whose it is, where it is one product of a firm. */
  readonly firm?: string
  readonly sector: string
  /** Code of its industry, as the book writes it. */
  readonly industry?: string
  readonly at: Span
}

/** A sum that the books print, beside what was read. */
export interface Sum {
  readonly what: string
  readonly where: Span
  readonly unit: string
  readonly printed: number
  readonly read: number
  readonly agrees: boolean
}

/** What was seen and is not in the baseline. */
export interface LeftOut {
  readonly at: Span
  readonly why: string
  readonly what: string
  readonly amount?: number
  readonly unit?: string
}

/** What was taken on somebody's guess, not on the word of the books. */
export interface Guess {
  readonly at: Span
  readonly what: string
  readonly as: string
}

/** Everything that the books gave, in one place. */
export interface Gathered {
  readonly units: Map<string, Unit>
  readonly figures: Figure[]
  readonly outputs: Output[]
  readonly values: {
    readonly unit: string
    readonly year: number
    readonly amount: number
    readonly at: Span
  }[]
  readonly capacities: {
    readonly unit: string
    readonly product: string
    readonly amount: number
    readonly measure: string
    readonly at: Span
  }[]
  /** Printed standard quantities: tce beside a physical amount in the unit of account. */
  readonly standards: {
    readonly commodity: string
    readonly year: number
    readonly physical: number
    readonly tce: number
  }[]
  /** What becomes of carbon that a unit takes in and hands on in nothing: units that the books do not let burn it all. */
  readonly fates: Map<string, 'emitted' | 'stored'>
  readonly sums: Sum[]
  readonly left: LeftOut[]
  readonly guesses: Guess[]
}

export function gathered(): Gathered {
  return {
    units: new Map(),
    figures: [],
    outputs: [],
    values: [],
    capacities: [],
    standards: [],
    fates: new Map(),
    sums: [],
    left: [],
    guesses: [],
  }
}

/** The commodity of energy that the books give only in tce. */
export const unspecified = 'energy-unspecified'
/** Carbon of gangue and losses: it stays in solids. */
export const solids = 'carbon-in-solids'
/** Carbon that comes out of a conversion and went in nowhere. */
export const unknownCarbon = 'carbon-of-unknown-origin'
/** The sector of what names none that is known. */
export const unclassified = 'unclassified'
