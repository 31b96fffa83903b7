import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type EnsembleOptions, ensemble } from '../../src/index.ts'
import { peopled as small } from '../check/small.ts'
import { type Project, plainScenario, told, withProject } from '../county.ts'

const files = (ranges: string): Project => ({
  // 800 t of the stack are measured, 50 t of fires an assumption, 2 t of N2O (at 265) state a range of their own.
  'baselines/toy.yaml': `${small
    .replace(
      'amount: { 2020: 1000 tCO2/a, 2030: 800 tCO2/a',
      'amount: { 2020: { value: 1000 tCO2/a, grade: measured }, 2030: { value: 800 tCO2/a, grade: measured }',
    )
    .replace('amount: 2 t/a', 'amount: { value: 2 t/a, range: [1 t/a, 3 t/a] }')}${ranges}`,
  'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 900 tCO2 } }
`,
})
const stated = 'default-ranges: { measured: 2%, assumption: 40%, source: made-up, grade: assumption }\n'

const drawn = (text: string, options: EnsembleOptions) =>
  withProject(files(text), (root) => ensemble(join(root, 'scenarios/a.yaml'), { draws: 4096, ...options }))

test('numbers without a range get that of their grade when asked for, and the result says which', async () => {
  const { ensemble: found } = await drawn(stated, { defaultRanges: true })
  const rows = Object.fromEntries(
    found!.dimensions.map(({ cause, ...row }) => [`${cause} ${row.value}`, row]),
  )
  expect(Object.keys(rows).sort()).toEqual(['grade 1000', 'grade 50', 'range 2'])
  expect(rows['grade 50']).toMatchObject({
    grade: 'assumption',
    distribution: { kind: 'triangular', low: 30, mode: 50, high: 70 },
  })
  expect(rows['grade 1000']).toMatchObject({ grade: 'measured', points: 2 })
  expect(found!.defaultRanges).toMatchObject([
    { of: 'measured', half: 0.02, numbers: 1, grade: 'assumption', source: 'made-up' },
    { of: 'assumption', half: 0.4, numbers: 1 },
  ])
  // A symmetric triangle of half-width h has the deviation h/√6: 20 t and 16 t of independent numbers.
  const { sd, mean } = found!.indicators['co2.total']!.years['2030']!
  expect(Math.abs(mean - 850)).toBeLessThan(0.5)
  expect(Math.abs(sd - Math.sqrt(20 ** 2 + 16 ** 2) / Math.sqrt(6))).toBeLessThan(0.15)
})

test('unless asked for they stand as they are', async () => {
  const { ensemble: found } = await drawn(stated, {})
  expect(found!.dimensions.map(({ cause }) => cause)).toEqual(['range'])
  expect(found!.defaultRanges).toBeUndefined()
  // Two points of the stack and the fires; potentials and limits of targets are conventions and stay certain.
  const all = (await drawn(stated, { defaultRanges: true })).ensemble!
  expect(found!.certain - all.certain).toBe(3)
})

test('asked for where nobody states them they are refused (E0890)', async () => {
  const found = await drawn('', { defaultRanges: true })
  expect(found.ensemble).toBeUndefined()
  expect(told(found).filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'E0890' }])
})
