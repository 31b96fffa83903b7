import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { isShipped } from '../diagnostics/span.ts'
import type { Curve } from '../model/curve.ts'
import type { Given } from '../model/given.ts'
import { type Band, bandDeviation } from '../model/spread.ts'
import { weights } from '../numerics/interpolate.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Graph, SlotSpec } from './graph.ts'
import type { Ref } from './plan.ts'

/** What a curve needs from its surroundings. */
export interface CurveScope {
  readonly g: Graph
  readonly diagnose: Diagnose
  readonly given: (given: Given, path: string) => Ref
  readonly expression: (curve: Extract<Curve, { kind: 'expression' }>, path: string) => Ref
}

/** From where growth chains when a curve states no value of its own. */
export interface Start {
  readonly node: Ref
  readonly year: number
}

/**
 * Turns a series into nodes: points are slots, their years and interpolation are structure (graph.md 2). Reports E0214
 * (no value in the first years) and E0215 (points end early and nothing says what then).
 */
export function curveNode(scope: CurveScope, curve: Curve, path: string, start?: Start): Ref {
  const node = formNode(scope, curve, path, start)
  return curve.spread ? bandNode(scope.g, curve.spread, path, node) : node
}

/** A path times the factor of each year (model/spread.ts). All factors are 1 in a run, so the path has its own bits. */
function bandNode(g: Graph, band: Band, path: string, node: Ref): Ref {
  const years = Array.from({ length: g.length }, (_, i) => g.horizon.base + i)
  const factors = years.map((year) => {
    const sd = bandDeviation(band, year)
    if (sd === 0) return g.constant(1)
    return g.slot({
      path: `${path}.band.${year}`,
      unit: '1',
      kind: 'factor',
      value: 1,
      origin: [band.at],
      uncertain: { kind: 'truncated', of: { kind: 'normal', mean: 1, sd }, low: 0, high: 2 },
      persistence: band.persistence,
    })
  })
  const own = years.flatMap((_, i) => [i, 1, i, 0])
  const moved = g.mul(node, g.blend(factors, own))
  return band.atMost === undefined ? moved : g.min(moved, g.constant(band.atMost))
}

function formNode(scope: CurveScope, curve: Curve, path: string, start?: Start): Ref {
  const { g } = scope
  switch (curve.kind) {
    case 'constant':
      return scope.given(curve.value, path)
    case 'points':
      return pointsNode(scope, curve, path, start)
    case 'growth':
      return growthNode(scope, curve, path, start)
    case 'expression':
      return scope.expression(curve, path)
    case 'from': {
      const base = curveNode(scope, curve.base, `${path}.base`, start)
      const anchor = Math.max(curve.from - 1, g.horizon.base)
      const over = curveNode(scope, curve.over, path, { node: g.at(base, anchor), year: anchor })
      return g.select(since(g, curve.from), over, base)
    }
    case 'raised': {
      const base = curveNode(scope, curve.base, path, start)
      const least = scope.given(curve.to, `${path}.raised`)
      return g.select(since(g, curve.from), g.max(base, least), base)
    }
    case 'either': {
      const form = (one: Curve | undefined) =>
        one === undefined ? g.constant(curve.absent) : curveNode(scope, one, path, start)
      return g.select(unionSwitch(g, curve.by, curve.at), form(curve.b), form(curve.a))
    }
    case 'times':
    case 'plus': {
      const base = curveNode(scope, curve.base, `${path}.base`, start)
      const by = curveNode(scope, curve.by, path)
      const changed = curve.kind === 'times' ? g.mul(base, by) : g.add(base, by)
      return curve.from === undefined ? changed : g.select(since(g, curve.from), changed, base)
    }
  }
}

/** In a union of two models: 1 where an entity has the form of the second, 0 where it has that of the first. */
export function unionSwitch(g: Graph, entity: string, at: Curve['at']): Ref {
  return g.slot({
    path: `${unionPrefix}${entity}`,
    unit: '1',
    kind: 'switch',
    value: 0,
    other: 1,
    origin: [at],
  })
}

/** What stands before the path of an entity in the path of its switch. */
export const unionPrefix = 'union.'

/** 1 from a year on, 0 before. */
export function since(g: Graph, year: number): Ref {
  return g.table(Array.from({ length: g.length }, (_, i) => (g.horizon.base + i >= year ? 1 : 0)))
}

/** What follows the observed years: observed values up to `last`, the path afterwards, chained from the last observed one. */
export function joinObserved(g: Graph, observed: Ref, path: Ref, last: number): Ref {
  return g.select(since(g, last + 1), path, observed)
}

