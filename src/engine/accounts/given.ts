import { sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Context } from '../context.ts'

/**
 * Figures taken as they are (model.md, Emissions 7): marked given in every table. Removals (`sink`, `stored`) are written
 * as positive amounts and enter as negative ones.
 */
export function given(cx: Context): void {
  const { g, model } = cx
  for (const actor of cx.actors)
    for (const [i, emission] of (actor.facility?.emissions ?? []).entries()) {
      const species = model.species.get(emission.species)
      if (!species) continue
      const expected = timesDimension(species.unit.dimension, { powers: { time: 1 } }, -1)
      if (emission.amount.kind !== 'expression' && !sameDimension(emission.amount.dimension, expected))
        cx.diagnose('E0204', emission.amount.at, {
          expected: canonicalUnit(expected),
          found: canonicalUnit(emission.amount.dimension),
        })
      const curve =
        emission.amount.kind === 'expression' ? { ...emission.amount, dimension: expected } : emission.amount
      const node = cx.gated(actor.path, actor.at, cx.curve(curve, `${actor.path}.emissions.${i + 1}.amount`))
      const removal = emission.scope === 'sink' || emission.scope === 'stored'
      cx.leaves.push({
        kind: 'emission',
        actor: actor.id,
        sector: actor.sector,
        commodity: emission.commodity ?? '',
        species: emission.species,
        scope: emission.scope,
        node: removal ? g.negate(node) : node,
        given: true,
        method: 'given',
      })
    }
}
