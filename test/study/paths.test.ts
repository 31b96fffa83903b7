import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensemble, run } from '../../src/index.ts'
import { normalQuantile } from '../../src/numerics/normal.ts'
import { ensembleInputs } from '../../src/pipeline/ensemble/ensemble.ts'
import { peopled as small } from '../check/small.ts'
import { type Project, plainScenario, told, withProject } from '../county.ts'

const scenario = (more = '') => `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 900 tCO2 } }
${more}`

/** The county of test/check/small.ts with words replaced: 1000 t of the stack in 2020, 800 t in 2030, 50 t of fires. */
function county(changes: readonly (readonly [find: string, put: string])[], more = ''): Project {
  const text = changes.reduce((made, [find, put]) => {
    if (made.split(find).length !== 2) throw new Error(`not once: ${find}`)
    return made.replace(find, put)
  }, small)
  return { 'baselines/toy.yaml': text, 'scenarios/a.yaml': scenario(more) }
}

const stack = 'interpolate: linear, after: hold } }'
const banded = (band: string): readonly [string, string] => [
  stack,
  `interpolate: linear, after: hold, uncertain: ${band} } }`,
]

async function drawn(files: Project, options: Parameters<typeof ensemble>[1] = {}) {
  const found = await withProject(files, (root) => ensemble(join(root, 'scenarios/a.yaml'), options))
  if (!found.ensemble) throw new Error(JSON.stringify(told(found)))
  return found.ensemble
}

/** Values of the slots in so many draws, by path. */
function slotsOf(files: Project, draws: number, design: 'sobol' | 'random' = 'sobol') {
  return withProject(files, async (root) => {
    const { inputs, diagnostics } = await ensembleInputs(join(root, 'scenarios/a.yaml'), {
      draws,
      design,
    })
    if (!inputs) throw new Error(JSON.stringify(diagnostics))
    const { sampler, plan } = inputs
    const values = new Float64Array(sampler.slots.length * draws)
    sampler.fill(0, draws, draws, values)
    return new Map(
      sampler.slots.map((slot, row) => [
        plan.slots[slot]!.path,
        [...values.subarray(row * draws, (row + 1) * draws)],
      ]),
    )
  })
}

const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length
function correlation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [mean(x), mean(y)]
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0)
  return (
    sum((i) => (x[i]! - a) * (y[i]! - b)) /
    Math.sqrt(sum((i) => (x[i]! - a) ** 2) * sum((i) => (y[i]! - b) ** 2))
  )
}
function ranks(list: readonly number[]): number[] {
  const order = list.map((_, i) => i).sort((a, b) => list[a]! - list[b]!)
  const made = new Array<number>(list.length)
  for (const [rank, i] of order.entries()) made[i] = rank
  return made
}

describe('a band around a path', () => {
  const files = county([banded('{ band: { 2025: 10%, 2035: 30% }, persistence: 0.8 }')])

  test('has in each year the deviation of its half-width: half ÷ 1.6449 times the path', async () => {
    const { indicators, dimensions } = await drawn(files, { draws: 4096 })
    const { years, run: single } = indicators['co2.total']!
    const z95 = normalQuantile(0.95)
    for (const [year, path, half] of [
      [2025, 900, 0.1],
      [2030, 800, 0.2],
      [2035, 800, 0.3],
    ] as const) {
      const { sd, mean: middle, p5, p95 } = years[year]!
      expect(Math.abs(middle - (path + 50))).toBeLessThan(1.5)
      // Cut at 0 and 2 times the path, beyond five deviations: nothing to see.
      expect(Math.abs(sd / ((path * half) / z95) - 1)).toBeLessThan(0.02)
      // Nine in ten within the half-width, up to the grain of the sketch.
      expect(Math.abs(p95 - (50 + path * (1 + half)))).toBeLessThan(0.015 * path)
      expect(Math.abs(p5 - (50 + path * (1 - half)))).toBeLessThan(0.015 * path)
    }
    // Before the first anchor nothing moves; the single run is the path.
    expect(years[2024]!.sd).toBe(0)
    expect(years[2024]!.least).toBe(single[2024])
    expect(dimensions.length).toBe(11)
    expect(dimensions[0]).toMatchObject({ cause: 'band', value: 1, unit: '1' })
  })

  test('keeps its persistence from year to year: correlation 0.8ᵏ', async () => {
    const values = await slotsOf(files, 4096)
    const of = (year: number) =>
      [...values].find(([path]) => path.endsWith(`.band.${year}`))![1].map((x) => x - 1)
    for (const [a, b, rho] of [
      [2025, 2026, 0.8],
      [2030, 2031, 0.8],
      [2025, 2028, 0.8 ** 3],
      [2025, 2035, 0.8 ** 10],
    ] as const)
      expect(Math.abs(correlation(of(a), of(b)) - rho)).toBeLessThan(0.02)
  })

  test('without width is the path, bit for bit', async () => {
    const still = county([
      banded('{ band: { 2025: 0% }, persistence: 0.8 }'),
      ['amount: 50 tCO2/a', 'amount: { value: 50 tCO2/a, range: [40 tCO2/a, 60 tCO2/a] }'],
    ])
    const single = await withProject(files, (root) => run([join(root, 'scenarios/a.yaml')]))
    const plain = await withProject(county([]), (root) => run([join(root, 'scenarios/a.yaml')]))
    expect(single.results[0]!.indicators).toEqual(plain.results[0]!.indicators)
    expect((await drawn(still, { draws: 64 })).dimensions.length).toBe(1)
  })

  test('the interpreter and the kernel give the same bytes', async () => {
    const options = { draws: 1100, design: 'random' } as const
    expect(JSON.stringify(await drawn(files, { ...options, interpreted: true }))).toBe(
      JSON.stringify(await drawn(files, options)),
    )
  })
})

