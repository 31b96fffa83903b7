import { type Indicator, mass } from './indicator.ts'

export const so2: Indicator = {
  id: 'so2',
  name: { zh: '二氧化硫', en: 'SO2' },
  unit: 't',
  about: { zh: '二氧化硫的排放量', en: 'emission of SO2' },
  plan: (accounts) => mass(accounts, 'so2'),
}
