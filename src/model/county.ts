import * as z from 'zod'
import { correlations } from './correlation.ts'
import { demand, economy, improvement, land } from './driver.ts'
import { endUse, facility, project } from './facility.ts'
import { choice, flag, lines, references, year } from './field.ts'
import { finance } from './finance.ts'
import { libraryEntries } from './library.ts'
import { outcomes } from './outcome.ts'
import { context, plan, quota, site, zone } from './planning.ts'
import { series } from './quantity-field.ts'
import { control, reconciliationItem } from './reconciliation.ts'
import { scenarioTest } from './scenario-test.ts'
import { sector } from './sector.ts'
import { gwpSets } from './species.ts'
import { rawTarget } from './target.ts'

/** From when to when. The base year is observed; the projection starts after `observed-to`. */
export const horizon = z.strictObject({
  base: year({ zh: '基准年', en: 'base year' }),
  'observed-to': year({ zh: '观测到哪年', en: 'last observed year' }),
  to: year({ zh: '模拟到哪年', en: 'last year' }),
})

/** Conventions of the accounts. */
export const boundary = z.strictObject({
  electricity: choice(['equivalent', 'calorific'], {
    zh: '电力折标准煤：等价或当量',
    en: 'coal equivalent of electricity',
  }).optional(),
  'export-credit': flag({ zh: '外送电力是否抵扣', en: 'whether exported power is credited' }).optional(),
  'renewables-base': year({
    zh: '新增可再生电量从哪年起算',
    en: 'year from which renewable power counts as added',
  }).optional(),
})

/** What policies bring beside targets and ladders; a county may say it too. */
export const policyEntries = {
  plans: z.record(z.string(), plan).optional(),
  zones: z.record(z.string(), zone).optional(),
  quotas: z.record(z.string(), quota).optional(),
  context: z.record(z.string(), context).optional(),
  outcomes: outcomes.optional(),
}

/** The county itself: what a baseline describes and what a scenario may change, entity by entity. */
export const county = {
  ...libraryEntries,
  prices: year({ zh: '价格年', en: 'price year' }).optional(),
  /** Money of other price years is converted by it (model/deflate.ts). */
  deflator: series('', {
    zh: '价格指数（各年，任一年为 1）：别的价格年的金额按它换算',
    en: 'price index by year (1 in any of them): money of other price years is converted by it',
  }).optional(),
  gwp: choice(gwpSets, { zh: '全球增温潜势取自哪次评估', en: 'set of warming potentials' }).optional(),
  boundary: boundary.optional(),
  horizon: horizon.optional(),
  sectors: z.record(z.string(), sector).optional(),
  economy: economy.optional(),
  facilities: z.record(z.string(), facility).optional(),
  'end-uses': z.record(z.string(), endUse).optional(),
  demands: z.record(z.string(), demand).optional(),
  improvements: z.record(z.string(), improvement).optional(),
  land: z.record(z.string(), land).optional(),
  projects: z.record(z.string(), project).optional(),
  correlations: correlations.optional(),
  targets: z.record(z.string(), rawTarget).optional(),
  costs: finance.optional(),
  sites: z.record(z.string(), site).optional(),
  ...policyEntries,
  reconciliation: z.record(z.string(), reconciliationItem).optional(),
  controls: z.record(z.string(), control).optional(),
  /** Observed totals by indicator, held against the model in a table. */
  observed: z.record(z.string(), series(undefined, undefined, { interpolate: 'linear' })).optional(),
}

/** What only a scenario says. */
export const scenarioOnly = {
  baseline: lines({ zh: '基线', en: 'baseline' }).optional(),
  extends: lines({
    zh: '在哪些情景之上，后者优先',
    en: 'scenarios that it builds on, later wins',
  }).optional(),
  reference: lines({ zh: '与哪个情景比较', en: 'scenario that it is held against' }).optional(),
  policies: references({ zh: '采用的政策文件', en: 'policy sets that apply' }).optional(),
  'projects-from': choice(['idea', 'planned', 'approved', 'building', 'operating'], {
    zh: '哪个进展以上的项目纳入',
    en: 'status from which projects run',
  }).optional(),
  expect: z
    .record(z.string(), choice(['met', 'missed'], { zh: '预期判定', en: 'expected verdict' }))
    .optional(),
  /** Of the file that writes them: what builds on it does not inherit them. */
  tests: z.record(z.string(), scenarioTest).optional(),
}
