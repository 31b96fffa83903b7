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
} as const satisfies Rows
