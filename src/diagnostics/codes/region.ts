import type { Rows } from './row.ts'

/** E098 and E0995: regions, whose counties are summed (pipeline/region). */
export const regionCodes = {
  E0980: {
    slug: 'region-convention',
    severity: 'error',
    zh: '{county} 的{what}是 {found}，{first} 的是 {expected}：合起来的数没有意义',
    en: '{what} of {county} is {found}, of {first} it is {expected}: their sum would mean nothing',
    help: {
      zh: '一个地区的各县用同样的年份、价格年、增温潜势和电力折标口径。把它们写成一样的。',
      en: 'Counties of a region have the same years, price year, warming potentials and convention of electricity. Make them alike.',
    },
  },
  E0981: {
    slug: 'region-county-twice',
    severity: 'error',
    zh: '县 {county} 在地区里出现两次：{path} 和 {other}',
    en: 'the county {county} is in the region twice: by {path} and by {other}',
    help: {
      zh: '一个县只能有一个情景，否则它的排放算了两遍。\n错：counties: [a/reference.yaml, a/peak-2028.yaml]\n对：counties: [a/reference.yaml, b/reference.yaml]',
      en: 'A county has one scenario in a region, or its emissions count twice.\nwrong: counties: [a/reference.yaml, a/peak-2028.yaml]\nright: counties: [a/reference.yaml, b/reference.yaml]',
    },
  },
  E0982: {
    slug: 'region-empty',
    severity: 'error',
    zh: '地区里没有县',
    en: 'the region has no county',
    help: {
      zh: '在 counties 里列出各县的情景文件。\n对：counties: [east/reference.yaml, west/reference.yaml]',
      en: 'List the scenarios of its counties.\nright: counties: [east/reference.yaml, west/reference.yaml]',
    },
  },
  E0983: {
    slug: 'region-changed',
    severity: 'error',
    zh: '地区不能用 {option} 改：要改哪个县，就改那个县的情景',
    en: 'a region is not changed by {option}: change the scenario of the county that is meant',
    help: {
      zh: '同一个路径在每个县里各是一个数。为那个县写一个情景（extends），列在地区里。',
      en: 'The same path is another number in each county. Write a scenario for the county (extends) and list that one.',
    },
  },
  E0995: {
    slug: 'region-one-county',
    severity: 'error',
    zh: '这里只能问一个县的情景，这个文件是地区：请问其中的县（{found}）',
    en: 'one county is asked about here, and this is a region: ask of its counties ({found})',
    help: {
      zh: 'run、check、compare、decompose、ensemble 可以用于地区；explain 数字、sensitivity、discover、admit、resolve 问的是某个县的数写在哪里、由什么决定，地区自己没有这样的数。已保存的地区抽样结果用 explain 名称 --in 结果.json，不写情景。\n错：peakzero sensitivity province.yaml\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml',
      en: 'run, check, compare, decompose and ensemble take regions; explain of a figure, sensitivity, discover, admit and resolve ask where numbers of a county stand and what decides them, and a region has none of its own. A saved ensemble of a region is asked by explain NAME --in RESULT.json, without a scenario.\nwrong: peakzero sensitivity province.yaml\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml',
    },
  },
  W0980: {
    slug: 'region-partial',
    severity: 'warning',
    zh: '不合计 {id}：{county} 没有这项数据',
    en: '{id} is not summed: {county} has no such figure',
    help: {
      zh: '少了县的合计不是地区的数。给那个县补上数据，或不用这个指标。',
      en: 'A sum that lacks a county is no figure of the region. Give that county the data, or do without the indicator.',
    },
  },
  W0981: {
    slug: 'region-double',
    severity: 'warning',
    zh: '{year} 年各县净购电热的排放合计 {amount}；县与县之间的交易不模拟，一县卖给另一县的电热在两县都算，最多重复这么多',
    en: 'purchased power and heat of its counties give {amount} in {year}; trade between counties is not modelled, so what one sells to another counts in both, at most this much twice',
    help: {
      zh: '各县都按向县外购电计算。境内口径（co2.territorial、ghg.territorial）各县相加没有重复；总量（co2.total）含净购电热。各县外送量见结果的 balances。',
      en: 'Each county buys from outside. Territorial figures (co2.territorial, ghg.territorial) add up without doubling; totals (co2.total) hold purchased power and heat. What counties sell stands under balances of the result.',
    },
  },
  W0982: {
    slug: 'region-redrawn',
    severity: 'warning',
    zh: '{found} 次抽样中，{count} 次有县的条件不成立，那个县自己的数重抽；最多的是 {county}（{share}），见结果的 redrawn',
    en: 'in {count} of {found} draws a county breaks a condition and draws its own numbers again; most often {county} ({share}), see redrawn in the result',
    help: {
      zh: '县与县的数彼此独立，所以只重抽那个县自己的数：结果等于每个县各在条件成立之内，各县共有的数不变。份额大，说明那个县的范围彼此没有对照过：对它单独运行 ensemble，看 broken。',
      en: 'Numbers of different counties are independent, so only those of that county are drawn anew: what comes out is each county as far as it holds together, and common numbers as stated. A large share means that the ranges of that county were stated without looking at each other: run ensemble on it alone and read broken.',
    },
  },
  W0983: {
    slug: 'ensemble-design',
    severity: 'warning',
    zh: '{found} 个数不确定，sobol 最多 {expected} 个：改用独立抽样（random）',
    en: '{found} numbers are uncertain and sobol takes {expected} at most: independent draws (random) are made instead',
    help: {
      zh: '写 --design random（或 lhs）就不再提示。独立抽样的误差按抽样次数的平方根缩小，结果里写明。',
      en: 'Say --design random (or lhs) and this is not said. The error of independent draws falls with the square root of their number; the result states it.',
    },
  },
} as const satisfies Rows
