import type { Curve } from '../../model/curve.ts'
import type { Finance } from '../../model/finance.ts'
import type { Given } from '../../model/given.ts'
import type { Measure } from '../../model/measure.ts'
import { sectorsUnder } from '../../model/model.ts'
import { type Dimension, sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { builtStages, reached, standing, standingCapacity } from '../capacity.ts'
import type { Actor, Context, CostLeaf } from '../context.ts'
import type { Ref } from '../plan.ts'
import { sayOtherPrices } from '../price-year.ts'

/** A MW that runs all year makes 8,760 MWh = 31,536 GJ: investment per kW against capacity in GJ a year. */
const gigajoulesPerMegawattYear = 8760 * 3.6

type Component = CostLeaf['component']

/**
 * Money (model.md): investment as an annuity over the lifetime at the discount rate, operation and maintenance, what is
 * bought at the county's boundary, carbon; income from sales beside it. All in 万元 of the price year, a year.
 *
 * - A unit that stood before the base year is sunk: it is charged again only when its lifetime is over. One without a date
 *   of commissioning is never charged.
 * - Technologies of end uses, and units without a capacity, are charged on the activity of the year.
 * - Flows inside the county cancel: only imports cost and only what is sold outside earns.
 */
export function cost(cx: Context): void {
  const { costs } = cx.model
  if (!costs) return
  const account = new Costs(cx, costs)
  for (const actor of cx.actors) {
    account.unit(actor)
    account.measures(actor)
  }
  account.trade()
  account.carbon()
}

class Costs {
  readonly #cx: Context
  readonly #finance: Finance
  readonly #charges = new Map<string, Ref>()

  constructor(cx: Context, finance: Finance) {
    this.#cx = cx
    this.#finance = finance
  }

  #add(
    component: Component,
    actor: Actor | { id: string; sector: string },
    commodity: string,
    node: Ref,
  ): void {
    this.#cx.leaves.push({ kind: 'cost', component, actor: actor.id, sector: actor.sector, commodity, node })
  }

  /** Money per `per`, as the engine counts it; a power is counted as the energy of a year. Reports E0204 and E0218. */
  #money(value: Curve | Given, per: Dimension, path: string): Ref {
    const cx = this.#cx
    const money: Dimension = { powers: { money: 1 }, priceYear: cx.model.prices }
    const expected = timesDimension(money, per, -1)
    const curve = 'kind' in value
    const made = curve ? cx.curve(value, path) : cx.given(value, path)
    if (curve && value.kind === 'expression') return made
    if (curve) checkPrices(cx, value)
    if (sameDimension(value.dimension, expected)) return made
    // 元/kW and 元/kW/a where the unit is counted in energy a year.
    const rated = timesDimension(expected, { powers: { energy: 1, time: -1, power: -1 } })
    if (sameDimension(value.dimension, rated))
      return cx.g.mul(made, cx.g.constant(1 / gigajoulesPerMegawattYear))
    cx.diagnose('E0204', value.at, {
      expected: canonicalUnit(expected),
      found: canonicalUnit(value.dimension),
    })
    return made
  }

  /** Annuity of one yuan: r / (1 − (1 + r)^−n), and 1 / n at r = 0. */
  #annuity(lifetime: Given | undefined, path: string): Ref {
    const known = this.#charges.get(path)
    if (known !== undefined) return known
    const cx = this.#cx
    const { g } = cx
    const years = lifetime ? cx.given(lifetime, path) : this.#standardLifetime()
    const rate = cx.given(this.#finance['discount-rate'], 'costs.discount-rate')
    const growth = g.pow(g.add(g.constant(1), rate), g.negate(years))
    const charge = g.ratio(rate, g.subtract(g.constant(1), growth), g.div(g.constant(1), years))
    this.#charges.set(path, charge)
    return charge
  }

  #standardLifetime(): Ref {
    return this.#cx.given(this.#finance.lifetime, 'costs.lifetime')
  }

  /** Investment and operation of a unit, an end use's technology, or whatever runs a process. */
  unit(actor: Actor): void {
    const cx = this.#cx
    const { g } = cx
    const process = actor.process === undefined ? undefined : cx.model.processes.get(actor.process)
    const own = actor.facility
    const pick = <K extends 'capex' | 'fixed-om' | 'variable-om' | 'lifetime'>(key: K) => ({
      value: own?.[key] ?? process?.[key],
      path: own?.[key] ? `${actor.path}.${key}` : `processes.${actor.process}.${key}`,
    })
    const perCapacity = timesDimension(actor.unit, { powers: { time: 1 } }, -1)
    const stages = builtStages(cx, actor)
    const on = stages.length > 0 ? standing(cx, actor) : g.constant(1)
    const capex = pick('capex')
    if (capex.value) {
      const life = pick('lifetime')
      const invest = this.#money(capex.value, perCapacity, capex.path)
      const charge = this.#annuity(life.value, life.value ? life.path : 'costs.lifetime')
      const years = life.value ? cx.given(life.value, life.path) : this.#standardLifetime()
      const charged =
        stages.length === 0
          ? g.mul(cx.activity(actor), invest)
          : g.mul(
              on,
              g.sum(
                stages.map(({ size, began }) => {
                  const horizon = cx.model.horizon
                  // What stood before the base year is paid for; only its renewal is charged.
                  if (began === undefined)
                    return actor.kind === 'project' ? g.mul(size, invest) : g.constant(0)
                  const old = began.year < horizon.base
                  const due = old ? g.add(began.node, years) : began.node
                  const lifetime = (life.value ?? this.#finance.lifetime).value
                  const year = Math.floor(old ? began.year + lifetime : began.year)
                  const price = g.at(invest, Math.min(Math.max(year, horizon.base), horizon.to))
                  return g.product([size, price, reached(cx, due)])
                }),
              ),
            )
      this.#add('capital', actor, '', g.mul(charged, charge))
    }
    const fixed = pick('fixed-om')
    if (fixed.value) {
      const rate = this.#money(fixed.value, actor.unit, fixed.path)
      const size = standingCapacity(cx, actor) ?? cx.activity(actor)
      this.#add('fixed', actor, '', g.mul(size, rate))
    }
    const variable = pick('variable-om')
    if (variable.value)
      this.#add(
        'variable',
        actor,
        '',
        g.mul(cx.activity(actor), this.#money(variable.value, actor.unit, variable.path)),
      )
  }

  /** Investment and running cost of measures where they are adopted; of capture per tCO2. */
  measures(actor: Actor): void {
    const cx = this.#cx
    const { g } = cx
    const captured = cx.captured(actor)
    for (const { id, measure, adoption } of cx.adopted(actor)) {
      const taken = captured.find((entry) => entry.measure === id)
      if (measure.capture && !taken) continue
      // Where nothing of the unit is touched nothing is built: a sector holds units of many kinds.
      if (!measure.capture && !touches(measure, actor)) continue
      const unit: Dimension = taken ? { powers: { co2: 1 } } : actor.unit
      const amount = g.mul(taken ? taken.perActivity : adoption, cx.activity(actor))
      const parts: Ref[] = []
      if (measure.capex) {
        const invest = this.#money(
          measure.capex,
          timesDimension(unit, { powers: { time: 1 } }, -1),
          `measures.${id}.capex`,
        )
        const path = measure.lifetime ? `measures.${id}.lifetime` : 'costs.lifetime'
        parts.push(g.mul(invest, this.#annuity(measure.lifetime, path)))
      }
      if (measure.om) parts.push(this.#money(measure.om, unit, `measures.${id}.om`))
      if (parts.length > 0) this.#add('measures', actor, id, g.mul(amount, g.sum(parts)))
    }
  }

  /** What crosses the county's boundary at its price: imports by user, in proportion to use, and income from sales. */
  trade(): void {
    const cx = this.#cx
    const { g, model } = cx
    const users = new Map<string, [Actor, Ref][]>()
    for (const actor of cx.actors) {
      for (const flow of actor.flows)
        if (flow.direction === 'in') push(users, flow.of, [actor, cx.amount(actor, flow)])
      for (const { fuel, amount } of cx.substitutes(actor)) push(users, fuel, [actor, amount])
      for (const [id, curve] of Object.entries(actor.facility?.uses ?? {}).sort(([a], [b]) =>
        a < b ? -1 : 1,
      ))
        push(users, id, [actor, cx.curve(curve, `${actor.path}.uses.${id}`)])
    }
    for (const [id, commodity] of model.commodities) {
      if (!commodity.price) continue
      const price = this.#money(commodity.price, commodity.unit.dimension, `commodities.${id}.price`)
      const balance = cx.balance(id)
      const whole = g.add(balance.uses, balance.demand)
      const perUse = g.mul(g.ratio(balance.imports, whole, g.constant(0)), price)
      for (const [actor, amount] of users.get(id) ?? [])
        this.#add('purchases', actor, id, g.mul(amount, perUse))
      const seller = { id: `trade.${id}`, sector: commodity.sector?.id ?? '' }
      if (model.demands.size > 0) this.#add('purchases', seller, id, g.mul(balance.demand, perUse))
      this.#add('sales', seller, id, g.mul(g.add(balance.demand, balance.exports), price))
    }
  }

  /** The carbon price on territorial CO2 less what is stored, in the sectors that it covers, beyond the free allocation. */
  carbon(): void {
    const cx = this.#cx
    const { g, model } = cx
    const { 'carbon-price': price, covers, free } = this.#finance
    if (!price) return
    const rate = this.#money(price, { powers: { co2: 1 } }, 'costs.carbon-price')
    const paid = free ? g.subtract(g.constant(1), cx.curve(free, 'costs.free')) : g.constant(1)
    const covered = covers
      ? new Set(covers.flatMap((sector) => [...sectorsUnder(model.sectors, sector.id)]))
      : undefined
    const byActor = new Map<string, { sector: string; nodes: Ref[] }>()
    for (const leaf of cx.leaves) {
      if (leaf.kind !== 'emission' || leaf.species !== 'co2') continue
      if (leaf.scope !== 'energy' && leaf.scope !== 'process' && leaf.scope !== 'stored') continue
      if (covered && !covered.has(leaf.sector)) continue
      const entry = byActor.get(leaf.actor) ?? { sector: leaf.sector, nodes: [] }
      entry.nodes.push(leaf.node)
      byActor.set(leaf.actor, entry)
    }
    for (const [id, { sector, nodes }] of byActor)
      this.#add('carbon', { id, sector }, '', g.product([g.sum(nodes), rate, paid]))
  }
}

/** Money of another price year is another unit (E0218); a point of a series is checked where it becomes a slot. */
function checkPrices(cx: Context, curve: Curve): void {
  const { priceYear } = curve.dimension
  if (curve.dimension.powers.money && priceYear !== cx.model.prices)
    sayOtherPrices(cx.model, curve, cx.diagnose)
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Whether an effect of a measure meets a flow or an emission factor of an actor. */
function touches(measure: Measure, actor: Actor): boolean {
  return (measure.effects ?? []).some((effect) =>
    effect.on === 'emission'
      ? actor.methods.some((method) => method.kind === 'factor' && method.factors.has(effect.of))
      : actor.flows.some(
          (flow) =>
            flow.direction === (effect.on === 'input' ? 'in' : 'out') &&
            (flow.id === effect.of || flow.of === effect.of),
        ),
  )
}
