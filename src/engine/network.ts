import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Outlet } from '../model/commodity.ts'
import type { Facility, Project } from '../model/facility.ts'
import type { Model } from '../model/model.ts'
import type { Actor, ActorFlow } from './context.ts'

/** Who takes and who makes each commodity, and in which declared order: the structure that dispatch works on. */
export class Network {
  readonly model: Model
  readonly actors: readonly Actor[]
  readonly byId: ReadonlyMap<string, Actor>
  readonly users: ReadonlyMap<string, readonly (readonly [Actor, ActorFlow])[]>
  readonly makers: ReadonlyMap<string, readonly (readonly [Actor, ActorFlow])[]>
  /** Actors that take a commodity otherwise than by a flow: a service made for them, a given use, a substitute. */
  readonly others: ReadonlyMap<string, readonly Actor[]>
  readonly #pushes = new Map<Actor, readonly (readonly [string, Outlet])[]>()

  constructor(model: Model, actors: readonly Actor[]) {
    this.model = model
    this.actors = actors
    this.byId = new Map(actors.map((actor) => [actor.id, actor]))
    const users = new Map<string, [Actor, ActorFlow][]>()
    const makers = new Map<string, [Actor, ActorFlow][]>()
    for (const actor of actors)
      for (const flow of actor.flows) {
        const map = flow.direction === 'in' ? users : makers
        const list = map.get(flow.of)
        if (list) list.push([actor, flow])
        else map.set(flow.of, [[actor, flow]])
      }
    this.users = users
    this.makers = makers
    const others = new Map<string, Actor[]>()
    for (const actor of actors) {
      const taken = new Set<string>(Object.keys(actor.facility?.uses ?? {}))
      if (actor.kind === 'technology' && actor.lead) taken.add(actor.lead.of)
      for (const [, outlet] of this.pushInputs(actor))
        if (outlet.shortfall.kind === 'buy') taken.add(outlet.shortfall.fuel)
      for (const commodity of taken) others.set(commodity, [...(others.get(commodity) ?? []), actor])
    }
    this.others = others
  }

  /**
   * What sets the activity of a unit: as declared; else the demand where it is a supplier; else its capacity. A unit on
   * demand that is no supplier was reported (E0418); it counts as one on capacity, so that compiling can go on.
   */
  operation(actor: Actor): 'capacity' | 'demand' | 'outlet' {
    const declared = actor.facility?.operation
    const lead = actor.lead?.of
    const suppliers = lead === undefined ? undefined : this.model.commodities.get(lead)?.suppliers
    const asked = suppliers?.some((supplier) => supplier.id === actor.id) === true
    if (declared && (asked || declared !== 'demand')) return declared
    return asked ? 'demand' : 'capacity'
  }

  /** The declared ways out of a by-product. */
  outlets(commodity: string): readonly Outlet[] | undefined {
    return this.model.commodities.get(commodity)?.outlets
  }

  /** The name under which an actor stands among outlets: an end use stands for all its technologies. */
  outletId(actor: Actor): string {
    return actor.endUse?.id ?? actor.id
  }

  /** The by-products that an actor takes as an outlet. */
  pushInputs(actor: Actor): readonly (readonly [commodity: string, outlet: Outlet])[] {
    const known = this.#pushes.get(actor)
    if (known) return known
    const found: [string, Outlet][] = []
    for (const flow of actor.flows) {
      if (
        flow.direction !== 'in' ||
        flow.use === 'own-fuel' ||
        found.some(([commodity]) => commodity === flow.of)
      )
        continue
      const outlet = this.outlets(flow.of)?.find((candidate) => candidate.to === this.outletId(actor))
      if (outlet) found.push([flow.of, outlet])
    }
    this.#pushes.set(actor, found)
    return found
  }

  /** What each variable needs to know, by name; the nodes themselves are not built yet. */
  dependencies(): ReadonlyMap<string, ReadonlySet<string>> {
    const edges = new Map<string, Set<string>>()
    const needs = (from: string, to: string) => {
      const set = edges.get(from)
      if (set) set.add(to)
      else edges.set(from, new Set([to]))
    }
    const { commodities } = this.model
    for (const actor of this.actors) {
      needs(`activity ${actor.id}`, `intended ${actor.id}`)
      for (const [commodity] of this.pushInputs(actor)) needs(`activity ${actor.id}`, `push ${commodity}`)
      if (actor.facility && this.operation(actor) === 'demand' && actor.lead)
        needs(`intended ${actor.id}`, `pull ${actor.lead.of}`)
      if (
        actor.facility &&
        this.operation(actor) === 'outlet' &&
        !actor.facility.capacity &&
        !('stages' in actor.facility && actor.facility.stages)
      ) {
        const flow = actor.flows.find(
          (candidate) => candidate.direction === 'in' && this.outlets(candidate.of),
        )
        if (flow) needs(`intended ${actor.id}`, `available ${flow.of}`)
      }
    }
    for (const [commodity, entry] of commodities) {
      const makers = this.makers.get(commodity) ?? []
      const users = this.users.get(commodity) ?? []
      const suppliers = entry.suppliers?.map((supplier) => supplier.id) ?? []
      needs(`pull ${commodity}`, `demand ${commodity}`)
      for (const [actor, flow] of makers) {
        const pulled = flow.lead && suppliers.includes(actor.id)
        if (!pulled || this.operation(actor) !== 'demand') needs(`pull ${commodity}`, `activity ${actor.id}`)
        needs(`available ${commodity}`, `activity ${actor.id}`)
      }
      for (const [actor, flow] of users) {
        needs(`demand ${commodity}`, `activity ${actor.id}`)
        if (flow.use === 'own-fuel') needs(`available ${commodity}`, `activity ${actor.id}`)
        else if (entry.outlets) needs(`push ${commodity}`, `intended ${actor.id}`)
      }
      if (entry.outlets) {
        needs(`push ${commodity}`, `available ${commodity}`)
        for (const outlet of entry.outlets)
          if (outlet.shortfall.kind === 'buy') needs(`demand ${outlet.shortfall.fuel}`, `push ${commodity}`)
      }
    }
    return edges
  }

