import type { Outlet } from '../model/commodity.ts'
import type { Demand } from '../model/driver.ts'
import { type Dimension, sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import { capacityNode, includedNode, reached } from './capacity.ts'
import { circles, tearsOf } from './circles.ts'
import type { Actor, ActorFlow, Balance, Context } from './context.ts'
import { asObserved, joinObserved, lastObserved } from './curve.ts'
import { Network } from './network.ts'
import type { Ref } from './plan.ts'

/** What one supplier gives to a pull balance, in units of the commodity: at least `take`, at most `capacity`. */
interface Supplier {
  readonly actor: Actor
  readonly take: Ref
  readonly capacity: Ref
}

/** What an outlet gets of a by-product. */
interface Delivery {
  /** Share of its own appetite that it gets (1 where it wants nothing). */
  readonly share: Ref
  readonly outlet: Outlet
  /** What it wanted and did not get. */
  readonly short: Ref
}

interface Push {
  readonly deliveries: ReadonlyMap<string, Delivery>
  readonly rest: Ref
}

/**
 * Sets the activity of every actor (model.md, Activity). Four kinds of variables are built on demand and remembered:
 * the intended activity of an actor, its activity, the demand for a commodity, the push of a by-product. Where they go
 * round in a circle, the demand or the push of one commodity is torn and settled by a loop node (graph.md 4).
 */
export class Dispatch {
  readonly #cx: Context
  readonly #net: Network
  readonly #memo = new Map<string, unknown>()
  readonly #torn = new Map<string, Ref>()

  constructor(cx: Context) {
    this.#cx = cx
    this.#net = new Network(cx.model, cx.actors)
  }

  /** Checks the declared orders and settles every circle, innermost dependencies first. */
  prepare(): void {
    this.#net.checkOrders(this.#cx.diagnose)
    this.#settleLoops()
  }

  /** Activity of an actor by year. */
  activity(actor: Actor): Ref {
    return this.#once(`activity ${actor.id}`, () => {
      const { g } = this.#cx
      const shares = this.#net
        .pushInputs(actor)
        .flatMap(([commodity, outlet]) =>
          outlet.shortfall.kind === 'curtail'
            ? [this.#delivery(commodity, actor.id)?.share ?? g.constant(1)]
            : [],
        )
      const [first, ...others] = shares
      if (first === undefined) return this.#intended(actor)
      // The by-product that reaches least sets the pace; what is left of the others goes to their rest.
      return g.mul(
        this.#intended(actor),
        others.reduce((least, share) => g.min(least, share), first),
      )
    })
  }

  /** Fuel bought in place of by-products that do not reach. */
  substitutes(actor: Actor): readonly { readonly fuel: string; readonly amount: Ref }[] {
    return this.#net.pushInputs(actor).flatMap(([commodity, outlet]) => {
      const { shortfall } = outlet
      if (shortfall.kind !== 'buy') return []
      const short = this.#delivery(commodity, actor.id)?.short
      const had = this.#cx.energyOf(commodity)
      const buys = this.#cx.energyOf(shortfall.fuel)
      if (short === undefined || had === undefined || buys === undefined) return []
      return [{ fuel: shortfall.fuel, amount: this.#cx.g.div(this.#cx.g.mul(short, had), buys) }]
    })
  }

  /** What a flow takes or gives by year; a by-product that did not reach and was replaced by a fuel is not taken. */
  amount(actor: Actor, flow: ActorFlow): Ref {
    return this.#once(`amount ${actor.id} ${flow.direction} ${flow.id}`, () => {
      const { g } = this.#cx
      const whole = g.mul(this.#cx.coefficient(actor, flow), this.activity(actor))
      if (flow.direction === 'out' || flow.use === 'own-fuel') return whole
      const outlet = this.#net
        .outlets(flow.of)
        ?.find((candidate) => candidate.to === this.#net.outletId(actor))
      if (outlet?.shortfall.kind !== 'buy') return whole
      return g.mul(whole, this.#delivery(flow.of, actor.id)?.share ?? g.constant(1))
    })
  }

  /** The balance of a commodity. */
  balance(commodity: string): Balance {
    return this.#once(`balance ${commodity}`, () => {
      const { g, model } = this.#cx
      const zero = g.constant(0)
      const made = (this.#net.makers.get(commodity) ?? []).map(([actor, flow]) => this.amount(actor, flow))
      const production = g.sum(made)
      const uses = g.sum(this.#useNodes(commodity, 'all'))
      const entry = model.commodities.get(commodity)!
      const tradable = entry.tradable?.value !== false
      if (entry.outlets) {
        const push = this.#push(commodity)
        const flared = entry.rest !== 'export'
        // Sales to demands are outlets too: what they get, not what they want.
        const sold = g.sum(
          this.#demandsOf(commodity).map(([id, node]) => g.mul(node, push.deliveries.get(id)?.share ?? zero)),
        )
        const short = g.max(zero, g.subtract(this.#ownUse(commodity), production))
        const rest = g.sum([push.rest, ...this.#leftStanding(commodity, push)])
        return {
          commodity,
          production,
          uses,
          demand: sold,
          losses: zero,
          imports: tradable ? short : zero,
          unmet: tradable ? zero : short,
          exports: flared ? zero : rest,
          flare: flared ? rest : zero,
        }
      }
      const demand = g.sum(this.#demandsOf(commodity).map(([, node]) => node))
      const wanted = g.add(uses, demand)
      const lossShare = entry.losses ? cxLoss(this.#cx, commodity) : undefined
      const needed = lossShare === undefined ? wanted : g.div(wanted, g.subtract(g.constant(1), lossShare))
      const losses = lossShare === undefined ? zero : g.subtract(needed, wanted)
      const short = made.length === 0 ? needed : g.max(zero, g.subtract(needed, production))
      const excess = made.length === 0 ? zero : g.max(zero, g.subtract(production, needed))
      return {
        commodity,
        production,
        uses,
        demand,
        losses,
        flare: zero,
        imports: tradable ? short : zero,
        unmet: tradable ? zero : short,
        exports: excess,
      }
    })
  }

  // --- what an actor means to do ---

  #intended(actor: Actor): Ref {
    const torn = this.#torn.get(`intended ${actor.id}`)
    return torn ?? this.#once(`intended ${actor.id}`, () => this.#intendedBody(actor))
  }

  #intendedBody(actor: Actor): Ref {
    const path = actor.endUse ? `end-uses.${actor.endUse.id}` : actor.path
    return this.#cx.gated(path, actor.at, this.#whileThere(actor))
  }

  #whileThere(actor: Actor): Ref {
    const { g, model } = this.#cx
    const unit = actor.facility
    if (actor.endUse) return this.#service(actor)
    if (!unit) return g.constant(0)
    if (unit.activity) {
      const given = this.#cx.curve(this.#cx.rate(unit.activity, actor.unit), `${actor.path}.activity`)
      return actor.kind === 'project' ? g.mul(given, includedNode(this.#cx, actor)) : given
    }
    let node: Ref
    if (this.#net.operation(actor) === 'demand') {
      const lead = actor.lead!
      node = this.#pull(lead.of).get(actor.id) ?? g.constant(0)
      return g.div(node, this.#cx.coefficient(actor, lead))
    }
    node = this.#potential(actor) ?? this.#unlimited(actor)
    if (unit.observed) {
      const last = lastObserved(unit.observed, model.horizon.observedTo)
      node = joinObserved(
        g,
        this.#cx.curve(this.#cx.rate(asObserved(unit.observed), actor.unit), `${actor.path}.observed`),
        node,
        last,
      )
    }
    return node
  }

  /** What a unit would do with all that it asks for: capacity × utilisation; undefined where it states no capacity. */
  potential(actor: Actor): Ref | undefined {
    return this.#potential(actor)
  }

  /** Capacity × utilisation, in units of activity. */
  #potential(actor: Actor): Ref | undefined {
    return this.#once(`potential ${actor.id}`, () => {
      const capacity = capacityNode(this.#cx, actor)
      const utilisation = actor.facility?.utilisation
      if (capacity === undefined || !utilisation) return capacity
      return this.#cx.g.mul(capacity, this.#cx.curve(utilisation, `${actor.path}.utilisation`))
    })
  }

  /** An outlet without capacity takes whatever gas there is; anything else without capacity stands still. */
  #unlimited(actor: Actor): Ref {
    const { g } = this.#cx
    if (this.#net.operation(actor) !== 'outlet') return g.constant(0)
    const flow = actor.flows.find(
      (candidate) => candidate.direction === 'in' && this.#net.outlets(candidate.of),
    )
    if (!flow) return g.constant(0)
    return g.div(this.#available(flow.of), this.#cx.coefficient(actor, flow))
  }

  /** Service of an end use, or the part of it that one technology serves. */
  #service(actor: Actor): Ref {
    const { g, model } = this.#cx
    const { id, is, share } = actor.endUse!
    const path = `end-uses.${id}`
    const service = this.#once(`service ${id}`, () => {
      const driver = this.#cx.driver(is.driver.id).node
      const modelled = is.intensity
        ? g.mul(driver, this.#cx.curve(is.intensity, `${path}.intensity`))
        : driver
      if (!is.observed) return modelled
      const last = lastObserved(is.observed, model.horizon.observedTo)
      return joinObserved(g, this.#cx.curve(asObserved(is.observed), `${path}.observed`), modelled, last)
    })
    if (!share) return service
    return g.mul(service, this.#cx.curve(share, actor.path))
  }

  // --- pull: a demand met by suppliers in declared order ---

  /** What each supplier on the list gives, in units of the commodity: m, D′ and B of model.md. */
  #pull(commodity: string): ReadonlyMap<string, Ref> {
    return this.#once(`pull ${commodity}`, () => {
      const { g, model } = this.#cx
      const zero = g.constant(0)
      const order = model.commodities.get(commodity)?.suppliers ?? []
      const suppliers = order.flatMap((ref) => {
        const actor = this.#net.byId.get(ref.id)
        return actor ? [this.#supplier(actor)] : []
      })
      const others = (this.#net.makers.get(commodity) ?? [])
        .filter(([actor, flow]) => !(flow.lead && suppliers.some((supplier) => supplier.actor === actor)))
        .map(([actor, flow]) => this.amount(actor, flow))
      const taken = g.sum([...others, ...suppliers.map((supplier) => supplier.take)])
      const wanted = g.max(zero, g.subtract(this.#demand(commodity), taken))
      const gives = new Map<string, Ref>()
      let before: Ref = zero
      for (const { actor, take, capacity } of suppliers) {
        const room = g.subtract(capacity, take)
        gives.set(actor.id, g.add(take, g.clamp(g.subtract(wanted, before), zero, room)))
        before = g.add(before, room)
      }
      return gives
    })
  }

  #supplier(actor: Actor): Supplier {
    const { g, model } = this.#cx
    const lead = this.#cx.coefficient(actor, actor.lead!)
    const zero = g.constant(0)
    if (this.#net.operation(actor) !== 'demand') {
      const made = this.amount(actor, actor.lead!)
      return { actor, take: made, capacity: made }
    }
    const potential = this.#potential(actor)
    let capacity = potential === undefined ? this.#demand(actor.lead!.of) : g.mul(potential, lead)
    let take: Ref = zero
    const observed = actor.facility?.observed
    if (observed) {
      const last = lastObserved(observed, model.horizon.observedTo)
      const made = g.mul(
        this.#cx.curve(this.#cx.rate(asObserved(observed), actor.unit), `${actor.path}.observed`),
        lead,
      )
      capacity = joinObserved(g, made, capacity, last)
      take = joinObserved(g, made, zero, last)
    }
    const there = (node: Ref) => this.#cx.gated(actor.path, actor.at, node)
    return { actor, take: there(take), capacity: there(capacity) }
  }

  /** All that is wanted of a commodity, losses included. */
  #demand(commodity: string): Ref {
    const torn = this.#torn.get(`demand ${commodity}`)
    if (torn !== undefined) return torn
    return this.#once(`demand ${commodity}`, () => this.#demandBody(commodity))
  }

  #demandBody(commodity: string): Ref {
    const { g } = this.#cx
    const wanted = g.sum([
      ...this.#useNodes(commodity, 'all'),
      ...this.#demandsOf(commodity).map(([, node]) => node),
    ])
    if (!this.#cx.model.commodities.get(commodity)?.losses) return wanted
    return g.div(wanted, g.subtract(g.constant(1), cxLoss(this.#cx, commodity)))
  }

  /** Exogenous demands for a commodity by id. */
  #demandsOf(commodity: string): readonly (readonly [id: string, node: Ref])[] {
    const { g, model } = this.#cx
    const found: [string, Ref][] = []
    for (const [id, demand] of model.demands) {
      if (demand.of.id !== commodity) continue
      found.push([
        id,
        this.#once(`wanted ${id}`, () => {
          const path = `demands.${id}`
          const unit = model.commodities.get(commodity)!.unit.dimension
          const factor = demand.intensity ? this.#cx.curve(demand.intensity, `${path}.intensity`) : undefined
          const driver = demand.driver ? this.#cx.driver(demand.driver.id).node : undefined
          this.#checkDemand(demand, unit)
          const product =
            driver === undefined ? factor : factor === undefined ? driver : g.mul(driver, factor)
          const last = demand.observed ? lastObserved(demand.observed, model.horizon.observedTo) : undefined
          const observed = demand.observed
            ? this.#cx.curve(this.#cx.rate(asObserved(demand.observed), unit), `${path}.observed`)
            : undefined
          const start =
            observed !== undefined && last !== undefined
              ? { node: g.at(observed, last), year: last }
              : undefined
          const path2 = demand.amount
            ? this.#cx.curve(this.#cx.rate(demand.amount, unit), `${path}.amount`, start)
            : (product ?? g.constant(0))
          const whole =
            observed === undefined || last === undefined ? path2 : joinObserved(g, observed, path2, last)
          return this.#cx.gated(path, demand.of.at, whole)
        }),
      ])
    }
    return found
  }

  #checkDemand(demand: Demand, unit: Dimension): void {
    if (!demand.driver) return
    const { dimension } = this.#cx.driver(demand.driver.id)
    const whole = demand.intensity ? timesDimension(demand.intensity.dimension, dimension) : dimension
    const yearly = timesDimension(unit, { powers: { time: 1 } }, -1)
    if (!sameDimension(whole, yearly) && !sameDimension(whole, unit))
      this.#cx.diagnose('E0204', (demand.intensity ?? demand.driver).at, {
        expected: canonicalUnit(yearly),
        found: canonicalUnit(whole),
      })
  }

  /** Every use of a commodity: flows of actors, substitutes bought, and what end uses take of the service made for them. */
  #useNodes(commodity: string, which: 'all' | 'own'): readonly Ref[] {
    const nodes: Ref[] = []
    for (const [actor, flow] of this.#net.users.get(commodity) ?? [])
      if (which === 'all' || flow.use === 'own-fuel') nodes.push(this.amount(actor, flow))
    if (which === 'own') return nodes
    for (const actor of this.#net.others.get(commodity) ?? []) {
      if (actor.kind === 'technology' && actor.lead?.of === commodity)
        nodes.push(this.amount(actor, actor.lead))
      for (const [given, curve] of Object.entries(actor.facility?.uses ?? {}))
        if (given === commodity)
          nodes.push(
            this.#cx.gated(
              actor.path,
              actor.at,
              this.#cx.curve(
                this.#cx.rate(curve, this.#cx.model.commodities.get(given)!.unit.dimension),
                `${actor.path}.uses.${given}`,
              ),
            ),
          )
      if (
        this.#net
          .pushInputs(actor)
          .some(([, outlet]) => outlet.shortfall.kind === 'buy' && outlet.shortfall.fuel === commodity)
      )
        for (const { fuel, amount } of this.substitutes(actor)) if (fuel === commodity) nodes.push(amount)
    }
    return nodes
  }

  // --- push: a by-product shared out in declared order ---

  #ownUse(commodity: string): Ref {
    return this.#cx.g.sum(this.#useNodes(commodity, 'own'))
  }

  /** What is left for the outlets: everything made less what the makers burn inside their own balance. */
  #available(commodity: string): Ref {
    const torn = this.#torn.get(`available ${commodity}`)
    if (torn !== undefined) return torn
    return this.#once(`available ${commodity}`, () => this.#availableBody(commodity))
  }

  #availableBody(commodity: string): Ref {
    const { g } = this.#cx
    const made = g.sum(
      (this.#net.makers.get(commodity) ?? []).map(([actor, flow]) => this.amount(actor, flow)),
    )
    return g.max(g.constant(0), g.subtract(made, this.#ownUse(commodity)))
  }

  #delivery(commodity: string, id: string): Delivery | undefined {
    const actor = this.#net.byId.get(id)
    return this.#push(commodity).deliveries.get(actor ? this.#net.outletId(actor) : id)
  }

  /** Minimum takes first, then in turn up to each appetite, the rest left over (model.md, Push). */
  #push(commodity: string): Push {
    return this.#once(`push ${commodity}`, () => {
      const { g } = this.#cx
      const zero = g.constant(0)
      const available = this.#available(commodity)
      const outlets = this.#net.outlets(commodity) ?? []
      const terms = outlets.map((outlet, i) => {
        const path = `commodities.${commodity}.outlets.${i + 1}`
        const whole = this.#appetite(commodity, outlet)
        let appetite = whole
        if (outlet.from !== undefined) {
          const from = g.slot({
            path: `${path}.from`,
            unit: 'year',
            kind: 'year',
            value: outlet.from,
            origin: [outlet.at],
          })
          appetite = g.mul(appetite, reached(this.#cx, from))
        }
        if (outlet.atMost)
          appetite = g.min(
            appetite,
            this.#outletAmount(commodity, outlet.atMost, `${path}.at-most`, available),
          )
        const least = outlet.atLeast
          ? g.min(appetite, this.#outletAmount(commodity, outlet.atLeast, `${path}.take`, available))
          : zero
        return { outlet, whole, appetite, least }
      })
      const deliveries = new Map<string, Delivery>()
      const minima = g.sum(terms.map((term) => term.least))
      const free = g.subtract(available, minima)
      let minimaBefore: Ref = zero
      let roomBefore: Ref = zero
      for (const { outlet, whole, appetite, least } of terms) {
        const room = g.subtract(appetite, least)
        const got = g.add(
          g.clamp(g.subtract(available, minimaBefore), zero, least),
          g.clamp(g.subtract(free, roomBefore), zero, room),
        )
        deliveries.set(outlet.to, {
          share: g.ratio(got, whole, g.constant(1)),
          outlet,
          short: g.subtract(whole, got),
        })
        minimaBefore = g.add(minimaBefore, least)
        roomBefore = g.add(roomBefore, room)
      }
      const rest = g.max(zero, g.subtract(available, g.sum(terms.map((term) => term.appetite))))
      return { deliveries, rest }
    })
  }

  /** What was delivered to actors that another by-product holds back, and is not used. */
  #leftStanding(commodity: string, push: Push): readonly Ref[] {
    const { g } = this.#cx
    return (this.#net.users.get(commodity) ?? []).flatMap(([actor, flow]) => {
      if (flow.use === 'own-fuel' || this.#net.pushInputs(actor).length < 2) return []
      const share = push.deliveries.get(this.#net.outletId(actor))?.share
      if (share === undefined) return []
      const got = g.product([this.#cx.coefficient(actor, flow), this.#intended(actor), share])
      return [g.max(g.constant(0), g.subtract(got, this.amount(actor, flow)))]
    })
  }

  /** How much an outlet would take if there were enough: the intended activity of its actors times their coefficients. */
  #appetite(commodity: string, outlet: Outlet): Ref {
    const { g } = this.#cx
    const wanted: Ref[] = []
    for (const [actor, flow] of this.#net.users.get(commodity) ?? [])
      if (flow.use !== 'own-fuel' && this.#net.outletId(actor) === outlet.to)
        wanted.push(g.mul(this.#cx.coefficient(actor, flow), this.#intended(actor)))
    for (const [id, node] of this.#demandsOf(commodity)) if (id === outlet.to) wanted.push(node)
    return g.sum(wanted)
  }

  #outletAmount(commodity: string, given: NonNullable<Outlet['atMost']>, path: string, available: Ref): Ref {
    const { g } = this.#cx
    const value = this.#cx.given(given, path)
    if (sameDimension(given.dimension, { powers: {} })) return g.mul(value, available)
    const expected = timesDimension(
      this.#cx.model.commodities.get(commodity)!.unit.dimension,
      { powers: { time: 1 } },
      -1,
    )
    if (!sameDimension(given.dimension, expected))
      this.#cx.diagnose('E0204', given.at, {
        expected: canonicalUnit(expected),
        found: canonicalUnit(given.dimension),
      })
    return value
  }

  // --- circles ---

  #once<T>(key: string, make: () => T): T {
    if (this.#memo.has(key)) {
      const known = this.#memo.get(key)
      if (known === building) throw new Error(`the dispatch goes round in a circle at ${key}`)
      return known as T
    }
    this.#memo.set(key, building)
    const made = make()
    this.#memo.set(key, made)
    return made
  }

  #settleLoops(): void {
    const edges = this.#net.dependencies()
    const names = [...new Set([...edges.keys(), ...[...edges.values()].flatMap((set) => [...set])])].sort()
    for (const circle of circles(names, edges)) {
      const torn = tearsOf(circle, edges)
      const about = circle
        .filter((name) => name.startsWith('activity '))
        .map((name) => name.slice('activity '.length))
      if (torn.length > 8) {
        this.#cx.diagnose('E0413', this.#net.byId.get(about[0] ?? '')?.at ?? this.#cx.model.at, {
          found: torn.length,
        })
        // Reported; cut open all the same, so that compiling can go on to the next mistake.
        for (const name of torn) this.#torn.set(name, this.#cx.g.constant(0))
        continue
      }
      const { g } = this.#cx
      const tears = g.tears(torn.length)
      for (const [i, name] of torn.entries()) this.#torn.set(name, tears.refs[i]!)
      const bodies = torn.map((name) => {
        const [kind, id] = name.split(' ') as [string, string]
        if (kind === 'intended') return this.#intendedBody(this.#net.byId.get(id)!)
        return kind === 'demand' ? this.#demandBody(id) : this.#availableBody(id)
      })
      const settled = g.close(tears, bodies)
      g.block('loop', settled, about)
    }
  }
}

const building = Symbol('building')

function cxLoss(cx: Context, commodity: string): Ref {
  return cx.given(cx.model.commodities.get(commodity)!.losses!, `commodities.${commodity}.losses`)
}
