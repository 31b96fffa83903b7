import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { format } from '../../src/report/formats/json.ts'
import type { CutTable, Result } from '../../src/report/result.ts'
import { type Project, repository, species, told, withProject } from '../county.ts'

/*
 * What programs may rely on in `run --format json` (design: cli.md, Contract). A small county that has something of
 * everything, then the shipped reference scenario.
 */

const county = `kind: baseline
id: small
title: { zh: 小县, en: small county }
libraries: none
prices: 2020
gwp: ar5
horizon: { base: 2020, observed-to: 2022, to: 2060 }
defaults: { source: made-up, grade: assumption }
sources: { made-up: { title: { zh: 为测试编的, en: made up for tests }, kind: judgement } }
${species}
  nox: { name: NOx, family: pollutant, unit: t }
  pm25: { name: PM2.5, family: pollutant, unit: t }
  voc: { name: VOC, family: pollutant, unit: t }
sectors:
  works: { name: { zh: 工厂, en: works } }
  kilns: { name: { zh: 窑, en: kilns }, parent: works }
  homes: { name: { zh: 居民, en: homes } }
  land: { name: { zh: 土地, en: land } }
commodities:
  coal: { name: { zh: 煤, en: coal }, unit: t, group: coal, energy: 20.908 GJ/t, carbon: 26 tC/TJ, oxidation: 94%, tce: 0.7143 tce/t, ch4: 1 kg/TJ, n2o: 1.5 kg/TJ }
  water: { name: { zh: 水, en: water }, unit: m3, group: water }
  sunlight: { name: { zh: 日光, en: sunlight }, unit: MWh, group: renewable }
  brick: { name: { zh: 砖, en: bricks }, unit: t, group: product }
  electricity: { name: { zh: 电, en: power }, unit: MWh, group: electricity, tce: 0.1229 kgce/kWh, tce-equivalent: 305 gce/kWh, purchased: { 2020: 0.73 tCO2/MWh, 2060: 0 tCO2/MWh } }
processes:
  kiln:
    name: { zh: 砖窑, en: kiln }
    sector: kilns
    inputs: [{ of: coal, use: fuel, amount: 60 kg/t }, { of: electricity, use: fuel, amount: 40 kWh/t }, { of: water, amount: 0.2 m3/t }]
    outputs: [{ of: brick, lead: true, amount: 1 t/t }]
    emits: [combustion, { factor: { so2: 0.3 kg/t, nox: 0.2 kg/t, pm25: 0.05 kg/t, voc: 0.01 kg/t, co2: 20 kgCO2/t } }]
    closure: none
    closure-reason: { zh: 为测试编的, en: made up for tests }
    value-added: 100 元@2020/t
  solar:
    name: { zh: 光伏, en: solar panels }
    sector: works
    inputs: [{ of: sunlight, use: fuel, amount: 1 MWh/MWh }]
    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]
drivers:
  people: { name: { zh: 人口, en: people }, observed: { 2020: 20 万人, 2021: 20.1 万人, 2022: 20 万人 }, path: { growth: -0.5% } }
  growth: { name: { zh: 增长, en: growth }, path: { value: 1, growth: 3% } }
facilities:
  kiln-a: { name: { zh: 一号窑, en: kiln A }, process: kiln, capacity: 30 万t/a, utilisation: 90%, retired: 2040-07 }
  landfill: { name: { zh: 填埋场, en: landfill }, process: given, sector: homes, emissions: [{ species: ch4, scope: process, amount: 100 t/a }] }
end-uses:
  home-power: { name: { zh: 生活用电, en: power of homes }, sector: homes, driver: people, inputs: [{ of: electricity, use: fuel, amount: 600 kWh/(person·a) }] }
land: { forest: { name: { zh: 林, en: forest }, sector: land, area: 900 ha, rate: 2.3 tCO2/(ha·a) } }
economy: { gdp: built, sectors: { kilns: { value-added: 3000 万元@2020, follows: growth }, homes: { value-added: 10 亿元@2020, follows: growth } } }
observed: { energy.total: { 2020: 5 万tce } }
`

const scenario = `kind: scenario
id: a
title: { zh: 情景甲, en: scenario A }
about: { zh: 为测试编的情景, en: a scenario made up for tests }
baseline: small
reference: b.yaml
projects-from: approved
defaults: { source: made-up, grade: assumption }
projects:
  panels: { name: { zh: 屋顶光伏, en: panels on roofs }, process: solar, status: approved, capacity: 20 MW, start: 2027, ramp: [50%, 100%], utilisation: 1200 h/a }
  kiln-b: { name: { zh: 二号窑, en: kiln B }, process: kiln, status: idea, capacity: 10 万t/a, start: 2030 }
targets:
  carbon-peak: { rule: peak, indicator: co2.total, by: 2030, severity: must }
  neutrality: { rule: neutral, indicator: ghg.net, by: 2060, severity: must }
  cap: { rule: cap, indicator: energy.total, values: { 2030: 1 万tce/a }, severity: should }
expect: { neutrality: missed, cap: missed }
`

