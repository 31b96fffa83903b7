import type { Code } from '../diagnostics/codes.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Commodity } from '../model/commodity.ts'
import type { Curve } from '../model/curve.ts'
import type { EndUse, Facility, Project } from '../model/facility.ts'
import type { Given } from '../model/given.ts'
import type { Measure } from '../model/measure.ts'
import type { Model } from '../model/model.ts'
import type { Method, Use } from '../model/process.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Text } from '../text/text.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './plan.ts'

/** One flow of an actor, with the commodity that it carries. */
export interface ActorFlow {
  readonly id: string
  readonly of: string
  readonly commodity: Commodity
  readonly direction: 'in' | 'out'
  readonly use: Use
  readonly lead: boolean
  readonly amount: Curve
  /** Where the coefficient is set: the slot's path. */
  readonly path: string
  readonly at: Span
  /** The capture measure that takes it; its amount is then per tCO2 captured. */
  readonly capture?: string
}

/** Whatever has an activity and flows: a facility, a project, an end use, or one technology that serves an end use. */
export interface Actor {
  readonly id: string
  readonly kind: 'facility' | 'project' | 'end-use' | 'technology'
  readonly path: string
  readonly name: Text
  readonly sector: string
  readonly at: Span
  /** The process that it runs; absent for end uses with their own inputs and for given figures. */
  readonly process?: string
  readonly flows: readonly ActorFlow[]
  readonly methods: readonly Method[]
  /** Where the methods are set. */
  readonly methodsPath: string
  readonly lead?: ActorFlow
  /** Dimension of a unit of activity (without the year). */
  readonly unit: Dimension
  readonly facility?: Facility | Project
  readonly endUse?: { readonly id: string; readonly is: EndUse; readonly share?: Curve }
}

/** An emission of one actor, of one species, in one scope: what every total is summed from. */
export interface EmissionLeaf {
  readonly kind: 'emission'
  readonly actor: string
  readonly sector: string
  readonly commodity: string
  readonly species: string
  /** `energy` and `process` are scope 1; `memo` is biogenic or told beside; sinks and stored amounts are negative. */
  readonly scope: 'energy' | 'process' | 'indirect' | 'sink' | 'stored' | 'memo'
  /** t a year of the species (tCO2 for CO2, tCO2e for given CO2e). */
  readonly node: Ref
  /** Taken as it was given, not modelled. */
  readonly given: boolean
  /** The accounting method that it comes from. */
  readonly method: EmissionMethod
  /**
   * What it is proportional to, where that is not the actor's activity: fuel burnt or energy bought in GJ a year, the area of
   * a sink. Decompositions read it.
   */
  readonly basis?: Ref
}

/** How an emission is accounted (model.md, Emissions). */
export type EmissionMethod =
  | 'combustion'
  | 'carbon-balance'
  | 'process'
  | 'indirect'
  | 'stored'
  | 'sink'
  | 'given'

/** Energy that an actor takes (positive) or hands on (negative), in tce of both conventions. */
export interface EnergyLeaf {
  readonly kind: 'energy'
  readonly actor: string
  readonly sector: string
  readonly commodity: string
  readonly use: Use | 'lead' | 'by-product' | 'flare' | 'losses'
  /** Canonical units of the commodity a year. */
  readonly amount: Ref
  readonly calorific: Ref
  readonly equivalent: Ref
  /** Raw material for a product that is no energy carrier: excluded from controlled energy. */
  readonly feedstock: boolean
  readonly given: boolean
}

/** Value added and water of an actor. */
export interface OtherLeaf {
  readonly kind: 'value-added' | 'water'
  readonly actor: string
  readonly sector: string
  readonly node: Ref
}

/** What something costs a year; sales are income and stand beside the cost. */
export interface CostLeaf {
  readonly kind: 'cost'
  readonly component: 'capital' | 'fixed' | 'variable' | 'measures' | 'purchases' | 'carbon' | 'sales'
  readonly actor: string
  readonly sector: string
  /** What is bought or sold; the measure; empty for the rest. */
  readonly commodity: string
  /** 万元 of the price year, a year. */
  readonly node: Ref
}

