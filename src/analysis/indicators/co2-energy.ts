import { co2, type Indicator } from './indicator.ts'

export const co2Energy: Indicator = {
  id: 'co2.energy',
  name: { zh: '能源活动 CO2', en: 'energy CO2' },
  unit: 'tCO2',
  about: {
    zh: '燃料燃烧，以及在过程内烧掉的那部分碳平衡',
    en: 'scope-1 CO2 of fuels, with the part of a carbon balance burnt inside a process',
  },
  plan: (accounts) => co2(accounts, ['energy']),
}
