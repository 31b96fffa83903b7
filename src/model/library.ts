import * as z from 'zod'
import { commodity } from './commodity.ts'
import { defaultRanges } from './default-range.ts'
import { driver } from './driver.ts'
import { choice, line, provenance, references, text, word } from './field.ts'
import { measure } from './measure.ts'
import { plausibilities } from './plausibility.ts'
import { process } from './process.ts'
import { quantity, range } from './quantity-field.ts'
import { species } from './species.ts'

/** Where a figure comes from. */
export const source = z.strictObject({
  title: text({ zh: '题名', en: 'title' }),
  kind: choice(['law', 'standard', 'statistics', 'paper', 'report', 'news', 'dataset', 'judgement'], {
    zh: '类型',
    en: 'kind',
  }).optional(),
  url: line({ zh: '网址', en: 'address' }).optional(),
  year: line({ zh: '年份', en: 'year' }).optional(),
  verified: choice(['read', 'second-hand', 'unverified'], {
    zh: '是否见过原文',
    en: 'whether the original was read',
  }).optional(),
  note: text({ zh: '说明', en: 'note' }).optional(),
})
export type Source = z.output<typeof source>

/** An energy-consumption limit with its three levels: 1 advanced, 2 entry of new plants, 3 limit of existing plants. */
export const ladder = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  processes: references({ zh: '适用的过程', en: 'processes that it judges' }),
  level1: quantity('kgce/t', { zh: '1 级（先进）', en: 'level 1 (advanced)' }),
  level2: quantity('kgce/t', { zh: '2 级（新建准入）', en: 'level 2 (new plants)' }),
  level3: quantity('kgce/t', { zh: '3 级（现有限定）', en: 'level 3 (existing plants)' }),
  plausible: range(
    {
      zh: '单耗的合理范围，其外给出警告',
      en: 'plausible range of the energy per tonne; a warning outside',
    },
    'kgce/t',
  ).optional(),
  ...provenance,
})
export type Ladder = z.output<typeof ladder>

/** Entries that libraries, baselines and scenarios may all hold; later documents win by id. */
export const libraryEntries = {
  sources: z.record(z.string(), source).optional(),
  species: z.record(z.string(), species).optional(),
  commodities: z.record(z.string(), commodity).optional(),
  processes: z.record(z.string(), process).optional(),
  measures: z.record(z.string(), measure).optional(),
  ladders: z.record(z.string(), ladder).optional(),
  drivers: z.record(z.string(), driver).optional(),
  plausibility: plausibilities.optional(),
  'default-ranges': defaultRanges.optional(),
}

/** What every document starts with. */
export const head = {
  id: word({ zh: '编号', en: 'id' }),
  title: text({ zh: '标题', en: 'title' }).optional(),
  about: text({ zh: '说明', en: 'about' }).optional(),
  ...provenance,
}

export const library = z.strictObject({ kind: choice(['library']), ...head, ...libraryEntries })
export type Library = z.output<typeof library>
