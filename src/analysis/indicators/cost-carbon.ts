import { costOf, type Indicator } from './indicator.ts'

export const costCarbon: Indicator = {
  id: 'cost.carbon',
  name: { zh: '碳成本', en: 'carbon cost' },
  unit: '万元@{prices}',
  about: {
    zh: '碳价乘以覆盖的直接 CO2，扣除免费配额与封存',
    en: 'carbon price on covered direct CO2, less free allocation and storage',
  },
  plan: (accounts) => costOf(accounts, ['carbon']),
}
