import { codes } from '../diagnostics/codes.ts'
import type { Op, Plan, Trajectories } from '../engine/plan.ts'
import { ancestors, dependents } from '../engine/walk.ts'
import type { Text } from '../text/text.ts'
import type { Analysed } from './figures.ts'

/**
 * The part of a plan that answers levers: nodes that a lever reaches and that something shown needs. Whatever no lever reaches
 * stands as the numbers that it came to. Plain JSON; `analysis/live.ts` runs it.
 */
export interface LivePlan {
  readonly horizon: { readonly base: number; readonly observedTo: number; readonly to: number }
  readonly electricity: 'equivalent' | 'calorific'
  readonly gwp: string
  readonly ops: readonly string[]
  /** Operation, 1 for a value a year, inputs, and where its fixed numbers stand in `numbers`. */
  readonly nodes: readonly (readonly [op: number, year: 0 | 1, inputs: readonly number[], k?: number])[]
  readonly numbers: readonly (readonly number[])[]
  /** One value a slot that is left. */
  readonly values: readonly number[]
  readonly loops: readonly { readonly nodes: readonly number[]; readonly about: readonly string[] }[]
  readonly warming: readonly (readonly [species: string, potential: number])[]
  readonly indicators: readonly (readonly [id: string, node: number])[]
  readonly peak: { readonly indicator: string; readonly columns: LiveColumns }
  readonly neutral: string
  readonly targets: readonly { readonly id: string; readonly columns: LiveColumns }[]
  readonly leaves: readonly LiveLeaf[]
  readonly balances: Analysed['balances']
  readonly flowYears: readonly number[]
  readonly checks: readonly {
    readonly node: number
    readonly scale?: number
    readonly test: 'at-most-one' | 'one' | 'non-negative'
    readonly text: Text
  }[]
}

/** Columns of a target whose nodes are those of the packed plan. */
export interface LiveColumns {
  readonly indicator: string
  readonly unit: string
  readonly judged: readonly [from: number, to: number]
  readonly margin: number
  readonly met: number
  readonly figure: number
  readonly figureUnit: string
  readonly shown?: { readonly node: number; readonly unit: string }
  readonly limit?: number
}

export type LiveLeaf =
  | {
      readonly kind: 'emission'
      readonly sector: string
      readonly commodity: string
      readonly species: string
      readonly scope: string
      readonly node: number
    }
  | {
      readonly kind: 'energy'
      readonly sector: string
      readonly commodity: string
      readonly use: string
      readonly feedstock?: true
      readonly value: number
      readonly amount: number
    }

/** What a plan is packed for. */
export interface Packing {
  /** Slots that levers move, in the order in which the packed plan has them. */
  readonly slots: readonly number[]
  /** The state in which everything else is fixed, one value a slot, and the run of it. */
  readonly values: Float64Array
  readonly trajectories: Trajectories
  /** Indicators that are shown. */
  readonly indicators: ReadonlySet<string>
  readonly flowYears: readonly number[]
}

