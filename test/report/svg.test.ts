import { Resvg } from '@resvg/resvg-js'
import { afterEach, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { figuresOf } from '../../src/report/chart/figures.ts'
import { format } from '../../src/report/formats/svg.ts'
import type { Result } from '../../src/report/result.ts'
import { page, sample, targets } from './fixture.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const hostile = `<script>alert(1)</script>"' onload="x" ]]> </text><image href="http://127.0.0.1/"/> \u202e\u0007 {year}`

/** The sample with a limit that holds in two years, and a sector that takes up more than it emits from some year on. */
function county(rest: Partial<Result> = {}): Result {
  const base = sample()
  const limited = targets.map((target) =>
    target.id === 'so2-budget' ? { ...target, indicator: 'so2', limit: { 2025: 1800, 2030: 1500 } } : target,
  )
  const { sector } = base.tables
  const turning = {
    id: 'land',
    name: { zh: '土地', en: 'land' },
    values: sector.years.map((year) => (year < 2040 ? 200_000 : -300_000)),
  }
  return {
    ...base,
    targets: limited,
    tables: { ...base.tables, sector: { ...sector, rows: [...sector.rows, turning] } },
    ...rest,
  }
}

const files = (result: Result, language: 'zh' | 'en' = 'zh') => format.files!(result, { ...page, language })

describe('charts as SVG', () => {
  test('one file a chart, well-formed, and a renderer draws each', async () => {
    const list = files(county())
    expect(list.map(({ name }) => name)).toEqual([
      'sample-emissions.svg',
      'sample-change.svg',
      'sample-energy.svg',
      'sample-limit-01.svg',
    ])
    const { valid, errors } = await validateXML({
      xml: list.map(({ name, content }) => ({ fileName: name, contents: String(content) })),
      schema: [
        `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg"><xs:complexType><xs:sequence><xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`,
      ],
    })
    expect({ valid, errors }).toEqual({ valid: true, errors: [] })
    for (const { content } of list) {
      const drawn = new Resvg(String(content), { font: { loadSystemFonts: false } }).render()
      expect(drawn.width).toBe(960)
      // Something other than paper is drawn: areas, bars or lines, without any font.
      const inked = drawn.pixels.reduce((n, value, i) => n + (i % 4 === 0 && value < 200 ? 1 : 0), 0)
      expect(inked).toBeGreaterThan(500)
    }
  })

  test('bands add up to the net line in every year, also where a sector changes its sign', () => {
    const result = county()
    const [emissions] = figuresOf(result, 'zh')
    const tops = result.tables.sector.rows
    emissions!.places.forEach((_, i) => {
      const bands = emissions!.bands.reduce((sum, { values }) => sum + values[i]!, 0)
      const rows = tops.reduce((sum, { values }) => sum + values[i]!, 0) / 1e4
      expect(bands).toBeCloseTo(rows, 6)
    })
    const below = emissions!.bands.filter(({ values }) => values.every((value) => value <= 0))
    const at = (i: number) => below.reduce((sum, { values }) => sum + values.at(i)!, 0)
    // 34 万吨 of sinks in 2020; in 2060 98 of sinks and 30 of the land that turned.
    expect(at(0)).toBeCloseTo(-34, 9)
    expect(at(-1)).toBeCloseTo(-128, 9)
  })

  test('the steps of the waterfall lead from the first end to the second', () => {
    const [, change] = figuresOf(county(), 'en')
    const values = change!.bands[0]!.values
    const steps = values.slice(1, -1).reduce((sum, value) => sum + value, 0)
    expect(values[0]! + steps).toBeCloseTo(values.at(-1)!, 9)
  })

  test('a limit that is passed is told with its first year and its gap', () => {
    const limit = figuresOf(county(), 'en').find(({ id }) => id === 'limit-01')!
    // SO2 runs from 1890 t in 2020 to 400 t in 2060, level by level: 1703.75 in 2025, 1517.5 in 2030.
    expect(limit.title).toMatch(/over the limit from 2030, short by 17\.5.t in 2030/)
    expect(files(county(), 'en')[3]!.content).toContain('<title id="limit-01-t">')
  })

  test('text of a user is text', () => {
    const name = { zh: hostile, en: hostile }
    const base = county()
    const { sector } = base.tables
    const result = {
      ...base,
      scenario: { ...base.scenario, title: name },
      targets: base.targets.map((target) => ({ ...target, name })),
      tables: {
        ...base.tables,
        sector: { ...sector, rows: sector.rows.map((row) => ({ ...row, name })) },
      },
    }
    const all = [
      ...files(result).map(({ content }) => String(content)),
      String(format.render([result], page)),
    ]
    for (const svg of all) {
      expect(svg).not.toMatch(/<script|<image|<style|<a |<foreignObject|<[^>]*\s(?:href|onload)=/)
      expect(svg.match(/<svg/g)).toHaveLength(1)
      expect(svg).not.toContain('\u202e')
      expect(svg).not.toContain('\u0007')
    }
    expect(all[0]).toContain('&lt;script&gt;')
  })

  test('no font, style sheet or request; the same bytes in another time zone', () => {
    const first = format.render([county(), county()], page)
    process.env.TZ = 'Pacific/Apia'
    expect(format.render([county(), county()], page)).toBe(first)
    expect(String(first).replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\((?!#)|@font-face/,
    )
  })

  test('a county without limits or energy has the charts that it can have', () => {
    const bare = county({ targets: [], indicators: {} })
    expect(files(bare).map(({ name }) => name)).toEqual(['sample-emissions.svg', 'sample-change.svg'])
  })
})
