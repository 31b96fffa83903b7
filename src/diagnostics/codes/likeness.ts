import type { Rows } from './row.ts'

/** W0830 to W0839: figures that are unlike the others of their kind (analysis/rules). */
export const likenessCodes = {
  W0830: {
    slug: 'value-above-price',
    severity: 'warning',
    zh: '{id} 的增加值 {found} 与全部产出的价值 {made} 不相称：增加值不会超过产值，也不会只有几百分之一',
    en: 'value added of {id} is {found}, while all that it makes is worth {made}: it is never more, and hardly ever a two-hundredth',
    help: {
      zh: '增加值是产值减去外购的投入。多半是单位（元与万元、MWh 与 GJ）或多了一位。\n错：value-added: 4300 元@2020/t（焦炭价 2000 元/t）\n对：value-added: 430 元@2020/t',
      en: 'Value added is what is made less what was bought for it. Mostly a unit is wrong (yuan and 10,000 yuan, MWh and GJ) or there is a digit too many.\nwrong: value-added: 4300 yuan@2020/t (coke at 2000 yuan/t)\nright: value-added: 430 yuan@2020/t',
    },
  },
  W0831: {
    slug: 'cost-part-missing',
    severity: 'warning',
    zh: '{id} 写了 capex 却没有 {what}，而另外 {count} 个过程几乎都有：是否漏了一行',
    en: '{id} has a capex and no {what}, while nearly all of the {count} other processes have: was a line lost',
    help: {
      zh: '没有 lifetime 就用县里的默认寿命，没有 fixed-om 就按零计。确实没有请写 0 或写明寿命。\n对：lifetime: 25 a',
      en: 'Without lifetime the default of the county serves, without fixed-om nothing is counted. Write 0, or the lifetime, where that is meant.\nright: lifetime: 25 a',
    },
  },
  W0832: {
    slug: 'supplier-mode',
    severity: 'warning',
    zh: '{id} 是 {commodity} 的供应者之一，却按 operation: {found} 运行，其余 {count} 个都是 {usual}',
    en: '{id} is among the suppliers of {commodity} and runs by operation: {found}, while the {count} others run by {usual}',
    help: {
      zh: 'operation: capacity 的装置不看需求，生产多少就是多少，别人只补其余。确实如此请登记豁免。\n错：operation: capacity\n对：operation: demand',
      en: 'A unit with operation: capacity makes what it can whatever is wanted, and the others only fill up. If that is meant, say so in a waiver.\nwrong: operation: capacity\nright: operation: demand',
    },
  },
  W0833: {
    slug: 'product-energy',
    severity: 'warning',
    zh: '{id} 的产品带走 {made} 热值，写成原料、还原剂和电的只有 {found}：{commodity} 应写 use: feedstock',
    en: 'products of {id} hold {made} of heat, and only {found} comes in as feedstock, reductant or power: write use: feedstock for {commodity}',
    help: {
      zh: '产品里的热值来自原料。写成 fuel 就当作烧掉了，原料用能扣不出来。\n错：{ of: coke-oven-gas, use: fuel, amount: 1110 Nm3/t }\n对：{ of: coke-oven-gas, use: feedstock, amount: 1110 Nm3/t }',
      en: 'The heat that a product holds was in its feedstock. As fuel it counts as burnt, and nothing is taken out of the energy under control.\nwrong: { of: coke-oven-gas, use: fuel, amount: 1110 Nm3/t }\nright: { of: coke-oven-gas, use: feedstock, amount: 1110 Nm3/t }',
    },
  },
  W0834: {
    slug: 'price-and-inputs',
    severity: 'warning',
    zh: '{commodity} 的价格与 {id} 的投入不相称：产出 {made}，投入 {spent}（{times} 倍）',
    en: 'the price of {commodity} does not go with what {id} takes: made {made}, spent {spent} ({times} times)',
    help: {
      zh: '产出的价值通常是外购投入的一到几倍。核对价格的单位和位数，再核对投入。\n错：price: 58000 元@2020/t\n对：price: 5800 元@2020/t',
      en: 'What is made is mostly worth one to a few times what was bought. Check unit and digits of the price, then the inputs.\nwrong: price: 58000 yuan@2020/t\nright: price: 5800 yuan@2020/t',
    },
  },
} as const satisfies Rows
