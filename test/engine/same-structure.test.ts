// One plan for models of one structure: what is taken over must be what would have been compiled.
import { describe, expect, it } from 'vitest'
import { exchangeFor } from '../../src/engine/same-structure.ts'
import type { Given } from '../../src/model/given.ts'
import type { Model } from '../../src/model/model.ts'
import { analyse, loadModel } from '../../src/pipeline/case.ts'
import { Plans } from '../../src/pipeline/plans.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { repository } from '../county.ts'

const shipped = [
  'scenarios/jiaocheng/reference.yaml',
  'scenarios/jiaocheng/neutral-combined.yaml',
  'scenarios/rutland/neutral.yaml',
  'scenarios/wangmo/clean-villages.yaml',
]

async function load(path: string) {
  const session = await openSession(`${repository}/${path}`)
  const loaded = await loadModel(`${repository}/${path}`, session, {})
  if (!loaded) throw new Error(`${path} cannot be read`)
  return { session, model: loaded.model }
}

/** The same with every number and place of a value changed, as another file would have them. */
function moved<T>(value: T, by = 1.07): T {
  if (Array.isArray(value)) return value.map((one) => moved(one, by)) as T
  if (typeof value !== 'object' || value === null) return value
  if ('file' in value && 'start' in value)
    return { ...value, file: 'scenarios/other.yaml', start: Number(value.start) + 3 } as T
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, moved(part, by)]))
  if ('value' in value && typeof value.value === 'number' && 'dimension' in value)
    return { ...parts, value: value.value * by, dimension: value.dimension, grade: 'expert' } as T
  return { ...parts, ...('dimension' in value ? { dimension: value.dimension } : {}) } as T
}

/** A model whose drivers and adoptions go elsewhere. */
function elsewhere(model: Model): Model {
  return {
    ...model,
    id: 'other',
    drivers: new Map(
      [...model.drivers].map(([id, driver]) => [
        id,
        {
          ...driver,
          path: moved(driver.path),
          ...(driver.observed ? { observed: moved(driver.observed) } : {}),
        },
      ]),
    ),
    measures: new Map(
      [...model.measures].map(([id, measure]) => [
        id,
        measure.adoption ? { ...measure, adoption: moved(measure.adoption, 0.9) } : measure,
      ]),
    ),
  }
}

describe('a plan that is taken over is the plan that would be compiled', () => {
  it.each(shipped)('%s', async (path) => {
    const { session, model } = await load(path)
    const other = elsewhere(model)
    const { plans: _, ...alone } = session
    const before = session.diagnostics.length
    const fresh = await analyse(other, alone)
    const said = session.diagnostics.slice(before)
    const sharing = { ...session, plans: new Plans() }
    await analyse(model, sharing)
    const since = session.diagnostics.length
    const taken = await analyse(other, sharing)
    expect(taken.plan.nodes).not.toBe(fresh.plan.nodes)
    const { slotOf: places, ...rest } = taken
    const { slotOf, ...whole } = fresh
    expect(rest).toEqual(whole)
    expect([...places]).toEqual([...slotOf])
    expect(session.diagnostics.slice(since)).toEqual(said)
    // It was taken over indeed: one list of nodes.
    const again = await analyse(other, sharing)
    expect(again.plan.nodes).toBe(taken.plan.nodes)
  })
})

it('whatever is more than a number is another structure', async () => {
  const { model } = await load('scenarios/rutland/neutral.yaml')
  const [driverId, driver] = [...model.drivers].find(([, { path }]) => path.kind === 'points')!
  const { path } = driver
  if (path.kind !== 'points') throw new Error('no points')
  const [measureId, measure] = [...model.measures].find(([, { adoption }]) => adoption)!
  const [facilityId, facility] = [...model.facilities].find(([, { capacity }]) => capacity)!
  const other = (change: Partial<Model>) => exchangeFor(model, { ...model, ...change })
  const drivers = (changed: unknown) =>
    other({ drivers: new Map([...model.drivers, [driverId, changed as typeof driver]]) })
  const grown = { ...facility.capacity, value: 2 * facility.capacity!.value } as Given
  expect(drivers({ ...driver, path: moved(path) })).toBeDefined()
  expect(drivers({ ...driver, path: { ...path, interpolate: 'step' } })).toBeUndefined()
  expect(drivers({ ...driver, path: { ...path, points: path.points.slice(1) } })).toBeUndefined()
  expect(
    drivers({ ...driver, path: { ...path, points: path.points.map((p) => ({ ...p, year: p.year + 1 })) } }),
  ).toBeUndefined()
  expect(
    drivers({ ...driver, path: { ...path, kind: 'constant', value: path.points[0]!.value } }),
  ).toBeUndefined()
  expect(other({ drivers: new Map([...model.drivers].slice(1)) })).toBeUndefined()
  expect(other({ prices: model.prices + 1 })).toBeUndefined()
  expect(
    other({ measures: new Map([...model.measures, [measureId, { ...measure, 'applies-to': [] }]]) }),
  ).toBeUndefined()
  expect(
    other({ facilities: new Map([...model.facilities, [facilityId, { ...facility, capacity: grown }]]) }),
  ).toBeUndefined()
})
