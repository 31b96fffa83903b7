import type { Leaf } from '../../engine/context.ts'
import type { Trajectories } from '../../engine/plan.ts'
import type { Text } from '../../text/text.ts'
import type { Analysed } from '../figures.ts'
import { at } from '../verdict.ts'
import { type Cut, type CutKind, Cuts, keyOf } from './cut.ts'
import { joined } from './joined.ts'
import type { Input, Level, Operation, Term } from './level.ts'
import { Names } from './names.ts'
import { type Known, NodeNames } from './node-names.ts'
import { Operations, type Part } from './operations.ts'

/** How far to unfold: so many levels everywhere, and so many along the largest terms. */
interface Asked {
  readonly depth: number
  readonly along: number
}

/** Operations whose terms measure what their value does. */
const keepsUnit: ReadonlySet<Operation> = new Set([
  'sum',
  'interpolation',
  'geometric',
  'least',
  'greatest',
  'same',
  'sum-of-years',
  'least-of-years',
  'greatest-of-years',
])

const nothing: Asked = { depth: 0, along: 0 }
const isDone = ({ depth, along }: Asked): boolean => depth <= 0 && along <= 0
const deeper = ({ depth, along }: Asked): Asked => ({ depth: depth - 1, along: along - 1 })
const aside = ({ depth }: Asked): Asked => ({ depth, along: 0 })

/** Longer sums are told by group. */
const longSum = 8

/**
 * Walks a plan from one figure down to the numbers that somebody wrote. Nothing is computed anew: every value is one that the
 * run computed, and every level is an operation of the plan, flattened where it is nested (a·(b·c) reads a·b·c) and told by
 * group where a sum is long.
 */
export class Unfolding {
  readonly names: Names
  readonly cuts: Cuts
  readonly #analysed: Analysed
  readonly #trajectories: Trajectories
  readonly #nodes: NodeNames
  readonly #operations: Operations
  readonly #base: number
  /** Torn values on the way down: a circle is entered once. */
  readonly #open = new Set<string>()

  constructor(analysed: Analysed, trajectories: Trajectories) {
    this.#analysed = analysed
    this.#trajectories = trajectories
    this.names = new Names(analysed.model, analysed.actors)
    this.cuts = new Cuts(analysed.model, analysed.leaves, analysed.actors)
    this.#nodes = new NodeNames(analysed, this.names)
    this.#operations = new Operations(analysed.plan, this.#nodes, (node, index) => this.value(node, index))
    this.#base = analysed.plan.horizon.base
  }

