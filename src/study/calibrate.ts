import type { Analysed } from '../analysis/figures.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { prepare } from '../engine/evaluate.ts'
import { runPlan } from '../engine/run.ts'
import { solveLinear } from '../numerics/linear.ts'
import { movables } from './numbers.ts'

/** One control total and the number that was solved for it. */
export interface Solved {
  readonly control: string
  readonly unit: string
  readonly total: number
  readonly before: number
  readonly after: number
  /** Path of the unknown, by what it was multiplied, and the range of that factor. */
  readonly unknown: string
  readonly factor: number
  readonly range: readonly [low: number, high: number]
  /** For a constant: its value before and after, and its range, in `valueUnit`. */
  readonly value?: {
    readonly before: number
    readonly after: number
    readonly low: number
    readonly high: number
    readonly unit: string
  }
}

/** How near a control total has to be met, as a share of it. */
const near = 1e-9

/**
 * Solves the declared unknowns so that the model meets its control totals: Newton's method on one factor an unknown (all
 * points of a series move by the same share), with derivatives by differences, held within the ranges. Undefined, with a
 * report, where an unknown is no number (E0424), states no range (E0202), serves two totals (E0302), or a total cannot be
 * met inside the ranges (E0425).
 */
export function calibrate(analysed: Analysed, diagnose: Diagnose): readonly Solved[] | undefined {
  const { plan, values, figures } = analysed
  const all = movables(plan)
  const taken = new Set<string>()
  let failed = false
  const unknowns = figures.controls.flatMap(({ item }) => {
    const { id, at } = item.unknown
    const movable = all.find(({ path }) => path === id)
    const refuse = () => {
      failed = true
      return []
    }
    if (!movable) {
      const known = all.map(({ path }) => path)
      diagnose('E0424', at, { path: id, nearest: nearest(id, known) ?? '' })
      return refuse()
    }
    if (taken.has(id)) {
      diagnose('E0302', at, { id })
      return refuse()
    }
    taken.add(id)
    let low = 0
    let high = Number.POSITIVE_INFINITY
    let ranged = false
    for (const slot of movable.slots) {
      const { low: least, high: most } = plan.slots[slot]!
      const value = values[slot]!
      if (least === undefined || most === undefined || !(value > 0)) continue
      ranged = true
      low = Math.max(low, least / value)
      high = Math.min(high, most / value)
    }
    if (!ranged || low > high) {
      diagnose('E0202', at, { key: `range (${id})` })
      return refuse()
    }
    return [{ movable, low, high }]
  })
  if (failed) return undefined
  const n = unknowns.length
  const program = prepare(plan)
  const runAt = (factors: Float64Array): Float64Array | undefined => {
    const moved = values.slice()
    for (const [i, { movable }] of unknowns.entries())
      for (const slot of movable.slots) moved[slot] = values[slot]! * factors[i]!
    let broken = false
    const trajectories = runPlan(
      analysed,
      (code) => {
        // An observed total that is missed is what calibration is there to mend.
        if (code !== 'E0423') broken = true
      },
      moved,
      program,
    )
    if (broken) return undefined
    return Float64Array.from(figures.controls, ({ model }) => trajectories.value(model)[0]!)
  }
  const totals = Float64Array.from(figures.controls, ({ item }) => item.total.value)
  const scale = totals.map((total) => Math.abs(total) || 1)
  const misses = (found: Float64Array) => found.map((value, i) => (value - totals[i]!) / scale[i]!)
  let factors = new Float64Array(n).fill(1)
  const before = runAt(factors)
  if (!before) throw new Error('the county runs, but not as it stands')
  let found = before
  for (let step = 0; step < 50; step++) {
    const miss = misses(found)
    if (miss.every((value) => Math.abs(value) <= near)) break
    const jacobian = new Float64Array(n * n)
    for (let j = 0; j < n; j++) {
      const width = 1e-6 * Math.max(1, Math.abs(factors[j]!))
      const nudged = factors.slice()
      // Towards the inside of the range, so that the step stays within it.
      const sign = factors[j]! + width > unknowns[j]!.high ? -1 : 1
      nudged[j]! += sign * width
      const there = runAt(nudged)
      if (!there) break
      const other = misses(there)
      for (let i = 0; i < n; i++) jacobian[i * n + j] = (other[i]! - miss[i]!) / (sign * width)
    }
    const move = solveLinear(jacobian, miss)
    if (!move) break
    const next = factors.map((value, j) =>
      Math.min(Math.max(value - move[j]!, unknowns[j]!.low), unknowns[j]!.high),
    )
    const there = runAt(next)
    if (!there || next.every((value, j) => value === factors[j])) break
    factors = next
    found = there
  }
  const last = misses(found)
  const solved = figures.controls.map(({ id, item, unit }, i): Solved => {
    const { movable, low, high } = unknowns[i]!
    const factor = factors[i]!
    if (Math.abs(last[i]!) > near) {
      failed = true
      diagnose('E0425', item.unknown.at, {
        id,
        path: movable.path,
        total: `${Number(totals[i]!.toPrecision(6))} ${unit}`,
        found: `${Number(found[i]!.toPrecision(6))} ${unit}`,
        low: Number(low.toPrecision(4)),
        high: Number(high.toPrecision(4)),
      })
    }
    const [slot] = movable.slots
    const own = plan.slots[slot!]!
    const single = movable.slots.length === 1 && own.path === movable.path
    return {
      control: id,
      unit,
      total: totals[i]!,
      before: before[i]!,
      after: found[i]!,
      unknown: movable.path,
      factor,
      range: [low, high],
      ...(single
        ? {
            value: {
              before: values[slot!]!,
              after: values[slot!]! * factor,
              low: own.low!,
              high: own.high!,
              unit: own.unit,
            },
          }
        : {}),
    }
  })
  return failed ? undefined : solved
}
