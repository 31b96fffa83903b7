import type { Span } from '../diagnostics/span.ts'
import type { Curve } from '../model/curve.ts'
import type { Effect } from '../model/measure.ts'
import type { Stream } from '../model/process.ts'
import { sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import { includedNode, reached } from './capacity.ts'
import { balanced, burns, co2PerCarbon } from './carbon.ts'
import type { Actor, ActorFlow, AdoptedShare, Captured, Context } from './context.ts'
import type { Ref } from './plan.ts'
import type { Scopes } from './scope.ts'

/** Below any floor. */
const lowest = 1e300

/**
 * Coefficients over time (model.md): `c = max(floor, c₀ · f(t) · Π_m (1 − a_m r_m) − Σ_m a_m d_m)`; of an exclusive group
 * `1 − Σ a_m r_m` stands in the product. f is the product of the improvement indexes that apply.
 */
export class Coefficients {
  readonly #cx: Context
  readonly #adopted = new Map<string, readonly AdoptedShare[]>()
  readonly #made = new Map<string, Ref>()
  readonly #captured = new Map<string, readonly Captured[]>()
  readonly #scopes: Scopes
  readonly #limited = new Set<string>()
  /** Floors that act: what they hold back, per unit of activity, for the column that says how much they cut. */
  readonly floors: { readonly actor: Actor; readonly what: string; readonly cut: Ref }[] = []

  constructor(cx: Context, scopes: Scopes) {
    this.#cx = cx
    this.#scopes = scopes
  }

  /** The coefficient of a flow by year. */
  flow(actor: Actor, flow: ActorFlow): Ref {
    const key = `${actor.id}\n${flow.direction}\n${flow.id}`
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const cx = this.#cx
    if (flow.capture !== undefined) {
      const taken = this.captured(actor).find(({ measure }) => measure === flow.capture)
      const made = taken ? cx.g.mul(taken.perActivity, cx.curve(flow.amount, flow.path)) : cx.g.constant(0)
      this.#made.set(key, made)
      return made
    }
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

  /** Measures that act on an actor, with their adoption. */
  adopted(actor: Actor): readonly AdoptedShare[] {
    return this.#measures(actor)
  }

  /** What capture measures take: adoption × rate × the stream's share of its method's CO2, per unit of activity. */
  captured(actor: Actor): readonly Captured[] {
    const known = this.#captured.get(actor.id)
    if (known) return known
    const cx = this.#cx
    const { g } = cx
    const streams = actor.process === undefined ? undefined : cx.model.processes.get(actor.process)?.streams
    const taken: Captured[] = []
    const byStream = new Map<string, Ref[]>()
    for (const { id, measure, adoption } of streams ? this.#measures(actor) : []) {
      const { capture } = measure
      const stream = capture && streams?.[capture.stream.id]
      if (!capture || !stream) continue
      const share = cx.given(stream.share, `processes.${actor.process}.streams.${capture.stream.id}.share`)
      const rate = cx.given(capture.rate, `measures.${id}.capture.rate`)
      taken.push({
        measure: id,
        stream: capture.stream.id,
        perActivity: g.product([adoption, rate, share, this.#methodCo2(actor, stream.of)]),
        stored: capture.stored ? cx.given(capture.stored, `measures.${id}.capture.stored`) : g.constant(1),
      })
      byStream.set(capture.stream.id, [...(byStream.get(capture.stream.id) ?? []), adoption])
    }
    for (const [stream, adoptions] of byStream)
      if (adoptions.length > 1)
        cx.checks.push({
          node: g.sum(adoptions),
          test: 'at-most-one',
          code: 'E0407',
          at: actor.at,
          args: { what: `${stream} @ ${actor.id}`, expected: '≤ 100%' },
        })
    this.#captured.set(actor.id, taken)
    return taken
  }

  /** CO2 of one method per unit of activity, biogenic CO2 of combustion included; what capture itself burns is left out. */
  #methodCo2(actor: Actor, kind: Stream['of']): Ref {
    const cx = this.#cx
    const { g } = cx
    const term = (flow: ActorFlow, ...more: readonly Ref[]): Ref[] => {
      const carbon = cx.carbonOf(flow.of)
      return carbon === undefined
        ? []
        : [g.product([this.flow(actor, flow), carbon, ...more, g.constant(co2PerCarbon)])]
    }
    const own = actor.flows.filter((flow) => flow.capture === undefined)
    if (kind === 'combustion')
      return g.sum(
        own
          .filter(burns)
          .flatMap((flow) =>
            term(
              flow,
              flow.commodity.oxidation
                ? cx.given(flow.commodity.oxidation, `commodities.${flow.of}.oxidation`)
                : g.constant(1),
            ),
          ),
      )
    if (kind === 'carbon-balance')
      return g.sum(
        balanced(actor).flatMap((flow) =>
          flow.commodity.biogenic?.value
            ? []
            : flow.direction === 'in'
              ? term(flow)
              : term(flow).map((node) => g.negate(node)),
        ),
      )
    return g.sum(
      actor.methods.flatMap((method, i) => {
        if (method.kind !== 'carbonate') return []
        const calcined = method.calcined
          ? cx.given(method.calcined, `${actor.methodsPath}.${i + 1}.calcined`)
          : g.constant(1)
        return own
          .filter((flow) => flow.direction === 'in' && (flow.id === method.of || flow.of === method.of))
          .slice(0, 1)
          .flatMap((flow) => term(flow, calcined))
      }),
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
          const stated = cx.curve(effect.floor, `${path}.floor`)
          // A measure that is not there holds nothing back.
          const there = cx.present(`measures.${id}`, effect.floor.at)
          const own = there === undefined ? stated : g.select(there, stated, g.constant(-lowest))
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
      if (!this.#scopes.includes(actor, improvement['applies-to'].id)) continue
      const of = improvement.of?.id
      if (of !== undefined && of !== flow.of && of !== flow.commodity.group) continue
      if (of === undefined && flow.direction === 'out') continue
      const index = this.#cx.curve(improvement.index, `improvements.${id}.index`)
      const there = this.#cx.present(`improvements.${id}`, improvement.index.at)
      indexes.push(there === undefined ? index : this.#cx.g.select(there, index, this.#cx.g.constant(1)))
    }
    return this.#cx.g.product(indexes)
  }

  #measures(actor: Actor): readonly AdoptedShare[] {
    const known = this.#adopted.get(actor.id)
    if (known) return known
    const { g, model } = this.#cx
    const cx = this.#cx
    const adopted: AdoptedShare[] = []
    const groups = new Map<string, Ref[]>()
    for (const [id, measure] of model.measures) {
      const general =
        measure.adoption && measure['applies-to']?.some((target) => this.#scopes.includes(actor, target.id))
          ? cx.gated(
              `measures.${id}`,
              measure.adoption.at,
              cx.curve(measure.adoption, `measures.${id}.adoption`),
            )
          : undefined
      const withinPotential = (node: Ref, at: Span): void => {
        if (!measure.potential) return
        const scale = cx.given(measure.potential, `measures.${id}.potential`)
        cx.checks.push({ node, scale, test: 'at-most-one', code: 'E0421', at, args: { id } })
      }
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
        // Each retrofit by itself: one that goes too far is no better for standing behind one that does not.
        withinPotential(done, retrofit.share?.at ?? retrofit.measure.at)
        adoption = adoption === undefined ? done : g.max(adoption, done)
      }
      if (adoption === undefined) continue
      if (general !== undefined && measure.potential && !this.#limited.has(id)) {
        this.#limited.add(id)
        withinPotential(general, measure.adoption?.at ?? measure.potential.at)
      }
      adopted.push({ id, measure, adoption })
      const group = measure.exclusive?.id
      if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), adoption])
    }
    for (const [group, adoptions] of groups)
      if (adoptions.length > 1) {
        const members = adopted.filter(({ measure }) => measure.exclusive?.id === group)
        const stated = members.find(({ measure }) => measure.adoption)
        // Where only retrofits adopt them, the last one was one too many.
        const retrofits = [...model.projects.values()].flatMap(({ retrofit }) =>
          retrofit?.of.id === actor.id && members.some(({ id }) => id === retrofit.measure.id)
            ? [retrofit.measure.at]
            : [],
        )
        cx.checks.push({
          node: g.sum(adoptions),
          test: 'at-most-one',
          code: 'E0407',
          at: stated?.measure.adoption?.at ?? retrofits.at(-1) ?? members[0]!.measure.exclusive!.at,
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
