import type { Span } from '../../diagnostics/span.ts'
import type { Actor } from '../../engine/context.ts'
import { curvesOf, type Point, pointsOf } from './curves.ts'
import { round } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'

/** Below this share of the county's energy nobody minds how fast a use grows. */
const counts = 0.05

/** An end use whose energy grows to many times what it was in the base year: a number of a later year in another unit. */
export const useGrowth: Rule = {
  codes: ['W0789'],
  needs: ['use-growth'],
  look(seen) {
    const { analysed, trajectories, summary, ranges, model, own, diagnose } = seen
    const range = ranges.find('use-growth', {}, { powers: {} })
    const total = summary.indicators.find(({ column }) => column.id === 'energy.total')?.values
    if (!range || !total) return
    const actors = new Map(analysed.actors.map((actor) => [actor.id, actor]))
    const uses = new Map<string, { sum: Float64Array; actor: Actor }>()
    for (const leaf of analysed.leaves) {
      if (leaf.kind !== 'energy' || leaf.given) continue
      const actor = actors.get(leaf.actor)
      if (!actor || (actor.kind !== 'end-use' && actor.kind !== 'technology')) continue
      const id = actor.endUse?.id ?? actor.id
      const values = trajectories.value(leaf.calorific)
      const use = uses.get(id) ?? { sum: new Float64Array(total.length), actor }
      for (let i = 0; i < use.sum.length; i++) use.sum[i]! += values[values.length === 1 ? 0 : i]!
      uses.set(id, use)
    }
    for (const [id, { sum, actor }] of uses) {
      const base = sum[0]!
      const i = sum.reduce((most, value, k) => (value > sum[most]! ? k : most), 0)
      if (!(base > 0) || sum[i]! / base <= range.high || sum[i]! < counts * total[i]!) continue
      const at = grown(id, seen) ?? actor.at
      if (own(at))
        diagnose('W0789', at, {
          id,
          base: model.horizon.base,
          year: model.horizon.base + i,
          times: round(sum[i]! / base),
        })
    }
  },
}

/** The number of the use that grows most. */
function grown(id: string, { model }: Seen): Span | undefined {
  let most = 1
  let place: Span | undefined
  const driver = model.endUses.get(id)?.driver?.id
  for (const { path, curve } of curvesOf(model)) {
    if (!path.startsWith(`endUses.${id}.`) && path !== `drivers.${driver}.path`) continue
    const points = pointsOf(curve)
    const first = points[0]?.given.value ?? 0
    const last = points.reduce<Point | undefined>(
      (largest, point) => (!largest || point.given.value > largest.given.value ? point : largest),
      undefined,
    )
    if (!last || !(first > 0) || last.given.value / first <= most) continue
    most = last.given.value / first
    place = last.at
  }
  return place
}
