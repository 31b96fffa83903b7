import { expect, test } from 'vitest'
import { checkProject, species } from '../county.ts'

const baseline = (process: string) => `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
horizon: { base: 2020, observed-to: 2020, to: 2030 }
${species}
sectors: { works: { name: works } }
commodities: { goods: { name: goods, unit: t, group: product, suppliers: [mill, later] } }
processes: { milling: { name: milling, sector: works, outputs: [{ of: goods, lead: true, amount: 1 t/t }] } }
drivers: { people: { name: people, observed: { 2020: 5 person } } }
facilities: { mill: { process: ${process}, capacity: 10 t/a } }
`

test('a baseline that no scenario uses yet is held against what it refers to', async () => {
  const bad = await checkProject(
    {
      'baselines/toy.yaml': baseline('miling').replace(', observed: { 2020: 5 person }', ', path: 5 person'),
    },
    'baselines',
  )
  expect(bad.diagnostics.map(({ code, args }) => [code, args['id'], args['nearest']])).toEqual([
    ['E0301', 'miling', 'milling'],
  ])
})

test('what a scenario may supply is not missed: a project in an order, the path of a driver', async () => {
  const good = await checkProject({ 'baselines/toy.yaml': baseline('milling') }, 'baselines')
  expect(good.diagnostics).toEqual([])
})
