import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type DiscoverOptions, discover } from '../../src/index.ts'
import { peopled as small } from '../check/small.ts'
import { plainScenario, told, withProject } from '../county.ts'

/**
 * Two fires: U(0, 100) t and U(0, 60) t beside 800 t of the stack in 2030. The expression fails exactly where the first is above
 * 60 t and the second below 30 t: (0.4 · 0.5) = 20 % of the draws.
 */
const files = {
  'baselines/toy.yaml': small
    .replace('  homes: { name: homes }', '  homes: { name: homes }\n  farms: { name: farms }')
    .replace(
      'fires: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: 50 tCO2/a }',
      `barns: { process: given, sector: farms, emissions: [{ species: co2, scope: energy, amount: { value: 30 tCO2/a, uncertain: { uniform: [0 tCO2/a, 60 tCO2/a] } } }] }
  fires: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: { value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } } }`,
    )
    .replace('amount: 2 t/a', 'amount: { value: 2 t/a, range: [1 t/a, 4 t/a] }'),
  'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  odd:
    rule: expression
    margin: "= max(60 tCO2 - co2.total.of.homes, co2.total.of.farms - 30 tCO2)"
    from: 2030
    to: 2030
  never: { rule: cap, indicator: co2.total, values: { 2030: 100 tCO2 } }
  always: { rule: cap, indicator: co2.total, values: { 2030: 2000 tCO2 } }
  rare: { rule: cap, indicator: co2.total, values: { 2030: 956 tCO2 } }
expect: { never: missed }
`,
}

const found = (options: DiscoverOptions, project: Readonly<Record<string, string>> = files) =>
  withProject(project, (root) => discover(join(root, 'scenarios/a.yaml'), options))

async function answer(options: DiscoverOptions) {
  const loaded = await found(options)
  if (!loaded.discovered) throw new Error(JSON.stringify(told(loaded)))
  return loaded.discovered
}

describe('discovery', () => {
  test('finds the condition that is hidden in a scenario, and where its numbers stand', async () => {
    const d = await answer({ target: 'odd', draws: 4096 })
    expect(Math.abs(d.share - 0.2)).toBeLessThan(0.01)
    expect(d).toMatchObject({ outcome: 'found', target: { id: 'odd', run: true }, dimensions: 3 })
    const [box] = d.boxes
    const of = (id: string) => box!.bounds.find((bound) => bound.id === `facilities.${id}.emissions.1.amount`)
    const [barns, fires] = [of('barns'), of('fires')]
    expect(box!.bounds).toHaveLength(2)
    expect(barns).toMatchObject({
      name: { en: 'barns: emissions 1.amount' },
      unit: 'tCO2/a',
      file: 'baselines/toy.yaml',
      value: 30,
    })
    expect(Math.abs(barns!.below! - 30)).toBeLessThan(3)
    expect(barns!.above).toBeUndefined()
    expect(Math.abs(fires!.above! - 60)).toBeLessThan(4)
    expect(fires!.below).toBeUndefined()
    // Judged on draws that were not searched.
    expect(box!.held.coverage).toBeGreaterThan(0.85)
    expect(box!.held.density).toBeGreaterThan(0.85)
    expect(box!.lift).toBeGreaterThan(4)
    expect(Math.abs(fires!.share - 0.4)).toBeLessThan(0.04)
  })

  test('the other way round: what it takes to meet a target', async () => {
    const d = await answer({ target: 'odd', when: 'met', draws: 2048 })
    expect(Math.abs(d.share - 0.8)).toBeLessThan(0.02)
    // Fires below 60 t are enough: three of the four parts in which it holds.
    expect(d.boxes[0]!.held.density).toBeGreaterThan(0.9)
  })

  test('is the same for the same seed', async () => {
    const [a, b] = await Promise.all([
      answer({ target: 'odd', draws: 1024 }),
      answer({ target: 'odd', draws: 1024 }),
    ])
    expect(JSON.stringify(b)).toBe(JSON.stringify(a))
  })

  test('none, all, and too few say so and name no condition', async () => {
    const always = await answer({ target: 'always', draws: 1024 })
    expect(always).toMatchObject({ outcome: 'none', cases: 0, boxes: [] })
    const never = await answer({ target: 'never', draws: 1024 })
    expect(never).toMatchObject({ outcome: 'all', share: 1, boxes: [] })
    // Above 956 t both fires are near their ends: 4²/2 of 6,000 parts, about one draw in 750.
    const rare = await found({ target: 'rare', draws: 4096 })
    expect(rare.discovered).toMatchObject({ outcome: 'few', boxes: [] })
    expect(told(rare).filter(({ severity }) => severity === 'warning')).toMatchObject([
      { code: 'W0960', args: { found: 4096, expected: 40, outcome: 'missed' } },
    ])
  })

  test('a target that is not there (E0960), bounds that make no sense (E0953), draws of no design (E0856)', async () => {
    const codesOf = async (options: DiscoverOptions) =>
      told(await found(options)).filter(({ severity }) => severity === 'error')
    expect(await codesOf({ target: 'od' })).toMatchObject([{ code: 'E0960', args: { nearest: 'odd' } }])
    expect(await codesOf({ target: 'odd', density: 2 })).toMatchObject([{ code: 'E0953' }])
    expect(await codesOf({ target: 'odd', most: 0 })).toMatchObject([{ code: 'E0953' }])
    expect(await codesOf({ target: 'odd', draws: 1000 })).toMatchObject([{ code: 'E0856' }])
  })

  test('a region is refused: it draws no number itself (E0956)', async () => {
    const region = {
      ...files,
      'scenarios/both.yaml':
        'kind: region\nid: both\ntitle: both\ncounties: [a.yaml]\ntargets:\n  cap: { rule: cap, indicator: co2.total, values: { 2030: 900 tCO2 } }\n',
    }
    const loaded = await withProject(region, (root) =>
      discover(join(root, 'scenarios/both.yaml'), { target: 'cap' }),
    )
    expect(loaded.discovered).toBeUndefined()
    expect(told(loaded).map(({ code }) => code)).toContain('E0956')
  })
})
