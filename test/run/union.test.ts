import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Analysed } from '../../src/analysis/figures.ts'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { lanesOf } from '../../src/engine/evaluate-lanes.ts'
import type { Union } from '../../src/engine/union.ts'
import { compare } from '../../src/index.ts'
import { analyse, loadModel } from '../../src/pipeline/case.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { analyseUnion } from '../../src/pipeline/union.ts'
import { repository, withProject } from '../county.ts'
import { county, filesOf, specs } from '../properties/counties.ts'

/** The models of what ships, loaded once. */
const shippedModels = new Map<string, ReturnType<typeof loaded>>()
const model = (name: string) => {
  const known = shippedModels.get(name) ?? loaded(shipped(name))
  shippedModels.set(name, known)
  return known
}

async function loaded(path: string, options: Parameters<typeof loadModel>[2] = {}) {
  const session = await openSession(path)
  const found = await loadModel(path, session, options)
  if (!found) throw new Error(JSON.stringify(session.diagnostics))
  return { session, model: found.model }
}
type Loaded = Awaited<ReturnType<typeof loaded>>

/** Runs each side alone and in the union: columns that differ in a bit, and the largest distance of the mixture's figures. */
async function held(a: Loaded, b: Loaded) {
  const union = (await analyseUnion(a.model, b.model, a.session))!
  const figures = ['co2.total', 'ghg.net', 'energy.total', 'gdp', 'cost.total', 'so2']
  const mixed = figures.map((id) => union.mixture((built) => built.figures.indicators.get(id)?.node))
  const { plan } = union
  const program = prepare(plan)
  const nodes = new Map(plan.columns.map(({ id, node }) => [id, node]))
  const differing: string[] = []
  let distance = 0
  for (const [side, values] of [
    [a, union.a],
    [b, union.b],
  ] as const) {
    const alone = await analyse(side.model, side.session)
    const own = run(prepare(alone.plan), alone.values).trajectories
    const together = run(program, values).trajectories
    const years = alone.plan.horizon.to - alone.plan.horizon.base + 1
    const at = (series: Float64Array, t: number) => series[series.length === 1 ? 0 : t]!
    for (const { id, node } of alone.plan.columns) {
      const [x, y] = [own.value(node), together.value(nodes.get(id)!)]
      for (let t = 0; t < years; t++) if (at(x, t) !== at(y, t)) differing.push(`${side.model.id} ${id}@${t}`)
    }
    for (const [i, id] of figures.entries()) {
      const node = alone.figures.indicators.get(id)?.node
      if (node === undefined || mixed[i] === undefined) continue
      const [x, y] = [own.value(node), together.value(mixed[i])]
      for (let t = 0; t < years; t++)
        distance = Math.max(distance, Math.abs(at(x, t) - at(y, t)) / (1 + Math.abs(at(x, t))))
    }
  }
  return { union, differing, distance }
}

const shipped = (name: string) => join(repository, 'scenarios', `${name}.yaml`)
const pairs = ['jiaocheng', 'rutland', 'wangmo'].flatMap((name) =>
  readdirSync(join(repository, 'scenarios', name))
    .filter((file) => file.endsWith('.yaml') && file !== 'reference.yaml')
    .map((file) => [`${name}/reference`, `${name}/${file.slice(0, -5)}`] as const),
)

describe('the union at a side is that side alone, bit for bit', () => {
  test.each([
    ...pairs,
    ['jiaocheng/all-projects', 'jiaocheng/neutral-combined'] as const,
  ])('%s and %s', async (x, y) => {
    const { differing, distance } = await held(await model(x), await model(y))
    expect(differing).toEqual([])
    // The mixture cuts loops elsewhere, perhaps: it is the same county to rounding.
    expect(distance).toBeLessThan(1e-9)
  })

  test('any two small counties', { timeout: 120_000 }, async () => {
    let mixes = 0
    await fc.assert(
      fc.asyncProperty(specs, specs, fc.boolean(), async (one, other, near) => {
        // Near: the same county with other numbers, measures and project; far: another structure altogether.
        const second = near
          ? { ...one, project: other.project, adoption: other.adoption, cokeDemand: other.cokeDemand }
          : other
        const files = [one, second].map((spec) => {
          const { baseline, scenario } = county(spec)
          return filesOf(baseline, scenario)
        })
        await withProject(files[0]!, (p) =>
          withProject(files[1]!, async (q) => {
            const [a, b] = [join(p, 'scenarios/a.yaml'), join(q, 'scenarios/a.yaml')]
            const [x, y] = [await tried(a), await tried(b)]
            if (!x || !y) return
            const { differing, distance } = await held(x, y)
            expect(differing).toEqual([])
            expect(distance).toBeLessThan(1e-9)
            mixes++
          }),
        )
      }),
      { numRuns: 12 },
    )
    expect(mixes).toBeGreaterThan(4)
  })
})

/** A county that can be run alone; some random ones are refused. */
async function tried(path: string): Promise<Loaded | undefined> {
  const found = await loaded(path).catch(() => undefined)
  if (!found) return undefined
  const before = found.session.diagnostics.length
  const { plan, values } = await analyse(found.model, found.session)
  if (found.session.diagnostics.slice(before).some(({ code }) => code.startsWith('E'))) return undefined
  return run(prepare(plan), values).problems.length === 0 ? found : undefined
}

