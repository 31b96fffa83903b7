import type { Rows } from './row.ts'

/** E09: what `import` finds in workbooks, and where they do not fit their map (input/workbook, input/import). */
export const importCodes = {
  E0900: {
    slug: 'book-form',
    severity: 'error',
    zh: '读不了：{reason}',
    en: 'it cannot be read: {reason}',
    help: {
      zh: '读 .xlsx 与 .csv（UTF-8、UTF-16、GB18030）。宏、外部链接、密码、旧的 .xls 都不读；公式不计算，只取文件里存着的结果。',
      en: 'XLSX and CSV (UTF-8, UTF-16, GB18030) are read. Macros, links to other books, passwords and the old .xls are not; formulas are never computed, their stored results are taken.',
    },
  },
  E0901: {
    slug: 'book-size',
    severity: 'error',
    zh: '太大：{found}，上限 {limit}',
    en: 'too large: {found}, the limit is {limit}',
    help: {
      zh: '先在表格软件里删掉用不到的工作表、行和格式，或按年份拆成几个文件，再一次给出。',
      en: 'Remove sheets, rows and formats that are not needed in a spreadsheet program, or split the file by year and give the files in one command.',
    },
  },
  E0902: {
    slug: 'map-misfit',
    severity: 'error',
    zh: '对照表与工作簿对不上：找不到“{what}”，那里是“{found}”',
    en: 'the map does not fit the book: “{what}” is not there, but “{found}”',
    help: {
      zh: '工作簿换了版面时，重新 --propose，再把改过的地方抄过去。表头里的文字必须仍与 header 相同。',
      en: 'When the layout of a book changed, propose a map again and copy your edits. A header must still read as `header` says.',
    },
  },
  E0903: {
    slug: 'table-unknown',
    severity: 'error',
    zh: '认不出表格：{what}',
    en: 'no table is recognised: {what}',
    help: {
      zh: '在对照表里写明 table、header、rows 和各列；不要的工作表写 table: none。',
      en: 'Say table, header, rows and columns in the map; a sheet that is not wanted gets table: none.',
    },
  },
  E0904: {
    slug: 'import-unit',
    severity: 'error',
    zh: '“{unit}”没有可用的单位',
    en: '“{unit}” has no unit that can be used',
    help: {
      zh: '表头里没有单位，或者单位的量纲不对。请在对照表这一列写 unit，例如 万t、tce、万kWh、万元。',
      en: 'Its header states no unit, or one of another dimension. Write `unit` for the column in the map, such as kt, tce, MWh.',
    },
  },
  E0905: {
    slug: 'name-formula',
    severity: 'error',
    zh: '名称“{name}”会被表格软件当成公式',
    en: 'the name “{name}” would be computed by a spreadsheet',
    help: {
      zh: '名称不能以 = + @ 开头。请在工作簿里改正，或在对照表的 skip 里写上这一行。',
      en: 'A name may not begin with = + @. Correct it in the book, or name the row under `skip` in the map.',
    },
  },
  E0906: {
    slug: 'import-ambiguous',
    severity: 'error',
    zh: '“{what}”可能是 {candidates}，没有替你选',
    en: '“{what}” may be {candidates}; nothing was chosen for you',
    help: {
      zh: '在对照表里把 one-of 换成选定的一个：列写 of，能源名称写 commodity，口径写 electricity。',
      en: 'Replace one-of in the map by the one that it is: `of` for a column, `commodity` for a name, `electricity` for the convention.',
    },
  },
  E0907: {
    slug: 'more-than-balance',
    severity: 'error',
    zh: '{commodity}：企业合计 {firms}，平衡表“{row}”只有 {holds}，扣不出来；其中最大的是{what}',
    en: '{commodity}: firms take {firms}, the row “{row}” of the balance holds {holds}: nothing is left; {what} takes most',
    help: {
      zh: '平衡表已经含有企业的能源，导入时从所属部门那一行扣掉企业、余下的另计。扣成负数时，是企业的品种、单位、年份、行业代码不对，或平衡表那一行认错了。也可以把其中一张写成 table: none。',
      en: 'A balance holds the energy of its firms: they are taken out of the row of their sector, and the rest stays. Where it would be negative, a fuel, unit, year or industry code of the firm is wrong, or a row of the balance was taken for another. Or give one of the tables table: none.',
    },
  },
  E0908: {
    slug: 'import-empty',
    severity: 'error',
    zh: '没有读到可导入的数',
    en: 'nothing was read that could be imported',
    help: {
      zh: '看列出的行和列：多半是 rows 的范围不对，或者各列没有对应。',
      en: 'Look at the rows and columns listed: most often `rows` is wrong, or columns are not mapped.',
    },
  },
  W0910: {
    slug: 'cell-unread',
    severity: 'warning',
    zh: '{what}：“{found}”不是数，没有读',
    en: '{what}: “{found}” is no number and was not read',
    help: {
      zh: '改正单元格。横线与空白是没有；“…”、“约 3”这样的写法不猜。',
      en: 'Correct the cell. Dashes and blanks are nothing; “…” and “about 3” are not guessed.',
    },
  },
  W0911: {
    slug: 'row-left-out',
    severity: 'warning',
    zh: '第 {row} 行没有可用的企业名称，整行没有导入',
    en: 'row {row} names no firm; the whole row is left out',
    help: {
      zh: '合并单元格的名称算到每一行；只空着不算，因为可能是漏填。',
      en: 'A name in merged cells counts for each of its rows; a blank does not, since it may have been forgotten.',
    },
  },
  W0912: {
    slug: 'name-unmapped',
    severity: 'warning',
    zh: '“{name}”没有对应的商品，{count} 个数没有导入，合计 {amount} {unit}',
    en: '“{name}” has no commodity; {count} figures are left out, {amount} {unit} in all',
    help: {
      zh: '在对照表的 energies 里给它写 commodity；不要的写 commodity 以外什么也不写，它会一直列在这里。',
      en: 'Give it a commodity under `energies` in the map; without one it stays listed here.',
    },
  },
  W0913: {
    slug: 'total-differs',
    severity: 'warning',
    zh: '“{what}”的合计写 {printed}，各行相加 {sum}，差 {difference}（{unit}）',
    en: 'the total of “{what}” is printed as {printed}, its rows add to {sum}: {difference} apart ({unit})',
    help: {
      zh: '导入的是各行。差额多半来自重复或漏掉的企业、单位错位、合计没有更新。',
      en: 'The rows are what is imported. Such a gap mostly comes from firms listed twice or forgotten, a slip of units, or a total that was not updated.',
    },
  },
  W0914: {
    slug: 'unit-slip',
    severity: 'warning',
    zh: '{what}：{found}，像是用了别的单位',
    en: '{what}: {found}: it looks as if in another unit',
    help: {
      zh: '数照写的导入。请核对：万吨的表头下写了吨？单元格里写着单位时，以单元格为准。',
      en: 'The figure is imported as written. Check it: tonnes under a header in 10,000 t? Where a cell states a unit, the cell counts.',
    },
  },
  W0915: {
    slug: 'firm-doubled',
    severity: 'warning',
    zh: '{name} 与第 {row} 行重复，没有再算一次',
    en: '{name} repeats row {row} and was not counted again',
    help: {
      zh: '同一企业、同一年、同一产品只算第一行。若是两样东西，请写不同的产品名称。',
      en: 'Of one firm, year and product only the first row counts. If these are two things, name the products apart.',
    },
  },
  W0916: {
    slug: 'year-missing',
    severity: 'warning',
    zh: '{name} 没有年份，没有导入',
    en: '{name} states no year and is left out',
    help: {
      zh: '补上年份，或在对照表的工作表下写 year。',
      en: 'State the year in the row, or `year` for the sheet in the map.',
    },
  },
  W0917: {
    slug: 'import-negative',
    severity: 'warning',
    zh: '{what}（{name}）是负数：{amount} {unit}',
    en: '{what} of {name} is negative: {amount} {unit}',
    help: {
      zh: '量和库存不会是负的。没有导入；请改正。',
      en: 'Amounts and stocks are not negative. It was not imported; correct it.',
    },
  },
  W0918: {
    slug: 'standard-differs',
    severity: 'warning',
    zh: '{what}：按实物量折算 {physical} {unit}，标准量写 {standard} {unit}',
    en: '{what}: the physical quantity comes to {physical} {unit}, the standard quantity is printed as {standard} {unit}',
    help: {
      zh: '实物量 × 折标系数应等于标准量；企业综合能源消费量应等于分品种之和。导入的是实物量。',
      en: "Physical quantity × coefficient should be the standard quantity; a firm's total should be the sum of its fuels. The physical quantity is what is imported.",
    },
  },
  W0919: {
    slug: 'stock-open',
    severity: 'warning',
    zh: '{what}（{name}）收支不平：期初 + 收入 − 支出 − 期末 = {gap} {unit}',
    en: '{what} of {name} does not close: opening + in − out − closing = {gap} {unit}',
    help: {
      zh: '期初库存 + 购进 + 产出 + 回收 应等于 消费 + 外供 + 期末库存。导入的是消费。',
      en: 'Opening stock + purchases + output + recovery should be consumption + sales + closing stock. Consumption is what is imported.',
    },
  },
  W0920: {
    slug: 'mojibake',
    severity: 'warning',
    zh: '“{found}”是乱码',
    en: '“{found}” is garbled',
    help: {
      zh: '文件在到这里之前被用错误的编码打开并保存过。数照常导入，名称请从原件恢复。',
      en: 'Before it came here the file was opened and saved in a wrong encoding. Figures are imported; restore the name from the original.',
    },
  },
  W0921: {
    slug: 'credit-code',
    severity: 'warning',
    zh: '{name} 的统一社会信用代码 {code} 校验不对',
    en: 'the credit code {code} of {name} does not check',
    help: {
      zh: 'GB 32100：18 位，末位是校验码。这样的代码不用来辨认企业，改按名称。',
      en: 'GB 32100: 18 signs, the last one checks the others. Such a code does not identify the firm; its name does.',
    },
  },
  W0922: {
    slug: 'industry-code',
    severity: 'warning',
    zh: '{name} 的行业代码 {code} 没有对应的部门，归入“行业未定”',
    en: 'the industry code {code} of {name} belongs to no sector; it stands under “unclassified”',
    help: {
      zh: '在对照表的 industries 里给这个代码写 sector。',
      en: 'Give the code a sector under `industries` in the map.',
    },
  },
  W0923: {
    slug: 'formula-error',
    severity: 'warning',
    zh: '{what}：公式出错（{found}），没有读',
    en: '{what}: the formula failed ({found}) and was not read',
    help: {
      zh: '在工作簿里修好公式再导入。',
      en: 'Mend the formula in the book and import again.',
    },
  },
  W0924: {
    slug: 'merged-over',
    severity: 'warning',
    zh: '合并单元格盖住了“{found}”，没有读',
    en: 'a merged range hides “{found}”; it was not read',
    help: {
      zh: '取消合并，看看盖住的是不是该有的数。',
      en: 'Unmerge the range and see whether what it hides belongs to the table.',
    },
  },
  W0925: {
    slug: 'date-for-number',
    severity: 'warning',
    zh: '{what}：这里是日期，不是数，没有读',
    en: '{what}: this is a date, no number, and was not read',
    help: {
      zh: '表格软件把 3-5 之类变成了日期。请改回数。',
      en: 'A spreadsheet turned something like 3-5 into a date. Write the number.',
    },
  },
  W0926: {
    slug: 'sheet-unread',
    severity: 'warning',
    zh: '工作表没有读：{why}',
    en: 'the sheet was not read: {why}',
    help: {
      zh: '要读就在对照表里写 table 和各列；不读就写 table: none。',
      en: 'To read it, say table and columns in the map; if it is not wanted, table: none.',
    },
  },
  W0927: {
    slug: 'energy-unspecified',
    severity: 'warning',
    zh: '{count} 个单位只有综合能源消费量，共 {amount} tce：不知道品种，没有算排放',
    en: '{count} units state only their total energy, {amount} tce: without fuels no emissions are counted for it',
    help: {
      zh: '补上分品种的消费量，否则排放偏低。基线里这部分记为 energy-unspecified。',
      en: 'Add consumption by fuel, or emissions are too low. In the baseline this energy is called energy-unspecified.',
    },
  },
  W0928: {
    slug: 'import-carbon',
    severity: 'warning',
    zh: '{what}：产出的碳比投入多 {gap} tC，已列为来源不明',
    en: '{what}: {gap} tC more come out than go in; they are listed as of unknown origin',
    help: {
      zh: '投入或产出的量、品种有一处不对。',
      en: 'An amount or a fuel on one of the two sides is wrong.',
    },
  },
  W0929: {
    slug: 'balance-open',
    severity: 'warning',
    zh: '{what}：{item} 写 {printed}，按分项算 {sum}（{unit}）',
    en: '{what}: {item} is printed as {printed}, its parts come to {sum} ({unit})',
    help: {
      zh: '能源平衡表的每一栏应自己平衡：可供量 + 转换 − 损失 − 终端消费 = 平衡差额。',
      en: 'Each column of a balance closes by itself: supply + conversion − losses − final use = difference.',
    },
  },
  W0930: {
    slug: 'formula-empty',
    severity: 'warning',
    zh: '{what}：公式 {formula} 没有存结果，没有读',
    en: '{what}: the file holds no result of the formula {formula}; it was not read',
    help: {
      zh: '在表格软件里打开、重算、保存，再导入。',
      en: 'Open, recalculate and save the book in a spreadsheet program, then import it.',
    },
  },
  W0931: {
    slug: 'firm-missing',
    severity: 'warning',
    zh: '{name} 在 {years} 年没有数，这些年按没有计',
    en: '{name} has no figures in {years}; those years count as nothing',
    help: {
      zh: '企业停产、退库还是漏报？表里没有的年份不补。',
      en: 'Closed, dropped from the list, or forgotten? Years that the books do not hold are not filled.',
    },
  },
  W0932: {
    slug: 'printed-twice',
    severity: 'warning',
    zh: '{name}：与上一行完全相同的用能没有再算一次',
    en: '{name}: the same energy as in a row before was not counted again',
    help: {
      zh: '一家企业占几行时，综合能耗常在每行重复。若确是几份，请合并成一行。',
      en: 'Where a firm has several rows its energy is often repeated in each. If these are several amounts, put them into one row.',
    },
  },
  W0933: {
    slug: 'column-unread',
    severity: 'warning',
    zh: '“{what}”这一列有 {count} 个数，没有读',
    en: 'the column “{what}” holds {count} figures that were not read',
    help: {
      zh: '在对照表里写明这一列是什么；不要的写 is: ignored，就不再提示。',
      en: 'Say in the map what the column is; what is not wanted gets is: ignored and is said no more.',
    },
  },
  W0934: {
    slug: 'row-unread',
    severity: 'warning',
    zh: '“{what}”这一行有数，没有读',
    en: 'the row “{what}” holds figures that were not read',
    help: {
      zh: '在对照表的 lines 里写明这一行是什么（use、convert、part……）；不要的写 is: ignored。',
      en: 'Say in `lines` of the map what the row is (use, convert, part …); what is not wanted gets is: ignored.',
    },
  },
  W0935: {
    slug: 'row-unit',
    severity: 'warning',
    zh: '{name}：产量 {amount} 的单位“{unit}”认不出，没有读',
    en: '{name}: the unit “{unit}” of the output {amount} is not known; it was not read',
    help: {
      zh: '在书里改成吨、件、台之类的单位；换算只有企业知道（一块砖多重）。',
      en: 'Write a unit such as t or item in the book; only the firm knows the conversion (what a brick weighs).',
    },
  },
  W0936: {
    slug: 'total-in-balance',
    severity: 'warning',
    zh: '{count} 家企业只有综合能源消费量（共 {amount} tce），不知道品种，从平衡表里扣不出来，留在平衡表的余量里',
    en: '{count} firms state only their total energy ({amount} tce): without fuels it cannot be taken out of the balance, and stays in its rest',
    help: {
      zh: '能源合计不受影响，只是这些企业没有单列。补上分品种的消费量就会单列。',
      en: 'Totals are right, only these firms have no energy of their own. Add consumption by fuel to set them apart.',
    },
  },
  W0937: {
    slug: 'conversion-in-balance',
    severity: 'warning',
    zh: '{what}的 {commodity}（{amount}）是加工转换的投入，名单没有写产出，留在平衡表的转换行里',
    en: '{what}: {commodity} ({amount}) goes into a conversion whose output the list does not state; it stays in the row of the balance',
    help: {
      zh: '总量不受影响。要单列这家企业，给出它的购进消费库存表（205-1、205-2），里面有加工转换产出。',
      en: 'Totals are right. To set the firm apart, give its table of purchases, consumption and stocks (205-1, 205-2), which states what comes out.',
    },
  },
  W0938: {
    slug: 'process-misfit',
    severity: 'warning',
    zh: '{name}：不能按 {process} 建模，仍按统计记录计：{why}',
    en: '{name} is not modelled by {process} and counts as recorded: {why}',
    help: {
      zh: '对照表 products 或 firms 里写的过程与企业的数据对不上。换一个过程，改正数据，或写 process: recorded。',
      en: 'The process that `products` or `firms` of the map names does not fit the figures of the firm. Take another one, mend the figures, or say process: recorded.',
    },
  },
  W0939: {
    slug: 'rows-outside',
    severity: 'warning',
    zh: '第 {from}—{to} 行在表的范围以外，有 {count} 个数没有读',
    en: 'rows {from} to {to} lie outside the table; {count} figures in them were not read',
    help: {
      zh: '同一张工作表里可能还有一张表。是表就在对照表的 sheets 里给它写一项（header、rows、columns），属于上面的表就把 rows 写长；补充资料不用管。',
      en: 'There may be another table on the sheet: give it an entry under `sheets` of the map (header, rows, columns), or make `rows` longer where it belongs to the table above. Supplementary figures may stay unread.',
    },
  },
  W0940: {
    slug: 'two-tables',
    severity: 'warning',
    zh: '{name}：{what} {year} 年在 {first} 已有 {before}，这里的 {again} 没有再算',
    en: '{name}: {what} of {year} stands in {first} as {before}; the {again} here was not counted again',
    help: {
      zh: '同一企业的同一项在两张表里都有，只算先读的一张。要算后一张，在对照表里把前一张写 table: none，或把那一列写 is: ignored。',
      en: 'Two tables state the same of one firm; what was read first counts. To take the other, give the first one table: none in the map, or the column is: ignored.',
    },
  },
  W0941: {
    slug: 'coefficient-odd',
    severity: 'warning',
    zh: '{what}：折标系数 {found}，{commodity} 一般在 {usual} 上下，没有采用',
    en: '{what}: a coefficient of {found} where {commodity} has about {usual}; it was not taken',
    help: {
      zh: '多半是小数点、单位或行错位，或电力换了口径（当量、等价）。全县的系数不采用它；实物量照样导入。',
      en: 'Mostly a decimal point, a unit or a row that slipped, or electricity counted the other way. It does not become a coefficient of the county; the physical quantity is imported all the same.',
    },
  },
} as const satisfies Rows
