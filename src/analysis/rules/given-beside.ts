import { percent, round } from './ranges.ts'
import type { Rule } from './rule.ts'

/** So near to what is modelled, a given figure is taken to be the same thing. */
const alike = 0.1
/** Below this share of the county's CO2 a likeness is chance. */
const counts = 0.01

/**
 * CO2 that is given, beside units of the same sector whose CO2 is modelled and comes to the same: an inventory that was typed in
 * for what the model already counts.
 */
export const givenBeside: Rule = {
  codes: ['W0791'],
  look({ analysed, trajectories, diagnose }) {
    const given: { actor: string; sector: string; scope: string; amount: number }[] = []
    /** By sector, then by who gives it off (the sector itself: all of it) and by scope. */
    const modelled = new Map<string, Map<string, { who: string; amount: number }>>()
    let total = 0
    for (const leaf of analysed.leaves) {
      if (leaf.kind !== 'emission' || leaf.species !== 'co2') continue
      if (leaf.scope !== 'energy' && leaf.scope !== 'process') continue
      const amount = trajectories.value(leaf.node)[0] ?? 0
      if (!(amount > 0)) continue
      total += amount
      const { actor, sector, scope } = leaf
      if (leaf.given) {
        given.push({ actor, sector, scope, amount })
        continue
      }
      const sums = modelled.get(sector) ?? new Map<string, { who: string; amount: number }>()
      modelled.set(sector, sums)
      for (const who of [sector, actor])
        for (const key of [`${who} ${scope}`, `${who} both`])
          sums.set(key, { who, amount: (sums.get(key)?.amount ?? 0) + amount })
    }
    for (const { actor, sector, scope, amount } of given) {
      if (amount < counts * total) continue
      const other = [...(modelled.get(sector) ?? [])].find(
        ([key, sum]) =>
          (key.endsWith(` ${scope}`) || key.endsWith(' both')) && Math.abs(amount / sum.amount - 1) < alike,
      )?.[1]
      const who = analysed.actors.find(({ id }) => id === actor)
      if (!other || !who) continue
      diagnose('W0791', who.facility?.emissions?.find(({ species }) => species === 'co2')?.at ?? who.at, {
        id: actor,
        found: `${round(amount)} t`,
        other: other.who,
        amount: `${round(other.amount)} t`,
        share: percent(amount / other.amount - 1),
      })
    }
  },
}
