import * as z from 'zod'
import { line, provenance, text, word, year } from './field.ts'
import { anyQuantity } from './quantity-field.ts'

/** A five-year plan or any other period for which quotas are given. */
export const plan = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  from: year({ zh: '第一年', en: 'first year' }),
  to: year({ zh: '最后一年', en: 'last year' }),
  ...provenance,
})
export type PlanPeriod = z.output<typeof plan>

/** A zone of environmental control; entry rules name its class. */
export const zone = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  class: word({
    zh: '管控类别，如 key、priority、general',
    en: 'class of control, such as key, priority, general',
  }),
  clause: line({ zh: '文件条款', en: 'clause of the document' }).optional(),
  ...provenance,
})
export type Zone = z.output<typeof zone>

/** A place where units stand. */
export const site = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  zone: word({ zh: '所在管控单元', en: 'zone that it lies in' }),
  ...provenance,
})
export type Site = z.output<typeof site>

/** A target or figure of a policy that a county cannot be judged by: shown, not judged. */
export const context = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  value: anyQuantity({ zh: '数值', en: 'value' }).optional(),
  says: text({ zh: '没有数值时：要求是什么', en: 'what it asks, where it is no number' }).optional(),
  year: year({ zh: '年份', en: 'year' }).optional(),
  clause: line({ zh: '文件条款', en: 'clause of the document' }).optional(),
  ...provenance,
})
export type PolicyContext = z.output<typeof context>
