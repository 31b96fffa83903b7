import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codes as codeRows } from '../../src/diagnostics/codes.ts'
import { check, importBooks, run } from '../../src/index.ts'
import { type Firm, firmsOf, headerRows, merges, sheetOf, sumOf } from './firms.ts'
import { csvOf, gbk, type Made, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const imported = (name: string, bytes: Uint8Array, edit?: (map: string) => string) =>
  importedBooks({ [name]: bytes }, edit)

const codes = (found: Awaited<ReturnType<typeof imported>>) => found.diagnostics.map(({ code }) => code)
const total = (found: Awaited<ReturnType<typeof imported>>, model: string) =>
  found.totals?.find((one) => one.model === model)?.amount

describe('a workbook of 300 firms', () => {
  const firms = firmsOf(300, 20231129)
  const book = makeBook([
    { name: '说明', rows: [['编制说明'], ['本表由统计局编制']] },
    { name: '规上企业', rows: sheetOf(firms), merges },
    {
      name: '草稿',
      rows: [
        ['企业名称', '产量（万吨）'],
        ['甲', 1],
      ],
      hidden: true,
    },
  ])

  it('becomes a baseline whose totals are the workbook\u2019s', async () => {
    const found = await imported('名单.xlsx', book)
    // Every seventh states only its total: said once.
    expect(codes(found).filter((code) => code !== 'W0926')).toEqual(['W0927'])
    const alone = firms.filter((_, i) => i % 7 === 6)
    const near = (model: string, amount: number) =>
      expect(Math.abs((total(found, model) ?? Number.NaN) / amount - 1), model).toBeLessThan(1e-9)
    near('balance.raw-coal.uses', sumOf(firms, 'coal'))
    near('balance.electricity.uses', sumOf(firms, 'power') * 10)
    near('balance.natural-gas.uses', sumOf(firms, 'gas') * 10000)
    near('balance.energy-unspecified.uses', sumOf(alone, 'total'))
    near('gdp', sumOf(firms, 'value'))
    for (const product of new Set(firms.map((firm) => firm.product)))
      near(
        `balance.output-${product}.production`,
        sumOf(
          firms.filter((firm) => firm.product === product),
          'output',
        ) * 10000,
      )
    expect(found.listing?.units).toBe(300)
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual(Array(7).fill(true))

    // What was written passes check, and the engine finds the same totals: they stand in `reconciliation`.
    mkdirSync(join(root, 'baselines'), { recursive: true })
    mkdirSync(join(root, 'scenarios'), { recursive: true })
    for (const { name, content } of found.files ?? []) writeFileSync(join(root, 'baselines', name), content)
    const scenario = join(root, 'scenarios/s.yaml')
    writeFileSync(scenario, 'kind: scenario\nid: s\nbaseline: toy\n')
    const checked = await check([join(root, 'baselines'), scenario])
    // No factor for bought power was in the books, and none was guessed (W0611).
    const warned = checked.diagnostics.filter(({ code }) => codeRows[code].severity !== 'info')
    expect(new Set(warned.map(({ code }) => code))).toEqual(new Set(['W0611']))
    const { results } = await run([scenario])
    const energy = results[0]?.indicators['energy.total']?.values['2023']
    // By hand, with the coefficients of the library: coal 0.714286 tce/t, power 0.1229 kgce/kWh.
    const fuels = sumOf(firms, 'coal') * 0.714286 + sumOf(firms, 'power') * 1.229
    expect(energy).toBeGreaterThan(fuels + sumOf(alone, 'total'))
    expect(energy).toBeLessThan((fuels + sumOf(alone, 'total') + sumOf(firms, 'gas') * 14) * (1 + 1e-9))
  })

  it('the same from GBK, UTF-8 with and without mark, and UTF-16, byte for byte but for names', async () => {
    const text = csvOf(sheetOf(firms))
    const utf16 = new Uint8Array(2 + text.length * 2)
    utf16.set([0xff, 0xfe])
    for (let i = 0; i < text.length; i++) {
      utf16[2 + 2 * i] = text.charCodeAt(i) & 255
      utf16[3 + 2 * i] = text.charCodeAt(i) >> 8
    }
    const utf8 = new TextEncoder().encode(text)
    const marked = Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8)
    const tables = []
    for (const bytes of [gbk(text), utf8, marked, utf16]) {
      const found = await imported('名单.csv', bytes)
      tables.push(found.files?.find(({ name }) => name === 'toy-units.csv')?.content)
    }
    expect(tables[0]).toContain('交城县第300')
    expect(new Set(tables).size).toBe(1)
    const fromBook = await imported('名单.xlsx', book)
    expect(fromBook.files?.find(({ name }) => name === 'toy-units.csv')?.content).toBe(tables[0])
  })

  it('gives the same bytes twice, through the front door too', async () => {
    const once = await imported('名单.xlsx', book)
    const path = join(root, '名单.xlsx')
    writeFileSync(path, book)
    const { proposal } = await importBooks([path], { id: 'toy' })
    expect(proposal).toBe(once.proposal)
    const map = join(root, 'map.yaml')
    writeFileSync(map, proposal ?? '')
    const twice = await importBooks([path], { map })
    const bare = (files: typeof twice.files) =>
      files?.map(({ content }) => content.replace(/sha256 [0-9a-f]*/, ''))
    expect(bare(twice.files)).toEqual(bare(once.files))
  })
})

