import { ghg, type Indicator } from './indicator.ts'

export const ghgNet: Indicator = {
  id: 'ghg.net',
  name: { zh: '净排放', en: 'net greenhouse gases' },
  unit: 'tCO2e',
  about: { zh: '温室气体总量减碳汇', en: 'total greenhouse gases less sinks' },
  plan: (accounts) => ghg(accounts, 'net'),
}
