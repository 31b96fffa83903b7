import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { lanesOf } from '../../src/engine/evaluate-lanes.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Plan } from '../../src/engine/plan.ts'
import { grow, horizon } from './random-graph.ts'

/** Cells in which a lane and a run of its own differ in any bit. */
function differences(
  plan: Plan,
  values: Float64Array,
  free: readonly number[],
  wanted: readonly number[],
  years: readonly [number, number],
  count: number,
  width: number,
  draw: (slot: number, lane: number) => number,
): string[] {
  const slots = Float64Array.from({ length: free.length * count }, (_, i) =>
    draw(free[Math.floor(i / count)]!, i % count),
  )
  const figures = lanesOf({ plan, values, free, wanted, years, width }).run(slots, count)
  const program = prepare(plan)
  const found: string[] = []
  for (let lane = 0; lane < count; lane++) {
    const own = values.slice()
    for (const slot of free) own[slot] = draw(slot, lane)
    const { trajectories } = run(program, own)
    for (const [w, node] of wanted.entries()) {
      const expected = trajectories.value(node)
      for (let year = years[0]; year <= years[1]; year++) {
        const value = expected[expected.length === 1 ? 0 : year - horizon.base]!
        const got = figures.at(w, lane, year)
        if (!Object.is(got, value)) found.push(`${plan.nodes[node]!.op} ${node} ${year}: ${got} for ${value}`)
      }
    }
  }
  return found
}

describe('lanes', () => {
  it('equal the interpreter bit for bit on random graphs with loops, whatever is free, wanted or asked', () => {
    const natural = fc.nat({ max: 1000 })
    const steps = fc.array(fc.tuple(natural, natural, natural, natural), { maxLength: 30 })
    const number = fc.constantFrom(0, -0, 1, -1.5, 0.3, 2, 1e-9, 123456, Number.POSITIVE_INFINITY, Number.NaN)
    fc.assert(
      fc.property(
        steps,
        fc.subarray([0, 1]),
        natural,
        fc.array(number, { minLength: 8, maxLength: 8 }),
        fc.tuple(fc.integer({ min: 2020, max: 2026 }), fc.integer({ min: 2020, max: 2026 })),
        fc.integer({ min: 1, max: 5 }),
        (list, free, pick, numbers, [p, q], width) => {
          const g = new Graph(horizon)
          const nodes = grow(g, list, true)
          const wanted = [...new Set(nodes.filter((_, i) => (i + pick) % 3 === 0))]
          const draw = (slot: number, lane: number) => numbers[(slot * 4 + lane) % 8]!
          const years = [Math.min(p, q), Math.max(p, q)] as const
          expect(differences(g.plan(), g.values(), free, wanted, years, 4, width, draw)).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('compute only what moves and what is asked for', () => {
    const g = new Graph(horizon)
    const a = g.slot({ path: 'a', unit: '1', value: 2, origin: [] })
    const b = g.slot({ path: 'b', unit: '1', value: 3, origin: [] })
    const fixed = g.exp(g.mul(b, g.table([1, 2, 3, 4, 5, 6, 7])))
    const wanted = g.mul(a, fixed)
    g.log(wanted)
    const lanes = lanesOf({
      plan: g.plan(),
      values: g.values(),
      free: [0],
      wanted: [wanted],
      years: [2023, 2023],
    })
    // The slot, the folded series, the product: one year of each.
    expect({ nodes: lanes.nodes, size: lanes.size }).toEqual({ nodes: 3, size: 3 })
    expect(lanes.run(Float64Array.of(1, 2), 2).problems).toEqual([])
  })
})
