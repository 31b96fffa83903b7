import type { Leaf } from '../../engine/context.ts'
import type { Trajectories } from '../../engine/plan.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import type { Analysed } from '../figures.ts'
import { at } from '../verdict.ts'
import { type Annotations, annotate } from './annotate.ts'
import { type Cut, type CutKind, Cuts, keyOf } from './cut.ts'
import { joined } from './joined.ts'
import type { Input, Level, Operation, Term } from './level.ts'
import { Names } from './names.ts'

/** A node that has a name of its own: an unfolding stops there and goes on below it as a level of its own. */
export interface Known {
  readonly name: Text
  readonly unit: string
  readonly id?: string
  /** Parts of it can be named: `ID.of.coking`. */
  readonly cuttable?: boolean
}

/** A node read in one year, as a part of an operation. */
interface Part {
  readonly node: number
  readonly index: number
  readonly factor: number
}

interface Expansion {
  readonly how: Operation
  readonly parts: readonly Part[]
}

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

const words = {
  sum: { zh: '合计', en: 'sum' },
  product: { zh: '乘积', en: 'product' },
  least: { zh: '较小者', en: 'the smaller' },
  greatest: { zh: '较大者', en: 'the greater' },
  other: { zh: '中间值', en: 'intermediate value' },
  constant: { zh: '常数', en: 'constant' },
  byYear: { zh: '逐年固定值', en: 'fixed by year' },
  co2PerCarbon: { zh: 'CO2 与碳的质量比 44/12', en: 'CO2 per carbon, 44/12' },
  loop: { zh: '循环求解的值', en: 'value that a circle settles on' },
} satisfies Record<string, Text>

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
  readonly #notes: Annotations
  readonly #known: ReadonlyMap<number, Known>
  readonly #leaves: ReadonlyMap<number, Leaf>
  readonly #equations = new Map<number, readonly number[]>()
  readonly #years: number
  readonly #base: number
  /** Torn values on the way down: a circle is entered once. */
  readonly #open = new Set<string>()

  constructor(analysed: Analysed, trajectories: Trajectories) {
    this.#analysed = analysed
    this.#trajectories = trajectories
    this.names = new Names(analysed.model, analysed.actors)
    this.cuts = new Cuts(analysed.model, analysed.leaves, analysed.actors)
    this.#notes = annotate(analysed.plan)
    this.#leaves = leavesByNode(analysed.leaves)
    this.#known = this.#namedNodes()
    const { base, to } = analysed.plan.horizon
    this.#base = base
    this.#years = to - base + 1
    for (const node of analysed.plan.nodes) if (node.op === 'loop') this.#equations.set(node.k![0]!, node.in)
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
      const leaf = this.#leafUnder(part.node)
      const value = part.factor * this.value(part.node, part.index)
      if (!leaf || value === 0) return []
      const id = this.#known.get(part.node)?.id
      return [{ node: part.node, ...(id === undefined ? {} : { id }), name: this.names.leaf(leaf), value }]
    })
  }

  /** Terms of a sum of sums; undefined where something between is no sum of leaves. */
  #deep(node: number, index: number, factor: number): readonly Part[] | undefined {
    if (this.#leafUnder(node)) return [{ node, index, factor }]
    const { op } = this.#analysed.plan.nodes[node]!
    if (op === 'const') return []
    if (op !== 'sum') return undefined
    const parts: Part[] = []
    for (const part of this.#addends(node, index, factor, true)) {
      const below = this.#deep(part.node, part.index, part.factor)
      if (!below) return undefined
      parts.push(...below)
    }
    return parts
  }

  #level(node: number, index: number, asked: Asked, page: number, as?: Known, like = ''): Level {
    const { plan } = this.#analysed
    const { op, k } = plan.nodes[node]!
    const known = as ?? this.#known.get(node)
    const head = {
      name: known?.name ?? this.#nameOf(node),
      ...(known?.id === undefined ? {} : { id: known.id }),
      value: this.value(node, index),
      unit: known?.unit ?? (this.#unitOf(node) || like),
      ...(index === page || plan.nodes[node]!.axis === 'one' ? {} : { year: this.#base + index }),
    }
    if (op === 'slot') return { ...head, ...this.#input(k![0]!) }
    if (op === 'const' || op === 'table') return head
    const torn = op === 'tear' || op === 'loop' ? `${k![0]} ${k![1]} ${index}` : undefined
    if (torn !== undefined && this.#open.has(torn)) return head
    if (isDone(asked)) return { ...head, folded: true }
    if (torn !== undefined) this.#open.add(torn)
    const { how, parts } = this.#expand(node, index)
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

  // --- one operation, flattened ---

  #expand(node: number, index: number): Expansion {
    const { op, in: inputs, k } = this.#analysed.plan.nodes[node]!
    const one = (how: Operation, part: number, year = index): Expansion => ({
      how,
      parts: [{ node: part, index: year, factor: 1 }],
    })
    const all = (how: Operation): Expansion => ({
      how,
      parts: inputs.map((part) => ({ node: part, index, factor: 1 })),
    })
    const across = (how: Operation, from: number, to: number): Expansion => ({
      how,
      parts: Array.from({ length: to - from + 1 }, (_, i) => ({
        node: inputs[0]!,
        index: from + i,
        factor: 1,
      })),
    })
    switch (op) {
      case 'sum':
        return { how: 'sum', parts: this.#addends(node, index, 1, true) }
      case 'mul':
      case 'div': {
        const parts = this.#factors(node, index, 1, true)
        return parts.length === 1 && parts[0]!.factor === 1
          ? { how: 'same', parts }
          : { how: 'product', parts }
      }
      case 'select': {
        const taken = this.#taken(node, index)
        return this.#isNamed(taken) || this.#isFixed(taken) ? one('same', taken) : this.#expand(taken, index)
      }
      case 'min':
        return { how: 'least', parts: this.#alike(node, index, 'min') }
      case 'max':
        return { how: 'greatest', parts: this.#alike(node, index, 'max') }
      case 'less':
        return all('less')
      case 'pow':
        return all('power')
      case 'log':
        return all('logarithm')
      case 'floor':
        return all('floor')
      case 'exp': {
        const inner = this.#analysed.plan.nodes[inputs[0]!]!
        const logs = inner.op === 'blend' && inner.in.every((x) => this.#analysed.plan.nodes[x]!.op === 'log')
        if (!logs) return all('exponential')
        return this.#points(inner, index, 'geometric', (x) => this.#analysed.plan.nodes[x]!.in[0]!)
      }
      case 'blend':
        return this.#points(this.#analysed.plan.nodes[node]!, index, 'interpolation', (x) => x)
      case 'lag':
        return index < k![0]! ? one('same', inputs[1]!, 0) : one('same', inputs[0]!, index - k![0]!)
      case 'at':
        return one('same', inputs[0]!, k![0]!)
      case 'total':
        return across('sum-of-years', k![0]!, k![1]!)
      case 'running':
        return across('sum-of-years', 0, index)
      case 'least':
        return across('least-of-years', k![0]!, k![1]!)
      case 'greatest':
        return across('greatest-of-years', k![0]!, k![1]!)
      case 'lowest':
        return across('least-of-years', 0, index)
      case 'argmax':
        return across('index-of-greatest', 0, this.#years - 1)
      case 'tear':
        return one('same', this.#equations.get(k![0]!)![k![1]!]!)
      case 'loop':
        return one('same', inputs[k![1]!]!)
      default:
        throw new Error(`${op} has no terms`)
    }
  }

  /** The points beside the year with their weights; one point alone is that point. */
  #points(
    blend: { readonly in: readonly number[]; readonly k?: readonly number[] },
    index: number,
    how: Operation,
    pointOf: (input: number) => number,
  ): Expansion {
    const [i, wi, j, wj] = blend.k!.slice(4 * index, 4 * index + 4) as [number, number, number, number]
    const parts: Part[] = []
    if (wi !== 0) parts.push({ node: pointOf(blend.in[i]!), index, factor: wi })
    if (wj !== 0) parts.push({ node: pointOf(blend.in[j]!), index, factor: wj })
    // Two names of one point (before the first, after the last) are that point.
    const merged =
      parts.length === 2 && parts[0]!.node === parts[1]!.node
        ? [{ ...parts[0]!, factor: parts[0]!.factor + parts[1]!.factor }]
        : parts
    return merged.length === 1 && merged[0]!.factor === 1
      ? { how: 'same', parts: merged }
      : { how, parts: merged }
  }

  /** Terms of a nested sum, with their signs; a named node is a term, whatever it is made of. */
  #addends(node: number, index: number, factor: number, top: boolean): readonly Part[] {
    if (!top && this.#isNamed(node)) return [{ node, index, factor }]
    const { op, in: inputs } = this.#analysed.plan.nodes[node]!
    if (op === 'sum') return inputs.flatMap((input) => this.#addends(input, index, factor, false))
    if (op === 'mul' && !top) {
      const minus = inputs.find((input) => this.#constant(input) === -1)
      if (minus !== undefined) {
        const other = inputs[0] === minus ? inputs[1]! : inputs[0]!
        return this.#addends(other, index, -factor, false)
      }
    }
    return [{ node, index, factor }]
  }

  /** Factors of a nested product; division has the exponent −1. Branches not taken are passed by. */
  #factors(node: number, index: number, factor: number, top: boolean): readonly Part[] {
    if (!top && this.#isNamed(node)) return [{ node, index, factor }]
    const { op, in: inputs } = this.#analysed.plan.nodes[node]!
    if (op === 'mul') return inputs.flatMap((input) => this.#factors(input, index, factor, false))
    if (op === 'div')
      return [
        ...this.#factors(inputs[0]!, index, factor, false),
        ...this.#factors(inputs[1]!, index, -factor, false),
      ]
    if (op === 'select' && !top) return this.#factors(this.#taken(node, index), index, factor, false)
    return [{ node, index, factor }]
  }

  #alike(node: number, index: number, op: 'min' | 'max'): readonly Part[] {
    return this.#analysed.plan.nodes[node]!.in.flatMap((input) =>
      this.#analysed.plan.nodes[input]!.op === op && !this.#isNamed(input)
        ? this.#alike(input, index, op)
        : [{ node: input, index, factor: 1 }],
    )
  }

  /** The branch of a choice that is taken in a year. */
  #taken(node: number, index: number): number {
    const [condition, yes, no] = this.#analysed.plan.nodes[node]!.in as readonly [number, number, number]
    return this.value(condition, index) === 0 ? no : yes
  }

  #isFixed(node: number): boolean {
    const { op } = this.#analysed.plan.nodes[node]!
    return op === 'const' || op === 'table'
  }

  #constant(node: number): number | undefined {
    const { op, k } = this.#analysed.plan.nodes[node]!
    return op === 'const' ? k![0] : undefined
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
    const leaves = parts.map((part) => this.#leafUnder(part.node))
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
      unit: of?.unit ?? this.#unitOf(parts[0]!.node),
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

  /** The leaf that a term of a sum stands for: itself, or times something (a warming potential). */
  #leafUnder(node: number): Leaf | undefined {
    const own = this.#leaves.get(node)
    if (own) return own
    const { op, in: inputs } = this.#analysed.plan.nodes[node]!
    if (op !== 'mul') return undefined
    const found = inputs.flatMap((input) => this.#leaves.get(input) ?? [])
    return found.length === 1 ? found[0] : undefined
  }

  // --- names and units ---

  #isNamed(node: number): boolean {
    if (this.#known.has(node)) return true
    const { op } = this.#analysed.plan.nodes[node]!
    if (op === 'slot' || op === 'blend' || op === 'tear' || op === 'loop') return true
    // All inputs under one key of one entity: a series, however it is built.
    return op !== 'const' && op !== 'table' && (this.#notes.path[node] ?? '').split('.').length >= 3
  }

  #nameOf(node: number): Text {
    const { op, k } = this.#analysed.plan.nodes[node]!
    if (op === 'slot') return this.names.path(this.#analysed.plan.slots[k![0]!]!.path)
    if (op === 'const') return k![0] === 44 / 12 ? words.co2PerCarbon : words.constant
    if (op === 'table') return words.byYear
    const leaf = this.#leafUnder(node)
    if (leaf) return this.names.leaf(leaf)
    const path = this.#notes.path[node] ?? ''
    if (path.includes('.')) return this.names.path(path)
    if (op === 'tear' || op === 'loop') return words.loop
    if (op === 'sum') return words.sum
    if (op === 'mul' || op === 'div') return words.product
    if (op === 'min') return words.least
    if (op === 'max') return words.greatest
    return words.other
  }

  #unitOf(node: number): string {
    const { op, k } = this.#analysed.plan.nodes[node]!
    if (op === 'slot') return this.#analysed.plan.slots[k![0]!]!.unit || '1'
    const dimension = this.#notes.dimension[node]
    if (dimension === undefined) return ''
    return dimension === 'any' ? '1' : canonicalUnit(dimension) || '1'
  }

  #input(slot: number): { readonly input: Input } {
    const { path, origin, grade, source } = this.#analysed.plan.slots[slot]!
    return {
      input: {
        path,
        at: origin[0],
        ...(grade === undefined ? {} : { grade }),
        ...(source === undefined ? {} : { source }),
      },
    }
  }

  /** Names of nodes, the more telling ones last so that they win. */
  #namedNodes(): ReadonlyMap<number, Known> {
    const { plan, leaves, balances, activities, figures, model } = this.#analysed
    const known = new Map<number, Known>()
    const add = (node: number, entry: Known) => {
      const { op } = plan.nodes[node]!
      if (op !== 'const' && op !== 'table' && op !== 'slot') known.set(node, entry)
    }
    const units = new Map(plan.columns.map((column) => [column.id, column.unit]))
    for (const balance of balances)
      for (const item of [
        'unmet',
        'losses',
        'flare',
        'exports',
        'imports',
        'demand',
        'uses',
        'production',
      ] as const) {
        const id = `balance.${balance.commodity}.${item}`
        add(balance[item], { id, name: this.names.balance(balance.commodity, item), unit: units.get(id)! })
      }
    for (const leaf of leaves)
      for (const [node, unit] of nodesOfLeaf(leaf, model.prices, this.#speciesUnit(leaf)))
        add(node, { name: this.names.leaf(leaf), unit })
    for (const column of plan.columns)
      if (/^(emission|energy|cost|water|value-added)\./.test(column.id)) {
        const named = known.get(column.node)
        if (named && named.id === undefined) known.set(column.node, { ...named, id: column.id })
      }
    for (const [actor, node] of activities)
      add(node, {
        id: `activity.${actor}`,
        name: this.names.activity(actor),
        unit: units.get(`activity.${actor}`)!,
      })
    for (const { id, node, unit, name } of figures.indicators.values())
      add(node, { id, name, unit, cuttable: true })
    return known
  }

  #speciesUnit(leaf: Leaf): string {
    return leaf.kind === 'emission'
      ? canonicalUnit(this.#analysed.model.species.get(leaf.species)!.unit.dimension)
      : ''
  }
}

/** Cuts of a long sum, the first that tells its leaves apart. */
const groupings: readonly CutKind[] = ['scope', 'sector', 'facility', 'commodity', 'species']

/** `only` and `sector` are one cut. */
const sort = (kind: CutKind): CutKind => (kind === 'only' ? 'sector' : kind)

function nodesOfLeaf(leaf: Leaf, prices: number, species: string): readonly (readonly [number, string])[] {
  switch (leaf.kind) {
    case 'emission':
      return [[leaf.node, species]]
    case 'energy':
      return [
        [leaf.calorific, 'tce'],
        [leaf.equivalent, 'tce'],
      ]
    case 'water':
      return [[leaf.node, 'm3']]
    default:
      return [[leaf.node, `万元@${prices}`]]
  }
}

function leavesByNode(leaves: readonly Leaf[]): ReadonlyMap<number, Leaf> {
  const found = new Map<number, Leaf>()
  for (const leaf of leaves)
    for (const [node] of nodesOfLeaf(leaf, 0, '')) if (!found.has(node)) found.set(node, leaf)
  return found
}
