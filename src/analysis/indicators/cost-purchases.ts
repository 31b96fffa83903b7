import { costOf, type Indicator } from './indicator.ts'

export const costPurchases: Indicator = {
  id: 'cost.purchases',
  name: { zh: '外购费用', en: 'purchases' },
  unit: '万元@{prices}',
  about: {
    zh: '从县外购入的能源与物料，按县界价格',
    en: 'energy and materials bought outside, at the price at the boundary',
  },
  plan: (accounts) => costOf(accounts, ['purchases']),
}
