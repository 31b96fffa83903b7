import type { CostLeaf, EmissionLeaf, EnergyLeaf, Leaf } from '../../engine/context.ts'
import type { Graph } from '../../engine/graph.ts'
import type { Ref } from '../../engine/plan.ts'
import type { Model } from '../../model/model.ts'
import type { Text } from '../../text/text.ts'

/** What an indicator is built from. */
export interface Accounts {
  readonly g: Graph
  readonly model: Model
  readonly leaves: readonly Leaf[]
  /** Another indicator, by id; undefined where it has no data. */
  indicator(id: string): Ref | undefined
}

/** A figure by year that a user may ask for, cut and judge. Its file says everything about it. */
export interface Indicator {
  readonly id: string
  readonly name: Text
  /** Unit of the values; `{prices}` stands for the price year. */
  readonly unit: string
  /** Its definition in a sentence. */
  readonly about: Text
  /** Builds the node; undefined where the model holds nothing to build it from. */
  plan(accounts: Accounts): Ref | undefined
}

/** An indicator over some of the leaves; undefined where it has no data. */
export function indicatorOver(
  accounts: Omit<Accounts, 'indicator'>,
  indicators: readonly Indicator[],
  id: string,
): Ref | undefined {
  const made = new Map<string, Ref | undefined>()
  const indicator = (wanted: string): Ref | undefined => {
    if (made.has(wanted)) return made.get(wanted)
    const node = indicators.find((one) => one.id === wanted)?.plan({ ...accounts, indicator })
    made.set(wanted, node)
    return node
  }
  return indicator(id)
}

/** Sum of the leaves that pass, in the order of the leaves (sorted by id once, before). */
export function sumOf(accounts: Accounts, pick: (leaf: Leaf) => Ref | undefined): Ref {
  const picked: Ref[] = []
  for (const leaf of accounts.leaves) {
    const node = pick(leaf)
    if (node !== undefined) picked.push(node)
  }
  return accounts.g.sum(picked)
}

const scopesOf = {
  territorial: ['energy', 'process'],
  total: ['energy', 'process', 'indirect', 'stored'],
  net: ['energy', 'process', 'indirect', 'stored', 'sink'],
  'net-territorial': ['energy', 'process', 'stored', 'sink'],
} as const

/** Which scopes a greenhouse-gas total takes. */
export type Total = keyof typeof scopesOf

/** CO2 of the leaves in some scopes, tCO2. */
export function co2(accounts: Accounts, scopes: readonly EmissionLeaf['scope'][]): Ref {
  return sumOf(accounts, (leaf) =>
    leaf.kind === 'emission' && leaf.species === 'co2' && scopes.includes(leaf.scope) ? leaf.node : undefined,
  )
}

/** The leaves of a total of greenhouse gases, in tCO2e by the model's set of warming potentials. */
export function ghgLeaf(accounts: Pick<Accounts, 'g' | 'model'>, total: Total, leaf: Leaf): Ref | undefined {
  if (leaf.kind !== 'emission' || !(scopesOf[total] as readonly string[]).includes(leaf.scope))
    return undefined
  return co2e(accounts, leaf)
}

/** An emission in tCO2e; undefined for what warms nothing (pollutants). */
export function co2e(accounts: Pick<Accounts, 'g' | 'model'>, leaf: EmissionLeaf): Ref | undefined {
  const { g, model } = accounts
  const species = model.species.get(leaf.species)
  if (species?.family !== 'greenhouse') return undefined
  if (leaf.species === 'co2') return leaf.node
  const potential = species[model.gwp]
  if (!potential) return undefined
  return g.mul(
    leaf.node,
    g.slot({
      path: `species.${leaf.species}.${model.gwp}`,
      unit: '1',
      value: potential.value,
      origin: [potential.at],
      grade: potential.grade,
      source: potential.source,
    }),
  )
}

/** Sum over a total of greenhouse gases. */
export function ghg(accounts: Accounts, total: Total): Ref {
  return sumOf(accounts, (leaf) => ghgLeaf(accounts, total, leaf))
}

/** Sum of one species, whatever its scope, in t; memo items left out. */
export function mass(accounts: Accounts, species: string): Ref {
  return sumOf(accounts, (leaf) =>
    leaf.kind === 'emission' && leaf.species === species && leaf.scope !== 'memo' ? leaf.node : undefined,
  )
}

/** Sum of energy leaves in tce, by the model's convention of electricity. */
export function tce(
  accounts: Accounts,
  pick: (leaf: EnergyLeaf) => boolean,
  convention = accounts.model.electricity,
): Ref {
  return sumOf(accounts, (leaf) => (leaf.kind === 'energy' && pick(leaf) ? leaf[convention] : undefined))
}

/** Sum of components of the cost; undefined where the county says nothing about costs. */
export function costOf(accounts: Accounts, components: readonly CostLeaf['component'][]): Ref | undefined {
  if (!accounts.model.costs) return undefined
  return sumOf(accounts, (leaf) =>
    leaf.kind === 'cost' && components.includes(leaf.component) ? leaf.node : undefined,
  )
}

/** Whether the county says anything about money. */
export function hasEconomy(accounts: Accounts): boolean {
  return accounts.model.economy !== undefined || accounts.leaves.some((leaf) => leaf.kind === 'value-added')
}

/** An indicator per GDP; undefined without GDP. */
export function perGdp(accounts: Accounts, id: string): Ref | undefined {
  const gdp = accounts.indicator('gdp')
  const figure = accounts.indicator(id)
  if (gdp === undefined || figure === undefined) return undefined
  return accounts.g.ratio(figure, gdp, accounts.g.constant(0))
}
