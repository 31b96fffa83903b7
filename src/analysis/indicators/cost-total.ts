import { costOf, type Indicator } from './indicator.ts'

export const costTotal: Indicator = {
  id: 'cost.total',
  name: { zh: '年总费用', en: 'total cost' },
  unit: '万元@{prices}',
  about: {
    zh: '年金、运维、措施、外购与碳成本之和；不扣销售收入',
    en: 'annuities, operation, measures, purchases and carbon; income from sales is not taken off',
  },
  plan: (accounts) => costOf(accounts, ['capital', 'fixed', 'variable', 'measures', 'purchases', 'carbon']),
}
