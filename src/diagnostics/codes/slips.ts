import type { Rows } from './row.ts'

/** W0700 to W0709: slips that the shape of what was written shows (analysis/rules). */
export const slipCodes = {
  W0700: {
    slug: 'power-as-material',
    severity: 'warning',
    zh: '{id} 把 {commodity} 当作 {use}：电和热进不了产品，会被误从受控能耗中扣除',
    en: '{id} uses {commodity} as {use}: power and heat do not become part of a product, and would be taken out of controlled energy by mistake',
    help: {
      zh: '原料、还原剂和自用燃料说的是物质。电和热一律写 use: fuel（电解也是）。\n错：{ of: electricity, use: feedstock, amount: 50 kWh/t }\n对：{ of: electricity, use: fuel, amount: 50 kWh/t }',
      en: 'Feedstock, reductant and own fuel are said of matter. Power and heat are always use: fuel (electrolysis too).\nwrong: { of: electricity, use: feedstock, amount: 50 kWh/t }\nright: { of: electricity, use: fuel, amount: 50 kWh/t }',
    },
  },
  W0701: {
    slug: 'goes-back',
    severity: 'warning',
    zh: '{what} 在 {year} 年来回折了两次：相邻两个数写反了，还是有意如此',
    en: '{what} turns twice about {year}: were two neighbours exchanged, or is it meant',
    help: {
      zh: '手写的走势通常只升、只降，或有一个峰谷。连续两次转向多半是相邻的值对调或一个值写错。有意为之请登记为豁免并说明理由。\n错：{ 2030: 50%, 2035: 40%, 2040: 60% }\n对：{ 2030: 40%, 2035: 50%, 2040: 60% }',
      en: 'A path written by hand mostly rises, falls, or has one peak or dip. Two turns in a row are mostly two values exchanged or one that is wrong. Where it is meant, say so in a waiver.\nwrong: { 2030: 50%, 2035: 40%, 2040: 60% }\nright: { 2030: 40%, 2035: 50%, 2040: 60% }',
    },
  },
  W0702: {
    slug: 'beyond-horizon',
    severity: 'warning',
    zh: '{what} 有 {year} 年的点，而本县只算到 {last} 年：它会改变之前各年的插值',
    en: '{what} has a point in {year}, but the county ends in {last}: it bends the line before that year',
    help: {
      zh: '多半是年份写错。真要用更远的点定斜率，请直接写出最后一年的值。\n错：{ 2050: 30%, 2061: 10% }\n对：{ 2050: 30%, 2060: 10% }',
      en: 'Mostly the year is a slip. To aim at a point further away write the value of the last year instead.\nwrong: { 2050: 30%, 2061: 10% }\nright: { 2050: 30%, 2060: 10% }',
    },
  },
  W0703: {
    slug: 'ramp-falls',
    severity: 'warning',
    zh: '{id} 投产第 {year} 年的达产率 {found}% 低于上一年的 {before}%',
    en: '{id} reaches {found}% of its capacity in year {year} after the start, less than the {before}% before',
    help: {
      zh: '达产率逐年上升；之后的变化写进 utilisation。\n错：ramp: [20%, 60%, 40%]\n对：ramp: [20%, 40%, 60%]',
      en: 'A ramp rises; what happens later belongs to `utilisation`.\nwrong: ramp: [20%, 60%, 40%]\nright: ramp: [20%, 40%, 60%]',
    },
  },
} as const satisfies Rows
