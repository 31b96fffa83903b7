import { co2, type Indicator } from './indicator.ts'

export const co2Total: Indicator = {
  id: 'co2.total',
  name: { zh: 'CO2 排放总量', en: 'total CO2' },
  unit: 'tCO2',
  about: { zh: '境内加间接，减捕集封存', en: 'territorial and indirect, less captured and stored' },
  plan: (accounts) => co2(accounts, ['energy', 'process', 'indirect', 'stored']),
}
