import type { Curve } from '../../model/curve.ts'
import { pointsOf } from './curves.ts'
import { percent } from './ranges.ts'
import { once, type Rule } from './rule.ts'

/** Two measures of no common exclusive group whose cuts of the same thing sum to more than all of it. */
export const measuresOverlap: Rule = {
  codes: ['W0649'],
  look({ model, diagnose }) {
    const fresh = once()
    const most = (curve: Curve | undefined) =>
      Math.max(0, ...(curve ? pointsOf(curve).map(({ given }) => given.value) : []))
    const measures = [...model.measures].filter(([, { adoption }]) => adoption)
    for (const [i, [id, one]] of measures.entries())
      for (const [otherId, other] of measures.slice(i + 1)) {
        if (one.exclusive && one.exclusive.id === other.exclusive?.id) continue
        const shared = (one['applies-to'] ?? []).filter((ref) =>
          (other['applies-to'] ?? []).some(({ id }) => id === ref.id),
        )
        if (shared.length === 0) continue
        for (const effect of one.effects ?? []) {
          const twin = (other.effects ?? []).find(({ on, of }) => on === effect.on && of === effect.of)
          if (!twin?.relative || !effect.relative) continue
          const sum = most(effect.relative) * most(one.adoption) + most(twin.relative) * most(other.adoption)
          if (sum > 1 + 1e-9 && fresh(`${id} ${otherId}`))
            diagnose('W0649', twin.at, { one: id, other: otherId, of: effect.of, found: percent(sum) }, [
              effect.at,
            ])
        }
      }
  },
}
