import type { Actor } from '../../engine/context.ts'
import { once, type StandingRule } from './rule.ts'

/**
 * The same carbon counted twice: a CO2 factor on a process whose carbon is already taken by combustion, a balance or a
 * carbonate; a CO2 factor on bought power or heat that has a factor of its own; one carbonate in two methods.
 */
export const carbonTwice: StandingRule = {
  standing: true,
  codes: ['E0622'],
  look({ analysed, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors) {
      const key = actor.process ?? actor.id
      const carbonates = new Set<string>()
      for (const method of actor.methods) {
        if (method.kind === 'carbonate') {
          if (carbonates.has(method.of) && fresh(`${key} ${method.of}`))
            diagnose('E0622', method.at, { id: key, commodity: method.of, method: 'carbonate' })
          carbonates.add(method.of)
        }
        if (method.kind !== 'factor') continue
        const co2 = method.factors.get('co2')
        if (!co2) continue
        const taken = takenBy(actor, method.per)
        if (taken && fresh(`${key} ${method.per ?? ''}`)) diagnose('E0622', co2.at, { id: key, ...taken })
      }
    }
  },
}

/** What already accounts for the carbon of a flow (of all flows where none is named). */
function takenBy(
  actor: Actor,
  flowId: string | undefined,
): { commodity: string; method: string } | undefined {
  const has = (kind: string) => actor.methods.some((method) => method.kind === kind)
  if (flowId !== undefined) {
    const flow = actor.flows.find(({ id }) => id === flowId)
    if (!flow) return undefined
    if (flow.commodity.purchased) return { commodity: flow.of, method: 'purchased' }
    const carbonate = actor.methods.find((method) => method.kind === 'carbonate' && method.of === flow.of)
    if (carbonate) return { commodity: flow.of, method: 'carbonate' }
    if (!flow.commodity.carbon || flow.commodity.biogenic?.value) return undefined
    if (flow.use === 'fuel' && has('combustion')) return { commodity: flow.of, method: 'combustion' }
    return has('carbon-balance') ? { commodity: flow.of, method: 'carbon-balance' } : undefined
  }
  // Per unit of activity: a balance holds all carbon of the process already.
  if (has('carbon-balance')) return { commodity: actor.lead?.of ?? actor.id, method: 'carbon-balance' }
  const carbonate = actor.methods.find((method) => method.kind === 'carbonate')
  if (carbonate?.kind === 'carbonate') return { commodity: carbonate.of, method: 'carbonate' }
  return undefined
}
