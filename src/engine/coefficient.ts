import type { Curve } from '../model/curve.ts'
import type { Effect, Measure } from '../model/measure.ts'
import { sectorsUnder } from '../model/model.ts'
import { sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import { includedNode, reached } from './capacity.ts'
import type { Actor, ActorFlow, Context } from './context.ts'
import type { Ref } from './plan.ts'

/** How far a measure has been adopted by an actor, and what it does there. */
interface Adopted {
  readonly id: string
  readonly measure: Measure
  readonly adoption: Ref
}

/**
 * Coefficients over time (model.md): `c = max(floor, c₀ · f(t) · Π_m (1 − a_m r_m) − Σ_m a_m d_m)`; of an exclusive group
 * `1 − Σ a_m r_m` stands in the product. f is the product of the improvement indexes that apply.
 */
export class Coefficients {
  readonly #cx: Context
  readonly #adopted = new Map<string, readonly Adopted[]>()
  readonly #made = new Map<string, Ref>()
  readonly #sectors = new Map<string, ReadonlySet<string>>()
  /** Floors that act: what they hold back, per unit of activity, for the column that says how much they cut. */
  readonly floors: { readonly actor: Actor; readonly what: string; readonly cut: Ref }[] = []

  constructor(cx: Context) {
    this.#cx = cx
  }

  /** The coefficient of a flow by year. */
  flow(actor: Actor, flow: ActorFlow): Ref {
    const key = `${actor.id}\n${flow.direction}\n${flow.id}`
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const cx = this.#cx
    const base = flow.lead
      ? cx.curve(flow.amount, flow.path)
      : cx.g.mul(cx.curve(flow.amount, flow.path), this.#index(actor, flow))
    const on = flow.direction === 'in' ? 'input' : 'output'
    const matches = (effect: Effect) => effect.on === on && (effect.of === flow.id || effect.of === flow.of)
    const made = this.#after(actor, base, matches, flow.amount, `${on}.${flow.id}`)
    this.#made.set(key, made)
    return made
  }

  /** An emission factor by year after measures. */
  factor(actor: Actor, species: string, base: Ref): Ref {
    return this.#after(
      actor,
      base,
      (effect) => effect.on === 'emission' && effect.of === species,
      undefined,
      `emission.${species}`,
    )
  }

  #after(
    actor: Actor,
    base: Ref,
    matches: (effect: Effect) => boolean,
    unit: Curve | undefined,
    what: string,
  ): Ref {
    const { g } = this.#cx
    const cx = this.#cx
    let product = base
    const grouped = new Map<string, Ref[]>()
    const absolute: Ref[] = []
    let floor: Ref | undefined
    for (const { id, measure, adoption } of this.#measures(actor))
      for (const [i, effect] of (measure.effects ?? []).entries()) {
        if (!matches(effect)) continue
        const path = `measures.${id}.effects.${i + 1}`
        if (effect.relative) {
          const cut = g.mul(adoption, cx.curve(effect.relative, `${path}.relative`))
          const group = measure.exclusive?.id
          if (group === undefined) product = g.mul(product, g.subtract(g.constant(1), cut))
          else grouped.set(group, [...(grouped.get(group) ?? []), cut])
        }
        if (effect.absolute) {
          if (unit && !sameDimension(effect.absolute.dimension, unit.dimension))
            cx.diagnose('E0204', effect.absolute.at, {
              expected: canonicalUnit(unit.dimension),
              found: canonicalUnit(effect.absolute.dimension),
            })
          absolute.push(g.negate(g.mul(adoption, cx.curve(effect.absolute, `${path}.absolute`))))
        }
        if (effect.floor) {
          const own = cx.curve(effect.floor, `${path}.floor`)
          floor = floor === undefined ? own : g.max(floor, own)
        }
      }
    for (const cuts of grouped.values()) product = g.mul(product, g.subtract(g.constant(1), g.sum(cuts)))
    const made = absolute.length > 0 ? g.sum([product, ...absolute]) : product
    // An absolute cut never takes more than there is.
    const least = floor ?? (absolute.length > 0 ? g.constant(0) : undefined)
    if (least === undefined) return made
    const held = g.max(least, made)
    this.floors.push({ actor, what, cut: g.subtract(held, made) })
    return held
  }

  #index(actor: Actor, flow: ActorFlow): Ref {
    const { model } = this.#cx
    const indexes: Ref[] = []
    for (const [id, improvement] of model.improvements) {
      if (!this.#inScope(actor, improvement['applies-to'].id)) continue
      const of = improvement.of?.id
      if (of !== undefined && of !== flow.of && of !== flow.commodity.group) continue
      if (of === undefined && flow.direction === 'out') continue
      indexes.push(this.#cx.curve(improvement.index, `improvements.${id}.index`))
    }
    return this.#cx.g.product(indexes)
  }

  #inScope(actor: Actor, id: string): boolean {
    return (
      id === actor.id || id === actor.process || id === actor.endUse?.id || this.#under(id).has(actor.sector)
    )
  }

  #under(id: string): ReadonlySet<string> {
    const known = this.#sectors.get(id)
    if (known) return known
    const { sectors } = this.#cx.model
    const under = sectors.has(id) ? sectorsUnder(sectors, id) : new Set<string>()
    this.#sectors.set(id, under)
    return under
  }

  #measures(actor: Actor): readonly Adopted[] {
    const known = this.#adopted.get(actor.id)
    if (known) return known
    const { g, model } = this.#cx
    const cx = this.#cx
    const adopted: Adopted[] = []
    const groups = new Map<string, Ref[]>()
    for (const [id, measure] of model.measures) {
      const general =
        measure.adoption && measure['applies-to']?.some((target) => this.#inScope(actor, target.id))
          ? cx.curve(measure.adoption, `measures.${id}.adoption`)
          : undefined
      let adoption = general
      for (const [projectId, project] of model.projects) {
        const retrofit = project.retrofit
        if (!retrofit || retrofit.measure.id !== id || retrofit.of.id !== actor.id) continue
        const stand: Actor = {
          ...actor,
          kind: 'project',
          path: `projects.${projectId}`,
          at: retrofit.of.at,
          facility: project,
        }
        if (!this.#runs(projectId)) continue
        const from = g.slot({
          path: `projects.${projectId}.retrofit.from`,
          unit: 'year',
          kind: 'year',
          value: retrofit.from.year,
          origin: [retrofit.from.at],
        })
        const part = retrofit.share
          ? cx.given(retrofit.share, `projects.${projectId}.retrofit.share`)
          : g.constant(1)
        const done = g.product([includedNode(cx, stand), reached(cx, from), part])
        adoption = adoption === undefined ? done : g.max(adoption, done)
      }
      if (adoption === undefined) continue
      adopted.push({ id, measure, adoption })
      const group = measure.exclusive?.id
      if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), adoption])
    }
    for (const [group, adoptions] of groups)
      if (adoptions.length > 1) {
        const first = adopted.find(({ measure }) => measure.exclusive?.id === group)!
        cx.checks.push({
          node: g.sum(adoptions),
          test: 'at-most-one',
          code: 'E0407',
          at: first.measure.adoption?.at ?? first.measure.exclusive!.at,
          args: { what: `${group} @ ${actor.id}`, expected: '≤ 100%' },
        })
      }
    this.#adopted.set(actor.id, adopted)
    return adopted
  }

  #runs(projectId: string): boolean {
    return this.#cx.runningProjects.has(projectId)
  }
}
