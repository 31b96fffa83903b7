import type { Rows } from './row.ts'

/** E07: what `check` holds results against: tests, approved results, waivers. */
export const stateCodes = {
  E0710: {
    slug: 'test-empty',
    severity: 'error',
    zh: '测试 {id} 没有写任何预期：什么也没查，不算通过',
    en: 'test {id} expects nothing: checking nothing is no pass',
    help: {
      zh: '每个测试至少要写一条预期。\n错：tests: { later: { given: { … } } }\n对：tests: { later: { given: { … }, expect: { n2o@2030: less } } }',
      en: 'A test says at least one thing that should come out.\nwrong: tests: { later: { given: { … } } }\nright: tests: { later: { given: { … }, expect: { n2o@2030: less } } }',
    },
  },
  E0711: {
    slug: 'test-form',
    severity: 'error',
    zh: '{found} 不是测试能写的预期',
    en: '{found} is nothing that a test can expect',
    help: {
      zh: '可写：带单位的数、[下限, 上限]、unchanged、more、less、met、missed，或映射 value/tolerance、at-least/at-most、more-by、less-by（四者取一）。容差只配一个确定的数。\n错：n2o@2030: bigger\n对：n2o@2030: { more-by: [5 kt/a, 7 kt/a] }',
      en: 'It may be a figure with its unit, [low, high], unchanged, more, less, met, missed, or a map with one of value (tolerance), at-least/at-most, more-by, less-by. A tolerance goes with one stated figure only.\nwrong: n2o@2030: bigger\nright: n2o@2030: { more-by: [5 kt/a, 7 kt/a] }',
    },
  },
  E0712: {
    slug: 'test-without-change',
    severity: 'error',
    zh: '测试 {id} 要与不改时相比，却没有写 given 或 with',
    en: 'test {id} compares with the scenario as it is, but nothing is given',
    help: {
      zh: 'unchanged、more、less、more-by、less-by 都是与原情景相比；没有改动，比较就没有意义。\n对：given: { projects.retrofit.included: false }',
      en: 'unchanged, more, less, more-by and less-by compare with the scenario as it is; without a change there is nothing to compare.\nright: given: { projects.retrofit.included: false }',
    },
  },
  E0713: {
    slug: 'test-given-idle',
    severity: 'error',
    zh: 'given 的 {path} 什么也没有改变',
    en: 'given {path} changes nothing',
    help: {
      zh: '给的值和情景里的一样，这个测试查不出任何东西。',
      en: 'The value given is the one that stands there already, so the test can find nothing.',
    },
  },
  E0714: {
    slug: 'test-mismatch',
    severity: 'error',
    zh: '{figure} 不能这样预期；应写 {expected}',
    en: 'this cannot be expected of {figure}; write {expected}',
    help: {
      zh: 'met、missed 用于目标；年份用于 peak；数值用于指标。\n错：carbon-peak: 300 万t\n对：carbon-peak: met',
      en: 'met and missed are for targets, years for peak, figures for indicators.\nwrong: carbon-peak: 3 Mt\nright: carbon-peak: met',
    },
  },
  E0715: {
    slug: 'test-figure',
    severity: 'error',
    zh: '{figure} 不是测试能查的东西{nearest}',
    en: '{figure} is nothing that a test can look at{nearest}',
    help: {
      zh: '可写：指标@年份（co2.total@2030，也可写 co2.total.of.coking@2030、balance.coke.exports@2030、activity.UNIT@2030）、peak，或一个目标的编号。\n错：co2.total: 300 万t\n对：co2.total@2030: 300 万t',
      en: 'It may be INDICATOR@YEAR (co2.total@2030; also co2.total.of.coking@2030, balance.coke.exports@2030, activity.UNIT@2030), peak, or the id of a target.\nwrong: co2.total: 3 Mt\nright: co2.total@2030: 3 Mt',
    },
  },
  E0720: {
    slug: 'approved-inputs',
    severity: 'error',
    zh: '核定结果的输入清单 {path} 用不了：{reason}',
    en: 'the list of inputs of approved results, {path}, cannot be used: {reason}',
    help: {
      zh: '清单由 check --update-approved 写出，丢失或损坏时不能判断什么变了，也就不能算通过。从版本库取回，或重新核定：\n对：peakzero check scenarios --update-approved --reason 为什么',
      en: 'The list is written by check --update-approved; where it is missing or damaged nobody can say what changed, which is no pass. Restore it, or approve again:\nright: peakzero check scenarios --update-approved --reason why',
    },
  },
  E0721: {
    slug: 'approved-layout',
    severity: 'error',
    zh: '核定结果的格式是 {found}，这个程序只认 {limit}',
    en: 'approved results of layout {found}; this program knows {limit}',
    help: {
      zh: '文件由更新的程序写出。请换用那个版本的程序，不要改这个数字。',
      en: 'A newer program wrote the file. Use that program; do not change the number.',
    },
  },
  E0722: {
    slug: 'approved-missing',
    severity: 'error',
    zh: '情景 {id} 曾经核定，核定结果 {path} 却不在了',
    en: 'scenario {id} was approved, but its approved results {path} are gone',
    help: {
      zh: '少了核定结果，结果变了也不会有人知道，所以不算通过。从版本库取回，或重新核定。',
      en: 'Without approved results nobody would learn of a change, which is no pass. Restore the file, or approve again.',
    },
  },
  E0723: {
    slug: 'approved-of-another',
    severity: 'error',
    zh: '这是 {found} 的核定结果，不是 {expected} 的',
    en: 'these are the approved results of {found}, not of {expected}',
    help: {
      zh: '情景改了编号或位置，核定结果要随之重新核定；同一县里两个情景不能同名。',
      en: 'After a scenario was renamed or moved its results are approved again; two scenarios of a county cannot share an id.',
    },
  },
  W0724: {
    slug: 'approved-none',
    severity: 'warning',
    zh: '情景 {id} 没有核定结果，别的情景有',
    en: 'scenario {id} has no approved results, other scenarios of its county have',
    help: {
      zh: '新情景的结果还没有人看过。看过以后核定。\n对：peakzero check FILE --update-approved --reason 首次核定',
      en: 'Nobody has looked at the results of a new scenario yet. Approve them once somebody has.\nright: peakzero check FILE --update-approved --reason first approval',
    },
  },
  W0725: {
    slug: 'approved-orphan',
    severity: 'warning',
    zh: '核定结果的情景 {path} 不在了',
    en: 'the scenario of these approved results, {path}, is gone',
    help: {
      zh: '情景删了，核定结果也该删掉，免得以为还有人在核对。',
      en: 'With the scenario its approved results go too, so that nobody believes they are held against something.',
    },
  },
  E0730: {
    slug: 'waiver-unknown',
    severity: 'error',
    zh: '没有警告或发现叫 {found}{nearest}',
    en: 'there is no warning or finding called {found}{nearest}',
    help: {
      zh: '写警告的代码或名称，或发现的种类 target、expectation、test、approved。\n对：code: W0602',
      en: 'Write the code or slug of a warning, or the kind of a finding: target, expectation, test, approved.\nright: code: W0602',
    },
  },
  E0732: {
    slug: 'waiver-date',
    severity: 'error',
    zh: '{found} 不是日期；应写成 2027-06-30',
    en: '{found} is no day; write it as 2027-06-30',
    help: {
      zh: '豁免必须有最后一天，到期后发现重新生效。\n对：until: 2027-06-30',
      en: 'A waiver has a last day; after it what it covered stands again.\nright: until: 2027-06-30',
    },
  },
  E0733: {
    slug: 'waiver-of-error',
    severity: 'error',
    zh: '{code} 是错误或提示，不能豁免；只有警告和发现可以',
    en: '{code} is an error or a remark and cannot be waived; only warnings and findings can',
    help: {
      zh: '有错误的文件没有可用的结果，也就没有可豁免的东西。请改文件。',
      en: 'A file with an error has no result that could be excused. Mend the file.',
    },
  },
  W0734: {
    slug: 'waiver-ended',
    severity: 'warning',
    zh: '豁免 {id} 在 {until} 到期，它所豁免的重新生效',
    en: 'waiver {id} ended on {until}; what it covered stands again',
    help: {
      zh: '解决所豁免的问题，或由负责人说明原因、改写日期。',
      en: 'Settle what was waived, or let its owner say why and set another day.',
    },
  },
  W0735: {
    slug: 'waiver-unused',
    severity: 'warning',
    zh: '豁免 {id} 没有用上：{path} 里没有 {code}',
    en: 'waiver {id} covers nothing: there is no {code} in {path}',
    help: {
      zh: '问题已经没有了，或路径写错了。删掉它，免得以后遮住别的东西。',
      en: 'What it covered is gone, or the path is wrong. Remove it, lest it hide something else one day.',
    },
  },
} as const satisfies Rows
