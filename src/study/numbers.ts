import type { Plan } from '../engine/plan.ts'

/** A number of a scenario that moves as one: a constant, or all points of a series. */
export interface Movable {
  /** Where it stands: the path without the years. */
  readonly path: string
  readonly slots: readonly number[]
}

/** The path of a slot without the year of its point. */
export function seriesPath(path: string): string {
  return path.replace(/\.\d{4}$/, '')
}

/** All real numbers of a plan, points of a series together, in order of path. */
export function movables(plan: Plan): readonly Movable[] {
  const byPath = new Map<string, number[]>()
  for (const [i, slot] of plan.slots.entries()) {
    if (slot.kind !== 'real') continue
    const path = seriesPath(slot.path)
    const list = byPath.get(path)
    if (list) list.push(i)
    else byPath.set(path, [i])
  }
  return [...byPath].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, slots]) => ({ path, slots }))
}

/**
 * The values of a movable at one end of its ranges. A point without a range of its own moves by the share by which the last
 * point before it that has one moves (or the first after it); a share of one or less stays at most one.
 */
export function atEnd(
  plan: Plan,
  movable: Movable,
  values: Float64Array,
  end: 'low' | 'high',
): readonly (readonly [slot: number, value: number])[] | undefined {
  const shareOf = (slot: number): number | undefined => {
    const bound = plan.slots[slot]![end]
    const value = values[slot]!
    return bound === undefined || value === 0 ? undefined : bound / value
  }
  const ranged = movable.slots.map(shareOf)
  const first = ranged.find((share) => share !== undefined)
  const direct = movable.slots.some((slot) => plan.slots[slot]![end] !== undefined)
  if (!direct) return undefined
  let last = first ?? 1
  return movable.slots.map((slot, i) => {
    const bound = plan.slots[slot]![end]
    last = ranged[i] ?? last
    if (bound !== undefined) return [slot, bound]
    const value = values[slot]!
    return [slot, capped(plan, slot, value, value * last)]
  })
}

/** The values of a movable changed by a share, all points alike; a share of one or less stays at most one. */
export function byShare(
  plan: Plan,
  movable: Movable,
  values: Float64Array,
  share: number,
): readonly (readonly [slot: number, value: number])[] {
  return movable.slots.map((slot) => [slot, capped(plan, slot, values[slot]!, values[slot]! * (1 + share))])
}

function capped(plan: Plan, slot: number, value: number, moved: number): number {
  return plan.slots[slot]!.unit === '1' && value >= 0 && value <= 1 ? Math.min(1, moved) : moved
}
