import { type Indicator, tce } from './indicator.ts'

export const energyTotalCalorific: Indicator = {
  id: 'energy.total-calorific',
  name: { zh: '综合能源消费量（当量值）', en: 'energy consumption, calorific value' },
  unit: 'tce',
  about: { zh: '电力按当量值折标', en: 'electricity by its calorific value' },
  plan: (accounts) => tce(accounts, () => true, 'calorific'),
}
