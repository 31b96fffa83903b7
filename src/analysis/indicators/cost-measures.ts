import { costOf, type Indicator } from './indicator.ts'

export const costMeasures: Indicator = {
  id: 'cost.measures',
  name: { zh: '措施费用', en: 'cost of measures' },
  unit: '万元@{prices}',
  about: { zh: '措施的投资年金与运行费用', en: 'capital charge and running cost of measures' },
  plan: (accounts) => costOf(accounts, ['measures']),
}
