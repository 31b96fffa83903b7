import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import {
  admit,
  compare,
  decompose,
  described,
  discover,
  ensemble,
  explain,
  kinds,
  schema,
  screen,
  sensitivity,
} from '../../src/index.ts'
import { writeJson } from '../../src/report/formats/json.ts'
import { repository, withProject } from '../county.ts'
import { energyQuota, files, project } from '../study/admission-county.ts'

/** A schema in which every object holds what it describes and nothing else: what is written and not described is found. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner
}

const ajv = new Ajv2020({ strict: false, allErrors: true })

async function holds(kind: string, document: unknown, strict = true): Promise<void> {
  expect(document, kind).toBeDefined()
  const made = (await schema(kind))[kind]!
  const validate = ajv.compile((strict ? closed(made) : made) as object)
  // As it is written and read again.
  const read = JSON.parse(writeJson(document as object, kind))
  validate(read)
  expect(
    (validate.errors ?? []).map(({ instancePath, message, params }) => [instancePath, message, params]),
  ).toEqual([])
}

const scenario = (path: string) => join(repository, 'scenarios', path)
const [a, b] = [scenario('wangmo/reference.yaml'), scenario('wangmo/clean-villages.yaml')]

describe('what verbs write is as their published schema says', () => {
  test('every written document has a name with its version, and its file for readers', async () => {
    const written = described.filter((kind) => !(kinds as readonly string[]).includes(kind))
    expect(written).toEqual(
      expect.arrayContaining([
        'result',
        'compare',
        'decompose',
        'admit',
        'screen',
        'explain',
        'ensemble',
        'sensitivity',
        'discover',
      ]),
    )
    for (const kind of written) {
      const made = (await schema(kind))[kind]!
      expect(JSON.stringify(made)).toMatch(new RegExp(`"peakzero/${kind}@\\d+"`))
      const kept = readFileSync(join(repository, `scenarios/schema/${kind}.json`), 'utf8')
      expect(JSON.parse(kept), kind).toEqual(JSON.parse(JSON.stringify(made)))
      expect(ajv.validateSchema(made)).toBe(true)
    }
  })

  test('compare: all cuts, levers sampled and exact', async () => {
    const by = ['sector', 'facility', 'firm', 'zone', 'effect', 'lever'] as const
    await holds(
      'compare',
      (await compare([a, b], { by, at: { indicator: 'ghg.net', year: 2040 } })).comparison,
    )
    const set = ['commodities.coking-coal.oxidation=90%']
    await holds('compare', (await compare([a], { set, by: ['lever'] })).comparison)
  })

  test('decompose', async () => {
    await holds('decompose', (await decompose(a, { from: 2020, to: 2040 })).decomposed)
    await holds('decompose', (await decompose(a, { from: 2020, to: 2024 })).decomposed)
  })

  test('explain: every kind of page', async () => {
    for (const [what, path] of [
      ['co2.total@2030', a],
      ['peak', a],
      ['change.co2.total@2020..2030', a],
      ['effect.activity.co2.total@2020..2030', a],
      ['ghg.net', a],
      ['commodities.electricity', a],
      ['E0204'],
      ['energy.controlled'],
      ['tce'],
      ['codes'],
    ] as const)
      await holds('explain', (await explain(what, path)).explanation)
  })

  test('admit and screen: reasons, offers, a set, a closure', async () => {
    const planned = `${energyQuota}
projects:
  big: { process: plant, site: fields, status: planned, capacity: 40 kt/a, start: 2026 }
  mid: { process: plant, site: fields, status: planned, capacity: 30 kt/a, start: 2026, needs: [big] }
  gas: { process: gas-salt, site: fields, operation: outlet, status: planned, capacity: 2 kt/a, start: 2027 }`
    const large = project(
      'process: plant, site: town, capacity: 80 kt/a, replaces: { units: [works-b], ratio: 2 }',
    )
    await withProject(files(planned, large), async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      await holds('admit', (await admit(join(root, 'new.yaml'), path)).admission)
      await holds('screen', (await screen(path, { until: 2030 })).screening)
      await holds('screen', (await screen(path, { until: 2030, close: ['works-a'] })).screening)
    })
  })

  test('ensemble', async () => {
    await holds('ensemble', (await ensemble(a, { draws: 64 })).ensemble, false)
  })

  test('sensitivity by every method, and discovery with and without a condition', async () => {
    await holds('sensitivity', (await sensitivity(a, { draws: 16 })).sensitivity)
    await holds('sensitivity', (await sensitivity(a, { method: 'morris', trajectories: 2 })).sensitivity)
    await holds('sensitivity', (await sensitivity(a, { method: 'gradient' })).sensitivity)
    const { targets } = (await ensemble(a, { draws: 256 })).ensemble!
    const open = [...targets].sort((x, y) => Math.abs(x.share - 0.5) - Math.abs(y.share - 0.5))[0]!
    for (const when of ['missed', 'met'] as const)
      await holds('discover', (await discover(a, { target: open.id, draws: 1024, when })).discovered)
  })
})
