import type { Text } from '../../text/text.ts'
import { yamlText } from './written.ts'

/** Words that stand in a baseline that an import writes. */
export const texts = {
  about: {
    zh: '由 peakzero import 从统计表写成：每个单位一年一行，活动量是“1 个单位”，各种能源是它一年的用量；观测年以后按最后一年不变。',
    en: 'Written by peakzero import from statistical tables: a line a unit, whose activity is one unit a year and whose coefficients are what it took in the year; after the observed years the last one holds.',
  },
  unit: { zh: '统计单位（一家企业或一个部门）', en: 'recorded unit (a firm or a sector)' },
  unspecified: {
    zh: '未分品种的能源（碳不明，未计排放）',
    en: 'energy not told by fuel (carbon unknown, no emissions counted)',
  },
  untraced: { zh: '留在固体里的碳', en: 'carbon that stays in solids' },
  unknown: { zh: '来源不明的碳', en: 'carbon of unknown origin' },
  output: { zh: '{x}产量（只计数）', en: 'output of {x} (counted only)' },
  recorded: { zh: '按统计记录：{x}', en: 'as recorded: {x}' },
  rest: { zh: '{x}：工艺以外的用能', en: '{x}: energy beside its process' },
  closure: { zh: '统计记录，不是工艺', en: 'a record, no technology' },
  unclassified: { zh: '行业未定', en: 'unclassified' },
  value: { zh: '增加值', en: 'value added' },
} satisfies Record<string, Text>

/** A text with a name in it. */
export const fill = (text: Text, zh: string, en = zh): Text => ({
  zh: text.zh.replace('{x}', zh),
  en: text.en.replace('{x}', en),
})
/** A text as YAML: one word where both languages say the same. */
export const pair = ({ zh, en }: Text): string =>
  zh === en ? yamlText(zh) : `{ zh: ${yamlText(zh)}, en: ${yamlText(en)} }`
