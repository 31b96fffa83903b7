import { describe, expect, it } from 'vitest'
import { Graph } from '../../src/engine/graph.ts'
import { kernelOf } from '../../src/engine/kernel/kernel.ts'
import type { Distribution } from '../../src/numerics/distribution.ts'
import { philox, unit } from '../../src/numerics/random.ts'
import { type Dimension, Sampler } from '../../src/study/draws.ts'
import { finiteBy, holds, holdsBy, type Rows } from '../../src/study/judging.ts'

const distributions: readonly Distribution[] = [
  { kind: 'uniform', low: -3, high: 7.5 },
  { kind: 'triangular', low: 1, mode: 1.3, high: 9 },
  { kind: 'triangular', low: 0, mode: 0, high: 4 },
  { kind: 'triangular', low: -2, mode: 5, high: 5 },
  { kind: 'triangular', low: 2, mode: 2, high: 2 },
  { kind: 'normal', mean: 1, sd: 3 },
  { kind: 'lognormal', median: 2, gsd: 1.4 },
  { kind: 'pert', low: 0, mode: 1, high: 3 },
  { kind: 'discrete', values: [0, 1], chances: [0.3, 0.7] },
]

/** Three slots a dimension: one drawn (late by a year), one that follows it, one that follows it and stands at zero. */
function county() {
  const g = new Graph({ base: 2020, observedTo: 2021, to: 2022 })
  const slot = (path: string, value: number) => g.slot({ path, unit: '1', value, origin: [] })
  const slots = distributions.flatMap((_, i) => [slot(`a${i}`, 1.5), slot(`b${i}`, 0.4), slot(`c${i}`, 0)])
  const dimensions = distributions.map(
    (distribution, i): Dimension => ({
      id: `d${i}`,
      unit: '1',
      cause: 'stated',
      value: 1,
      distribution,
      points: 1,
      following: 2,
      places: [
        { slot: 3 * i, distribution, plus: i % 2 },
        { slot: 3 * i + 1, after: 3 * i, most: 1 },
        { slot: 3 * i + 2, after: 3 * i, most: Number.POSITIVE_INFINITY },
      ],
    }),
  )
  return { plan: g.plan(), values: g.values(), dimensions, sum: g.sum(slots) }
}

describe('draws by row functions', () => {
  const { plan, values, dimensions } = county()
  const free = plan.slots.map((_, slot) => slot)
  const ties = { dependence: { groups: [{ rows: [0, 2], factor: [[1], [0.6, 0.8]] }], chains: [] } }

  it.each(['random', 'sobol'] as const)('of %s are the bits of the plain ones', (design) => {
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 2 * dimensions.length })
    const { lanes, inputs, machine } = kernel
    const sampler = new Sampler(dimensions, values, design, 7, 2 ** 31, ties)
    const fill = sampler.loaded(machine!, lanes, inputs)!
    const plain = new Float64Array(inputs.length)
    for (const first of [0, 16, 4096, 2 ** 20 - 16, 2 ** 31 - 16]) {
      fill(first)
      sampler.fill(first, lanes, lanes, plain)
      expect([...inputs].map((x, i) => (Object.is(x, plain[i]) ? 0 : i)).filter((i) => i > 0)).toEqual([])
    }
  })

  it('lhs has no row functions', () => {
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 2 * dimensions.length })
    const sampler = new Sampler(dimensions, values, 'lhs', 7, 1024)
    expect(sampler.loaded(kernel.machine!, kernel.lanes, kernel.inputs)).toBeUndefined()
  })

  it('what is below zero by more than rounding is seen, and what is no number', () => {
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 2 })
    const { rows, scratch } = kernel.machine!
    const { lanes } = kernel
    const judge = (x: number, size: number) => {
      scratch.fill(1)
      scratch[lanes - 1] = x
      scratch[2 * lanes - 1] = size
      const at = scratch.byteOffset
      return rows.notBelow(at, at + lanes * 8, lanes * 8, -1, 1e-9, 1e-6) === 1
    }
    for (const [x, size, right] of [
      [0, 1, true],
      [-0, 0, true],
      [5, Number.POSITIVE_INFINITY, true],
      [-1e-9, 1, true],
      [-1.1e-9, 1, false],
      [-1.1e-9, -2, true],
      [-1e-14, 0, false],
      [-1e-15, 0, true],
      [Number.NaN, 1, false],
      [1, Number.NaN, false],
      [Number.NEGATIVE_INFINITY, 1e9, false],
    ] as const)
      expect([x, size, judge(x, size)]).toEqual([x, size, right])
  })

  it('conditions of every kind, and whether all is finite, are judged as number by number', () => {
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 4 })
    const { machine, lanes } = kernel
    const { scratch } = machine!
    const rowsAt = (row: number, stride = lanes): Rows => {
      const rows = scratch.subarray(row * lanes, (row + (stride === 0 ? 1 : 2)) * lanes)
      return { rows, bits: new Uint32Array(rows.buffer, rows.byteOffset, rows.length * 2), stride }
    }
    const edges = [
      0,
      -0,
      1,
      1 + 1e-6,
      1 + 1.1e-6,
      1 - 1e-6,
      1 - 1.1e-6,
      1 + 1e-9,
      1 + 2e-9,
      -1e-9,
      -2e-9,
      5,
      -5,
    ]
    const numbers = [
      ...edges,
      1e308,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -1e-15,
      -1e-14,
    ]
    for (const x of numbers)
      for (const size of numbers) {
        scratch.fill(1)
        scratch[2 * lanes - 1] = x
        scratch[4 * lanes - 1] = size
        for (const test of ['one', 'at-most-one', 'non-negative'] as const)
          for (const [node, scale, years] of [
            [rowsAt(0), rowsAt(2), 2],
            [rowsAt(0), undefined, 2],
            [rowsAt(0), rowsAt(3, 0), 2],
            [rowsAt(1, 0), rowsAt(3, 0), 1],
          ] as const) {
            const judged = { test, node, scale }
            expect([x, size, test, holdsBy(machine!, judged, years, lanes)!()]).toEqual([
              x,
              size,
              test,
              holds(judged, years, lanes),
            ])
          }
        expect([x, finiteBy(machine, rowsAt(0), 0, 1, lanes)()]).toEqual([x, Number.isFinite(x)])
      }
  })

  it('counts what is not below zero, year by year', () => {
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 4 })
    const { rows, scratch } = kernel.machine!
    const { lanes } = kernel
    scratch.set([0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, -1e-300, ...Array(lanes - 7).fill(-2)])
    scratch.fill(3, lanes, 2 * lanes)
    scratch.fill(-3, 2 * lanes, 3 * lanes)
    const into = new Int32Array(scratch.buffer, scratch.byteOffset + 3 * lanes * 8, 4).fill(7)
    rows.countNotBelow(scratch.byteOffset, lanes * 8, 3, into.byteOffset)
    expect([...into]).toEqual([4, lanes, 0, 7])
  })

  it('Philox gives the published words', () => {
    // Known answers of Random123 1.14 (kat_vectors): philox4x32 with 10 rounds, counter and key of zeros and of ones.
    const words = new Uint32Array(4)
    philox(0, 0, 0, 0, 0, 0, words)
    expect([...words]).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
    const kernel = kernelOf({ plan, values, free, wanted: [], scratch: 1 })
    const { rows, scratch } = kernel.machine!
    rows.philox(0, 0, 0, scratch.byteOffset, kernel.lanes * 8)
    expect(scratch[0]).toBe(unit(0x6627e8d5, 0xe169c58d))
  })
})
