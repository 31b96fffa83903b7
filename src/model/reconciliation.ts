import * as z from 'zod'
import { choice, provenance, text, word, year } from './field.ts'
import { anyQuantity, series, share } from './quantity-field.ts'

/**
 * One line of the reconciliation: what the model says of a year, as an expression, against an observed total or, where
 * none exists, an analogue. Beyond the tolerance the county is refused (E0421).
 */
export const reconciliationItem = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  model: series(undefined, {
    zh: '模型值的表达式，如 "= co2.total / energy.total"',
    en: 'what the model says, as an expression such as "= co2.total / energy.total"',
  }),
  year: year({ zh: '年份', en: 'year' }),
  against: anyQuantity({ zh: '与什么核对', en: 'figure that it is held against' }),
  kind: choice(['observed', 'analogue'], {
    zh: 'observed：本县观测；analogue：类比',
    en: 'observed: of this county; analogue: of another place or an older year',
  }),
  tolerance: share({ zh: '容差，超出则拒绝', en: 'tolerance; beyond it the county is refused' }),
  ...provenance,
})
export type ReconciliationItem = z.output<typeof reconciliationItem>

/** One control total: `calibrate` solves one declared unknown so that the model meets the figure. */
export const control = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  model: series(undefined, {
    zh: '模型值的表达式',
    en: 'what the model says, as an expression',
  }),
  year: year({ zh: '年份', en: 'year' }),
  total: anyQuantity({ zh: '控制总量', en: 'control total' }),
  unknown: word(
    { zh: '待解的数：它在情景里的路径', en: 'the unknown: path of the number that is solved' },
    { dots: true },
  ),
  ...provenance,
})
export type Control = z.output<typeof control>
