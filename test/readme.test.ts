import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/index.ts'
import { withProject } from './county.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('the scenario of the README runs, and says what it changes', async () => {
  const yaml = /```yaml\n(kind: scenario[\s\S]*?)```/.exec(readme)![1]!
  const place = /Save as `([^`]+)`/.exec(readme)![1]!
  // "a scenario in twenty lines"
  expect(yaml.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
  const { diagnostics, results } = await withProject({}, (project) => {
    cpSync(join(root, 'scenarios/jiaocheng'), join(project, 'scenarios/jiaocheng'), { recursive: true })
    mkdirSync(dirname(join(project, place)), { recursive: true })
    writeFileSync(join(project, place), yaml)
    return run([join(project, place)])
  })
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  const changes = results[0]!.changes!
  expect(changes.reference.id).toBe('reference')
  expect(changes.inputs.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['drivers.coke-market.path', 'measures.n2o-tertiary.adoption']),
  )
  // A tenth less coke and less N2O cannot leave more in 2030 or 2060.
  expect(changes.co2In2030).toBeLessThan(0)
  expect(changes.residual).toBeLessThan(0)
})

test('every file and folder that the README names is there', () => {
  for (const [, path] of readme.matchAll(/\]\((docs\/[^)]+)\)/g))
    expect(readFileSync(join(root, path!), 'utf8')).not.toBe('')
})
