import * as z from 'zod'
import type { Text } from '../text/text.ts'
import { choice, lines, references, text, word } from './field.ts'
import { head } from './library.ts'

/** What becomes of carbon that a conversion takes in and hands on in none of its products. */
export const carbonFates = ['burnt', 'emitted', 'stored'] as const

const wordLists = (about: Text) => z.record(z.string(), lines(about))

const sectorWords = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  parent: word({ zh: '上级部门', en: 'the sector it belongs to' }).optional(),
  codes: lines({ zh: '行业代码的开头', en: 'beginnings of codes of industries' }).optional(),
})

/** Words of statistical tables, by which `import` recognises what stands where. */
export const importWords = z.strictObject({
  kind: choice(['words']),
  ...head,
  columns: wordLists({ zh: '表头用词', en: 'words of headers' }),
  beside: wordLists({
    zh: '旁边的列：往年、增减、计划；within 出现即不读，alone 整个表头才不读，not 是累计数，要读',
    en: 'columns beside a figure: other years, changes, plans; `within` anywhere, `alone` as all of it; `not`: sums of the year, which are read',
  }),
  energies: wordLists({ zh: '能源名称', en: 'names of fuels' }),
  sums: wordLists({ zh: '是别的品种之和的品种', en: 'fuels that are the sum of others' }),
  totals: lines({ zh: '合计行用词', en: 'words of rows that are totals' }),
  'of-which': lines({ zh: '其中行用词', en: 'words of rows that are a part of the row above' }),
  notes: lines({ zh: '表尾用词', en: 'words with which the end of a table begins' }),
  'other-dates': lines({
    zh: '表头上不是本表年份的日期',
    en: 'lines whose year is not that of the table',
  }),
  numbering: lines({ zh: '栏号', en: 'signs that number columns' }),
  tables: wordLists({ zh: '表的种类', en: 'kinds of tables' }),
  electricity: wordLists({ zh: '电力折标口径', en: 'how electricity is counted' }),
  quantity: wordLists({ zh: '实物量与标准量', en: 'physical and standard quantity' }),
  units: z.record(z.string(), lines({ zh: '单位的写法', en: 'what a unit is called here' })),
  balance: wordLists({ zh: '能源平衡表的行', en: 'rows of an energy balance' }),
  conversions: z.record(
    z.string(),
    choice(carbonFates, { zh: '没有进入产品的碳去哪', en: 'what becomes of carbon in no product' }),
  ),
  sectors: z.record(z.string(), sectorWords),
  products: z.record(z.string(), references({ zh: '可能的过程', en: 'processes that may make it' })),
})
export type ImportWords = z.output<typeof importWords>
