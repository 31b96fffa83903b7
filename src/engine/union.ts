import type { Model } from '../model/model.ts'
import { unionPrefix } from './curve.ts'
import { Graph } from './graph.ts'
import { mix } from './mixture.ts'
import type { Column, Plan, Ref } from './plan.ts'

/** What a builder makes of one model in the graph of a union. */
export interface Part<T> {
  readonly built: T
  /** Whether it is sound: a mixture that breaks a rule of the domain is not. */
  readonly sound: boolean
}

/** A set of slots that turns one entity from the first side to the second. */
export interface Lever {
  /** `measures.ccus`; `structure` for what cannot be turned entity by entity. */
  readonly id: string
  /** Slots whose values differ between the sides. */
  readonly slots: readonly number[]
  /** The entities that it turns: one, except for `structure`. */
  readonly entities: readonly string[]
}

/**
 * Two models in one plan (graph.md 3). The graph holds the first as it is compiled alone, the second as it is compiled alone,
 * and the mixture of both; nodes that coincide are one. A slot `union.form` says which is read: 0 the first, 1 the second, 2
 * the mixture, so that the union at either side is that side alone, bit for bit, whatever their structures are: other loops,
 * other orders, other tears. The mixture is what stands between: its slots and switches turn by lever.
 */
export interface Union<T> extends Mixture<T> {
  readonly form: number
  readonly sides: { readonly a: T; readonly b: T }
  /** The mixture with the rest of its structure from the first, and from the second where they differ. */
  readonly mixed: readonly [first: T, second?: T]
}

/** What stands between two models: a plan whose slots have a value at each side. */
export interface Mixture<T> {
  readonly plan: Plan
  /** Slots of each side. */
  readonly a: Float64Array
  readonly b: Float64Array
  readonly levers: readonly Lever[]
  /** Entities whose two forms are one switch, since they cannot be mixed. */
  readonly rest: readonly string[]
  /** Reads one figure of the mixture. */
  mixture(node: (built: T) => number | undefined): number | undefined
}

/** The lever of all that has two forms and no mixture. */
export const structureLever = 'structure'

/**
 * Builds the union. `build` compiles one model into the graph; its columns are taken from there. Undefined where the two have
 * other years or price years: no figure of one could be held against the other in one plan.
 */
export async function compileUnion<T>(
  a: Model,
  b: Model,
  build: (model: Model, into: Graph) => Promise<Part<T>>,
): Promise<Union<T> | undefined> {
  if (!mix(a, b, 'a')) return undefined
  const g = new Graph(a.horizon)
  const compiled = async (side: 'a' | 'b', model: Model): Promise<Compiled<T>> => {
    g.begin(side)
    return asColumns(await build(model, g), g)
  }
  const first = await compiled('a', a)
  const second = await compiled('b', b)
  const { between, middle, other, levers, rest } = await mixtureIn(g, a, b, build, [first, second])
  const form = flag(g, `${unionPrefix}form`, 0, 1)
  const isFirst = g.less(form, g.constant(0.5))
  const isSecond = g.less(form, g.constant(1.5))
  const columns: Column[] = []
  for (const id of new Set([...first.columns.keys(), ...second.columns.keys()])) {
    const [x, y] = [first.columns.get(id), second.columns.get(id)]
    const m = between(middle.columns.get(id)?.node, other?.columns.get(id)?.node)
    const node = (found: number | undefined) => (found ?? g.constant(0)) as Ref
    const joined = g.select(isFirst, node(x?.node), g.select(isSecond, node(y?.node), node(m)))
    columns.push({ ...(x ?? y)!, node: joined })
  }
  // Figures of the mixture may add a switch of their own: the plan is taken when it is asked for.
  const union = {
    get plan(): Plan {
      return { ...g.plan(), columns }
    },
    a: g.values(),
    b: g.others(),
    form: formSlot(g.plan()),
    sides: { a: first.built, b: second.built },
    mixed: other ? ([middle.built, other.built] as const) : ([middle.built] as const),
    rest,
    mixture: (read: (built: T) => number | undefined) =>
      between(read(middle.built), other && read(other.built)),
  }
  return Object.assign(union, { levers: levers(union.a, union.b) })
}

/** A side that was compiled before. */
export interface CompiledSide {
  readonly model: Model
  readonly plan: Plan
  readonly values: Float64Array
}

/**
 * The mixture of two sides that were compiled and run before: what a gap is shared on. Their slots and values are taken over,
 * their nodes are not built again: of three compilations one is left. Undefined as for `compileUnion`.
 */
