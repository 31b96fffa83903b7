import type { Actor, Leaf } from '../../engine/context.ts'
import { type Model, sectorsUnder } from '../../model/model.ts'

/** What a part of an indicator is cut by. `only` is a sector without those below it. */
export const cutKinds = [
  'sector',
  'only',
  'facility',
  'firm',
  'zone',
  'commodity',
  'species',
  'scope',
] as const
export type CutKind = (typeof cutKinds)[number]

/** One condition on leaves: `.of.coking`, `.of.commodity:coke`. */
export interface Cut {
  readonly kind: CutKind
  readonly id: string
}

/** Stands for leaves without a commodity, a firm, a zone. */
export const noCommodity = 'none'

/** To whom units belong and where they stand: a firm by its English name, a zone by its id. */
export function ownersOf(
  model: Model,
  actors: readonly Actor[],
): (actor: string, kind: 'firm' | 'zone') => string {
  const firms = new Map(actors.map(({ id, facility }) => [id, facility?.firm?.en]))
  const zones = new Map(
    actors.map(({ id, facility }) => [id, model.sites.get(facility?.site?.id ?? '')?.zone.id]),
  )
  return (actor, kind) => (kind === 'firm' ? firms : zones).get(actor) ?? noCommodity
}

/** The id by which a leaf stands under a kind of cut; undefined where it has none. */
export function keyOf(
  leaf: Leaf,
  kind: CutKind,
  owner: (actor: string, kind: 'firm' | 'zone') => string = () => noCommodity,
): string | undefined {
  switch (kind) {
    case 'firm':
    case 'zone':
      return owner(leaf.actor, kind)
    case 'sector':
    case 'only':
      return leaf.sector
    case 'facility':
      return leaf.actor
    case 'commodity':
      return 'commodity' in leaf ? leaf.commodity || noCommodity : undefined
    case 'species':
      return leaf.kind === 'emission' ? leaf.species : undefined
    case 'scope':
      return leaf.kind === 'emission'
        ? leaf.scope
        : leaf.kind === 'energy'
          ? leaf.use
          : leaf.kind === 'cost'
            ? leaf.component
            : undefined
  }
}

/** Kinds that are always written out. */
const said: ReadonlySet<CutKind> = new Set(['only', 'firm', 'zone'])

/** What parts of a county's indicators may be named. */
export class Cuts {
  readonly #model: Model
  readonly #ids: ReadonlyMap<CutKind, ReadonlySet<string>>
  readonly #owner: (actor: string, kind: 'firm' | 'zone') => string

  constructor(model: Model, leaves: readonly Leaf[], actors: readonly Actor[]) {
    this.#model = model
    this.#owner = ownersOf(model, actors)
    const ids = new Map<CutKind, Set<string>>(cutKinds.map((kind) => [kind, new Set<string>()]))
    for (const leaf of leaves)
      for (const kind of cutKinds) {
        const key = keyOf(leaf, kind, this.#owner)
        if (key !== undefined) ids.get(kind)!.add(key)
      }
    for (const id of model.sectors.keys()) {
      ids.get('sector')!.add(id)
      ids.get('only')!.add(id)
    }
    this.#ids = ids
  }

  /** Kinds under which a bare id stands; `only`, firms and zones have to be said. */
  kindsOf(id: string): readonly CutKind[] {
    return cutKinds.filter((kind) => !said.has(kind) && this.#ids.get(kind)!.has(id))
  }

  has({ kind, id }: Cut): boolean {
    return this.#ids.get(kind)!.has(id)
  }

  /** A condition as it is written: bare where the id says it all. */
  write({ kind, id }: Cut): string {
    const kinds = this.kindsOf(id)
    return !said.has(kind) && kinds.length === 1 && kinds[0] === kind ? id : `${kind}:${id}`
  }

  /** The cut of the leaves that stand at a sector itself. */
  sector(id: string): Cut {
    for (const { parent } of this.#model.sectors.values()) if (parent?.id === id) return { kind: 'only', id }
    return { kind: 'sector', id }
  }

  /** Every condition that can be written, bare where it can be. */
  all(): readonly string[] {
    return cutKinds.flatMap((kind) => [...this.#ids.get(kind)!].map((id) => this.write({ kind, id })))
  }

  /** Whether a leaf belongs to a part. */
  test(cut: Cut): (leaf: Leaf) => boolean {
    if (cut.kind !== 'sector') return (leaf) => keyOf(leaf, cut.kind, this.#owner) === cut.id
    const under = sectorsUnder(this.#model.sectors, cut.id)
    return (leaf) => under.has(leaf.sector)
  }
}
