import type { Rows } from './row.ts'

/** E03: ids and extends (input/extend, input/resolve). */
export const referenceCodes = {
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
  E0314: {
    slug: 'listed-again',
    severity: 'error',
    zh: '{id} 在 {where} 里写了两次',
    en: '{id} stands twice in {where}',
    help: {
      zh: '次序里的一个编号只能出现一次，否则它会分到两次，或一次也分不到。\n错：suppliers: [a, b, a]\n对：suppliers: [a, b]',
      en: 'An id stands once in an order; twice, it would be served twice or not at all.\nwrong: suppliers: [a, b, a]\nright: suppliers: [a, b]',
    },
  },
  E0830: {
    slug: 'too-many',
    severity: 'error',
    zh: '{key} 有 {found} 项，最多 {limit} 项',
    en: '{key} holds {found} entries; there may be {limit}',
    help: {
      zh: '上限是大县所需的数倍，用来保证检查任何文件都很快。企业很多时请合并同类，或分成几个县再用 kind: region 汇总。',
      en: 'The limits are several times what a large county needs, so that checking any file is quick. Put small firms of a kind together, or make several counties and a region of them.',
    },
  },
  E0831: {
    slug: 'too-much-together',
    severity: 'error',
    zh: '加上 {file}，这个情景的各个文件共有 {found} 个节点，上限是 {limit}',
    en: 'with {file} the files of this scenario hold {found} nodes together; there may be {limit}',
    help: {
      zh: '每个文件各自不超限，合起来仍可能太多。把不用的继承、政策和表去掉，或分成几个县。',
      en: 'Each file may be within its limit and all of them still too much. Leave out what is extended, cited or tabled without need, or make several counties.',
    },
  },
  E0832: {
    slug: 'sector-depth',
    severity: 'error',
    zh: '{id} 的上级多于 {limit} 层',
    en: '{id} stands more than {limit} sectors deep',
    help: {
      zh: '行业分类三四层就够了。\n对：coking: { parent: industry }',
      en: 'Three or four levels do for any classification of sectors.\nright: coking: { parent: industry }',
    },
  },
} as const satisfies Rows
