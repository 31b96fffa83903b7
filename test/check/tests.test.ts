// Expectations and tests that stand in YAML.
import { describe, expect, it } from 'vitest'
import { position } from '../../src/diagnostics/position.ts'
import { checked, project, scenario, small } from './small.ts'

/** The scenario with tests; indented under `tests:`. */
const tested = (tests: string) => `${scenario}tests:\n${tests.replace(/^/gm, '  ')}\n`
const one = (expectation: string, given = '') =>
  tested(`t: { ${given === '' ? '' : `given: { ${given} }, `}expect: { ${expectation} } }`)

async function findings(text: string): Promise<readonly string[]> {
  const found = await checked(project(text))
  expect(found.told).toEqual([])
  expect(found.scenarios[0]?.outcome).toBe(found.findings.length === 0 ? 'passed' : 'failed')
  return found.findings.map(({ message }) => message.en.replaceAll('\u202f', ' '))
}

describe('a test in YAML', () => {
  // By hand: co2.total is 1050 in 2020, 950 in 2025, 850 from 2030 on; N2O 2 t × 265 = 530 tCO2e.
  it.each([
    ['a figure', 'co2.total@2030: 850 tCO2'],
    ['a year or not', 'co2.total@2025: 950 tCO2/a'],
    ['in another unit', 'co2.total@2030: 0.085 万tCO2'],
    ['as exactly as it is written: 0.1 is 0.05 to 0.15', 'co2.total@2030: 0.1 万tCO2'],
    ['with a tolerance', 'co2.total@2030: { value: 860 tCO2, tolerance: 10 tCO2 }'],
    ['with a share as tolerance', 'co2.total@2030: { value: 800 tCO2, tolerance: 7% }'],
    ['a range', 'co2.total@2030: [840 tCO2, 850 tCO2]'],
    ['at most', 'co2.total@2030: { at-most: 850 tCO2 }'],
    ['at least', 'ghg.net@2035: { at-least: 1380 tCO2e }'],
    ['a part of it', 'co2.total.of.homes@2030: 50 tCO2'],
    ['the peak', 'peak: 2020'],
    ['the peak within years', 'peak: [2020, 2022]'],
    ['the peak at the latest', 'peak: { at-most: 2025 }'],
    ['targets', 'cap: met, gone: missed'],
  ])('%s', async (_, expectation) => {
    expect(await findings(one(expectation))).toEqual([])
  })

  const gone = 'facilities.fires: null'
  const half = 'facilities.fires.emissions.0.amount: 25 tCO2/a'
  it.each([
    ['less by', 'co2.total@2030: { less-by: 25 tCO2 }', half],
    ['less by a share', 'co2.total.of.homes@2030: { less-by: 50% }', half],
    ['less by between', 'co2.total@2030: { less-by: [20 tCO2, 30 tCO2] }', half],
    ['words', 'co2.total@2030: less, n2o@2030: unchanged, peak: unchanged, gone: unchanged', half],
    ['more', 'co2.total@2030: more', 'facilities.fires.emissions.0.amount: 60 tCO2/a'],
    ['more by', 'co2.total@2030: { more-by: 10 tCO2/a }', 'facilities.fires.emissions.0.amount: 60 tCO2/a'],
    ['something taken away', 'co2.total@2030: 800 tCO2', gone],
    ['a part of a series', 'co2.total@2030: 450 tCO2', 'facilities.stack.emissions.0.amount: { times: 50% }'],
    [
      'one point of a series',
      'co2.total@2030: 1050 tCO2',
      'facilities.stack.emissions.0.amount.2030: 1000 tCO2/a',
    ],
  ])('with something given: %s', async (_, expectation, given) => {
    expect(await findings(one(expectation, given))).toEqual([])
  })

  it('may give a field that every unit has, although the file does not say it yet', async () => {
    const works = `    capacity: 100 t/a\n    commissioned: 2010\n    operation: capacity\n`
    const making = {
      'baselines/toy.yaml': `${small}  works:\n    process: making\n${works}commodities: { thing: { name: thing, unit: t, group: product } }\nprocesses: { making: { name: making, sector: industry, closure: none, closure-reason: made up, outputs: [{ of: thing, lead: true, amount: 1 t/t }] } }\n`,
    }
    const text = one(
      'activity.works@2030: 0 t, activity.works@2025: unchanged',
      'facilities.works.retired: 2028',
    )
    const found = await checked(project(text, making))
    expect(found.told.filter(({ code }) => code.startsWith('E'))).toEqual([])
    expect(found.findings).toEqual([])
  })

  it('says expected, found and by how much it is off', async () => {
    expect(await findings(one('co2.total@2030: 0.080 万tCO2'))).toEqual([
      't: co2.total@2030 expected 0.08 万tCO2, found 0.085 万tCO2 (off by +0.005 万tCO2)',
    ])
    expect(await findings(one('co2.total@2030: { less-by: [30 tCO2, 40 tCO2] }', half))).toEqual([
      't: co2.total@2030 expected 30 tCO2 to 40 tCO2 less than without the change, found 25 tCO2 less (off by −5 tCO2)',
    ])
    expect(await findings(one('co2.total@2030: { less-by: 10% }', half))).toEqual([
      't: co2.total@2030 expected 10% less than without the change, found 2.94118% less (off by −7.05882%)',
    ])
    expect(await findings(one('peak: 2025, gone: met'))).toEqual([
      't: peak expected 2025, found 2020 (off by −5)',
      't: gone expected met, found missed',
    ])
    expect(await findings(one('n2o@2030: less', half))).toEqual([
      't: n2o@2030 expected less; 2 t without the change, 2 t with it',
    ])
  })

  it('is told at its line, in both languages, and known by its name', async () => {
    const text = tested('later:\n  expect:\n    co2.total@2030: 1 tCO2\n    n2o@2030: 2 t')
    const { findings: found, sourceText } = await checked(project(text))
    expect(found).toHaveLength(1)
    const [finding] = found
    expect(finding).toMatchObject({
      kind: 'test',
      file: 'scenarios/a.yaml',
      scenario: 'a',
      id: 'later/co2.total@2030',
    })
    const place = position(sourceText(finding!.at.file)!, finding!.at.start)
    expect(text.split('\n')[place.line - 1]?.slice(place.column - 1)).toBe('co2.total@2030: 1 tCO2')
    expect(finding!.message.zh).toBe('later：co2.total@2030 应为 1 tCO2，结果 850 tCO2（相差 +849 tCO2）')
  })

  it('belongs to its file: what builds on it does not inherit it', async () => {
    const child =
      'kind: scenario\nid: b\nbaseline: toy\nextends: a.yaml\nsource: made-up\ngrade: assumption\nfacilities: { fires: { emissions: [{ species: co2, scope: energy, amount: 500 tCO2/a }, { species: n2o, scope: process, amount: 2 t/a }] } }\nexpect: { cap: missed }\n'
    const {
      findings: found,
      scenarios,
      told,
    } = await checked(project(one('co2.total@2030: 850 tCO2'), { 'scenarios/b.yaml': child }))
    expect([told, found]).toEqual([[], []])
    expect(scenarios.map(({ id, compared }) => [id, compared.tests])).toEqual([
      ['a', 1],
      ['b', 0],
    ])
  })

  it('lays overlays under what it gives, and an overlay tests itself on a scenario', async () => {
    const text = tested(
      't: { with: ../overlays/halved.yaml, expect: { co2.total@2030: { less-by: 25 tCO2 } } }',
    )
    expect(await findings(text)).toEqual([])
    const { overlay } = await import('./small.ts')
    const own = (by: string) => ({
      'overlays/halved.yaml': `${overlay}tests:\n  t: { on: ../scenarios/a.yaml, expect: { co2.total@2030: { less-by: ${by} } } }\n`,
    })
    expect((await checked(project(scenario, own('25 tCO2')), 'overlays')).findings).toEqual([])
    const bad = await checked(project(scenario, own('26 tCO2')), 'overlays')
    expect(bad.told).toEqual([])
    expect(bad.findings).toMatchObject([
      { file: 'overlays/halved.yaml', scenario: 'a', id: 't/co2.total@2030' },
    ])
  })
})

