import { firstValue } from '../../engine/closure.ts'
import { once, type StandingRule } from './rule.ts'

/** One commodity written twice in a process in the same amount under two uses, such as coke as fuel and as reductant. */
export const sameFlowTwice: StandingRule = {
  standing: true,
  codes: ['W0661'],
  look({ analysed, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors)
      for (const [i, flow] of actor.flows.entries()) {
        const twin = actor.flows.find(
          (other, k) =>
            k < i &&
            other.direction === flow.direction &&
            other.of === flow.of &&
            other.use !== flow.use &&
            firstValue(other.amount) === firstValue(flow.amount) &&
            firstValue(flow.amount) > 0,
        )
        if (twin && fresh(`${actor.process ?? actor.id} ${flow.of}`))
          diagnose(
            'W0661',
            flow.at,
            { id: actor.process ?? actor.id, commodity: flow.of, uses: `${twin.use}, ${flow.use}` },
            [twin.at],
          )
      }
  },
}
