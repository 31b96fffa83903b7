import { type Indicator, mass } from './indicator.ts'

export const pm25: Indicator = {
  id: 'pm25',
  name: { zh: '细颗粒物 PM2.5', en: 'PM2.5' },
  unit: 't',
  about: { zh: '细颗粒物 PM2.5的排放量', en: 'emission of PM2.5' },
  plan: (accounts) => mass(accounts, 'pm25'),
}
