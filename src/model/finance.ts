import * as z from 'zod'
import { provenance, references } from './field.ts'
import { quantity, series, share, shareSeries } from './quantity-field.ts'

/** How money is counted: the rate that turns investment into a yearly charge, and the price of carbon. */
export const finance = z.strictObject({
  'discount-rate': share({ zh: '折现率（实际）', en: 'discount rate, real' }),
  'carbon-price': series(undefined, {
    zh: '碳价，如 元@2020/tCO2',
    en: 'carbon price, such as 元@2020/tCO2',
  }).optional(),
  covers: references({
    zh: '碳价覆盖的部门（默认全部）',
    en: 'sectors that the carbon price covers (default all)',
  }).optional(),
  free: shareSeries({
    zh: '免费配额占覆盖排放的份额',
    en: 'free allocation as a share of the covered emissions',
  }).optional(),
  lifetime: quantity('a', {
    zh: '没有写寿命的设备按多少年折旧',
    en: 'lifetime of what states none',
  }),
  ...provenance,
})
export type Finance = z.output<typeof finance>
