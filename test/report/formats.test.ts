import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { formats } from '../../src/report/formats/index.ts'
import type { Result } from '../../src/report/result.ts'
import { readResult } from '../../src/report/schema/read-result.ts'
import { publishedResultSchema, resultSchema } from '../../src/report/schema/result-schema.ts'
import { misfit } from '../../src/report/schema/shape.ts'
import { buildProgram, repository, withProject } from '../county.ts'
import { page, sample } from './fixture.ts'

const shipped = await run(
  [
    join(repository, 'scenarios/jiaocheng/reference.yaml'),
    join(repository, 'scenarios/wangmo/reference.yaml'),
    join(repository, 'scenarios/rutland/reference.yaml'),
  ],
  { evidence: false },
)

async function render(
  name: string,
  results: readonly Result[],
  language: 'zh' | 'en' = 'en',
): Promise<string> {
  const { format } = await formats[name]!()
  return String(format.render(results, { ...page, language }))
}

/** A county whose every name is an attack on a spreadsheet or on Markdown. */
function hostile(): Result {
  const attack = (text: string) => ({ zh: text, en: text })
  const result = sample()
  const [first] = result.tables.sector.rows
  return {
    ...result,
    scenario: {
      ...result.scenario,
      title: attack('=cmd|" /C calc"!A0 <img src=x> [a](javascript:b) @all'),
      county: { id: 'county', title: attack('@SUM(1+1)|b') },
    },
    tables: {
      ...result.tables,
      sector: {
        ...result.tables.sector,
        rows: ['=1+1', '+1', '-1', '−1', '@x', '\tx', '\rx', 'a,"b"\nc', '＝1'].map((name, i) => ({
          ...first!,
          id: `row-${i}`,
          name: attack(name),
        })),
      },
    },
  }
}

describe('csv', () => {
  test('another program reads back every number of the indicators and of the sectors', async () => {
    for (const result of shipped.results) {
      const rows = parse(await render('csv', [result]), { columns: true }) as Record<string, string>[]
      const found = new Map(rows.map((row) => [`${row['table']} ${row['id']} ${row['year']}`, row]))
      for (const [id, { values, unit }] of Object.entries(result.indicators))
        for (const [year, value] of Object.entries(values)) {
          const row = found.get(`indicator ${id} ${year}`)
          expect(Number(row?.['value'])).toBe(value)
          expect(row?.['unit']).toBe(unit)
        }
      for (const row of result.tables.sector.rows)
        for (const [i, value] of row.values.entries())
          expect(Number(found.get(`sector ${row.id} ${result.tables.sector.years[i]}`)?.['value'])).toBe(
            value,
          )
    }
  })

  test.each(['csv', 'iamc'])('%s: no cell of text begins a formula, numbers are untouched', async (name) => {
    const rows = parse(await render(name, [hostile()])) as string[][]
    const width = rows[0]!.length
    for (const cells of rows.slice(1)) {
      expect(cells).toHaveLength(width)
      for (const cell of cells)
        if (cell === '' || !Number.isFinite(Number(cell))) expect(cell).not.toMatch(/^[=+\-−@\t\r＝＋－＠]/u)
    }
    if (name === 'csv') expect(rows.some((cells) => cells.some((cell) => /^-\d/.test(cell)))).toBe(true)
  })
})

describe('iamc', () => {
  const read = async (results: readonly Result[]) =>
    parse(await render('iamc', results), { columns: true }) as Record<string, string>[]

  test('every point once; parts add up to their whole', async () => {
    const rows = await read(shipped.results)
    const keys = rows.map(
      (row) => `${row['model']} ${row['scenario']} ${row['region']} ${row['variable']} ${row['year']}`,
    )
    expect(new Set(keys).size).toBe(keys.length)
    const sum = (region: string, year: string, variable: RegExp) =>
      rows
        .filter((row) => row['region'] === region && row['year'] === year && variable.test(row['variable']!))
        .reduce((all, row) => all + Number(row['value']), 0)
    for (const result of shipped.results) {
      const region = result.scenario.county.title.en
      for (const year of ['2020', '2030', String(result.horizon.to)]) {
        const whole = sum(region, year, /^Emissions\|CO2\|With Purchased Energy$/)
        expect(sum(region, year, /^Emissions\|CO2\|(Energy|Industrial Processes)$/)).toBeCloseTo(
          sum(region, year, /^Emissions\|CO2\|Energy and Industrial Processes$/),
          9,
        )
        expect(sum(region, year, /^Emissions\|CO2\|With Purchased Energy\|Sector\|/)).toBeCloseTo(whole, 9)
        // t to Mt, by hand
        expect(whole).toBeCloseTo(result.indicators['co2.total']!.values[year]! / 1e6, 9)
      }
    }
  })

  test('the same scenario twice is refused: one point cannot have two values', async () => {
    const { format } = await formats['iamc']!()
    expect(format.refuse?.([sample(), sample()])).toBeDefined()
    expect(format.refuse?.(shipped.results)).toBeUndefined()
  })
})

