import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import type { Given } from '../../model/given.ts'
import type { Model } from '../../model/model.ts'

/** A series or a number of the model, with the path by which its entity is found. */
export interface Written {
  readonly path: string
  readonly curve: Curve
}

const sections = [
  'commodities',
  'processes',
  'measures',
  'drivers',
  'demands',
  'improvements',
  'land',
  'facilities',
  'projects',
  'endUses',
] as const

const kinds: ReadonlySet<string> = new Set([
  'constant',
  'points',
  'growth',
  'expression',
  'from',
  'times',
  'plus',
])
const skip: ReadonlySet<string> = new Set(['at', 'name', 'note', 'ofAt', 'dimension', 'defaults'])

/** Series that were looked for before: by model, since several rules ask, and by entity, since scenarios share most of theirs. */
const ofModel = new WeakMap<Model, readonly Written[]>()
const ofEntity = new WeakMap<object, { readonly path: string; readonly found: readonly Written[] }>()

/** Every series that the model holds, each with the place in the model where it stands. */
export function curvesOf(model: Model): readonly Written[] {
  const known = ofModel.get(model)
  if (known) return known
  const found: Written[] = []
  for (const section of sections)
    for (const [id, entity] of model[section] as ReadonlyMap<string, object>)
      found.push(...curvesIn(entity, `${section}.${id}`))
  if (model.economy?.total) found.push({ path: 'economy.total', curve: model.economy.total })
  for (const [id, curve] of model.observed) found.push({ path: `observed.${id}`, curve })
  if (model.costs) collect(model.costs, 'costs', found)
  ofModel.set(model, found)
  return found
}

function curvesIn(entity: object, path: string): readonly Written[] {
  const known = ofEntity.get(entity)
  if (known?.path === path) return known.found
  const found: Written[] = []
  collect(entity, path, found)
  ofEntity.set(entity, { path, found })
  return found
}

function collect(value: unknown, path: string, into: Written[]): void {
  if (typeof value !== 'object' || value === null) return
  if (value instanceof Map) {
    for (const [key, inner] of value) collect(inner, `${path}.${key}`, into)
    return
  }
  const kind = (value as { kind?: unknown }).kind
  if (typeof kind === 'string' && kinds.has(kind) && 'dimension' in value) {
    into.push({ path, curve: value as Curve })
    return
  }
  for (const key in value)
    if (!skip.has(key)) {
      const inner = (value as Record<string, unknown>)[key]
      const name = Array.isArray(value) ? ((inner as { id?: string } | undefined)?.id ?? key) : key
      collect(inner, `${path}.${name}`, into)
    }
}

/**
 * What can be said of one series by itself, found once: scenarios share most series, and a rule asks each of them of each
 * scenario. `about` is whatever else the answer rests on.
 */
export function foundOnce<S extends object, T>(
  find: (series: S, about: string) => T,
): (series: S, about: string) => T {
  const kept = new WeakMap<S, { readonly about: string; readonly found: T }>()
  return (series, about) => {
    const known = kept.get(series)
    if (known?.about === about) return known.found
    const found = find(series, about)
    kept.set(series, { about, found })
    return found
  }
}

/** One number of a series with its year (none where it holds always). */
export interface Point {
  readonly year?: number
  readonly given: Given
  readonly at: Span
}

/** The numbers that a series states; of what acts on another (`times`, `plus`) only what lies beneath. */
export function pointsOf(curve: Curve): readonly Point[] {
  switch (curve.kind) {
    case 'constant':
      return [{ given: curve.value, at: curve.value.at }]
    case 'points':
      return curve.points.map(({ year, value }) => ({ year, given: value, at: value.at }))
    case 'growth':
      return curve.start ? [{ given: curve.start, at: curve.start.at }] : []
    case 'from':
      return [...pointsOf(curve.base), ...pointsOf(curve.over)]
    case 'times':
    case 'plus':
      return pointsOf(curve.base)
    default:
      return []
  }
}

/** The parts of a series, each with its own kind: layers apart. */
export function partsOf(curve: Curve): readonly Curve[] {
  switch (curve.kind) {
    case 'from':
      return [...partsOf(curve.base), ...partsOf(curve.over)]
    case 'times':
    case 'plus':
      return [...partsOf(curve.base), ...partsOf(curve.by)]
    default:
      return [curve]
  }
}

/** The points of a series with those that it goes on from, by rising year. */
export interface Chain {
  readonly path: string
  readonly points: Extract<Curve, { kind: 'points' }>['points']
  /** Where its own points begin: those before stand in another series. */
  readonly own: number
}

/**
 * Series that go on from another one: a path from what was observed, what a scenario puts in the place of a path from what
 * stood before. Looked at alone, the first point of such a path has no neighbour that could tell it is a slip.
 */
export function chainsOf(model: Model): readonly Chain[] {
  const found: Chain[] = []
  const add = (path: string, before: Points, own: Points) => {
    const left = before.filter(({ year }) => year < (own[0]?.year ?? 0))
    if (left.length > 0 && own.length > 0) found.push({ path, points: [...left, ...own], own: left.length })
  }
  for (const { path, curve } of curvesOf(model)) {
    if (curve.kind === 'from') add(path, before(curve, model), pointsIn(curve.over, model))
  }
  for (const [id, { observed, path }] of model.drivers)
    if (observed && path) add(`drivers.${id}.path`, pointsIn(observed, model), pointsIn(path, model))
  for (const [id, { observed, amount }] of model.demands)
    if (observed && amount) add(`demands.${id}.amount`, pointsIn(observed, model), pointsIn(amount, model))
  return found
}

type Points = Chain['points']

/** What stood before the first year of an overlay, a constant as two points. */
function before({ base, from }: Extract<Curve, { kind: 'from' }>, model: Model): Points {
  if (base.kind === 'constant')
    return [model.horizon.base, from - 1].map((year) => ({ year, value: base.value }))
  return pointsIn(base, model).filter(({ year }) => year < from)
}

function pointsIn(curve: Curve, model: Model): Points {
  if (curve.kind === 'points') return curve.points
  return curve.kind === 'from' ? [...before(curve, model), ...pointsIn(curve.over, model)] : []
}
