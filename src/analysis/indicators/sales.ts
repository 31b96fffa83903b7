import { costOf, type Indicator } from './indicator.ts'

export const sales: Indicator = {
  id: 'sales',
  name: { zh: '外销收入', en: 'sales' },
  unit: '万元@{prices}',
  about: { zh: '卖到县外的商品，按县界价格', en: 'what is sold outside, at the price at the boundary' },
  plan: (accounts) => costOf(accounts, ['sales']),
}
