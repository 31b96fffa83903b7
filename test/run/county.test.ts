import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/index.ts'

const folder = join(import.meta.dirname, '../../scenarios/jiaocheng')
const { results, diagnostics } = await run([folder])
const of = (id: string) => results.find(({ scenario }) => scenario.id === id)!

test('the shipped county runs without an error', () => {
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  expect(results.map(({ scenario }) => scenario.id).sort()).toEqual([
    'all-projects',
    'neutral-2060',
    'peak-2028',
    'reference',
  ])
})

// The range that two engineers judged honest before the program ran (no inventory of the county is public): wide on purpose.
test.each([
  ['co2.territorial', 1.8e6, 3.5e6],
  ['co2.total', 3.0e6, 5.2e6],
  ['energy.total', 1.4e6, 2.4e6],
])('%s of 2020 lies in the judged range', (id, low, high) => {
  const value = of('reference').indicators[id]!.values['2020']!
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
})

test('observed years are the same whatever the future: a scenario changes no past', () => {
  for (const result of results)
    for (const year of ['2020', '2025'])
      expect(result.indicators['co2.total']!.values[year], `${result.scenario.id} ${year}`).toBe(
        of('reference').indicators['co2.total']!.values[year],
      )
})

test('at least one scenario meets the 2030 peak and one misses it; each says how far 2060 is from zero', () => {
  const peaks = results.map(({ targets }) => targets.find(({ id }) => id === 'carbon-peak')!.met)
  expect(new Set(peaks)).toEqual(new Set([true, false]))
  for (const { neutrality, targets } of results) {
    expect(neutrality.reached).toBe(false)
    expect(neutrality.residual).toBeGreaterThan(0)
    expect(targets.find(({ id }) => id === 'neutrality')!.drivers.length).toBeGreaterThan(0)
  }
})

test('every level of means leaves less in 2060: neutral < peak 2028 < reference < all projects', () => {
  const left = ['neutral-2060', 'peak-2028', 'reference', 'all-projects'].map(
    (id) => of(id).neutrality.residual,
  )
  expect([...left].sort((a, b) => a - b)).toEqual(left)
})
