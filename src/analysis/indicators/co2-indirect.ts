import { co2, type Indicator } from './indicator.ts'

export const co2Indirect: Indicator = {
  id: 'co2.indirect',
  name: { zh: '净购电热 CO2', en: 'indirect CO2' },
  unit: 'tCO2',
  about: {
    zh: '净外购电力与热力乘当年因子',
    en: 'net purchase of electricity and heat times the factor of the year',
  },
  plan: (accounts) => co2(accounts, ['indirect']),
}
