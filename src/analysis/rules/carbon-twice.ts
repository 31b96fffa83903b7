import { firstValue } from '../../engine/closure.ts'
import type { Actor } from '../../engine/context.ts'
import type { Curve } from '../../model/curve.ts'
import { once, type Rule } from './rule.ts'

/**
 * The same carbon counted twice: a CO2 factor on a process whose carbon is already taken by combustion, a balance or a
 * carbonate; a CO2 factor on bought power or heat that has a factor of its own; one carbonate in two methods.
 */
export const carbonTwice: Rule = {
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
        const taken = takenBy(actor, method.per) ?? (method.per ? undefined : burntToo(actor, co2))
        if (taken && fresh(`${key} ${method.per ?? ''}`)) diagnose('E0622', co2.at, { id: key, ...taken })
      }
    }
  },
}

/** Within this of what burning gives, a factor says the same again. */
const alike = 0.2

/**
 * A factor per unit of activity beside combustion: power and heat have no other CO2 than that of their fuel, and elsewhere one
 * that equals what burning gives is the same CO2 written down twice.
 */
function burntToo(actor: Actor, factor: Curve): { commodity: string; method: string } | undefined {
  if (!actor.methods.some(({ kind }) => kind === 'combustion') || factor.kind === 'expression')
    return undefined
  let burnt = 0
  let most: { of: string; co2: number } | undefined
  for (const { direction, use, commodity, of, amount } of actor.flows) {
    const { carbon, energy } = commodity
    if (direction !== 'in' || use !== 'fuel' || !carbon || commodity.biogenic?.value) continue
    const perUnit = carbon.dimension.powers.energy === -1 ? carbon.value * (energy?.value ?? 0) : carbon.value
    const co2 = (firstValue(amount) * perUnit * 44) / 12
    burnt += co2
    if (!most || co2 > most.co2) most = { of, co2 }
  }
  if (!most || !(burnt > 0)) return undefined
  const stated = firstValue(factor)
  const group = actor.lead?.commodity.group
  const onlyFuel = (group === 'electricity' || group === 'heat') && stated > 0.1 * burnt
  return onlyFuel || Math.abs(stated / burnt - 1) < alike
    ? { commodity: most.of, method: 'combustion' }
    : undefined
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
