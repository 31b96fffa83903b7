import type { Leaf } from '../engine/context.ts'
import { type LoopProblem, type Program, prepare, type Run, run } from '../engine/evaluate.ts'
import type { Node, Plan, Trajectories } from '../engine/plan.ts'
import { dependents } from '../engine/walk.ts'
import type { Analysed } from './figures.ts'
import { heaviest } from './heaviest.ts'
import type { LivePlan } from './live-pack.ts'
import { planCut, type Row, type Stream, streams, sumCut, warmingOf } from './tables.ts'
import { neutralSince, type Peak, peakOf, type Verdict, verdictOf } from './verdict.ts'

/** The figures of one run of a live plan: what a page shows that levers can move. */
export interface LiveFigures {
  readonly indicators: ReadonlyMap<string, Float64Array>
  readonly peak: Peak
  readonly neutral: { readonly since?: number; readonly residual: number }
  readonly verdicts: readonly {
    readonly id: string
    readonly verdict: Verdict
    readonly drivers: readonly string[]
  }[]
  readonly sector: readonly Row[]
  readonly energy: readonly Row[]
  readonly feedstock: readonly Row[]
  readonly flow: readonly Stream[]
}

/** Why a run has no figures: the condition that is broken, and the year. */
export interface LiveFault {
  readonly text: { readonly zh: string; readonly en: string }
}

/** A live plan made ready: one pass over typed arrays a run, no code generated, nothing of Node. */
export interface LiveEngine {
  /** Slot values as they are when no lever is moved. */
  readonly values: Float64Array
  run(values: Float64Array): LiveFigures | LiveFault
}

/** Makes a packed plan ready. */
export function openLive(packed: LivePlan): LiveEngine {
  const plan = unpack(packed)
  const program = prepare(plan)
  const analysed = readable(packed)
  const { base, to } = packed.horizon
  const length = to - base + 1
  // Figures outlive the run that gave them; what the next one writes over is copied.
  const spread = (values: Float64Array) =>
    values.length === length ? values.slice() : new Float64Array(length).fill(values[0]!)
  const rerun = rerunner(plan, program)
  const cuts = cutsOf(analysed)
  return {
    values: Float64Array.from(packed.values),
    run(values) {
      const { trajectories, problems } = rerun(values)
      const fault = faultOf(packed, trajectories, problems)
      if (fault) return fault
      const value = (node: number) => trajectories.value(node)
      const indicators = new Map(packed.indicators.map(([id, node]) => [id, spread(value(node))]))
      const net = indicators.get(packed.neutral)!
      const since = neutralSince(net, base)
      const sector = sumCut(cuts.sector, trajectories, length)
      const sectorCo2 = sumCut(cuts.sectorCo2, trajectories, length)
      return {
        indicators,
        peak: peakOf(analysed.figures, trajectories, base),
        neutral: { residual: net[length - 1]!, ...(since === undefined ? {} : { since }) },
        verdicts: packed.targets.map(({ id, columns }) => {
          const verdict = verdictOf(columns as never, trajectories, base)
          const drivers = verdict.met
            ? []
            : heaviest(analysed, trajectories, columns.indicator, verdict, { sector, sectorCo2 })
          return { id, verdict, drivers }
        }),
        sector,
        energy: sumCut(cuts.energy, trajectories, length),
        feedstock: sumCut(cuts.feedstock, trajectories, length),
        flow: streams(analysed, trajectories, packed.flowYears),
      }
    },
  }
}

/** The cuts of a page, as tables.ts makes them of any run. */
function cutsOf({ model, leaves }: Analysed) {
  const { electricity } = model
  const ofSector = ({ sector }: Leaf) => sector
  const energy = (wanted: (leaf: Extract<Leaf, { kind: 'energy' }>) => boolean) =>
    planCut(
      leaves,
      (leaf) => (leaf.kind === 'energy' && wanted(leaf) ? { node: leaf[electricity] } : undefined),
      (leaf) => (leaf.kind === 'energy' ? leaf.commodity : ''),
    )
  return {
    sector: planCut(leaves, (leaf) => warmingOf(model, leaf), ofSector),
    sectorCo2: planCut(
      leaves,
      (leaf) =>
        leaf.kind === 'emission' && leaf.species === 'co2' && leaf.scope !== 'sink' && leaf.scope !== 'memo'
          ? { node: leaf.node }
          : undefined,
      ofSector,
    ),
    energy: energy(() => true),
    feedstock: energy(({ feedstock }) => feedstock),
  }
}

/** So many moved slots have a list of what they do not touch kept for them: a hand moves one lever at a time. */
const mostKept = 32

/**
 * Runs a program again and again in one memory: nodes that none of the slots moved since the last run reaches keep their values, which
 * are those that computing them again would give. Loops always settle anew, from their own start.
 */
