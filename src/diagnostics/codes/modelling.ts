import type { Rows } from './row.ts'

/** W06: modelling warnings (analysis/rules). */
export const modellingCodes = {
  W0601: {
    slug: 'verdict-unexpected',
    severity: 'warning',
    zh: '目标 {target}：预期{expected}，结果{found}',
    en: 'target {target}: expected {expected}, found {found}',
    help: {
      zh: '情景里写明的预期与结果不同。若结果是对的，请改预期；若不是，请查输入。\n对：expect: { neutrality: missed }',
      en: 'The result differs from what the scenario expects. If it is right, change expect; if not, look at the inputs.\nright: expect: { neutrality: missed }',
    },
  },
  W0602: {
    slug: 'unmet-demand',
    severity: 'warning',
    zh: '{commodity} 有 {amount} 的需求没有满足，最大在 {year} 年',
    en: '{amount} of the demand for {commodity} is not met, most in {year}',
    help: {
      zh: '需求超过供应，缺的部分已报告，没有悄悄丢掉。增加产能、外购，或降低需求。',
      en: 'Demand exceeds supply; the gap is reported, not dropped. Add capacity or imports, or lower demand.',
    },
  },
  W0603: {
    slug: 'plateau',
    severity: 'info',
    zh: '峰值是一个平台：{years} 都在 1% 以内',
    en: 'the peak is a plateau: {years} are within 1%',
    help: {
      zh: '峰值附近几年几乎一样高，“哪一年达峰”取决于很小的差别。写报告时请说明是平台期。',
      en: 'Some years are almost as high as the peak, so its year hangs on small differences. Say in a report that it is a plateau.',
    },
  },
  W0604: {
    slug: 'ungraded',
    severity: 'warning',
    zh: '{count} 个数没有来源或等级',
    en: '{count} figures have no source or grade',
    help: {
      zh: '没有来源的数别人无法核对。可在一块的 defaults 里写一次。\n对：defaults: { source: gwr-2022, grade: statistics }',
      en: 'A figure without a source cannot be checked. Write it once for a block in defaults.\nright: defaults: { source: gwr-2022, grade: statistics }',
    },
  },
  W0605: {
    slug: 'shadowed',
    severity: 'warning',
    zh: '{path} 盖住了 {library} 里的同名条目',
    en: '{path} shadows the entry of the same name in {library}',
    help: {
      zh: '后面的库按编号盖住前面的，所以标准值变了。若是有意的，不必理会。',
      en: 'The later library wins by id, so a standard value has changed. If that is meant, nothing needs to be done.',
    },
  },
  W0606: {
    slug: 'analogue-open',
    severity: 'warning',
    zh: '核对项 {id}：模型与类比值相差 {found}，超过 {limit}',
    en: 'reconciliation {id}: the model differs from its analogue by {found}, more than {limit}',
    help: {
      zh: '类比来自别处或别的年份，可以不同，但要说得出原因。说不出，就查模型。',
      en: 'An analogue comes from another place or year and may differ, but for a reason that can be told. If there is none, look at the model.',
    },
  },
  W0607: {
    slug: 'no-data-closure',
    severity: 'info',
    zh: '{count} 个过程没有写 loss，能量平衡未核对',
    en: 'processes that give no loss: {count}; their energy balance is not checked',
    help: {
      zh: '没有核对能量平衡的过程，漏写的投入不会被发现。有数据时请写 loss。\n对：loss: [8%, 12%]',
      en: 'Where the energy balance is not checked, a missing input goes unseen. Give loss when there are data.\nright: loss: [8%, 12%]',
    },
  },
  W0608: {
    slug: 'no-cost',
    severity: 'info',
    zh: '{processes} 个在用过程没有费用，{commodities} 种外购商品没有价格，总费用不含它们',
    en: 'without cost: {processes} processes in use; without price: {commodities} commodities that are bought; the total cost leaves them out',
    help: {
      zh: '没有费用和价格的部分不计入总费用。比较情景时，只有两边都缺的才能相消。有数据时请写 capex、fixed-om、variable-om 与 price。',
      en: 'What has no cost or price is left out of the total. In a comparison it cancels only where both sides lack it. Give capex, fixed-om, variable-om and price when there are data.',
    },
  },
  W0609: {
    slug: 'implausible-level',
    severity: 'warning',
    zh: '{id} 在 {year} 年的单耗 {found} kgce 不在合理范围 {expected} 内（{ladder}）',
    en: 'in {year} {id} uses {found} kgce per unit, outside the plausible {expected} ({ladder})',
    help: {
      zh: '单耗远离国家限额所在的水平，多半是单位、口径（干基、蒸汽是否计入）或系数写错。若确实如此，请在设施上注明来源。',
      en: 'The energy per unit is far from where the national limits stand: often a unit, a scope (dry or wet, steam counted or not) or a coefficient is wrong. If it is right, give the source at the unit.',
    },
  },
  W0610: {
    slug: 'nothing-judged',
    severity: 'info',
    zh: '目标 {target}：没有可判的设施，“达标”只表示没有违反',
    en: 'target {target}: there is no unit to judge; met means no more than not broken',
    help: {
      zh: '规则列出的过程在本县没有设施，或没有限额等级、没有写厂址。若应当有，请补上 ladder 或 site。',
      en: 'The county has no unit of the processes that the rule names, or they have no ladder or no site. If there should be one, give its ladder or site.',
    },
  },
  W0611: {
    slug: 'no-purchase-factor',
    severity: 'warning',
    zh: '外购的 {id} 没有排放因子 purchased，间接排放按 0 计',
    en: '{id} is bought but has no emission factor (purchased): its indirect emissions count as zero',
    help: {
      zh: '外购电与外购热的排放按 purchased 计；没有它就等于零排放。在基线的 commodities 里写上本县电网的因子。\n对：electricity: { purchased: { 2020: 0.73 tCO2/MWh, 2050: 0.1 tCO2/MWh } }',
      en: 'Bought power and heat emit what purchased says; without it they would be clean. Give the factor of the grid under commodities in the baseline.\nright: electricity: { purchased: { 2020: 0.73 tCO2/MWh, 2050: 0.1 tCO2/MWh } }',
    },
  },
} as const satisfies Rows
