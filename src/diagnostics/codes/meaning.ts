import type { Rows } from './row.ts'

/** E0757 to E0775 and W0760 to W0774: what reads well, runs, and cannot be meant (analysis/rules, and orders in the engine). */
export const meaningCodes = {
  E0757: {
    slug: 'by-product-supplier',
    severity: 'error',
    zh: '{id} 的主产品是 {lead}，{commodity} 只是它的副产，不能按需求供应',
    en: '{id} makes {lead}; {commodity} is a by-product of it and cannot be asked for',
    help: {
      zh: 'suppliers 里的设施按需求开停，只能写主产品的生产者。副产随主产品而来，自动计入平衡，不必写进 suppliers。\n错：heat: { suppliers: [chp, boiler] }\n对：heat: { suppliers: [boiler] }',
      en: 'Suppliers run as much as is asked of them, so only units of that lead product can stand there. A by-product comes as its unit runs and is in the balance by itself.\nwrong: heat: { suppliers: [chp, boiler] }\nright: heat: { suppliers: [boiler] }',
    },
  },
  E0758: {
    slug: 'granted-after-start',
    severity: 'error',
    zh: '{id} 在 {start} 年投产，批文 {what} 却在 {granted} 年才批准',
    en: '{id} starts in {start}, but its permit for {what} is granted in {granted}',
    help: {
      zh: '先批后建：批准不能晚于投产。核对两个年份。\n错：start: 2026 … approvals: { energy: { amount: 2 万tce/a, granted: 2028 } }\n对：start: 2028 … approvals: { energy: { amount: 2 万tce/a, granted: 2026 } }',
      en: 'What is built was approved before. Check both years.\nwrong: start: 2026 … approvals: { energy: { amount: 20 ktce/a, granted: 2028 } }\nright: start: 2028 … approvals: { energy: { amount: 20 ktce/a, granted: 2026 } }',
    },
  },
  E0759: {
    slug: 'target-outside',
    severity: 'error',
    zh: '目标 {id} 给 {year} 年写了数，而本县只算 {base} 到 {last} 年：那一年不会被判定',
    en: 'target {id} states a figure for {year}, but the county runs from {base} to {last}: that year is never judged',
    help: {
      zh: '时段以外的年份没有结果可比，写了等于没写。改年份，或改 horizon。\n错：horizon: { to: 2050 } … values: { 2055: 100 万t }\n对：horizon: { to: 2050 } … values: { 2050: 100 万t }',
      en: 'There is no result of a year outside the horizon to hold against it. Change the year or the horizon.\nwrong: horizon: { to: 2050 } … values: { 2055: 1 Mt }\nright: horizon: { to: 2050 } … values: { 2050: 1 Mt }',
    },
  },
  W0760: {
    slug: 'negligible-use',
    severity: 'warning',
    zh: '{id} 最多只占全县能耗的 {share}（{found}）：单位是否写小了',
    en: '{id} takes at most {share} of the energy of the county ({found}): is a unit too small',
    help: {
      zh: '小到不影响任何结果的用能，多半漏了“万”或把 GWh 写成 MWh。确实这么小就删去或并入别的用途。\n错：amount: 600 Nm3\n对：amount: 600 万Nm3',
      en: 'A use that is too small to change any result mostly lacks a thousand: MWh for GWh, m3 for 10,000 m3. If it is that small leave it out or put it into another one.\nwrong: amount: 80 MWh\nright: amount: 80 GWh',
    },
  },
  W0761: {
    slug: 'years-out-of-order',
    severity: 'warning',
    zh: '{what} 里 {year} 年写在 {before} 年之后：年份是否写错',
    en: '{what} has {year} after {before}: is a year wrong',
    help: {
      zh: '程序按年份排序，不按书写次序。次序乱了多半是一个年份写错，插值就走了样。\n错：{ 2020: 90%, 2013: 80%, 2040: 50% }\n对：{ 2020: 90%, 2030: 80%, 2040: 50% }',
      en: 'Points are sorted by year, not by where they stand. Out of order, one year is mostly a slip, and the line between them bends.\nwrong: { 2020: 90%, 2013: 80%, 2040: 50% }\nright: { 2020: 90%, 2030: 80%, 2040: 50% }',
    },
  },
  W0762: {
    slug: 'begins-too-late',
    severity: 'warning',
    zh: '{id} 在 {year} 年才开始，而本县只算到 {last} 年：它从不出现',
    en: '{id} begins in {year}, but the county ends in {last}: it is never there',
    help: {
      zh: '多半是年份写错。\n错：start: 2062-07\n对：start: 2026-07',
      en: 'Mostly the year is a slip.\nwrong: start: 2062-07\nright: start: 2026-07',
    },
  },
  W0763: {
    slug: 'future-facility',
    severity: 'warning',
    zh: '基准数据里的设施 {id} 在 {year} 年才投产，晚于最后一个观测年 {to}',
    en: 'facility {id} of the baseline begins in {year}, after the last observed year {to}',
    help: {
      zh: '基准数据写已有的设施；将来的写成情景里的项目（projects），才有进展、批文与准入。\n错：facilities: { kiln-b: { commissioned: 2031 } }\n对：projects: { kiln-b: { status: approved, start: 2031 } }',
      en: 'A baseline holds what stands; what comes later is a project of a scenario, with a status, permits and admission.\nwrong: facilities: { kiln-b: { commissioned: 2031 } }\nright: projects: { kiln-b: { status: approved, start: 2031 } }',
    },
  },
  W0764: {
    slug: 'observed-off',
    severity: 'warning',
    zh: '{what} 在 {year} 年模型为 {found}，观测为 {observed}，相差 {share}',
    en: '{what} is {found} in {year} by the model and {observed} as observed: {share} off',
    help: {
      zh: '模型的起点离观测总量太远，之后的一切都站不住。核对单位、漏掉的部门与系数，或用 calibrate。',
      en: 'A start this far from the observed total carries nothing. Check units, sectors that are missing, and coefficients, or calibrate.',
    },
  },
  W0765: {
    slug: 'size-of-county',
    severity: 'warning',
    zh: '{what} 为 {found}，没有哪个县是这样（{expected}）{hint}',
    en: '{what} is {found}, unlike any county ({expected}){hint}',
    help: {
      zh: '人口、车辆、面积的单位最容易差一个“万”，亩与公顷、km2 也常混。\n错：{ 2020: 3.1 辆 }\n对：{ 2020: 3.1 万辆 }',
      en: 'People, vehicles and areas are easily off by 10,000; mu, hectares and km2 are mixed too.\nwrong: { 2020: 31 person }\nright: { 2020: 310000 person }',
    },
  },
  W0766: {
    slug: 'sibling-years',
    severity: 'warning',
    zh: '{what} 没有 {year} 年，而同类 {count} 项都有：漏写还是写错了年份',
    en: '{what} has no {year}, which {count} others of its kind have: left out, or another year by mistake',
    help: {
      zh: '一组序列写同样的年份，只有一项不同，多半是漏了一行或写错一个年份，插值会悄悄补上。',
      en: 'Where a group of series states the same years and one of them differs, a line was mostly lost or a year mistyped; interpolation then fills it in without a word.',
    },
  },
  W0767: {
    slug: 'percent-of-percent',
    severity: 'warning',
    zh: '{what} 最高只有 {found}：是否把 {likely} 写成了百分之一',
    en: '{what} is {found} at most: was {likely} meant',
    help: {
      zh: '0.95% 是万分之九十五。写 95%，或写 0.95。\n错：adoption: { 2030: 0.95% }\n对：adoption: { 2030: 95% }',
      en: '0.95% is less than one in a hundred. Write 95%, or 0.95.\nwrong: adoption: { 2030: 0.95% }\nright: adoption: { 2030: 95% }',
    },
  },
  W0768: {
    slug: 'adoption-falls',
    severity: 'warning',
    zh: '{id} 的采用率从 {before} 年的 {high} 降到 {year} 年的 {low}：装上的措施又拆掉了',
    en: 'adoption of {id} falls from {high} in {before} to {low} in {year}: what was installed is taken away',
    help: {
      zh: '采用率通常只升不降；相邻两个数对调也会这样。\n错：adoption: { 2030: 85%, 2035: 60%, 2040: 95% }\n对：adoption: { 2030: 60%, 2035: 85%, 2040: 95% }',
      en: 'Adoption mostly only rises; two neighbours exchanged look like this too.\nwrong: adoption: { 2030: 85%, 2035: 60%, 2040: 95% }\nright: adoption: { 2030: 60%, 2035: 85%, 2040: 95% }',
    },
  },
  W0769: {
    slug: 'step',
    severity: 'warning',
    zh: '{what} 从 {before} 年的 {from} 一步变到 {year} 年的 {found}，差 {times} 倍：单位是否写错',
    en: '{what} goes from {from} in {before} to {found} in {year} at one step, by a factor of {times}: is a unit wrong',
    help: {
      zh: '相邻两个数恰好差百倍、千倍、万倍，多半是单位（t 与 万t、ha 与 km2、MW 与 GW）。\n错：{ 2023: 88 万t/a } … { 2030: 80 t/a }\n对：{ 2023: 88 万t/a } … { 2030: 80 万t/a }',
      en: 'Two neighbours that differ by just a hundred, a thousand or more mostly differ in their unit (t and kt, ha and km2, MW and GW).\nwrong: { 2023: 880 kt/a } … { 2030: 800 t/a }\nright: { 2023: 880 kt/a } … { 2030: 800 kt/a }',
    },
  },
  W0770: {
    slug: 'replaces-retired',
    severity: 'warning',
    zh: '{id} 在 {year} 年置换 {unit}，而它在 {retired} 年已经退役',
    en: '{id} replaces {unit} in {year}, but that retires in {retired} by itself',
    help: {
      zh: '已经退役的产能不能再拿来置换。换一个单元，或去掉 retired。\n错：retired: 2028 … start: 2032 … replaces: { units: [a] }\n对：start: 2032 … replaces: { units: [a] }',
      en: 'Capacity that is gone cannot be replaced. Name another unit, or leave out retired.\nwrong: retired: 2028 … start: 2032 … replaces: { units: [a] }\nright: start: 2032 … replaces: { units: [a] }',
    },
  },
  W0771: {
    slug: 'land-gives-off',
    severity: 'warning',
    zh: '{id} 的吸收率是负的（{found}）：这块地在排放',
    en: '{id} takes up {found}: this land gives carbon off',
    help: {
      zh: '吸收写正数，程序自己把它算作负的排放。确是排放源的（退化湿地、采伐地），在 note 里说明。\n错：rate: -2.4 tCO2/(ha·a)\n对：rate: 2.4 tCO2/(ha·a)',
      en: 'Uptake is written as a positive number; the program counts it as a negative emission. If the land is a source (drained bog, felled stands) say so in a note.\nwrong: rate: -2.4 tCO2/(ha·a)\nright: rate: 2.4 tCO2/(ha·a)',
    },
  },
  W0772: {
    slug: 'sold-but-bought',
    severity: 'warning',
    zh: '{commodity} 在 {year} 年的外部需求有 {share} 靠外购：本地产能 {capacity}，需求 {demand}',
    en: 'in {year} {share} of the {commodity} that is sold is bought in: suppliers can make {capacity}, the demand is {demand}',
    help: {
      zh: '县里卖的东西大半从外面买来，多半是需求或产能差了单位，或设施没有写进 suppliers。转手买卖也会这样，那就登记为豁免。',
      en: 'A county that buys most of what it sells: mostly the demand or a capacity is off by a unit, or a unit is missing among the suppliers. Where it is trade, say so in a waiver.',
    },
  },
  W0773: {
    slug: 'water-use',
    severity: 'warning',
    zh: '{id} 每单位活动取水 {found}，不在合理范围 {expected} 内{hint}',
    en: '{id} takes {found} of water per unit of activity, outside the plausible {expected}{hint}',
    help: {
      zh: '取水量远离同类过程。核对 m3 与 L、每 t 与每 万t。',
      en: 'Water per unit is far from processes of the kind. Check m3 and litres, per tonne and per kilotonne.',
    },
  },
  W0774: {
    slug: 'wide-range',
    severity: 'warning',
    zh: '{what} 的范围 {range} 有一端与 {value} 差 {times} 倍：单位是否写错',
    en: 'the range {range} of {what} has an end that differs from {value} by a factor of {times}: is a unit wrong',
    help: {
      zh: '范围的两端各有单位。差几百倍的一端没有信息，敏感性与集合计算却会照它取值。\n错：{ value: 6 万ha, range: [4 ha, 9 万ha] }\n对：{ value: 6 万ha, range: [4 万ha, 9 万ha] }',
      en: 'Each end of a range has its own unit. One that is hundreds of times off says nothing, but sensitivities and ensembles would go there.\nwrong: { value: 60 kha, range: [4 ha, 90 kha] }\nright: { value: 60 kha, range: [40 kha, 90 kha] }',
    },
  },
  E0775: {
    slug: 'factor-without-method',
    severity: 'error',
    zh: '{id} 写了自己的 {species} 因子，而工艺 {process} 没有这个因子：它不会起作用',
    en: '{id} states its own {species} factor, but its process {process} has none that it could replace: it would do nothing',
    help: {
      zh: 'factors 只替换工艺里已有的因子。工艺按燃烧、碳平衡或碳酸盐计算 CO2 的，不能再写 co2 因子（否则重复计算）；别的物种请写进工艺的 emits。\n错：factors: { co2: 1.4 tCO2/t }\n对：inputs: { coke: 0.38 t/t }',
      en: 'factors replace those that the process has. Where its CO2 comes from burning, a carbon balance or carbonates, a CO2 factor would count it twice; for another species give the process a factor under emits.\nwrong: factors: { co2: 1.4 tCO2/t }\nright: inputs: { coke: 0.38 t/t }',
    },
  },
} as const satisfies Rows
