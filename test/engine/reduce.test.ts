import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { Graph } from '../../src/engine/graph.ts'
import { reduced } from '../../src/engine/kernel/reduce.ts'
import { stagesOf } from '../../src/engine/kernel/stages.ts'
import { grow, horizon, years } from './random-graph.ts'

describe('a reduced plan', () => {
  it('gives the bits of the whole by the interpreter, whatever is free or wanted', () => {
    const natural = fc.nat({ max: 1000 })
    const steps = fc.array(fc.tuple(natural, natural, natural, natural), { maxLength: 40 })
    const number = fc.constantFrom(0, -0, 1, -1.5, 0.3, 1e-9, 123456, Number.POSITIVE_INFINITY, Number.NaN)
    fc.assert(
      fc.property(
        steps,
        fc.subarray([0, 1]),
        natural,
        fc.tuple(number, number),
        fc.boolean(),
        (list, free, pick, numbers, loops) => {
          const g = new Graph(horizon)
          const nodes = grow(g, list, loops)
          const wanted = [...new Set(nodes.filter((_, i) => (i + pick) % 3 === 0))]
          const [plan, values] = [g.plan(), g.values()]
          const small = reduced({ plan, values, free, wanted })
          const [own, other] = [values.slice(), small.values.slice()]
          free.forEach((slot, i) => {
            own[slot] = numbers[slot]!
            if (small.free[i]! >= 0) other[small.free[i]!] = numbers[slot]!
          })
          const whole = run(prepare(plan), own).trajectories
          const rest = run(prepare(small.plan), other).trajectories
          wanted.forEach((node, i) => {
            const now = small.wanted[i]!
            expect(small.plan.nodes[now]!.axis).toBe(plan.nodes[node]!.axis)
            expect(rest.value(now)).toEqual(whole.value(node))
          })
        },
      ),
      { numRuns: 300 },
    )
  })

  /** A series that is scaled by its own first value, as shares of a base year are. */
  function shareOfBase() {
    const g = new Graph(horizon)
    const a = g.slot({ path: 'a', unit: '1', value: 2, origin: [] })
    const level = g.sum([g.mul(a, g.table([3, 1, 4, 1, 5, 9, 2])), g.table(Array(years).fill(1))])
    const share = g.div(level, g.at(level, 2020))
    return { g, share, plan: g.plan(), values: g.values() }
  }

  it('goes through the years once where a series rests on the base year alone', () => {
    const { plan, values, share } = shareOfBase()
    const yearlySweeps = (work: Parameters<typeof reduced>[0]) =>
      stagesOf(work.plan, work.values, work.free, work.wanted).stages.filter(
        ({ yearly }) => yearly.length > 0,
      ).length
    const whole = { plan, values, free: [0], wanted: [share] }
    expect(yearlySweeps(whole)).toBe(2)
    expect(yearlySweeps(reduced(whole))).toBe(1)
  })

  it('leaves out what changes nothing: factors of 1, fixed choices, sums of what is certain', () => {
    const g = new Graph(horizon)
    const a = g.slot({ path: 'a', unit: '1', value: 2, origin: [] })
    const one = g.slot({ path: 'one', unit: '1', value: 1, origin: [] })
    const row = g.table([3, 1, 4, 1, 5, 9, 2])
    const moving = g.mul(a, row)
    const chosen = g.select(one, g.div(g.mul(moving, one), one), g.exp(moving))
    const sum = g.sum([g.mul(row, one), row, one, chosen])
    const small = reduced({ plan: g.plan(), values: g.values(), free: [0], wanted: [sum] })
    // a, row, a · row, what is certain of the sum, the sum
    expect(small.plan.nodes.map(({ op }) => op).sort()).toEqual(['mul', 'slot', 'sum', 'table', 'table'])
  })
})