/** Homes burn 1 t of CO2 a person; people are 200,000 and may go three ways. */
const people = 'people: { name: people, path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear } }'
const ways = (more: string): readonly [string, string] => [
  people,
  `people:
    name: people
    path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }
    alternatives:
      few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear }
      many: { 2020: 20 万人, 2035: 24 万人, interpolate: linear }
    ${more}`,
]
const burning: readonly [string, string] = [
  'facilities:\n',
  'end-uses:\n  homes: { name: homes, sector: homes, driver: people, emits: [{ factor: { co2: 0.001 tCO2/person } }] }\nfacilities:\n',
]

describe('one of several whole paths', () => {
  test('comes as often as its chance says, and is that path', async () => {
    const files = county([ways('uncertain: { one-of: { few: 25%, stated: 50%, many: 25% } }'), burning])
    const { indicators, dimensions } = await drawn(files, { draws: 4096 })
    const { years, run: single } = indicators['co2.total']!
    // 850 t and 170 t as stated; 100 t or 240 t otherwise.
    expect(single[2035]).toBeCloseTo(1020, 6)
    const { least, greatest, p25, p50, p75, mean: middle } = years[2035]!
    expect(least).toBeCloseTo(950, 6)
    expect(greatest).toBeCloseTo(1090, 6)
    expect(Math.abs(p50 - 1020)).toBeLessThan(4)
    expect(middle).toBeCloseTo(850 + 0.25 * 100 + 0.5 * 170 + 0.25 * 240, 6)
    expect([p25, p75].every((x) => x >= 946 && x <= 1094)).toBe(true)
    expect(dimensions).toMatchObject([
      {
        id: 'drivers.people.choice',
        cause: 'path',
        value: 1,
        distribution: { kind: 'discrete', values: [0, 1, 2], chances: [0.25, 0.5, 0.25] },
      },
    ])
  })

  test('of a chance of 100 % for the stated path is the single run', async () => {
    const files = county([ways('uncertain: { one-of: { few: 0%, stated: 100%, many: 0% } }'), burning])
    const { indicators } = await drawn(files, { draws: 64 })
    for (const { run: single, years } of Object.values(indicators))
      for (const [year, { least, greatest }] of Object.entries(years))
        expect([least, greatest]).toEqual([single[year], single[year]])
  })
})

