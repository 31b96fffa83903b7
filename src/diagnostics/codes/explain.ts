import type { Rows } from './row.ts'

/** E08: what `explain` was asked for and does not find; saved results that cannot be used. */
export const explainCodes = {
  E0800: {
    slug: 'explain-unknown',
    severity: 'error',
    zh: '没有什么叫 {what}{nearest}',
    en: 'nothing is called {what}{nearest}',
    help: {
      zh: '可以问图上的任何数（名字@年份）、指标、错误代码、单位，以及情景里的过程、商品、措施、部门、驱动、目标。explain codes、explain indicators、explain figures 列出名字。\n错：peakzero explain co2.totl@2030 scenarios/jiaocheng/reference.yaml\n对：peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
      en: 'Any figure (name@year), indicator, code or unit can be asked for, and processes, commodities, measures, sectors, drivers and targets of a scenario. explain codes, explain indicators and explain figures list the names.\nwrong: peakzero explain co2.totl@2030 scenarios/jiaocheng/reference.yaml\nright: peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
    },
  },
  E0801: {
    slug: 'explain-ambiguous',
    severity: 'error',
    zh: '{what} 可以指几样东西：{choices}',
    en: '{what} may mean several things: {choices}',
    help: {
      zh: '同一个编号在几处都有。请写出是哪一处的，照消息里列出的写法。\n错：peakzero explain electricity scenarios/jiaocheng/reference.yaml\n对：peakzero explain commodities.electricity scenarios/jiaocheng/reference.yaml',
      en: 'One id stands in several places. Say which is meant, as the message lists them.\nwrong: peakzero explain electricity scenarios/jiaocheng/reference.yaml\nright: peakzero explain commodities.electricity scenarios/jiaocheng/reference.yaml',
    },
  },
  E0802: {
    slug: 'explain-needs-scenario',
    severity: 'error',
    zh: '{what} 是某个情景里的数，请写明哪个情景',
    en: '{what} is a figure of a scenario: name the scenario too',
    help: {
      zh: '一个数属于一次运行；指标的定义、代码和单位不需要情景。\n错：peakzero explain co2.total@2030\n对：peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
      en: 'A figure belongs to a run; definitions of indicators, codes and units need no scenario.\nwrong: peakzero explain co2.total@2030\nright: peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
    },
  },
  E0803: {
    slug: 'explain-year',
    severity: 'error',
    zh: '{what} 每年一个数，请写年份：{example}（{years}）',
    en: '{what} has a value for each year: write {example} (years {years})',
    help: {
      zh: '年份写在 @ 之后，必须在情景的年份之内。\n错：peakzero explain so2@2090 scenarios/jiaocheng/reference.yaml\n对：peakzero explain so2@2027 scenarios/jiaocheng/reference.yaml',
      en: 'The year stands behind @ and lies within the years of the scenario.\nwrong: peakzero explain so2@2090 scenarios/jiaocheng/reference.yaml\nright: peakzero explain so2@2027 scenarios/jiaocheng/reference.yaml',
    },
  },
  E0804: {
    slug: 'explain-no-data',
    severity: 'error',
    zh: '这个县没有 {what} 的数据：模型里没有可以算它的东西',
    en: 'this county has no {what}: the model holds nothing to build it from',
    help: {
      zh: '例如没有 costs 一节的县没有费用指标。explain 不带情景仍说明它的定义。\n对：peakzero explain cost.total',
      en: 'A county without a costs block, say, has no indicators of cost. Without a scenario explain still tells its definition.\nright: peakzero explain cost.total',
    },
  },
  E0805: {
    slug: 'explain-absent',
    severity: 'error',
    zh: '{what} 在这个情景里没有值：{reason}',
    en: '{what} has no value in this scenario: {reason}',
    help: {
      zh: '有些数只在特定情况下才有：达到中和才有中和年，不达标才有首次不达标的年份，有观测的年份才有观测值。\n错：peakzero explain neutrality.year scenarios/jiaocheng/reference.yaml\n对：peakzero explain neutrality.residual scenarios/jiaocheng/reference.yaml',
      en: 'Some figures exist only where something is so: a year of neutrality where it is reached, a first miss where a target is missed, an observed total in a year that was observed.\nwrong: peakzero explain neutrality.year scenarios/jiaocheng/reference.yaml\nright: peakzero explain neutrality.residual scenarios/jiaocheng/reference.yaml',
    },
  },
  E0806: {
    slug: 'explain-one-sided',
    severity: 'error',
    zh: '{what} 是两个情景之差，请用 --against 写明与哪个情景比',
    en: '{what} is a difference of two scenarios: name the other with --against',
    help: {
      zh: '情景没有写 reference 时，要说明与谁比；同一情景两年之差用 @2020..2030。\n错：peakzero explain change.co2.total@2030 scenarios/jiaocheng/reference.yaml\n对：peakzero explain change.co2.total@2020..2030 scenarios/jiaocheng/reference.yaml',
      en: 'Where a scenario names no reference, say what it is held against; two years of one scenario are @2020..2030.\nwrong: peakzero explain change.co2.total@2030 scenarios/jiaocheng/reference.yaml\nright: peakzero explain change.co2.total@2020..2030 scenarios/jiaocheng/reference.yaml',
    },
  },
  E0819: {
    slug: 'explain-move',
    severity: 'error',
    zh: '--move {move} 不成立：要写 路径=low 或 路径=high，而且那里的数写了范围{nearest}',
    en: '--move {move} does not hold: write PATH=low or PATH=high, of a number that states a range{nearest}',
    help: {
      zh: 'run --evidence 把写了范围的数逐个移到一端；explain --move 在同样的移动之后说明一个数。\n对：peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml --move commodities.coking-coal.carbon=high',
      en: 'run --evidence moves each number that states a range to an end; explain --move explains a figure after the same move.\nright: peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml --move commodities.coking-coal.carbon=high',
    },
  },
  E0820: {
    slug: 'explain-needs-study',
    severity: 'error',
    zh: '{what} 是许多次运行的数：请用 --in 写明存下的结果',
    en: '{what} is a number of many runs: name the saved result that holds it with --in',
    help: {
      zh: '分位数、可能性、指数和条件属于一次 ensemble、sensitivity 或 discover，由它们的 --format json 存下。\n对：peakzero ensemble scenarios/jiaocheng/reference.yaml --format json > e.json\n对：peakzero explain ensemble.co2.total.p50@2030 --in e.json',
      en: 'Quantiles, chances, indices and conditions belong to an ensemble, a sensitivity or a discovery, which --format json saves.\nright: peakzero ensemble scenarios/jiaocheng/reference.yaml --format json > e.json\nright: peakzero explain ensemble.co2.total.p50@2030 --in e.json',
    },
  },
  E0821: {
    slug: 'study-format',
    severity: 'error',
    zh: '{path} 不是 ensemble、sensitivity 或 discover 的结果：format 是“{found}”',
    en: '{path} is no result of ensemble, sensitivity or discover: its format is "{found}"',
    help: {
      zh: '--in 只读这三个命令用 --format json 写出的文件；一次运行的数直接问情景。\n错：peakzero explain co2.total@2030 --in result.json\n对：peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
      en: '--in reads only what these three write with --format json; a figure of one run is asked of its scenario.\nwrong: peakzero explain co2.total@2030 --in result.json\nright: peakzero explain co2.total@2030 scenarios/jiaocheng/reference.yaml',
    },
  },
  E0822: {
    slug: 'study-of-another',
    severity: 'error',
    zh: '{path} 是情景 {id} 的结果，不是 {found} 的',
    en: '{path} is a result of the scenario {id}, not of {found}',
    help: {
      zh: '--in 的结果要和所写的情景是同一个，否则旁边的单次运行会是别人的。\n对：peakzero explain ensemble.target.carbon-peak.share scenarios/jiaocheng/reference.yaml --in reference.json',
      en: 'The result of --in has to be of the scenario that is named, or the single run beside it would be that of another.\nright: peakzero explain ensemble.target.carbon-peak.share scenarios/jiaocheng/reference.yaml --in reference.json',
    },
  },
  W0820: {
    slug: 'study-is-older',
    severity: 'warning',
    zh: '{what} 现在是 {found}，{path} 里的单次运行是 {expected}：存下之后文件变过，或者叠加的不同',
    en: '{what} is {found} now, {expected} in the single run of {path}: files changed since it was saved, or overlays differ',
    help: {
      zh: '存下的结果属于当时的文件与 --with、--set。照末行的命令再算一次，或写上当时的 --with、--set。',
      en: 'A saved result belongs to the files, --with and --set of its time. Compute it again by the command in the last line, or name the same --with and --set.',
    },
  },
  E0810: {
    slug: 'result-broken',
    severity: 'error',
    zh: '{path} 不是完整的 JSON（{found}）',
    en: '{path} is no whole JSON document ({found})',
    help: {
      zh: '存下的结果要由 run --format json 写出，中途被截断或手改过的文件读不了。请重新运行一次。\n对：peakzero run scenarios/jiaocheng/reference.yaml --format json --out results',
      en: 'A saved result is what run --format json wrote; a file that was cut off or edited cannot be read. Run it again.\nright: peakzero run scenarios/jiaocheng/reference.yaml --format json --out results',
    },
  },
  E0811: {
    slug: 'result-format',
    severity: 'error',
    zh: '{path} 不是运行结果：format 是“{found}”，应为 peakzero/result@1 或 peakzero/results@1',
    en: '{path} is no result of a run: its format is "{found}", not peakzero/result@1 or peakzero/results@1',
    help: {
      zh: '别的命令也写 JSON，只有 run 的结果可以换格式；版本更新的程序写的结果，旧程序读不了。\n错：peakzero render check.json\n对：peakzero render results/reference.json --format markdown',
      en: 'Other verbs write JSON too; only results of run can be rendered, and an older program cannot read what a newer one wrote.\nwrong: peakzero render check.json\nright: peakzero render results/reference.json --format markdown',
    },
  },
  E0812: {
    slug: 'result-shape',
    severity: 'error',
    zh: '结果的 {place} 不对：应为 {expected}，实为 {found}',
    en: '{place} of the result does not fit: expected {expected}, found {found}',
    help: {
      zh: '结果按 scenarios/schema/result.json 写成；缺项或类型不对的文件不能信。请重新运行一次。\n对：peakzero run scenarios/jiaocheng/reference.yaml --format json --out results',
      en: 'A result is written by scenarios/schema/result.json; a file with something missing or of another type cannot be trusted. Run it again.\nright: peakzero run scenarios/jiaocheng/reference.yaml --format json --out results',
    },
  },
} as const satisfies Rows
