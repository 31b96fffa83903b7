import type { Rows } from './row.ts'

/** E078 and E0818: comparing and decomposing (pipeline/compare, pipeline/decompose). */
export const comparingCodes = {
  E0780: {
    slug: 'not-a-result',
    severity: 'error',
    zh: '{path} 不是保存的结果：{reason}',
    en: '{path} is no saved result: {reason}',
    help: {
      zh: 'compare 的每一边是情景文件，或 run --format json 保存的结果。\n对：peakzero run scenarios/jiaocheng/reference.yaml --format json > reference.json',
      en: 'Each side of compare is a scenario file, or a result saved by run --format json.\nright: peakzero run scenarios/jiaocheng/reference.yaml --format json > reference.json',
    },
  },
  E0781: {
    slug: 'no-such-figure',
    severity: 'error',
    zh: '没有指标 {id}{nearest}',
    en: 'there is no indicator {id}{nearest}',
    help: {
      zh: '指标的编号在结果 JSON 的 indicators 里，例如 co2.total、ghg.net、energy.total。',
      en: 'The ids of indicators stand under indicators in the result JSON, such as co2.total, ghg.net, energy.total.',
    },
  },
  E0782: {
    slug: 'no-such-year',
    severity: 'error',
    zh: '{found} 年不在可比的年份 {expected} 之内',
    en: '{found} lies outside the years that can be compared, {expected}',
    help: {
      zh: '比较只用各方都有的年份；分解的两年都要在情景的年份之内，前小后大。',
      en: 'A comparison uses the years that all sides have; both years of a decomposition lie within the scenario, the earlier first.',
    },
  },
  E0783: {
    slug: 'no-common-ground',
    severity: 'error',
    zh: '{path} 与 {reference} 没有共同的年份',
    en: '{path} and {reference} have no year in common',
    help: {
      zh: '两边的年份要有重叠，才有可比的数字。',
      en: 'The years of both sides must overlap, or there are no figures to compare.',
    },
  },
  E0818: {
    slug: 'no-emission',
    severity: 'error',
    zh: '{id} 不是排放指标，分解不了；可以分解的有 {known}',
    en: '{id} is no indicator of emissions, so it cannot be decomposed; those that can are {known}',
    help: {
      zh: 'LMDI 按排放源分解，只适用于 CO2 和温室气体的指标。\n错：peakzero decompose scenarios/jiaocheng/reference.yaml --of gdp\n对：peakzero decompose scenarios/jiaocheng/reference.yaml --of co2.total',
      en: 'LMDI takes sources of emissions apart, so it works for indicators of CO2 and greenhouse gases only.\nwrong: peakzero decompose scenarios/jiaocheng/reference.yaml --of gdp\nright: peakzero decompose scenarios/jiaocheng/reference.yaml --of co2.total',
    },
  },
} as const satisfies Rows