const files: Project = {
  'baselines/small.yaml': county,
  'scenarios/a.yaml': scenario,
  'scenarios/b.yaml': 'kind: scenario\nid: b\ntitle: { zh: 情景乙, en: scenario B }\nbaseline: small\n',
}

/** Keys that cli.md names at the top of a result. */
const promised = [
  'evidence',
  'format',
  'generator',
  'horizon',
  'indicators',
  'ledgers',
  'neutrality',
  'peak',
  'projects',
  'scenario',
  'sources',
  'tables',
  'targets',
  'warnings',
]

/** The indicators of model.md's table and of cli.md; `cost.total` comes with the money of a later version. */
const indicators = [
  'co2.energy',
  'co2.process',
  'co2.territorial',
  'co2.indirect',
  'co2.total',
  'ghg.territorial',
  'ghg.total',
  'ghg.net',
  'ghg.net-territorial',
  'energy.total',
  'energy.controlled',
  'energy.intensity',
  'co2.intensity',
  'so2',
  'nox',
  'pm25',
  'voc',
  'water',
  'gdp',
]

/** Fields that hold a text for readers, wherever they stand. */
const texts = ['name', 'title', 'about', 'message', 'ladderName']

const render = (results: readonly Result[]): string =>
  String(format.render(results, { language: 'zh', width: 80, colour: false, ascii: false, verbose: false }))

/** Runs paths of this machine and reads back what `--format json` would write. */
async function documentOf(paths: readonly string[]) {
  const loaded = await run(paths)
  const errors = told(loaded).filter(({ severity }) => severity === 'error')
  if (errors.length > 0 || loaded.results.length !== paths.length)
    throw new Error(errors.map(({ place, code, en }) => `${place} ${code} ${en}`).join('\n') || 'no result')
  const bytes = render(loaded.results)
  return { bytes, document: JSON.parse(bytes) as Result }
}

/** Every value with its path, depth first. */
function* walk(value: unknown, path = ''): Generator<readonly [path: string, value: unknown]> {
  yield [path, value]
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* walk(inner, path === '' ? key : `${path}.${key}`)
}

const isText = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === 'en,zh' &&
  Object.values(value).every((words) => typeof words === 'string' && words.trim() !== '')

/** Paths of what breaks a promise that holds for every value. */
function broken(document: unknown): string[] {
  const found: string[] = []
  for (const [path, value] of walk(document)) {
    const key = path.slice(path.lastIndexOf('.') + 1)
    if (value === null || value === undefined) found.push(`${path}: ${value}`)
    if (typeof value === 'number' && (!Number.isFinite(value) || Number(value.toPrecision(12)) !== value))
      found.push(`${path}: ${value} has more than 12 digits`)
    if (typeof value === 'object' && value !== null && ('zh' in value || 'en' in value) && !isText(value))
      found.push(`${path}: one language is missing`)
    if (texts.includes(key) && path !== 'generator.name' && !isText(value)) found.push(`${path}: is no text`)
    if (/\.drivers\.\d+$/.test(path) && !isText(value)) found.push(`${path}: is no text`)
  }
  return found
}

/** What holds for the result of any scenario. */
function keepsContract(document: Result): void {
  const told = document.warnings.map((one) => JSON.stringify(one))
  expect(told, 'nothing is said twice').toEqual([...new Set(told)])
  expect(Object.keys(document)).toEqual(expect.arrayContaining(promised))
  expect(document.format).toBe('peakzero/result@1')
  expect(document.generator).toEqual({ name: 'peakzero', version: expect.stringMatching(/./) })
  expect(broken(document)).toEqual([])
  const { base, to } = document.horizon
  const years = Array.from({ length: to - base + 1 }, (_, i) => base + i)
  expect(Object.keys(document.indicators)).toEqual(expect.arrayContaining(indicators))
  for (const [id, { unit, values }] of Object.entries(document.indicators)) {
    expect([id, Object.keys(values)]).toEqual([id, years.map(String)])
    expect(unit).toMatch(/./)
  }
  for (const { path, sha256 } of document.scenario.files) {
    expect(path).not.toMatch(/^\/|\\/)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  }
  for (const target of document.targets) {
    expect(Object.keys(target)).toEqual(
      expect.arrayContaining([
        'id',
        'rule',
        'severity',
        'met',
        'expected',
        'margin',
        'limit',
        'unit',
        'drivers',
      ]),
    )
    expect(['must', 'should']).toContain(target.severity)
    expect(['met', 'missed']).toContain(target.expected)
  }
  for (const project of document.projects)
    expect(Object.keys(project)).toEqual(expect.arrayContaining(['id', 'status', 'replaces']))
  // A ledger without a quota has no headroom, and the parts of one that has parts add up to its use.
  for (const ledger of document.ledgers) {
    expect(Object.keys(ledger.headroom).length > 0).toBe(ledger.quotas.length > 0)
    for (const [i, used] of ledger.used.entries()) {
      const sum = ledger.parts.reduce((all, part) => all + part.values[i]!, 0)
      if (ledger.parts.length > 0)
        expect(Math.abs(sum - used)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(used)))
    }
  }
  expect(Object.keys(document.tables)).toEqual(
    expect.arrayContaining(['sector', 'facility', 'fuel', 'gas', 'scope', 'flow']),
  )
  for (const flow of document.tables.flow)
    expect(Object.keys(flow).sort()).toEqual(['commodity', 'explain', 'from', 'tce', 'to', 'year'])
  for (const cut of ['sector', 'facility', 'fuel', 'gas', 'scope', 'sectorCo2'] as const)
    sumsToTotal(document, document.tables[cut], years)
  for (const shares of Object.values(document.evidence))
    for (const [year, byGrade] of Object.entries(shares)) {
      expect(years).toContain(Number(year))
      const sum = Object.values(byGrade).reduce((all, share) => all + share, 0)
      expect(sum).toBeCloseTo(1, 9)
    }
}

