import { type Indicator, sumOf } from './indicator.ts'

export const co2Stored: Indicator = {
  id: 'co2.stored',
  name: { zh: '捕集封存', en: 'captured and stored CO2' },
  unit: 'tCO2',
  about: { zh: '永久封存的 CO2', en: 'CO2 stored for good' },
  plan: (accounts) => {
    const stored = (leaf: Parameters<Parameters<typeof sumOf>[1]>[0]) =>
      leaf.kind === 'emission' && leaf.scope === 'stored' && leaf.species === 'co2'
    return accounts.leaves.some(stored)
      ? accounts.g.negate(sumOf(accounts, (leaf) => (stored(leaf) && 'node' in leaf ? leaf.node : undefined)))
      : undefined
  },
}
