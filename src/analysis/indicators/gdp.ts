import { hasEconomy, type Indicator, sumOf } from './indicator.ts'

export const gdp: Indicator = {
  id: 'gdp',
  name: { zh: '地区生产总值', en: 'GDP' },
  unit: '万元@{prices}',
  about: { zh: '增加值之和，不变价', en: 'sum of value added at constant prices' },
  plan: (accounts) =>
    hasEconomy(accounts)
      ? sumOf(accounts, (leaf) => (leaf.kind === 'value-added' ? leaf.node : undefined))
      : undefined,
}
