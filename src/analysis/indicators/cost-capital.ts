import { costOf, type Indicator } from './indicator.ts'

export const costCapital: Indicator = {
  id: 'cost.capital',
  name: { zh: '投资年金', en: 'capital charge' },
  unit: '万元@{prices}',
  about: {
    zh: '新增与更新投资按寿命和折现率折成的年金；基准年前的设施视为沉没',
    en: 'investment in what is new or renewed, as an annuity; what stood before the base year is sunk',
  },
  plan: (accounts) => costOf(accounts, ['capital']),
}
