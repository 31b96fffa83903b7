import { type Indicator, mass } from './indicator.ts'

export const voc: Indicator = {
  id: 'voc',
  name: { zh: '挥发性有机物', en: 'VOC' },
  unit: 't',
  about: { zh: '挥发性有机物的排放量', en: 'emission of VOC' },
  plan: (accounts) => mass(accounts, 'voc'),
}