/** What an adopted measure captures of one actor, tCO2 per unit of activity. */
export interface Captured {
  readonly measure: string
  readonly stream: string
  readonly perActivity: Ref
  readonly stored: Ref
}

/** A measure where it is adopted: the share of the activity. */
export interface AdoptedShare {
  readonly id: string
  readonly measure: Measure
  readonly adoption: Ref
}

export type Leaf = EmissionLeaf | EnergyLeaf | OtherLeaf | CostLeaf

/** The balance of one commodity: every term a year, in canonical units. production + imports = uses + demand + exports + flare + losses − unmet. */
export interface Balance {
  readonly commodity: string
  readonly production: Ref
  readonly imports: Ref
  readonly uses: Ref
  readonly demand: Ref
  readonly exports: Ref
  readonly flare: Ref
  readonly losses: Ref
  readonly unmet: Ref
}

/** A condition on a node that the run must meet: the engine checks it after each run and reports it at its place. */
export interface Check {
  readonly node: Ref
  readonly test: 'at-most-one' | 'one' | 'non-negative'
  /** The absolute size against which non-negativity is judged; for `at-most-one` the limit, 1 unless said. */
  readonly scale?: Ref
  readonly code: Code
  readonly at: Span
  readonly args: Readonly<Record<string, string | number>>
}

/** What the accounts share while one model is compiled. Accounts never import each other: they meet here. */
export interface Context {
  readonly g: Graph
  readonly model: Model
  readonly diagnose: Diagnose
  readonly actors: readonly Actor[]
  /** Projects that run, retrofits among them. */
  readonly runningProjects: ReadonlySet<string>
  /** A slot for a number. */
  given(given: Given, path: string): Ref
  /** Nodes for a series; `start` is the value that growth chains from when the curve has none of its own. */
  curve(curve: Curve, path: string, start?: { readonly node: Ref; readonly year: number }): Ref
  /** Checks that a series is an amount a year of something (E0204) and hands it back, expressions told what to be. */
  rate(curve: Curve, of: Dimension): Curve
  /** In a union of two models: 1 where an entity (`measures.x`) is there, else 0; undefined where both sides have it. */
  present(path: string, at: Span): Ref | undefined
  /** A node times the presence of its entity. */
  gated(path: string, at: Span, node: Ref): Ref
  /** The value of a driver by year. */
  driver(id: string): { readonly node: Ref; readonly dimension: Dimension }
  /** Activity of an actor by year (canonical units of its lead commodity or service). */
  activity(actor: Actor): Ref
  /** Coefficient of a flow by year, after improvements and measures. */
  coefficient(actor: Actor, flow: ActorFlow): Ref
  /** Emission factor by year after measures; `base` is the factor before them. */
  factor(actor: Actor, species: string, base: Ref): Ref
  /** Measures that act on an actor, with their adoption. */
  adopted(actor: Actor): readonly AdoptedShare[]
  /** What capture measures take of an actor's CO2. */
  captured(actor: Actor): readonly Captured[]
  /** Coefficient × activity. */
  amount(actor: Actor, flow: ActorFlow): Ref
  /** Fuel that an actor buys in place of a by-product that does not reach (canonical units of the fuel). */
  substitutes(actor: Actor): readonly { readonly fuel: string; readonly amount: Ref }[]
  /** The balance of a commodity. */
  balance(commodity: string): Balance
  readonly leaves: Leaf[]
  readonly checks: Check[]
  /** Conversions of a commodity, each a node: GJ, tC, tce per canonical unit. Undefined where the library has none. */
  energyOf(commodity: string): Ref | undefined
  carbonOf(commodity: string): Ref | undefined
  tceOf(commodity: string): { readonly calorific: Ref; readonly equivalent: Ref } | undefined
}

/** An accounting method: adds leaves. */
export type Account = (cx: Context) => void
