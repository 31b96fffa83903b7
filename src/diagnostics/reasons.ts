import type { Text } from '../text/text.ts'

/**
 * What stands for `{reason}` in E0101, E0105 and E0120: the argument `reason` is a key of this table, its
 * sentence is chosen by language and may hold names in braces of its own, which are further arguments of the
 * same diagnostic.
 */
export const reasons = {
  // E0101
  'quote-open': { zh: '引号没有结束', en: 'a quote is not closed' },
  'bracket-open': { zh: '括号 { 或 [ 没有结束', en: 'a bracket { or [ is not closed' },
  'colon-missing': {
    zh: '这一行没有“键: 值”的冒号和空格',
    en: 'this line has no “key: value” with colon and space',
  },
  'colon-in-value': {
    zh: '一行里有两个“: ”，或缩进不对；文字请加引号',
    en: 'a second “: ” on the line, or a wrong indentation; quote text',
  },
  'flow-colon': { zh: '{ } 里有多余的“: ”；文字请加引号', en: 'one “: ” too many inside { }; quote text' },
  indent: { zh: '缩进与上一行不齐', en: 'the indentation does not match the lines above' },
  'scalar-start': {
    zh: '值不能以 {character} 开头，请加引号',
    en: 'a value cannot begin with {character}; quote it',
  },
  escape: {
    zh: '双引号里有不认识的转义，请用单引号',
    en: 'an unknown escape in double quotes; use single quotes',
  },
  unexpected: { zh: '这里的内容放错了地方', en: 'this is in the wrong place' },
  'key-too-long': { zh: '键太长', en: 'the key is too long' },
  'key-not-text': { zh: '键应是文字或数', en: 'a key must be a text or a number' },
  'value-missing': { zh: '{key} 没有值；要删除请写 null', en: '{key} has no value; to remove it write null' },
  'entry-without-value': {
    zh: '{ } 里的 {key} 没有值；列表请用 [ ]',
    en: '{key} inside { } has no value; a list is written [ ]',
  },
  'merge-conflict': { zh: '有没解决的合并冲突', en: 'an unresolved merge conflict' },
  'lfs-pointer': {
    zh: '这是 Git LFS 指针，请先 git lfs pull',
    en: 'this is a Git LFS pointer; run git lfs pull',
  },
  'not-a-value': {
    zh: '这里要一个值，例如 30% 或 {2030: 30%}',
    en: 'a value is wanted, such as 30% or {2030: 30%}',
  },
  syntax: { zh: '读不懂这里', en: 'this cannot be understood' },
  // E0105
  'utf-16': { zh: '它是 UTF-16，请另存为 UTF-8', en: 'it is UTF-16; save it as UTF-8' },
  gbk: { zh: '它像是 GBK/GB18030，请另存为 UTF-8', en: 'it looks like GBK/GB18030; save it as UTF-8' },
  bytes: { zh: '第 {offset} 字节不是 UTF-8', en: 'byte {offset} is not UTF-8' },
  // E0120
  'no-header': { zh: '表是空的', en: 'it is empty' },
  'no-rows': { zh: '只有表头，没有数据', en: 'it has a header and no rows' },
  'first-column': { zh: '第一列应是 id，现在是 {found}', en: 'the first column must be id, it is {found}' },
  'header-blank': { zh: '表头有空格或空列名', en: 'a column name is empty or has blanks around it' },
  'header-twice': { zh: '列 {column} 写了两次', en: 'the column {column} is written twice' },
  separator: { zh: '列应以半角逗号分隔', en: 'columns are separated by commas' },
  'cell-count': {
    zh: '这行有 {found} 格，表头有 {expected} 列',
    en: 'this row has {found} cells, the header {expected}',
  },
  'row-blank': { zh: '中间有空行', en: 'a blank line among the rows' },
  'row-twice': { zh: '编号 {id} 写了两次', en: 'the id {id} is written twice' },
  'cell-empty': {
    zh: '{column} 是空的；可缺的列请写 optional: true',
    en: '{column} is empty; a column that may be says optional: true',
  },
  'cell-marker': { zh: '{cell} 不是值', en: '{cell} is no value' },
  'cell-number': {
    zh: '{column} 有单位，{cell} 却不是普通的数',
    en: '{column} has a unit but {cell} is no plain number',
  },
  'cell-thousands': { zh: '{cell} 有千分位逗号，请去掉', en: '{cell} has a thousands comma; leave it out' },
  'cell-date': {
    zh: '{cell} 像是表格软件改成的日期，请写年份',
    en: '{cell} looks like a date made by a spreadsheet; write a year',
  },
  'cell-formula': { zh: '表格里不能写公式', en: 'a table holds no formulas' },
  'cell-long': { zh: '一格超过 {limit} 字', en: 'a cell has more than {limit} characters' },
  'column-unknown': { zh: '表里没有列 {column}', en: 'the table has no column {column}' },
  'column-clash': { zh: '列 {column} 与另一列冲突', en: 'the column {column} clashes with another' },
  'column-setting': { zh: '列的设置只有 unit 和 optional', en: 'a column has only unit and optional' },
} as const satisfies Record<string, Text>

export type Reason = keyof typeof reasons
