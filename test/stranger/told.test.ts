import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, ensemble, run, screen } from '../../src/index.ts'
import { ensembleText } from '../../src/report/ensemble-formats.ts'
import { formats } from '../../src/report/formats/index.ts'
import { screeningText } from '../../src/report/screening-page.ts'
import { displayWidth } from '../../src/text/width.ts'
import { type Project, resultOf, runProject, told, withProject } from '../county.ts'
import { plainCounty } from '../model/plain.ts'

/** What a stranger met who wrote counties of his own: verdicts that said less than they seemed to, errors that did not help. */

const text = async (files: Project, language: 'zh' | 'en') => {
  const { format } = await formats['text']!()
  return String(
    await format.render([await resultOf(files)], {
      language,
      width: 80,
      colour: false,
      ascii: false,
      verbose: false,
    }),
  )
}

const oven = `  old: { name: old, sector: works, inputs: [{ of: power, use: fuel, amount: 900 kWh/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }
  new: { name: new, sector: works, inputs: [{ of: power, use: fuel, amount: 300 kWh/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }
`
const ladder =
  'ladders: { oven: { name: oven, processes: [old, new], level1: 30 kgce/t, level2: 40 kgce/t, level3: 120 kgce/t } }\n'
const unit = (id: string, process: string, start: number) =>
  `  ${id}: { process: ${process}, status: planned, capacity: 10 万t/a, start: ${start} }\n`
const entry = (projects: string) =>
  plainCounty(`${ladder}facilities:\n  a: { process: old, capacity: 60 万t/a }\n`, {
    processes: oven,
    scenario: `projects-from: planned\n${projects && `projects:\n${projects}`}targets: { gate: { rule: entry, processes: [old, new], from: 2021, level: 2 } }`,
  })

describe('the rule entry', () => {
  it('tells the energy of the unit nearest to its limit: 300 kWh × 0.1229 = 36.87 kgce/t, 3.13 to spare', async () => {
    const [target] = (await resultOf(entry(unit('b', 'new', 2023)))).targets
    expect(target).toMatchObject({ met: true })
    expect(target!.figure).toBeCloseTo(0.03687, 12)
    expect(target!.margin).toBeCloseTo(0.00313, 12)
    expect(target!.limit['2026']).toBe(0.04)
    expect(await text(entry(unit('b', 'new', 2023)), 'en')).toContain('36.87 kgce/t')
  })
  it('of several units the worst', async () => {
    const [target] = (await resultOf(entry(unit('b', 'new', 2023) + unit('c', 'old', 2024)))).targets
    expect(target).toMatchObject({ met: false, firstMiss: 2026 })
    expect(target!.figure).toBeCloseTo(0.11061, 12)
  })
  it('says that it judged nothing where no unit came in', async () => {
    const [target] = (await resultOf(entry(''))).targets
    expect(target).toMatchObject({ met: true, nothing: true })
    expect(await text(entry(''), 'zh')).toContain('没有可判的')
    // A unit that begins too late to have had a second full year is not judged either.
    expect((await resultOf(entry(unit('b', 'old', 2029)))).targets[0]).toMatchObject({ nothing: true })
  })
})

describe('a peak that does not last', () => {
  // 100, 90, 80, … falls, and rises by 5 % in 2026: more than the 1 % that is allowed.
  const county = plainCounty(
    'facilities:\n  stack: { process: given, sector: works, emissions: [{ species: co2, scope: process, amount: { 2020: 100 ktCO2/a, 2025: 50 ktCO2/a, 2026: 52.5 ktCO2/a, 2030: 40 ktCO2/a, interpolate: linear } }] }\n',
    { scenario: 'targets: { carbon-peak: { rule: peak, indicator: co2.total, by: 2028 } }' },
  )
  it('is no merit for being early', async () => {
    const page = await text(county, 'zh')
    expect(page).toContain('✗ 2020 年最高，未能保持')
    expect(page).toContain('2026 年又回升或降得不够')
    expect(page).not.toMatch(/早 \d/)
    const english = await text(county, 'en')
    expect(english).toContain('Highest in 2020, not held')
    expect(english).not.toContain('early')
  })
})

