import { co2, type Indicator } from './indicator.ts'

export const co2Territorial: Indicator = {
  id: 'co2.territorial',
  name: { zh: '境内 CO2', en: 'territorial CO2' },
  unit: 'tCO2',
  about: { zh: '能源活动与工业过程之和', en: 'energy and process' },
  plan: (accounts) => co2(accounts, ['energy', 'process']),
}
