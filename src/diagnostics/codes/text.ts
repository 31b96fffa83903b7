import type { Rows } from './row.ts'

/** E01: the text itself (input/document, input/table, input/load). */
export const textCodes = {
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
    zh: '找不到文件 {path}{where}',
    en: 'there is no file {path}{where}',
    help: {
      zh: '路径从写它的那个文件算起，用 / 分隔，大小写要一致。用编号引用的基线、政策和库从项目的根找起（baselines/、baselines/policies/、baselines/library/）；根是有 peakzero.yaml（可以是空文件）或 .git 的最近一级文件夹。\n错：extends: [Overlays\\n2o.yaml]\n对：extends: [overlays/n2o.yaml]',
      en: 'A path starts from the file in which it is written, with / between folders; upper and lower case count. Baselines, policies and libraries that are named by id are looked for from the root of the project (baselines/, baselines/policies/, baselines/library/): the nearest folder with peakzero.yaml (it may be empty) or .git.\nwrong: extends: [Overlays\\n2o.yaml]\nright: extends: [overlays/n2o.yaml]',
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
  E0125: {
    slug: 'too-many-alike',
    severity: 'error',
    zh: '这个文件里 {code} 超过 {limit} 处，其余不再列出；请先改前面的',
    en: 'more than {limit} times {code} in this file: the rest is not listed; mend these first',
    help: {
      zh: '同一种错误成百上千次，多半出自一处（缩进、文件类型、生成脚本）。列全只会淹没别的信息。',
      en: 'Hundreds of the same mistake mostly have one cause (indentation, the wrong kind, a script that made the file). A full list would bury everything else.',
    },
  },
  E0126: {
    slug: 'file-name',
    severity: 'error',
    zh: '文件名 {path} 含有看不见的字符，或不是 UTF-8；请改名',
    en: 'the file name {path} holds characters that cannot be seen, or is not UTF-8; rename it',
    help: {
      zh: '带换行、转义或方向字符的文件名能在日志和审阅页面里冒充别的内容。文件名请用字母、汉字、数字、-、_。',
      en: 'A name with line breaks, escapes or direction marks can pose as something else in logs and reviews. Use letters, digits, - and _.',
    },
  },
  E0127: {
    slug: 'result-altered',
    severity: 'error',
    zh: '结果 {id} 的 {path} 存为 {saved}，而同样的输入算出 {found}：文件被改过或损坏',
    en: '{path} of result {id} is saved as {saved}, but the same inputs give {found}: the file was altered or damaged',
    help: {
      zh: '结果文件所列的输入与现在的文件逐字相同，重新运行却得不到这个数。不要手改结果；重新运行一次。\n对：peakzero run scenarios/mine/a.yaml --format json > a.json',
      en: 'The files that the result names stand exactly as they were, but a run does not give this figure. Results are not edited by hand: run it again.\nright: peakzero run scenarios/mine/a.yaml --format json > a.json',
    },
  },
  W0128: {
    slug: 'result-stale',
    severity: 'warning',
    zh: '结果 {id} 是用改动前的 {path} 算的：没有逐数核对',
    en: 'result {id} was made of another {path} than stands here: its figures were not compared',
    help: {
      zh: '输入改了，存下的结果就旧了。重新运行，或用 compare 比较新旧。\n对：peakzero compare old.json scenarios/mine/a.yaml',
      en: 'An input has changed since, so the saved result is old. Run it again, or compare the two.\nright: peakzero compare old.json scenarios/mine/a.yaml',
    },
  },
  W0129: {
    slug: 'result-unverified',
    severity: 'warning',
    zh: '结果 {id} 的格式正确，但没有逐数核对：{reason}',
    en: 'result {id} has the right shape, but its figures were not compared: {reason}',
    help: {
      zh: '要核对每个数，需要同一版本的程序，并在放着这些输入文件的项目里检查。',
      en: 'To compare each figure it takes the same version of the program, and the project that holds the files which the result names.',
    },
  },
} as const satisfies Rows
