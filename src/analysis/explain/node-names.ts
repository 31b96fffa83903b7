import type { Leaf } from '../../engine/context.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import type { Analysed } from '../figures.ts'
import { type Annotations, annotate } from './annotate.ts'
import type { Names } from './names.ts'

/** A node that has a name of its own: an unfolding stops there and goes on below it as a level of its own. */
export interface Known {
  readonly name: Text
  readonly unit: string
  readonly id?: string
  /** Parts of it can be named: `ID.of.coking`. */
  readonly cuttable?: boolean
}

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

/** What the nodes of a plan are called and what they measure, and which leaf stands behind each. */
export class NodeNames {
  readonly #analysed: Analysed
  readonly #names: Names
  readonly #notes: Annotations
  readonly #known: ReadonlyMap<number, Known>
  readonly #leaves: ReadonlyMap<number, Leaf>

  constructor(analysed: Analysed, names: Names) {
    this.#analysed = analysed
    this.#names = names
    this.#notes = annotate(analysed.plan)
    this.#leaves = leavesByNode(analysed.leaves)
    this.#known = this.#namedNodes()
  }

  /** A name that a node has of its own. */
  known(node: number): Known | undefined {
    return this.#known.get(node)
  }

  /** The leaf that a term of a sum stands for: itself, or times something (a warming potential). */
  leafUnder(node: number): Leaf | undefined {
    const own = this.#leaves.get(node)
    if (own) return own
    const { op, in: inputs } = this.#analysed.plan.nodes[node]!
    if (op !== 'mul') return undefined
    const found = inputs.flatMap((input) => this.#leaves.get(input) ?? [])
    return found.length === 1 ? found[0] : undefined
  }

  /** Whether it is told by a name, whatever it is made of. */
  isNamed(node: number): boolean {
    if (this.#known.has(node)) return true
    const { op } = this.#analysed.plan.nodes[node]!
    if (op === 'slot' || op === 'blend' || op === 'tear' || op === 'loop') return true
    // All inputs under one key of one entity: a series, however it is built.
    return op !== 'const' && op !== 'table' && (this.#notes.path[node] ?? '').split('.').length >= 3
  }

  nameOf(node: number): Text {
    const { op, k } = this.#analysed.plan.nodes[node]!
    if (op === 'slot') return this.#names.path(this.#analysed.plan.slots[k![0]!]!.path)
    if (op === 'const') return k![0] === 44 / 12 ? words.co2PerCarbon : words.constant
    if (op === 'table') return words.byYear
    const leaf = this.leafUnder(node)
    if (leaf) return this.#names.leaf(leaf)
    const path = this.#notes.path[node] ?? ''
    if (path.includes('.')) return this.#names.path(path)
    if (op === 'tear' || op === 'loop') return words.loop
    if (op === 'sum') return words.sum
    if (op === 'mul' || op === 'div') return words.product
    if (op === 'min') return words.least
    if (op === 'max') return words.greatest
    return words.other
  }

  /** Empty where nothing says what it measures. */
  unitOf(node: number): string {
    const { op, k } = this.#analysed.plan.nodes[node]!
    if (op === 'slot') return this.#analysed.plan.slots[k![0]!]!.unit || '1'
    const dimension = this.#notes.dimension[node]
    if (dimension === undefined) return ''
    return dimension === 'any' ? '1' : canonicalUnit(dimension) || '1'
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
        add(balance[item], { id, name: this.#names.balance(balance.commodity, item), unit: units.get(id)! })
      }
    for (const leaf of leaves)
      for (const [node, unit] of nodesOfLeaf(leaf, model.prices, this.#speciesUnit(leaf)))
        add(node, { name: this.#names.leaf(leaf), unit })
    for (const column of plan.columns)
      if (/^(emission|energy|cost|water|value-added)\./.test(column.id)) {
        const named = known.get(column.node)
        if (named && named.id === undefined) known.set(column.node, { ...named, id: column.id })
      }
    for (const [actor, node] of activities)
      add(node, {
        id: `activity.${actor}`,
        name: this.#names.activity(actor),
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
