import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.ts'
import { type Made, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

/** A balance that closes in each column, in the layout of a provincial yearbook. */
const table = (): Made[][] => [
  ['交城县能源平衡表（实物量）—2023'],
  ['项  目', '煤合计', '原煤', '洗精煤', '焦炭', '焦炉煤气', '热力', '电力', '其他能源'],
  [undefined, '万吨', '万吨', '万吨', '万吨', '亿立方米', '万百万千焦', '亿千瓦时', '万吨标准煤'],
  ['一、可供本地区消费的能源量', 300, 180, 120, -90, undefined, undefined, 7, 1],
  ['  1.一次能源生产量', 150, 150, undefined, undefined, undefined, undefined, 1, 1],
  ['  2.外省（区、市）调入量', 160, 40, 120, undefined, undefined, undefined, 6],
  ['  5.本省（区、市）调出量（-）', -12, -12, undefined, -92],
  ['  7.库存增（-）、减（+）量', 2, 2, undefined, 2],
  ['二、加工转换投入（-）产出（+）量', -260, -140, -120, 95, 3, 120, 5],
  ['  1.火力发电', -80, -80, undefined, undefined, -1, undefined, 5],
  ['  2.供热', -30, -30, undefined, undefined, undefined, 120],
  ['  3.煤炭洗选', -30, -30],
  ['  4.炼焦', -120, undefined, -120, 95, 4],
  ['三、损失量', undefined, undefined, undefined, undefined, 0.1, undefined, 0.5],
  ['四、终端消费量', 40, 40, undefined, 5, 2.9, 120, 11.5, 1],
  ['  1.农、林、牧、渔业', 1, 1, undefined, undefined, undefined, undefined, 0.5],
  ['  2.工业', 30, 30, undefined, 5, 2.9, 100, 8, 1],
  ['    其中：用作原料、材料', 4, 4],
  ['  3.建筑业', undefined, undefined, undefined, undefined, undefined, undefined, 0.2],
  ['  4.交通运输、仓储和邮政业', undefined, undefined, undefined, undefined, undefined, undefined, 0.3],
  ['  5.批发和零售业、住宿和餐饮业', 1, 1, undefined, undefined, undefined, undefined, 0.5],
  ['  6.其他', undefined, undefined, undefined, undefined, undefined, undefined, 0.5],
  ['  7.居民生活', 8, 8, undefined, undefined, undefined, 20, 1.5],
  ['      城镇', 3, 3, undefined, undefined, undefined, 20, 1],
  ['      乡村', 5, 5, undefined, undefined, undefined, undefined, 0.5],
  ['五、平衡差额', undefined, undefined, undefined, undefined, 0, 0, 0],
  ['资料来源：县统计局'],
]
const imported = (change: (rows: Made[][]) => void = () => undefined) => {
  const rows = table()
  change(rows)
  return importedBooks(
    { '平衡表.xlsx': makeBook([{ name: '5-1', rows, merges: ['A1:I1', 'A2:A3'] }]) },
    (map) => map.replace(/^# electricity.*$/m, 'electricity: calorific'),
  )
}

describe('a regional energy balance', () => {
  it('becomes units of final use, conversion and losses whose sums are its own', async () => {
    const found = await imported()
    expect(found.proposal).toContain('table: balance')
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['W0912'])
    const total = (model: string) => found.totals.find((one) => one.model === model)?.amount
    // 10,000 t, 100 million m³ and kWh, 10,000 GJ, in t, Nm³, MWh and GJ: final use, conversion, losses.
    expect(total('balance.raw-coal.uses')).toBeCloseTo((40 + 80 + 30 + 30) * 1e4, 6)
    expect(total('balance.coking-coal.uses')).toBeCloseTo(120e4, 6)
    expect(total('balance.coke.production')).toBeCloseTo(95e4, 6)
    expect(total('balance.coke-oven-gas.uses')).toBeCloseTo((2.9 + 1 + 0.1) * 1e8, 3)
    expect(total('balance.coke-oven-gas.production')).toBeCloseTo(4e8, 3)
    expect(total('balance.electricity.uses')).toBeCloseTo((11.5 + 0.5) * 1e5, 6)
    expect(total('balance.electricity.production')).toBeCloseTo(5e5, 6)
    expect(total('balance.heat.uses')).toBeCloseTo(120e4, 6)
    expect(found.listing?.sums.every(({ agrees }) => agrees)).toBe(true)

    const root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
    mkdirSync(join(root, 'baselines'))
    writeFileSync(join(root, 'peakzero.yaml'), '')
    for (const { name, content } of found.files) writeFileSync(join(root, 'baselines', name), content)
    writeFileSync(join(root, 's.yaml'), 'kind: scenario\nid: s\nbaseline: toy\n')
    const ran = await run([join(root, 's.yaml')])
    rmSync(root, { recursive: true, force: true })
    expect(ran.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    // By hand, with the library: coal burnt is final use without 4 of feedstock, power and heat; 26.18 tC/TJ × 20.934 GJ/t at 93 %;
    // gas burnt 3.9 of 100 million m³ at 0.2122 tC per 1,000; coke burnt in industry at 0.855 tC/t and 98 %;
    // coking: 120 in, 95 of coke and 4 of gas out. Washing, feedstock and losses stay in solids.
    const coal = (36 + 80 + 30) * 1e4 * ((20.934 * 26.18) / 1000) * 0.93
    const gas = 3.9e5 * 0.2122
    const coke = 5e4 * 0.855 * 0.98
    const oven = 120e4 * 0.779 - 95e4 * 0.855 - 4e5 * 0.2122
    const co2 = ran.results[0]?.indicators['co2.energy']?.values['2023'] ?? Number.NaN
    expect(co2 / ((coal + gas + coke + oven) * (44 / 12))).toBeCloseTo(1, 6)
  })

  it.each([
    [
      'a chapter that its parts do not add up to',
      'C4',
      (rows: Made[][]) => {
        rows[3]![2] = 190
      },
    ],
    [
      'final use that its sectors do not add up to',
      'H15',
      (rows: Made[][]) => {
        rows[14]![7] = 15.1
      },
    ],
    [
      'a difference that is none of it',
      'G26',
      (rows: Made[][]) => {
        rows[25]![6] = 12
      },
    ],
  ])('W0929 %s at %s', async (_, cell, change) => {
    const found = await imported(change)
    expect(found.diagnostics.find(({ code }) => code === 'W0929')?.at.file).toBe(`平衡表.xlsx 5-1!${cell}`)
  })

  it('is read once where it is printed in physical and in standard quantity', async () => {
    const standard = table()
    standard[0] = ['交城县能源平衡表（标准量）—2023']
    standard[2] = standard[2]!.map((text, i) => (i > 0 ? '万吨标准煤' : text))
    const merges = ['A1:I1', 'A2:A3']
    const both = {
      '平衡表.xlsx': makeBook([
        { name: '5-1', rows: table(), merges },
        { name: '5-2', rows: standard, merges },
      ]),
    }
    const calorific = (map: string) => map.replace(/^# electricity.*$/m, 'electricity: calorific')
    const found = await importedBooks(both, calorific)
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['W0912'])
    // The standard table alone: tonnes of coal equivalent by the library's coefficient of raw coal, 0.714286 tce/t.
    const alone = await importedBooks(
      { '平衡表.xlsx': makeBook([{ name: '5-2', rows: standard, merges }]) },
      calorific,
    )
    const coal = alone.totals.find(({ model }) => model === 'balance.raw-coal.uses')?.amount ?? 0
    expect((coal * 0.714286) / 180e4).toBeCloseTo(1, 9)
  })

  const firms = (coal: number): Made[][] => [
    ['2023年规模以上工业企业'],
    ['企业名称', '行业代码', '原煤（吨）', '洗精煤（吨）', '电力（万千瓦时）', '综合能源消费量（吨标准煤）'],
    ['甲焦化', '2521', undefined, 600000, 5000, undefined],
    ['乙建材', '3031', coal, undefined, 3000, undefined],
    ['丙食品', '1331', undefined, undefined, undefined, 5000],
  ]
  const beside = (coal: number) =>
    importedBooks(
      {
        '平衡表.xlsx': makeBook([{ name: '5-1', rows: table(), merges: ['A1:I1', 'A2:A3'] }]),
        '企业.xlsx': makeBook([{ name: '名单', rows: firms(coal) }]),
      },
      (map) => map.replace(/^# electricity.*$/m, 'electricity: calorific'),
    )

  it('holds its firms: they are taken out of the row of their sector, and the county stays what it was', async () => {
    const found = await beside(20000)
    expect(found.diagnostics.map(({ code }) => code).sort()).toEqual(['W0912', 'W0936', 'W0937'])
    const total = (model: string) => found.totals.find((one) => one.model === model)?.amount
    // The totals of the balance alone, by hand as above.
    expect(total('balance.raw-coal.uses')).toBeCloseTo((40 + 80 + 30 + 30) * 1e4, 6)
    expect(total('balance.coking-coal.uses')).toBeCloseTo(120e4, 6)
    expect(total('balance.electricity.uses')).toBeCloseTo((11.5 + 0.5) * 1e5, 6)
    const units = found.files.find(({ name }) => name.endsWith('-units.csv'))!.content.split('\n')
    const column = (name: string) => units[0]!.split(',').indexOf(name)
    const of = (unit: RegExp, name: string) =>
      Number(units.find((line) => unit.test(line))!.split(',')[column(name)])
    // A list does not say what came of the coal of 甲焦化: it stays in 炼焦. Industry burns 30 − 4 of feedstock − 2 of 10,000 t, and 8 − 0.8 of 100 million kWh.
    expect(of(/炼焦/, 'inputs.coking-coal-feedstock')).toBeCloseTo(120e4, 6)
    expect(of(/^\S*工业,/, 'inputs.raw-coal-own') || of(/^\S*工业,/, 'inputs.raw-coal')).toBeCloseTo(24e4, 6)
    expect(of(/^\S*工业,/, 'inputs.electricity')).toBeCloseTo(7.2e5, 6)
    expect(of(/乙建材/, 'inputs.raw-coal')).toBe(20000)
    expect(found.listing?.left).toContainEqual(
      expect.objectContaining({ why: 'in-balance', what: '丙食品', amount: 5000 }),
    )
  })

  it('E0907 firms that take more than the row holds, with the firm that takes most', async () => {
    const found = await beside(310000)
    const error = found.diagnostics.find(({ code }) => code === 'E0907')
    expect(error?.at.file).toBe('企业.xlsx 名单!C4')
    expect(error?.args).toMatchObject({ what: '乙建材', commodity: 'raw-coal', firms: 310000 })
    expect(Number(error?.args['holds'])).toBeCloseTo(300000, 6)
    expect(String(error?.args['row'])).toContain('工业')
  })
})
