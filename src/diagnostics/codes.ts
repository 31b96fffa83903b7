import type { Text } from '../text/text.ts'

export type Severity = 'error' | 'warning' | 'info'

/**
 * Every message that a user may get about a file: one row a cause. Codes are stable for ever, wording may change.
 * `zh` and `en` carry the same names in braces. `help` says what to write instead. Families: E01 text (YAML, CSV, files),
 * E02 shape and unit, E03 ids and `extends`, E04 the domain, E05 numbers, W06 modelling warnings.
 */
export const codes = {
  // E01: the text itself (input/document, input/table, input/load)
  E0101: {
    slug: 'yaml-syntax',
    severity: 'error',
    zh: 'YAML 写法有误：{reason}',
    en: 'this is not valid YAML: {reason}',
    help: {
      zh: '文件读不成 YAML：常见的是冒号后少空格、引号没有配对、缩进不齐。先看标出的那一行和它的上一行。\n错：capacity:30 万t/a\n对：capacity: 30 万t/a',
      en: 'The file cannot be read as YAML: often a blank is missing after a colon, a quote is not closed or the indentation is uneven. Look at the marked line and the one above.\nwrong: capacity:0.3 Mt/a\nright: capacity: 0.3 Mt/a',
    },
  },
  E0102: {
    slug: 'yaml-size',
    severity: 'error',
    zh: '文件太大：{found}，上限 {limit}',
    en: 'the file is too large: {found}, the limit is {limit}',
    help: {
      zh: '太大的文件多半不是手写的情景。长的设施清单请放进 CSV 表。\n对：facilities: { table: facilities.csv, columns: { capacity: { unit: 万t/a } } }',
      en: 'A file of this size is hardly a scenario written by hand. Put long lists of facilities into a CSV table.\nright: facilities: { table: facilities.csv, columns: { capacity: { unit: kt/a } } }',
    },
  },
  E0103: {
    slug: 'yaml-depth',
    severity: 'error',
    zh: '嵌套太深，上限 {limit} 层',
    en: 'nested too deeply, the limit is {limit} levels',
    help: {
      zh: '正常的情景不到十层。嵌套很深多半是括号没有配对。\n错：a: {{{{\n对：a: { b: 1 }',
      en: 'A scenario has fewer than ten levels. Deep nesting mostly means that a bracket is not closed.\nwrong: a: {{{{\nright: a: { b: 1 }',
    },
  },
  E0104: {
    slug: 'yaml-nodes',
    severity: 'error',
    zh: '内容太多：超过 {limit} 个节点',
    en: 'too much content: more than {limit} nodes',
    help: {
      zh: '节点总数有上限，免得一个文件占尽内存。请拆成几个文件用 extends 合并，或把清单放进 CSV。\n对：extends: [sectors.yaml, projects.yaml]',
      en: 'The number of nodes is limited so that one file cannot take all memory. Split it and join with extends, or move lists into CSV.\nright: extends: [sectors.yaml, projects.yaml]',
    },
  },
  E0105: {
    slug: 'encoding',
    severity: 'error',
    zh: '文件不是 UTF-8 文本：{reason}',
    en: 'the file is not UTF-8 text: {reason}',
    help: {
      zh: '只读 UTF-8。记事本或表格软件可能存成了 GBK 或 UTF-16：另存时选 UTF-8。',
      en: 'Only UTF-8 is read. Notepad or a spreadsheet may have saved GBK or UTF-16: choose UTF-8 in “save as”.',
    },
  },
  E0106: {
    slug: 'control-character',
    severity: 'error',
    zh: '含有看不见的控制字符 {character}',
    en: 'it holds the invisible control character {character}',
    help: {
      zh: '看不见的字符会让两个看似相同的编号不同，也能藏住文字。请删掉它；多半是从网页或文档里粘贴来的。',
      en: 'An invisible character makes two ids that look alike differ, and can hide text. Delete it; it mostly comes with text pasted from a page or a document.',
    },
  },
  E0107: {
    slug: 'yaml-documents',
    severity: 'error',
    zh: '一个文件只能有一个 YAML 文档',
    en: 'a file holds one YAML document',
    help: {
      zh: '一个文件一个 kind。第二个 --- 之后的内容请另存成文件，再用 extends 或 libraries 引用。\n错：kind: scenario … --- … kind: baseline\n对：extends: [second.yaml]',
      en: 'One file, one kind. Save what follows the second --- as a file of its own and refer to it by extends or libraries.\nwrong: kind: scenario … --- … kind: baseline\nright: extends: [second.yaml]',
    },
  },
  E0108: {
    slug: 'yaml-alias',
    severity: 'error',
    zh: '不支持锚点与别名（& 和 *）',
    en: 'anchors and aliases (& and *) are not supported',
    help: {
      zh: '锚点让一处的值悄悄出现在别处，来源就说不清了。共用的值请放进库，或用 extends。\n错：b: *a\n对：extends: [shared.yaml]',
      en: 'An anchor makes a value appear elsewhere unseen, and its source is lost. Put shared values into a library, or use extends.\nwrong: b: *a\nright: extends: [shared.yaml]',
    },
  },
  E0109: {
    slug: 'yaml-tag',
    severity: 'error',
    zh: '不支持标签 {tag}',
    en: 'the tag {tag} is not supported',
    help: {
      zh: '标签会改变值的类型，这里的类型由字段决定。删掉标签即可。\n错：share: !!float 5%\n对：share: 5%',
      en: 'A tag changes the type of a value; here the field decides the type. Delete the tag.\nwrong: share: !!float 5%\nright: share: 5%',
    },
  },
  E0110: {
    slug: 'yaml-merge',
    severity: 'error',
    zh: '不支持合并键 <<，请用 extends',
    en: 'the merge key << is not supported; use extends',
    help: {
      zh: '合并键不记录来历。用 extends：按编号合并，后者优先，resolve --blame 能说出每个值来自哪里。\n错：<<: *base\n对：extends: [base.yaml]',
      en: 'A merge key keeps no record. Use extends: it merges by id, later wins, and resolve --blame tells where each value came from.\nwrong: <<: *base\nright: extends: [base.yaml]',
    },
  },
  E0111: {
    slug: 'yaml-directive',
    severity: 'error',
    zh: '不支持 YAML 指令 {directive}',
    en: 'the YAML directive {directive} is not supported',
    help: {
      zh: '文件按 YAML 1.2 读，不需要指令。删掉以 % 开头的那一行。\n错：%YAML 1.1',
      en: 'Files are read as YAML 1.2 and need no directive. Delete the line that begins with %.\nwrong: %YAML 1.1',
    },
  },
  E0112: {
    slug: 'duplicate-key',
    severity: 'error',
    zh: '键 {key} 写了两次',
    en: 'the key {key} is written twice',
    help: {
      zh: '同一个键写两次，后一个会悄悄盖住前一个。留下要的那一个；两个年份就写两个年份。\n错：{ 2030: 30%, 2030: 40% }\n对：{ 2030: 30%, 2035: 40% }',
      en: 'Of a key written twice the later would hide the earlier unseen. Keep the one that is meant.\nwrong: { 2030: 30%, 2030: 40% }\nright: { 2030: 30%, 2035: 40% }',
    },
  },
  E0113: {
    slug: 'empty-file',
    severity: 'error',
    zh: '文件没有内容',
    en: 'the file has no content',
    help: {
      zh: '空文件不是空情景。至少写 kind 和 id。\n对：kind: overlay',
      en: 'An empty file is no empty scenario. Write at least kind and id.\nright: kind: overlay',
    },
  },
  E0114: {
    slug: 'root-map',
    severity: 'error',
    zh: '文件最外层应是“键: 值”的映射',
    en: 'the outermost level must be a map of key: value',
    help: {
      zh: '每个文件以 kind 开头，是“键: 值”的映射，不是列表，也不是一句话。\n错：- kind: scenario\n对：kind: scenario',
      en: 'Each file begins with kind and is a map of key: value, neither a list nor a sentence.\nwrong: - kind: scenario\nright: kind: scenario',
    },
  },
  E0115: {
    slug: 'reserved-key',
    severity: 'error',
    zh: '键 {key} 不能用',
    en: 'the key {key} cannot be used',
    help: {
      zh: '这些名字在 JavaScript 里另有含义（__proto__、constructor 等），不能作键或编号。换一个名字。\n错：constructor: 5%\n对：builder: 5%',
      en: 'These names mean something else in JavaScript (__proto__, constructor and the like) and cannot be keys or ids. Choose another.\nwrong: constructor: 5%\nright: builder: 5%',
    },
  },
  E0116: {
    slug: 'torn-value',
    severity: 'error',
    zh: '{found} 被 YAML 在逗号处拆开了，请加引号或改写成映射',
    en: '{found} was torn apart by YAML at its comma; quote it or write a map',
    help: {
      zh: '在 { } 和 [ ] 里，逗号分开条目：带逗号的值会被拆成两半。加引号，或不用千位逗号。\n错：{ hours: 5,200 h/a }\n对：{ hours: "5,200 h/a" }',
      en: 'Inside { } and [ ] a comma parts entries: a value with a comma is torn in two. Quote it, or leave the comma out.\nwrong: { hours: 5,200 h/a }\nright: { hours: "5,200 h/a" }',
    },
  },
  E0117: {
    slug: 'full-width',
    severity: 'error',
    zh: '这里用了全角字符 {character}，请用半角 {instead}',
    en: 'the full-width character {character} stands here; write {instead}',
    help: {
      zh: '全角的数字和符号看着一样，却是另外的字符，YAML 和数都读不懂。切到半角输入法重写。\n错：产能： ３０ 万t\n对：capacity: 30 万t/a',
      en: 'Full-width digits and signs look alike but are other characters; neither YAML nor a number can be read from them. Type it in half-width.\nwrong: capacity\uff1a \uff13\uff10 t\nright: capacity: 0.3 Mt/a',
    },
  },
  E0118: {
    slug: 'yaml-tab',
    severity: 'error',
    zh: '缩进用了制表符，请用空格',
    en: 'a tab is used for indentation; use spaces',
    help: {
      zh: 'YAML 不许用制表符缩进。请让编辑器把 Tab 换成两个空格。',
      en: 'YAML does not allow tabs for indentation. Let the editor write two blanks for Tab.',
    },
  },
  E0119: {
    slug: 'number-format',
    severity: 'error',
    zh: '数 {found} 的写法会被误读，请写成普通十进制数',
    en: 'the number {found} can be misread; write a plain decimal number',
    help: {
      zh: '这样的数各家读法不同：012 可能是十，1_000 可能是文字，1,5 可能是一点五，太长的整数会丢位。写普通十进制数；千位逗号只能三位一组；数不加引号。\n错：amount: 1,5 t\n对：amount: 1.5 t',
      en: 'Programs read such numbers differently: 012 may be ten, 1_000 a text, 1,5 one and a half, and a very long integer loses digits. Write a plain decimal number; commas only between groups of three; no quotes around a bare number.\nwrong: amount: 1,5 t\nright: amount: 1.5 t',
    },
  },
  E0120: {
    slug: 'table',
    severity: 'error',
    zh: '表格有误：{reason}',
    en: 'the table is wrong: {reason}',
    help: {
      zh: '表的第一行是列名，每列一个单位，写在 columns 里；格子里只写数。\n对：columns: { capacity: { unit: 万t/a } }',
      en: 'The first row of a table holds the names of columns; each column has one unit, given in columns; cells hold numbers only.\nright: columns: { capacity: { unit: kt/a } }',
    },
  },
  E0121: {
    slug: 'file-missing',
    severity: 'error',
    zh: '找不到文件 {path}',
    en: 'there is no file {path}',
    help: {
      zh: '路径从写它的那个文件算起，用 / 分隔，大小写要一致。\n错：extends: [Overlays\\n2o.yaml]\n对：extends: [overlays/n2o.yaml]',
      en: 'A path starts from the file in which it is written, with / between folders; upper and lower case count.\nwrong: extends: [Overlays\\n2o.yaml]\nright: extends: [overlays/n2o.yaml]',
    },
  },
  E0122: {
    slug: 'file-outside',
    severity: 'error',
    zh: '路径 {path} 不在项目之内，或不是普通的 .yaml/.csv 文件',
    en: 'the path {path} is outside the project, or no plain .yaml/.csv file',
    help: {
      zh: '只读项目之内的普通文件（项目根是有 peakzero.yaml 或 .git 的最近一级文件夹），这样打开别人的情景也安全。\n错：extends: [../../other/x.yaml]\n对：extends: [overlays/x.yaml]',
      en: 'Only plain files inside the project are read (its root is the nearest folder with peakzero.yaml or .git), so that opening a scenario from somebody else is safe.\nwrong: extends: [../../other/x.yaml]\nright: extends: [overlays/x.yaml]',
    },
  },
  E0123: {
    slug: 'nothing-to-check',
    severity: 'error',
    zh: '{path} 下没有可用的文件：什么也没查，不算通过',
    en: 'no usable file under {path}: checking nothing is no pass',
    help: {
      zh: '路径写错时什么也查不到；把它当作通过会骗人。请核对文件夹名。',
      en: 'A wrong path finds nothing to check; to call that a pass would deceive. Check the name of the folder.',
    },
  },
  E0124: {
    slug: 'file-unreadable',
    severity: 'error',
    zh: '文件 {path} 读不了（{cause}）',
    en: 'the file {path} cannot be read ({cause})',
    help: {
      zh: '文件在那里，但打不开：多半是没有读权限，或它是文件夹。',
      en: 'The file is there but cannot be opened: mostly the right to read it is missing, or it is a folder.',
    },
  },
  // E02: shape and unit (model/field, input/bind)
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
      zh: '不同年份的元不是同一种元。价格年在 prices 里写一次；别的年份只能经所声明的平减指数换算。\n错：gdp: 96.4 亿元@2015\n对：prices: 2020 … gdp: 110 亿元@2020',
      en: 'Yuan of different years are different money. State the price year once in prices; other years are converted only by the declared deflator.\nwrong: gdp: 9640 Myuan@2015\nright: prices: 2020 … gdp: 11000 Myuan@2020',
    },
  },
  // E03: ids and extends (input/extend, input/resolve)
  E0301: {
    slug: 'unknown-id',
    severity: 'error',
    zh: '没有叫 {id} 的{what}{nearest}',
    en: 'there is no {what} called {id}{nearest}',
    help: {
      zh: '引用的编号要先在库、基线或情景里定义。先看拼写，再看 libraries 是否列了那个库。\n错：{ of: coke-oven-gass }\n对：{ of: coke-oven-gas }',
      en: 'An id has to be defined in a library, baseline or scenario before it is used. Check the spelling, then whether libraries lists that library.\nwrong: { of: coke-oven-gass }\nright: { of: coke-oven-gas }',
    },
  },
  E0302: {
    slug: 'duplicate-id',
    severity: 'error',
    zh: '编号 {id} 用了两次（不分大小写）',
    en: 'the id {id} is used twice (upper and lower case are the same)',
    help: {
      zh: '编号不分大小写，同类里只能有一个。换一个名字；若要改写原来的值，请在叠加文件里写。\n错：Coke-A: … coke-a: …\n对：coke-a: … coke-b: …',
      en: 'Ids ignore case and are unique within their kind. Choose another name; to change the first one, write an overlay.\nwrong: Coke-A: … coke-a: …\nright: coke-a: … coke-b: …',
    },
  },
  E0303: {
    slug: 'extends-cycle',
    severity: 'error',
    zh: 'extends 绕成了圈：{path}',
    en: 'extends goes round in a circle: {path}',
    help: {
      zh: '一个文件不能绕回来继承自己。把共用部分移到第三个文件。\n错：a.yaml: extends: [b.yaml] … b.yaml: extends: [a.yaml]\n对：a.yaml: extends: [shared.yaml]',
      en: 'A file cannot inherit from itself, even by a detour. Move what both share to a third file.\nwrong: a.yaml: extends: [b.yaml] … b.yaml: extends: [a.yaml]\nright: a.yaml: extends: [shared.yaml]',
    },
  },
  E0304: {
    slug: 'override-nothing',
    severity: 'error',
    zh: '这处改写什么也没改变：{path} 原来就是这个值',
    en: 'this override changes nothing: {path} had this value already',
    help: {
      zh: '改写成原来的值多半是笔误，或者被改的文件已经变了。删掉这一行，或写上新的值。',
      en: 'To override a value by the same value is mostly a slip, or the file beneath has changed. Delete the line, or write the new value.',
    },
  },
  E0305: {
    slug: 'remove-nothing',
    severity: 'error',
    zh: '要删的 {path} 本来就没有',
    en: 'there is no {path} to remove',
    help: {
      zh: 'null 用来删掉下层文件里的条目；下层没有它，说明名字写错了。\n错：projects: { no-such-project: null }',
      en: 'null removes an entry of the file beneath; there is none, so the name is likely wrong.\nwrong: projects: { no-such-project: null }',
    },
  },
  E0306: {
    slug: 'wrong-kind',
    severity: 'error',
    zh: '{path} 是 {found}，这里应为 {expected}',
    en: '{path} is a {found}; a {expected} is wanted here',
    help: {
      zh: '每种文件有自己的用处：extends 要情景或叠加文件，baseline 要基线，libraries 要库。\n错：baseline: overlays/n2o.yaml\n对：baseline: jiaocheng',
      en: 'Each kind of file has its use: extends takes scenarios and overlays, baseline a baseline, libraries a library.\nwrong: baseline: overlays/n2o.yaml\nright: baseline: jiaocheng',
    },
  },
  E0307: {
    slug: 'observed-year',
    severity: 'error',
    zh: '{year} 年已有观测值，情景不能改它（观测到 {to} 年）',
    en: '{year} is an observed year; a scenario cannot assign it (observed to {to})',
    help: {
      zh: '观测到的年份是事实，情景只能改以后的年份。\n错：{ 2024: 40% }\n对：{ from: 2026, 2030: 40% }',
      en: 'Observed years are facts; a scenario changes later years only.\nwrong: { 2024: 40% }\nright: { from: 2026, 2030: 40% }',
    },
  },
  E0308: {
    slug: 'path-unknown',
    severity: 'error',
    zh: '没有 {path} 这个路径{nearest}',
    en: 'there is no path {path}{nearest}',
    help: {
      zh: '路径由键和编号用点连成，从情景的最外层写起。\n错：--set measure.ccus.adoption.2050=80%\n对：--set measures.ccus.adoption.2050=80%',
      en: 'A path joins keys and ids by dots, from the outermost level of the scenario.\nwrong: --set measure.ccus.adoption.2050=80%\nright: --set measures.ccus.adoption.2050=80%',
    },
  },
  E0309: {
    slug: 'overlay-for',
    severity: 'error',
    zh: '这个叠加文件是给 {for} 的，不是给 {found} 的',
    en: 'this overlay is for {for}, not for {found}',
    help: {
      zh: '叠加文件在 for 里写明它改的是哪个县；用到别处，编号对不上。\n对：for: jiaocheng',
      en: 'An overlay says in for which county it changes; elsewhere its ids mean nothing.\nright: for: jiaocheng',
    },
  },
  E0310: {
    slug: 'sector-cycle',
    severity: 'error',
    zh: '{what} 绕成了圈：{path}',
    en: 'the {what} go round in a circle: {path}',
    help: {
      zh: '部门的从属和依赖关系应是一棵树，不能自己包含自己。',
      en: 'Sectors and needs form a tree; nothing contains or needs itself by a detour.',
    },
  },
  E0311: {
    slug: 'expression',
    severity: 'error',
    zh: '表达式不能用：{reason}',
    en: 'this expression cannot be used: {reason}',
    help: {
      zh: '表达式只认：+ − * / ^、比较、and or not、?:、min max abs exp log sqrt clamp、last、year 和已声明的编号。减号两边空一格，没有空格的连字符是编号的一部分。\n错："= gdp-growth"\n对："= gdp - growth"',
      en: 'Expressions know + − * / ^, comparison, and or not, ?:, min max abs exp log sqrt clamp, last, year and declared ids. Write minus with blanks; a hyphen without blanks belongs to the id.\nwrong: "= gdp-growth"\nright: "= gdp - growth"',
    },
  },
  E0312: {
    slug: 'never-alone',
    severity: 'error',
    zh: '{kind} 不能单独运行，请运行引用它的情景',
    en: 'a {kind} is never run alone; run a scenario that uses it',
    help: {
      zh: '叠加文件、库和政策都只是情景的一部分。运行引用它的情景。\n错：peakzero run overlays/n2o.yaml\n对：peakzero run scenarios/jiaocheng',
      en: 'Overlays, libraries and policies are parts of a scenario. Run the scenario that uses them.\nwrong: peakzero run overlays/n2o.yaml\nright: peakzero run scenarios/jiaocheng',
    },
  },
  E0313: {
    slug: 'extends-depth',
    severity: 'error',
    zh: 'extends 的层数超过 {limit}',
    en: 'extends goes deeper than {limit} files',
    help: {
      zh: '继承一层套一层，读的人已看不清一个值从哪里来。请并成几个叠加文件，列在同一个 extends 里。\n对：extends: [reference.yaml, overlays/a.yaml, overlays/b.yaml]',
      en: 'With so many files on top of each other nobody sees where a value comes from. Join them, and list overlays side by side.\nright: extends: [reference.yaml, overlays/a.yaml, overlays/b.yaml]',
    },
  },
  // E04: the domain (engine/compile)
  E0401: {
    slug: 'lead-missing',
    severity: 'error',
    zh: '过程 {id} 应有且只有一个 lead: true 的产出，现有 {found} 个',
    en: 'process {id} needs exactly one output with lead: true, it has {found}',
    help: {
      zh: '活动量按主产出计；没有主产出或有两个，就不知道“每单位”是每什么。\n错：outputs: [{ of: coke, amount: 1 t/t }]\n对：outputs: [{ of: coke, lead: true, amount: 1 t/t }]',
      en: 'Activity is counted in the lead output; with none or two of them “per unit” has no meaning.\nwrong: outputs: [{ of: coke, amount: 1 t/t }]\nright: outputs: [{ of: coke, lead: true, amount: 1 t/t }]',
    },
  },
  E0402: {
    slug: 'carbon-open',
    severity: 'error',
    zh: '过程 {id} 的碳不平：投入 {in} kgC，产出 {out} kgC，差 {gap}（容差 {tolerance}）',
    en: 'the carbon of process {id} does not close: {in} kgC in, {out} kgC out, a gap of {gap} (tolerance {tolerance})',
    help: {
      zh: '碳不会消失：进去的碳要么在产品里，要么排掉，要么存住。常见的原因是漏了一种产出，或含碳量用了别的基（干基、收到基）。',
      en: 'Carbon does not vanish: what goes in leaves in products, is emitted or is stored. Often an output is missing, or a carbon content is on another basis (dry, as received).',
    },
  },
  E0403: {
    slug: 'carbon-unaccounted',
    severity: 'error',
    zh: '过程 {id} 的 {commodity} 带碳，却不属于任何排放核算方法',
    en: '{commodity} of process {id} carries carbon but belongs to no accounting method',
    help: {
      zh: '带碳的流必须恰好归一种核算方法，否则它的碳要么漏算，要么算两次。\n对：emits: [carbon-balance]',
      en: 'Each flow that carries carbon belongs to exactly one accounting method, or its carbon is lost or counted twice.\nright: emits: [carbon-balance]',
    },
  },
  E0404: {
    slug: 'outlets-missing',
    severity: 'error',
    zh: '{commodity} 是不能外卖的副产，却没有写 outlets（去向）',
    en: '{commodity} is a by-product that cannot be sold; say where it goes: outlets',
    help: {
      zh: '不能外卖的副产（如焦炉煤气）总要有去处。写出先后顺序和余下的归宿。\n对：outlets: [{ to: captive-power }] … rest: flare',
      en: 'A by-product that cannot be sold (such as coke-oven gas) has to go somewhere. Give the order, and what takes the rest.\nright: outlets: [{ to: captive-power }] … rest: flare',
    },
  },
  E0405: {
    slug: 'not-an-outlet',
    severity: 'error',
    zh: '{id} 用 {commodity}，却不在它的 outlets 里',
    en: '{id} uses {commodity} but is not among its outlets',
    help: {
      zh: '用了这种副产的设施要列在它的 outlets 里，否则分配顺序不明。\n对：outlets: [{ to: captive-power }]',
      en: 'Whatever uses such a by-product is listed among its outlets; else nobody knows its turn.\nright: outlets: [{ to: captive-power }]',
    },
  },
  E0406: {
    slug: 'does-not-use',
    severity: 'error',
    zh: '{id} 并不{verb} {commodity}',
    en: '{id} does not {verb} {commodity}',
    help: {
      zh: '只能改这个过程真正用到或产出的商品。看过程的 inputs 和 outputs。',
      en: 'Only what the process really uses or makes can be changed. See its inputs and outputs.',
    },
  },
  E0407: {
    slug: 'shares-over-one',
    severity: 'error',
    zh: '{what} 在 {year} 年合计 {found}，应为 {expected}',
    en: '{what} sum to {found} in {year}, expected {expected}',
    help: {
      zh: '份额的合计不对，多出或缺少的部分没有归属。核对每一年，插值的年份也算。\n错：{ a: 60%, b: 50% }\n对：{ a: 60%, b: 40% }',
      en: 'The shares do not add up, so something belongs to nobody or to two. Check each year, interpolated ones too.\nwrong: { a: 60%, b: 50% }\nright: { a: 60%, b: 40% }',
    },
  },
  E0408: {
    slug: 'loop-gain',
    severity: 'error',
    zh: '这个环路自用多于自产：{path}',
    en: 'this loop uses more of itself than it makes: {path}',
    help: {
      zh: '生产一单位要用掉一单位以上的自己，产量就没有解。看环路上的单耗，多半差了一个单位。',
      en: 'If making one unit takes more than one unit of the same, no output solves it. Look at the inputs along the loop; a unit is likely wrong.',
    },
  },
  E0409: {
    slug: 'rest-negative',
    severity: 'error',
    zh: '{sector} 在 {year} 年：设施增加值之和 {found} 超过部门总额 {limit}',
    en: 'in {year} the facilities of {sector} add {found}, more than the whole sector: {limit}',
    help: {
      zh: '设施之和超过部门总额，剩下的就成了负数。核对设施的增加值，或部门总额的口径。',
      en: 'The facilities exceed the whole sector, so its rest is negative. Check their value added, or the scope of the total.',
    },
  },
  E0410: {
    slug: 'expression-unit',
    severity: 'error',
    zh: '表达式的单位是 {found}，应为 {expected}',
    en: 'the expression is in {found}, expected {expected}',
    help: {
      zh: '表达式算出的单位与字段不同，多半漏乘或多除了一项。\n错："= gdp"\n对："= gdp * intensity"',
      en: 'The expression comes out in another unit than the field; mostly a factor is missing or one too many.\nwrong: "= gdp"\nright: "= gdp * intensity"',
    },
  },
  E0411: {
    slug: 'energy-open',
    severity: 'error',
    zh: '过程 {id} 的能量损失 {found} 不在 {expected} 之内',
    en: 'the energy loss of process {id} is {found}, outside {expected}',
    help: {
      zh: '投入与产出的能量差应在声明的损失之内。核对热值，以及是否漏了蒸汽或电。\n对：loss: [8%, 12%]',
      en: 'The energy that goes in and comes out may differ by the declared loss. Check calorific values, and whether steam or power is missing.\nright: loss: [8%, 12%]',
    },
  },
  E0412: {
    slug: 'carbon-created',
    severity: 'error',
    zh: '过程 {id} 产出的碳比投入的多 {gap}：每单位投入 {in} kgC，产出 {out} kgC',
    en: '{gap} more carbon comes out of process {id} than goes in: {in} kgC in, {out} kgC out per unit',
    help: {
      zh: '碳不会凭空产生：产出的含碳量写高了，或投入漏写了一种。也可能投入按收到基、产出按干基。\n错：coke-oven-gas: 4200 Nm3/t\n对：coke-oven-gas: 420 Nm3/t',
      en: 'Carbon is not made from nothing: the carbon of an output is too high, an input is missing, or inputs are as received and outputs dry.\nwrong: coke-oven-gas: 4200 Nm3/t\nright: coke-oven-gas: 420 Nm3/t',
    },
  },
  E0413: {
    slug: 'loop-size',
    severity: 'error',
    zh: '环路里需要断开的商品有 {found} 个，上限 8',
    en: 'the loop needs {found} torn commodities, at most 8 are allowed',
    help: {
      zh: '环路太大，逐年求解会慢而不稳。看是否有不该相连的过程，或把小的回用写成净量。',
      en: 'So large a loop is slow and unstable to solve each year. Look for processes that should not be connected, or give small recycling as a net amount.',
    },
  },
  E0414: {
    slug: 'replacement-ratio',
    severity: 'error',
    zh: '{id} 置换：关停 {closed}，新建 {built}，比例 {found} 低于要求 {expected}',
    en: '{id} replaces {closed} by {built}: the ratio {found} is below {expected}',
    help: {
      zh: '产能置换按“关停 ÷ 新建”计。多关、少建，或换一条政策依据。\n错：replaces: { units: [a], ratio: 1.0 }\n对：replaces: { units: [a, b], ratio: 1.25 }',
      en: 'Replacement is counted as closed ÷ new. Close more, build less, or name another policy.\nwrong: replaces: { units: [a], ratio: 1.0 }\nright: replaces: { units: [a, b], ratio: 1.25 }',
    },
  },
  E0415: {
    slug: 'energy-created',
    severity: 'error',
    zh: '过程 {id} 产出的能量多于投入：每单位投入 {in} GJ，产出 {out} GJ',
    en: 'more energy comes out of process {id} than goes in: {in} GJ in, {out} GJ out per unit',
    help: {
      zh: '能量不会凭空产生。看热值的单位（kJ 与 kcal）、煤气的标准体积，或漏写的燃料。\n错：lhv: 4000 kJ/Nm3 … 17000 MJ/Nm3\n对：lhv: 17 MJ/Nm3',
      en: 'Energy is not made from nothing. Look at calorific values (kJ or kcal), gas volumes at 0 °C, or a fuel left out.\nwrong: lhv: 4000 kJ/Nm3 … 17000 MJ/Nm3\nright: lhv: 17 MJ/Nm3',
    },
  },
  E0417: {
    slug: 'balance-negative',
    severity: 'error',
    zh: '{id} 的碳平衡为负：带走的碳比投入的多 {gap}',
    en: 'the carbon balance of {id} is negative: {gap} more carbon leaves than enters',
    help: {
      zh: '措施或本设施的系数把投入的碳减到了产出之下。减少原料的措施要同时减少产出。\n错：{ input: coking-coal, relative: 20% }\n对：{ input: coke-oven-gas, relative: 5% }',
      en: 'A measure or the unit’s own coefficients cut the carbon that goes in below what comes out. A measure that saves feedstock must also cut the output.\nwrong: { input: coking-coal, relative: 20% }\nright: { input: coke-oven-gas, relative: 5% }',
    },
  },
  E0418: {
    slug: 'not-a-supplier',
    severity: 'error',
    zh: '{id} 写了 operation: demand，却不在 {commodity} 的 suppliers 里，不会有需求找它',
    en: '{id} says operation: demand but is not among the suppliers of {commodity}: nothing will ask it to run',
    help: {
      zh: '按需求运行的设施要写进它主产品的 suppliers，按先后次序分担需求。\n对：coke: { suppliers: [coke-a, coke-b] }',
      en: 'A facility that runs on demand must stand in the suppliers of its lead product, in the order in which they share the demand.\nright: coke: { suppliers: [coke-a, coke-b] }',
    },
  },
  E0419: {
    slug: 'push-and-pull',
    severity: 'error',
    zh: '{commodity} 既写了 suppliers 又写了 outlets：要么按需求拉动，要么按副产分配',
    en: '{commodity} has both suppliers and outlets: it is either pulled by demand or shared out as a by-product',
    help: {
      zh: '按需求生产的商品写 suppliers；随主产品一起产生的副产写 outlets。两个都写就说不清谁定活动量。\n对：只留其中一个',
      en: 'What is made on demand has suppliers; what comes along with another product has outlets. With both, nothing says what sets the activity.\nright: keep one of the two',
    },
  },
  E0416: {
    slug: 'combustion-data',
    severity: 'error',
    zh: '{commodity} 被当燃料烧，却没有 {missing}',
    en: '{commodity} is burnt as a fuel but has no {missing}',
    help: {
      zh: '烧一种燃料要知道它的热值、含碳量和氧化率，并写出来源。\n对：{ lhv: 20.9 GJ/t, carbon: 26.4 tC/TJ, oxidation: 99% }',
      en: 'To burn a fuel its calorific value, carbon content and oxidation have to be known, with their source.\nright: { lhv: 20.9 GJ/t, carbon: 26.4 tC/TJ, oxidation: 99% }',
    },
  },
  E0420: {
    slug: 'stream-missing',
    severity: 'error',
    zh: '{id} 没有名为 {stream} 的 CO2 气流；现有：{expected}',
    en: '{id} has no CO2 stream {stream}; it has: {expected}',
    help: {
      zh: '捕集只能作用于过程里写明的一股 CO2（streams），否则捕集的量没有依据。\n对：streams: { vent: { name: 脱碳尾气, of: carbon-balance, share: 60% } } … capture: { stream: vent, rate: 90% }',
      en: 'Capture acts on a stream that the process declares (streams); else the amount captured rests on nothing.\nright: streams: { vent: { name: CO2 vent, of: carbon-balance, share: 60% } } … capture: { stream: vent, rate: 90% }',
    },
  },
  E0421: {
    slug: 'over-potential',
    severity: 'error',
    zh: '措施 {id} 在 {year} 年的采用率 {found} 超过它的潜力 {limit}',
    en: 'measure {id} is adopted by {found} in {year}, more than its potential of {limit}',
    help: {
      zh: '潜力是这项措施最多能用到的份额。降低采用率；若潜力偏小，请连同来源一起改。\n对：adoption: { 2025: 10%, 2040: 80%, after: hold }',
      en: 'The potential is how far the measure can go at most. Lower the adoption, or change the potential together with its source.\nright: adoption: { 2025: 10%, 2040: 80%, after: hold }',
    },
  },
  E0422: {
    slug: 'captured-over-produced',
    severity: 'error',
    zh: '{id} 在 {year} 年封存 {found} tCO2，多于它排出的 {limit} tCO2',
    en: '{id} stores {found} tCO2 in {year}, more than the {limit} tCO2 that it gives off',
    help: {
      zh: '封存的不能多于排出的。多半是来气不足时换烧了别的燃料，而捕集仍按原来的气流计。降低采用率或另设气流。',
      en: 'No more can be stored than is given off. Often a by-product gas was replaced by another fuel while capture counts the old stream. Lower the adoption or declare another stream.',
    },
  },
  E0423: {
    slug: 'reconciliation-open',
    severity: 'error',
    zh: '核对项 {id}：{year} 年模型与观测总量相差 {found}，超过容差 {limit}',
    en: 'reconciliation {id}: in {year} the model differs from the observed total by {found}, more than the tolerance of {limit}',
    help: {
      zh: '模型与本县的观测总量对不上，基线不能用来推算未来。查漏算或重算的设施，或用 peakzero calibrate 在范围内解出一个未知数；不要放宽容差了事。',
      en: 'The model does not meet an observed total of this county, so nothing should be projected from it. Look for units left out or counted twice, or let peakzero calibrate solve one unknown within its range; do not just widen the tolerance.',
    },
  },
  E0424: {
    slug: 'unknown-number',
    severity: 'error',
    zh: '待解的数 {path} 不在这个基线里{nearest}',
    en: 'the unknown {path} is no number of this baseline{nearest}',
    help: {
      zh: '写一个数或序列的路径，用点相连，如 facilities.coke-a.utilisation。列表里面的数不能求解，请改写成设施或终端用途自己的字段。\n对：unknown: end-uses.rest-power.intensity',
      en: 'Give the path of a number or a series, joined by dots, such as facilities.coke-a.utilisation. A number inside a list cannot be solved; write it as a field of its own.\nright: unknown: end-uses.rest-power.intensity',
    },
  },
  E0425: {
    slug: 'calibration-out-of-range',
    severity: 'error',
    zh: '控制总量 {id}：{path} 在其范围内（{low} 到 {high} 倍）达不到 {total}，最近为 {found}',
    en: 'control {id}: {path} cannot meet {total} within its range ({low} to {high} times); the nearest is {found}',
    help: {
      zh: '未知数的范围有依据，不能为凑总量而放宽。多半是别处漏了或重了，或总量的口径不同。',
      en: 'The range of the unknown has a basis and is not stretched to meet a total. Something else is likely missing or counted twice, or the total has another scope.',
    },
  },
  // E05: numbers (engine/run)
  E0501: {
    slug: 'not-finite',
    severity: 'error',
    zh: '{what} 在 {year} 年不是有限的数（{value}）',
    en: '{what} is not finite in {year} ({value})',
    help: {
      zh: '算到这里出现了除以零或溢出。看标出的输入，某一年可能是 0。',
      en: 'A division by zero or an overflow happened here. Look at the marked input; it may be 0 in some year.',
    },
  },
  E0502: {
    slug: 'loop-open',
    severity: 'error',
    zh: '环路 {path} 在 {year} 年 {steps} 步内没有收敛',
    en: 'the loop {path} did not settle within {steps} steps in {year}',
    help: {
      zh: '环路的解没有稳定下来，结果不可用。看环路上接近 1 的自用率。',
      en: 'The loop did not settle, so its result is useless. Look for a self-use close to 1 along it.',
    },
  },
  // W06: modelling warnings (analysis/rules)
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
} as const satisfies Record<string, Text & { slug: string; severity: Severity; help?: Text }>

export type Code = keyof typeof codes

/** Why a code exists and what to write instead, with a wrong and a right example on lines of their own; undefined if none. */
export function helpOf(code: Code): Text | undefined {
  const row: Text & { readonly help?: Text } = codes[code]
  return row.help
}
