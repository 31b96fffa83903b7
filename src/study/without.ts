import type { Analysed } from '../analysis/figures.ts'
import { lanesOf } from '../engine/evaluate-lanes.ts'

/** Two runs agree in a figure to this share of it. */
const same = 1e-9

/**
 * Which measures change nothing: each is left out alone, all of them side by side in lanes of one pruned plan (lane 0 is the
 * run as it stands), and every indicator, verdict and activity is held against that lane in every year. A measure is left out
 * by an adoption of zero; one whose adoption has no numbers of its own (an expression) cannot be, and is not answered for.
 */
export function withoutEffect(analysed: Analysed, measures: readonly string[]): readonly string[] {
  const { plan, values, figures, activities } = analysed
  const asked = measures.flatMap((id) => {
    const path = `measures.${id}.adoption`
    const slots = plan.slots.flatMap((slot, i) =>
      slot.path === path || slot.path.startsWith(`${path}.`) ? [i] : [],
    )
    return slots.length > 0 ? [{ id, slots }] : []
  })
  if (asked.length === 0) return []
  const free = asked.flatMap(({ slots }) => slots)
  const owner = asked.flatMap(({ slots }, k) => slots.map(() => k + 1))
  const count = asked.length + 1
  const wanted = [
    ...[...figures.indicators.values()].map(({ node }) => node),
    ...figures.targets.flatMap(({ columns }) => [columns.margin, columns.met]),
    ...activities.values(),
  ].map(Number)
  const slots = new Float64Array(free.length * count)
  for (const [s, slot] of free.entries())
    for (let lane = 0; lane < count; lane++) slots[s * count + lane] = owner[s] === lane ? 0 : values[slot]!
  const lanes = lanesOf({ plan, values, free, wanted, width: Math.min(64, count) })
  const told = lanes.run(slots, count)
  const { base, to } = plan.horizon
  const moved = (lane: number) => {
    // A county that does not settle without it is another county.
    if (told.problems.some((problem) => problem.lane === lane || problem.lane === 0)) return true
    for (const [w, node] of wanted.entries()) {
      const last = plan.nodes[node]!.axis === 'one' ? base : to
      for (let year = base; year <= last; year++) {
        const [before, now] = [told.at(w, 0, year), told.at(w, lane, year)]
        if (Math.abs(now - before) > same * Math.max(Math.abs(now), Math.abs(before))) return true
      }
    }
    return false
  }
  return asked.flatMap(({ id }, k) => (moved(k + 1) ? [] : [id]))
}