  value(node: number, index: number): number {
    return at(this.#trajectories.value(node), index)
  }

  /**
   * The tree of a node in one year, `depth` levels below it unfolded. Without a depth two levels, and below them only what
   * leads to the largest term of each sum, down to the numbers of files.
   */
  tree(node: number, index: number, depth: number | undefined, as?: Known): Level {
    const asked: Asked = depth === undefined ? { depth: 2, along: 7 } : { depth, along: 0 }
    return this.#level(node, index, asked, index, as)
  }

  /** What a sum adds up from, down to leaves of accounts, whatever stands between; nothing where the figure is no sum. */
  leaves(
    node: number,
    index: number,
  ): readonly { readonly node: number; readonly id?: string; readonly name: Text; readonly value: number }[] {
    const found = this.#deep(node, index, 1)
    if (!found) return []
    return found.flatMap((part) => {
      const leaf = this.#nodes.leafUnder(part.node)
      const value = part.factor * this.value(part.node, part.index)
      if (!leaf || value === 0) return []
      const id = this.#nodes.known(part.node)?.id
      return [{ node: part.node, ...(id === undefined ? {} : { id }), name: this.names.leaf(leaf), value }]
    })
  }

  /** Terms of a sum of sums; undefined where something between is no sum of leaves. */
  #deep(node: number, index: number, factor: number): readonly Part[] | undefined {
    if (this.#nodes.leafUnder(node)) return [{ node, index, factor }]
    const { op } = this.#analysed.plan.nodes[node]!
    if (op === 'const') return []
    if (op !== 'sum') return undefined
    const parts: Part[] = []
    for (const part of this.#operations.addends(node, index, factor, true)) {
      const below = this.#deep(part.node, part.index, part.factor)
      if (!below) return undefined
      parts.push(...below)
    }
    return parts
  }

  #level(node: number, index: number, asked: Asked, page: number, as?: Known, like = ''): Level {
    const { plan } = this.#analysed
    const { op, k } = plan.nodes[node]!
    const known = as ?? this.#nodes.known(node)
    const head = {
      name: known?.name ?? this.#nodes.nameOf(node),
      ...(known?.id === undefined ? {} : { id: known.id }),
      value: this.value(node, index),
      unit: known?.unit ?? (this.#nodes.unitOf(node) || like),
      ...(index === page || plan.nodes[node]!.axis === 'one' ? {} : { year: this.#base + index }),
    }
    if (op === 'slot') return { ...head, ...this.#input(k![0]!) }
    if (op === 'const' || op === 'table') return head
    const torn = op === 'tear' || op === 'loop' ? `${k![0]} ${k![1]} ${index}` : undefined
    if (torn !== undefined && this.#open.has(torn)) return head
    if (isDone(asked)) return { ...head, folded: true }
    if (torn !== undefined) this.#open.add(torn)
    const { how, parts } = this.#operations.expand(node, index)
    const terms = this.#terms(how, parts, deeper(asked), page, known, keepsUnit.has(how) ? head.unit : '')
    if (torn !== undefined) this.#open.delete(torn)
    return { ...head, how, terms }
  }

  #terms(
    how: Operation,
    parts: readonly Part[],
    asked: Asked,
    page: number,
    of: Known | undefined,
    like: string,
  ): readonly Term[] {
    if (how === 'sum' && parts.length > longSum) return this.#group(parts, asked, page, of)
    const overYears = how.endsWith('-of-years') || how === 'index-of-greatest'
    const first = this.#largest(parts)
    return parts.map((part, i) => ({
      ...this.#level(
        part.node,
        part.index,
        overYears ? nothing : how === 'sum' && i !== first ? aside(asked) : asked,
        page,
        undefined,
        like,
      ),
      factor: part.factor,
    }))
  }

  // --- long sums ---

  /** Terms of a long sum by what they are cut by: the first cut that tells them apart. */
  #group(
    parts: readonly Part[],
    asked: Asked,
    page: number,
    of: Known | undefined,
    cuts: readonly Cut[] = [],
  ): readonly Term[] {
    const leaves = parts.map((part) => this.#nodes.leafUnder(part.node))
    const kind =
      parts.length > longSum && leaves.every((leaf) => leaf !== undefined)
        ? groupings.find(
            (candidate) =>
              !cuts.some((cut) => sort(cut.kind) === candidate) && this.#splits(leaves as Leaf[], candidate),
          )
        : undefined
    const first = this.#largest(parts)
    if (kind === undefined)
      return joined(
        parts.map((part, i) => ({
          ...this.#level(part.node, part.index, i === first ? asked : aside(asked), page),
          factor: part.factor,
        })),
      )
    const groups = new Map<string, { cut: Cut; parts: Part[] }>()
    for (const [i, part] of parts.entries()) {
      const key = keyOf(leaves[i]!, kind) ?? ''
      const cut = kind === 'sector' ? this.cuts.sector(key) : { kind, id: key }
      const group = groups.get(key) ?? { cut, parts: [] }
      group.parts.push(part)
      groups.set(key, group)
    }
    const sums = [...groups.values()].map(({ parts: own }) => Math.abs(this.#sum(own)))
    const main = sums.indexOf(Math.max(...sums))
    return joined(
      [...groups.values()].map(({ cut, parts: own }, i) =>
        own.length === 1
          ? {
              ...this.#level(own[0]!.node, own[0]!.index, i === main ? asked : aside(asked), page),
              factor: own[0]!.factor,
            }
          : this.#groupTerm(own, i === main ? asked : aside(asked), page, of, [...cuts, cut]),
      ),
    )
  }

  #groupTerm(
    parts: readonly Part[],
    asked: Asked,
    page: number,
    of: Known | undefined,
    cuts: readonly Cut[],
  ): Term {
    const last = cuts.at(-1)!
    const id =
      of?.cuttable && of.id !== undefined
        ? `${of.id}.of.${cuts.map((cut) => this.cuts.write(cut)).join('.of.')}`
        : undefined
    const value = this.#sum(parts)
    const head = {
      name: this.names.cut(last.kind, last.id),
      ...(id === undefined ? {} : { id }),
      value,
      unit: of?.unit ?? this.#nodes.unitOf(parts[0]!.node),
      factor: 1,
    }
    if (isDone(asked)) return { ...head, folded: true }
    return { ...head, how: 'sum', terms: this.#group(parts, deeper(asked), page, of, cuts) }
  }

  #sum(parts: readonly Part[]): number {
    return parts.reduce((sum, part) => sum + part.factor * this.value(part.node, part.index), 0)
  }

  /** Place of the largest part. */
  #largest(parts: readonly Part[]): number {
    const sizes = parts.map((part) => Math.abs(this.value(part.node, part.index)))
    return sizes.indexOf(Math.max(...sizes))
  }

  #splits(leaves: readonly Leaf[], kind: CutKind): boolean {
    const first = keyOf(leaves[0]!, kind)
    return leaves.some((leaf) => keyOf(leaf, kind) !== first)
  }

  #input(slot: number): { readonly input: Input } {
    const { path, origin, grade, source, deflated } = this.#analysed.plan.slots[slot]!
    return {
      input: {
        path,
        at: origin[0],
        ...(grade === undefined ? {} : { grade }),
        ...(source === undefined ? {} : { source }),
        ...(deflated === undefined ? {} : { deflated }),
      },
    }
  }
}

/** Cuts of a long sum, the first that tells its leaves apart. */
const groupings: readonly CutKind[] = ['scope', 'sector', 'facility', 'commodity', 'species']

/** `only` and `sector` are one cut. */
const sort = (kind: CutKind): CutKind => (kind === 'only' ? 'sector' : kind)
