import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import { matrixOf } from '../model/correlation.ts'
import type { Curve } from '../model/curve.ts'
import type { Driver } from '../model/driver.ts'
import type { EndUse } from '../model/facility.ts'
import type { Given } from '../model/given.ts'
import { isIncluded, type Model } from '../model/model.ts'
import { statedPath } from '../model/spread.ts'
import { cholesky } from '../numerics/dependence.ts'
import { type Dimension, sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import { accounts } from './accounts/index.ts'
import { actorsOf } from './actors.ts'
import { builtStages, standingCapacity } from './capacity.ts'
import { withCaptures } from './capture.ts'
import { checkClosure } from './closure.ts'
import { Coefficients } from './coefficient.ts'
import { addColumns } from './columns.ts'
import type { Actor, Balance, Check, Context, Leaf } from './context.ts'
import {
  asObserved,
  curveNode,
  joinObserved,
  lastObserved,
  numberSlot,
  type Start,
  unionSwitch,
} from './curve.ts'
import { Dispatch } from './dispatch.ts'
import { type Expr, translate } from './expression-tree.ts'
import { Graph } from './graph.ts'
import type { Plan, Ref } from './plan.ts'
import { sayOtherPrices } from './price-year.ts'
import { Scopes } from './scope.ts'

/** Parses a quoted expression; `engine/expression.ts` is loaded only when a model has one, and handed in. */
export type ExpressionParser = (
  text: string,
  declared?: (name: string) => boolean,
) =>
  | { readonly ok: true; readonly tree: Expr }
  | { readonly ok: false; readonly reason: Text; readonly at: number }

/** A node with its dimension, as an expression reads it. */
export interface Named {
  readonly ref: Ref
  readonly dimension: Dimension
}

/** What compile hands to those who build further columns (indicators, targets). */
export interface Built {
  readonly g: Graph
  readonly model: Model
  readonly leaves: readonly Leaf[]
  readonly diagnose: Diagnose
  readonly curve: (curve: Curve, path: string) => Ref
  /** Names that an expression of a target may read beside the drivers; whoever builds indicators adds them here. */
  readonly names: Map<string, Named>
  /** Asked for names that stand in no list, such as the part of an indicator that belongs to a sector. */
  readonly lookups: ((name: string) => Named | undefined)[]
  /** Dimension of a series; of an expression, once it has been built. */
  readonly dimensionOf: (curve: Curve) => Dimension
  /** What the run must hold. */
  readonly checks: Check[]
  /** The balance of a commodity, for indicators about purchases. */
  readonly balance: (commodity: string) => Balance
  readonly actors: readonly Actor[]
  readonly activity: (actor: Actor) => Ref
  /** Full capacity that stands by year, ramp and utilisation apart; undefined where a unit states none. */
  readonly capacity: (actor: Actor) => Ref | undefined
  /** When its first stage begins, as a year; undefined where it states no capacity or no date. */
  readonly began: (actor: Actor) => Ref | undefined
  /** Capacity × utilisation: what a unit would do if it got all that it asks for. */
  readonly potential: (actor: Actor) => Ref | undefined
  /** A slot for a number. */
  readonly given: (given: Given, path: string) => Ref
}

/** A compiled model: the plan, its first values, and what analysis needs to know about its columns. */
export interface Compiled {
  readonly model: Model
  readonly plan: Plan
  readonly values: Float64Array
  readonly leaves: readonly Leaf[]
  readonly actors: readonly Actor[]
  readonly balances: readonly Balance[]
  readonly activities: ReadonlyMap<string, Ref>
  readonly checks: readonly Check[]
  /** Where each expression was written: its constants are no slots, so a number that is none is looked up here. */
  readonly expressions: readonly { readonly node: Ref; readonly at: Span }[]
  /** The slot that each number of the model became. */
  readonly slotOf: ReadonlyMap<Given, number>
}

/**
 * Model → Plan (graph.md). Structure is compiled, every number becomes a slot. `extend` adds the columns of indicators and
 * targets, which live a floor above. All problems go to `diagnose`; the plan is usable only when none is an error.
 */
export function compile(
  model: Model,
  report: Diagnose,
  options: {
    readonly parse?: ExpressionParser
    readonly extend?: (built: Built) => void
    /** Where to build: a graph that holds other models already (a union); one of its own unless given. */
    readonly into?: Graph
  } = {},
): Compiled {
  /** After an expression that cannot be used its dimension is unknown: what follows from that alone is not said. */
  let unread = false
  let unusable = false
  const diagnose: Diagnose = (code, at, args, related) => {
    if ((unusable && code === 'E0204') || (unread && code === 'E0410')) return
    unread ||= code === 'E0301' || code === 'E0310' || code === 'E0311'
    unusable ||= unread || code === 'E0410'
    report(code, at, args, related)
  }
  const expressions: { node: Ref; at: Span }[] = []
  const places = new Map<Given, number>()
  const g = options.into ?? new Graph(model.horizon)
  const curves = new Map<string, Ref>()
  const drivers = new Map<string, { node: Ref; dimension: Dimension }>()
  const names = new Map<string, Named>()
  const lookups: ((name: string) => Named | undefined)[] = []
  /** Dimensions of free expressions, once translated. */
  const found = new Map<Curve, Dimension>()
  const given = (value: Given, path: string): Ref => {
    if (value.dimension.powers.money && value.dimension.priceYear !== model.prices)
      sayOtherPrices(model, value, diagnose)
    const node = g.slot(numberSlot(value, path))
    places.set(value, g.slotIndex(node))
    return node
  }
  const expression = (curve: Extract<Curve, { kind: 'expression' }>): Ref => {
    if (!options.parse) throw new Error('a model with an expression was compiled without a parser')
    const known = [...model.drivers.keys(), ...names.keys()]
    const refuse = (reason: Text) => {
      const why = { reason: reason.en, 'reason.zh': reason.zh }
      diagnose('E0311', curve.at, why)
    }
    const parsed = options.parse(curve.text.replace(/^=/, ''))
    if (!parsed.ok) {
      refuse(parsed.reason)
      return g.constant(0)
    }
    const done = translate(
      parsed.tree,
      {
        names: () => known,
        lookup: (name) => {
          const named = names.get(name) ?? (model.drivers.has(name) ? refOf(driver(name)) : undefined)
          if (named) return named
          for (const look of lookups) {
            const found = look(name)
            if (found) return found
          }
          return undefined
        },
      },
      g,
      curve.free ? undefined : curve.dimension,
    )
    if (done.ok) {
      found.set(curve, done.dimension)
      expressions.push({ node: done.ref, at: curve.at })
      return done.ref
    }
    if (done.code === 'E0410') diagnose('E0410', curve.at, { found: done.found, expected: done.expected })
    else if (done.code === 'E0301')
      diagnose('E0301', curve.at, { id: done.id, what: 'driver', nearest: nearest(done.id, known) ?? '' })
    else refuse(done.reason)
    return g.constant(0)
  }
  const scope = { g, diagnose, given, expression }
  const curve = (c: Curve, path: string, start?: Start): Ref => {
    const known = curves.get(path)
    if (known !== undefined) return known
    const node = curveNode(scope, c, path, start)
    curves.set(path, node)
    return node
  }
  const open = new Set<string>()
  function driver(id: string): { node: Ref; dimension: Dimension } {
    const known = drivers.get(id)
    if (known) return known
    const entry = model.drivers.get(id)!
    if (open.has(id)) {
      diagnose('E0310', entry.path.at, { what: 'drivers', path: [...open, id].join(' → ') })
      return { node: g.constant(0), dimension: entry.path.dimension }
    }
    open.add(id)
    const made = driverNode(id)
    open.delete(id)
    drivers.set(id, made)
    return made
  }
  function driverNode(id: string): { node: Ref; dimension: Dimension } {
    const entry = model.drivers.get(id)!
    const path = `drivers.${id}`
    const { uncertain } = entry
    const main = uncertain && 'band' in uncertain ? { ...entry.path, spread: uncertain.band } : entry.path
    const stated = pathNode(entry, main, path, `${path}.path`)
    if (!uncertain || 'band' in uncertain) return stated
    // One of several whole paths: which one is a number that only draws turn.
    const { paths, at } = uncertain.oneOf
    const nodes = paths.map(({ name }) => {
      const other = entry.alternatives?.[name]
      if (name === statedPath || !other) return stated.node
      const made = pathNode(entry, other, path, `${path}.alternatives.${name}`)
      if (!sameDimension(made.dimension, stated.dimension))
        diagnose('E0204', other.at, {
          expected: canonicalUnit(stated.dimension),
          found: canonicalUnit(made.dimension),
        })
      return made.node
    })
    const choice = g.slot({
      path: `${path}.choice`,
      unit: '1',
      kind: 'switch',
      value: paths.findIndex(({ name }) => name === statedPath),
      origin: [at],
      uncertain: {
        kind: 'discrete',
        values: paths.map((_, i) => i),
        chances: paths.map(({ chance }) => chance),
      },
    })
    let node = nodes.at(-1)!
    for (let i = nodes.length - 2; i >= 0; i--)
      node = g.select(g.less(choice, g.constant(i + 0.5)), nodes[i]!, node)
    return { node, dimension: stated.dimension }
  }
  /** One path of a driver, after what was observed. */
  function pathNode(
    entry: Driver,
    stated: Curve,
    path: string,
    own: string,
  ): { node: Ref; dimension: Dimension } {
    if (!entry.observed) {
      const node = curve(stated, own)
      return { node, dimension: found.get(stated) ?? stated.dimension }
    }
    const { observed } = entry
    const last = lastObserved(observed, model.horizon.observedTo)
    const seen = curve(asObserved(observed), `${path}.observed`)
    const later =
      stated.kind === 'expression' ? { ...stated, dimension: observed.dimension, free: false } : stated
    if (later.kind !== 'growth' && !sameDimension(later.dimension, observed.dimension))
      diagnose('E0204', later.at, {
        expected: canonicalUnit(observed.dimension),
        found: canonicalUnit(later.dimension),
      })
    const node = joinObserved(g, seen, curve(later, own, { node: g.at(seen, last), year: last }), last)
    return { node, dimension: observed.dimension }
  }
  const serviceOf = (endUse: EndUse): Dimension => {
    const per = driver(endUse.driver.id).dimension
    const whole = endUse.intensity ? timesDimension(endUse.intensity.dimension, per) : per
    // A service written as an amount a year is counted like a facility's activity: without the year.
    return whole.powers.time === -1 ? timesDimension(whole, { powers: { time: 1 } }) : whole
  }
  const running = new Set(
    [...model.projects].filter(([, project]) => isIncluded(project, model.projectsFrom)).map(([id]) => id),
  )
  const present = (path: string, at: Span): Ref | undefined => {
    const side = model.presence?.get(path)
    if (side === undefined) return undefined
    const second = unionSwitch(g, path, at)
    return side === 'b' ? second : g.subtract(g.constant(1), second)
  }
  const scopes = new Scopes(model)
  const actors = withCaptures(model, actorsOf(model, diagnose, serviceOf), scopes, running, diagnose)
  const leaves: Leaf[] = []
  const checks: Check[] = []
  const cx: Context = {
    g,
    model,
    diagnose,
    actors,
    runningProjects: running,
    given,
    curve,
    driver,
    leaves,
    checks,
    present,
    gated: (path, at, node) => {
      const there = present(path, at)
      return there === undefined ? node : g.mul(node, there)
    },
    rate: (c, of) => rateOf(diagnose, c, of),
    activity: (actor) => dispatch.activity(actor),
    coefficient: (actor, flow) => coefficients.flow(actor, flow),
    factor: (actor, species, base) => coefficients.factor(actor, species, base),
    adopted: (actor) => coefficients.adopted(actor),
    captured: (actor) => coefficients.captured(actor),
    amount: (actor, flow) => dispatch.amount(actor, flow),
    substitutes: (actor) => dispatch.substitutes(actor),
    balance: (commodity) => dispatch.balance(commodity),
    ...conversions(model, g, given, curve, diagnose),
  }
  const coefficients = new Coefficients(cx, scopes)
  const dispatch = new Dispatch(cx)
  checkClosure(cx)
  dispatch.prepare()
  for (const account of accounts) account(cx)
  checkShares(cx)
  const activities = new Map(actors.map((actor) => [actor.id, dispatch.activity(actor)]))
  const touched = new Set(actors.flatMap((actor) => actor.flows.map((flow) => flow.of)))
  for (const demand of model.demands.values()) touched.add(demand.of.id)
  for (const actor of actors) {
    for (const { fuel } of dispatch.substitutes(actor)) touched.add(fuel)
    for (const commodity of Object.keys(actor.facility?.uses ?? {})) touched.add(commodity)
  }
  const balances = [...touched].sort().map((commodity) => dispatch.balance(commodity))
  for (const { actor, what, cut } of coefficients.floors)
    g.column(`floor.${actor.id}.${what}`, g.mul(cut, dispatch.activity(actor)), canonicalUnit(actor.unit), {
      facility: actor.id,
      sector: actor.sector,
      scope: 'floor',
    })
  addColumns({ g, model, leaves, balances, activities, actors })
  options.extend?.({
    g,
    model,
    leaves,
    diagnose,
    curve,
    names,
    lookups,
    dimensionOf: (c) => found.get(c) ?? c.dimension,
    checks,
    balance: (commodity) => dispatch.balance(commodity),
    actors,
    activity: (actor) => dispatch.activity(actor),
    capacity: (actor) => standingCapacity(cx, actor),
    began: (actor) => builtStages(cx, actor)[0]?.began?.node,
    potential: (actor) => dispatch.potential(actor),
    given,
  })
  checkCorrelations(model, diagnose)
  const plan = g.plan()
  const made = { model, plan, values: g.values(), leaves, actors, balances, activities, checks, expressions }
  return { ...made, slotOf: places }
}

/** Stated correlations are of numbers that can be: no pair twice (E0885), together positive definite (E0886). */
function checkCorrelations(model: Model, diagnose: Diagnose): void {
  if (model.correlations.length === 0) return
  const matrix = matrixOf(model.correlations)
  for (const { a, b, at } of matrix.twice) diagnose('E0885', at, { a, b })
  if (matrix.twice.length > 0) return
  const made = cholesky(matrix.rows)
  if (!('failedAt' in made)) return
  const row = matrix.rows[made.failedAt]!
  // Of the pairs of the number at which it fails, the strongest is named.
  const pair = row.slice(0, -1).reduce((best, rho, j) => (Math.abs(rho) > Math.abs(row[best]!) ? j : best), 0)
  diagnose('E0886', matrix.at(made.failedAt, pair) ?? model.correlations[0]!.at, {
    a: matrix.names[pair]!.id,
    b: matrix.names[made.failedAt]!.id,
    rho: row[pair]!,
  })
}

/** A series that must be an amount a year of what is counted in `of`. */
function rateOf(diagnose: Diagnose, c: Curve, of: Dimension): Curve {
  const expected = timesDimension(of, { powers: { time: 1 } }, -1)
  if (c.kind === 'expression') return { ...c, dimension: expected, free: false }
  // Growth without a value of its own has the dimension of what it chains from.
  if (c.kind === 'growth' && !c.start) return { ...c, dimension: expected }
  if (!sameDimension(c.dimension, expected))
    diagnose('E0204', c.at, { expected: canonicalUnit(expected), found: canonicalUnit(c.dimension) })
  return c
}

function refOf(driver: { node: Ref; dimension: Dimension }): { ref: Ref; dimension: Dimension } {
  return { ref: driver.node, dimension: driver.dimension }
}

/** Shares of the technologies of an end use sum to one. */
function checkShares(cx: Context): void {
  const { g, model } = cx
  for (const [id, endUse] of model.endUses) {
    const shares = Object.entries(endUse.technologies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
    if (shares.length === 0) continue
    const sum = g.sum(
      shares.map(([technology, share]) => cx.curve(share, `end-uses.${id}.technologies.${technology}`)),
    )
    cx.checks.push({
      node: sum,
      test: 'one',
      code: 'E0407',
      at: shares[0]![1].at,
      args: { what: `end-uses.${id}.technologies`, expected: '100%' },
    })
  }
}

/** Heat value, carbon and coal equivalent of commodities, per canonical unit. */
function conversions(
  model: Model,
  g: Graph,
  given: (value: Given, path: string) => Ref,
  curve: (c: Curve, path: string) => Ref,
  diagnose: Diagnose,
): Pick<Context, 'energyOf' | 'carbonOf' | 'tceOf'> {
  const per = (id: string, numerator: Dimension['powers']) =>
    timesDimension({ powers: numerator }, model.commodities.get(id)!.unit.dimension, -1)
  const wrong = (at: Span, expected: Dimension, found: Dimension) =>
    diagnose('E0204', at, { expected: canonicalUnit(expected), found: canonicalUnit(found) })
  const electricityLike = (unit: Dimension) =>
    [...model.commodities].find(
      ([, entry]) => entry.group === 'electricity' && sameDimension(entry.unit.dimension, unit),
    )
  const energyOf = (id: string): Ref | undefined => {
    const commodity = model.commodities.get(id)
    if (!commodity) return undefined
    if (commodity.energy) {
      const expected = per(id, { energy: 1 })
      if (!sameDimension(commodity.energy.dimension, expected))
        wrong(commodity.energy.at, expected, commodity.energy.dimension)
      return given(commodity.energy, `commodities.${id}.energy`)
    }
    return sameDimension(commodity.unit.dimension, { powers: { energy: 1 } }) ? g.constant(1) : undefined
  }
  const carbonOf = (id: string): Ref | undefined => {
    const commodity = model.commodities.get(id)
    if (!commodity?.carbon) return undefined
    const { carbon } = commodity
    const content = given(carbon, `commodities.${id}.carbon`)
    const direct = per(id, { carbon: 1 })
    if (sameDimension(carbon.dimension, direct)) return content
    if (sameDimension(carbon.dimension, { powers: { carbon: 1, energy: -1 } })) {
      const energy = energyOf(id)
      if (energy !== undefined) return g.mul(content, energy)
      diagnose('E0416', carbon.at, { commodity: id, missing: 'energy' })
      return undefined
    }
    wrong(carbon.at, direct, carbon.dimension)
    return undefined
  }
  const tceOf = (id: string): { calorific: Ref; equivalent: Ref } | undefined => {
    const commodity = model.commodities.get(id)
    if (!commodity?.tce) return undefined
    const expected = per(id, { tce: 1 })
    if (!sameDimension(commodity.tce.dimension, expected))
      wrong(commodity.tce.at, expected, commodity.tce.dimension)
    const calorific = given(commodity.tce, `commodities.${id}.tce`)
    // Sun and wind count as the power that they make: by the equivalent value where electricity does.
    const like = commodity.group === 'renewable' ? electricityLike(commodity.unit.dimension) : undefined
    const series = commodity['tce-equivalent'] ?? like?.[1]['tce-equivalent']
    const owner = commodity['tce-equivalent'] ? id : like?.[0]
    if (series && series.kind !== 'expression' && !sameDimension(series.dimension, expected))
      wrong(series.at, expected, series.dimension)
    return {
      calorific,
      equivalent: series ? curve(series, `commodities.${owner}.tce-equivalent`) : calorific,
    }
  }
  return { energyOf, carbonOf, tceOf }
}
