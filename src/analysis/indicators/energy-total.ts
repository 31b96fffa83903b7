import { type Indicator, tce } from './indicator.ts'

export const energyTotal: Indicator = {
  id: 'energy.total',
  name: { zh: '综合能源消费量', en: 'comprehensive energy consumption' },
  unit: 'tce',
  about: {
    zh: '各设施投入减能源产出；电力按本情景所选的口径',
    en: 'inputs less energy outputs; electricity by the convention of the scenario',
  },
  plan: (accounts) => tce(accounts, () => true),
}
