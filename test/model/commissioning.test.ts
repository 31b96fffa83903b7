import { describe, expect, it } from 'vitest'
import { columnsOf } from '../county.ts'
import { plainCounty, values, valuesOf } from './plain.ts'

/** Capacity by year, 2020 to 2030, worked out by hand from dates; 100 t/a at full use. */

const unit = (fields: string) =>
  plainCounty(`facilities: { old: { process: make, capacity: 100 t/a${fields} } }`)
const none = (years: number) => Array.from({ length: years }, () => 0)
const all = (years: number) => Array.from({ length: years }, () => 100)

describe('a unit', () => {
  it.each([
    ['without dates', '', all(11)],
    ['that starts in January 2024', ', commissioned: 2024', [...none(4), ...all(7)]],
    ['that starts in July 2024: half a year', ', commissioned: 2024-07', [...none(4), 50, ...all(6)]],
    ['that starts in October: a quarter', ', commissioned: 2024-10', [...none(4), 25, ...all(6)]],
    ['that began before the base year', ', commissioned: 2010', all(11)],
    ['that retires with the new year 2026', ', retired: 2026', [...all(6), ...none(5)]],
    ['that retires in July 2026', ', retired: 2026-07', [...all(6), 50, ...none(4)]],
    ['that comes and goes', ', commissioned: 2022-07, retired: 2024-04', [0, 0, 50, 100, 25, ...none(6)]],
    // In its nth year the nth share; the last one holds.
    [
      'that ramps from January',
      ', commissioned: 2024, ramp: [50%, 80%, 100%]',
      [...none(4), 50, 80, 100, ...all(4)],
    ],
    // In July it is half way into its first year: ½ · 50 %, then half way between 50 % and 80 %, between 80 % and 100 %.
    [
      'that ramps from July',
      ', commissioned: 2024-07, ramp: [50%, 80%, 100%]',
      [...none(4), 25, 65, 90, 100, ...all(3)],
    ],
    ['at 75 % use', ', utilisation: 75%', all(11).map((value) => value * 0.75)],
  ])('%s', async (_, fields, expected) => {
    expect(await valuesOf(unit(fields), 'activity.old')).toEqual(expected)
  })

  it('runs as observed up to its last observed year, then by capacity and use', async () => {
    const files = plainCounty(
      'facilities: { old: { process: make, capacity: 100 t/a, utilisation: 90%, observed: { 2020: 30 t/a, 2021: 130 t/a, 2022: 70 t/a } } }',
      { horizon: '{ base: 2020, observed-to: 2022, to: 2025 }' },
    )
    expect(await valuesOf(files, 'activity.old')).toEqual([30, 130, 70, 90, 90, 90])
  })
})

describe('a project', () => {
  const project = (fields: string) =>
    plainCounty('facilities: { old: { process: make, capacity: 100 t/a } }', {
      scenario: `projects-from: approved\nprojects: { new: { process: make, status: approved, ${fields} } }`,
    })

  it('comes in stages', async () => {
    const files = project(
      'stages: [{ capacity: 100 t/a, start: 2023-07 }, { capacity: 60 t/a, start: 2026 }]',
    )
    expect(await valuesOf(files, 'activity.new')).toEqual([0, 0, 0, 50, 100, 100, 160, 160, 160, 160, 160])
  })

  it('ramps each stage by itself', async () => {
    const files = project(
      'stages: [{ capacity: 100 t/a, start: 2023 }, { capacity: 60 t/a, start: 2025 }], ramp: [50%, 100%]',
    )
    expect(await valuesOf(files, 'activity.new')).toEqual([0, 0, 0, 50, 100, 130, 160, 160, 160, 160, 160])
  })

  it('replaces a unit on the day it starts', async () => {
    const columns = await columnsOf(project('capacity: 80 t/a, start: 2024-07, replaces: { units: [old] }'))
    expect(values(columns, 'activity.old')).toEqual([100, 100, 100, 100, 50, 0, 0, 0, 0, 0, 0])
    expect(values(columns, 'activity.new')).toEqual([0, 0, 0, 0, 40, 80, 80, 80, 80, 80, 80])
  })

  it('replaces a unit after half a year side by side', async () => {
    const files = project('capacity: 80 t/a, start: 2024-07, replaces: { units: [old], overlap: 6 month }')
    expect(await valuesOf(files, 'activity.old')).toEqual([100, 100, 100, 100, 100, 0, 0, 0, 0, 0, 0])
  })

  it('leaves the unit alone while it is not included', async () => {
    const files = project('included: false, capacity: 80 t/a, start: 2024, replaces: { units: [old] }')
    expect(await valuesOf(files, 'activity.old')).toEqual(all(11))
  })

  it.each([
    ['idea', 0],
    ['planned', 0],
    ['approved', 80],
    ['building', 80],
    ['operating', 80],
    ['cancelled', 0],
    ['closed', 0],
  ])('of status %s runs from approved on', async (status, expected) => {
    const files = plainCounty('', {
      scenario: `projects-from: approved\nprojects: { new: { process: make, status: ${status}, capacity: 80 t/a, start: 2020 } }`,
    })
    const columns = await columnsOf(files)
    expect(columns.get('activity.new')?.values.at(-1) ?? 0).toBe(expected)
  })
})

