import type { Rule } from './rule.ts'

/** The county counts power by its equivalent value but has none: it would count by the calorific value unseen. */
export const equivalentMissing: Rule = {
  codes: ['W0667'],
  look({ model, tree, diagnose }) {
    // Where the county says nothing of its convention, nothing contradicts.
    const boundary = tree.entries.get('boundary')?.value
    const said = boundary?.kind === 'map' && boundary.entries.has('electricity')
    if (!said || model.electricity !== 'equivalent') return
    for (const [id, commodity] of model.commodities)
      if (commodity.group === 'electricity' && commodity.tce && !commodity['tce-equivalent'])
        diagnose('W0667', commodity.tce.at, { id })
  },
}
