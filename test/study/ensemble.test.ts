import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type EnsembleOptions, ensemble, run } from '../../src/index.ts'
import { ensembleText } from '../../src/report/ensemble-formats.ts'
import { type Project, told, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'
import { county, uniform } from './uncertain-county.ts'

function draw(files: Project, options: EnsembleOptions = {}) {
  return withProject(files, (root) => ensemble(join(root, 'scenarios/a.yaml'), options))
}

async function drawn(files: Project, options: EnsembleOptions = {}) {
  const found = await draw(files, options)
  if (!found.ensemble) throw new Error(JSON.stringify(told(found)))
  return found.ensemble
}

describe('an ensemble', () => {
  test.each([
    ['sobol', 4096, 0.002],
    ['lhs', 4096, 0.004],
    // Four standard errors of 4,000 independent draws: 4·√(0.24/4000).
    ['random', 4000, 0.031],
  ] as const)('by %s gives a chance of 60 %% where it is 60 %%', async (design, draws, near) => {
    const found = await drawn(county(uniform), { design, draws })
    const [cap, gone] = found.targets
    expect(Math.abs(cap!.share - 0.6)).toBeLessThan(near)
    expect(cap!.draws).toBe(Math.round(cap!.share * draws))
    expect(cap!.interval[0]).toBeLessThanOrEqual(0.6)
    expect(cap!.interval[1]).toBeGreaterThanOrEqual(0.6)
    expect(cap!.run).toBe(true)
    expect(gone!.share).toBe(0)
    // All that is left in 2035 is 800 t and the fires, and 2 t of N2O at 265.
    expect(found.residual.p50).toBeGreaterThan(1370)
    expect(found.residual.p50).toBeLessThan(1390)
    const { mean, sd, p5, p95 } = found.indicators['co2.total']!.years['2035']!
    expect(Math.abs(mean - 850)).toBeLessThan(2)
    expect(Math.abs(sd - 100 / Math.sqrt(12))).toBeLessThan(1)
    expect(Math.abs(p5 - 805)).toBeLessThan(805 / 256 + 2)
    expect(Math.abs(p95 - 895)).toBeLessThan(895 / 256 + 2)
    expect(found.peak.settled).toEqual({ 2020: draws })
    expect(found.dimensions).toMatchObject([
      {
        cause: 'stated',
        value: 50,
        distribution: { kind: 'uniform', low: 0, high: 100 },
        points: 1,
        following: 0,
      },
    ])
    expect(found.draws).toEqual({ asked: draws, done: draws, sound: draws })
  })

  test('says what pulls the mean away from the single run, and where that stands outside its fan', async () => {
    // Mean of a triangle: (0 + 50 + 200)/3, a third of 100 above its mode.
    const skewed = await drawn(county('{ value: 50 tCO2/a, range: [0 tCO2/a, 200 tCO2/a] }'), { draws: 256 })
    const pull = skewed.pulls!.find(({ indicator, year }) => indicator === 'co2.total' && year === 2035)!
    expect(pull.inputs.map(({ id }) => id)).toEqual(['facilities.fires.emissions.1.amount'])
    expect(Math.abs(pull.inputs[0]!.by - 100 / 3)).toBeLessThan(0.2)
    const options = { ascii: true, width: 80, colours: false } as never
    expect(ensembleText(skewed, { ...(options as object), language: 'en' } as never)).not.toContain(
      'lies below',
    )
    // One draw in 32 is at the value of the run, all others 40 t above it.
    const far = '{ value: 50 tCO2/a, uncertain: { discrete: { 50 tCO2/a: 3.125%, 90 tCO2/a: 96.875% } } }'
    const aside = await drawn(county(far), { draws: 256 })
    expect(Math.abs(aside.pulls![0]!.inputs[0]!.by - 40)).toBeLessThan(2.6)
    const text = ensembleText(aside, { ...(options as object), language: 'en' } as never).replaceAll(
      '\n',
      ' ',
    )
    expect(text).toContain("2035: the single run's total CO2 (0.00085 Mt CO2) lies below 95% of the draws")
    expect(text).toContain('the mean of the draws is 0.000889 Mt CO2')
    expect(ensembleText(aside, { ...(options as object), language: 'zh' } as never)).toContain(
      '比 95% 的抽样都低',
    )
  })

  test('without spread is the single run, figure by figure', async () => {
    const files = county('{ value: 50.1 tCO2/a, range: [50.1 tCO2/a, 50.1 tCO2/a] }')
    const found = await drawn(files, { draws: 256 })
    const result = await withProject(
      files,
      async (root) => (await run([join(root, 'scenarios/a.yaml')])).results[0]!,
    )
    expect(found.dimensions).toMatchObject([{ cause: 'range', distribution: { kind: 'triangular' } }])
    for (const [id, fan] of Object.entries(found.indicators))
      for (const [year, spread] of Object.entries(fan.years)) {
        const value = result.indicators[id]!.values[year]
        const { least, p5, p25, p50, p75, p95, greatest, mean, sd } = spread
        expect([least, p5, p25, p50, p75, p95, greatest, mean]).toEqual(
          Array.from({ length: 8 }, () => value),
        )
        expect(sd).toBe(0)
        expect(fan.run[year]).toBe(value)
      }
  })

  test('the interpreter and the kernel give the same bytes, over several blocks', async () => {
    const options = { draws: 2100, design: 'random' } as const
    const [kernel, interpreter] = await Promise.all([
      drawn(county(uniform), options),
      drawn(county(uniform), { ...options, interpreted: true }),
    ])
    expect(JSON.stringify(interpreter)).toBe(JSON.stringify(kernel))
  })

  test('another uncertain number changes no other draw of the design random', async () => {
    const more = '{ value: 2 t/a, uncertain: { triangular: [1 t/a, 2 t/a, 4 t/a] } }'
    const options = { draws: 500, design: 'random' } as const
    const [one, two] = await Promise.all([
      drawn(county(uniform), options),
      drawn(county(uniform, more), options),
    ])
    expect([one.dimensions.length, two.dimensions.length]).toEqual([1, 2])
    expect(two.indicators['co2.total']).toEqual(one.indicators['co2.total'])
    expect(two.indicators['ghg.net']).not.toEqual(one.indicators['ghg.net'])
  })

  test('another seed gives other draws; the same seed the same', async () => {
    const at = (seed: number) => drawn(county(uniform), { draws: 256, seed })
    const [a, b, c] = await Promise.all([at(1), at(1), at(2)])
    expect(b).toEqual(a)
    expect(c.indicators['co2.total']).not.toEqual(a.indicators['co2.total'])
  })

  test('points of a series move together by one number, and those without their own by the share of the one before', async () => {
    // 2030 is U(400, 1200) t around 800 t; 2020 has none and moves alike: 1000 t × 0.5 … 1.5.
    const files = county('50 tCO2/a')
    const text = files['baselines/toy.yaml']!.replace(
      '2030: 800 tCO2/a, interpolate',
      '2030: { value: 800 tCO2/a, uncertain: { uniform: [400 tCO2/a, 1200 tCO2/a] } }, interpolate',
    )
    const found = await drawn({ ...files, 'baselines/toy.yaml': text }, { draws: 1024 })
    const { years } = found.indicators['co2.total']!
    expect(found.dimensions).toMatchObject([{ points: 1, following: 1 }])
    // Moving together, the peak stays in 2020 in every draw.
    expect(found.peak.settled).toEqual({ 2020: 1024 })
    expect(Math.abs(years['2020']!.p50 - 1050)).toBeLessThan(10)
    expect(Math.abs(years['2020']!.p95 - 1500)).toBeLessThan(10)
    expect(Math.abs(years['2030']!.p95 - 1210)).toBeLessThan(10)
  })

  test('may be stopped after a block and keeps what is done', async () => {
    const found = await drawn(county(uniform), { draws: 4096, after: ({ done }) => done >= 2048 })
    expect(found.draws).toEqual({ asked: 4096, done: 2048, sound: 2048 })
    expect(Math.abs(found.targets[0]!.share - 0.6)).toBeLessThan(0.004)
  })

  test('draws in which a condition breaks are counted, told and left out', async () => {
    // Boilers 90 % and heat pumps 10 %: where boilers are 80 %, one draw in four, the shares do not add up.
    const half = (share: string) => ({
      ...base,
      'baselines/toy.yaml': base['baselines/toy.yaml'].replace(
        'boiler: { 2020: 90%,',
        `boiler: { 2020: ${share},`,
      ),
    })
    const found = await draw(half('{ value: 90%, uncertain: { discrete: { 90%: 75%, 80%: 25% } } }'), {
      draws: 1024,
    })
    expect(found.ensemble).toMatchObject({
      draws: { asked: 1024, done: 1024, sound: 768 },
      broken: [{ condition: 'E0407', draws: 256, file: 'baselines/toy.yaml' }],
    })
    expect(told(found).filter(({ severity }) => severity === 'warning')).toMatchObject([
      { code: 'W0852', args: { count: 256, found: 1024, share: '25%' } },
    ])
    const none = await draw(half('{ value: 90%, uncertain: { uniform: [50%, 95%] } }'), { draws: 1024 })
    expect(none.ensemble).toBeUndefined()
    expect(told(none).filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'E0857', args: { found: 1024, code: 'E0407' } },
    ])
  })
})

