import type { Actor, ActorFlow } from './context.ts'

/** Mass of CO2 per mass of carbon, from the molar masses 44 and 12. */
export const co2PerCarbon = 44 / 12

/** Whether combustion takes this flow. */
export function burns(flow: ActorFlow): boolean {
  return flow.direction === 'in' && flow.use === 'fuel' && flow.commodity.carbon !== undefined
}

/** Flows of an actor that its carbon balance takes: everything with carbon that no other method takes. */
export function balanced(actor: Pick<Actor, 'methods' | 'flows'>): readonly ActorFlow[] {
  const carbonates = new Set(
    actor.methods.flatMap((method) => (method.kind === 'carbonate' ? [method.of] : [])),
  )
  const combustion = actor.methods.some((method) => method.kind === 'combustion')
  return actor.flows.filter(
    (flow) =>
      flow.commodity.carbon !== undefined &&
      flow.capture === undefined &&
      !(combustion && burns(flow)) &&
      !(flow.direction === 'in' && (carbonates.has(flow.of) || carbonates.has(flow.id))),
  )
}

/** The name under which the flare of a by-product is accounted. */
export function flareOf(commodity: string): string {
  return `flare.${commodity}`
}