describe('coefficients', () => {
  // 100 t/a · 100 kWh/t = 10 MWh = 36 GJ a year.
  const power = async (measures: string, improvements = '') =>
    (
      await valuesOf(
        plainCounty(
          `facilities: { old: { process: make, capacity: 100 t/a } }\n${measures}\n${improvements}`,
        ),
        'balance.power.imports',
      )
    ).at(-1)
  const measure = (effect: string, adoption: string, more = '') =>
    `{ name: m, applies-to: works, adoption: ${adoption}, effects: [{ input: power, ${effect} }]${more} }`

  it.each([
    ['no measure', '', 36],
    ['a relative cut', `measures: { a: ${measure('relative: 20%', '50%')} }`, 36 * 0.9],
    ['an absolute cut', `measures: { a: ${measure('absolute: 30 kWh/t', '50%')} }`, 36 * 0.85],
    ['a rise', `measures: { a: ${measure('relative: -20%', '100%')} }`, 36 * 1.2],
    ['an addition', `measures: { a: ${measure('absolute: -30 kWh/t', '100%')} }`, 36 * 1.3],
    ['a cut of more than there is', `measures: { a: ${measure('absolute: 130 kWh/t', '100%')} }`, 0],
    ['a floor', `measures: { a: ${measure('relative: 50%, floor: 60 kWh/t', '100%')} }`, 36 * 0.6],
    [
      'two measures multiply',
      `measures: { a: ${measure('relative: 20%', '50%')}, b: ${measure('relative: 40%', '50%')} }`,
      36 * 0.9 * 0.8,
    ],
    [
      'two of one group add',
      `measures: { a: ${measure('relative: 20%', '50%', ', exclusive: x')}, b: ${measure('relative: 40%', '50%', ', exclusive: x')} }`,
      36 * (1 - 0.1 - 0.2),
    ],
    [
      'relative first, then absolute',
      `measures: { a: ${measure('relative: 50%', '100%')}, b: ${measure('absolute: 10 kWh/t', '100%')} }`,
      36 * (0.5 - 0.1),
    ],
  ])('%s', async (_, measures, expected) => {
    expect(await power(measures)).toBeCloseTo(expected, 9)
  })

  it('an index multiplies what it applies to, before measures', async () => {
    const index =
      'improvements: { better: { applies-to: works, of: electricity, index: { 2020: 1, 2030: 0.5 } } }'
    expect(await power('', index)).toBeCloseTo(18, 9)
    expect(await power(`measures: { a: ${measure('absolute: 10 kWh/t', '100%')} }`, index)).toBeCloseTo(
      14.4,
      9,
    )
  })

  it('a retrofit acts on its facility from its date', async () => {
    const files = plainCounty('facilities: { old: { process: make, capacity: 100 t/a } }', {
      scenario: `measures: { a: { name: a, effects: [{ input: power, relative: 50% }] } }
projects: { fit: { status: operating, retrofit: { of: old, measure: a, from: 2024-07 } } }`,
    })
    // Half of 2024 it saves half.
    expect(await valuesOf(files, 'balance.power.imports')).toEqual([
      36, 36, 36, 36, 27, 18, 18, 18, 18, 18, 18,
    ])
  })
})