describe('what cannot be drawn is refused', () => {
  const codesOf = async (files: Project, options: EnsembleOptions = {}) =>
    told(await draw(files, options)).filter(({ severity }) => severity !== 'info')

  test('a number of draws that the design cannot have (E0856)', async () => {
    for (const [design, draws] of [
      ['sobol', 1000],
      ['sobol', 8],
      ['lhs', 100],
      ['random', 0],
    ] as const)
      expect(await codesOf(county(uniform), { design, draws })).toMatchObject([
        { code: 'E0856', args: { design, found: draws } },
      ])
  })

  test("more numbers than Sobol' directions (E0855)", async () => {
    const fires = Array.from(
      { length: 1025 },
      (_, i) =>
        `{ species: n2o, scope: process, amount: { value: ${i + 1} kg/a, range: [0 kg/a, 9999 kg/a] } }`,
    )
    const files = county('50 tCO2/a')
    const text = files['baselines/toy.yaml']!.replace(
      '{ species: n2o, scope: process, amount: 2 t/a }',
      fires.join(', '),
    )
    const many = { ...files, 'baselines/toy.yaml': text }
    // Where no design is named, independent draws stand in, and it is said.
    const { ensemble: result, ...rest } = await draw(many, { draws: 16 })
    expect(result).toMatchObject({ design: 'random', draws: { done: 16 } })
    expect(told(rest as never).filter(({ code }) => code === 'W0983')).toMatchObject([
      { args: { found: 1025, expected: 1024 } },
    ])
    expect(await codesOf(many, { design: 'sobol' })).toMatchObject([
      { code: 'E0855', args: { found: 1025, expected: 1024 } },
    ])
  })

  test('nothing uncertain (W0850), few draws (W0851): said, and answered', async () => {
    const said = await codesOf(county('50 tCO2/a'), { draws: 64 })
    expect(said.map(({ code }) => code)).toEqual(['W0850', 'W0851'])
  })
})
