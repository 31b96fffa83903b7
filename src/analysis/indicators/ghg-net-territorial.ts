import { ghg, type Indicator } from './indicator.ts'

export const ghgNetTerritorial: Indicator = {
  id: 'ghg.net-territorial',
  name: { zh: '境内净排放', en: 'net territorial greenhouse gases' },
  unit: 'tCO2e',
  about: { zh: '净排放，不含间接', en: 'net greenhouse gases without indirect emissions' },
  plan: (accounts) => ghg(accounts, 'net-territorial'),
}
