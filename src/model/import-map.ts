import * as z from 'zod'
import { atomic, choice, line, lines, provenance, scalarOf, word, year } from './field.ts'
import { head } from './library.ts'
import { gwpSets } from './species.ts'

/** The kinds of tables that `import` reads. */
export const tableKinds = ['enterprises', 'stocks', 'balance', 'none'] as const

/** What a column may hold, in the three kinds of tables together. */
export const columnRoles = [
  ...['name', 'code', 'industry', 'sector', 'product', 'product-unit', 'output', 'capacity', 'year'],
  ...['energy-total', 'value-added', 'energy-use', 'energy', 'energy-code', 'unit'],
  ...['opening', 'purchased', 'consumed', 'industrial', 'feedstock', 'non-industrial'],
  ...['converted', 'produced', 'recovered', 'sold', 'closing', 'coefficient', 'standard', 'sum', 'ignored'],
] as const

/** What a row of an energy balance may be. */
export const lineRoles = [
  ...['supply', 'production', 'inflow', 'outflow', 'stock-change', 'conversion', 'convert', 'losses'],
  ...['final', 'use', 'feedstock', 'part', 'difference', 'consumption', 'ignored'],
] as const

/** Two numbers of rows, both included: `[4, 303]`. */
const rowRange = atomic(
  { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 },
  (tree, report) => {
    const items = tree.kind === 'list' ? tree.items : []
    const [from, to] = items.map((item) => (item.kind === 'scalar' ? Number(item.value) : Number.NaN))
    if (items.length === 2 && Number.isInteger(from) && Number.isInteger(to) && from! >= 1 && to! >= from!)
      return { from: from!, to: to!, at: tree.at }
    return report('E0203', tree.at, {
      expected: '[4, 303]',
      found: tree.kind === 'scalar' ? tree.text : tree.kind,
    })
  },
  { zh: '从第几行到第几行', en: 'from which row to which' },
)

const placed = (expected: string, about: { zh: string; en: string }) =>
  atomic(
    { type: ['string', 'number'] },
    (tree, report) => {
      const scalar = scalarOf(tree, expected, report)
      return scalar ? { text: scalar.text, at: scalar.at } : undefined
    },
    about,
  )

const conventions = ['calorific', 'equivalent'] as const
const convention = () =>
  choice(conventions, { zh: '电力折标口径：当量或等价', en: 'coal equivalent of electricity' })

const column = z.strictObject({
  is: choice(columnRoles, { zh: '这一列是什么', en: 'what the column holds' }),
  header: line({ zh: '表头，供核对', en: 'its header, to hold the book against' }).optional(),
  of: word({ zh: '哪种能源（商品编号）', en: 'fuel: the id of a commodity' }).optional(),
  'one-of': lines({
    zh: '拿不准：从中选一个写到 of',
    en: 'not sure: choose one and write it as `of`',
  }).optional(),
  unit: placed('t', { zh: '单位', en: 'unit' }).optional(),
  year: year({ zh: '年份', en: 'year' }).optional(),
  ...provenance,
})

const balanceLine = z.strictObject({
  is: choice(lineRoles, { zh: '这一行是什么', en: 'what the row is' }),
  header: line({ zh: '行名，供核对', en: 'its name, to hold the book against' }).optional(),
  sector: word({ zh: '部门', en: 'sector' }).optional(),
  carbon: choice(['burnt', 'emitted', 'stored'], {
    zh: '没有进入产品的碳：燃烧、排放或留在固体里',
    en: 'carbon in no product: burnt, emitted or left in solids',
  }).optional(),
  ...provenance,
})

const sheet = z.strictObject({
  book: placed('book.xlsx', { zh: '工作簿文件名', en: 'file name of the book' }),
  sheet: placed('Sheet1', { zh: '工作表', en: 'sheet' }).optional(),
  table: choice(tableKinds, { zh: '表的种类；none 不读', en: 'kind of table; none: not read' }),
  header: rowRange.optional(),
  rows: rowRange.optional(),
  turned: rowRange.optional(),
  year: year({ zh: '表的年份', en: 'year of the table' }).optional(),
  firm: line({ zh: '全表属于哪家企业', en: 'firm that the whole table is of' }).optional(),
  skip: lines({ zh: '不读的行', en: 'rows that are not read' }).optional(),
  columns: z.record(z.string(), column).optional(),
  lines: z.record(z.string(), balanceLine).optional(),
  ...provenance,
})

/** What a name in a book means. */
const meaning = z.strictObject({
  commodity: word({ zh: '商品编号', en: 'id of a commodity' }).optional(),
  'one-of': lines({ zh: '拿不准：从中选一个', en: 'not sure: choose one' }).optional(),
  ...provenance,
})

const modelling = {
  process: word({
    zh: '库里的过程；recorded 表示按统计记录计',
    en: 'process of the library; `recorded`: as the books record it',
  }),
  fuels: choice(['library'], {
    zh: '书上只有综合能耗时，按库里过程的品种比例分',
    en: 'where the books state only a total, its fuels are in the proportions of the process',
  }).optional(),
}

const placement = z.strictObject({
  sector: word({ zh: '部门', en: 'sector' }),
  process: modelling.process.optional(),
  fuels: modelling.fuels,
  ...provenance,
})

/** A firm, or all firms of a product, modelled by a process of the library. */
const modelledBy = z.strictObject({ ...modelling, ...provenance })

/** The mapping between the books of a statistics office and a baseline: proposed by `import --propose`, edited by people. */
export const importMap = z.strictObject({
  kind: choice(['import']),
  ...head,
  prices: year({ zh: '价格年', en: 'price year' }).optional(),
  to: year({ zh: '模拟到哪年', en: 'last year' }),
  gwp: choice(gwpSets, { zh: '全球增温潜势取自哪次评估', en: 'set of warming potentials' }),
  electricity: convention().optional(),
  sheets: z.record(z.string(), sheet),
  energies: z.record(z.string(), meaning).optional(),
  industries: z.record(z.string(), placement).optional(),
  products: z.record(z.string(), modelledBy).optional(),
  firms: z.record(z.string(), modelledBy).optional(),
})
export type ImportMap = z.output<typeof importMap>
export type SheetMap = z.output<typeof sheet>
export type ColumnMap = z.output<typeof column>
export type LineMap = z.output<typeof balanceLine>
export type ColumnRole = (typeof columnRoles)[number]
export type LineRole = (typeof lineRoles)[number]
export type TableKind = (typeof tableKinds)[number]
