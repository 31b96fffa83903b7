import { ghg, type Indicator } from './indicator.ts'

export const ghgTerritorial: Indicator = {
  id: 'ghg.territorial',
  name: { zh: '境内温室气体', en: 'territorial greenhouse gases' },
  unit: 'tCO2e',
  about: { zh: '境内 CO2 加 CH4、N2O 与含氟气体', en: 'territorial CO2 with CH4, N2O and F-gases' },
  plan: (accounts) => ghg(accounts, 'territorial'),
}
