import { expect, it } from 'vitest'
import { type Made, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

const rows = (): Made[][] => [
  ['2023年规模以上企业'],
  ['企业名称', '主要产品', '产量（吨）', '电力（万千瓦时）'],
  ['甲公司', '砖', 5, 1],
  ['乙公司', '瓦', 6, 2],
]
const calorific = (map: string) => map.replace(/^# electricity.*$/m, 'electricity: calorific')
const imported = (edit: (map: string) => string, change: (table: Made[][]) => void = () => undefined) => {
  const table = rows()
  change(table)
  return importedBooks({ 'b.xlsx': makeBook([{ name: '表1', rows: table }]) }, (map) => edit(calorific(map)))
}

it.each([
  [
    'E0902',
    'a header that the book no longer has',
    'b.xlsx 表1!D2',
    (map: string) => map.replace('header: "电力（万千瓦时）"', 'header: "热力（吉焦）"'),
  ],
  [
    'E0902',
    'a sheet that the book does not have',
    'map.yaml',
    (map: string) => map.replace('sheet: "表1"', 'sheet: "表9"'),
  ],
  ['E0903', 'a table without rows', 'b.xlsx 表1', (map: string) => map.replace(/^ {4}rows:.*\n/m, '')],
  [
    'E0904',
    'an amount without unit',
    'b.xlsx 表1!D2',
    (map: string) => map.replace(', unit: "万千瓦时"', ''),
  ],
  [
    'E0904',
    'a unit that there is not',
    'map.yaml',
    (map: string) => map.replace('unit: "万千瓦时"', 'unit: "箩筐"'),
  ],
  [
    'E0906',
    'a fuel that nobody chose',
    'b.xlsx 表1!D2',
    (map: string) => map.replace('of: electricity', 'one-of: [electricity, heat]'),
  ],
  [
    'E0906',
    'electricity of no convention',
    'map.yaml',
    (map: string) => map.replace('electricity: calorific', ''),
  ],
] as const)('%s %s at %s', async (code, _, place, edit) => {
  const good = await imported((map) => map)
  expect(good.diagnostics).toEqual([])
  const found = await imported(edit)
  const errors = found.diagnostics.filter((one) => one.code.startsWith('E'))
  expect(errors.map((one) => [one.code, one.at.file])).toEqual([[code, place]])
})

it('W0932 energy printed in each row of a firm counts once', async () => {
  const found = await imported(
    (map) => map,
    (table) => {
      table[3] = ['甲公司', '瓦', 6, 1]
    },
  )
  expect(found.diagnostics.map(({ code, at }) => [code, at.file])).toEqual([['W0932', 'b.xlsx 表1!A4']])
  expect(found.totals.find(({ model }) => model === 'balance.electricity.uses')?.amount).toBe(10)
  expect(found.totals.find(({ model }) => model === 'balance.output-瓦.production')?.amount).toBe(6)
})

it('W0926 a sheet that the map does not name', async () => {
  const found = await imported((map) => map)
  expect(found.listing?.left).toEqual([])
  const more = await importedBooks(
    {
      'b.xlsx': makeBook([
        { name: '表1', rows: rows() },
        { name: '表2', rows: [['随便']] },
      ]),
    },
    (map) => calorific(map).replace(/^ {2}表2:\n(?: {4}.*\n)+/m, ''),
  )
  expect(more.diagnostics.map(({ code, at }) => [code, at.file])).toEqual([['W0926', 'b.xlsx 表2']])
})
