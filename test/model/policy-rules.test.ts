import { describe, expect, it } from 'vitest'
import { resultOf, runProject } from '../county.ts'
import { plainCounty } from './plain.ts'

/** The rules that policies bring: closures, replacement, entry, offsets and quotas of a plan. */

const processes = `  old-oven: { name: old, sector: works, inputs: [{ of: power, use: fuel, amount: 900 kWh/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }], emits: [{ factor: { so2: 2 kg/t } }] }
  new-oven: { name: new, sector: works, inputs: [{ of: power, use: fuel, amount: 300 kWh/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }], emits: [{ factor: { so2: 0.5 kg/t } }] }
`
// 300 kWh × 0.1229 kgce = 36.87 kgce a tonne.
const more = `ladders: { oven: { name: oven, processes: [old-oven, new-oven], level1: 30 kgce/t, level2: 40 kgce/t, level3: 120 kgce/t } }
plans: { fyp15: { name: fyp15, from: 2026, to: 2030 } }
zones: { key-unit: { name: key, class: key }, plain: { name: plain, class: general } }
sites: { park: { name: park, zone: key-unit }, field: { name: field, zone: plain } }
`
function county(facilities: string, target: string, projects = '') {
  return plainCounty(`${more}facilities:\n${facilities}`, {
    processes,
    scenario: `projects-from: planned\n${projects ? `projects:\n${projects}` : ''}targets: { t: ${target} }`,
  })
}
const judged = async (facilities: string, target: string, projects = '') =>
  (await resultOf(county(facilities, target, projects))).targets[0]!

describe('closed', () => {
  const rule = '{ rule: closed, processes: [old-oven], by: 2023 }'
  it('holds when the last unit has gone by the end of the year', async () => {
    expect(
      await judged('  a: { process: old-oven, capacity: 60 万t/a, retired: 2024 }\n', rule),
    ).toMatchObject({ met: true })
    expect(
      await judged('  a: { process: old-oven, capacity: 60 万t/a, retired: 2024-07 }\n', rule),
    ).toMatchObject({
      met: false,
      firstMiss: 2024,
      figure: 300_000,
      figureUnit: 't/a',
    })
  })
  it('other processes may stand, and standing still is not closing', async () => {
    expect((await judged('  a: { process: new-oven, capacity: 60 万t/a }\n', rule)).met).toBe(true)
    expect(
      (await judged('  a: { process: old-oven, capacity: 60 万t/a, utilisation: 0% }\n', rule)).met,
    ).toBe(false)
  })
})

describe('replacement', () => {
  const rule = '{ rule: replacement, processes: [old-oven, new-oven], from: 2022, ratio: 1.25 }'
  const project = (size: number) =>
    `  b: { process: new-oven, status: planned, capacity: ${size} 万t/a, start: 2026, replaces: { units: [a] } }\n`
  it('closed over built is at least the ratio: 60 for 48, not for 49', async () => {
    const a = '  a: { process: old-oven, capacity: 60 万t/a }\n'
    expect((await judged(a, rule, project(48))).met).toBe(true)
    expect(await judged(a, rule, project(49))).toMatchObject({ met: false, firstMiss: 2026 })
  })
  it('new capacity without any closure fails; none at all holds', async () => {
    const a = '  a: { process: old-oven, capacity: 60 万t/a }\n'
    expect(
      (await judged(a, rule, '  b: { process: new-oven, status: planned, capacity: 1 万t/a, start: 2026 }\n'))
        .met,
    ).toBe(false)
    expect((await judged(a, rule)).met).toBe(true)
  })
})