/** A table of a few firms with one thing changed. */
function planted(change: (rows: Made[][], firms: readonly Firm[]) => void, extra: readonly string[] = []) {
  const firms = firmsOf(6, 7)
  const rows = sheetOf(firms)
  change(rows, firms)
  return { bytes: makeBook([{ name: '表1', rows, merges: [...merges, ...extra] }]), firms }
}

const row = headerRows
const place = (cell: string) => `名单.xlsx 表1!${cell}`

describe('each fault of an enterprise list is listed', () => {
  const faults: readonly (readonly [
    string,
    string,
    string,
    (rows: Made[][], firms: readonly Firm[]) => void,
  ])[] = [
    [
      'W0913',
      'a wrong total',
      'H14',
      (rows) => {
        rows[row + 7]![7] = 1
      },
    ],
    [
      'W0914',
      'tonnes under a header in 10,000 t',
      'F7',
      (rows, firms) => {
        rows[row]![5] = firms[0]!.output * 10000
        rows[row + 7]![5] = undefined
      },
    ],
    [
      'W0914',
      'a unit of its own in the cell',
      'F7',
      (rows, firms) => {
        rows[row]![5] = `${firms[0]!.output * 10000}吨`
      },
    ],
    [
      'W0915',
      'a firm twice',
      'B13',
      (rows) => {
        rows[row + 6] = [...rows[row]!]
      },
    ],
    [
      'W0917',
      'a negative amount',
      'H8',
      (rows) => {
        rows[row + 1]![7] = -5
        rows[row + 7]![7] = undefined
      },
    ],
    [
      'W0918',
      'a total that its fuels do not add up to',
      'A7',
      (rows) => {
        rows[row]![10] = 999999
        rows[row + 7]![10] = undefined
      },
    ],
    [
      'W0920',
      'a name read as UTF-8 was taken for GBK',
      'B9',
      (rows) => {
        rows[row + 2]![1] = '浜ゅ煄鍘垮叕鍙�'
      },
    ],
    [
      'W0921',
      'a code whose last sign does not check',
      'C10',
      (rows, firms) => {
        const { code } = firms[3]!
        rows[row + 3]![2] = code.slice(0, 17) + (code[17] === '0' ? '1' : '0')
      },
    ],
    [
      'W0922',
      'an industry that there is not',
      'D11',
      (rows) => {
        rows[row + 4]![3] = '9999'
      },
    ],
    [
      'W0923',
      'a failed formula',
      'I7',
      (rows) => {
        rows[row]![8] = { error: '#REF!' }
        rows[row]![10] = undefined
        rows[row + 7]![8] = undefined
      },
    ],
    [
      'W0925',
      'a date where a number belongs',
      'J7',
      (rows) => {
        rows[row]![9] = { date: 45000 }
        rows[row]![10] = undefined
        rows[row + 7]![9] = undefined
      },
    ],
    [
      'W0910',
      'words where a number belongs',
      'L7',
      (rows) => {
        rows[row]![11] = '约300'
        rows[row + 7]![11] = undefined
      },
    ],
    [
      'W0911',
      'a row without a name',
      'B8',
      (rows) => {
        rows[row + 1]![1] = undefined
        rows[row + 1]![2] = undefined
      },
    ],
    [
      'W0930',
      'a formula without its result',
      'L7',
      (rows) => {
        rows[row]![11] = { formula: 'SUM(A1:A2)' }
        rows[row + 7]![11] = undefined
      },
    ],
  ]
  it.each(faults)('%s %s at %s', async (code, _, cell, change) => {
    const found = await imported('名单.xlsx', planted(change).bytes)
    expect(found.diagnostics.find((one) => one.code === code)?.at.file).toBe(place(cell))
    expect(found.files?.length).toBeGreaterThan(2)
  })

  it('W0924 a merged range over figures, and the name of merged cells counts for each row', async () => {
    const { bytes } = planted(
      (rows) => {
        rows[row + 1]![1] = undefined
        rows[row + 1]![2] = undefined
        rows[row + 1]![4] = '另一种产品'
        rows[row + 1]![11] = 77
        rows[row + 7]![11] = undefined
      },
      ['B7:B8', 'C7:C8', 'L7:L8'],
    )
    const found = await imported('名单.xlsx', bytes)
    expect(found.diagnostics.find(({ code }) => code === 'W0924')?.at.file).toBe(place('L8'))
    expect(found.listing?.units).toBe(5)
  })

  it('a missing year in a table that has a column for it', async () => {
    const firms = firmsOf(3, 5)
    const rows = [
      ['企业名称', '年份', '电力（万千瓦时）'],
      ...firms.flatMap(({ name, power }, i) => [
        [name, 2022, power],
        [name, i === 1 ? undefined : '2023年', power + 1],
      ]),
    ]
    const found = await imported('名单.xlsx', makeBook([{ name: '表1', rows }]), (map) =>
      map.replace(/^# electricity.*$/m, 'electricity: calorific'),
    )
    const missing = found.diagnostics.find(({ code }) => code === 'W0916')
    expect(missing?.at.file).toBe(place('B5'))
    expect(found.listing?.left).toContainEqual(
      expect.objectContaining({ why: 'no-year', amount: firms[1]!.power + 1 }),
    )
    expect(found.diagnostics.find(({ code }) => code === 'W0931')?.args.years).toBe('2023')
    const of = (year: number) => found.totals?.find((one) => one.year === year)?.amount
    expect(of(2022)).toBeCloseTo(sumOf(firms, 'power') * 10, 9)
    expect(of(2023)).toBeCloseTo((firms[0]!.power + firms[2]!.power + 2) * 10, 9)
  })
})