/** Observed values are not asked what follows them: the projection does. */
export function asObserved(curve: Curve): Curve {
  return curve.kind === 'points' ? { ...curve, after: curve.after ?? 'hold' } : curve
}

/** The last year of which a curve of observed values speaks. */
export function lastObserved(curve: Curve, observedTo: number): number {
  if (curve.kind !== 'points') return observedTo
  return Math.min(curve.points.at(-1)?.year ?? observedTo, observedTo)
}

type Points = Extract<Curve, { kind: 'points' }>['points']

function pointsNode(
  scope: CurveScope,
  curve: Extract<Curve, { kind: 'points' }>,
  path: string,
  start?: Start,
): Ref {
  const { g } = scope
  const points = fromBase(curve.points, g.horizon.base)
  const first = points[0]!
  const last = points.at(-1)!
  const years = points.map((point) => point.year)
  const nodes = points.map((point) => scope.given(point.value, `${path}.${point.year}`))
  // A part of a series, or a path after observed years, starts from the value that stood before it.
  if (start && start.year < first.year) {
    years.unshift(start.year)
    nodes.unshift(start.node)
  }
  if (years[0]! > g.horizon.base && !start && curve.before === undefined) {
    const missing = `${g.horizon.base}–${years[0]! - 1}`
    // Nobody can mend a library that ships with the program: the county says it for itself.
    if (isShipped(curve.at))
      scope.diagnose('E0842', curve.at, { what: path, first: years[0]!, base: g.horizon.base })
    else scope.diagnose('E0214', curve.at, { years: missing, instead: `${g.horizon.base}: …` })
  }
  // Years before the first point are reported, or masked by the caller: they read the first point.
  if (years[0]! > g.horizon.base) {
    years.unshift(g.horizon.base)
    nodes.unshift(nodes[0]!)
  }
  if (last.year < g.horizon.to && curve.after === undefined)
    scope.diagnose('E0215', curve.at, { last: last.year, to: g.horizon.to })
  const how = curve.interpolate ?? 'linear'
  const blendWeights = weights(how, years, g.horizon.base, g.horizon.to, curve.after ?? 'hold')
  if (how !== 'growth') return g.blend(nodes, blendWeights)
  return g.exp(
    g.blend(
      nodes.map((node) => g.log(node)),
      blendWeights,
    ),
  )
}

/** Points before the base year that no year of the horizon reads are left out: a library may know more years than a county. */
function fromBase(points: Points, base: number): Points {
  const next = points.findIndex(({ year }) => year > base)
  const last = next < 0 ? points.length - 1 : next - 1
  // The last two are kept: what goes on after them may continue their slope.
  const first = Math.min(last, points.length - 2)
  return first > 0 ? points.slice(first) : points
}

function growthNode(
  scope: CurveScope,
  curve: Extract<Curve, { kind: 'growth' }>,
  path: string,
  start?: Start,
): Ref {
  const { g, diagnose } = scope
  const from = curve.start ? { node: scope.given(curve.start, path), year: g.horizon.base } : start
  if (!from) {
    diagnose('E0202', curve.at, { key: 'value' })
    return g.constant(0)
  }
  let factor: Ref | undefined
  const covered = curve.rates[0]!
  if (covered.from > from.year + 1)
    diagnose('E0214', curve.at, { years: `${from.year + 1}–${covered.from - 1}`, instead: 'growth' })
  const end = curve.rates.at(-1)!
  if (end.to < g.horizon.to) diagnose('E0215', curve.at, { last: end.to, to: g.horizon.to })
  for (const period of curve.rates) {
    const single = curve.rates.length === 1 && period.from === 1900
    const rate = scope.given(
      period.rate,
      single ? `${path}.growth` : `${path}.growth.${period.from}-${period.to}`,
    )
    // Years of this period that have passed: the rate of a year carries its predecessor to it.
    const passed = g.table(
      Array.from({ length: g.length }, (_, i) => {
        const year = g.horizon.base + i
        return Math.max(0, Math.min(year, period.to) - Math.max(from.year, period.from - 1))
      }),
    )
    const grown = g.pow(g.add(g.constant(1), rate), passed)
    factor = factor === undefined ? grown : g.mul(factor, grown)
  }
  return factor === undefined ? from.node : g.mul(from.node, factor)
}

/** The slot that a number becomes. */
export function numberSlot(value: Given, path: string): SlotSpec {
  return {
    path,
    unit: canonicalUnit(value.dimension),
    value: value.value,
    origin: [value.at],
    grade: value.grade,
    source: value.source,
    low: value.range?.[0],
    high: value.range?.[1],
    uncertain: value.uncertain,
    deflated: value.deflated,
  }
}