describe('a retrofit', () => {
  const county = (share: string, first: string) =>
    plainCounty(
      `measures:\n  save: { name: save, effects: [{ input: power, relative: 10% }], potential: 60% }
facilities:\n${first}  a: { process: make, capacity: 60 万t/a }\n`,
      {
        scenario: `projects-from: planned\nmeasures:\n  save: { applies-to: first, adoption: { 2020: 0%, 2030: 50% } }
projects:\n  change: { status: planned, retrofit: { of: a, measure: save, from: 2025${share} } }\n`,
      },
    )
  const first = '  first: { process: make, capacity: 10 万t/a }\n'
  it('may not go beyond the potential of its measure, whatever unit the measure is adopted at first', async () => {
    const said = told(await runProject(county('', first), 'scenarios/a.yaml'))
    expect(said.map(({ code, args }) => [code, args['found'], args['limit']])).toEqual([
      ['E0421', '100%', '60%'],
    ])
    expect(said[0]!.place).toMatch(/^scenarios\/a\.yaml/)
    expect(
      told(await runProject(county(', share: 60%', first), 'scenarios/a.yaml')).map(({ code }) => code),
    ).not.toContain('E0421')
  })
})

describe('numbers that have to be told apart', () => {
  it('shows as many digits as it takes', async () => {
    const county = plainCounty(
      `drivers: { people: { name: people, path: 1000 person } }
end-uses:\n  heat: { name: heat, sector: homes, driver: people, intensity: 8 t/person, technologies: { make: { 2020: 50%, 2030: 50% }, make-too: { 2020: 50%, 2030: 50.002% } } }\n`,
      {
        processes:
          '  make-too: { name: too, sector: works, inputs: [{ of: power, use: fuel, amount: 90 kWh/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }\n',
      },
    )
    const [first] = told(await runProject(county, 'scenarios/a.yaml'))
    expect(first).toMatchObject({ code: 'E0407', args: { year: 2021, found: '100.0002%', expected: '100%' } })
  })
})