describe('markdown', () => {
  test('a comment holds every shipped county, and its first line says the answer', async () => {
    for (const language of ['zh', 'en'] as const)
      for (const result of shipped.results) {
        const text = await render('markdown', [result], language)
        expect(text.length).toBeLessThan(65536)
        expect(text.split('\n')[0]).toMatch(/^### [✓✗] /)
        expect(text).not.toMatch(/NaN|undefined|\[object/)
      }
  })

  test('text of users is inert', async () => {
    const text = await render('markdown', [hostile()])
    expect(text).not.toMatch(/<img|\]\(javascript|(^|[^&\w])@all/)
    // Each row of a table keeps its columns.
    const tables = text.split(/\n\n/).filter((block) => block.startsWith('| '))
    for (const block of tables) {
      const counts = block
        .trimEnd()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length)
      expect(new Set(counts).size, block).toBe(1)
    }
  })
})

describe('the published shape of a result', () => {
  test('every shipped result is described whole, with its evidence too', async () => {
    for (const result of shipped.results)
      expect(misfit(JSON.parse(await render('json', [result])), resultSchema, '', true)).toBeUndefined()
    const { results } = await run([join(repository, 'scenarios/wangmo')], { evidence: true })
    for (const result of results)
      expect(misfit(JSON.parse(await render('json', [result])), resultSchema, '', true)).toBeUndefined()
  })

  test('another validator agrees: every shipped result is valid, a result without its peak is not', async () => {
    const valid = new Ajv.default({ strict: false }).compile(publishedResultSchema())
    for (const result of shipped.results)
      expect(valid(JSON.parse(await render('json', [result]))), JSON.stringify(valid.errors)).toBe(true)
    expect(valid({ ...JSON.parse(await render('json', [sample()])), peak: undefined })).toBe(false)
  })

  test('scenarios/schema/result.json is the one of the program (npm run generate)', () => {
    const kept = readFileSync(join(repository, 'scenarios/schema/result.json'), 'utf8')
    expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(publishedResultSchema())))
  })

  test.each([
    ['{"format": ', { broken: expect.any(String), at: 11 }],
    ['{"format": "peakzero/check@1"}', { other: 'peakzero/check@1' }],
    ['[]', { other: '' }],
    ['{"format": "peakzero/results@1", "results": []}', { misfit: { path: 'results' } }],
    [
      JSON.stringify({ ...sample(), horizon: { base: '2020', observedTo: 2022, to: 2060 } }),
      { misfit: { path: 'horizon.base', expected: 'integer', found: '"2020"' } },
    ],
    [JSON.stringify({ ...sample(), peak: undefined }), { misfit: { path: 'peak', expected: 'required' } }],
  ])('%.60s is refused', (text, expected) => {
    expect(readResult(text)).toMatchObject(expected)
  })
})

describe('render, as a process', () => {
  const work = withProject({}, async (root) => {
    const program = await buildProgram(join(root, 'program'))
    const text = await render('json', shipped.results.slice(1))
    writeFileSync(join(root, 'saved.json'), text)
    writeFileSync(join(root, 'one.json'), await render('json', shipped.results.slice(1, 2)))
    writeFileSync(join(root, 'other.json'), '{"format": "peakzero/check@1"}')
    const peakzero = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      spawnSync(process.execPath, [program, ...args], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        env: { ...process.env, ...env },
      })
    const said = []
    // The renderer of PNG is no part of the program: test/report/bytes.test.ts.
    for (const format of Object.keys(formats).filter((name) => name !== 'png')) {
      // A page holds one scenario; several want --out.
      const args = [
        'render',
        format === 'html' ? 'one.json' : 'saved.json',
        '--format',
        format,
        '--lang',
        'zh',
      ]
      const one = peakzero(args, { LC_ALL: 'C.UTF-8', TZ: 'UTC' })
      const two = peakzero(args, { LC_ALL: 'de_DE.UTF-8', TZ: 'America/New_York' })
      said.push({ format, one, two })
    }
    return {
      said,
      json: text,
      other: peakzero(['render', 'other.json', '--lang', 'en'], {}),
      missing: peakzero(['render', 'nowhere.json', '--lang', 'en'], {}),
    }
  })
  afterAll(() => work)

  test('the same bytes in another locale and time zone, and the JSON is what was saved', async () => {
    const { said, json } = await work
    for (const { format, one, two } of said) {
      expect(one.status, `${format}: ${one.stderr}`).toBe(0)
      expect(two.stdout, format).toBe(one.stdout)
      expect(one.stdout.length, format).toBeGreaterThan(500)
    }
    expect(said.find(({ format }) => format === 'json')!.one.stdout).toBe(json)
  })

  test('what is no result is refused with 2, what is not there too', async () => {
    const { other, missing } = await work
    expect(other.status).toBe(2)
    expect(other.stderr).toContain('E0811')
    expect(missing.status).toBe(2)
    expect(missing.stderr).toContain('E0121')
  })
})