describe('correlations', () => {
  const two: readonly (readonly [string, string])[] = [
    [
      'amount: 50 tCO2/a',
      'amount: { value: 50 tCO2/a, uncertain: { lognormal: { median: 50 tCO2/a, gsd: 1.5 } } }',
    ],
    ['amount: 2 t/a', 'amount: { value: 2 t/a, uncertain: { triangular: [1 t/a, 2 t/a, 4 t/a] } }'],
  ]
  const names = '[facilities.fires.emissions.1, facilities.fires.emissions.2]'
  const tied = (rho: number) => county(two, `correlations: [{ of: ${names}, rho: ${rho} }]\n`)

  test.each([
    0.6, -0.7,
  ])('of %d have the ranks of the closed form, and each number keeps its own spread', async (rho) => {
    const values = [...(await slotsOf(tied(rho), 4096)).values()]
    expect(values.length).toBe(2)
    const spearman = correlation(ranks(values[0]!), ranks(values[1]!))
    expect(Math.abs(spearman - (6 / Math.PI) * Math.asin(rho / 2))).toBeLessThan(0.01)
    // Triangular 1, 2, 4: mean 7/3, variance (1 + 4 + 16 − 2 − 4 − 8)/18.
    const second = values[1]!
    expect(Math.abs(mean(second) - 7 / 3)).toBeLessThan(0.01)
    expect(Math.abs(mean(second.map((x) => (x - 7 / 3) ** 2)) - 7 / 18)).toBeLessThan(0.01)
  })

  test('stand in the result; the first number of a group keeps the draws that it has alone', async () => {
    const alone = await slotsOf(county(two), 512, 'random')
    const together = await slotsOf(tied(0.6), 512, 'random')
    const [first, second] = [...alone.keys()]
    expect(together.get(first!)).toEqual(alone.get(first!))
    expect(together.get(second!)).not.toEqual(alone.get(second!))
    const { correlations } = await drawn(tied(0.6), { draws: 64 })
    expect(correlations).toEqual([
      { of: ['facilities.fires.emissions.1', 'facilities.fires.emissions.2'], rho: 0.6 },
    ])
  })

  test('between two bands hold year by year', async () => {
    const band = 'uncertain: { band: { 2025: 20% }, persistence: 0.8 }'
    const files = county(
      [
        [stack, `interpolate: linear, after: hold, ${band} } }`],
        ['amount: 50 tCO2/a', `amount: { value: 50 tCO2/a, ${band} }`],
      ],
      'correlations: [{ of: [facilities.stack, facilities.fires], rho: -0.5 }]\n',
    )
    const values = await slotsOf(files, 4096)
    const of = (unit: string, year: number) =>
      [...values].find(([path]) => path.includes(unit) && path.endsWith(`.band.${year}`))![1]
    for (const year of [2025, 2030, 2035])
      expect(Math.abs(correlation(of('stack', year), of('fires', year)) + 0.5)).toBeLessThan(0.03)
    expect(Math.abs(correlation(of('stack', 2029), of('stack', 2030)) - 0.8)).toBeLessThan(0.03)
  })

  test('of what is not uncertain, or of several numbers at once, are refused with their place (E0887)', async () => {
    const said = async (of: string) => {
      const files = county(two, `correlations: [{ of: ${of}, rho: 0.5 }]\n`)
      const found = await withProject(files, (root) => ensemble(join(root, 'scenarios/a.yaml')))
      return told(found).filter(({ severity }) => severity === 'error')
    }
    expect(await said('[facilities.fires.emissions.1, facilities.stack]')).toMatchObject([
      { code: 'E0887', args: { id: 'facilities.stack', found: 0 } },
    ])
    expect(await said('[facilities.fires, facilities.stack]')).toMatchObject([
      { code: 'E0887', args: { id: 'facilities.fires', found: 2 } },
      { code: 'E0887', args: { id: 'facilities.stack', found: 0 } },
    ])
  })

  test('of a number that states a range but that no unit uses leave the others as they are', async () => {
    const spare = (carbon: string): readonly [string, string] => [
      'sectors:\n',
      `commodities: { spare: { name: spare, unit: t, group: product, carbon: ${carbon} } }\nsectors:\n`,
    ]
    const of = '[facilities.fires.emissions.1, commodities.spare.carbon]'
    const files = (carbon: string) =>
      county([...two, spare(carbon)], `correlations: [{ of: ${of}, rho: 0.5 }]\n`)
    const tied = await slotsOf(files('{ value: 0.5 tC/t, range: [0.4 tC/t, 0.6 tC/t] }'), 64)
    expect(tied).toEqual(await slotsOf(county(two), 64))
    const certain = await withProject(files('0.5 tC/t'), (root) => ensemble(join(root, 'scenarios/a.yaml')))
    expect(told(certain).filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'E0887', args: { id: 'commodities.spare.carbon', found: 0 } },
    ])
  })
})