function rerunner(plan: Plan, program: Program): (values: Float64Array) => Run {
  const memory = new Float64Array(program.size)
  const untouched = new Map<string, Uint8Array>()
  let last: Float64Array | undefined
  const views: (Float64Array | undefined)[] = []
  const trajectories: Trajectories = {
    plan,
    value(node) {
      const known = views[node]
      if (known) return known
      const from = program.rows[node]
      if (from === undefined) throw new Error(`node ${node} is not of this plan`)
      const made = memory.subarray(from, from + (program.strides[node] === 1 ? program.years : 1))
      views[node] = made
      return made
    },
  }
  const skipOf = (before: Float64Array, values: Float64Array): Uint8Array => {
    const moved: number[] = []
    for (const [slot, value] of values.entries()) if (!Object.is(value, before[slot])) moved.push(slot)
    const key = moved.join(' ')
    const known = untouched.get(key)
    if (known) return known
    const skip = dependents(plan, new Set(moved)).map((reached) => 1 - reached)
    if (untouched.size >= mostKept) untouched.clear()
    untouched.set(key, skip)
    return skip
  }
  return (values) => {
    const skip = last && skipOf(last, values)
    last = undefined
    const { problems } = run(program, values, memory, skip)
    last = Float64Array.from(values)
    return { trajectories, problems }
  }
}

/** The plan with its nodes written out again. */
function unpack({ horizon, nodes, numbers, ops, values, loops }: LivePlan): Plan {
  const length = horizon.to - horizon.base + 1
  const written = nodes.map(([op, year, inputs, k]): Node => {
    const name = ops[op]! as Node['op']
    const kept = k === undefined ? undefined : numbers[k]!
    // A course that does not change is kept as one number.
    const full =
      name === 'table' && kept && kept.length === 1 ? new Array<number>(length).fill(kept[0]!) : kept
    return { op: name, axis: year === 1 ? 'year' : 'one', in: inputs, ...(full ? { k: full } : {}) }
  })
  return {
    format: 1,
    horizon,
    slots: values.map((_, i) => ({ path: String(i), unit: '1', kind: 'real' as const, origin: [] })),
    nodes: written,
    columns: [],
    blocks: loops.map(({ nodes: inside, about }) => ({ kind: 'loop' as const, nodes: inside, about })),
  }
}

/** What cuts, streams and verdicts read of an analysed county; nothing else of it stands in a page, and nothing else is asked. */
function readable(packed: LivePlan): Analysed {
  const { horizon, electricity, gwp } = packed
  const species = new Map(
    packed.warming.map(([id, potential]) => [id, { family: 'greenhouse', [gwp]: { value: potential } }]),
  )
  const leaves = packed.leaves.map((leaf) =>
    leaf.kind === 'emission' ? leaf : { ...leaf, equivalent: leaf.value, calorific: leaf.value },
  ) as unknown as Leaf[]
  const indicators = new Map(packed.indicators.map(([id, node]) => [id, { node }]))
  return {
    model: { horizon, electricity, gwp, species },
    leaves,
    balances: packed.balances,
    figures: { indicators, peak: packed.peak },
  } as unknown as Analysed
}

/** The first thing that must hold of a run and does not: a loop that settles, numbers that are finite, conditions of the model. */
function faultOf(
  packed: LivePlan,
  trajectories: Trajectories,
  problems: readonly LoopProblem[],
): LiveFault | undefined {
  const [problem] = problems
  if (problem) {
    const about = problem.about.join(' → ')
    return { text: { zh: `${about} 的环不收敛`, en: `the loop ${about} does not settle` } }
  }
  for (const [id, node] of packed.indicators)
    if (!trajectories.value(node).every(Number.isFinite))
      return { text: { zh: `${id} 不是有限的数`, en: `${id} is no finite number` } }
  for (const check of packed.checks) {
    const values = trajectories.value(check.node)
    const scale = check.scale === undefined ? undefined : trajectories.value(check.scale)
    const bad = values.findIndex((value, i) =>
      broken(check.test, value, scale && (scale.length === 1 ? scale[0]! : scale[i]!)),
    )
    if (bad < 0) continue
    const year = packed.horizon.base + bad
    const fill = (text: string) => text.replace('{year}', String(year))
    return { text: { zh: fill(check.text.zh), en: fill(check.text.en) } }
  }
  return undefined
}

/** How far a condition may be missed by rounding alone, as a share of its scale: as engine/run judges. */
const slack = 1e-9

function broken(
  test: 'at-most-one' | 'one' | 'non-negative',
  value: number,
  scale: number | undefined,
): boolean {
  const size = scale === undefined ? 1 : Math.max(1e-6, Math.abs(scale))
  if (test === 'one') return Math.abs(value - 1) > 1e-6
  return test === 'at-most-one' ? value > size * (1 + slack) : value < -slack * size
}
