import type { Context, EmissionLeaf } from '../context.ts'
import type { Ref } from '../plan.ts'

/**
 * Capture and storage (model.md, Emissions 5): what each capture measure takes of a named stream, times what is stored for
 * good, as a negative leaf. The run checks that no actor stores more than its methods give off (E0422).
 */
export function capture(cx: Context): void {
  const { g } = cx
  for (const actor of cx.actors) {
    const taken = cx.captured(actor)
    if (taken.length === 0) continue
    const stored: Ref[] = []
    for (const { measure, perActivity, stored: share } of taken) {
      const node = g.product([perActivity, cx.activity(actor), share])
      stored.push(node)
      cx.leaves.push({
        kind: 'emission',
        actor: actor.id,
        sector: actor.sector,
        commodity: measure,
        species: 'co2',
        scope: 'stored',
        given: false,
        method: 'stored',
        node: g.negate(node),
      })
    }
    const produced = g.sum(
      cx.leaves.flatMap((leaf) => (leaf.kind === 'emission' && givesOff(leaf, actor.id) ? [leaf.node] : [])),
    )
    cx.checks.push({
      node: g.subtract(produced, g.sum(stored)),
      scale: produced,
      test: 'non-negative',
      code: 'E0422',
      at: actor.at,
      args: { id: actor.id, found: '', limit: '' },
    })
  }
}

function givesOff(leaf: EmissionLeaf, actor: string): boolean {
  return (
    leaf.actor === actor &&
    leaf.species === 'co2' &&
    (leaf.scope === 'energy' || leaf.scope === 'process' || leaf.scope === 'memo')
  )
}
