import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { message } from '../../src/diagnostics/render.ts'
import { compare, decompose, type ExplainOptions, explainFigures, run } from '../../src/index.ts'
import { repository, withProject } from '../county.ts'
import { admitted, energyQuota, files, project, screened } from '../study/admission-county.ts'
import {
  admitRules,
  compareRules,
  decomposeRules,
  type Loose,
  nameOf,
  numbersIn,
  type Rule,
  runRules,
  screenRules,
} from './named.ts'

const scenario = (path: string) => join(repository, 'scenarios', path)

/** Park and Miller's generator: the same sample in every run. */
function sampler(seed: number): (many: number) => number {
  let state = seed
  return (many) => {
    state = (state * 48271) % 2147483647
    return state % many
  }
}

interface Named {
  readonly what: string
  readonly value: number
}

/** Every number with its name; what no rule knows fails. */
function named(document: Loose, rules: readonly Rule[]): readonly Named[] {
  const unknown = new Set<string>()
  const found = numbersIn(document).flatMap(({ at, value }) => {
    const name = nameOf(document, at, rules)
    if (name === undefined) unknown.add(at.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)).join('/'))
    return typeof name === 'string' ? [{ what: name, value }] : []
  })
  expect([...unknown]).toEqual([])
  return found
}

/** So many of them, every kind of name at least once. */
function sampled(all: readonly Named[], many: number, seed: number): readonly Named[] {
  const pick = sampler(seed)
  const kinds = new Map<string, Named[]>()
  for (const one of all) {
    const kind = one.what.split(/[.@]/)[0]!
    kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  const few = [...kinds.values()].flatMap((kind) => [0, 1, 2].map(() => kind[pick(kind.length)]!))
  return [...few, ...Array.from({ length: many }, () => all[pick(all.length)]!)]
}

async function hold(sample: readonly Named[], path: string, options: ExplainOptions = {}): Promise<void> {
  if (sample.length === 0) return
  const whats = sample.map(({ what }) => what)
  const { explanations, diagnostics } = await explainFigures(whats, path, { depth: 1, ...options })
  const wrong = diagnostics.filter(({ code }) => code.startsWith('E')).map((one) => message(one, 'en'))
  expect(wrong).toEqual([])
  const differ = sample.flatMap(({ what, value }, i) => {
    const page = explanations[i]
    if (page?.kind !== 'figure') return [`${what} has no page`]
    // Documents take differences of numbers of 12 digits, which are exact to 5e-12 of each side.
    const sides = /^(change|effect|lost|short|offer)/.test(what) ? (page.tree.terms ?? []) : []
    const scale = sides.reduce((sum, side) => sum + Math.abs(side.value), Math.abs(value))
    const allowed =
      page.tree.how === 'product' && sides.length > 0
        ? 1e-9 * Math.abs(value)
        : (sides.length > 0 ? 5e-12 : 2e-12) * scale
    return Math.abs(page.value - value) <= allowed ? [] : [`${what}: ${page.value} and ${value}`]
  })
  expect(differ).toEqual([])
}

/** Numbers drawn for each scenario. */
const MANY = Number(process.env['MANY'] ?? 60)

describe('numbers of run: each has a name, and explain gives it again to 12 digits', () => {
  test.each([
    'jiaocheng/neutral-combined.yaml',
    'wangmo/reference.yaml',
    'rutland/reference.yaml',
  ])('%s', async (path) => {
    const { results } = await run([scenario(path)])
    await hold(sampled(named(results[0], runRules), MANY, 20301231), scenario(path))
  })
})

test('numbers of compare: each gap is told from both sides', async () => {
  const [a, b] = ['jiaocheng/reference.yaml', 'jiaocheng/neutral-combined.yaml'].map(scenario) as [
    string,
    string,
  ]
  const { comparison } = await compare([a, b], {
    by: ['sector', 'facility', 'firm', 'zone', 'effect'],
    at: { indicator: 'co2.total', year: 2030 },
  })
  await hold(sampled(named(comparison, compareRules), MANY, 5), b, { against: a })
})

test('numbers of decompose: each change and effect is told from both years', async () => {
  const path = scenario('rutland/neutral.yaml')
  const { decomposed } = await decompose(path, { indicator: 'ghg.net' })
  await hold(sampled(named(decomposed, decomposeRules), MANY, 7), path)
})

test('compare by lever, firm and zone: each share is told by its own page', async () => {
  const [a, b] = ['wangmo/reference.yaml', 'wangmo/clean-villages.yaml'].map(scenario) as [string, string]
  const { comparison } = await compare([a, b], {
    by: ['firm', 'zone', 'lever'],
    at: { indicator: 'ghg.net', year: 2040 },
  })
  const { lever } = comparison!.pairs[0]!.attribution!
  const all = named(comparison, compareRules)
  const levers = all.filter(({ what }) => what.startsWith('lever.'))
  expect(levers.length).toBe(lever!.rows.length)
  await hold(levers, b, { against: a })
  await hold(
    all.filter(({ what }) => /\.of\.(firm|zone):/.test(what)),
    b,
    { against: a },
  )
})

test('run --evidence: each influence is told after the same move', async () => {
  const path = scenario('wangmo/reference.yaml')
  const { results } = await run([path], { evidence: true })
  expect(results[0]!.assumptions!.clipped).toBe(0)
  const all = named(results[0]!.assumptions && { assumptions: results[0]!.assumptions }, runRules)
  const moves = all.filter(({ what }) => what.startsWith('move '))
  const pick = sampler(11)
  for (let i = 0; i < 4; i++) {
    const { what, value } = moves[pick(moves.length)]!
    const [, move = '', name = ''] = /^move (\S+) (.*)$/.exec(what) ?? []
    await hold([{ what: name, value }], path, { move })
  }
})

/** Numbers of one side of an admission, by what is to be said beside the name. */
const beside = (all: readonly Named[], word: RegExp): readonly (readonly [key: string, one: Named])[] =>
  all.flatMap(({ what, value }) => {
    const [, key = '', name = ''] = word.exec(what) ?? []
    return name === '' ? [] : [[key, { what: name, value }] as const]
  })

describe('numbers of admit and screen are asked for with --admit', () => {
  const county = `quotas:
  energy: { plan: fyp15, total: 25000 tce/a, new-projects: 5000 tce/a }
  nox: { control-unit: key, base: 2025, offset-ratio: 2 }
targets: { gate: { rule: entry, processes: [plant], from: 2026, level: 1, severity: must }, less: { rule: reduction, indicator: nox, from: 2020, to: 2028, cut: 50%, severity: should } }
projects:
  big: { process: plant, site: fields, status: planned, capacity: 40 kt/a, start: 2026 }
  mid: { process: plant, site: fields, status: planned, capacity: 30 kt/a, start: 2026 }
  gas: { process: gas-salt, site: fields, operation: outlet, status: planned, capacity: 2 kt/a, start: 2027 }`
  const large = project(
    'process: plant, site: town, capacity: 80 kt/a, approvals: { nox: { amount: 40 t/a, offset: 2, from: works-b } }',
  )

  test('admit: without, with, and what it adds', async () => {
    const admission = await admitted(county, large)
    expect(admission.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['limit', 'entry', 'approval']),
    )
    const all = named(admission, admitRules)
    const offers = beside(all, /^offset (\d+) (.*)$/)
    const plain = all.filter(({ what }) => !/^(without|offset) /.test(what))
    const old = beside(all, /^(without) (.*)$/).map(([, one]) => one)
    expect(old.length).toBeGreaterThan(5)
    const extra = Object.fromEntries(admission.offers.map(({ overlay }, i) => [`offer-${i}.yaml`, overlay]))
    await withProject({ ...files(county, large), ...extra }, async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      const admit = [join(root, 'new.yaml')]
      const special = plain.filter(({ what }) => !what.startsWith('change.'))
      await hold([...special, ...sampled(plain, MANY, 3)], path, { admit })
      await hold(old, path)
      for (const [i, one] of offers)
        await hold([one], path, { admit, offset: [join(root, `offer-${i}.yaml`)] })
    })
  })

  test('admit: a project that does not get its gas', async () => {
    const gas =
      project('process: gas-salt, site: fields, operation: outlet, capacity: 2 kt/a') +
      'commodities: { gas: { outlets: [new, torch] } }\n'
    const admission = await admitted('', gas, { search: false })
    const all = named(admission, admitRules).filter(({ what }) => /^(potential|activity|lacking)/.test(what))
    expect(all.length).toBeGreaterThanOrEqual(3)
    await withProject(files('', gas), (root) =>
      hold(all, join(root, 'scenarios/a.yaml'), { admit: [join(root, 'new.yaml')] }),
    )
  })

  test('screen: each project alone, the set, what closes', async () => {
    const planned = county.replace(/targets: .*\n/, `${energyQuota}\n`).replace(/^quotas:\n.*\n.*\n/, '')
    const screening = await screened(planned, { until: 2035 })
    expect(screening.set.ids.length).toBeGreaterThan(0)
    expect(screening.freed.length).toBeGreaterThan(0)
    const { projects } = screening
    await withProject(files(planned), async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      for (const [i, { id }] of projects.entries()) {
        const one = {
          ...screening,
          set: {},
          freed: [],
          projects: projects.map((row, j) => (i === j ? row : {})),
        }
        const own = named(one, screenRules).filter(({ what }) => !what.startsWith('without '))
        await hold(own, path, { admit: [id] })
      }
      const whole = named({ ...screening, projects: [] }, screenRules)
      for (const [, one] of beside(whole, /^(set) (.*)$/))
        await hold([one], path, { admit: screening.set.ids })
      for (const [i, one] of beside(whole, /^close (\d+) (.*)$/))
        await hold([one], path, { close: screening.freed[Number(i)]!.units.map(({ id }) => id) })
    })
  })
})
