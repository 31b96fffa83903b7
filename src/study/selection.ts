/** One project of a choice: what it is worth, and what it takes of each limit (negative: what it frees). */
export interface Item {
  readonly id: string
  readonly value: number
  readonly takes: Float64Array
  /** Positions of items that it needs, and of items that it cannot stand beside. */
  readonly needs: readonly number[]
  readonly excludes: readonly number[]
}

export interface Selection {
  /** Positions of the chosen items, rising. */
  readonly chosen: readonly number[]
  readonly value: number
  /** Every set was ruled out or looked at. */
  readonly exact: boolean
}

/** More branches than this are not looked at: the answer is then the best so far, and not called exact. */
const mostBranches = 400_000

/**
 * The most valuable set of items whose takings fit all limits, by branch and bound: a branch is cut when even all that is left
 * of value cannot beat the best, or when even all that is left of relief cannot bring a limit back. `refused` names sets that
 * turned out not to fit. Takings are taken to add up.
 */
export function select(
  items: readonly Item[],
  room: Float64Array,
  slack: Float64Array,
  refused: ReadonlySet<string> = new Set(),
): Selection {
  const order = items.map((_, i) => i).sort((a, b) => items[b]!.value - items[a]!.value || a - b)
  const n = items.length
  const m = room.length
  const relief = Array.from({ length: n + 1 }, () => new Float64Array(m))
  const hope = new Float64Array(n + 1)
  for (let k = n - 1; k >= 0; k--) {
    const item = items[order[k]!]!
    hope[k] = hope[k + 1]! + Math.max(0, item.value)
    for (let j = 0; j < m; j++) relief[k]![j] = relief[k + 1]![j]! + Math.min(0, item.takes[j]!)
  }
  /** 1 in, −1 out, 0 open. */
  const state = new Int8Array(n)
  let best: number[] = []
  let bestValue = Number.NEGATIVE_INFINITY
  let branches = 0
  const fits = (used: Float64Array, k: number): boolean => {
    for (let j = 0; j < m; j++) if (used[j]! + relief[k]![j]! > room[j]! + slack[j]!) return false
    return true
  }
  const allowed = (i: number): boolean =>
    items[i]!.needs.every((need) => state[need] !== -1) &&
    items[i]!.excludes.every((other) => state[other] !== 1)
  const visit = (k: number, value: number, used: Float64Array): void => {
    branches++
    if (branches > mostBranches || value + hope[k]! <= bestValue || !fits(used, k)) return
    if (k === n) {
      const chosen = [...state.keys()].filter((i) => state[i] === 1)
      if (chosen.some((i) => items[i]!.needs.some((need) => state[need] !== 1))) return
      if (refused.has(keyOf(chosen))) return
      best = chosen
      bestValue = value
      return
    }
    const i = order[k]!
    const item = items[i]!
    if (allowed(i)) {
      state[i] = 1
      const more = Float64Array.from(used)
      for (let j = 0; j < m; j++) more[j]! += item.takes[j]!
      visit(k + 1, value + item.value, more)
    }
    state[i] = -1
    visit(k + 1, value, used)
    state[i] = 0
  }
  visit(0, 0, new Float64Array(m))
  return { chosen: best, value: bestValue, exact: branches <= mostBranches }
}

export function keyOf(chosen: readonly number[]): string {
  return chosen.join(' ')
}