/** Packs what answers the levers. */
export function packLive(analysed: Analysed, packing: Packing): LivePlan {
  const { plan, model, figures } = analysed
  const shown = [...figures.indicators.values()].filter(({ id }) => packing.indicators.has(id))
  const energyOf = (leaf: Extract<(typeof analysed.leaves)[number], { kind: 'energy' }>) =>
    leaf[model.electricity]
  const leaves = analysed.leaves.filter(
    (leaf) => leaf.kind === 'energy' || (leaf.kind === 'emission' && leaf.scope !== 'memo'),
  )
  const carriers = new Set(leaves.flatMap((leaf) => (leaf.kind === 'energy' ? [leaf.commodity] : [])))
  const balances = analysed.balances.filter(({ commodity }) => carriers.has(commodity))
  const columns = [figures.peak.columns, ...figures.targets.map(({ columns: own }) => own)]
  const wanted = [
    ...shown.map(({ node }) => node),
    ...columns.flatMap((c) => [
      c.margin,
      c.met,
      c.figure,
      ...(c.shown ? [c.shown.node] : []),
      ...(c.limit === undefined ? [] : [c.limit]),
    ]),
    ...leaves.flatMap((leaf) =>
      leaf.kind === 'energy' ? [energyOf(leaf), leaf.amount] : leaf.kind === 'emission' ? [leaf.node] : [],
    ),
    ...balances.flatMap((b) => [b.imports, b.unmet, b.exports, b.demand, b.flare, b.losses]),
    ...analysed.checks.flatMap(({ node, scale }) => [node, ...(scale === undefined ? [] : [scale])]),
  ]
  const packed = prune(plan, wanted, packing)
  const at = (node: number) => packed.place[node]!
  const renumber = (c: (typeof columns)[number]): LiveColumns => ({
    indicator: c.indicator,
    unit: c.unit,
    judged: c.judged,
    margin: at(c.margin),
    met: at(c.met),
    figure: at(c.figure),
    figureUnit: c.figureUnit,
    ...(c.shown ? { shown: { node: at(c.shown.node), unit: c.shown.unit } } : {}),
    ...(c.limit === undefined ? {} : { limit: at(c.limit) }),
  })
  const potential = (id: string) => (id === 'co2' ? 1 : (model.species.get(id)?.[model.gwp]?.value ?? 0))
  return {
    horizon: plan.horizon,
    electricity: model.electricity,
    gwp: model.gwp,
    ops: packed.ops,
    nodes: packed.nodes,
    numbers: packed.numbers,
    values: packing.slots.map((slot) => packing.values[slot]!),
    loops: plan.blocks
      .filter(({ kind, nodes }) => kind === 'loop' && nodes.some((node) => at(node) >= 0))
      .map(({ nodes, about }) => ({ nodes: nodes.map(at).filter((node) => node >= 0), about })),
    warming: [...model.species].flatMap(([id, { family }]) =>
      family === 'greenhouse' ? [[id, potential(id)] as const] : [],
    ),
    indicators: shown.map(({ id, node }) => [id, at(node)] as const),
    peak: { indicator: figures.peak.indicator, columns: renumber(figures.peak.columns) },
    neutral: figures.neutral.indicator,
    targets: figures.targets.map(({ target, columns: own }) => ({ id: target.id, columns: renumber(own) })),
    leaves: leaves.flatMap((leaf): LiveLeaf[] => {
      if (leaf.kind === 'emission') {
        const { kind, sector, commodity, species, scope } = leaf
        return [{ kind, sector, commodity, species, scope, node: at(leaf.node) }]
      }
      if (leaf.kind !== 'energy') return []
      const { kind, sector, commodity, use, feedstock } = leaf
      const [value, amount] = [at(energyOf(leaf)), at(leaf.amount)]
      return [{ kind, sector, commodity, use, ...(feedstock ? { feedstock } : {}), value, amount }]
    }),
    balances: balances.map(
      (b) =>
        ({
          commodity: b.commodity,
          imports: at(b.imports),
          unmet: at(b.unmet),
          exports: at(b.exports),
          demand: at(b.demand),
          flare: at(b.flare),
          losses: at(b.losses),
        }) as unknown as Analysed['balances'][number],
    ),
    flowYears: packing.flowYears,
    checks: analysed.checks.flatMap((check) => {
      // What no lever reaches held when the scenario was run.
      if (!packed.moves(check.node) && (check.scale === undefined || !packed.moves(check.scale))) return []
      const message = codes[check.code]
      const fill = (text: string) =>
        text.replace(/\{(\w+)\}/g, (whole, name: string) =>
          name === 'year' ? whole : String(check.args[name] ?? '…'),
        )
      return [
        {
          node: at(check.node),
          ...(check.scale === undefined ? {} : { scale: at(check.scale) }),
          test: check.test,
          text: { zh: `${check.code} ${fill(message.zh)}`, en: `${check.code} ${fill(message.en)}` },
        },
      ]
    }),
  }
}

interface Pruned {
  readonly ops: readonly string[]
  readonly nodes: LivePlan['nodes']
  readonly numbers: LivePlan['numbers']
  /** Where a node stands now; −1 where it is gone. */
  readonly place: Int32Array
  readonly moves: (node: number) => boolean
}

/** Keeps what is wanted; what no lever reaches becomes its numbers. The order of nodes stays, so sums keep their order. */
function prune(plan: Plan, wanted: readonly number[], { slots, trajectories }: Packing): Pruned {
  const moved = dependents(plan, new Set(slots))
  const needed = ancestors(plan, wanted)
  const slotAt = new Map(slots.map((slot, i) => [slot, i]))
  // Of what does not move only what something that moves reads, or what is wanted itself.
  const read = new Uint8Array(plan.nodes.length)
  for (const node of wanted) read[node] = 1
  for (const [i, node] of plan.nodes.entries())
    if (needed[i] === 1 && moved[i] === 1) for (const input of node.in) read[input] = 1
  const ops: string[] = []
  const opAt = (op: Op) => {
    const known = ops.indexOf(op)
    return known >= 0 ? known : ops.push(op) - 1
  }
  const numbers: (readonly number[])[] = []
  const known = new Map<string, number>()
  const keep = (list: readonly number[]): number => {
    const key = list.join(' ')
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, numbers.push(list) - 1)
    return numbers.length - 1
  }
  const place = new Int32Array(plan.nodes.length).fill(-1)
  const nodes: (readonly [number, 0 | 1, readonly number[], number?])[] = []
  for (const [i, node] of plan.nodes.entries()) {
    const live = needed[i] === 1 && moved[i] === 1
    if (!live && read[i] === 0) continue
    place[i] = nodes.length
    const year = node.axis === 'year' ? 1 : 0
    if (live) {
      const k = node.op === 'slot' ? [slotAt.get(node.k![0]!)!] : node.k
      const inputs = node.in.map((input) => place[input]!)
      nodes.push(k ? [opAt(node.op), year, inputs, keep(k)] : [opAt(node.op), year, inputs])
      continue
    }
    const values = [...trajectories.value(i)]
    const flat = values.every((value) => Object.is(value, values[0]))
    nodes.push([opAt(year === 1 ? 'table' : 'const'), year, [], keep(flat ? [values[0]!] : values)])
  }
  return { ops, nodes, numbers, place, moves: (node) => moved[node] === 1 }
}
