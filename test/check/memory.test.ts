// What `check --watch` does at each save: only what changed is run again, and the answer is that of a fresh check.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type CheckOptions, check } from '../../src/index.ts'
import { told, withProject } from '../county.ts'
import { project, scenario } from './small.ts'

it('an answer from memory is that of a fresh check; a changed file is run again', async () => {
  const files = project(scenario.replace('expect: { gone: missed }\n', ''), {
    'scenarios/b.yaml': scenario.replace('id: a', 'id: b'),
  })
  await withProject(files, async (root) => {
    const memory: NonNullable<CheckOptions['memory']> = new Map()
    const look = async (options: CheckOptions = {}) => {
      const found = await check([join(root, 'scenarios')], options)
      return { told: told(found), findings: found.findings, scenarios: found.scenarios }
    }
    const first = await look({ memory })
    expect(first).toEqual(await look())
    expect(first.told.map(({ code }) => code)).toContain('W0601')
    const [a, b] = [...memory.values()]
    expect(await look({ memory })).toEqual(first)
    // Nothing was run: the same objects.
    expect([...memory.values()]).toEqual([a, b])
    expect([...memory.values()][0]).toBe(a)
    const path = join(root, 'scenarios/b.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('2030: 900', '2030: 100'))
    const second = await look({ memory })
    expect(second).toEqual(await look())
    expect(second.findings.map(({ scenario: id }) => id)).toEqual(['b'])
    expect([...memory.values()][0]).toBe(a)
    expect([...memory.values()][1]).not.toBe(b)
    // The county is part of both.
    const county = join(root, 'baselines/toy.yaml')
    writeFileSync(county, readFileSync(county, 'utf8').replace('amount: 50 tCO2/a', 'amount: 500 tCO2/a'))
    const third = await look({ memory })
    expect(third).toEqual(await look())
    expect(third.findings.map(({ scenario: id }) => id)).toEqual(['a', 'b'])
  })
})
