import { type Indicator, perGdp } from './indicator.ts'

export const energyIntensity: Indicator = {
  id: 'energy.intensity',
  name: { zh: '单位 GDP 能耗', en: 'energy intensity' },
  unit: 'tce/万元@{prices}',
  about: { zh: '综合能耗除以不变价 GDP', en: 'energy consumption per GDP at constant prices' },
  plan: (accounts) => perGdp(accounts, 'energy.total'),
}
