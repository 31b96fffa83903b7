import { co2, type Indicator } from './indicator.ts'

export const co2Process: Indicator = {
  id: 'co2.process',
  name: { zh: '工业过程 CO2', en: 'process CO2' },
  unit: 'tCO2',
  about: { zh: '碳酸盐、还原剂、电极', en: 'scope-1 CO2 not from fuel: carbonate, reductant, electrode' },
  plan: (accounts) => co2(accounts, ['process']),
}
