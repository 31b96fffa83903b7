import { co2, type Indicator } from './indicator.ts'

export const co2Biogenic: Indicator = {
  id: 'co2.biogenic',
  name: { zh: '生物质 CO2（备忘）', en: 'biogenic CO2 (memo)' },
  unit: 'tCO2',
  about: { zh: '生物质燃烧，不计入总量', en: 'burnt biomass, in no total' },
  plan: (accounts) => co2(accounts, ['memo']),
}
