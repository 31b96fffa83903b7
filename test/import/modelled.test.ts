// Firms that the map has modelled by a process of the library: what they made over what they could make, what they burnt over what
// they made, and the county's totals as before. By hand.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codes as codeRows } from '../../src/diagnostics/codes.ts'
import { run } from '../../src/index.ts'
import { gbk } from './make-book.ts'
import { importedBooks } from './tools.ts'

const list = `
2023年规模以上工业企业名单,,,,,,,
企业名称,行业代码,主要产品,产量（万吨）,生产能力（万吨）,原煤（吨）,电力（万千瓦时）,焦炭（吨）,柴油（吨）
甲铸造有限公司,3391,铸铁件,3.2,5,,2560,6400,12
乙砖厂,3031,烧结砖,12,15,6100,420,,
丙铸造厂,3391,铸铁件,1.5,,,900,3000,
合计,,,16.7,,6100,3880,9400,12`
const table = list.trim()

/** The proposal with its candidates taken, and what a test wants otherwise. */
const taken =
  (more: (map: string) => string = (map) => map) =>
  (map: string) =>
    more(
      map
        .replace(/^# electricity: .*$/m, 'electricity: calorific')
        .replace(/^# products:$/m, 'products:')
        .replace(/^# {3}"/gm, '  "'),
    )
const imported = (more?: (map: string) => string, text = table) =>
  importedBooks({ 't.csv': gbk(text) }, taken(more))
type Found = Awaited<ReturnType<typeof imported>>
const said = ({ diagnostics }: Found) =>
  diagnostics.map(({ code, at }) => `${code} ${at.file.replace('t.csv!', '')}`)
const facility = ({ files }: Found, name: string) =>
  files
    .find(({ name: file }) => file === 'toy.yaml')!
    .content.split('\n')
    .find((line) => line.startsWith(`  ${name}: {`))

async function ran({ files }: Found) {
  const root = mkdtempSync(join(tmpdir(), 'peakzero-modelled-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
  mkdirSync(join(root, 'baselines'))
  for (const { name, content } of files) writeFileSync(join(root, 'baselines', name), content)
  writeFileSync(join(root, 's.yaml'), 'kind: scenario\nid: s\nbaseline: toy\n')
  const { results, diagnostics } = await run([join(root, 's.yaml')])
  rmSync(root, { recursive: true, force: true })
  const warned = diagnostics.filter(({ code }) => codeRows[code].severity !== 'info').map(({ code }) => code)
  return { result: results[0]!, warned }
}

describe('a firm that is modelled', () => {
  it('has capacity, utilisation and coefficients from its books; totals and reconciliation stay the books\u2019', async () => {
    const found = await imported()
    // Bricks are burnt with steam coal in the library and with raw coal in the book: nobody decides that but the map.
    expect(said(found)).toEqual(['W0938 A4'])
    const first = facility(found, '甲铸造有限公司')!
    expect(first).toContain(
      'process: casting-cupola, sector: metal-products, capacity: 50000 t/a, utilisation: 64%',
    )
    expect(first).toContain('coke: 0.2 t/t')
    expect(first).toContain('electricity: 0.8 MWh/t')
    // No gas was in the book: none is burnt. Diesel is no part of the process: it is recorded beside it.
    expect(first).toContain('natural-gas: 0 Nm3/t')
    expect(facility(found, '甲铸造有限公司-rest')).toContain('inputs: { diesel: 12 t/item }')
    // No capacity was stated: the output is taken, as a guess.
    expect(facility(found, '丙铸造厂')).toContain('capacity: 15000 t/a, utilisation: 100%')
    expect(found.listing?.guesses.map(({ what }) => what)).toContain('capacity of 丙铸造厂: -')
    expect(facility(found, '乙砖厂')).toContain('process: recorded-')
    const { result, warned } = await ran(found)
    expect(warned).toEqual(['W0611'])
    const totals = Object.fromEntries(found.totals.map(({ model, amount }) => [model, amount]))
    expect(totals).toEqual({
      'balance.coke.uses': 9400,
      'balance.diesel.uses': 12,
      'balance.electricity.uses': 38800,
      'balance.iron-casting.production': 47000,
      'balance.output-烧结砖.production': 120000,
      'balance.raw-coal.uses': 6100,
    })
    // The engine finds the same: coal equivalent by the coefficients of the library (calorific).
    const tce = 9400 * 0.972444 + 12 * 1.47845 + 38800 * 0.1229 + 6100 * 0.714286
    expect(result.indicators['energy.total']!.values['2023']! / tce).toBeCloseTo(1, 4)
    expect(found.files.find(({ name }) => name === 'toy-cells.csv')!.content).toContain('丙铸造厂,2023,coke')
  })

  it('fits once the map says which coal it is; one firm may stay recorded', async () => {
    const found = await imported(
      (map) =>
        `${map.replace('of: raw-coal', 'of: steam-coal')}firms:\n  "丙铸造厂": { process: recorded }\n`,
    )
    expect(said(found)).toEqual([])
    // 6,100 t over 120,000 t, 4,200 MWh over 120,000 t.
    const brick = facility(found, '乙砖厂')!
    expect(brick).toContain(
      'process: brick-kiln, sector: building-materials, capacity: 150000 t/a, utilisation: 80%',
    )
    expect(brick).toContain('electricity: 0.035 MWh/t')
    expect(brick).toMatch(/steam-coal: 0\.050833\d+ t\/t/)
    expect(facility(found, '丙铸造厂')).toContain('process: recorded-')
    expect((await ran(found)).warned).toEqual(['W0611'])
  })

  it('keeps its years apart', async () => {
    const found = await imported(
      undefined,
      `
2023年规模以上工业企业产品与能耗,,,,,,
企业名称,主要产品,产量（万吨）,,电力（万千瓦时）,,焦炭（吨）,
,,2022年,2023年,2022年,2023年,2022年,2023年
甲铸造有限公司,铸铁件,3,4,2400,2800,6000,7200`.trim(),
    )
    expect(said(found)).toEqual([])
    const line = facility(found, '甲铸造有限公司')!
    expect(line).toContain('capacity: 40000 t/a, utilisation: { 2022: 75%, 2023: 100%, after: hold }')
    expect(line).toContain('coke: { 2022: 0.2 t/t, 2023: 0.18 t/t, after: hold }')
    expect((await ran(found)).warned).toEqual(['W0611'])
  })

  it.each([
    ['several products', '乙砖厂,3031,烧结砖,12,15,6100,420,,', '甲铸造有限公司,3391,钢锭,1,,,,,', '产品'],
    ['another unit', '产量（万吨）', '产量（万台）', '单位'],
    ['carbon that does not close', '900,3000', '900,1', '碳'],
  ])('W0938 %s: it stays recorded', async (_, from, to, word) => {
    const found = await imported(undefined, table.replace(from, to).replace(/\n合计.*/, ''))
    const misfit = found.diagnostics.filter(({ code }) => code === 'W0938')
    expect(misfit.some(({ args }) => String(args['why.zh' as 'why']).includes(word))).toBe(true)
    expect(found.files.length).toBeGreaterThan(2)
  })

  it('E0301 a process that the library does not have', async () => {
    const found = await imported((map) => map.replace('casting-cupola', 'casting-cupolla'))
    expect(found.diagnostics.map(({ code }) => code)).toContain('E0301')
  })
})

describe('what names a process, and what the books need not say', () => {
  const rows = (text: string) => text.trim()
  const plain = (more: (map: string) => string) => (map: string) =>
    more(map.replace(/^# electricity: .*$/m, 'electricity: calorific'))
  const read = (text: string, more: (map: string) => string) =>
    importedBooks({ 't.csv': gbk(rows(text)) }, plain(more))

  it('an industry: its firms whose product the process makes; of another product nothing is supposed (W0938)', async () => {
    const text = `
2023年工业企业名单,,,,,
企业名称,行业代码,主要产品,产量（万吨）,电力（万千瓦时）,焦炭（吨）
甲铸造,3391,铸铁件,3.2,2560,6400
乙铸造,3391,铸铁件,1.5,900,3000
丙锻造,3391,锻件,1,500,10`
    const found = await read(text, (map) =>
      map.replace(
        '"3391": { sector: metal-products',
        '"3391": { sector: metal-products, process: casting-cupola',
      ),
    )
    expect(facility(found, '甲铸造')).toContain('process: casting-cupola')
    expect(facility(found, '乙铸造')).toContain('process: casting-cupola')
    expect(said(found)).toEqual(['W0938 A5'])
    expect(found.listing?.guesses).toContainEqual(
      expect.objectContaining({ what: 'GB/T 4754 3391', as: 'metal-products casting-cupola' }),
    )
  })

  it('products beside the product: tar and benzol of a coke oven are outputs of the same process', async () => {
    // 1.2912 t coal, 45 kWh and 0.42 GJ a tonne of coke, as the library has them, so that carbon and energy close.
    const text = `
2023年工业企业名单,,,,,,,
企业名称,行业代码,主要产品,产量（万吨）,洗精煤（吨）,电力（万千瓦时）,热力（吉焦）
甲焦化,2521,焦炭,100,1291200,4500,420000
甲焦化,2521,煤焦油,4.6,,,
甲焦化,2521,粗苯,1.3,,,`
    const found = await read(
      text,
      (map) => `${map}firms:\n  "甲焦化": { process: coke-oven-5m5-stamp-wet }\n`,
    )
    expect(said(found)).toEqual([])
    expect(facility(found, '甲焦化')).toContain('outputs: { coal-tar: 0.046 t/t, crude-benzol: 0.013 t/t }')
    const totals = Object.fromEntries(found.totals.map(({ model, amount }) => [model, amount]))
    expect(totals).toMatchObject({
      'balance.coke.production': 1e6,
      'balance.coal-tar.production': 46000,
      'balance.crude-benzol.production': 13000,
      'balance.coking-coal.uses': 1291200,
    })
    expect((await ran(found)).warned.filter((code) => code !== 'W0611')).toEqual([])
  })

  it('several products with a row of energy each become units of their own; without it the firm stays one (W0938)', async () => {
    const text = (second: string) => `
2023年工业企业名单,,,,,,
企业名称,行业代码,主要产品,产量（万吨）,电力（万千瓦时）,焦炭（吨）,动力煤（吨）
甲公司,3391,铸铁件,3.2,2560,6400,
甲公司,3391,烧结砖,12,${second}`
    const both = (map: string) =>
      `${map}products:\n  "铸铁件": { process: casting-cupola }\n  "烧结砖": { process: brick-kiln }\n`
    const found = await read(text('420,,6100'), both)
    expect(said(found)).toEqual([])
    expect(facility(found, '甲公司铸铁件')).toContain('coke: 0.2 t/t')
    expect(facility(found, '甲公司烧结砖')).toContain('firm: "甲公司"')
    expect(facility(found, '甲公司烧结砖')).toContain('electricity: 0.035 MWh/t')
    expect(found.totals.find(({ model }) => model === 'balance.electricity.uses')?.amount).toBe(29800)
    expect(said(await read(text(',,'), both))).toEqual(['W0938 A3'])
  })

  it('a power plant that states only its total: its coal is that total and its power, where the map asks for it', async () => {
    // 3.3 TWh at 5 % more coal than the library: 1,391,717.25 t of 0.79174 tce; less 405,570 tce of power.
    const coal = 3.3e6 * 0.40165 * 1.05
    const text = (total: number) => `
2023年工业企业名单,,,,,
企业名称,行业代码,主要产品,产量（亿千瓦时）,产能（万千瓦）,综合能源消费量（吨标准煤，当量值）
丙电厂,4411,电力,33,60,${total}`
    const net = coal * 0.79174 - 3.3e6 * 0.1229
    const asked = (fuels: string) => (map: string) =>
      `${map}firms:\n  "丙电厂": { process: coal-power-subcritical-300${fuels} }\n`
    const found = await read(text(net), asked(', fuels: library'))
    expect(said(found)).toEqual([])
    const total = found.totals.find(({ model }) => model === 'balance.steam-coal.uses')?.amount
    expect(total! / coal).toBeCloseTo(1, 4)
    // 600 MW for 8,760 hours.
    expect(facility(found, '丙电厂')).toContain('capacity: 5256000 MWh/a')
    expect(found.listing?.guesses.map(({ as }) => as)).toContainEqual(
      expect.stringMatching(/coal-power.* × 1\.05/),
    )
    // Unasked nothing is supposed; a total that is not net does not fit.
    for (const one of [
      await read(text(net), asked('')),
      await read(text(coal * 0.79174), asked(', fuels: library')),
    ])
      expect(one.diagnostics.map(({ code }) => code)).toContain('W0938')
  })
})
