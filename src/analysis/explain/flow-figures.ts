import type { Leaf } from '../../engine/context.ts'
import type { Graph } from '../../engine/graph.ts'
import type { Ref } from '../../engine/plan.ts'
import type { Text } from '../../text/text.ts'
import { outside } from '../tables.ts'
import type { Family, FamilyContext } from './family.ts'

type Energy = Extract<Leaf, { kind: 'energy' }>

const ends: Readonly<Record<string, Text>> = {
  import: { zh: '外购', en: 'bought' },
  export: { zh: '外送', en: 'sent out' },
  sold: { zh: '售出', en: 'sold' },
  flare: { zh: '放散', en: 'flared' },
  losses: { zh: '损耗', en: 'losses' },
  unmet: { zh: '未满足', en: 'unmet' },
}

/** Less than this is no stream (analysis/tables: `streams`). */
const least = 1e-9

interface Sides {
  readonly supplies: ReadonlyMap<string, readonly Ref[]>
  readonly uses: ReadonlyMap<string, readonly Ref[]>
}

/** Who hands a commodity on and who takes it, in tce, as nodes: the same shares that `streams` reads from a run. */
function sidesOf({ built }: FamilyContext, commodity: string): Sides | undefined {
  const { g, model } = built
  const leaves = built.leaves.filter(
    (leaf): leaf is Energy => leaf.kind === 'energy' && leaf.commodity === commodity,
  )
  if (leaves.length === 0) return undefined
  const supplies = new Map<string, Ref[]>()
  const uses = new Map<string, Ref[]>()
  const add = (map: Map<string, Ref[]>, key: string, value: Ref) => {
    const counted = g.select(g.less(g.constant(least), value), value, g.constant(0))
    map.set(key, [...(map.get(key) ?? []), counted])
  }
  for (const leaf of leaves) {
    if (leaf.use === 'flare' || leaf.use === 'losses') continue
    const node = leaf[model.electricity]
    add(supplies, leaf.sector, g.negate(node))
    add(uses, leaf.sector, node)
  }
  const rate = perUnit(g, leaves, model.electricity)
  const balance = built.balance(commodity)
  const term = (node: Ref) => g.mul(node, rate)
  add(supplies, outside.imports, term(balance.imports))
  add(supplies, outside.unmet, term(balance.unmet))
  add(uses, outside.exports, term(balance.exports))
  add(uses, outside.sales, term(balance.demand))
  add(uses, outside.flare, term(balance.flare))
  add(uses, outside.losses, term(balance.losses))
  return { supplies, uses }
}

/** tce per unit of the commodity: of the first leaf that has an amount. */
function perUnit(g: Graph, leaves: readonly Energy[], convention: 'equivalent' | 'calorific'): Ref {
  const zero = g.constant(0)
  return leaves.reduceRight<Ref>((otherwise, leaf) => {
    const { amount } = leaf
    const has = g.less(zero, g.max(amount, g.negate(amount)))
    return g.select(has, g.ratio(leaf[convention], amount, zero), otherwise)
  }, zero)
}

export const flow: Family = {
  pattern: 'flow.FROM.TO.COMMODITY@YEAR',
  about: {
    zh: '能源流：一种商品的各项用途，按各来源所占份额分摊',
    en: 'a stream of energy: each use of a commodity shared among its supplies in proportion',
  },
  list(cx) {
    return [...cx.built.model.commodities.keys()].flatMap((commodity) => {
      const sides = sidesOf(cx, commodity)
      if (!sides) return []
      return [...sides.supplies.keys()].flatMap((from) =>
        [...sides.uses.keys()].map((to) => `flow.${from}.${to}.${commodity}`),
      )
    })
  },
  find(name, cx) {
    const [head, from = '', to = '', ...rest] = name.split('.')
    const commodity = rest.join('.')
    if (head !== 'flow' || !cx.built.model.commodities.has(commodity)) return undefined
    const sides = sidesOf(cx, commodity)
    const [supply, use] = [sides?.supplies.get(from), sides?.uses.get(to)]
    if (!sides || !supply || !use) return undefined
    const { g } = cx.built
    const whole = g.sum([...sides.supplies.values()].map((terms) => g.sum(terms)))
    const end = (id: string) => ends[id] ?? cx.names.sector(id)
    const of = cx.names.commodity(commodity)
    return {
      name: {
        zh: `${of.zh}：${end(from).zh} → ${end(to).zh}`,
        en: `${of.en}: ${end(from).en} → ${end(to).en}`,
      },
      about: this.about,
      unit: 'tce',
      node: g.ratio(g.mul(g.sum(use), g.sum(supply)), whole, g.constant(0)),
    }
  },
}
