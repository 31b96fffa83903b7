import { ghg, type Indicator } from './indicator.ts'

export const ghgTotal: Indicator = {
  id: 'ghg.total',
  name: { zh: '温室气体总量', en: 'total greenhouse gases' },
  unit: 'tCO2e',
  about: { zh: 'CO2 总量加 CH4、N2O 与含氟气体', en: 'total CO2 with CH4, N2O and F-gases' },
  plan: (accounts) => ghg(accounts, 'total'),
}