  /** An order may name units that do not run here, never units that do not exist or do not use the commodity. */
  checkOrders(diagnose: Diagnose): void {
    this.checkUnits(diagnose)
    const { model } = this
    for (const [id, commodity] of model.commodities) {
      for (const supplier of commodity.suppliers ?? []) {
        const actor = this.byId.get(supplier.id)
        if (!actor || actor.lead?.of === id) continue
        // A by-product comes as its unit runs: nobody can ask for more of it.
        if ((this.makers.get(id) ?? []).some(([maker]) => maker === actor))
          diagnose('E0757', supplier.at, { id: supplier.id, commodity: id, lead: actor.lead?.of ?? '' })
        else diagnose('E0406', supplier.at, { id: supplier.id, verb: 'make', commodity: id })
      }
      for (const outlet of commodity.outlets ?? []) {
        const takes = (this.users.get(id) ?? []).some(([actor]) => this.outletId(actor) === outlet.to)
        const running = this.byId.has(outlet.to) || model.endUses.has(outlet.to)
        if (running && !takes) diagnose('E0406', outlet.at, { id: outlet.to, verb: 'use', commodity: id })
      }
      if (commodity.suppliers && commodity.outlets)
        diagnose('E0419', commodity.outlets[0]?.at ?? commodity.unit.at, { commodity: id })
      if (commodity.outlets) {
        const outlets = commodity.outlets.map((outlet) => outlet.to)
        for (const [demandId, demand] of model.demands)
          if (demand.of.id === id && !outlets.includes(demandId))
            diagnose('E0405', demand.of.at, { id: demandId, commodity: id })
        for (const actor of this.actors) {
          const given = actor.facility?.uses?.[id]
          if (given) diagnose('E0405', given.at, { id: actor.id, commodity: id })
        }
      }
      const takers = (this.users.get(id) ?? []).filter(([, flow]) => flow.use !== 'own-fuel')
      if (commodity.outlets)
        for (const [actor] of takers)
          if (!commodity.outlets.some((outlet) => outlet.to === this.outletId(actor)))
            diagnose('E0405', actor.at, { id: this.outletId(actor), commodity: id })
      if (
        !commodity.outlets &&
        commodity.tradable?.value === false &&
        commodity.group === 'by-product-gas' &&
        this.makers.has(id)
      )
        diagnose('E0404', this.makers.get(id)![0]![0].at, { commodity: id })
    }
  }

  /** Every unit has something that sets its activity, and a replacement closes as much as its ratio asks. */
  checkUnits(diagnose: Diagnose): void {
    for (const actor of this.actors) {
      const unit = actor.facility
      if (!unit || actor.flows.length === 0) continue
      const sized = unit.capacity !== undefined || ('stages' in unit && unit.stages !== undefined)
      const operation = unit.operation ?? this.operation(actor)
      if (operation === 'capacity' && !sized && !unit.activity)
        diagnose('E0202', actor.at, { key: 'capacity' })
      const lead = actor.lead?.of ?? ''
      const asked = this.model.commodities.get(lead)?.suppliers?.some((supplier) => supplier.id === actor.id)
      if (operation === 'demand' && !asked && !unit.activity)
        diagnose('E0418', actor.at, { id: actor.id, commodity: lead })
      if (operation === 'outlet' && !sized && this.pushInputs(actor).length === 0)
        diagnose('E0202', actor.at, { key: 'capacity' })
      if ('replaces' in unit && unit.replaces?.ratio) {
        const size = (other: Facility | Project) =>
          'stages' in other && other.stages
            ? other.stages.reduce((sum, stage) => sum + stage.capacity.value, 0)
            : (other.capacity?.value ?? 0)
        const closed = unit.replaces.units.reduce((sum, ref) => {
          const other = this.model.facilities.get(ref.id) ?? this.model.projects.get(ref.id)
          return sum + (other ? size(other) : 0)
        }, 0)
        const built = size(unit)
        if (closed < built * unit.replaces.ratio.value * (1 - 1e-9))
          diagnose('E0414', unit.replaces.ratio.at, {
            id: actor.id,
            closed,
            built,
            found: Number((closed / built).toPrecision(4)),
            expected: unit.replaces.ratio.value,
          })
      }
    }
  }
}
