import type { Rows } from './row.ts'

/** E085: uncertainty as it is declared beside a number (model/uncertainty), and ensembles (pipeline/ensemble). */
export const uncertaintyCodes = {
  E0850: {
    slug: 'uncertain-form',
    severity: 'error',
    zh: 'uncertain 的写法不对：{found}；应为 {expected}',
    en: 'uncertain cannot be read: {found}; expected {expected}',
    help: {
      zh: '写在数值旁边，一种分布一个 map；可再加 within: [低, 高] 截断。写成函数调用会被 YAML 在逗号处拆开。\n错：{ value: 5%, uncertain: triangular(3%, 5%, 7%) }\n对：{ value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }\n对：{ value: 5%, uncertain: { normal: { mean: 5%, sd: 1% }, within: [0%, 10%] } }',
      en: 'It stands beside the value, one map with one distribution; within: [low, high] may cut it. A call is torn apart by YAML at its commas.\nwrong: { value: 5%, uncertain: triangular(3%, 5%, 7%) }\nright: { value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }\nright: { value: 5%, uncertain: { normal: { mean: 5%, sd: 1% }, within: [0%, 10%] } }',
    },
  },
  E0851: {
    slug: 'uncertain-parameters',
    severity: 'error',
    zh: '没有这样的分布：{found}；应满足 {expected}',
    en: 'there is no such distribution: {found}; it needs {expected}',
    help: {
      zh: '三角与 PERT 按 低、众数、高 排列；标准差不为负；几何标准差不小于 1；截断要留下分布的主要部分。\n错：{ value: 5%, uncertain: { triangular: [5%, 3%, 7%] } }\n对：{ value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }',
      en: 'Triangular and PERT go low, mode, high; a deviation is not negative; a geometric deviation is at least 1; a cut leaves the bulk of the distribution.\nwrong: { value: 5%, uncertain: { triangular: [5%, 3%, 7%] } }\nright: { value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }',
    },
  },
  E0852: {
    slug: 'uncertain-chances',
    severity: 'error',
    zh: '各值的概率合计 {found}，应为 100%',
    en: 'the chances add up to {found}, not 100%',
    help: {
      zh: '离散分布列出全部可能的值，概率合计为 1。\n错：{ value: 0.9, uncertain: { discrete: { 80%: 30%, 90%: 60% } } }\n对：{ value: 0.9, uncertain: { discrete: { 80%: 40%, 90%: 60% } } }',
      en: 'A discrete distribution lists all values that are possible; their chances add up to 1.\nwrong: { value: 0.9, uncertain: { discrete: { 80%: 30%, 90%: 60% } } }\nright: { value: 0.9, uncertain: { discrete: { 80%: 40%, 90%: 60% } } }',
    },
  },
  E0853: {
    slug: 'uncertain-outside',
    severity: 'error',
    zh: '可能取到 {found}，而这个数必须在 {expected}；请用 within 截断',
    en: 'draws may reach {found}, but the number has to be {expected}; cut it with within',
    help: {
      zh: '正态分布两端无界。截断是把超出的部分去掉，不是挪到边上；去掉多少由写的人决定，程序不替人做。\n错：{ value: 1 t/t, uncertain: { normal: { mean: 1 t/t, sd: 0.4 t/t } } }\n对：{ value: 1 t/t, uncertain: { normal: { mean: 1 t/t, sd: 0.4 t/t }, within: [0.2 t/t, 2 t/t] } }',
      en: 'A normal distribution has no ends. within takes away what lies outside, it does not move it to the edge; how much is for the author to say, never done silently.\nwrong: { value: 1 t/t, uncertain: { normal: { mean: 1 t/t, sd: 0.4 t/t } } }\nright: { value: 1 t/t, uncertain: { normal: { mean: 1 t/t, sd: 0.4 t/t }, within: [0.2 t/t, 2 t/t] } }',
    },
  },
  E0854: {
    slug: 'uncertain-without-value',
    severity: 'error',
    zh: '数值 {value} 不在自己的分布 {found} 之内',
    en: 'the value {value} lies outside its own distribution {found}',
    help: {
      zh: '单次运行用的值应当是可能出现的值之一；否则单次结果与集合结果说的不是同一个县。\n错：{ value: 9%, uncertain: { uniform: [3%, 7%] } }\n对：{ value: 5%, uncertain: { uniform: [3%, 7%] } }',
      en: 'The value of a single run is one that can be drawn; otherwise run and ensemble speak of two counties.\nwrong: { value: 9%, uncertain: { uniform: [3%, 7%] } }\nright: { value: 5%, uncertain: { uniform: [3%, 7%] } }',
    },
  },
  E0855: {
    slug: 'ensemble-too-wide',
    severity: 'error',
    zh: '有 {found} 个不确定的数，{design} 最多 {expected} 个',
    en: '{found} numbers are uncertain; {design} holds at most {expected}',
    help: {
      zh: "Sobol' 方向数表只到这一维数；改用 --design random 或 lhs。",
      en: "The table of Sobol' direction numbers ends there; use --design random or lhs.",
    },
  },
  E0856: {
    slug: 'ensemble-draws',
    severity: 'error',
    zh: '{design} 的抽样次数不能是 {found}；应为 {expected}',
    en: '{design} cannot have {found} draws; it needs {expected}',
    help: {
      zh: '每次抽样属于 16 份独立重复之一，误差由各份之间的差别得出：sobol 的次数是 2 的幂，lhs 是 16 的倍数，至少 16。\n对：peakzero ensemble scenarios/jiaocheng/reference.yaml --design sobol --draws 4096',
      en: 'Each draw belongs to one of 16 independent replicates, whose differences give the error: sobol takes a power of two, lhs a multiple of 16, at least 16.\nright: peakzero ensemble scenarios/jiaocheng/reference.yaml --design sobol --draws 4096',
    },
  },
  E0857: {
    slug: 'ensemble-unsound',
    severity: 'error',
    zh: '{found} 次抽样中没有一次条件都成立；最常见的是 {code}：{about}',
    en: 'of {found} draws none keeps all conditions of the county; most often it is {code}: {about}',
    help: {
      zh: '某个数的分布或范围与县里别的数合不起来。peakzero explain 条件的编号，可以看是什么条件。',
      en: 'The distribution or range of some number does not go with the rest of the county. peakzero explain and the code of the condition says which it is.',
    },
  },
  W0850: {
    slug: 'ensemble-certain',
    severity: 'warning',
    zh: '情景里没有不确定的数：每次抽样都一样',
    en: 'no number of the scenario is uncertain: all draws are alike',
    help: {
      zh: '在数值旁边写 uncertain 或 range。\n对：{ value: 5%, range: [3%, 7%] }\n对：{ value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }',
      en: 'Write uncertain or range beside numbers.\nright: { value: 5%, range: [3%, 7%] }\nright: { value: 5%, uncertain: { triangular: [3%, 5%, 7%] } }',
    },
  },
  W0851: {
    slug: 'ensemble-few',
    severity: 'warning',
    zh: '只有 {found} 次成立的抽样：5% 与 95% 分位数至少要 {expected} 次',
    en: 'only {found} draws hold together: the 5 % and 95 % quantiles want at least {expected}',
    help: {
      zh: '分位数 p 至少要 10/(1 − p) 次抽样（p = 95% 时 200 次），否则尾部只由几次抽样决定。',
      en: 'A quantile p wants 10/(1 − p) draws (200 for p = 95 %): with fewer, a handful of draws decides the tail.',
    },
  },
  W0852: {
    slug: 'ensemble-broken',
    severity: 'warning',
    zh: '{found} 次抽样中有 {count} 次（{share}）县内条件不成立，没有计入统计；见结果的 broken',
    en: 'in {count} of {found} draws ({share}) the county breaks a condition; they are left out of the figures, see broken in the result',
    help: {
      zh: '例如占比超过 100%、余量为负、循环无解。多半是某个数的范围单独移动时说不通：收窄范围，或写 within。',
      en: 'Such as shares above 100 %, a negative rest, a loop without an answer. Mostly a range makes no sense when it moves alone: narrow it, or cut it with within.',
    },
  },
} as const satisfies Rows
