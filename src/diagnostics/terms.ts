import type { Language, Text } from '../text/text.ts'
import type { Code } from './codes.ts'

/**
 * Words of ours that stand as arguments. Arguments carry no language, so a stage writes the key (`map`, `commodity`) and
 * the renderer says it in the reader's language, in the places of `worded`; a text that is not in this table is shown as it is.
 */
export const terms = {
  // shapes
  map: { zh: '映射（键: 值）', en: 'a map (key: value)' },
  list: { zh: '列表', en: 'a list' },
  scalar: { zh: '单个值', en: 'a single value' },
  layers: { zh: '序列的一部分', en: 'a part of a series' },
  null: { zh: '空值', en: 'nothing' },
  text: { zh: '文字', en: 'text' },
  number: { zh: '数', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  quantity: { zh: '带单位的量', en: 'a quantity with its unit' },
  share: { zh: '份额（如 5%）', en: 'a share (such as 5%)' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  year: { zh: '年份', en: 'a year' },
  id: { zh: '编号', en: 'an id' },
  series: { zh: '序列', en: 'a series' },
  expression: { zh: '表达式', en: 'an expression' },
  // kinds of document and what they hold
  library: { zh: '库', en: 'library' },
  policy: { zh: '政策', en: 'policy' },
  baseline: { zh: '基线', en: 'baseline' },
  scenario: { zh: '情景', en: 'scenario' },
  overlay: { zh: '叠加文件', en: 'overlay' },
  region: { zh: '区域', en: 'region' },
  commodity: { zh: '商品', en: 'commodity' },
  species: { zh: '物种', en: 'species' },
  process: { zh: '过程', en: 'process' },
  facility: { zh: '设施', en: 'facility' },
  project: { zh: '项目', en: 'project' },
  sector: { zh: '部门', en: 'sector' },
  sectors: { zh: '部门', en: 'sectors' },
  drivers: { zh: '驱动因素', en: 'drivers' },
  site: { zh: '场地', en: 'site' },
  zone: { zh: '分区', en: 'zone' },
  measure: { zh: '措施', en: 'measure' },
  driver: { zh: '驱动因素', en: 'driver' },
  entity: { zh: '条目', en: 'entry' },
  target: { zh: '目标', en: 'target' },
  indicator: { zh: '指标', en: 'indicator' },
  rule: { zh: '规则', en: 'rule' },
  source: { zh: '来源', en: 'source' },
  plan: { zh: '规划期', en: 'plan period' },
  // verdicts and acts
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  use: { zh: '使用', en: 'use' },
  make: { zh: '产出', en: 'make' },
  calorific: { zh: '当量', en: 'calorific' },
  equivalent: { zh: '等价', en: 'equivalent' },
  // units that were mixed up, as `{hint}`
  'slip-carbon': { zh: '；像是把 tC 与 tCO2 弄混（12/44）', en: '; tC and tCO2 seem mixed (12/44)' },
  'slip-ten': { zh: '；像是差一位（10 倍）', en: '; a digit seems wrong (10)' },
  'slip-hundred': { zh: '；像是差 100 倍（百分号？）', en: '; it seems wrong by 100 (a percent sign?)' },
  'slip-thousand': {
    zh: '；像是差 1000 倍（k、kg 与 t、GJ 与 TJ）',
    en: '; it seems wrong by 1,000 (k, kg or t, GJ or TJ)',
  },
  'slip-ten-thousand': {
    zh: '；像是差一个“万”',
    en: '; it seems wrong by 10,000 (the unit of ten thousand)',
  },
  'slip-million': { zh: '；像是差 100 万倍', en: '; it seems wrong by a million' },
  'slip-kcal': { zh: '；像是把 kcal 与 kJ 弄混（4.1868）', en: '; kcal and kJ seem mixed (4.1868)' },
  'slip-kwh': { zh: '；像是把 kWh 与 MJ 弄混（3.6）', en: '; kWh and MJ seem mixed (3.6)' },
  'slip-coal-equivalent': { zh: '；像是把 tce 与 GJ 弄混（29.3）', en: '; tce and GJ seem mixed (29.3)' },
  // why a measure changes nothing
  'never-adopted': { zh: '采用率一直是 0', en: 'its adoption is zero in all years' },
  'nothing-to-act-on': {
    zh: '范围内没有它所作用的流、因子或气流',
    en: 'nobody in its scope has the flow, factor or stream that it acts on',
  },
  'changes-nothing': {
    zh: '去掉它，没有一个指标、判定或活动量改变',
    en: 'without it no indicator, verdict or activity is another',
  },
  'other-version': { zh: '它由另一版本的程序写成', en: 'another version wrote it' },
  'inputs-gone': { zh: '找不到它所用的文件', en: 'the files that it names are not here' },
  'stands-still': { zh: '它作用的设施没有运行', en: 'what it acts on does not run' },
} as const satisfies Record<string, Text>

export type Term = keyof typeof terms

/** Which arguments of which codes may be a word of `terms`; in all others a text is what the user wrote. */
const worded: Readonly<Partial<Record<Code, readonly string[]>>> = {
  E0203: ['expected', 'found'],
  E0301: ['what'],
  E0306: ['expected', 'found'],
  E0310: ['what'],
  E0312: ['kind'],
  E0406: ['verb'],
  W0601: ['expected', 'found'],
  E0620: ['basis'],
  W0648: ['reason'],
  W0129: ['reason'],
  E0627: ['hint'],
  W0620: ['hint'],
  W0621: ['hint'],
  W0622: ['hint'],
  W0623: ['hint'],
  W0627: ['hint'],
  W0628: ['hint'],
  W0629: ['hint'],
  W0630: ['hint'],
  W0631: ['hint'],
  W0632: ['hint'],
  W0635: ['hint'],
  W0636: ['hint'],
  W0658: ['hint'],
  W0659: ['hint'],
  W0663: ['hint'],
  W0765: ['hint'],
  W0773: ['hint'],
}

/** The word for an argument in one language, or undefined where it stands for itself. */
export function termFor(code: Code, name: string, value: string, language: Language): string | undefined {
  if (!worded[code]?.includes(name) || !Object.hasOwn(terms, value)) return undefined
  return terms[value as Term][language]
}