describe('files', () => {
  it('of a project that nothing marks are explained (E0121)', async () => {
    const { 'scenarios/a.yaml': scenario } = plainCounty('')
    const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    const root = mkdtempSync(join(tmpdir(), 'peakzero-bare-'))
    try {
      mkdirSync(join(root, 'scenarios'))
      writeFileSync(join(root, 'scenarios/a.yaml'), scenario!)
      const said = told(await run([join(root, 'scenarios/a.yaml')]))
      expect(said.map(({ code }) => code)).toEqual(['E0121'])
      expect(said[0]!.en).toContain('peakzero.yaml')
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })
  it('a project that may come in a draw and does not fit is named with what is wrong (E0841)', async () => {
    const files = plainCounty('facilities:\n  a: { process: make, capacity: 10 万t/a }\n', {
      scenario:
        'projects-from: approved\nprojects:\n  lost: { process: make, status: idea, chance: 30%, operation: demand, capacity: 5 万t/a, start: 2025 }\n',
    })
    await withProject(files, async (root) => {
      const said = told(await ensemble(join(root, 'scenarios/a.yaml'), { draws: 16 }))
      expect(
        said
          .filter(({ severity }) => severity === 'error')
          .map(({ code, args }) => [code, args['ids'] ?? '']),
      ).toEqual(
        expect.arrayContaining([
          ['E0841', 'lost'],
          ['E0418', ''],
        ]),
      )
    })
  })
})

describe('pages stay within 80 columns', () => {
  it('of an ensemble over a century', async () => {
    const files = plainCounty(
      `drivers: { market: { name: market, path: { value: 1000 t/a, growth: -1% }, uncertain: { band: { 2030: 10% }, persistence: 0.5 } } }
facilities:\n  stack: { process: given, sector: works, emissions: [{ species: co2, scope: process, amount: { value: 100 ktCO2/a, range: [50 ktCO2/a, 150 ktCO2/a] } }] }\n`,
      { horizon: '{ base: 2005, observed-to: 2005, to: 2100 }' },
    )
    await withProject(files, async (root) => {
      const { ensemble: drawn } = await ensemble(join(root, 'scenarios/a.yaml'), { draws: 64 })
      const page = ensembleText(drawn!, {
        language: 'zh',
        width: 80,
        colour: false,
        ascii: false,
        verbose: false,
      })
      const widths = page.split('\n').map(displayWidth)
      expect(Math.max(...widths)).toBeLessThanOrEqual(80)
    })
  })
})

describe('what is not there takes no room', () => {
  it('a scenario without projects has no table of projects', async () => {
    const files = plainCounty('facilities:\n  a: { process: make, capacity: 10 万t/a }\n')
    await withProject(files, async (root) => {
      const { screening } = await screen(join(root, 'scenarios/a.yaml'))
      const page = screeningText(screening!, {
        language: 'en',
        width: 80,
        colour: false,
        ascii: false,
        verbose: false,
      })
      expect(page).toContain('there is no project to screen')
      expect(page).not.toMatch(/branch and bound|Alone/)
    })
  })
})

describe('an expression as a target', () => {
  it('is told in the unit in which it comes out: 60 kt less 12 kt of one sector are 48 kt, and no share', async () => {
    const files = plainCounty(
      'facilities:\n  stack: { process: given, sector: homes, emissions: [{ species: co2, scope: process, amount: 12 ktCO2/a }] }\n',
      {
        scenario:
          'targets: { homes: { rule: expression, margin: "= 60 ktCO2 - co2.total.of.homes", from: 2022, to: 2025 } }',
      },
    )
    const [target] = (await resultOf(files)).targets
    expect(target).toMatchObject({ met: true, unit: 'tCO2', figureUnit: 'tCO2', margin: 48_000 })
    expect(await text(files, 'zh')).toContain('4.8 万吨')
  })
})

describe('what is held against residents', () => {
  const people = (more: string) => ({
    'baselines/toy.yaml': `kind: baseline
id: toy
prices: 2023
deflator: { 2020: 1, 2023: 1 }
gwp: ar5
source: made-up
grade: assumption
sources: { made-up: { title: made up, kind: judgement } }
horizon: { base: 2023, observed-to: 2023, to: 2030 }
boundary: { electricity: calorific }
sectors: { homes: { name: homes } }
drivers:
${more}
economy: { gdp: built, sectors: { homes: { value-added: 30 亿元@2023, follows: people } } }
`,
    'scenarios/a.yaml': 'kind: scenario\nid: a\nbaseline: toy\nsource: made-up\ngrade: assumption\n',
  })
  const residents = '  people: { name: people, path: 8 万人 }\n'
  const said = async (drivers: string) =>
    told(await withProject(people(drivers), (root) => check([join(root, 'scenarios/a.yaml')]))).filter(
      ({ code, args }) => code === 'W0635' && args['what'] === 'gdp',
    )
  it('visitors are no residents: 37,500 yuan a head is plausible, whoever else is counted', async () => {
    expect(await said(`${residents}  visitors: { name: visitors, path: 210 万人 }\n`)).toEqual([])
  })
  it('a total that is odd for all of them is said, in money of the county', async () => {
    const [one] = await said('  people: { name: people, path: 800 万人 }\n')
    expect(one!.args['found']).toBe('375 元@2023/person')
  })
})

describe('dates', () => {
  it('keep their month: what starts in July 2021 does not start in 2022', async () => {
    const files = plainCounty('facilities:\n  a: { process: make, capacity: 10 万t/a }\n', {
      horizon: '{ base: 2020, observed-to: 2023, to: 2030 }',
      scenario:
        'projects-from: approved\nprojects:\n  b: { process: make, status: approved, capacity: 5 万t/a, start: 2021-07 }\n',
    })
    const said = told(await withProject(files, (root) => check([join(root, 'scenarios/a.yaml')])))
    expect(said.find(({ code }) => code === 'W0642')?.args).toMatchObject({
      id: 'b',
      year: '2021-07',
      to: 2023,
    })
  })
})
