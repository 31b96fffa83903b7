// What one file comes to never depends on which files were checked before it.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type CheckOptions, check, checkPart } from '../../src/index.ts'
import { told, withProject } from '../county.ts'
import { peopled, project, scenario, small } from './small.ts'

const levers = (id: string, body: string) => `${scenario.replace('id: a', `id: ${id}`)}${body}`
const driver = (points: string) =>
  `drivers:\n  trade:\n    name: trade\n    path: { ${points}, interpolate: linear, after: hold }\n`

/** Scenarios that share much and differ in a little, right ones and broken ones. */
const files = {
  ...project(),
  'scenarios/base.yaml': levers('base', driver('2020: 100, 2030: 110')),
  // Numbers only.
  'scenarios/more.yaml': levers('more', driver('2020: 100, 2030: 140')),
  // A value that jumps: a warning of its own.
  'scenarios/jump.yaml': levers('jump', driver('2020: 100, 2025: 100000, 2030: 110')),
  // Another structure.
  'scenarios/years.yaml': levers('years', driver('2020: 100, 2031: 140')),
  'scenarios/over.yaml':
    'kind: scenario\nid: over\nbaseline: toy\nextends: base.yaml\nsource: made-up\ngrade: assumption\ndrivers: { trade: { path: { times: 90%, from: 2025 } } }\n',
  'scenarios/same.yaml':
    'kind: scenario\nid: same\nbaseline: toy\nextends: base.yaml\nsource: made-up\ngrade: assumption\ndrivers: { trade: { name: trade } , people: { path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear } } }\n',
  // Two that build on one that cannot be read, and one on another county with a mistake.
  'scenarios/torn.yaml': 'kind: scenario\nid: torn\nbaseline: toy\ndrivers: { a: [\n',
  'scenarios/x-torn.yaml': 'kind: scenario\nid: x-torn\nbaseline: toy\nextends: torn.yaml\n',
  'scenarios/y-torn.yaml': 'kind: scenario\nid: y-torn\nbaseline: toy\nextends: torn.yaml\n',
  'baselines/toy.yaml': peopled,
  'baselines/slip.yaml': small.replace('id: toy', 'id: slip').replace('name: industry', 'nam: industry'),
  'scenarios/x-slip.yaml': scenario.replace('id: a', 'id: x-slip').replace('baseline: toy', 'baseline: slip'),
  'scenarios/y-slip.yaml': scenario.replace('id: a', 'id: y-slip').replace('baseline: toy', 'baseline: slip'),
  'scenarios/gone.yaml': 'kind: scenario\nid: gone\nbaseline: toy\nextends: nowhere.yaml\n',
  'scenarios/gone-too.yaml': 'kind: scenario\nid: gone-too\nbaseline: toy\nextends: nowhere.yaml\n',
}

it('a check of many says of each what a check of it alone says', async () => {
  await withProject(files, async (root) => {
    const scenarios = Object.keys(files).filter((path) => path.startsWith('scenarios/'))
    const look = async (paths: readonly string[]) => {
      const found = await check(paths.map((path) => join(root, path)))
      return { told: told(found), findings: found.findings, scenarios: found.scenarios }
    }
    const alone = new Map<string, Awaited<ReturnType<typeof look>>>()
    for (const path of scenarios) alone.set(path, await look([path]))
    for (const order of [scenarios, [...scenarios].reverse()]) {
      const all = await look(order)
      expect(all.scenarios).toEqual(order.flatMap((path) => alone.get(path)!.scenarios))
      expect(all.findings).toEqual(order.flatMap((path) => alone.get(path)!.findings))
      const line = (one: unknown) => JSON.stringify(one)
      const each = new Set(scenarios.flatMap((path) => alone.get(path)!.told.map(line)))
      expect(new Set(all.told.map(line))).toEqual(each)
      expect(all.told).toHaveLength(each.size)
    }
    expect(alone.get('scenarios/y-torn.yaml')!.scenarios.map(({ outcome }) => outcome)).toEqual(['skipped'])
    expect(alone.get('scenarios/jump.yaml')!.told.length).toBeGreaterThan(
      alone.get('scenarios/base.yaml')!.told.length,
    )
  })
})

it('threads and one thread say the same, each file at its place; a thread that is lost changes nothing', async () => {
  await withProject(files, async (root) => {
    const look = async (options: CheckOptions = {}) => {
      const found = await check([join(root, 'scenarios'), join(root, 'baselines')], options)
      const { findings, scenarios, files: seen, looks } = found
      return { told: told(found), findings, scenarios, seen, looks }
    }
    const alone = await look()
    expect(alone.scenarios.map(({ outcome }) => outcome)).toContain('skipped')
    let helped = 0
    const two = await look({
      crew: (part) => [
        checkPart(part).then((done) => {
          helped = done.outcomes.length
          return structuredClone(done)
        }),
      ],
    })
    expect(helped).toBeGreaterThan(0)
    expect(two).toEqual(alone)
    const lost = await look({ crew: () => [Promise.reject(new Error('lost'))] })
    expect(lost).toEqual(alone)
  })
})
