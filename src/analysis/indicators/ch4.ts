import { type Indicator, mass } from './indicator.ts'

export const ch4: Indicator = {
  id: 'ch4',
  name: { zh: '甲烷', en: 'methane' },
  unit: 't',
  about: { zh: '甲烷的排放量', en: 'emission of methane' },
  plan: (accounts) => mass(accounts, 'ch4'),
}
