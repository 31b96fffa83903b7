import type { Outlet } from '../model/commodity.ts'
import type { Curve } from '../model/curve.ts'
import type { Project } from '../model/facility.ts'
import type { Reference } from '../model/field.ts'
import { isIncluded, type Model } from '../model/model.ts'

/**
 * One model that can be either of two, entity by entity (graph.md 3): what only one side has is there with a switch, series
 * of different form stand side by side, orders are merged. Numbers need nothing: they are slots, and a slot has a value at
 * each side. What cannot be mixed entity by entity is taken whole from one side, and named in `rest`.
 */
export interface Mixture {
  readonly model: Model
  /** Entities (`commodities.heat`) that were taken whole from the side asked for, since their two forms cannot be mixed. */
  readonly rest: readonly string[]
}

/** Undefined where the two have no common years or prices: then there is no union. */
export function mix(a: Model, b: Model, restFrom: 'a' | 'b'): Mixture | undefined {
  const same = (['base', 'observedTo', 'to'] as const).every((key) => a.horizon[key] === b.horizon[key])
  if (!same || a.prices !== b.prices) return undefined
  const rest: string[] = []
  const presence = new Map<string, 'a' | 'b'>()
  const merge = <T>(
    kind: string,
    x: ReadonlyMap<string, T>,
    y: ReadonlyMap<string, T>,
    both: (one: T, other: T, path: string) => unknown = (one, other, path) => mixed(one, other, path),
    onlyOne: 'present' | 'plain' = 'plain',
  ): ReadonlyMap<string, T> => {
    const ids = [...new Set([...x.keys(), ...y.keys()])].sort((p, q) => (p < q ? -1 : 1))
    return new Map(
      ids.map((id): [string, T] => {
        const [one, other] = [x.get(id), y.get(id)]
        const path = `${kind}.${id}`
        if (one === undefined || other === undefined) {
          if (onlyOne === 'present') presence.set(path, one === undefined ? 'b' : 'a')
          return [id, (one ?? other)!]
        }
        const made = both(one, other, path)
        if (made !== conflict) return [id, made as T]
        rest.push(path)
        return [id, restFrom === 'a' ? one : other]
      }),
    )
  }
  const projects = mixProjects(a, b, merge, presence)
  const model: Model = {
    ...a,
    sources: new Map([...b.sources, ...a.sources]),
    species: merge('species', a.species, b.species),
    commodities: merge('commodities', a.commodities, b.commodities, mixCommodity),
    processes: merge('processes', a.processes, b.processes),
    measures: merge('measures', a.measures, b.measures, undefined, 'present'),
    ladders: new Map([...b.ladders, ...a.ladders]),
    sectors: new Map([...b.sectors, ...a.sectors]),
    drivers: merge('drivers', a.drivers, b.drivers),
    demands: merge('demands', a.demands, b.demands, undefined, 'present'),
    improvements: merge('improvements', a.improvements, b.improvements, undefined, 'present'),
    land: merge('land', a.land, b.land, undefined, 'present'),
    facilities: merge('facilities', a.facilities, b.facilities, undefined, 'present'),
    projects,
    endUses: merge('end-uses', a.endUses, b.endUses, undefined, 'present'),
    plans: new Map([...b.plans, ...a.plans]),
    zones: new Map([...b.zones, ...a.zones]),
    sites: new Map([...b.sites, ...a.sites]),
    // Judging, and what is held against observations, is not mixed: a union shares the gap of a figure.
    observed: new Map(),
    reconciliation: new Map(),
    controls: new Map(),
    correlations: [],
    targets: [],
    presence,
  }
  const take = <K extends keyof Model>(key: K): void => {
    const made = mixed(a[key], b[key], String(key))
    const value = made === conflict ? (restFrom === 'a' ? a[key] : b[key]) : (made as Model[K])
    if (made === conflict) rest.push(String(key))
    if (value === undefined) delete (model as Partial<Record<K, unknown>>)[key]
    else (model as Record<K, Model[K]>)[key] = value
  }
  for (const key of ['economy', 'costs', 'gwp', 'electricity', 'exportCredit', 'renewablesBase'] as const)
    take(key)
  return { model, rest }
}

/** Cannot be mixed. */
const conflict = Symbol('conflict')

/** Says nothing to the calculation. */
const aside: ReadonlySet<string> = new Set([
  ...[
    'at',
    'ofAt',
    'name',
    'title',
    'about',
    'note',
    'source',
    'grade',
    'range',
    'uncertain',
    'spread',
    'clause',
    'firm',
    'chance',
    'delay',
    'site',
    'status',
  ],
])

