import { co2, type Indicator } from './indicator.ts'

export const sink: Indicator = {
  id: 'sink',
  name: { zh: '碳汇', en: 'sinks' },
  unit: 'tCO2e',
  about: { zh: '土地吸收的 CO2（正数为吸收）', en: 'CO2 taken up by land, as a positive amount' },
  plan: (accounts) => accounts.g.negate(co2(accounts, ['sink'])),
}