export async function compileMixture<T>(
  a: CompiledSide,
  b: CompiledSide,
  build: (model: Model, into: Graph) => Promise<Part<T>>,
): Promise<Mixture<T> | undefined> {
  if (!mix(a.model, b.model, 'a')) return undefined
  const g = new Graph(a.model.horizon)
  g.seed('a', a.plan.slots, a.values)
  g.seed('b', b.plan.slots, b.values)
  const { between, middle, other, levers, rest } = await mixtureIn(g, a.model, b.model, build)
  const mixture = {
    get plan(): Plan {
      return g.plan()
    },
    a: g.values(),
    b: g.others(),
    rest,
    mixture: (read: (built: T) => number | undefined) =>
      between(read(middle.built), other && read(other.built)),
  }
  return Object.assign(mixture, { levers: levers(mixture.a, mixture.b) })
}

interface Compiled<T> extends Part<T> {
  readonly columns: ReadonlyMap<string, Column>
}

function asColumns<T>(part: Part<T>, g: Graph): Compiled<T> {
  return { ...part, columns: new Map(g.plan().columns.map((column) => [column.id, column])) }
}

const flag = (g: Graph, path: string, value: number, at: number): Ref =>
  g.slot({ path, unit: '1', kind: 'switch', value, other: at, origin: [] })

/** Builds the mixture into a graph that holds the slots of both sides; `sides` where their nodes are there too. */
async function mixtureIn<T>(
  g: Graph,
  a: Model,
  b: Model,
  build: (model: Model, into: Graph) => Promise<Part<T>>,
  sides?: readonly [Compiled<T>, Compiled<T>],
) {
  const mixture = mix(a, b, 'a')!
  const compiled = async (side: 'a' | 'b' | 'both', model: Model): Promise<Compiled<T>> => {
    g.begin(side)
    return asColumns(await build(model, g), g)
  }
  let middle = await compiled('both', mixture.model)
  let { rest } = mixture
  let other = rest.length > 0 ? await compiled('both', mix(a, b, 'b')!.model) : undefined
  if (!middle.sound || other?.sound === false) {
    // The entities do not mix one by one: the two forms as they are, and one switch between them.
    middle = sides?.[0] ?? (await compiled('a', a))
    other = sides?.[1] ?? (await compiled('b', b))
    rest = structural(a, b)
  }
  g.begin('both')
  const turned = other ? flag(g, `${unionPrefix}${structureLever}`, 0, 1) : undefined
  const between = (x: number | undefined, y: number | undefined): number | undefined => {
    if (turned === undefined || x === y) return x
    const zero = g.constant(0)
    return g.select(turned, (y ?? zero) as Ref, (x ?? zero) as Ref)
  }
  const levers = (x: Float64Array, y: Float64Array) => leversOf(g.plan(), x, y, new Set(rest))
  return { between, middle, other, levers, rest }
}

function formSlot(plan: Plan): number {
  return plan.slots.findIndex(({ path }) => path === `${unionPrefix}form`)
}

/** The entity that a slot belongs to: the smallest thing with an id. */
export function entityOf(path: string): string {
  const bare = path.startsWith(unionPrefix) ? path.slice(unionPrefix.length) : path
  const [kind = '', id, third] = bare.split('.')
  if (kind === 'costs' || id === undefined) return kind
  if (kind === 'economy') return id === 'sectors' && third !== undefined ? `economy.sectors.${third}` : kind
  return `${kind}.${id}`
}

/** Slots that differ, by entity, in order of id. */
function leversOf(plan: Plan, a: Float64Array, b: Float64Array, rest: ReadonlySet<string>): readonly Lever[] {
  const slots = new Map<string, number[]>()
  const entities = new Map<string, Set<string>>()
  for (const [i, { path }] of plan.slots.entries()) {
    if (Object.is(a[i], b[i]) || path === `${unionPrefix}form`) continue
    const entity = entityOf(path)
    const lever = rest.has(entity) || entity === structureLever ? structureLever : entity
    slots.set(lever, [...(slots.get(lever) ?? []), i])
    const named = entities.get(lever) ?? new Set<string>()
    if (entity !== structureLever) named.add(entity)
    entities.set(lever, named)
  }
  for (const entity of rest) entities.get(structureLever)?.add(entity)
  return [...slots]
    .sort(([p], [q]) => (p < q ? -1 : 1))
    .map(([id, list]) => ({ id, slots: list, entities: [...entities.get(id)!].sort() }))
}

/** Entities that only one side has or that stand in two forms: what the one switch turns where nothing can be mixed. */
function structural(a: Model, b: Model): readonly string[] {
  const { model, rest } = mix(a, b, 'a')!
  return [...new Set([...rest, ...(model.presence?.keys() ?? [])])].sort()
}
