import { type Indicator, sumOf } from './indicator.ts'

export const water: Indicator = {
  id: 'water',
  name: { zh: '取水量', en: 'water' },
  unit: 'm3',
  about: { zh: '各设施取用的水', en: 'water taken by facilities' },
  plan: (accounts) => sumOf(accounts, (leaf) => (leaf.kind === 'water' ? leaf.node : undefined)),
}
