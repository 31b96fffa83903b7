// Tables in the layouts that offices really send: CSV without merged cells, several years side by side, subtotals by township, a
// fuel a row, physical and standard quantity, headers printed again, a balance with words of its own. Sums by hand.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codes as codeRows } from '../../src/diagnostics/codes.ts'
import { check } from '../../src/index.ts'
import { gbk } from './make-book.ts'
import { importedBooks } from './tools.ts'

const calorific = (map: string) => map.replace(/^# electricity: .*$/m, 'electricity: calorific')
const imported = (text: string, edit = calorific) => importedBooks({ 't.csv': gbk(text.trim()) }, edit)
type Found = Awaited<ReturnType<typeof imported>>
const said = ({ diagnostics }: Found) =>
  diagnostics.map(({ code, at }) => `${code} ${at.file.replace('t.csv!', '')}`)
const total = ({ totals }: Found, model: string, year?: number) =>
  totals.find((one) => one.model === model && (year === undefined || one.year === year))?.amount

async function passesCheck({ files }: Found): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'peakzero-layout-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
  mkdirSync(join(root, 'baselines'))
  for (const { name, content } of files) writeFileSync(join(root, 'baselines', name), content)
  const scenario = join(root, 's.yaml')
  writeFileSync(scenario, 'kind: scenario\nid: s\nbaseline: toy\n')
  const checked = await check([join(root, 'baselines'), scenario])
  rmSync(root, { recursive: true, force: true })
  // Of bought power no factor is known (W0611): the books hold none.
  return checked.diagnostics
    .filter(({ code }) => codeRows[code].severity !== 'info' && code !== 'W0611')
    .map(({ code }) => code)
}

describe('layouts of lists', () => {
  const townships = `
附件2：,,,,,,,,
某县重点用能企业能耗情况一览表（2022年度）,,,,,,,,
编制单位：县能源局　　　　,,,,单位：吨、万千瓦时、万立方米,,,,
序号,乡镇,单位名称,行业类别代码,主要产品名称,年产量（t）,原煤消费量,用电量,天然气用量
1,天宁镇,甲焦化有限公司,2521,焦炭,"1，200，000",350.5,"12,500.75",…
2,,乙铸造厂,3391,铸铁件,8 500,120,640,12.5
,天宁镇小计,,,,1208500,470.5,13140.75,12.5
3,夏家营镇,丙化工（集团）公司,2611,硝酸,45000,——,2300,×
4,,丁建材,3031,烧结砖,６００００,2 400.0,180,0
,夏家营镇小计,,,,105000,2400,2480,
,其中：规模以上,,,,,,,
,总 计,,,,1313500,2870.5,15620.75,12.5
说明：1.“…”表示数据不足最小单位；2.能耗按当量值计算。,,,,,,,,`
  it('subtotals of townships are no firms; one line of units serves each column its own', async () => {
    const found = await imported(townships)
    expect(said(found)).toEqual(['W0910 I5', 'W0910 I8'])
    expect(found.listing?.units).toBe(4)
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual(Array(11).fill(true))
    expect(total(found, 'balance.raw-coal.uses')).toBe(2870.5)
    expect(total(found, 'balance.electricity.uses')).toBeCloseTo(156207.5, 9)
    expect(total(found, 'balance.natural-gas.uses')).toBe(125000)
    expect(total(found, 'balance.output-焦炭.production')).toBe(1200000)
    // A unit that was chosen among several is a guess.
    expect(found.proposal).toContain('header: "用电量", of: electricity, unit: "万千瓦时", grade: assumption')
    expect(await passesCheck(found)).toEqual([])
  })

  const years = `
2023年规上工业企业主要能源消费对比表,,,,,,,,,,,
企业名称,行业代码,综合能源消费量（吨标准煤）,,,电力消费量（万千瓦时）,,,,工业增加值（万元）,,备注
,,2022年,2023年,增减（%）,2022年,2023年,增减%,本月,2022年,2023年,
甲公司,3391,368.7,381,3.3,300,310,3.3,25,5000,5200,停产2个月
乙公司,3031,147.5,141.3,-4.2,120,115,-4.2,9,900,950,
合计,,516.2,522.3,1.2,420,425,1.2,34,5900,6150,`
  it('years side by side under one heading are years; changes and months are not read', async () => {
    const found = await imported(years)
    expect(said(found)).toEqual([])
    expect(total(found, 'balance.electricity.uses', 2022)).toBe(4200)
    expect(total(found, 'balance.electricity.uses', 2023)).toBe(4250)
    expect(total(found, 'gdp')).toBe(5900)
    expect(await passesCheck(found)).toEqual([])
  })
  it.each([
    ['本年', '上年同期'],
    ['本期', '上年'],
    ['2023年', '同比增长(%)'],
  ])('%s beside %s counts once', async (now, other) => {
    const found = await imported(`
2023年规模以上工业企业能耗,,,
企业名称,电力（万千瓦时）,,
,${now},${other},
甲公司,310,300,`)
    expect(total(found, 'balance.electricity.uses')).toBe(3100)
    expect(total(found, 'balance.electricity.uses', 2022)).toBeUndefined()
  })

  it('E0906 a fuel in two columns of one year is added or left by somebody who knows, not by guess', async () => {
    const twice = `
2023年规模以上工业企业能耗,,
企业名称,原煤（吨）,一般烟煤（吨）
甲公司,310,300`
    expect(said(await imported(twice))).toEqual(['E0906 C2'])
    const added = (map: string) => calorific(map).replace('one-of: [raw-coal]', 'of: raw-coal')
    expect(total(await imported(twice, added), 'balance.raw-coal.uses')).toBe(610)
    const left = (map: string) =>
      calorific(map).replace('is: energy-use, header: "一般烟煤（吨）", one-of: [raw-coal]', 'is: ignored')
    expect(total(await imported(twice, left), 'balance.raw-coal.uses')).toBe(310)
  })

  const physical = `
工业企业产品与能耗（综合）,,,,,,,,,
2023年,,,,,,,,,
企业名称,产量,产品单位,主要产品,原煤,,电力,,液氨（吨）,备注
,,,,实物量（万吨）,标准量（万吨标准煤）,实物量（亿千瓦时）,标准量（万吨标准煤）,,
甲水泥厂,65.4,万吨,水泥,6.5,4.643,0.62,0.762,,
乙玻璃厂,120,万重量箱,平板玻璃,0.3,0.2143,0.21,0.2581,55,
企业名称,产量,产品单位,主要产品,原煤,,电力,,液氨（吨）,备注
丙砖厂,5200,万块,烧结砖,0.8,0.5714,0.05,0.0615,,
合计,,,,7.6,5.4287,0.88,1.0816,55,`
  it('physical and standard quantity under one heading; a unit a row; a header printed again', async () => {
    const found = await imported(physical)
    // Weight boxes and bricks have no weight that the book states; ammonia is no fuel that is known.
    expect(said(found).sort()).toEqual(['W0933 I4', 'W0935 B6', 'W0935 B8'])
    expect(found.listing?.left.map(({ why }) => why).sort()).toEqual([
      'column',
      'heading',
      'no-unit',
      'no-unit',
    ])
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual([true, true, true, true])
    expect(total(found, 'balance.raw-coal.uses')).toBeCloseTo(76000, 9)
    expect(total(found, 'balance.output-水泥.production')).toBeCloseTo(654000, 9)
    expect(await passesCheck(found)).toEqual([])
  })
})

