import { type Indicator, mass } from './indicator.ts'

export const nox: Indicator = {
  id: 'nox',
  name: { zh: '氮氧化物', en: 'NOx' },
  unit: 't',
  about: { zh: '氮氧化物的排放量', en: 'emission of NOx' },
  plan: (accounts) => mass(accounts, 'nox'),
}
