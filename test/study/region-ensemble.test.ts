import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type EnsembleOptions, ensemble, explain, merge, sensitivity } from '../../src/index.ts'
import { ensembleText } from '../../src/report/ensemble-formats.ts'
import { rawCsv } from '../../src/report/raw-csv.ts'
import { peopled as small } from '../check/small.ts'
import { type Project, told, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'
import { uniform } from './uncertain-county.ts'

/**
 * Two counties, of 800 t and 2300 t of CO2 in 2030 beside their fires. Fires stand in a scenario that both build on, U(0, 100) t each:
 * one number, so the sum is 3100 t + 2·U.
 */
const second = small
  .replace('id: toy', 'id: other')
  .replace('2020: 1000 tCO2/a, 2030: 800 tCO2/a', '2020: 2000 tCO2/a, 2030: 2300 tCO2/a')
const scenario = (id: string, more = 'extends: common.yaml\n') =>
  `kind: scenario\nid: ${id}-plan\nbaseline: ${id}\nsource: made-up\ngrade: assumption\n${more}`
const fires = `facilities:
  fires: { emissions: [{ species: co2, scope: energy, amount: ${uniform} }, { species: n2o, scope: process, amount: 2 t/a }] }
`
const region = (counties: string, cap = 3220) => `kind: region
id: both
title: { zh: 两县, en: both counties }
counties: [${counties}]
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: ${cap} tCO2 } }
`
const files: Project = {
  'baselines/toy.yaml': small,
  'baselines/other.yaml': second,
  'scenarios/common.yaml': scenario('toy', fires),
  'scenarios/toy.yaml': scenario('toy'),
  'scenarios/other.yaml': scenario('other'),
  'scenarios/both.yaml': region('toy.yaml, other.yaml'),
}

const drawn = (options: EnsembleOptions = {}, more: Project = {}, path = 'scenarios/both.yaml') =>
  withProject({ ...files, ...more }, (root) => ensemble(join(root, path), options))

/** Uncertain stacks that each county states for itself: U(700, 900) and U(2200, 2400) t in 2030; fires stand at 50 t each. */
const own: Project = {
  'baselines/toy.yaml': small.replace(
    '2030: 800 tCO2/a',
    '2030: { value: 800 tCO2/a, uncertain: { uniform: [700 tCO2/a, 900 tCO2/a] } }',
  ),
  'baselines/other.yaml': second.replace(
    '2030: 2300 tCO2/a',
    '2030: { value: 2300 tCO2/a, uncertain: { uniform: [2200 tCO2/a, 2400 tCO2/a] } }',
  ),
  'scenarios/common.yaml': scenario('toy', ''),
}

describe('an ensemble of a region', () => {
  test.each([
    'random',
    'sobol',
    'lhs',
  ] as const)('%s: a number that stands once is drawn once for all counties', async (design) => {
    const { ensemble: result } = await drawn({ design })
    expect(result!.dimensions.map(({ id, counties }) => [id, counties])).toEqual([
      ['facilities.fires.emissions.1.amount', ['other', 'toy']],
    ])
    const [cap] = result!.targets
    // 2·U ≤ 120; drawn apart it would be 68 %.
    expect(Math.abs(cap!.share - 0.6)).toBeLessThan(0.03)
    const fan = result!.indicators['co2.total']!.years['2030']!
    expect(Math.abs(fan.sd / (200 / Math.sqrt(12)) - 1)).toBeLessThan(0.03)
    expect(result!.indicators['co2.total']!.run['2030']).toBe(3200)
  })

  test('what counties state each by itself is drawn by itself, whatever it is called', async () => {
    const { ensemble: result } = await drawn({ design: 'random' }, own)
    expect(result!.dimensions.map(({ id, counties }) => [id, counties])).toEqual([
      [expect.stringMatching(/^facilities\.stack\./), ['other']],
      [expect.stringMatching(/^toy\/facilities\.stack\./), ['toy']],
    ])
    const fan = result!.indicators['co2.total']!.years['2030']!
    expect(Math.abs(fan.sd / (200 * Math.sqrt(2 / 12)) - 1)).toBeLessThan(0.03)
  })

  test.each([
    'random',
    'sobol',
  ] as const)('%s: of one county is the ensemble of that county', async (design) => {
    const alone = { 'scenarios/both.yaml': region('toy.yaml') }
    const whole = (await drawn({ design }, { ...own, ...alone })).ensemble!
    const county = (await drawn({ design }, own, 'scenarios/toy.yaml')).ensemble!
    expect(whole.indicators).toEqual(county.indicators)
    expect(whole.peak).toEqual(county.peak)
    expect(whole.draws).toEqual(county.draws)
  })

  test('is the same for any order of the list, by the interpreter, and put together from shards', async () => {
    const options = { design: 'random', draws: 2500 } as const
    const text = async (found: ReturnType<typeof drawn>) => JSON.stringify((await found).ensemble)
    const whole = await text(drawn(options, own))
    expect(await text(drawn({ ...options, interpreted: true }, own))).toBe(whole)
    const turned = { ...own, 'scenarios/both.yaml': region('other.yaml, toy.yaml') }
    expect(await text(drawn(options, turned))).toBe(whole)
    const shards = new Map<string, string>()
    for (const k of [3, 1, 2])
      shards.set(`${k}`, (await drawn({ ...options, shard: { k, n: 3 } }, own)).shard!)
    const merged = await merge([{ path: 'shards', files: [...shards.keys()] }], (path) => ({
      text: shards.get(path)!,
    }))
    expect(JSON.stringify(merged.ensemble)).toBe(whole)
  })

  /**
   * Boilers 90 % or 80 % and heat pumps 10 %: where boilers are 80 %, one draw in four, the shares do not add up. `toy` states
   * the share itself; a stove is the only other uncertain number.
   */
  const torn = (share: string, more = '', of = base['baselines/toy.yaml']): Project => ({
    ...base,
    'baselines/toy.yaml': of.replace('boiler: { 2020: 90%,', `boiler: { 2020: ${share},`),
    'baselines/other.yaml': of.replace('id: toy', 'id: other'),
    'scenarios/common.yaml': scenario('toy', more),
    'scenarios/toy.yaml': scenario('toy'),
    'scenarios/other.yaml': scenario('other'),
    'scenarios/both.yaml': region('other.yaml, toy.yaml', 1e9),
  })
  const stove = `facilities:
  stove: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: ${uniform} }] }
`
  const quarter = '{ value: 90%, uncertain: { discrete: { 90%: 75%, 80%: 25% } } }'
  const tornRegion = (project: Project, options: EnsembleOptions) =>
    withProject(project, (root) => ensemble(join(root, 'scenarios/both.yaml'), options))

  test.each([
    'random',
    'sobol',
    'lhs',
  ] as const)('%s: a county that breaks a condition draws its own numbers again, common ones stand', async (design) => {
    const options = { design, draws: 4096 } as const
    const found = await tornRegion(torn(quarter, stove), options)
    expect(told(found).filter(({ code }) => code.startsWith('E'))).toEqual([])
    const result = found.ensemble!
    expect(result.draws).toEqual({ asked: 4096, done: 4096, sound: 4096 })
    expect(result.broken).toEqual([])
    expect(result.redrawn).toMatchObject([{ condition: 'E0407', county: 'toy', file: 'baselines/toy.yaml' }])
    const { draws } = result.redrawn![0]!
    // Five standard deviations of a quarter of independent draws.
    expect(Math.abs(draws / 4096 - 0.25)).toBeLessThan(0.034)
    expect(result.counties).toMatchObject([
      { id: 'other', redrawn: 0 },
      { id: 'toy', redrawn: draws },
    ])
    expect(told(found).filter(({ code }) => code === 'W0982')).toMatchObject([
      { args: { count: draws, found: 4096, county: 'toy' } },
    ])
    const study = { path: 'saved.json', text: JSON.stringify(result) }
    for (const [what, value] of [
      ['ensemble.redrawn.1.draws', draws],
      ['ensemble.county.toy.redrawn', draws],
    ] as const)
      expect((await explain(what, undefined, { study })).explanation).toMatchObject({ kind: 'study', value })
    // What both have in common is as it is where nothing breaks, draw by draw; the share of boilers moves no CO2 where it holds.
    const whole = (await tornRegion(torn('90%', stove), options)).ensemble!
    expect(result.indicators['co2.total']).toEqual(whole.indicators['co2.total'])
  })

  test('the same by the interpreter, from shards and for any order of the list', async () => {
    const options = { design: 'random', draws: 2500 } as const
    const project = torn(quarter, stove)
    const whole = JSON.stringify((await tornRegion(project, options)).ensemble)
    expect(JSON.stringify((await tornRegion(project, { ...options, interpreted: true })).ensemble)).toBe(
      whole,
    )
    const turned = { ...project, 'scenarios/both.yaml': region('toy.yaml, other.yaml', 1e9) }
    expect(JSON.stringify((await tornRegion(turned, options)).ensemble)).toBe(whole)
    const shards = new Map<string, string>()
    for (const k of [2, 1])
      shards.set(`${k}`, (await tornRegion(project, { ...options, shard: { k, n: 2 } })).shard!)
    const merged = await merge([{ path: 'shards', files: [...shards.keys()] }], (path) => ({
      text: shards.get(path)!,
    }))
    expect(JSON.stringify(merged.ensemble)).toBe(whole)
  })

  test('draws told one by one are those of the tallies, with the numbers that were drawn again', async () => {
    let text = ''
    const raw = rawCsv((lines) => {
      text += lines
    })
    const { ensemble: result } = await tornRegion(torn(quarter, stove), { design: 'random', draws: 512, raw })
    const [head, ...rows] = text
      .trim()
      .split(/\r?\n/)
      .map((row) => row.split(','))
    const column = (name: string) => rows.map((row) => row[head!.findIndex((cell) => cell.startsWith(name))]!)
    expect(head!.filter((cell) => cell.includes(' [')).map((cell) => cell.split(' [')[0])).toEqual(
      result!.dimensions.map(({ id }) => id),
    )
    const shares = column('end-uses.homes-heat.technologies.boiler')
    expect(new Set(shares)).toEqual(new Set(['0.9']))
    // Two counties with one stove each, of the same number: their sum moves by twice as much.
    const [stoves, sums] = [column('facilities.stove').map(Number), column('co2.total@2030').map(Number)]
    const rest = sums.map((sum, i) => sum - 2 * stoves[i]!)
    for (const one of rest) expect(Math.abs(one - rest[0]!)).toBeLessThan(1e-6 * rest[0]!)
    expect(Math.max(...sums)).toBe(result!.indicators['co2.total']!.years['2030']!.greatest)
  })

  test('what drawing again cannot mend is lost, and told by its county', async () => {
    // The share stands in the scenario that both build on: no county has it for itself.
    const shared = `end-uses: { homes-heat: { technologies: { boiler: { 2020: ${quarter}, 2035: 30% } } } }\n`
    const found = await tornRegion(torn('90%', shared), { draws: 1024 })
    expect(found.ensemble).toMatchObject({
      draws: { asked: 1024, done: 1024, sound: 768 },
      broken: [{ condition: 'E0407', county: 'other', draws: 256 }],
      redrawn: [],
    })
    expect(told(found).filter(({ code }) => code === 'W0852')).toHaveLength(1)
    const text = ensembleText(found.ensemble!, {
      language: 'en',
      ascii: true,
      width: 80,
      colours: false,
    } as never)
    expect(text).toContain('In 256 draws (25%) a county breaks a condition whatever it draws')
  })

  test('what asks about one county says so of a region, and names its counties (E0995)', async () => {
    const found = await withProject(files, (root) => sensitivity(join(root, 'scenarios/both.yaml')))
    expect(told(found)).toMatchObject([{ code: 'E0995', args: { found: 'toy.yaml, other.yaml' } }])
  })

  test('what is said of a county is said once', async () => {
    const { diagnostics } = await drawn({ draws: 1024 })
    const said = diagnostics.map(({ code, at }) => `${code} ${at.file} ${at.start}`)
    expect(new Set(said).size).toBe(said.length)
  })
})