describe('layouts of stocks and balances', () => {
  const long = (sum: string) => `
规模以上工业企业能源消费情况（2023年1-12月）,,,,,,
企业名称,统一社会信用代码,能源品种,计量单位,消费量,其中：用于原材料,折标准煤（吨）
甲化工,,原煤,吨,12000,2000,8571.4
,,电力,万千瓦时,3500,,4301.5
,,蒸汽,百万千焦,20000,,682.4
,,能源合计,吨标准煤,,,${sum}
乙陶瓷,,天然气,万立方米,850.5,,11311.7
,,电,万度,1200,,1474.8
,,柴油,公斤,35000,,51
,,液氨,吨,12,,
,,能源合计,吨标准煤,,,12837.5`
  it('a fuel a row, the firm written once: rows below are its own, and its total is held against them', async () => {
    const found = await imported(long('13555.3'))
    expect(said(found)).toEqual(['W0912 E10'])
    expect(found.listing?.units).toBe(2)
    expect(found.listing?.sums.map(({ agrees }) => agrees)).toEqual([true, true])
    expect(total(found, 'balance.electricity.uses')).toBe(47000)
    expect(total(found, 'balance.diesel.uses')).toBe(35)
    expect(total(found, 'balance.raw-coal.uses')).toBe(12000)
    expect(found.listing?.guesses.filter(({ what }) => what.startsWith('rows under'))).toHaveLength(2)
    expect(await passesCheck(found)).toEqual([])
    const wrong = await imported(long('14555.3'))
    expect(said(wrong)).toContain('W0913 G6')
  })

  const balance = `
能源平衡表（2023年）　　计量单位：见栏头,,,,,,
指标,原煤(万t),洗精煤(万t),焦炭(万t),天然气(亿m3),热力(万GJ),电力(亿kW·h)
一、可供消费的能源量,150,80,-60,1.2,,5.5
年初库存,10,5,3,,,
一次能源生产量,100,,,,,0.5
外省调入,50,80,,1.2,,5
调出（－）,,,-60,,,
年末库存（－）,-10,-5,-3,,,
二、加工转换投入(－)产出(＋),-110,-80,60,,50,2
火电,-60,,,,,2
供热,-20,,,,50,
洗煤,-30,,,,,
焦化,,-80,60,,,
三、损失,,,,0.02,,0.3
四、终端消费,40,,,1.18,50,7.2
1.第一产业,2,,,,,0.3
2.第二产业,30,,,0.8,40,5
  工业,29,,,0.8,40,4.8
  建筑业,1,,,,,0.2
3.第三产业,3,,,0.2,5,0.9
4.生活消费,5,,,0.18,5,1
五、平衡差额,0,0,0,0,0,0`
  it('a balance with branches, stocks at both ends and words of its own closes in every column', async () => {
    const found = await imported(balance)
    expect(said(found)).toEqual([])
    expect(found.listing?.sums.every(({ agrees }) => agrees)).toBe(true)
    expect(found.listing?.left).toEqual([])
    expect(total(found, 'balance.electricity.uses')).toBeCloseTo(7.5e5, 6)
    expect(total(found, 'balance.raw-coal.uses')).toBeCloseTo(150e4, 6)
    expect(await passesCheck(found)).toEqual([])
  })
  it('W0934 a row that nobody knows is said with its place, not passed over', async () => {
    const found = await imported(balance.replace('3.第三产业', '3.其它领域甲'))
    expect(said(found)).toContain('W0934 A20')
    expect(found.listing?.left.map(({ why }) => why)).toEqual(['row'])
  })
})
