import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { afterEach, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { format } from '../../src/report/formats/xlsx.ts'
import type { Result } from '../../src/report/result.ts'
import { changes, page, sample } from './fixture.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const bytes = (result: Result, language: 'zh' | 'en' = 'zh') =>
  format.render([result], { ...page, language }) as Uint8Array

type Sheets = Map<string, (string | number | boolean | Date | null)[][]>

/** The workbook as another program reads it. */
async function read(book: Uint8Array): Promise<Sheets> {
  const sheets = await readWorkbook(Buffer.from(book))
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as (string | number | null)[][]]))
}

const partsOf = (book: Uint8Array) =>
  Object.entries(unzipSync(book)).map(([path, content]) => ({ path, text: strFromU8(content) }))

describe('a workbook', () => {
  test('holds its sheets in order, in the language of the report', async () => {
    expect([...(await read(bytes(sample({ changes })))).keys()]).toEqual([
      '结论',
      '排放',
      '能源',
      '容量',
      '项目',
      '措施',
      '对比',
      '依据与来源',
      '数据',
    ])
    expect([...(await read(bytes(sample(), 'en'))).keys()][0]).toBe('Answers')
  })

  test('numbers are numbers in the unit beside them, sums are formulas with their value', async () => {
    const book = bytes(sample())
    const rows = (await read(book)).get('排放')!
    expect(rows[0]![0]).toContain('2028 年达峰情景')
    expect(rows[3]!.slice(1, 5)).toEqual(['按部门（净排放）', '单位', 2020, 2021])
    const coking = rows.find((row) => row[1] === '焦化')!
    expect(coking[2]).toBe('万吨 CO₂e')
    expect(coking[3]).toBeCloseTo(329, 9)
    const sum = rows.find((row) => row[1] === '合计（公式）')!
    // 329 + 290 + 40 − 34, by hand; the works that are a part of coking are not counted again.
    expect(sum[3]).toBeCloseTo(625, 9)
    const sheet = partsOf(book).find(({ path }) => path === 'xl/worksheets/sheet2.xml')!.text
    expect(sheet).toContain('<f>SUM(D5:D8)</f><v>625</v>')
  })

  test('every figure of the result stands on the sheet of data, unconverted', async () => {
    const result = sample()
    const rows = (await read(bytes(result))).get('数据')!
    const found = (id: string, year: number) =>
      rows.find((row) => row[0] === id && row[1] === null && row[4] === year)?.[5]
    for (const [id, { values }] of Object.entries(result.indicators))
      for (const year of [2020, 2033, 2060]) expect(found(id, year)).toBeCloseTo(values[String(year)]!, 3)
  })

  test('targets with sign, margin in their unit, and the first year that misses', async () => {
    const rows = (await read(bytes(sample(), 'en'))).get('Answers')!
    const quota = rows.find((row) => row[1] === 'energy quota')!
    expect(quota[0]).toBe('✗')
    expect(quota[4]).toBeCloseTo(-0.078, 9)
    expect(quota[5]).toBe('Mtce')
    expect(quota[6]).toBe(2026)
    expect(rows.find((row) => row[1] === 'SO₂ budget')![0]).toBe('✓')
  })

  test('every part is well-formed XML; nothing is merged, hidden, linked or runs', async () => {
    const parts = partsOf(bytes(sample({ changes })))
    expect(parts.map(({ path }) => path).slice(0, 4)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'xl/workbook.xml',
    ])
    const { errors } = await validateXML({
      xml: parts.map(({ path, text }) => ({
        fileName: `part-${path.replaceAll(/[[\]/]/g, '-')}`,
        contents: text,
      })),
      schema: ['<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'],
    })
    // There is no schema to hold them against: what counts is that each can be parsed.
    expect(errors.filter(({ rawMessage }) => rawMessage.includes('parser error'))).toEqual([])
    const all = parts.map(({ text }) => text).join('')
    expect(all).not.toMatch(
      /mergeCell|state="hidden"|hyperlink|vbaProject|externalLink|<f>[^<]*(?:HYPERLINK|WEBSERVICE|DDE)/,
    )
  })

  test('text of a user is text, whatever a spreadsheet would make of it', async () => {
    const texts = [
      '=1+1',
      '+2',
      '-2+3',
      '@SUM(A1)',
      '_x0041_',
      '<b>&"\'',
      'a\u202eb\u0007',
      `${'长'.repeat(40_000)}`,
    ]
    const result = sample({
      projects: texts.map((name, i) => ({
        id: `p${i}`,
        name: { zh: name, en: name },
        status: 'planned',
        included: true,
        replaces: [],
      })),
      changes: {
        ...changes,
        inputs: texts.map((value) => ({ path: 'a', before: value, after: '1', file: 'a.yaml', line: 1 })),
      },
    })
    const book = bytes(result)
    const sheets = await read(book)
    const names = sheets
      .get('项目')!
      .slice(4, 4 + texts.length)
      .map((row) => String(row[0]))
    expect(names.slice(0, 4)).toEqual(texts.slice(0, 4))
    expect(names[5]).toBe(texts[5])
    expect(names[6]).toBe('a<U+202E>b\\x07')
    const raw = partsOf(book).map(({ text }) => text)
    expect(raw.join('')).toContain('>_x005F_x0041_<')
    // A formula is ours or none: sums and differences of cells.
    for (const [, formula] of raw.join('').matchAll(/<f>([^<]*)<\/f>/g))
      expect(formula).toMatch(/^(?:SUM\([A-Z]+\d+:[A-Z]+\d+\)|[A-Z]+\d+-[A-Z]+\d+)$/)
    for (const rows of sheets.values())
      for (const row of rows)
        for (const cell of row) expect(String(cell ?? '').length).toBeLessThanOrEqual(32_767)
  })

  test('several results stand in one workbook, numbered, and are compared', async () => {
    const book = format.render([sample(), sample()], page) as Uint8Array
    const sheets = await read(book)
    expect(sheets.size).toBe(18)
    expect(sheets.get('对比 1')!.filter((row) => row[0] === '2028 年达峰情景')).toHaveLength(2)
  })

  test('the same bytes twice, and in another time zone', () => {
    const first = Buffer.from(bytes(sample())).toString('base64')
    process.env.TZ = 'America/St_Johns'
    expect(Buffer.from(bytes(sample())).toString('base64')).toBe(first)
  })

  test('what no cell can hold is a bug and not an empty cell', () => {
    const result = sample()
    const broken = {
      ...result,
      indicators: {
        ...result.indicators,
        so2: { ...result.indicators['so2']!, values: { 2020: Number.NaN } },
      },
    }
    expect(() => bytes(broken)).toThrow(RangeError)
  })
})
