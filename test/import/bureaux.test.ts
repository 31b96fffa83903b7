// Layouts of statistics bureaux beyond the usual: the form 205-1 with its columns `1—本月`, blocks of firms under each other, lists with
// the grand total on top and chapters that carry sums, stocks under the names of fuels, ratios beside amounts. All sums by hand.
import { describe, expect, it } from 'vitest'
import { csvOf, gbk, type Made, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

const calorific = (map: string) => map.replace(/^# electricity: .*$/m, 'electricity: calorific')
type Found = Awaited<ReturnType<typeof importedBooks>>
const said = ({ diagnostics }: Found) =>
  diagnostics.map(({ code, at }) => `${code} ${at.file.replace(/^.*!/, '')}`).sort()
const total = ({ totals }: Found, model: string) => totals.find((one) => one.model === model)?.amount
const fromCsv = (rows: readonly (readonly Made[])[], edit = calorific) =>
  importedBooks({ 't.csv': gbk(csvOf(rows)) }, edit)
const _ = undefined

describe('the form 205-1 as it is printed', () => {
  /** Header of the form: four rows, all amounts under `1—本月`, which says "from January to now". */
  const form = (firm: string, lines: readonly Made[][], sum: number): Made[][] => [
    ['能源购进、消费与库存'],
    [_, _, _, _, _, '表    号：P205-1表'],
    ['统一社会信用代码：□□□□□□', _, _, _, _, '有效期至：2025年6月'],
    [`单位详细名称：${firm}`, '行业代码：3391', _, '2023年1—12月'],
    ['能源名称', '计量单位', '代码', '年初库存量', '1—本月', _, _, _, '期末库存量', '采用折标系数'],
    [_, _, _, _, '购进量', _, '消费量', _],
    [_, _, _, _, _, '金额（千元）', '合计', '1.工业生产消费'],
    ['甲', '乙', '丙', 1, 2, 3, 4, 5, 6, 7],
    ...lines,
    ['能源合计', '吨标准煤', '40', _, _, _, sum],
    ['单位负责人：张三', _, _, '填表人：李四', _, '报出日期：2024年1月8日'],
  ]
  const merges = ['A5:A7', 'B5:B7', 'C5:C7', 'D5:D7', 'E5:H5', 'E6:E7', 'G6:H6', 'I5:I7', 'J5:J7']
  const coal: Made[] = ['原煤', '吨', '01', '５００', '12,000', 9600, 11800, 11500, 700, '0.7143']
  const part: Made[] = ['  #一般烟煤', '吨', '04', 500, 12000, 9600, 11800, 11500, 700, '0.7143']
  const diesel: Made[] = ['柴油', '吨', '21', 5, 60, 480, 58, 20, 7, 1.4571]
  const power: Made[] = ['电力', '千瓦时', '33', _, 15000000, 9000, 15000000, 14500000, '—', 0.0001229]
  // 11800 × 0.7143 + 58 × 1.4571 + 15,000,000 × 0.0001229
  const sum = 8428.74 + 84.5118 + 1843.5
  const book = (...forms: Made[][][]) => ({
    'f.xlsx': makeBook(forms.map((rows, i) => ({ name: `企业${i + 1}`, rows, merges }))),
  })

  it('a sheet a firm: `1—本月` is the year so far, the year is not that of the approval, the total is held by coefficients', async () => {
    const found = await importedBooks(book(form('甲厂', [coal, part, diesel, power], sum)))
    expect(found.proposal).toContain('year: 2023')
    expect(said(found)).toEqual([])
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual([true])
    expect(total(found, 'balance.raw-coal.uses')).toBe(11800)
    expect(total(found, 'balance.electricity.uses')).toBe(15000)
    expect(found.files.find(({ name }) => name.endsWith('units.csv'))!.content).toContain('metal-products')
  })

  it('W0913 its total does not add; W0941 a coefficient is that of no diesel; W0940 a firm has two sheets', async () => {
    const off = diesel.with(9, 0.71)
    const second = form('乙厂', [coal, off, power], sum)
    const found = await importedBooks(
      book(form('甲厂', [coal, diesel, power], sum), second, form('甲厂', [coal], 1)),
    )
    // The second total lacks 58 t × 0.747; the third sheet repeats the coal of the first, and its own total is off as well.
    expect(said(found)).toEqual(['W0913 G12', 'W0913 G10', 'W0940 G9', 'W0941 J10'].sort())
    expect(total(found, 'balance.raw-coal.uses')).toBe(23600)
    const odd = found.diagnostics.find(({ code }) => code === 'W0941')!
    expect(odd.args).toMatchObject({ found: 0.71, commodity: 'diesel' })
  })

  it('firms under each other in one sheet, each with its heading and its notes, are all read', async () => {
    const block = (firm: string, coalBurnt: number): Made[][] => [
      ['规模以上工业企业能源购进、消费与库存（2023年）'],
      [`单位详细名称：${firm}`, _, _, '行业代码：3031'],
      ['能源名称', '计量单位', '购进量', '消费量合计', '期末库存', '折标系数', '折标准煤（吨标准煤）'],
      ['甲', '乙', 1, 2, 3, 4, 5],
      ['一般烟煤', '吨', coalBurnt, coalBurnt, _, 0.7, coalBurnt * 0.7],
      ['电力', '万千瓦时', 10, 10, _, 1.229, 12.29],
      ['能源合计', '吨标准煤', _, _, _, _, coalBurnt * 0.7 + 12.29],
      ['单位负责人：王五', _, _, '填表人：赵六'],
      [],
    ]
    const blocks = ['甲', '乙', '丙'].flatMap((name, i) => block(`${name}砖厂`, 1000 * (i + 1)))
    const found = await fromCsv(blocks)
    expect(said(found)).toEqual([])
    expect(found.listing?.units).toBe(3)
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual([true, true, true])
    expect(total(found, 'balance.raw-coal.uses')).toBe(6000)
    expect(total(found, 'balance.electricity.uses')).toBe(300)
  })
})

describe('lists of firms', () => {
  const head: Made[][] = [
    ['2023年工业企业名录（电力按当量值）'],
    [
      ...[
        '序号',
        '企业名称',
        '行业代码',
        '产量（万吨）',
        '产能利用率（%）',
        '原煤（吨）',
        '电力（万千瓦时）',
      ],
      ...[
        '综合能源消费量（吨标准煤）',
        '工业增加值（千元）',
        '万元产值综合能耗（吨标准煤/万元）',
        '单位产品电耗（千瓦时/吨）',
      ],
    ],
  ]
  const firm = (
    n: number,
    name: string,
    code: string,
    t: number,
    coal: Made,
    power: number,
    sum: Made,
  ): Made[] => [...[n, name, code, t, '80.5%', coal, power, sum, '1,230', 0.31, 55]]
  // 0.714286 tce/t, 1.229 tce for 10,000 kWh.
  const firms = [
    firm(1, '甲砖厂', '3031', 12.5, 4000, 120, 3004.62),
    firm(2, '乙砖厂', '3031', 7.25, 2500.5, 60.5, 1860.4),
    firm(3, '丙铸造', '3391', 3.5, 800, 900, 1677.53),
    firm(4, '丁铸造', '3391', 1.75, '—', 450.25, 553.36),
  ]
  const sums = (label: Made, name: Made, ...numbers: Made[]): Made[] => [
    ...[label, name, _, numbers[0], _, numbers[1], numbers[2], numbers[3], numbers[4]],
  ]
  const withSums = (coal = 7300.5): Made[][] => [
    ...head,
    sums(_, '总计', 25, coal, 1530.75, 7095.91, 4920),
    sums('一、', '非金属矿物制品业', 19.75, 6500.5, 180.5, 4865.02, 2460),
    ...firms.slice(0, 2),
    sums('二、', '金属制品业', 5.25, 800, 1350.25, 2230.89, 2460),
    ...firms.slice(2),
    ['注：本表不含规下企业。'],
    ['补充资料：规下企业用煤（吨）', 300],
  ]

  it('a total on top and chapters with sums are no firms; ratios are not amounts; figures under the notes are said', async () => {
    const found = await fromCsv(withSums())
    expect(said(found)).toEqual(['W0939 A11'])
    expect(found.listing?.units).toBe(4)
    expect(found.listing?.sums.every(({ agrees }) => agrees)).toBe(true)
    expect(found.listing?.sums).toHaveLength(15)
    expect(total(found, 'balance.raw-coal.uses')).toBe(7300.5)
    expect(total(found, 'balance.electricity.uses')).toBe(15307.5)
    expect(total(found, 'gdp')).toBe(492)
    expect(found.listing?.guesses.filter(({ as }) => as === 'sum')).toHaveLength(2)
  })

  it('W0913 the grand total on top does not add, by the nearest sum of rows', async () => {
    const found = await fromCsv(withSums(7400.5))
    expect(said(found)).toEqual(['W0913 F3', 'W0939 A11'])
    expect(found.diagnostics.find(({ code }) => code === 'W0913')!.args).toMatchObject({
      sum: 7300.5,
      difference: 100,
    })
  })

  it('a parent without a word or a number whose figures are the sum of the rows below is a sum, as a guess', async () => {
    const found = await fromCsv([
      ...head,
      sums(_, '城北工业园', 25, 7300.5, 1530.75, 7095.91, 4920),
      ...firms,
    ])
    expect(said(found)).toEqual([])
    expect(found.listing?.units).toBe(4)
    expect(found.listing?.guesses.map(({ what }) => what)).toContain('row 3: 城北工业园')
  })

  it('firms that are numbered 一、二、 are firms', async () => {
    const numbered = firms.map((row, i) => row.with(0, `${'一二三四'[i]}、`).with(2, _))
    const found = await fromCsv([...head, ...numbered])
    expect(found.listing?.units).toBe(4)
    expect(total(found, 'balance.raw-coal.uses')).toBe(7300.5)
  })

  it('stocks under the name of a fuel are held against its use, not added to it', async () => {
    const wide = (closing: number): Made[][] => [
      ['规模以上工业企业主要能源购进、消费与库存（2023年）'],
      ['单位名称', '行业代码', '原煤（吨）', _, _, _, _, '电力（万千瓦时）', _],
      [_, _, '年初库存', '购进量', '消费量', '其中：用于原材料', '年末库存', '购进量', '消费量'],
      ['甲化工', '2614', 100, 5000, 4900, 900, closing, 50, 50],
      ['乙砖厂', '3031', 10, 2000, 1990, _, 20, 40, 40],
      ['合计', _, 110, 7000, 6890, 900, 220, 90, 90],
    ]
    const book = (closing: number) =>
      importedBooks(
        {
          'w.xlsx': makeBook([
            { name: 'Sheet1', rows: wide(closing), merges: ['A2:A3', 'B2:B3', 'C2:G2', 'H2:I2'] },
          ]),
        },
        calorific,
      )
    const found = await book(200)
    expect(said(found)).toEqual([])
    expect(found.listing?.sums.every(({ agrees }) => agrees)).toBe(true)
    expect(total(found, 'balance.raw-coal.uses')).toBe(6890)
    const cells = found.files.find(({ name }) => name === 'toy-cells.csv')!.content
    expect(cells).toContain('甲化工,2023,raw-coal,feedstock,900')
    expect(cells).toContain('甲化工,2023,raw-coal,fuel,4000')
    expect(said(await book(-30))).toEqual(['W0917 G4', 'W0919 E4'])
  })

  it('W0940 the same firm in two sheets counts once', async () => {
    const rows: Made[][] = [...head, ...firms]
    const found = await importedBooks(
      {
        'b.xlsx': makeBook([
          { name: '规上', rows },
          { name: '重点用能', rows: [...head, firms[0]!] },
        ]),
      },
      calorific,
    )
    expect(said(found).map((one) => one.slice(0, 5))).toEqual(Array(4).fill('W0940'))
    expect(total(found, 'balance.raw-coal.uses')).toBe(7300.5)
  })
})

describe('balances the other way round', () => {
  const items: Made[][] = [
    ['2022年能源平衡表（实物量）'],
    [
      '能源品种',
      '计量单位',
      '可供本地区消费的能源量',
      _,
      _,
      '加工转换投入(-)产出(+)量',
      _,
      '损失量',
      '终端消费量',
      _,
      _,
    ],
    [_, _, '合计', '一次能源生产量', '外省调入量', '合计', '火力发电', _, '合计', '工业', '居民生活'],
    ['原煤', '万吨', 120, 100, 20, -60, -60, _, 60, 50, 10],
    ['电力', '亿千瓦小时', 9, _, 9, 4, 4, 0.5, 12.5, 11, 1.5],
    ['柴油', '万吨', 3, _, 3, _, _, _, 3, 2.5, 0.5],
    ['注：电力折标系数按当量值计算。'],
  ]
  const merges = ['A2:A3', 'B2:B3', 'C2:E2', 'F2:G2', 'H2:H3', 'I2:K2']
  const turned = (rows: Made[][]) =>
    importedBooks({ 'b.xlsx': makeBook([{ name: '平衡表', rows, merges }]) }, (map) => map)

  it('fuels under each other are read turned; places stay those of the sheet; the convention stands in the notes', async () => {
    const found = await turned(items)
    expect(found.proposal).toMatch(/turned: \[2, 6\].*\n.*header: \[1, 2\]/)
    expect(found.proposal).toContain('electricity: calorific')
    expect(said(found)).toEqual([])
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual(Array(8).fill(true))
    expect(total(found, 'balance.raw-coal.uses')).toBe(1.2e6)
    // Used by industry and homes, and lost.
    expect(total(found, 'balance.electricity.uses')).toBe(1.3e6)
    expect(total(found, 'balance.electricity.production')).toBe(4e5)
  })

  it('W0929 a sum that does not add is told at its cell of the sheet', async () => {
    expect(said(await turned(items.with(3, items[3]!.with(8, 61))))).toEqual(['W0929 I4'])
  })

  it('a balance in tce prints the sum of its fuels, which is held, and none of them', async () => {
    const book = (sum: number): Made[][] => [
      ['能源平衡表（标准量）2022年（当量值）', '单位：万吨标准煤'],
      ['项目', '原煤', '电力', '合计'],
      ['四、终端消费量', 43, 15.4, sum],
      ['1.工业', 35.7, 13.5, 49.2],
      ['2.居民生活', 7.3, 1.9, 9.2],
    ]
    const found = await fromCsv(book(58.4))
    expect(said(found)).toEqual([])
    expect(found.listing?.sums).toHaveLength(5)
    expect(said(await fromCsv(book(60)))).toEqual(['W0929 D3'])
  })

  it('the standard quantity beside the physical one of a fuel counts once', async () => {
    const found = await fromCsv([
      ['2022年能源平衡表（当量值）'],
      ['项目', '原煤', _, '电力', _],
      [_, '实物量（万吨）', '标准量（万吨标准煤）', '实物量（亿千瓦时）', '标准量（万吨标准煤）'],
      ['终端消费量', 60, 42.9, 12.5, 15.4],
      ['工业', 50, 35.7, 11, 13.5],
      ['居民生活', 10, 7.2, 1.5, 1.9],
    ])
    expect(said(found)).toEqual([])
    expect(total(found, 'balance.raw-coal.uses')).toBe(6e5)
    expect(total(found, 'balance.electricity.uses')).toBe(1.25e6)
  })
})
