import type { Rows } from './row.ts'

/** W0777 to W0798: numbers that stand oddly among their neighbours, their kind or the rest of the county (analysis/rules). */
export const oddityCodes = {
  W0777: {
    slug: 'annual-gap',
    severity: 'warning',
    zh: '{what} 逐年给数，却没有 {year} 年（{before} 之后是 {after}）：是否漏了一行',
    en: '{what} states every year but {year} ({before} is followed by {after}): was a line lost',
    help: {
      zh: '统计每年都有。缺的一年会被插值悄悄补上。没有公布的年份请写明或换用更稀的年份。\n错：{ 2020: 305 gce/kWh, 2021: 302 gce/kWh, 2023: 302 gce/kWh, 2024: 302 gce/kWh }\n对：{ 2020: 305 gce/kWh, 2021: 302 gce/kWh, 2022: 301 gce/kWh, 2023: 302 gce/kWh, 2024: 302 gce/kWh }',
      en: 'Statistics come each year; one that is left out is interpolated without a word. Where it was never published, say so in a waiver or state fewer years.\nwrong: { 2020: 305 gce/kWh, 2021: 302 gce/kWh, 2023: 302 gce/kWh, 2024: 302 gce/kWh }\nright: { 2020: 305 gce/kWh, 2021: 302 gce/kWh, 2022: 301 gce/kWh, 2023: 302 gce/kWh, 2024: 302 gce/kWh }',
    },
  },
  W0778: {
    slug: 'flow-size',
    severity: 'warning',
    zh: '{id} 每单位活动投入 {commodity} {found}，不合情理（{expected}）{hint}',
    en: '{id} takes {found} of {commodity} per unit of activity, which is unlike any process ({expected}){hint}',
    help: {
      zh: '投入少到没有作用，或多到不可能，多半是单位：kg 与 t，kWh 与 MWh。\n错：amount: 0.02 kg/t\n对：amount: 20 kg/t',
      en: 'An input that is too small to matter, or too large to be, mostly stands in another unit: kg and t, kWh and MWh.\nwrong: amount: 0.02 kg/t\nright: amount: 20 kg/t',
    },
  },
  W0779: {
    slug: 'feedstock-burnt',
    severity: 'warning',
    zh: '{id} 把 {commodity} 写成 {use}（每单位 {found}），可它成不了 {product} 的一部分：应写 use: fuel',
    en: '{id} takes {commodity} as {use} ({found} a unit), but nothing of it can become {product}: write use: fuel',
    help: {
      zh: '原料用能从控制量里扣除，只有真正进入产品的才算。热、电、熟料、玻璃里没有燃料的碳和热，烧掉的就是燃料。\n错：{ of: coal, use: feedstock, amount: 0.12 t/t }\n对：{ of: coal, use: fuel, amount: 0.12 t/t }',
      en: 'Feedstock is taken out of the energy under control, and only what becomes part of a product is feedstock. Heat, power, clinker and glass hold nothing of their fuel.\nwrong: { of: coal, use: feedstock, amount: 0.12 t/t }\nright: { of: coal, use: fuel, amount: 0.12 t/t }',
    },
  },
  W0784: {
    slug: 'ramp-hardly',
    severity: 'warning',
    zh: '{id} 第 {year} 年只达产 {found}（合理 {expected}）：是否多除了一个百',
    en: '{id} reaches {found} of its capacity in year {year} (plausible {expected}): is it a hundred times too small',
    help: {
      zh: 'ramp 是各年达产的份额。\n错：ramp: [0.4%, 70%, 100%]\n对：ramp: [40%, 70%, 100%]',
      en: 'ramp holds the share of capacity that is reached year by year.\nwrong: ramp: [0.4%, 70%, 100%]\nright: ramp: [40%, 70%, 100%]',
    },
  },
  W0785: {
    slug: 'stage-sizes',
    severity: 'warning',
    zh: '{id} 的一期为 {found}，另一期为 {other}，差 {times} 倍：单位是否写错',
    en: 'one stage of {id} is {found} and another {other}, {times} times as much: is a unit wrong',
    help: {
      zh: '同一项目的各期不会差百倍。\n错：stages: [{ start: 2026, capacity: 80 MW }, { start: 2036, capacity: 120 kW }]\n对：stages: [{ start: 2026, capacity: 80 MW }, { start: 2036, capacity: 120 MW }]',
      en: 'Stages of one project do not differ a hundredfold.\nwrong: stages: [{ start: 2026, capacity: 80 MW }, { start: 2036, capacity: 120 kW }]\nright: stages: [{ start: 2026, capacity: 80 MW }, { start: 2036, capacity: 120 MW }]',
    },
  },
  W0786: {
    slug: 'sink-species',
    severity: 'warning',
    zh: '{id} 的 {species} 写在 scope: {scope} 下：会被吸收或封存的只有 CO2',
    en: '{species} of {id} stands under scope: {scope}; only CO2 is taken up or stored',
    help: {
      zh: '排放写 process 或 energy。\n错：{ species: n2o, scope: sink, amount: 23 t/a }\n对：{ species: n2o, scope: process, amount: 23 t/a }',
      en: 'An emission is process or energy.\nwrong: { species: n2o, scope: sink, amount: 23 t/a }\nright: { species: n2o, scope: process, amount: 23 t/a }',
    },
  },
  W0787: {
    slug: 'cost-missing',
    severity: 'warning',
    zh: '{id} 没有 capex，而同一用途的另外 {count} 种技术都有：它会被当作不花钱',
    en: '{id} has no capex, while the {count} other technologies of its use have: it would be built for nothing',
    help: {
      zh: '成本按技术比较，缺一个就失真。真不用花钱（已有设备）请写 0 和 note。\n对：capex: 130000 元@2020/(vehicle/a)',
      en: 'Costs are compared between technologies, and one without is wrong by all of it. If it costs nothing (it stands already) write 0 and a note.\nright: capex: 130000 yuan@2020/(vehicle/a)',
    },
  },
  W0788: {
    slug: 'before-base',
    severity: 'warning',
    zh: '{what} 的第一个数是 {year} 年，早于基准年 {base}，下一个是 {next} 年：基准年靠插值得来',
    en: '{what} begins in {year}, before the base year {base}, and goes on in {next}: the base year is interpolated',
    help: {
      zh: '多半是年份写错。历史数据写在 observed 里。\n错：{ 2010: 2.5 kt, 2060: 0.3 kt }\n对：{ 2020: 2.5 kt, 2060: 0.3 kt }',
      en: 'Mostly the year is a slip. What was observed stands under observed.\nwrong: { 2010: 2.5 kt, 2060: 0.3 kt }\nright: { 2020: 2.5 kt, 2060: 0.3 kt }',
    },
  },
  W0789: {
    slug: 'use-growth',
    severity: 'warning',
    zh: '{id} 的用能在 {year} 年是 {base} 年的 {times} 倍：单位是否写错',
    en: '{id} takes {times} times as much energy in {year} as in {base}: is a unit wrong',
    help: {
      zh: '没有一种用途几十倍地增长，除非从零开始。核对后面年份的单位。\n错：{ 2020: 22 GWh, 2035: 44000 GWh }\n对：{ 2020: 22 GWh, 2035: 44 GWh }',
      en: 'No use grows so many times unless it began with nothing. Check the units of later years.\nwrong: { 2020: 22 GWh, 2035: 44000 GWh }\nright: { 2020: 22 GWh, 2035: 44 GWh }',
    },
  },
  W0790: {
    slug: 'growth-tiny',
    severity: 'warning',
    zh: '{what} 每年只变化 {found}：是否想写 {likely}',
    en: '{what} changes by {found} a year: was {likely} meant',
    help: {
      zh: '小到看不出的增长多半是已写成小数又加了百分号。不变写 0%；确实这么小请加 note。\n错：growth: 0.04%\n对：growth: 4%',
      en: 'Growth that nobody would notice mostly has a percent sign behind what was a share already. What stands still says 0%; if it is meant, a note says so.\nwrong: growth: 0.04%\nright: growth: 4%',
    },
  },
  W0791: {
    slug: 'given-beside',
    severity: 'warning',
    zh: '{id} 直接给出 CO2 {found}，而模型已算出 {other} 的 {amount}（相差 {share}）：是否同一件事算了两次',
    en: 'CO2 of {id} is given as {found}, beside {amount} that the model computes for {other} ({share} off): is one thing counted twice',
    help: {
      zh: '直接给出的排放只写模型没有算的部分。清单里的总数请写在 reconciliation 或 observed 里核对。确是两件事请登记豁免。',
      en: 'Given emissions are for what the model does not compute. A total of an inventory goes under reconciliation or observed, where it is held against the model. If they are two things, say so in a waiver.',
    },
  },
  W0792: {
    slug: 'source-uncited',
    severity: 'warning',
    zh: '来源 {id} 没有任何数引用',
    en: 'no figure cites the source {id}',
    help: {
      zh: '多半是引用丢了，或写成了别的来源。用不上就删去。',
      en: 'Mostly a citation was lost or names another source. Leave out what nothing cites.',
    },
  },
  W0793: {
    slug: 'no-total',
    severity: 'info',
    zh: '没有任何观测总量可以核对：基准年 {base} 只靠各项相加',
    en: 'there is no observed total to hold the county against: base year {base} rests on its parts alone',
    help: {
      zh: '把公布的能耗、产值或排放总量写在 observed 或 reconciliation 下，起点错了才看得出来。\n对：observed: { energy.total: { 2020: 180 万tce } }',
      en: 'Put published totals of energy, value added or emissions under observed or reconciliation: only they show that the start is wrong.\nright: observed: { energy.total: { 2020: 1.8 Mtce } }',
    },
  },
  W0794: {
    slug: 'list-replaced',
    severity: 'warning',
    zh: '{what} 的列表被整个替换，{lost} 不见了',
    en: 'the list {what} is replaced whole: {lost} is gone',
    help: {
      zh: '列表不合并，写哪几项就只剩哪几项。只改一项时，其余的也要写上；确实要去掉请登记豁免。\n错：inputs: [{ of: coal, amount: 1.2 t/t }]\n对：inputs: [{ of: coal, amount: 1.2 t/t }, { of: electricity, amount: 40 kWh/t }]',
      en: 'Lists are not merged: only what is written stays. To change one item write the others too; if they are to go, say so in a waiver.\nwrong: inputs: [{ of: coal, amount: 1.2 t/t }]\nright: inputs: [{ of: coal, amount: 1.2 t/t }, { of: electricity, amount: 40 kWh/t }]',
    },
  },
  W0795: {
    slug: 'peak-at-edge',
    severity: 'info',
    zh: '{what} 在最后一年（{year}）最大：还没有达峰',
    en: '{what} is largest in the last year ({year}): it has not peaked',
    help: {
      zh: '到算完那年还在涨，就说不出何时达峰。',
      en: 'What still rises in the last year that is computed has no peak to speak of.',
    },
  },
  W0796: {
    slug: 'own-fuel-of-none',
    severity: 'warning',
    zh: '{id} 把自己不产出的 {commodity} 写成 own-fuel：应写 use: fuel',
    en: '{id} takes {commodity} as own-fuel but makes none of it: write use: fuel',
    help: {
      zh: 'own-fuel 是过程烧自己产出的（焦炉烧焦炉煤气），碳已在它自己的碳平衡里。别处来的是燃料。\n错：{ of: biomass, use: own-fuel, amount: 90 kg/GJ }\n对：{ of: biomass, use: fuel, amount: 90 kg/GJ }',
      en: 'own-fuel is what a process burns of its own output (an oven its gas), with the carbon in its own balance. What comes from elsewhere is fuel.\nwrong: { of: biomass, use: own-fuel, amount: 90 kg/GJ }\nright: { of: biomass, use: fuel, amount: 90 kg/GJ }',
    },
  },
  W0797: {
    slug: 'fuel-factor-missing',
    severity: 'warning',
    zh: '燃料 {id} 没有 {what} 因子，而 {group} 类的另外 {count} 种都有：是否漏了一行',
    en: '{id} has no factor of {what}, which the {count} other fuels of {group} have: was a line lost',
    help: {
      zh: '没有因子就按零计。确实没有排放写 0。\n对：ch4: 1 kg/TJ',
      en: 'Without a factor it burns without any. Where there is none write 0.\nright: ch4: 1 kg/TJ',
    },
  },
  W0798: {
    slug: 'improvement-index',
    severity: 'warning',
    zh: '{id} 的 index 为 {found}，不在合理范围 {expected} 内{hint}',
    en: 'index of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: 'index 是系数与基准年之比，0.96 即降低 4%。\n错：index: { 2020: 1, 2030: 0.096 }\n对：index: { 2020: 1, 2030: 0.96 }',
      en: 'The index is a coefficient as a multiple of that of the base year: 0.96 is 4 % less.\nwrong: index: { 2020: 1, 2030: 0.096 }\nright: index: { 2020: 1, 2030: 0.96 }',
    },
  },
} as const satisfies Rows
