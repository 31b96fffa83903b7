import { type Indicator, perGdp } from './indicator.ts'

export const co2Intensity: Indicator = {
  id: 'co2.intensity',
  name: { zh: '单位 GDP CO2', en: 'carbon intensity' },
  unit: 'tCO2/万元@{prices}',
  about: { zh: 'CO2 总量除以不变价 GDP', en: 'total CO2 per GDP at constant prices' },
  plan: (accounts) => perGdp(accounts, 'co2.total'),
}