/** Optional series that have a meaning where they are absent. */
const whereAbsent: Readonly<Record<string, number>> = { utilisation: 1, adoption: 0, saturation: 1 }

/** Records whose missing series count as zero: shares of technologies. */
const zeroWhereAbsent: ReadonlySet<string> = new Set(['technologies'])

/** Lists whose order says nothing. */
const sets: ReadonlySet<string> = new Set(['applies-to'])

/** Curves that are read for their years elsewhere: another form is another structure. */
const readByForm: ReadonlySet<string> = new Set(['observed'])

/** Two values of one entity as one, or `conflict`. Numbers of both stand behind one slot, so the first is taken. */
function mixed(a: unknown, b: unknown, entity: string, key = ''): unknown {
  if (a === b) return a
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return conflict
  if (isCurve(a) && isCurve(b)) return mixCurve(a, b, entity, key)
  if (isCurve(a) || isCurve(b)) return conflict
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return conflict
    if (sets.has(key)) return sameSet(a as Reference[], b as Reference[]) ? a : conflict
    const items = a.map((item, i) => mixed(item, b[i], entity))
    return items.includes(conflict) ? conflict : items
  }
  if (a instanceof Map && b instanceof Map) {
    const made = mixFields(Object.fromEntries(a), Object.fromEntries(b), entity, key)
    return made === conflict ? conflict : new Map(Object.entries(made as object))
  }
  if (isGiven(a) && isGiven(b)) return sameJson(a.dimension, b.dimension) ? a : conflict
  if (isMoment(a) && isMoment(b)) return a
  return mixFields(a as Fields, b as Fields, entity, key)
}

type Fields = Readonly<Record<string, unknown>>

function mixFields(a: Fields, b: Fields, entity: string, parent: string): unknown {
  const made: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [x, y] = [a[key], b[key]]
    if (aside.has(key)) {
      if (x !== undefined || y !== undefined) made[key] = x ?? y
      continue
    }
    if (x === undefined || y === undefined) {
      if (x === y) continue
      const one = x ?? y
      const absent = zeroWhereAbsent.has(parent) ? 0 : whereAbsent[key]
      if (typeof one !== 'object' || one === null || !isCurve(one) || absent === undefined) return conflict
      made[key] = either(x as Curve | undefined, y as Curve | undefined, entity, absent)
      continue
    }
    const value = mixed(x, y, entity, key)
    if (value === conflict) return conflict
    made[key] = value
  }
  return made
}

function either(a: Curve | undefined, b: Curve | undefined, by: string, absent: number): Curve {
  const { at, dimension } = (b ?? a)!
  return { kind: 'either', by, absent, at, dimension, ...(a ? { a } : {}), ...(b ? { b } : {}) }
}

function mixCurve(a: Curve, b: Curve, entity: string, key: string): unknown {
  if (!sameJson(a.dimension, b.dimension)) return conflict
  if (sameForm(a, b)) return a
  return readByForm.has(key) ? conflict : either(a, b, entity, 0)
}

/** Whether two series have the same slots: same kind, years, interpolation. */
function sameForm(a: Curve | undefined, b: Curve | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.kind !== b.kind) return false
  switch (a.kind) {
    case 'constant':
      return true
    case 'points': {
      const other = b as typeof a
      return (
        a.interpolate === other.interpolate &&
        a.after === other.after &&
        a.before === other.before &&
        a.points.length === other.points.length &&
        a.points.every(({ year }, i) => year === other.points[i]!.year)
      )
    }
    case 'growth': {
      const other = b as typeof a
      return (
        (a.start === undefined) === (other.start === undefined) &&
        a.rates.length === other.rates.length &&
        a.rates.every(({ from, to }, i) => from === other.rates[i]!.from && to === other.rates[i]!.to)
      )
    }
    case 'expression':
      return a.text === (b as typeof a).text
    case 'from': {
      const other = b as typeof a
      return a.from === other.from && sameForm(a.base, other.base) && sameForm(a.over, other.over)
    }
    case 'times':
    case 'plus': {
      const other = b as typeof a
      return a.from === other.from && sameForm(a.base, other.base) && sameForm(a.by, other.by)
    }
    default:
      return false
  }
}

