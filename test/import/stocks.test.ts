import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.ts'
import { type Made, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

/** A form of one firm, in the layout of 205-1: coal burnt, coal coked, coke and gas made, power bought. */
const form = (): Made[][] => [
  ['能源购进、消费与库存'],
  ['统一社会信用代码：', undefined, undefined, undefined, '表  号：205-1表'],
  ['单位详细名称：交城县某焦化有限公司', undefined, undefined, '2023年'],
  [
    ...[
      '能源名称',
      '计量单位',
      '代码',
      '年初库存量',
      '购进量',
      undefined,
      '消费量',
      undefined,
      undefined,
      undefined,
    ],
    ...['加工转换投入合计', '加工转换产出', '外供量', '期末库存量', '采用折标系数', '折标准煤（吨标准煤）'],
  ],
  [
    ...[
      undefined,
      undefined,
      undefined,
      undefined,
      '实物量',
      '金额（千元）',
      '合计',
      '1.工业生产消费',
      '#用于原材料',
      '2.非工业生产消费',
    ],
  ],
  ['甲', '乙', '丙', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  ['原煤', '吨', '01', 100, 5000, 3000, 4900, 4900, undefined, 0, 0, undefined, undefined, 200, 0.7, 3430],
  [
    '  1.一般烟煤',
    '吨',
    '04',
    100,
    5000,
    3000,
    4900,
    4900,
    undefined,
    0,
    0,
    undefined,
    undefined,
    200,
    0.7,
    3430,
  ],
  [
    '洗精煤',
    '吨',
    '06',
    2000,
    130000,
    99,
    131000,
    131000,
    undefined,
    0,
    131000,
    undefined,
    undefined,
    1000,
    1,
    131000,
  ],
  ['焦炭', '吨', '09', 500, undefined, undefined, 0, 0, undefined, 0, undefined, 100000, 100300, 200, 0.9714],
  [
    '焦炉煤气',
    '万立方米',
    '11',
    undefined,
    undefined,
    undefined,
    2000,
    2000,
    undefined,
    undefined,
    undefined,
    4000,
    2000,
    undefined,
    6.0,
    12000,
  ],
  [
    '电力',
    '万千瓦时',
    '33',
    undefined,
    500,
    2500,
    500,
    480,
    undefined,
    20,
    undefined,
    undefined,
    undefined,
    undefined,
    1.229,
    614.5,
  ],
  [
    '其他燃料',
    '吨标准煤',
    '40',
    undefined,
    30,
    undefined,
    30,
    30,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    1,
    30,
  ],
  [
    '能源合计',
    '吨标准煤',
    '50',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    147074.5,
  ],
  ['单位负责人：', undefined, '填表人：'],
]
const merges = ['E4:F4', 'G4:J4']
const imported = (change: (rows: Made[][]) => void = () => undefined) => {
  const rows = form()
  change(rows)
  return importedBooks({ '205-1.xlsx': makeBook([{ name: '表1', rows, merges }]) })
}
const place = (cell: string) => `205-1.xlsx 表1!${cell}`

describe('a form of purchases, consumption and stocks', () => {
  it('gives its firm its fuels, its conversion and its own coefficients', async () => {
    const found = await imported()
    expect(found.proposal).toContain('electricity: calorific')
    expect(found.diagnostics.map(({ code, at }) => [code, at.file])).toEqual([['W0912', place('G13')]])
    const total = (model: string) => found.totals.find((one) => one.model === model)?.amount
    expect(total('balance.raw-coal.uses')).toBe(4900)
    expect(total('balance.coking-coal.uses')).toBe(131000)
    expect(total('balance.coke.production')).toBe(100000)
    expect(total('balance.coke-oven-gas.production')).toBe(4e7)
    expect(total('balance.coke-oven-gas.uses')).toBe(2e7)
    expect(total('balance.electricity.uses')).toBe(5000)
    // A part of raw coal stands below it and is not counted again.
    expect(found.listing?.left.map(({ why }) => why).sort()).toEqual(['check', 'sum', 'unmapped'])

    const root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
    mkdirSync(join(root, 'baselines'))
    writeFileSync(join(root, 'peakzero.yaml'), '')
    for (const { name, content } of found.files) writeFileSync(join(root, 'baselines', name), content)
    writeFileSync(join(root, 's.yaml'), 'kind: scenario\nid: s\nbaseline: toy\n')
    const ran = await run([join(root, 's.yaml')])
    rmSync(root, { recursive: true, force: true })
    const result = ran.results[0]
    expect(ran.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    // By hand, with the coefficients of the form: 4900·0.7 + 131000·1 + 2000·6 + 500·1.229 − 4000·6 − 100000·0.9714.
    const tce = 3430 + 131000 + 12000 + 614.5 - 24000 - 97140
    expect(result?.indicators['energy.total']?.values['2023']).toBeCloseTo(tce, 6)
    // Carbon in less carbon out, times 44/12. Raw coal is 26.18 tC/TJ at the heat of the form; coking coal 0.779 and coke 0.855
    // tC/t and gas 0.2122 tC per 1,000 m³ as in the library.
    const carbon =
      (4900 * 0.7 * 29.3076 * 26.18) / 1000 + 131000 * 0.779 + (2e4 - 4e4) * 0.2122 - 100000 * 0.855
    expect(result?.indicators['co2.energy']?.values['2023']).toBeCloseTo((carbon * 44) / 12, 3)
  })

  const faults: readonly (readonly [string, string, string, (rows: Made[][]) => void])[] = [
    [
      'W0917',
      'a negative stock',
      'N7',
      (rows) => {
        rows[6]![13] = -200
      },
    ],
    [
      'W0918',
      'a standard quantity that is not physical × coefficient',
      'P7',
      (rows) => {
        rows[6]![15] = 3500
      },
    ],
    [
      'W0919',
      'purchases, consumption and stocks that do not close',
      'A9',
      (rows) => {
        rows[8]![13] = 9000
      },
    ],
    [
      'W0941',
      'power by the other convention',
      'O12',
      (rows) => {
        rows[11]![14] = 3.05
        rows[11]![15] = undefined
        rows[10]![15] = undefined
      },
    ],
    [
      'W0928',
      'more carbon out than in',
      'G7',
      (rows) => {
        rows[9]![11] = 200000
        rows[9]![12] = 200300
      },
    ],
  ]
  it.each(faults)('%s %s at %s', async (code, what, cell, change) => {
    const found = await importedBooks(
      {
        '205-1.xlsx': makeBook([
          {
            name: '表1',
            rows: ((rows) => {
              change(rows)
              return rows
            })(form()),
            merges,
          },
        ]),
      },
      (map) =>
        map
          .replace(/^# electricity.*$/m, 'electricity: calorific')
          .replace('electricity: equivalent', 'electricity: calorific'),
    )
    expect(found.diagnostics.find((one) => one.code === code)?.at.file, what).toBe(place(cell))
    expect(found.files.length).toBeGreaterThan(2)
  })
})
