import { type Indicator, tce } from './indicator.ts'

export const energyTotalEquivalent: Indicator = {
  id: 'energy.total-equivalent',
  name: { zh: '综合能源消费量（等价值）', en: 'energy consumption, equivalent value' },
  unit: 'tce',
  about: { zh: '电力按等价值折标', en: 'electricity by its equivalent value' },
  plan: (accounts) => tce(accounts, () => true, 'equivalent'),
}