describe('entry', () => {
  const a = '  a: { process: old-oven, capacity: 60 万t/a }\n'
  const project = (process: string, site = '', start = 2025) =>
    `  b: { process: ${process}, status: planned, capacity: 10 万t/a, start: ${start}${site} }\n`
  const rule = (extra = '') =>
    `{ rule: entry, processes: [old-oven, new-oven], from: 2022, level: 2${extra} }`
  it('a new unit is at least at the level, old ones are not asked', async () => {
    expect((await judged(a, rule(), project('new-oven'))).met).toBe(true)
    // 110.61 kgce a tonne against 40.
    expect(await judged(a, rule(), project('old-oven'))).toMatchObject({ met: false, firstMiss: 2027 })
    expect((await judged(a, rule(), project('old-oven', '', 2021))).met).toBe(true)
  })
  it('only in zones of the class', async () => {
    const key = rule(', zones: [key]')
    expect((await judged(a, key, project('old-oven', ', site: park'))).met).toBe(false)
    expect((await judged(a, key, project('old-oven', ', site: field'))).met).toBe(true)
    expect((await judged(a, key, project('old-oven'))).met).toBe(true)
  })
  it('a level that does not exist is refused', async () => {
    const { diagnostics } = await runProject(
      county(a, rule().replace('level: 2', 'level: 4')),
      'scenarios/a.yaml',
    )
    expect(diagnostics.map(({ code }) => code)).toEqual(['E0209'])
  })
})

describe('offset', () => {
  const rule = '{ rule: offset, species: so2, ratio: 2, from: 2022 }'
  // The old oven frees 10 万t × 2 kg = 200 t; the new one emits 0.5 kg a tonne: 200 t is enough for 20 万t at 2:1.
  const a =
    '  a: { process: old-oven, capacity: 20 万t/a }\n  gone: { process: old-oven, capacity: 10 万t/a, retired: 2024 }\n'
  const project = (size: number) =>
    `  b: { process: new-oven, status: planned, capacity: ${size} 万t/a, start: 2026 }\n`
  it('others free at least the ratio times what is new', async () => {
    expect((await judged(a, rule, project(20))).met).toBe(true)
    expect(await judged(a, rule, project(21))).toMatchObject({ met: false, firstMiss: 2026, figure: 200 })
  })
  it('an unknown pollutant is named', async () => {
    const { diagnostics } = await runProject(county(a, rule.replace('so2', 'so3')), 'scenarios/a.yaml')
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ['E0301', { id: 'so3', what: 'species', nearest: 'so2' }],
    ])
  })
})

describe('quota', () => {
  const a = '  a: { process: old-oven, capacity: { value: 60 万t/a } }\n'
  // 60 万t × 900 kWh × 0.1229 kgce = 66,366 tce.
  const rule = (limit: string, plan = 'fyp15') =>
    `{ rule: quota, indicator: energy.total, plan: ${plan}, limit: ${limit} }`
  it('is judged in the years of its plan only', async () => {
    expect((await judged(a, rule('66366.1 tce/a'))).met).toBe(true)
    expect(await judged(a, rule('66365 tce/a'))).toMatchObject({ met: false, firstMiss: 2026 })
    expect(
      (await judged(a, rule('{ 2024: 1 tce/a, 2026: 70000 tce/a, interpolate: step, after: hold }'))).met,
    ).toBe(true)
  })
  it('an unknown plan is named', async () => {
    const { diagnostics } = await runProject(county(a, rule('1 tce/a', 'fyp51')), 'scenarios/a.yaml')
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ['E0301', { id: 'fyp51', what: 'plan', nearest: 'fyp15' }],
    ])
  })
})

it('a process that no library holds is refused, one that the county does not use is not', async () => {
  const a = '  a: { process: old-oven, capacity: 60 万t/a }\n'
  expect((await judged(a, '{ rule: closed, processes: [make], by: 2023 }')).met).toBe(true)
  const { diagnostics } = await runProject(
    county(a, '{ rule: closed, processes: [old-ovens], by: 2023 }'),
    'scenarios/a.yaml',
  )
  expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
    ['E0301', { id: 'old-ovens', what: 'process', nearest: 'old-oven' }],
  ])
})