describe('a test that can find nothing is an error, at its line', () => {
  it.each([
    ['E0710', 'nothing is expected', tested('«t: { given: { facilities.fires: null } }')],
    ['E0710', 'no expectation', tested('«t: { expect: {} }')],
    ['E0710', 'no test', `${scenario}tests: «{}\n`],
    ['E0711', 'a word that is none', one('co2.total@2030: «bigger')],
    ['E0711', 'two things at once', one('co2.total@2030: «{ value: 1 tCO2, at-most: 2 tCO2 }')],
    ['E0711', 'a tolerance beside a limit', one('co2.total@2030: «{ at-most: 2 tCO2, tolerance: 1% }')],
    ['E0711', 'one end', one('co2.total@2030: «[2 tCO2]')],
    ['E0216', 'ends in the wrong order', one('co2.total@2030: «[2 tCO2, 1 tCO2]')],
    ['E0201', 'a key that is none', one('co2.total@2030: { «most: 2 tCO2 }')],
    ['E0209', 'a tolerance below zero', one('co2.total@2030: { value: 2 tCO2, tolerance: «-1% }')],
    ['E0712', 'compared with itself', tested('«t: { expect: { co2.total@2030: unchanged } }')],
    [
      'E0713',
      'given what stands there',
      one('co2.total@2030: unchanged', '«facilities.fires.emissions.0.amount: 50 tCO2/a'),
    ],
    ['E0714', 'a verdict of an indicator', one('«co2.total@2030: met')],
    ['E0714', 'a figure of the peak', one('«peak: met')],
    ['E0715', 'a year is missing', one('«co2.total: 850 tCO2')],
    ['E0715', 'no such target', one('«capp: met')],
    ['E0301', 'no such indicator', one('«co2.totl@2030: 850 tCO2')],
    ['E0209', 'a year outside', one('«co2.total@2036: 850 tCO2')],
    ['E0308', 'no such path', one('co2.total@2030: less', '«facilities.firs.emissions.0.amount: 25 tCO2/a')],
    ['E0308', 'no such field', one('co2.total@2030: less', '«facilities.fires.retird: 2025')],
    ['E0204', 'of another dimension', one('co2.total@2030: «850 t')],
    ['E0205', 'without a unit', one('co2.total@2030: «850')],
    ['E0204', 'a share of an amount', one('co2.total@2030: «5%')],
    ['E0213', 'a peak in half a year', one('peak: «2020.5')],
    ['E0206', 'a unit that is none', one('co2.total@2030: «850 tCO22')],
    [
      'E0204',
      'what is given has the wrong unit',
      one('co2.total@2030: less', 'facilities.fires.emissions.0.amount: «25 GJ/a'),
    ],
    [
      'E0121',
      'an overlay that is not there',
      tested('t: { with: «../overlays/none.yaml, expect: { co2.total@2030: less } }'),
    ],
    ['E0201', 'a key of the test', tested('t: { «expct: { co2.total@2030: less } }')],
  ])('%s %s', async (code, what, marked) => {
    const text = marked.replace('«', '')
    const { line, column } = position(marked, marked.indexOf('«'))
    const found = await checked(project(text))
    const said = found.told.map((row) => [row.code, row.place])
    expect(said, what).toContainEqual([code, `scenarios/a.yaml:${line}:${column}`])
    for (const row of found.told) expect(row.en + row.zh).not.toMatch(/undefined|NaN|\[object|\{\w+\}/)
    expect(found.findings).toEqual([])
  })
})