describe('one lever alone is that entity laid over the reference', () => {
  /** The figure of the mixture with some levers at the second side. */
  const turned = (union: Union<Analysed>, id: string, levers: readonly string[]): Float64Array => {
    const node = union.mixture((built) => built.figures.indicators.get(id)?.node)!
    const values = union.a.slice()
    for (const lever of union.levers)
      if (levers.includes(lever.id)) for (const slot of lever.slots) values[slot] = union.b[slot]!
    return run(prepare(union.plan), values).trajectories.value(node)
  }

  test('each entity of peak-2028, written as an overlay', { timeout: 120_000 }, async () => {
    const source = parse(readFileSync(shipped('jiaocheng/peak-2028'), 'utf8')) as Record<
      string,
      Record<string, object>
    >
    await withProject({}, async (root) => {
      cpSync(join(repository, 'scenarios/jiaocheng'), join(root, 'scenarios/jiaocheng'), { recursive: true })
      const folder = join(root, 'scenarios/jiaocheng')
      const a = await loaded(join(folder, 'reference.yaml'))
      const b = await loaded(join(folder, 'peak-2028.yaml'))
      const union = (await analyseUnion(a.model, b.model, a.session))!
      const entities = ['drivers', 'facilities', 'measures', 'projects', 'end-uses'].flatMap((kind) =>
        Object.entries(source[kind] ?? {}).map(([id, body]) => [kind, id, body] as const),
      )
      expect(union.levers.map(({ id }) => id)).toEqual(entities.map(([kind, id]) => `${kind}.${id}`).sort())
      for (const [kind, id, body] of entities.filter((_, i) => i % 3 === 0)) {
        const overlay = join(folder, 'overlays', 'one.yaml')
        const defaults = { source: 'county-judgement', grade: 'assumption' }
        writeFileSync(
          overlay,
          stringify({ kind: 'overlay', id: 'one', for: 'jiaocheng', defaults, [kind]: { [id]: body } }),
        )
        const { session, model } = await loaded(join(folder, 'reference.yaml'), { with: [overlay] })
        const alone = await analyse(model, session)
        for (const figure of ['co2.total', 'ghg.net']) {
          const expected = run(prepare(alone.plan), alone.values).trajectories.value(
            alone.figures.indicators.get(figure)!.node,
          )
          const found = turned(union, figure, [`${kind}.${id}`])
          for (const [t, value] of expected.entries())
            expect(Math.abs(found[t]! - value), `${kind}.${id} ${figure} ${t}`).toBeLessThanOrEqual(
              1e-9 * Math.abs(value),
            )
        }
      }
    })
  })

  test('lanes of a union with loops equal single runs, bit for bit', async () => {
    const a = await model('jiaocheng/reference')
    const b = await model('jiaocheng/neutral-combined')
    const union = (await analyseUnion(a.model, b.model, a.session))!
    const node = union.mixture((built) => built.figures.indicators.get('ghg.net')?.node)!
    const { plan, levers } = union
    const free = levers.flatMap(({ slots }) => slots)
    const owner = levers.flatMap(({ slots }, i) => slots.map(() => i))
    const count = 5
    const inside = (lever: number, lane: number) => ((lever * 7 + lane * 13) ^ (lane * 5)) % 3 !== 0
    const slots = Float64Array.from({ length: free.length * count }, (_, i) => {
      const [s, lane] = [Math.floor(i / count), i % count]
      return inside(owner[s]!, lane) ? union.b[free[s]!]! : union.a[free[s]!]!
    })
    const figures = lanesOf({ plan, values: union.a, free, wanted: [node], years: [2030, 2060] }).run(
      slots,
      count,
    )
    expect(figures.problems).toEqual([])
    const program = prepare(plan)
    for (let lane = 0; lane < count; lane++) {
      const values = union.a.slice()
      for (const [s, slot] of free.entries()) values[slot] = slots[s * count + lane]!
      const alone = run(program, values).trajectories.value(node)
      for (let year = 2030; year <= 2060; year++) expect(figures.at(0, lane, year)).toBe(alone[year - 2020])
    }
  })
})

describe('shares by lever', () => {
  test('add up to the gap of every pair, and need no rescaling', { timeout: 120_000 }, async () => {
    // Of every pair that ships: pairs.test.ts; here as the verb tells it.
    for (const name of ['rutland', 'wangmo']) {
      const sides = pairs.filter(([reference]) => reference.startsWith(name)).map(([, other]) => other)
      const { comparison } = await compare([`${name}/reference`, ...sides].map(shipped), {
        by: ['lever'],
        at: { indicator: 'ghg.net', year: 2050 },
        permutations: 20,
      })
      for (const { attribution, notes, scenario } of comparison!.pairs) {
        expect(notes, scenario).toEqual([])
        const rows = attribution!.lever!.rows
        const sum = rows.reduce((all, { difference }) => all + difference, 0)
        const size = rows.reduce((all, { difference }) => all + Math.abs(difference), 0)
        expect(Math.abs(sum - attribution!.gap)).toBeLessThanOrEqual(1e-9 * size)
      }
    }
  })
})
