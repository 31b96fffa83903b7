import type { Rows } from './row.ts'

/** E095: what drives a figure (pipeline/sensitivity) and under which conditions a target fails (pipeline/discover). */
export const sensitivityCodes = {
  E0950: {
    slug: 'sensitivity-question',
    severity: 'error',
    zh: '没有 {id} 可问{nearest}',
    en: 'there is no {id} to ask about{nearest}',
    help: {
      zh: '可以问：一个指标或它的一部分在某年的值、峰值年份、一个目标的余量（不写年份就是判定各年中最小的）。\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml --of peak\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml --of margin.carbon-peak',
      en: 'It may be an indicator or a part of it in a year, the year of the peak, or the margin of a target (without a year the least of the years that are judged).\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml --of peak\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml --of margin.carbon-peak',
    },
  },
  E0951: {
    slug: 'sensitivity-year',
    severity: 'error',
    zh: '{id} 要在哪一年看：{found}；应为 {expected}',
    en: '{id} is asked for in {found}; it wants a year of {expected}',
    help: {
      zh: '逐年变化的数要指明年份，写在 @ 之后；目标的余量只在判定的年份有意义。\n错：peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030',
      en: 'A figure that changes by year needs its year, after an @; the margin of a target has a meaning in the years that are judged.\nwrong: peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml --of co2.total@2030',
    },
  },
  E0952: {
    slug: 'sensitivity-too-wide',
    severity: 'error',
    zh: "有 {found} 个不确定的数；Sobol' 点的两份样本合用一张方向数表，最多 {expected} 个",
    en: "{found} numbers are uncertain; two samples share one table of Sobol' directions, which holds {expected}",
    help: {
      zh: '改用 --design random；或者先用 --method morris 找出起作用的数。',
      en: 'Use --design random, or find out first with --method morris which numbers matter at all.',
    },
  },
  E0953: {
    slug: 'sensitivity-count',
    severity: 'error',
    zh: '{option} 不能是 {found}；应为 {expected}',
    en: '{option} cannot be {found}; it needs {expected}',
    help: {
      zh: "Sobol' 点的行数是 2 的幂；Morris 的水平数是偶数，轨迹至少 2 条。",
      en: "Rows of Sobol' points are a power of two; Morris takes an even number of levels and at least 2 trajectories.",
    },
  },
  E0954: {
    slug: 'sensitivity-unsound',
    severity: 'error',
    zh: '算过的 {found} 个点中没有足够的点条件都成立；最常见的是 {code}：{about}',
    en: 'of {found} points too few keep all conditions of the county; most often it is {code}: {about}',
    help: {
      zh: '收窄造成矛盾的范围；或者用 --unsound keep 把条件不成立的点也算进去。',
      en: 'Narrow the ranges that contradict each other, or take such points too with --unsound keep.',
    },
  },
  E0955: {
    slug: 'gradient-of-steps',
    severity: 'error',
    zh: '{id} 一级一级地变，梯度几乎处处为零',
    en: '{id} moves in steps: its gradient is zero nearly everywhere',
    help: {
      zh: '看达峰目标的余量，它是连续的；或者用 --method sobol、morris。\n错：peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of peak\n对：peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of margin.carbon-peak',
      en: 'Ask for the margin of the target, which is continuous, or use --method sobol or morris.\nwrong: peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of peak\nright: peakzero sensitivity scenarios/jiaocheng/reference.yaml --method gradient --of margin.carbon-peak',
    },
  },
  E0956: {
    slug: 'discover-region',
    severity: 'error',
    zh: '地区只是各县之和，它自己没有可抽的数：不能对地区找条件',
    en: 'a region is the sum of its counties and draws no number itself: conditions cannot be found for it',
    help: {
      zh: '目标在哪个县落空，就对那个县的情景运行 discover。\n错：peakzero discover scenarios/city.yaml --target carbon-peak\n对：peakzero discover scenarios/jiaocheng/reference.yaml --target carbon-peak',
      en: 'Ask discover of the scenario of the county in which the target fails.\nwrong: peakzero discover scenarios/city.yaml --target carbon-peak\nright: peakzero discover scenarios/jiaocheng/reference.yaml --target carbon-peak',
    },
  },
  W0950: {
    slug: 'sensitivity-certain',
    severity: 'warning',
    zh: '没有不确定的数影响所问的值',
    en: 'no uncertain number reaches what is asked about',
    help: {
      zh: '在数值旁边写 uncertain 或 range；gradient 也会列出没有范围的数里最要紧的。\n对：{ value: 5%, range: [3%, 7%] }',
      en: 'Write uncertain or range beside numbers; gradient also lists what matters most among numbers without a range.\nright: { value: 5%, range: [3%, 7%] }',
    },
  },
  W0951: {
    slug: 'sensitivity-broken',
    severity: 'warning',
    zh: '{found} 个点中有 {count} 个（{share}）县内条件不成立，{done}',
    en: 'at {count} of {found} points ({share}) the county breaks a condition; {done}',
    help: {
      zh: "默认不计这些点，与 ensemble 一致；剩下的点里各数不再完全独立，Sobol' 指数只是近似。--unsound keep 全部计入，指数就有严格的意义，但说的是条件不成立的县也算在内的情形。",
      en: "They are left out unless told otherwise, as ensemble does; among what remains numbers are no longer quite independent and Sobol' indices are approximate. --unsound keep takes all points: the indices then have their strict meaning, of states among which are some that cannot be.",
    },
  },
  W0952: {
    slug: 'sensitivity-few',
    severity: 'warning',
    zh: '指数只由 {found} 行得出，至少要 {expected} 行才稳',
    en: 'indices rest on {found} rows; they want at least {expected}',
    help: {
      zh: '加大 --draws，或看看为什么那么多点条件不成立。',
      en: 'Raise --draws, or see why so many points break a condition.',
    },
  },
  E0960: {
    slug: 'discover-target',
    severity: 'error',
    zh: '没有目标 {id}{nearest}',
    en: 'there is no target {id}{nearest}',
    help: {
      zh: '目标的编号是情景里 targets 下的键。\n对：peakzero discover scenarios/jiaocheng/reference.yaml --target intensity-2030',
      en: 'The id of a target is its key under targets.\nright: peakzero discover scenarios/jiaocheng/reference.yaml --target intensity-2030',
    },
  },
  W0960: {
    slug: 'discover-few',
    severity: 'warning',
    zh: '{found} 次抽样中只有 {count} 次{outcome}，至少要 {expected} 次才谈得上规律',
    en: 'in only {count} of {found} draws it is {outcome}; a pattern wants at least {expected}',
    help: {
      zh: '加大 --draws；或者用 --when 反过来问。',
      en: 'Raise --draws, or ask the other way round with --when.',
    },
  },
  W0961: {
    slug: 'discover-luck',
    severity: 'warning',
    zh: '第 {box} 个条件在没有用来寻找的那一半抽样里密度只有 {found}，寻找时是 {expected}：有一部分是巧合',
    en: 'condition {box} has a density of {found} on the draws that were not searched, {expected} on those that were: part of it is luck',
    help: {
      zh: '页面上的覆盖与密度都来自没有用来寻找的那一半。加大 --draws 会使两者接近。',
      en: 'Coverage and density on the page are those of the half that was not searched. More --draws bring the two together.',
    },
  },
} as const satisfies Rows
