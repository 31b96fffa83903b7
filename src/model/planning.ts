import * as z from 'zod'
import { choice, line, provenance, references, text, word, year } from './field.ts'
import { anyQuantity, ratio, series } from './quantity-field.ts'

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
  forbids: references({
    zh: '不准新上的部门（含下级）或工艺过程',
    en: 'sectors (with all below them) and processes that may not be built here',
  }).optional(),
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

/** What a quota of energy may leave out. */
export const energyExclusions = ['feedstock', 'added-renewables'] as const

/**
 * What the county may use of something that is short: energy, carbon, a pollutant, water, land. A ledger holds the use of
 * each year against it (analysis/ledgers).
 */
export const quota = z.strictObject({
  name: text({ zh: '名称', en: 'name' }).optional(),
  of: word(
    {
      zh: '管什么：指标编号，或 land；编号为 energy、carbon、so2、nox、pm25、voc、water、land 时可省',
      en: 'what it limits: an indicator, or land; may be left out where the id is energy, carbon, so2, nox, pm25, voc, water or land',
    },
    { dots: true },
  ).optional(),
  plan: word({
    zh: '哪个规划期；只在这些年份判定',
    en: 'plan period; judged in its years only',
  }).optional(),
  base: year({
    zh: '基年：此后投产的项目算新建（默认规划期前一年）',
    en: 'base year: projects that start later are new (default: the year before the plan)',
  }).optional(),
  total: series(undefined, { zh: '总量指标', en: 'quota of the total' }).optional(),
  values: series(undefined, {
    zh: '总量指标（同 total）',
    en: 'quota of the total (the same as total)',
  }).optional(),
  'new-projects': anyQuantity({
    zh: '新建项目可用的指标',
    en: 'quota for what new projects use',
  }).optional(),
  excludes: references({
    zh: '能耗中不计的部分：feedstock、added-renewables',
    en: 'what is left out of energy: feedstock, added-renewables',
  }).optional(),
  'control-unit': word({
    zh: '只管这个管控单元（编号）或这类管控单元（class）',
    en: 'only this zone, or the zones of this class',
  }).optional(),
  'offset-ratio': ratio({
    zh: '削减倍数：其余来源的减量 ÷ 新建项目的排放',
    en: 'offset: cut of all other sources ÷ what new projects emit, at least',
  }).optional(),
  severity: choice(['must', 'should'], {
    zh: '必须或应当（默认必须）',
    en: 'must or should (default must)',
  }).optional(),
  clause: line({ zh: '文件条款', en: 'clause of the document' }).optional(),
  ...provenance,
})
export type Quota = z.output<typeof quota>
