import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { afterEach, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { bar } from '../../src/report/docx/chart-part.ts'
import { format } from '../../src/report/formats/docx.ts'
import type { Result } from '../../src/report/result.ts'
import { changes, page, sample } from './fixture.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const bytes = (result: Result, language: 'zh' | 'en' = 'zh') =>
  format.render([result], { ...page, language }) as Uint8Array

/** The document as a converter reads it. */
async function html(document: Uint8Array): Promise<string> {
  const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(document) })
  expect(messages.filter(({ type }) => type === 'error')).toEqual([])
  return value
}

const parts = (document: Uint8Array) =>
  Object.entries(unzipSync(document)).map(([path, content]) => ({ path, text: strFromU8(content) }))

describe('a document', () => {
  test('has headings, numbered tables and figures, sources, in both languages', async () => {
    const zh = await html(bytes(sample({ changes })))
    expect(
      [...zh.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) => text!.replace(/\u3000/g, ' ')).slice(-6),
    ).toEqual([
      '1 主要结论',
      '2 温室气体排放',
      '3 能源消费',
      '4 目标与容量',
      '5 与参照情景相比',
      '6 依据与不确定性',
    ])
    const en = await html(bytes(sample({ changes }), 'en'))
    expect(en).toContain('Table 1. Net greenhouse gas emissions by sector (Mt CO₂e)')
    expect(en).toContain('Figure 1. Emissions peak in 2028; net 0.72')
    expect(en).toContain('Source: computed by peakzero 0.0.0, scenario sample.')
    const captions = [...en.matchAll(/(Table|Figure) (\d+)\./g)].map(([, kind, n]) => `${kind} ${n}`)
    expect(captions).toEqual([...new Set(captions)])
  })

  test('tables hold the figures of the result', async () => {
    const text = (await html(bytes(sample()))).replace(/<\/?p>/g, '')
    // 329 万吨 of coking in 2020; 329 + 290 + 40 − 34 in all, by hand.
    expect(text).toMatch(/<tr><td>焦化<\/td><td>329\.0<\/td>/)
    expect(text).toMatch(/<tr><td>合计<\/td><td>625\.0<\/td>/)
    expect(text).toMatch(/<tr><td>能耗指标<\/td><td>✗ 不达标<\/td>/)
  })

  test('charts hold their values, for an office program to draw', () => {
    const [emissions] = parts(bytes(sample())).filter(({ path }) => path === 'word/charts/chart1.xml')
    const series = [
      ...emissions!.text.matchAll(
        /<c:ser>.*?<c:tx><c:v>(.*?)<\/c:v>.*?<c:val>.*?<c:pt idx="0"><c:v>(.*?)<\/c:v>/g,
      ),
    ]
    expect(series.map(([, name, value]) => [name, Number(value)])).toEqual([
      ['焦化', 329],
      ['冶金', 290],
      ['其他', 40],
      ['碳汇', -34],
      ['净排放', 1262],
    ])
  })

  test('a bar of a waterfall is parted at zero', () => {
    expect(bar(5, 3)).toEqual({ base: 3, up: 2, down: 0 })
    expect(bar(-1, -4)).toEqual({ base: -1, up: 0, down: -3 })
    expect(bar(2, -3)).toEqual({ base: 0, up: 2, down: -3 })
  })

  test('text of a user is text; every part is well-formed', async () => {
    const evil = '</w:t><w:t>x]]> & <script>alert(1)</script> {year} \u202e\u0007 "'
    const name = { zh: evil, en: evil }
    const base = sample({ changes })
    const { sector } = base.tables
    const result = {
      ...base,
      scenario: { ...base.scenario, title: name, about: name },
      targets: base.targets.map((target) => ({ ...target, name })),
      tables: { ...base.tables, sector: { ...sector, rows: sector.rows.map((row) => ({ ...row, name })) } },
      sources: [{ id: 'a', title: name, url: 'javascript:alert(1)' }],
    }
    const document = bytes(result)
    const shown = await html(document)
    expect(shown).not.toMatch(/<script|<a |\u202e/)
    expect(shown).toContain('&lt;script&gt;')
    const { errors } = await validateXML({
      xml: parts(document).map(({ path, text }) => ({
        fileName: `part-${path.replaceAll(/[[\]/]/g, '-')}`,
        contents: text,
      })),
      schema: ['<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'],
    })
    expect(errors.filter(({ rawMessage }) => rawMessage.includes('parser error'))).toEqual([])
    expect(
      parts(document)
        .map(({ text }) => text)
        .join(''),
    ).not.toMatch(/w:hyperlink|w:fldSimple|w:instrText|TargetMode="External"/)
  })

  test('the same bytes twice, and in another time zone', () => {
    const first = Buffer.from(bytes(sample())).toString('base64')
    process.env.TZ = 'Asia/Kathmandu'
    expect(Buffer.from(bytes(sample())).toString('base64')).toBe(first)
  })
})
