import type { Rows } from './row.ts'

/** E02: shape and unit (model/field, input/bind). */
export const shapeCodes = {
  E0201: {
    slug: 'unknown-key',
    severity: 'error',
    zh: '这里没有名为 {key} 的键{nearest}',
    en: 'there is no key {key} here{nearest}',
    help: {
      zh: '写错的键若被放过，值就悄悄不起作用。键都是英文；若最接近的不是您要的，请看格式说明。\n错：capcity: 30 万t/a\n对：capacity: 30 万t/a',
      en: 'If a misspelt key were let through, its value would have no effect and nobody would know. Keys are English; see the format reference if the nearest is not the one.\nwrong: capcity: 0.3 Mt/a\nright: capacity: 0.3 Mt/a',
    },
  },
  E0202: {
    slug: 'missing-key',
    severity: 'error',
    zh: '缺少 {key}',
    en: '{key} is missing',
    help: {
      zh: '没有这个值就算不出结果，程序不替您猜。\n错：{ of: coke }\n对：{ of: coke, amount: 1 t/t }',
      en: 'Without it nothing can be computed, and the program does not guess.\nwrong: { of: coke }\nright: { of: coke, amount: 1 t/t }',
    },
  },
  E0203: {
    slug: 'wrong-shape',
    severity: 'error',
    zh: '应为{expected}，得到{found}',
    en: 'expected {expected}, found {found}',
    help: {
      zh: '这里要的是另一种写法：值、列表 [ ]，还是映射 { }。\n错：inputs: coke\n对：inputs: [{ of: coke, amount: 1 t/t }]',
      en: 'Another form is wanted here: a value, a list [ ] or a map { }.\nwrong: inputs: coke\nright: inputs: [{ of: coke, amount: 1 t/t }]',
    },
  },
  E0204: {
    slug: 'unit-dimension',
    severity: 'error',
    zh: '量纲不符：应为 {expected} 这样的量，得到 {found}',
    en: 'expected a quantity such as {expected}, found {found}',
    help: {
      zh: '每个字段有自己的量纲，差一个“每年”或“每吨”，结果就差几个数量级。吨与吨标准煤、MW 与 MWh、m3 与 Nm3、tC 与 tCO2 都是不同的量，不会悄悄换算。\n错：capacity: 30 万t\n对：capacity: 30 万t/a',
      en: 'Each field has its dimension; without “per year” or “per tonne” results are wrong by orders of magnitude. t and tce, MW and MWh, m3 and Nm3, tC and tCO2 are different things and are never converted silently.\nwrong: capacity: 0.3 Mt\nright: capacity: 0.3 Mt/a',
    },
  },
  E0205: {
    slug: 'unit-missing',
    severity: 'error',
    zh: '数 {found} 没有单位，例如写 {example}',
    en: 'the number {found} has no unit; write for example {example}',
    help: {
      zh: '没有单位的数，读的人只能猜是吨还是万吨。单位写在数的后面，中间空一格。“万”只是倍数，不是单位。\n错：capacity: 30\n对：capacity: 30 万t/a',
      en: 'With no unit a reader has to guess whether t or kt is meant. Write the unit after the number with a blank between.\nwrong: capacity: 30\nright: capacity: 0.3 Mt/a',
    },
  },
  E0206: {
    slug: 'unit-unknown',
    severity: 'error',
    zh: '不认识单位 {unit}{nearest}',
    en: 'the unit {unit} is unknown{nearest}',
    help: {
      zh: '单位是一张封闭的表，区分大小写。物质不写进单位：kgN2O 写成 n2o: … kg/t，由键说明是什么。几个量在分母上时用括号。\n错：n2o: 7 kgN2O/t\n对：n2o: 7 kg/t',
      en: 'Units are a closed list, and case counts. A species is no part of a unit: for kgN2O write n2o: … kg/t, the key says what it is. Several divisors stand in parentheses.\nwrong: n2o: 7 kgN2O/t\nright: n2o: 7 kg/t',
    },
  },
  E0207: {
    slug: 'quantity-syntax',
    severity: 'error',
    zh: '{found} 不是“数 单位”这样的量',
    en: '{found} is not a quantity of the form “number unit”',
    help: {
      zh: '量是一个数加一个单位，不是区间、算式或文字。区间写 range，算式加引号并以 = 开头。\n错：loss: 5-8%\n对：loss: { value: 6%, range: [5%, 8%] }',
      en: 'A quantity is one number and one unit, no range, sum or text. A range goes to range; an expression is quoted and begins with =.\nwrong: loss: 5-8%\nright: loss: { value: 6%, range: [5%, 8%] }',
    },
  },
  E0208: {
    slug: 'share-percent',
    severity: 'error',
    zh: '份额 {found} 大于 1 却没有 %，要写 {found}% 吗？',
    en: 'the share {found} is above 1 without %; did you mean {found}%?',
    help: {
      zh: '60 和 60% 差一百倍。份额要么写 60%，要么写 0.6。\n错：share: 60\n对：share: 60%',
      en: '60 and 60% differ a hundredfold. Write a share as 60% or as 0.6.\nwrong: share: 60\nright: share: 60%',
    },
  },
  E0209: {
    slug: 'out-of-range',
    severity: 'error',
    zh: '{found} 超出范围：应为 {expected}',
    en: '{found} is out of range: expected {expected}',
    help: {
      zh: '超出物理或定义允许的范围。先看单位是否写错（万t 写成 t，% 漏了）。\n错：utilisation: 750%\n对：utilisation: 75%',
      en: 'This is outside what physics or the definition allows. Look at the unit first (t for kt, a missing %).\nwrong: utilisation: 750%\nright: utilisation: 75%',
    },
  },
  E0210: {
    slug: 'unquoted-expression',
    severity: 'error',
    zh: '表达式要加引号：写成 "{found}"',
    en: 'quote an expression: write "{found}"',
    help: {
      zh: '以 = 开头的是表达式，里面的逗号、冒号和 # 会被 YAML 拆开，所以必须加引号。\n错：path: = gdp * 0.5\n对：path: "= gdp * 0.5"',
      en: 'What begins with = is an expression; YAML would tear it at a comma, a colon or #, so it has to be quoted.\nwrong: path: = gdp * 0.5\nright: path: "= gdp * 0.5"',
    },
  },
  E0211: {
    slug: 'choice',
    severity: 'error',
    zh: '{found} 不在可选值之内：{expected}{nearest}',
    en: '{found} is none of {expected}{nearest}',
    help: {
      zh: '这里只能从列出的值里选一个，写法要完全一样。\n错：interpolate: linar\n对：interpolate: linear',
      en: 'Only one of the listed values can stand here, written exactly so.\nwrong: interpolate: linar\nright: interpolate: linear',
    },
  },
  E0212: {
    slug: 'bad-id',
    severity: 'error',
    zh: '{found} 不能作编号：以字母或汉字开头，之后可有数字、- 和 _，最多 64 个字',
    en: '{found} cannot be an id: a letter first, then letters, digits, - and _, at most 64',
    help: {
      zh: '编号会出现在路径里（projects.a.start），所以不能有点、空格和标点。说明文字请写在 title 或 name。\n错：coke-7.65m:\n对：coke-7m65:',
      en: 'Ids are parts of paths (projects.a.start), so they hold no dots, blanks or punctuation. Put words for readers into title or name.\nwrong: coke-7.65m:\nright: coke-7m65:',
    },
  },
  E0213: {
    slug: 'bad-year',
    severity: 'error',
    zh: '{found} 不是年份，例如写 2028 或 2028-07',
    en: '{found} is no year; write 2028 or 2028-07',
    help: {
      zh: '年份是四位数，月份写在后面：2028 或 2028-07。\n错：start: "28 年"\n对：start: 2028-07',
      en: 'A year has four digits, a month follows it: 2028 or 2028-07.\nwrong: start: "year 28"\nright: start: 2028-07',
    },
  },
  E0214: {
    slug: 'series-gap',
    severity: 'error',
    zh: '序列在 {years} 没有值：{instead}',
    en: 'the series has no value in {years}: {instead}',
    help: {
      zh: '序列中间缺的年份不会被悄悄当作 0。补上值，或写明怎样插值。\n错：{ 2025: 30%, 2030: 100% }\n对：{ 2025: 30%, 2030: 100%, interpolate: linear }',
      en: 'Years missing inside a series are never taken as 0. Give the values, or say how to interpolate.\nwrong: { 2025: 30%, 2030: 100% }\nright: { 2025: 30%, 2030: 100%, interpolate: linear }',
    },
  },
  E0215: {
    slug: 'series-end',
    severity: 'error',
    zh: '序列止于 {last} 而时段到 {to}：写明 after: hold 或 after: extend',
    en: 'the series ends in {last} but the horizon in {to}: say after: hold or after: extend',
    help: {
      zh: '最后一个点之后是保持不变还是沿趋势延长，结果大不相同，要写明。\n错：{ 2025: 210 万t/a, 2030: 300 万t/a }\n对：{ 2025: 210 万t/a, 2030: 300 万t/a, after: hold }',
      en: 'Whether the last value holds or its trend goes on makes a great difference, so it has to be said.\nwrong: { 2025: 2.1 Mt/a, 2030: 3 Mt/a }\nright: { 2025: 2.1 Mt/a, 2030: 3 Mt/a, after: hold }',
    },
  },
  E0216: {
    slug: 'range-order',
    severity: 'error',
    zh: '范围 {found} 应从小到大，并包含所给的值',
    en: 'the range {found} must rise and hold the value itself',
    help: {
      zh: '范围从低到高写，所给的值应在其中。\n错：{ value: 5%, range: [8%, 6%] }\n对：{ value: 5%, range: [4%, 6%] }',
      en: 'A range is written from low to high and holds the value itself.\nwrong: { value: 5%, range: [8%, 6%] }\nright: { value: 5%, range: [4%, 6%] }',
    },
  },
  E0217: {
    slug: 'non-finite',
    severity: 'error',
    zh: '{found} 不是有限的数',
    en: '{found} is not a finite number',
    help: {
      zh: '.inf、.nan 和 1e400 不是可以计算的数。没有上限就不写这个键。\n错：at-most: .inf',
      en: '.inf, .nan and 1e400 are no numbers to compute with. Where there is no limit, leave the key out.\nwrong: at-most: .inf',
    },
  },
  E0218: {
    slug: 'price-year',
    severity: 'error',
    zh: '金额没有价格年，或价格年不是 {expected}：{found}',
    en: 'money needs the price year {expected}: {found}',
    help: {
      zh: '不同年份的元不是同一种元。价格年在 prices 里写一次；别的年份只能经所声明的平减指数（deflator）换算，它要含这两个年份。\n错：prices: 2020 … gdp: 96.4 亿元@2015\n对：prices: 2020 … gdp: 110 亿元@2020；或 deflator: { 2015: 0.9, 2020: 1 }',
      en: 'Yuan of different years are different money. State the price year once in prices; other years are converted only by the declared `deflator`, which has to reach both.\nwrong: prices: 2020 … gdp: 9640 Myuan@2015\nright: prices: 2020 … gdp: 11000 Myuan@2020; or deflator: { 2015: 0.9, 2020: 1 }',
    },
  },
  E0240: {
    slug: 'before-from',
    severity: 'error',
    zh: '{year} 早于 from: {from}，这个点不会起作用',
    en: '{year} lies before from: {from}, so that this point would have no effect',
    help: {
      zh: 'from 之前的年份保留原来的数值。要改更早的年份，把 from 提前；多半是年份写错了。\n错：{ from: 2026, 2018: 80% }\n对：{ from: 2026, 2028: 80% }',
      en: 'The years before `from` keep what stood. To change earlier years let `from` be earlier; mostly the year is a slip.\nwrong: { from: 2026, 2018: 80% }\nright: { from: 2026, 2028: 80% }',
    },
  },
} as const satisfies Rows
