import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { repository } from '../county.ts'
import * as page from './county-page.ts'

test('docs/jiaocheng.md says what the program says (npm run generate)', async () => {
  const folder = join(repository, 'scenarios/jiaocheng')
  const [{ results }, { results: studied }] = await Promise.all([
    run([folder]),
    run([join(folder, 'reference.yaml')], { evidence: true }),
  ])
  const reference = results.find(({ scenario }) => scenario.id === 'reference')!
  const tables = {
    scenarios: page.scenariosTable(results),
    'sectors-2030': page.sectorsTable(results, reference, 2030),
    'sectors-2060': page.sectorsTable(results, reference, 2060),
    jumps: page.jumpsTable(results),
    intensity: page.intensityTable(reference),
    reconciliation: page.reconciliationTable(reference),
    assumptions: page.assumptionsTable(studied[0]!),
  }
  const file = join(repository, 'docs/jiaocheng.md')
  const text = readFileSync(file, 'utf8')
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- table: ${name} -->`)
  if (process.env['GENERATE']) writeFileSync(file, page.filled(text, tables))
  expect(readFileSync(file, 'utf8')).toBe(page.filled(text, tables))
})
