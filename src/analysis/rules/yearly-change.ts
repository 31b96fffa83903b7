import { percent, within } from './ranges.ts'
import type { Rule, Seen } from './rule.ts'
import { beginOf } from './unit-capacity.ts'

const watched = ['co2.total', 'energy.total', 'gdp'] as const

/** A total that jumps from one year to the next although no unit begins or ends there. */
export const yearlyChange: Rule = {
  codes: ['W0634'],
  needs: ['yearly-change'],
  look(seen) {
    const { ranges, summary, model, diagnose, analysed } = seen
    const range = ranges.find('yearly-change', {}, { powers: {} })
    if (!range) return
    const events = new Set<number>()
    for (const actor of analysed.actors)
      for (const year of [beginOf(actor), actor.facility?.retired?.year])
        if (year !== undefined) for (const near of [0, 1, 2]) events.add(Math.floor(year) + near)
    const told = new Set<number>()
    for (const id of watched) {
      const values = summary.indicators.find(({ column }) => column.id === id)?.values
      if (!values) continue
      for (let i = 1; i < values.length; i++) {
        const [before, now] = [values[i - 1]!, values[i]!]
        const year = model.horizon.base + i
        // Of a total near zero (or below) a share says nothing; where a plant comes or goes a jump is what is meant.
        if (!(before > 0.2 * Math.max(...values)) || !(now > 0) || events.has(year)) continue
        const change = now / before - 1
        if (within(change, range)) continue
        // One cause moves several totals.
        if (told.has(year)) break
        told.add(year)
        diagnose('W0634', mover(seen, id, i) ?? model.at, {
          what: id,
          year,
          found: percent(change),
          expected: `${percent(range.low)} … ${percent(range.high)}`,
        })
        break
      }
    }
  },
}

/** Who moved most in that year. */
function mover({ analysed, trajectories, model }: Seen, id: string, i: number) {
  const moved = new Map<string, number>()
  for (const leaf of analysed.leaves) {
    const node =
      id === 'co2.total'
        ? leaf.kind === 'emission' && leaf.species === 'co2' && leaf.scope !== 'memo' && leaf.scope !== 'sink'
          ? leaf.node
          : undefined
        : id === 'gdp'
          ? leaf.kind === 'value-added'
            ? leaf.node
            : undefined
          : leaf.kind === 'energy'
            ? leaf[model.electricity]
            : undefined
    if (node === undefined) continue
    const values = trajectories.value(node)
    if (values.length > i) moved.set(leaf.actor, (moved.get(leaf.actor) ?? 0) + values[i]! - values[i - 1]!)
  }
  const [most] = [...moved].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  if (!most) return undefined
  const actor = analysed.actors.find((candidate) => candidate.id === most[0])
  return actor?.facility?.observed?.at ?? actor?.facility?.utilisation?.at ?? actor?.at
}