/** A project that runs at one side only is present there; one that runs at neither is as it is at the first. */
function mixProjects(
  a: Model,
  b: Model,
  merge: <T>(
    kind: string,
    x: ReadonlyMap<string, T>,
    y: ReadonlyMap<string, T>,
    both?: (one: T, other: T, path: string) => unknown,
    onlyOne?: 'present' | 'plain',
  ) => ReadonlyMap<string, T>,
  presence: Map<string, 'a' | 'b'>,
): Model['projects'] {
  const runs = (model: Model, id: string): boolean => {
    const project = model.projects.get(id)
    return project !== undefined && isIncluded(project, model.projectsFrom)
  }
  const included = (project: Project): Project => ({
    ...project,
    included: { value: true, at: project.included?.at ?? project.process?.at ?? project.retrofit!.from.at },
  })
  const pick = (model: Model) =>
    new Map([...model.projects].filter(([id]) => runs(model, id)).map(([id, p]) => [id, included(p)]))
  const running = merge('projects', pick(a), pick(b), undefined, 'present')
  for (const id of running.keys()) if (runs(a, id) && runs(b, id)) presence.delete(`projects.${id}`)
  // Those that run nowhere are named in orders and replacements: they stay known, and stand still.
  const idle = [...new Map([...b.projects, ...a.projects])].filter(([id]) => !running.has(id))
  const off = idle.map(([id, project]): [string, Project] => {
    const at = project.included?.at ?? project.process?.at ?? project.retrofit?.from.at ?? a.at
    return [id, { ...project, included: { value: false, at } }]
  })
  return new Map([...running, ...off].sort(([p], [q]) => (p < q ? -1 : 1)))
}

type Commodity = Model['commodities'] extends ReadonlyMap<string, infer C> ? C : never

/** Orders of suppliers and outlets are merged where both agree on what comes before what. */
function mixCommodity(a: Commodity, b: Commodity, path: string): unknown {
  const suppliers = mergedOrder(a.suppliers, b.suppliers, ({ id }) => id)
  const outlets = mergedOrder(a.outlets, b.outlets, ({ to }) => to)
  if (suppliers === conflict || outlets === conflict) return conflict
  if (outlets && !sameOutlets(a.outlets, b.outlets, outlets as readonly Outlet[])) return conflict
  const bare = ({ suppliers: _, outlets: __, ...rest }: Commodity) => rest
  const made = mixed(bare(a), bare(b), path)
  if (made === conflict) return conflict
  return {
    ...(made as object),
    ...(suppliers ? { suppliers } : {}),
    ...(outlets ? { outlets } : {}),
  }
}

/** Slots of outlets are named by their place: a merged order may add at the end only, where anything is written as a number. */
function sameOutlets(
  a: readonly Outlet[] | undefined,
  b: readonly Outlet[] | undefined,
  merged: readonly Outlet[],
): boolean {
  if (!a || !b) return a === b
  const numbered = (outlet: Outlet) =>
    outlet.atLeast !== undefined || outlet.atMost !== undefined || outlet.from !== undefined
  for (const [i, outlet] of merged.entries()) {
    const [x, y] = [a.find(({ to }) => to === outlet.to), b.find(({ to }) => to === outlet.to)]
    if (x && y) {
      if (!sameJson(x.shortfall.kind, y.shortfall.kind)) return false
      if (x.shortfall.kind === 'buy' && x.shortfall.fuel !== (y.shortfall as typeof x.shortfall).fuel)
        return false
      for (const key of ['atLeast', 'atMost', 'from'] as const)
        if ((x[key] === undefined) !== (y[key] === undefined)) return false
    }
    for (const [list, own] of [
      [a, x],
      [b, y],
    ] as const)
      if (own && numbered(own) && list.indexOf(own) !== i) return false
  }
  return true
}

/** One order that keeps both; `conflict` where they disagree, or where an order exists at one side only. */
function mergedOrder<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  id: (item: T) => string,
): readonly T[] | undefined | typeof conflict {
  if (!a || !b) return a === b ? a : conflict
  const merged = [...a]
  let place = 0
  for (const item of b) {
    const there = merged.findIndex((other) => id(other) === id(item))
    if (there < 0) {
      merged.splice(place, 0, item)
      place++
    } else if (there < place) return conflict
    else place = there + 1
  }
  return merged
}

function isCurve(value: object): value is Curve {
  return 'kind' in value && 'dimension' in value && 'at' in value
}

function isGiven(value: object): value is { readonly value: number; readonly dimension: object } {
  return 'value' in value && typeof value.value === 'number' && 'dimension' in value
}

function isMoment(value: object): value is { readonly year: number } {
  return (
    'year' in value &&
    typeof value.year === 'number' &&
    Object.keys(value).every((key) => key === 'year' || key === 'at')
  )
}

function sameSet(a: readonly Reference[], b: readonly Reference[]): boolean {
  const ids = (list: readonly Reference[]) =>
    list
      .map(({ id }) => id)
      .sort()
      .join('\n')
  return ids(a) === ids(b)
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