/** A cut sums to the indicator that it cuts, to 1e-9 of the gross amount. */
function sumsToTotal(document: Result, table: CutTable, years: readonly number[]): void {
  expect(table.years).toEqual(years)
  for (const [i, year] of years.entries()) {
    const values = table.rows.map((row) => row.values[i]!)
    const net = values.reduce((sum, value) => sum + value, 0)
    const gross = values.reduce((sum, value) => sum + Math.abs(value), 0)
    const total = document.indicators[table.indicator]!.values[String(year)]!
    expect(Math.abs(net - total)).toBeLessThanOrEqual(1e-9 * gross)
  }
}

describe('the result of a small county', () => {
  const small = () =>
    withProject(files, async (root) => {
      const { bytes, document } = await documentOf([join(root, 'scenarios/a.yaml')])
      const hashes = document.scenario.files.map(({ path, sha256 }) => {
        const found = createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex')
        return [path, sha256 === found]
      })
      return { bytes, document, hashes }
    })

  test('keeps the contract', async () => {
    const { document } = await small()
    keepsContract(document)
    expect(document.horizon).toEqual({ base: 2020, observedTo: 2022, to: 2060 })
    expect(Object.keys(document.indicators['co2.total']!.values)).toHaveLength(41)
  })

  test('names its files with their hashes', async () => {
    const { hashes } = await small()
    expect(hashes).toEqual([
      ['baselines/small.yaml', true],
      ['scenarios/a.yaml', true],
    ])
  })

  test('tells verdicts, projects, peak and neutrality', async () => {
    const { document } = await small()
    expect(
      document.targets.map(({ id, met, expected, firstMiss }) => [id, met, expected, firstMiss]),
    ).toEqual([
      ['cap', false, 'missed', 2030],
      ['carbon-peak', true, 'met', undefined],
      ['neutrality', false, 'missed', 2060],
    ])
    expect(document.targets.find(({ id }) => id === 'cap')?.limit).toEqual({ '2030': 10000 })
    expect(document.targets.find(({ id }) => id === 'cap')?.drivers.length).toBeGreaterThan(0)
    expect(document.projects.map(({ id, included, start, ramp }) => [id, included, start, ramp])).toEqual([
      ['kiln-b', false, 2030, undefined],
      ['panels', true, 2027, [0.5, 1]],
    ])
    expect(document.peak).toMatchObject({ indicator: 'co2.total', unit: 'tCO2' })
    expect(document.neutrality).toMatchObject({ indicator: 'ghg.net', reached: false, unit: 'tCO2e' })
    expect('year' in document.neutrality).toBe(false)
    expect(document.changes?.reference.id).toBe('b')
    expect(document.sources).toMatchObject([{ id: 'made-up' }])
  })

  test('is not empty where the county has something', async () => {
    const { document } = await small()
    for (const id of indicators) {
      const values = Object.values(document.indicators[id]!.values)
      expect([id, values.some((value) => value !== 0)]).toEqual([id, true])
    }
    expect(document.tables.observed).toMatchObject([{ item: 'energy.total', year: 2020, observed: 50000 }])
    expect(document.tables.flow.length).toBeGreaterThan(0)
    expect(document.tables.facility.rows.find(({ id }) => id === 'landfill')?.given).toBe(true)
  })

  test('is the same bytes each time', async () => {
    expect((await small()).bytes).toBe((await small()).bytes)
  })

  test('several scenarios are a list of results, each of which keeps the contract', async () => {
    const { document } = await withProject(files, (root) =>
      documentOf(['a', 'b'].map((id) => join(root, `scenarios/${id}.yaml`))),
    )
    const list = document as unknown as { readonly format: string; readonly results: readonly Result[] }
    expect(Object.keys(list)).toEqual(['format', 'results'])
    expect(list.format).toBe('peakzero/results@1')
    expect(list.results.map(({ scenario }) => scenario.id)).toEqual(['a', 'b'])
    for (const result of list.results) keepsContract(result)
  })
})

describe('the shipped reference scenario', () => {
  test('keeps the contract for 41 years', async () => {
    const { document } = await documentOf([join(repository, 'scenarios/jiaocheng/reference.yaml')])
    expect(document.horizon).toEqual({ base: 2020, observedTo: 2025, to: 2060 })
    keepsContract(document)
    for (const id of indicators) expect(Object.keys(document.indicators[id]!.values)).toHaveLength(41)
  })
})
