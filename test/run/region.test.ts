import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check, type RunOptions, run } from '../../src/index.ts'
import { peopled as small } from '../check/small.ts'
import { type Project, told, withProject } from '../county.ts'

/** A stack that falls from 1000 t (2020) to 800 t (2030) of CO2, fires of 50 t and 2 t of N2O; and one twice as large that rises by 30 t a year. */
const second = small
  .replace('id: toy', 'id: other')
  .replace('2020: 1000 tCO2/a, 2030: 800 tCO2/a', '2020: 2000 tCO2/a, 2030: 2300 tCO2/a')
const scenario = (id: string, more = '') =>
  `kind: scenario\nid: ${id}-plan\nbaseline: ${id}\nsource: made-up\ngrade: assumption\n${more}`
const region = (more = '', counties = '[toy.yaml, other.yaml]') => `kind: region
id: both
title: { zh: 两县, en: both counties }
counties: ${counties}
${more}`
const targets = `targets:
  peak: { rule: peak, indicator: co2.total, by: 2025 }
  cap: { rule: cap, indicator: co2.total, values: { 2030: 3200 tCO2 } }
expect: { peak: missed }
`
const files: Project = {
  'baselines/toy.yaml': small,
  'baselines/other.yaml': second,
  'scenarios/toy.yaml': scenario('toy'),
  'scenarios/other.yaml': scenario('other'),
  'scenarios/both.yaml': region(targets),
}

const ran = (more: Project = {}, options: RunOptions = {}) =>
  withProject({ ...files, ...more }, (root) => run([join(root, 'scenarios/both.yaml')], options))

const saidBy = async (more: Project, options: RunOptions = {}) =>
  told(await ran(more, options)).filter(({ severity }) => severity !== 'info')

describe('a region', () => {
  test('sums its counties, judges its own targets, and is cut by county', async () => {
    const [result] = (await ran()).results
    const total = result!.indicators['co2.total']!.values
    // 1000 + 50 + 2000 + 50; 800 + 50 + 2300 + 50
    expect([total['2020'], total['2030'], total['2035']]).toEqual([3100, 3200, 3200])
    // Less 2 × 2 t of N2O at 265.
    expect(result!.indicators['ghg.net']!.values['2030']).toBe(3200 + 4 * 265)
    expect(result!.targets.map(({ id, met, expected }) => [id, met, expected])).toEqual([
      ['cap', true, 'met'],
      ['peak', false, 'missed'],
    ])
    expect(result!.scenario).toMatchObject({ id: 'both', title: { en: 'both counties' } })
    expect(result!.scenario.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['baselines/toy.yaml', 'baselines/other.yaml', 'scenarios/both.yaml']),
    )
    const rows = result!.tables.facility.rows
    expect(rows.map(({ id, values }) => [id, values[0]])).toEqual([
      ['other', 2050 + 530],
      ['toy', 1050 + 530],
    ])
  })

  test('is the same whatever the order of its list, and one county alone is that county', async () => {
    const [forward] = (await ran()).results
    const [backward] = (await ran({ 'scenarios/both.yaml': region(targets, '[other.yaml, toy.yaml]') }))
      .results
    const without = (result: typeof forward) => JSON.stringify({ ...result, scenario: null, sources: null })
    expect(without(backward)).toBe(without(forward))
    const [one] = (await ran({ 'scenarios/both.yaml': region('', '[toy.yaml]') })).results
    const [county] = (await withProject(files, (root) => run([join(root, 'scenarios/toy.yaml')]))).results
    expect(one!.indicators).toEqual(county!.indicators)
    expect(one!.peak).toEqual(county!.peak)
  })

  test('passes check with its expectations, and fails where a target is missed', async () => {
    const checked = await withProject(files, (root) => check([join(root, 'scenarios/both.yaml')]))
    expect(checked.scenarios).toMatchObject([{ id: 'both', outcome: 'passed', compared: { targets: 2 } }])
    const tight = { ...files, 'scenarios/both.yaml': region(targets.replace('3200', '3100')) }
    const failed = await withProject(tight, (root) => check([join(root, 'scenarios/both.yaml')]))
    expect(failed.scenarios).toMatchObject([{ id: 'both', outcome: 'failed' }])
    expect(failed.findings).toHaveLength(1)
  })

  test('does not add up what does not belong together (E0980)', async () => {
    for (const [text, what, found] of [
      ['gwp: ar6', 'the set of warming potentials', 'ar6'],
      ['horizon: { to: 2040 }', 'the horizon', '2020–2040'],
    ]) {
      const said = await saidBy({ 'scenarios/toy.yaml': scenario('toy', `${text}\n`) })
      expect(said).toMatchObject([
        {
          code: 'E0980',
          place: 'scenarios/both.yaml:4:12',
          args: { county: 'toy', first: 'other', what, found },
        },
      ])
      expect(said[0]!.zh).toMatch(/\p{Script=Han}/u)
    }
  })

  test('refuses a county twice (E0981), no county (E0982), a file that is not there (E0121), a mistake in a county', async () => {
    const twice = {
      'scenarios/more.yaml': scenario('toy'),
      'scenarios/both.yaml': region('', '[toy.yaml, more.yaml]'),
    }
    expect(await saidBy(twice)).toMatchObject([
      { code: 'E0981', args: { county: 'toy', path: 'scenarios/more.yaml', other: 'scenarios/toy.yaml' } },
    ])
    expect(await saidBy({ 'scenarios/both.yaml': region('', '[]') })).toMatchObject([{ code: 'E0982' }])
    expect(await saidBy({ 'scenarios/both.yaml': region('', '[toy.yaml, lost.yaml]') })).toMatchObject([
      { code: 'E0121', place: 'scenarios/both.yaml:4:22' },
    ])
    const bad = small.replace('amount: 50 tCO2/a', 'amount: 50 km')
    expect(await saidBy({ 'baselines/toy.yaml': bad })).toMatchObject(
      [{ code: 'E0204', place: /baselines/ }].map(() => ({ code: 'E0204' })),
    )
  })

  test('is not changed from outside (E0983)', async () => {
    expect(await saidBy({}, { set: ['prices=2021'] })).toMatchObject([
      { code: 'E0983', args: { option: '--set' } },
    ])
  })

  test('does not sum what a county lacks (W0980), and a target on it is refused (E0301)', async () => {
    const money =
      'economy:\n  gdp: built\n  sectors: { industry: { value-added: 3 亿元@2020, follows: people } }\n'
    const said = await saidBy({ 'baselines/toy.yaml': `${small}${money}` })
    const partial = said.filter(({ code }) => code === 'W0980').map(({ args }) => args.id)
    expect(partial).toEqual(['co2.intensity', 'energy.intensity', 'gdp'])
    const target = 'targets: { dense: { rule: cap, indicator: gdp, values: { 2030: 3 亿元@2020 } } }\n'
    const more = { 'baselines/toy.yaml': `${small}${money}`, 'scenarios/both.yaml': region(target) }
    expect((await saidBy(more)).map(({ code }) => code)).toContain('E0301')
    // Where both have it, it is the sum, and intensities are of the sums.
    const both = { 'baselines/toy.yaml': `${small}${money}`, 'baselines/other.yaml': `${second}${money}` }
    const [result] = (await ran(both)).results
    expect(result!.indicators['gdp']!.values['2020']).toBe(60000)
    expect(result!.indicators['co2.intensity']!.values['2020']).toBeCloseTo(3100 / 60000, 12)
  })
})
