import type { EmissionLeaf } from '../engine/context.ts'
import type { Trajectories } from '../engine/plan.ts'
import { effectsOf } from '../numerics/log-mean.ts'
import { contributions } from './contributions.ts'
import type { Analysed } from './figures.ts'
import { at } from './verdict.ts'

/**
 * LMDI on a network (model.md, last paragraph). Each emission leaf belongs to exactly one form:
 *
 *   fuel      Q · Qₐ/Q · Fₐ/Qₐ · Fₐf/Fₐ · E/Fₐf     fuels burnt
 *   indirect  the same with the bought energy as the fuel
 *   process   Q · Qₐ/Q · Xₐ/Qₐ · E/Xₐ               carbon balances, carbonates, factors, given figures
 *   removal   X · E/X                               sinks by area, storage by the activity of its unit
 *
 * a is an actor (facility, end use, technology), X its activity in its own unit, F the energy that it burns and buys, in GJ.
 * Tonnes of coke and kilometres cannot be added, so Q counts activity at constant intensity (activity revaluation: Ang and Xu,
 * Energy Economics 39 (2013) 287–295): Qₐ = wₐ·Xₐ with wₐ the gross emission per unit of activity at the first of the two
 * states, or at the other where the actor does not run at the first. w is the same at both, so Xₐ/Qₐ of one actor is
 * constant and its effect in the process form is 0.
 */
export type Form = 'fuel' | 'indirect' | 'process' | 'removal'

/** Effects in the order in which they are told. */
export const effectIds = [
  'activity',
  'structure',
  'intensity',
  'fuel-mix',
  'fuel-factor',
  'purchase-factor',
  'process-factor',
  'removal-activity',
  'removal-rate',
  'sign-change',
] as const
export type EffectId = (typeof effectIds)[number]

const factorsOf: Readonly<Record<Form, readonly EffectId[]>> = {
  fuel: ['activity', 'structure', 'intensity', 'fuel-mix', 'fuel-factor'],
  indirect: ['activity', 'structure', 'intensity', 'fuel-mix', 'purchase-factor'],
  process: ['activity', 'structure', 'intensity', 'process-factor'],
  removal: ['removal-activity', 'removal-rate'],
}

/** The one form of a leaf. */
export function formOf({ method, scope }: Pick<EmissionLeaf, 'method' | 'scope'>): Form {
  if (method === 'sink' || method === 'stored' || scope === 'sink' || scope === 'stored') return 'removal'
  if (method === 'indirect' || scope === 'indirect') return 'indirect'
  return method === 'combustion' ? 'fuel' : 'process'
}

/** One leaf in one year of one run. */
interface Term {
  readonly form: Form
  readonly actor: string
  readonly sector: string
  readonly commodity: string
  /** A unit may burn one fuel in two places: which of them. */
  readonly ordinal: number
  /** In the unit of the indicator. */
  readonly value: number
  /** GJ, ha …: what it is proportional to, where that is not the actor's activity. */
  readonly basis: number | undefined
}

/** What a decomposition needs to know of one year of one run. */
export interface State {
  readonly indicator: string
  readonly unit: string
  readonly whole: number
  readonly terms: ReadonlyMap<string, Term>
  readonly activity: ReadonlyMap<string, number>
}

/** Reads the states of some years; undefined where the indicator is no sum of emission leaves. */
export function statesOf(
  analysed: Analysed,
  trajectories: Trajectories,
  indicator: string,
  years: readonly number[],
): readonly State[] | undefined {
  const found = contributions(analysed, trajectories, indicator)
  if (!found) return undefined
  for (const leaf of found.parts.keys()) if (leaf.kind !== 'emission') return undefined
  const { base } = analysed.model.horizon
  const given = new Set(analysed.actors.filter(({ process }) => process === 'given').map(({ id }) => id))
  return years.map((year) => {
    const i = year - base
    const terms = new Map<string, Term>()
    for (const [leaf, values] of found.parts as ReadonlyMap<EmissionLeaf, Float64Array>) {
      const stem = `${leaf.actor} ${leaf.commodity} ${leaf.species} ${leaf.scope} ${leaf.method}`
      let ordinal = 1
      while (terms.has(`${stem} ${ordinal}`)) ordinal++
      const key = `${stem} ${ordinal}`
      terms.set(key, {
        form: formOf(leaf),
        actor: leaf.actor,
        sector: leaf.sector,
        commodity: leaf.commodity,
        ordinal,
        value: values[i]!,
        basis: leaf.basis === undefined ? undefined : at(trajectories.value(leaf.basis), i),
      })
    }
    const activity = new Map<string, number>()
    for (const [id, node] of analysed.activities)
      if (!given.has(id)) activity.set(id, at(trajectories.value(node), i))
    return { indicator, unit: found.unit, whole: found.whole[i]!, terms, activity }
  })
}

/** Effects of one decomposition; `rows` by sector. All of them add up to `change`. */
export interface Decomposition {
  readonly indicator: string
  readonly unit: string
  readonly before: number
  readonly after: number
  readonly change: number
  readonly effects: ReadonlyMap<EffectId, number>
  readonly sectors: ReadonlyMap<string, ReadonlyMap<EffectId, number>>
  /** How many leaves each form holds. */
  readonly forms: ReadonlyMap<Form, number>
}

