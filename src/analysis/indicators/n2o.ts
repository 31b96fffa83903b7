import { type Indicator, mass } from './indicator.ts'

export const n2o: Indicator = {
  id: 'n2o',
  name: { zh: '氧化亚氮', en: 'nitrous oxide' },
  unit: 't',
  about: { zh: '氧化亚氮的排放量', en: 'emission of nitrous oxide' },
  plan: (accounts) => mass(accounts, 'n2o'),
}
