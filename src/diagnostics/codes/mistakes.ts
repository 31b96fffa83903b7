import type { Rows } from './row.ts'

/** E062 to E069 and W062 to W069: modelling mistakes (analysis/rules). */
export const mistakeCodes = {
  E0620: {
    slug: 'electricity-basis',
    severity: 'error',
    zh: '{id} 的折标系数 {found} 用错了口径：{basis}应为 {expected}',
    en: 'the coal equivalent of {id} is {found}: the {basis} value is {expected}',
    help: {
      zh: '电力折标准煤有两种口径：当量 0.1229 kgce/kWh（按热量），等价约 0.3（按发电煤耗）。tce 写当量，tce-equivalent 写等价，混用会使总能耗差两倍多。\n错：tce: 0.305 kgce/kWh\n对：tce: 0.1229 kgce/kWh',
      en: 'Power has two coal equivalents: calorific 0.1229 kgce/kWh (its heat) and equivalent, about 0.3 (the coal burnt to make it). tce holds the first, tce-equivalent the second; mixed, total energy is wrong by more than a factor of two.\nwrong: tce: 0.305 kgce/kWh\nright: tce: 0.1229 kgce/kWh',
    },
  },
  E0621: {
    slug: 'gwp-mixed',
    severity: 'error',
    zh: '{id} 的 {set} 增温潜势 {found} 不是 {set} 的（应为 {expected}）；它像是 {other} 的',
    en: 'the {set} warming potential of {id} is {found}, which {set} does not give (it gives {expected}); it looks like {other}',
    help: {
      zh: '一个情景里的温室气体只能用同一次评估的潜势，否则 CH4 与 N2O 不可相加。\n错：n2o: { ar5: 298 }\n对：n2o: { ar4: 298, ar5: 265 }',
      en: 'All gases of a scenario are weighed by one assessment; mixed sets cannot be added.\nwrong: n2o: { ar5: 298 }\nright: n2o: { ar4: 298, ar5: 265 }',
    },
  },
  E0622: {
    slug: 'carbon-twice',
    severity: 'error',
    zh: '{id}：{commodity} 的碳已由 {method} 计算，co2 因子会把它再算一次',
    en: '{id}: the carbon of {commodity} is counted by {method} already; the co2 factor counts it again',
    help: {
      zh: '每一吨碳只能算一次。删去 co2 因子；若因子里是别的来源，请给它单独的流（per）。\n错：emits: [carbon-balance, { factor: { co2: 0.2 tCO2/t } }]\n对：emits: [carbon-balance]',
      en: 'Each tonne of carbon is counted once. Delete the co2 factor; if it means another source, give that a flow of its own (per).\nwrong: emits: [carbon-balance, { factor: { co2: 0.2 tCO2/t } }]\nright: emits: [carbon-balance]',
    },
  },
  E0623: {
    slug: 'below-physics',
    severity: 'error',
    zh: '{id} 每单位产品只用 {found}，低于物理下限 {floor}',
    en: '{id} takes {found} per unit of product, below the physical minimum of {floor}',
    help: {
      zh: '没有哪种工艺能低于反应所需的能量。多半是单位错（MJ 与 kWh、t 与 kg）或漏写了一种投入。\n错：electricity: 28 kWh/kg\n对：electricity: 53 kWh/kg',
      en: 'No process takes less than its reaction needs. Mostly a unit is wrong (MJ or kWh, t or kg) or an input is missing.\nwrong: electricity: 28 kWh/kg\nright: electricity: 53 kWh/kg',
    },
  },
  E0624: {
    slug: 'end-before-start',
    severity: 'error',
    zh: '{id} 在 {end} 年结束，却在 {start} 年才开始',
    en: '{id} ends in {end} but begins in {start}',
    help: {
      zh: '结束不能早于开始，否则它一年也不运行。核对两个日期。\n错：commissioned: 2030 … retired: 2025\n对：commissioned: 2010 … retired: 2025',
      en: 'An end before the start means that it never runs. Check both dates.\nwrong: commissioned: 2030 … retired: 2025\nright: commissioned: 2010 … retired: 2025',
    },
  },
  E0625: {
    slug: 'change-after-end',
    severity: 'error',
    zh: '{id} 在 {year} 年改造 {unit}，而它在 {retired} 年已退役',
    en: '{id} changes {unit} in {year}, but that retired in {retired}',
    help: {
      zh: '退役之后的改造不起作用。提前改造，或推迟退役。\n错：retired: 2025 … retrofit: { of: a, from: 2028 }\n对：retired: 2040 … retrofit: { of: a, from: 2028 }',
      en: 'A change after the retirement does nothing. Change it earlier or let it retire later.\nwrong: retired: 2025 … retrofit: { of: a, from: 2028 }\nright: retired: 2040 … retrofit: { of: a, from: 2028 }',
    },
  },
  E0626: {
    slug: 'part-and-whole',
    severity: 'error',
    zh: '{sector} 与它的上级 {parent} 都写了增加值：部分会随整体再算一次',
    en: '{sector} and {parent} above it both state value added: the part would be counted with the whole again',
    help: {
      zh: '部门树只加叶子。总额写在上级或写在下级，不能都写。\n错：economy: { sectors: { industry: …, steel: … } }\n对：economy: { sectors: { other-industry: …, steel: … } }',
      en: 'Only leaves of the sector tree are added. State the total above or the parts below, never both.\nwrong: economy: { sectors: { industry: …, steel: … } }\nright: economy: { sectors: { other-industry: …, steel: … } }',
    },
  },
  E0627: {
    slug: 'over-capacity',
    severity: 'error',
    zh: '{id} 在 {year} 年的活动量 {found} 超过产能 {capacity}（负荷 {load}）{hint}',
    en: 'in {year} the activity of {id} is {found}, above its capacity of {capacity} (a load of {load}){hint}',
    help: {
      zh: '产量不能长期超过产能。核对两者的单位与口径（万t 与 t、月与年、设计与核准）。\n错：capacity: 10 万t/a … observed: { 2020: 120 万t/a }\n对：capacity: 100 万t/a … observed: { 2020: 98 万t/a }',
      en: 'A plant does not make more than its capacity for long. Check the units and scopes of both (kt or t, month or year, design or permit).\nwrong: capacity: 10 kt/a … observed: { 2020: 120 kt/a }\nright: capacity: 100 kt/a … observed: { 2020: 98 kt/a }',
    },
  },
  E0628: {
    slug: 'targets-conflict',
    severity: 'error',
    zh: '{one} 要求 {year} 年不低于 {low}，{other} 要求不高于 {high}，不能同时达到',
    en: '{one} asks for at least {low} in {year} and {other} for at most {high}: both cannot be met',
    help: {
      zh: '两个目标互相矛盾，判定没有意义。改其中一个。\n错：at-least: { 2030: 60% } … at-most: { 2030: 40% }\n对：at-least: { 2030: 30% } … at-most: { 2030: 40% }',
      en: 'The two targets exclude each other. Change one of them.\nwrong: at-least: { 2030: 60% } … at-most: { 2030: 40% }\nright: at-least: { 2030: 30% } … at-most: { 2030: 40% }',
    },
  },
  E0629: {
    slug: 'cut-beyond-zero',
    severity: 'error',
    zh: '措施 {measure} 在 {year} 年要从 {id} 的 {commodity} 里减去的比原有的多：{found} 的削减落空',
    en: 'in {year} measure {measure} takes more {commodity} from {id} than there is: {found} of the cut is not there',
    help: {
      zh: '绝对削减量大于单耗时，结果停在零，多出的部分并没有减掉。核对单位，改用 relative，或写明 floor。\n错：{ input: heat, absolute: 0.9 GJ/t }\n对：{ input: heat, absolute: 0.4 GJ/t, floor: 0 GJ/t }',
      en: 'Where an absolute cut exceeds the coefficient the result stops at zero and the rest of the cut does not happen. Check the unit, use relative, or state a floor.\nwrong: { input: heat, absolute: 0.9 GJ/t }\nright: { input: heat, absolute: 0.4 GJ/t, floor: 0 GJ/t }',
    },
  },
  W0620: {
    slug: 'scale-slip',
    severity: 'warning',
    zh: '{what} 是 {found}，为原值或观测值 {expected} 的 {times} 倍{hint}',
    en: '{what} is {found}, {times} times the value that it replaces or is held against, {expected}{hint}',
    help: {
      zh: '与被替换的值或观测总量恰好相差一个单位或十的整次幂，多半是写错了单位。若确实如此，请在 note 里说明。\n错：capacity: 1800 万t/a\n对：capacity: 180 万t/a',
      en: 'It differs from what it replaces, or from an observed total, by just a unit or a power of ten: a slip most of the time. If it is meant, say so in a note.\nwrong: capacity: 1800 kt/a\nright: capacity: 180 kt/a',
    },
  },
  W0621: {
    slug: 'coal-equivalent',
    severity: 'warning',
    zh: '{id} 的折标系数合 {found}，与热值不符（应在 {expected}）{hint}',
    en: 'the coal equivalent of {id} is {found}, which does not belong to its heat value (plausible: {expected}){hint}',
    help: {
      zh: '1 tce = 29.3076 GJ，折标系数应约等于热值 ÷ 29.3076。\n错：energy: 20.9 GJ/t … tce: 7.143 tce/t\n对：energy: 20.9 GJ/t … tce: 0.7143 tce/t',
      en: '1 tce is 29.3076 GJ: the coefficient is about the heat value ÷ 29.3076.\nwrong: energy: 20.9 GJ/t … tce: 7.143 tce/t\nright: energy: 20.9 GJ/t … tce: 0.7143 tce/t',
    },
  },
  W0622: {
    slug: 'carbon-content',
    severity: 'warning',
    zh: '{id} 的含碳量 {found} 不在合理范围 {expected} 内{hint}',
    en: 'the carbon content of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '同类燃料单位热量的含碳量相差不大（煤约 24–30 tC/TJ，天然气约 15）。常见的错：tC 与 tCO2、GJ 与 TJ、干基与收到基混用。\n错：carbon: 94.6 tC/TJ\n对：carbon: 25.8 tC/TJ',
      en: 'Fuels of one family have much the same carbon per energy (coal 24–30 tC/TJ, natural gas about 15). Often tC and tCO2, GJ and TJ, or dry and as received are mixed.\nwrong: carbon: 94.6 tC/TJ\nright: carbon: 25.8 tC/TJ',
    },
  },
  W0623: {
    slug: 'heat-value',
    severity: 'warning',
    zh: '{id} 的低位发热量 {found} 不在合理范围 {expected} 内{hint}',
    en: 'the net calorific value of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '热值远离同类燃料，能耗与排放会按比例出错。核对 kJ 与 kcal（1 kcal = 4.1868 kJ）、每 m³ 与每万 m³。\n错：energy: 5000 MJ/kg\n对：energy: 20.9 MJ/kg',
      en: 'A heat value far from its family makes energy and emissions wrong in proportion. Check kJ and kcal (1 kcal = 4.1868 kJ), per m³ and per 10,000 m³.\nwrong: energy: 5000 MJ/kg\nright: energy: 20.9 MJ/kg',
    },
  },
  W0624: {
    slug: 'gross-heat-value',
    severity: 'warning',
    zh: '{id} 的热值比库里的高 {found}，恰是高位与低位之差（{group}）',
    en: 'the heat value of {id} exceeds the library by {found}, just as gross exceeds net ({group})',
    help: {
      zh: '排放因子按低位发热量给出。用了高位热值，排放会偏高 5%（煤）到 11%（天然气）。\n错：energy: 43.2 MJ/Nm3\n对：energy: 38.9 MJ/Nm3',
      en: 'Factors are per net calorific value. With gross values emissions come out 5 % (coal) to 11 % (natural gas) too high.\nwrong: energy: 43.2 MJ/Nm3\nright: energy: 38.9 MJ/Nm3',
    },
  },
  W0626: {
    slug: 'growth-rate',
    severity: 'warning',
    zh: '每年增长 {found}，不在 {expected} 之内：百分号是否漏写？',
    en: 'a growth of {found} a year is outside {expected}: is a percent sign missing?',
    help: {
      zh: '增长率写成百分数。0.5 是每年增长 50%。\n错：growth: 0.5\n对：growth: 0.5%',
      en: 'Write growth with its percent sign: 0.5 is 50 % a year.\nwrong: growth: 0.5\nright: growth: 0.5%',
    },
  },
  W0627: {
    slug: 'burning-factor',
    severity: 'warning',
    zh: '{id} 的 {what} 为 {found}，不在合理范围 {expected} 内{hint}',
    en: '{what} of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '燃烧的 CH4、N2O 因子与氧化率都有公认的范围（IPCC 2006 第 2 卷）。\n错：ch4: 1000 kg/TJ\n对：ch4: 1 kg/TJ',
      en: 'CH4 and N2O of burning and the oxidised share have known ranges (IPCC 2006, volume 2).\nwrong: ch4: 1000 kg/TJ\nright: ch4: 1 kg/TJ',
    },
  },
  W0628: {
    slug: 'purchase-factor',
    severity: 'warning',
    zh: '外购 {id} 的排放因子 {found} 不在合理范围 {expected} 内{hint}',
    en: 'the factor of purchased {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '电网因子多在 0 到 1.1 tCO2/MWh。核对 kg 与 t、kWh 与 MWh。\n错：purchased: 0.581 tCO2/kWh\n对：purchased: 0.581 tCO2/MWh',
      en: 'Grids give 0 to 1.1 tCO2/MWh. Check kg and t, kWh and MWh.\nwrong: purchased: 0.581 tCO2/kWh\nright: purchased: 0.581 tCO2/MWh',
    },
  },
  W0629: {
    slug: 'price',
    severity: 'warning',
    zh: '{id} 的价格 {found} 不在合理范围 {expected} 内{hint}',
    en: 'the price of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '价格与市场相差太远，费用与减排成本会随之出错。核对 元 与 万元、t 与 kg。\n错：price: 600 万元@2020/t\n对：price: 600 元@2020/t',
      en: 'A price far from any market makes cost and abatement cost wrong. Check yuan and 10k yuan, t and kg.\nwrong: price: 600 10k yuan@2020/t\nright: price: 600 yuan@2020/t',
    },
  },
  W0630: {
    slug: 'energy-per-unit',
    severity: 'warning',
    zh: '{id} 每单位产品用能 {found}，不在合理范围 {expected} 内{hint}',
    en: '{id} takes {found} per unit of product, outside the plausible {expected}{hint}',
    help: {
      zh: '单位产品的能耗远离同类工厂，多半是单位、干湿基或漏写的投入。\n错：amount: 1263 t/t\n对：amount: 0.1263 t/t',
      en: 'Energy per unit is far from plants of the kind: mostly a unit, wet or dry basis, or a missing input.\nwrong: amount: 1263 t/t\nright: amount: 0.1263 t/t',
    },
  },
  W0631: {
    slug: 'emission-factor',
    severity: 'warning',
    zh: '{id} 的 {species} 因子 {found} 不在合理范围 {expected} 内{hint}',
    en: 'the {species} factor of {id} is {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '排放因子远离同类过程。常见的错：g 与 kg、kg 与 t。\n错：factor: { n2o: 7 t/t }\n对：factor: { n2o: 7 kg/t }',
      en: 'The factor is far from processes of the kind. Often g and kg, or kg and t are mixed.\nwrong: factor: { n2o: 7 t/t }\nright: factor: { n2o: 7 kg/t }',
    },
  },
  W0632: {
    slug: 'own-coefficient',
    severity: 'warning',
    zh: '{id} 的 {what} 为 {found}，是其工艺 {usual} 的 {times} 倍{hint}',
    en: '{what} of {id} is {found}, {times} times that of its process, {usual}{hint}',
    help: {
      zh: '同一种工艺的工厂之间不会差这么多。核对单位；若确实不同，请换一种工艺。\n错：inputs: { electricity: 45 MWh/t }\n对：inputs: { electricity: 45 kWh/t }',
      en: 'Plants of one process do not differ that much. Check the unit; if it is right, use another process.\nwrong: inputs: { electricity: 45 MWh/t }\nright: inputs: { electricity: 45 kWh/t }',
    },
  },
  W0633: {
    slug: 'series-spike',
    severity: 'warning',
    zh: '{what} 在 {year} 年是 {found}，而前后的年份说应约为 {expected}',
    en: '{what} is {found} in {year}, while the years around it say about {expected}',
    help: {
      zh: '一年比前后都差一个数量级，或恰是零：多半是多写一位、漏了“万”，或那一年没有填。\n错：{ 2020: 310 万t/a, 2021: 31 万t/a, 2022: 305 万t/a }\n对：{ 2020: 310 万t/a, 2021: 308 万t/a, 2022: 305 万t/a }',
      en: 'One year differs from those around it by a power of ten, or is just zero: a digit too many, the 10,000 left out, or a year that was not filled in.\nwrong: { 2020: 310 kt/a, 2021: 31 kt/a, 2022: 305 kt/a }\nright: { 2020: 310 kt/a, 2021: 308 kt/a, 2022: 305 kt/a }',
    },
  },
  W0634: {
    slug: 'yearly-change',
    severity: 'warning',
    zh: '{what} 在 {year} 年变化 {found}，超出 {expected}，而没有设施投产或关停',
    en: '{what} changes by {found} in {year}, outside {expected}, while no unit begins or ends',
    help: {
      zh: '总量一年里跳变，而没有投产、关停，多半是序列里的一个点写错，或措施一次到位。',
      en: 'A total that jumps in one year without a unit that begins or ends mostly means a wrong point in a series, or a measure that arrives all at once.',
    },
  },
  W0635: {
    slug: 'per-person',
    severity: 'warning',
    zh: '基准年人均 {what} 为 {found}，不在合理范围 {expected} 内{hint}',
    en: '{what} per resident is {found} in the base year, outside the plausible {expected}{hint}',
    help: {
      zh: '人均值远离任何一个县：总量或人口的单位错了（万元 与 亿元、万人 与 人）。\n错：value-added: 50 万元@2020\n对：value-added: 50 亿元@2020',
      en: 'Per resident it is unlike any county: the unit of the total or of the residents is wrong (10k yuan or 100M yuan, 10k people or people).\nwrong: value-added: 50 10k yuan@2020\nright: value-added: 50 100M yuan@2020',
    },
  },
  W0636: {
    slug: 'sink-rate',
    severity: 'warning',
    zh: '{id} 每公顷吸收 {found}，不在合理范围 {expected} 内{hint}',
    en: '{id} takes up {found}, outside the plausible {expected}{hint}',
    help: {
      zh: '森林每年每公顷约吸收 1 到 10 tCO2。核对 tC 与 tCO2、亩与公顷。\n错：rate: 23 tCO2/(ha·a)\n对：rate: 2.3 tCO2/(ha·a)',
      en: 'Forests take up about 1 to 10 tCO2 per hectare and year. Check tC and tCO2, mu and hectare.\nwrong: rate: 23 tCO2/(ha·a)\nright: rate: 2.3 tCO2/(ha·a)',
    },
  },
  W0637: {
    slug: 'sink-forever',
    severity: 'warning',
    zh: '{id} 的吸收率 {years} 年不变：林分会饱和',
    en: '{id} takes up the same for {years} years: stands saturate',
    help: {
      zh: '中龄林成熟后吸收减少。写 saturation，或给出逐年的 rate。\n错：rate: 2.3 tCO2/(ha·a)\n对：rate: 2.3 tCO2/(ha·a) … saturation: { 2020: 100%, 2060: 75% }',
      en: 'Stands take up less as they mature. State saturation, or give rate by year.\nwrong: rate: 2.3 tCO2/(ha·a)\nright: rate: 2.3 tCO2/(ha·a) … saturation: { 2020: 100%, 2060: 75% }',
    },
  },
  W0638: {
    slug: 'capture-rate',
    severity: 'warning',
    zh: '{id} 的捕集率 {found} 不在合理范围 {expected} 内',
    en: 'the capture rate of {id} is {found}, outside the plausible {expected}',
    help: {
      zh: '连续运行的装置很少超过 95%。\n错：rate: 100%\n对：rate: 90%',
      en: 'Plants that run continuously seldom hold more than 95 %.\nwrong: rate: 100%\nright: rate: 90%',
    },
  },
  W0639: {
    slug: 'capture-free',
    severity: 'warning',
    zh: '{id} 捕集 CO2 却不用能',
    en: '{id} captures CO2 but takes no energy',
    help: {
      zh: '捕集与压缩都要用电或热；不写就等于免费减排。\n错：capture: { stream: vent, rate: 90% }\n对：capture: { stream: vent, rate: 90%, inputs: [{ of: electricity, amount: 110 kWh/tCO2 }] }',
      en: 'Capture and compression take power or heat; without them abatement would be free.\nwrong: capture: { stream: vent, rate: 90% }\nright: capture: { stream: vent, rate: 90%, inputs: [{ of: electricity, amount: 110 kWh/tCO2 }] }',
    },
  },
  W0640: {
    slug: 'unit-age',
    severity: 'warning',
    zh: '{id}：{found} 年，合理为 {expected} 年',
    en: '{id}: {found} years, plausible are {expected}',
    help: {
      zh: '设施到末年会老得不合常理，或寿命写错。写 retired、置换项目，或改寿命。\n错：commissioned: 1985\n对：commissioned: 1985 … retired: 2032',
      en: 'The unit would be older in the last year than such plants become, or a lifetime is wrong. State retired, a project that replaces it, or another lifetime.\nwrong: commissioned: 1985\nright: commissioned: 1985 … retired: 2032',
    },
  },
  W0641: {
    slug: 'lead-time',
    severity: 'warning',
    zh: '{id} 的进展是 {status}，却 {found} 年后就投产；通常要 {expected} 年',
    en: '{id} is {status} but starts within {found} years; such projects take {expected}',
    help: {
      zh: '前期、核准与建设都要时间。推迟投产，或改进展。\n错：status: idea … start: 2026\n对：status: idea … start: 2030',
      en: 'Preparation, approval and building take time. Start later, or change the status.\nwrong: status: idea … start: 2026\nright: status: idea … start: 2030',
    },
  },
  W0642: {
    slug: 'status-and-start',
    severity: 'warning',
    zh: '{id} 的进展是 {status}，投产却是 {year} 年（观测到 {to} 年）',
    en: '{id} is {status} but starts in {year} (observed to {to})',
    help: {
      zh: '观测期内投产的项目应是 operating 或 building；尚未投产的不能是 operating。\n错：status: planned … start: 2023\n对：status: operating … start: 2023',
      en: 'What began in observed years is operating or building; what has not begun is not operating.\nwrong: status: planned … start: 2023\nright: status: operating … start: 2023',
    },
  },
  W0643: {
    slug: 'replaced-twice',
    severity: 'warning',
    zh: '{id} 被 {one} 与 {other} 各置换一次',
    en: '{id} is replaced by both {one} and {other}',
    help: {
      zh: '同一产能只能抵一次。改其中一个项目的 replaces.units。\n错：replaces: { units: [a] } … replaces: { units: [a] }\n对：replaces: { units: [a] } … replaces: { units: [b] }',
      en: 'Capacity counts once in replacement. Change replaces.units of one project.\nwrong: replaces: { units: [a] } … replaces: { units: [a] }\nright: replaces: { units: [a] } … replaces: { units: [b] }',
    },
  },
  W0644: {
    slug: 'idle-unit',
    severity: 'warning',
    zh: '{id} 有产能，却没有一年运行',
    en: '{id} has capacity but runs in no year',
    help: {
      zh: '没有需求、没有来气，或利用率为零。核对 suppliers、outlets、operation 与日期。',
      en: 'Nothing asks for it, no gas reaches it, or its utilisation is zero. Check suppliers, outlets, operation and dates.',
    },
  },
  W0645: {
    slug: 'starved-unit',
    severity: 'warning',
    zh: '{id} 最多只得到所需来气的 {found}',
    en: '{id} gets no more than {found} of the by-product that it could use',
    help: {
      zh: '副产不够：项目没有气源。提前它在 outlets 里的次序、缩小产能，或加 shortfall: { buy: … }。',
      en: 'There is too little of the by-product: a project without gas. Move it up in outlets, make it smaller, or add shortfall: { buy: … }.',
    },
  },
  W0646: {
    slug: 'replacement-missing',
    severity: 'warning',
    zh: '{id} 新增产能，{target} 要求置换，却没有写 replaces',
    en: '{id} adds capacity for which {target} asks a replacement, but names none',
    help: {
      zh: '受置换约束的行业，新建要写清关停哪些产能。\n错：process: oven … capacity: 100 万t/a\n对：process: oven … replaces: { units: [old], ratio: 1.25 }',
      en: 'Where capacity may only be replaced, new units say what closes.\nwrong: process: oven … capacity: 100 kt/a\nright: process: oven … replaces: { units: [old], ratio: 1.25 }',
    },
  },
  W0647: {
    slug: 'site-missing',
    severity: 'warning',
    zh: '{id} 受 {target} 按管控单元约束，却没有写 site',
    en: '{target} judges {id} by the zone that it lies in, but it names no site',
    help: {
      zh: '没有厂址就不知道在哪个管控单元，准入目标不判它。\n错：process: oven … start: 2027\n对：process: oven … start: 2027 … site: park',
      en: 'Without a site its zone is unknown, and the entry target passes it over.\nwrong: process: oven … start: 2027\nright: process: oven … start: 2027 … site: park',
    },
  },
  W0648: {
    slug: 'measure-no-effect',
    severity: 'warning',
    zh: '措施 {id} 不改变任何结果：{reason}',
    en: 'measure {id} changes no result: {reason}',
    help: {
      zh: '核对 applies-to 的范围、effects 的对象和 adoption。',
      en: 'Check the scope in applies-to, what effects act on, and adoption.',
    },
  },
  W0649: {
    slug: 'measures-overlap',
    severity: 'warning',
    zh: '{one} 与 {other} 都削减 {of}，合计 {found}',
    en: '{one} and {other} both cut {of}, by {found} together',
    help: {
      zh: '两项措施减的是同一部分，相加超过全部。给它们同一个 exclusive 组。\n错：n2o-a: { effects: … } … n2o-b: { effects: … }\n对：n2o-a: { exclusive: n2o, effects: … } … n2o-b: { exclusive: n2o, effects: … }',
      en: 'Both cut the same thing, together more than all of it. Give them one exclusive group.\nwrong: n2o-a: { effects: … } … n2o-b: { effects: … }\nright: n2o-a: { exclusive: n2o, effects: … } … n2o-b: { exclusive: n2o, effects: … }',
    },
  },
  W0650: {
    slug: 'unused',
    severity: 'warning',
    zh: '{what} 里的 {id} 没有用处',
    en: '{id} in {what} is used by nothing',
    help: {
      zh: '多半是改名时只改了一处。删去它，或让它被引用。',
      en: 'Mostly a name was changed in one place only. Delete it, or use it.',
    },
  },
  W0651: {
    slug: 'inventory-year',
    severity: 'warning',
    zh: '基准年 {base} 没有观测总量，最近的是 {year} 年',
    en: 'the base year {base} has no observed total; the nearest is {year}',
    help: {
      zh: '基准年与清单年不同，起点就没有核对过。换基准年，或补上那一年的总量。',
      en: 'With a base year away from the inventory the start is not checked. Choose another base year or add totals of that year.',
    },
  },
  W0652: {
    slug: 'target-sense',
    severity: 'warning',
    zh: '{target}：{rule} 要 {indicator} 变小，多半想要的是变大',
    en: '{target}: {rule} asks for less {indicator}, of which more is mostly wanted',
    help: {
      zh: '上限规则用在“越多越好”的指标上。换规则，或换指标。\n错：{ rule: cap, indicator: gdp, … }\n对：{ rule: cap, indicator: co2.total, … }',
      en: 'A rule for less is used on an indicator of which more is better. Use another rule or another indicator.\nwrong: { rule: cap, indicator: gdp, … }\nright: { rule: cap, indicator: co2.total, … }',
    },
  },
  W0653: {
    slug: 'plan-base',
    severity: 'info',
    zh: '{target} 从 {from} 年算到 {to} 年；五年规划以上一年 {before} 为基数',
    en: '{target} runs from {from} to {to}; a five-year plan is measured against {before}',
    help: {
      zh: '“十四五”是 2025 年比 2020 年。from 写规划前一年。\n错：from: 2021, to: 2025\n对：from: 2020, to: 2025',
      en: 'The 14th plan compares 2025 with 2020. Write the year before the plan in from.\nwrong: from: 2021, to: 2025\nright: from: 2020, to: 2025',
    },
  },
  W0654: {
    slug: 'copied-values',
    severity: 'info',
    zh: '{what} 连续 {count} 年都是 {found}',
    en: '{what} is {found} in {count} years one after the other',
    help: {
      zh: '连续相同的“观测值”多半是照抄的。有数就填，没有就只留观测到的年份。',
      en: 'Equal “observed” values in a row are mostly copied. Give what was observed and leave the other years out.',
    },
  },
  W0655: {
    slug: 'indirect-twice',
    severity: 'warning',
    zh: '{id} 直接给定了间接排放，而模型已按外购的 {commodity} 计算',
    en: '{id} gives indirect emissions as a figure, while the model counts them from the {commodity} that is bought',
    help: {
      zh: '外购电力的间接排放只能算一次。删去给定值，或把用量写成 uses。\n错：emissions: [{ species: co2, scope: indirect, amount: 5 万tCO2/a }]\n对：uses: { electricity: 90 GWh/a }',
      en: 'Indirect emissions of bought energy are counted once. Delete the figure, or write the use under uses.\nwrong: emissions: [{ species: co2, scope: indirect, amount: 5 ktCO2/a }]\nright: uses: { electricity: 90 GWh/a }',
    },
  },
  W0656: {
    slug: 'stored-twice',
    severity: 'warning',
    zh: '{id} 给定了 {scope} 的 CO2，而措施 {measure} 也在封存',
    en: '{id} gives CO2 as {scope}, while measure {measure} stores it too',
    help: {
      zh: '同一吨 CO2 不能既算捕集封存又算碳汇。删去一处。',
      en: 'The same tonne of CO2 is not both captured and a sink. Delete one.',
    },
  },
  W0657: {
    slug: 'load',
    severity: 'warning',
    zh: '{id} 的利用率 {found} 不在合理范围 {expected} 内',
    en: 'a utilisation of {id} of {found} is outside the plausible {expected}',
    help: {
      zh: '光伏、风电、水电一年能发的小时有自然上限。核对小时数 ÷ 8760。\n错：utilisation: 60%\n对：utilisation: 14%',
      en: 'Sun, wind and water bound the hours in a year. Check hours ÷ 8760.\nwrong: utilisation: 60%\nright: utilisation: 14%',
    },
  },
  W0658: {
    slug: 'unit-cost',
    severity: 'warning',
    zh: '{id} 的费用 {found} 不在合理范围 {expected} 内（{what}）{hint}',
    en: 'a cost of {id} is {found}, outside the plausible {expected} ({what}){hint}',
    help: {
      zh: '单位投资、运维或增加值远离任何工厂。核对 元 与 万元、kW 与 MW。\n错：capex: 1600 万元@2020/(t/a)\n对：capex: 1600 元@2020/(t/a)',
      en: 'Investment, running cost or value added per unit is unlike any plant. Check yuan and 10k yuan, kW and MW.\nwrong: capex: 1600 10k yuan@2020/(t/a)\nright: capex: 1600 yuan@2020/(t/a)',
    },
  },
  W0659: {
    slug: 'carbonate-emission',
    severity: 'warning',
    zh: '{id} 每吨产品的过程排放 {found} 不在合理范围 {expected} 内{hint}',
    en: 'process CO2 of {id} is {found} of product, outside the plausible {expected}{hint}',
    help: {
      zh: '碳酸盐分解的 CO2 由化学计量决定（熟料约 0.5 tCO2/t）。更低就要写明替代原料或捕集。\n错：limestone: 0.6 t/t\n对：limestone: 1.2 t/t',
      en: 'CO2 of carbonates follows from chemistry (clinker about 0.5 tCO2/t). Less needs another raw material or capture.\nwrong: limestone: 0.6 t/t\nright: limestone: 1.2 t/t',
    },
  },
  W0660: {
    slug: 'heat-pump',
    severity: 'warning',
    zh: '{id} 的性能系数 {found} 不在合理范围 {expected} 内',
    en: 'the coefficient of performance of {id} is {found}, outside the plausible {expected}',
    help: {
      zh: '电热设备不高于 1，热泵约 2 到 5。核对 kWh 与 GJ（1 GJ = 277.8 kWh）。\n错：electricity: 20 kWh/GJ\n对：electricity: 90 kWh/GJ',
      en: 'Electric heaters reach 1, heat pumps about 2 to 5. Check kWh and GJ (1 GJ is 277.8 kWh).\nwrong: electricity: 20 kWh/GJ\nright: electricity: 90 kWh/GJ',
    },
  },
  W0661: {
    slug: 'flow-twice',
    severity: 'warning',
    zh: '{id} 把同样多的 {commodity} 写了两次（{uses}）',
    en: '{id} takes the same amount of {commodity} twice ({uses})',
    help: {
      zh: '同一份焦炭不能既作燃料又作还原剂。留下一种用途，或分开写各自的量。\n错：{ of: coke, use: fuel, amount: 0.4 t/t } … { id: b, of: coke, use: reductant, amount: 0.4 t/t }\n对：{ of: coke, use: reductant, amount: 0.4 t/t }',
      en: 'The same coke is not both fuel and reductant. Keep one use, or state the amount of each.\nwrong: { of: coke, use: fuel, amount: 0.4 t/t } … { id: b, of: coke, use: reductant, amount: 0.4 t/t }\nright: { of: coke, use: reductant, amount: 0.4 t/t }',
    },
  },
  W0663: {
    slug: 'unit-size',
    severity: 'warning',
    zh: '{id} 的产能 {found} 不在同类工厂的范围 {expected} 内{hint}',
    en: 'the capacity of {id} is {found}, unlike plants of the kind: {expected}{hint}',
    help: {
      zh: '没有哪座工厂这么大或这么小。核对 万t 与 t、MW 与 kW。\n错：capacity: 3000 万t/a\n对：capacity: 30 万t/a',
      en: 'No plant is that large or small. Check kt and t, MW and kW.\nwrong: capacity: 3000 kt/a\nright: capacity: 30 kt/a',
    },
  },
  W0664: {
    slug: 'sector-with-parts',
    severity: 'info',
    zh: '{id} 放在部门 {sector}，而它还有下级部门',
    en: '{id} stands in sector {sector}, which has sectors below it',
    help: {
      zh: '只有叶子部门装设施；放在上级，分部门的表就说不清它属于哪一部分。\n错：sector: industry\n对：sector: other-industry',
      en: 'Only leaves hold units; in a sector with parts it belongs to none of them.\nwrong: sector: industry\nright: sector: other-industry',
    },
  },
  W0665: {
    slug: 'listed-twice',
    severity: 'warning',
    zh: '{where} 里 {id} 写了两次',
    en: '{id} stands twice in {where}',
    help: {
      zh: '列表里同一个编号写两次，第二次多半是照抄忘了改。\n错：suppliers: [a, b, a]\n对：suppliers: [a, b]',
      en: 'The second of two equal entries is mostly a copy that was not changed.\nwrong: suppliers: [a, b, a]\nright: suppliers: [a, b]',
    },
  },
  W0666: {
    slug: 'full-load',
    severity: 'warning',
    zh: '{id} 没有写利用率：按产能的 100% 全年运行',
    en: '{id} states no utilisation: it runs at 100 % of its capacity all year',
    help: {
      zh: '按产能运行的设施没有利用率就是满负荷。写 utilisation、ramp 或 observed。\n错：capacity: 100 万t/a\n对：capacity: 100 万t/a … utilisation: 80%',
      en: 'A unit that runs on its capacity and states no utilisation runs at full load. State utilisation, ramp or observed.\nwrong: capacity: 100 kt/a\nright: capacity: 100 kt/a … utilisation: 80%',
    },
  },
  W0667: {
    slug: 'equivalent-missing',
    severity: 'warning',
    zh: '核算口径是等价（equivalent），而 {id} 没有 tce-equivalent，实际按当量计',
    en: 'power counts by its equivalent value, but {id} has no tce-equivalent: it counts by the calorific one',
    help: {
      zh: '口径写的是等价，就要给出逐年的等价系数，否则总能耗少一大半电。\n错：boundary: { electricity: equivalent }\n对：boundary: { electricity: equivalent } … electricity: { tce-equivalent: { 2020: 305 gce/kWh } }',
      en: 'With the equivalent convention the coefficient by year has to be there, or most of the power is left out of total energy.\nwrong: boundary: { electricity: equivalent }\nright: boundary: { electricity: equivalent } … electricity: { tce-equivalent: { 2020: 305 gce/kWh } }',
    },
  },
  W0699: {
    slug: 'rule-without-data',
    severity: 'info',
    zh: '没有合理范围的数据，相应的规则未启用：{figures}',
    en: 'there are no plausible ranges for {figures}: the rules that need them are off',
    help: {
      zh: '合理范围写在库的 plausibility 里。不用内置库的县要自己写。',
      en: 'Plausible ranges stand under plausibility in a library. A county without the built-in library states its own.',
    },
  },
} as const satisfies Rows