/** What one leaf adds to an effect. */
export interface EffectPart {
  readonly sector: string
  readonly actor: string
  readonly effect: EffectId
  readonly value: number
}

/** From one state to another: two years of one run, or one year of two runs. `told` hears of each leaf. */
export function decompose(from: State, to: State, told?: (part: EffectPart) => void): Decomposition {
  const actors = new Map<string, { from: Sums; to: Sums }>()
  const keys = [...new Set([...from.terms.keys(), ...to.terms.keys()])].sort()
  for (const [side, state] of [
    ['from', from],
    ['to', to],
  ] as const)
    for (const key of keys) {
      const term = state.terms.get(key)
      const any = term ?? (side === 'from' ? to : from).terms.get(key)!
      if (any.form === 'removal') continue
      const known = actors.get(any.actor) ?? { from: new Sums(), to: new Sums() }
      actors.set(any.actor, known)
      if (term) known[side].add(key, term)
    }
  const volumes = new Map<string, readonly [number, number]>()
  let [q0, q1] = [0, 0]
  for (const [actor, sums] of actors) {
    const volume = volumesOf(sums, from.activity.get(actor), to.activity.get(actor))
    volumes.set(actor, volume)
    q0 += volume[0]
    q1 += volume[1]
  }
  const effects = new Map<EffectId, number>()
  const sectors = new Map<string, Map<EffectId, number>>()
  const forms = new Map<Form, number>()
  const add = (sector: string, actor: string, id: EffectId, value: number) => {
    told?.({ sector, actor, effect: id, value })
    effects.set(id, (effects.get(id) ?? 0) + value)
    const row = sectors.get(sector) ?? new Map<EffectId, number>()
    row.set(id, (row.get(id) ?? 0) + value)
    sectors.set(sector, row)
  }
  for (const key of keys) {
    const [a, b] = [from.terms.get(key), to.terms.get(key)]
    const { form, sector, actor } = (a ?? b)!
    forms.set(form, (forms.get(form) ?? 0) + 1)
    const value = [a?.value ?? 0, b?.value ?? 0] as const
    const ids = factorsOf[form]
    let factors: readonly [number[], number[]]
    if (form === 'removal') {
      const size = ([a, b] as const).map((term, i) => {
        if (!term) return 0
        return term.basis ?? (i === 0 ? from : to).activity.get(actor) ?? Math.abs(term.value)
      })
      // What is removed without an area or an activity is its own activity.
      const own = size.some((x, i) => x === 0 && value[i] !== 0)
      const x = own ? value.map(Math.abs) : size
      factors = [0, 1].map((i) => [x[i]!, value[i]! / x[i]!]) as unknown as typeof factors
    } else {
      const q = volumes.get(actor)!
      const { from: f, to: t } = actors.get(actor)!
      factors = [0, 1].map((i) => {
        const whole = i === 0 ? q0 : q1
        const sums = i === 0 ? f : t
        const head = [whole, q[i]! / whole]
        if (form === 'process') return [...head, 1, value[i]! / q[i]!]
        const fuel = sums.fuelOf(key)
        return [...head, sums.fuel / q[i]!, fuel / sums.fuel, value[i]! / fuel]
      }) as unknown as typeof factors
    }
    const found = effectsOf(factors[0], factors[1])
    if (found.signChange) add(sector, actor, 'sign-change', value[1] - value[0])
    else
      for (const [k, id] of ids.entries())
        if (found.effects[k] !== 0) add(sector, actor, id, found.effects[k]!)
  }
  return {
    indicator: from.indicator,
    unit: from.unit,
    before: from.whole,
    after: to.whole,
    change: to.whole - from.whole,
    effects: new Map(effectIds.flatMap((id) => (effects.has(id) ? [[id, effects.get(id)!]] : []))),
    sectors: new Map([...sectors].sort(([a], [b]) => (a < b ? -1 : 1))),
    forms,
  }
}

/** Energy and emissions of one actor at one state. */
class Sums {
  gross = 0
  fuel = 0
  readonly #fuels = new Map<string, number>()
  readonly #keys = new Map<string, string>()

  add(key: string, term: Term): void {
    this.gross += Math.abs(term.value)
    if (term.form === 'process') return
    // CO2, CH4 and N2O of one fuel share its energy; a leaf without energy counts by what it emits.
    const fuel = `${term.form} ${term.commodity} ${term.ordinal}`
    this.#keys.set(key, fuel)
    if (this.#fuels.has(fuel)) return
    const energy = term.basis ?? Math.abs(term.value)
    this.#fuels.set(fuel, energy)
    this.fuel += energy
  }

  fuelOf(key: string): number {
    return this.#fuels.get(this.#keys.get(key) ?? '') ?? 0
  }
}

/** Activity at constant intensity at both states. */
function volumesOf(
  { from, to }: { readonly from: Sums; readonly to: Sums },
  before = 0,
  after = 0,
): readonly [number, number] {
  // Emissions that no activity stands behind (a flare, figures given as they are) are their own activity.
  const loose = (x: number, sums: Sums) => !(x > 0) && sums.gross > 0
  if (loose(before, from) || loose(after, to)) return [from.gross, to.gross]
  const first = before > 0 ? from.gross / before : 0
  const weight = first > 0 ? first : after > 0 ? to.gross / after : 0
  return [weight * before, weight * after]
}
