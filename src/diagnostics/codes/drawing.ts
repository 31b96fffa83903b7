import type { Rows } from './row.ts'

/** E088: paths, groups and projects that are uncertain as a whole (model/spread, model/correlation, study/chances). */
export const drawingCodes = {
  E0880: {
    slug: 'band-form',
    severity: 'error',
    zh: 'band 的写法不对：{found}；应为 {expected}',
    en: 'a band cannot be read: {found}; expected {expected}',
    help: {
      zh: 'band 写在整条走势旁边，各年给出走势上下各多少（中间 90% 的半宽），persistence 说今年的偏离留到明年多少。\n错：uncertain: { band: 10% }\n对：uncertain: { band: { 2030: 10%, 2060: 40% }, persistence: 0.9 }',
      en: 'A band stands beside a whole path: by year how far up and down it reaches (half of the central 90 %); persistence says how much of a deviation is left a year later.\nwrong: uncertain: { band: 10% }\nright: uncertain: { band: { 2030: 10%, 2060: 40% }, persistence: 0.9 }',
    },
  },
  E0881: {
    slug: 'band-width',
    severity: 'error',
    zh: '没有这样的 band：{found}；应满足 {expected}',
    en: 'there is no such band: {found}; it needs {expected}',
    help: {
      zh: '半宽是走势本身的份额，最多 100%（走势不会变负）；persistence 为 1 的偏离永不消失，没有稳定的宽度。\n错：{ band: { 2030: 10%, 2060: 250% }, persistence: 0.9 }\n对：{ band: { 2030: 10%, 2060: 40% }, persistence: 0.9 }',
      en: 'Half-widths are shares of the path, 100 % at most (a path does not turn negative); with a persistence of 1 a deviation never fades, and no width would be kept.\nwrong: { band: { 2030: 10%, 2060: 250% }, persistence: 0.9 }\nright: { band: { 2030: 10%, 2060: 40% }, persistence: 0.9 }',
    },
  },
  E0882: {
    slug: 'one-of-form',
    severity: 'error',
    zh: 'one-of 写的是 {found}；应有 {expected}',
    en: 'one-of says {found}; it wants {expected}',
    help: {
      zh: '每条走势的名字和概率；stated 是 path 本身，单次运行用它，所以必须列出，其余名字写在 alternatives 里。\n错：uncertain: { one-of: { slow: 40%, fast: 60% } }\n对：alternatives: { slow: { 2030: 5%, 2060: 20% } } … uncertain: { one-of: { slow: 40%, stated: 60% } }',
      en: 'The name of each path and its chance; `stated` is `path` itself, which a single run takes, so it is listed; the other names stand in `alternatives`.\nwrong: uncertain: { one-of: { slow: 40%, fast: 60% } }\nright: alternatives: { slow: { 2030: 5%, 2060: 20% } } … uncertain: { one-of: { slow: 40%, stated: 60% } }',
    },
  },
  E0883: {
    slug: 'alternative-unused',
    severity: 'error',
    zh: '另一条走势 {id} 没有概率：one-of 里没有它，永远不会用到',
    en: 'the alternative path {id} has no chance: one-of does not name it, so nothing ever takes it',
    help: {
      zh: '在 uncertain: { one-of: … } 里给它概率，或删去它。\n错：alternatives: { slow: …, fast: … } … one-of: { slow: 40%, stated: 60% }\n对：alternatives: { slow: …, fast: … } … one-of: { slow: 30%, stated: 50%, fast: 20% }',
      en: 'Give it a chance in uncertain: { one-of: … }, or take it out.\nwrong: alternatives: { slow: …, fast: … } … one-of: { slow: 40%, stated: 60% }\nright: alternatives: { slow: …, fast: … } … one-of: { slow: 30%, stated: 50%, fast: 20% }',
    },
  },
  E0884: {
    slug: 'correlation-form',
    severity: 'error',
    zh: 'correlations 写的是 {found}；应为 {expected}',
    en: 'correlations says {found}; expected {expected}',
    help: {
      zh: '每项至少列两个不确定的数（用它们的路径，或其下只有一个不确定数的前缀），rho 在 −1 与 1 之间。\n错：correlations: [{ of: [drivers.coke], rho: 0.6 }]\n对：correlations: [{ of: [drivers.coke, drivers.steel], rho: 0.6 }]',
      en: 'Each entry lists two or more uncertain numbers (by their paths, or by what stands before one of them alone), and a rho between −1 and 1.\nwrong: correlations: [{ of: [drivers.coke], rho: 0.6 }]\nright: correlations: [{ of: [drivers.coke, drivers.steel], rho: 0.6 }]',
    },
  },
  E0885: {
    slug: 'correlation-twice',
    severity: 'error',
    zh: '{a} 与 {b} 的相关写了两次，值不同',
    en: 'the correlation of {a} and {b} is stated twice with different values',
    help: {
      zh: '一对数只有一个相关系数。\n错：[{ of: [drivers.a, drivers.b], rho: 0.6 }, { of: [drivers.a, drivers.b], rho: 0.4 }]\n对：[{ of: [drivers.a, drivers.b], rho: 0.6 }]',
      en: 'A pair has one correlation.\nwrong: [{ of: [drivers.a, drivers.b], rho: 0.6 }, { of: [drivers.a, drivers.b], rho: 0.4 }]\nright: [{ of: [drivers.a, drivers.b], rho: 0.6 }]',
    },
  },
  E0886: {
    slug: 'correlation-impossible',
    severity: 'error',
    zh: '没有哪组数能有这些相关系数：加上 {a} 与 {b} 的 {rho} 后矩阵不再正定',
    en: 'no numbers have these correlations: with {rho} between {a} and {b} the matrix is no longer positive definite',
    help: {
      zh: '两两之间可以任意，三个以上就要彼此说得通：三个数不能两两都强烈相反。没有写到的一对按 0 算。\n错：{ of: [drivers.a, drivers.b, drivers.c], rho: -0.6 }\n对：{ of: [drivers.a, drivers.b, drivers.c], rho: -0.4 }',
      en: 'Any pair may have any correlation, three or more have to agree: three numbers cannot all be strongly opposite to each other. A pair that is not named counts as 0.\nwrong: { of: [drivers.a, drivers.b, drivers.c], rho: -0.6 }\nright: { of: [drivers.a, drivers.b, drivers.c], rho: -0.4 }',
    },
  },
  E0887: {
    slug: 'correlation-of-nothing',
    severity: 'error',
    zh: 'correlations 里的 {id}：{found} 个不确定的数；要恰好一个（{expected}）',
    en: '{id} in correlations stands for {found} uncertain numbers; it has to be one ({expected})',
    help: {
      zh: '名字是一个不确定的数的路径，或其下只有一个不确定数的前缀。没有分布、没有范围的数不抽取，也就无从相关；band 与单个数不能相关，两条 band 可以。\n错：of: [drivers.coke, drivers.steel]（steel 没有 range）\n对：of: [drivers.coke, drivers.steel]（两者都有 range 或 uncertain）',
      en: 'A name is the path of an uncertain number, or what stands before one of them alone. A number without distribution and range is not drawn, so nothing correlates with it; a band goes with another band, not with a single number.\nwrong: of: [drivers.coke, drivers.steel] (steel states no range)\nright: of: [drivers.coke, drivers.steel] (both state range or uncertain)',
    },
  },
  E0888: {
    slug: 'outcome-settled',
    severity: 'error',
    zh: '项目 {id} 的进展是 {status}，{key} 说不通',
    en: 'project {id} is {status}: {key} makes no sense',
    help: {
      zh: '概率与延期只对还没有定局的项目（idea、planned、approved、building）有意义；已运行的已经在，取消或关闭的不会再来。\n错：{ status: operating, chance: 80% }\n对：{ status: building, chance: 95% }',
      en: 'A chance and a delay belong to projects that are still open (idea, planned, approved, building); what operates is there, what is cancelled or closed will not come.\nwrong: { status: operating, chance: 80% }\nright: { status: building, chance: 95% }',
    },
  },
  E0889: {
    slug: 'outcome-trace',
    severity: 'error',
    zh: '带项目开关的模型与单次运行不一致：{id}，{found}，应为 {expected}',
    en: 'the model with switches for projects differs from the single run: {id}, {found} instead of {expected}',
    help: {
      zh: '抽样时每个项目都可以不建，程序先确认：把开关拨到单次运行的样子，结果与单次运行相同。不同就不抽样。请报告这个情景；把相关项目写上 included 可以先绕过。',
      en: 'In draws any project may be missing, so the program first makes sure: with the switches as the single run has them, the figures are those of the single run. Where they are not, nothing is drawn. Please report the scenario; `included` at the projects is a way around.',
    },
  },
  E0890: {
    slug: 'default-ranges-unknown',
    severity: 'error',
    zh: '要按证据等级取默认范围，但没有 default-ranges',
    en: 'default ranges by grade are asked for, but there are no default-ranges',
    help: {
      zh: '内置库带有默认范围；写 libraries: none 的县要在自己的库里写。\n对：default-ranges: { statistics: 5%, literature: 15%, assumption: 40% }',
      en: 'The built-in libraries hold default ranges; a county with libraries: none states its own.\nright: default-ranges: { statistics: 5%, literature: 15%, assumption: 40% }',
    },
  },
  W0880: {
    slug: 'delay-idle',
    severity: 'warning',
    zh: '项目 {id} 的延期不起作用：模型里没有它的投产时间（没有产能）',
    en: 'the delay of project {id} moves nothing: the model holds no start for it (it states no capacity)',
    help: {
      zh: '投产时间随产能进入模型；process: given 的项目按各年数字给出，没有可以推迟的时间。\n错：{ process: given, status: planned, start: 2028, delay: { uniform: [0 a, 2 a] } }\n对：{ process: oven, status: planned, capacity: 400 kt/a, start: 2028, delay: { uniform: [0 a, 2 a] } }',
      en: 'A start enters the model with a capacity; a project with process: given states figures by year, and nothing that could be late.\nwrong: { process: given, status: planned, start: 2028, delay: { uniform: [0 a, 2 a] } }\nright: { process: oven, status: planned, capacity: 400 kt/a, start: 2028, delay: { uniform: [0 a, 2 a] } }',
    },
  },
} as const satisfies Rows
