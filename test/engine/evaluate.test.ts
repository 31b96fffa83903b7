import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Plan, Ref } from '../../src/engine/plan.ts'
import { exp, log, pow } from '../../src/numerics/elementary.ts'
import { grow, horizon, years } from './random-graph.ts'

function values(g: Graph, node: Ref): number[] {
  return [...run(prepare(g.plan()), g.values()).trajectories.value(node)]
}

/** One value of one node by its definition in plan.ts, recursively. */
function naive(plan: Plan, slots: Float64Array, node: number, t: number): number {
  const { op, in: inputs, k = [] } = plan.nodes[node]!
  const of = (p: number, s = t): number => {
    const year = plan.nodes[inputs[p]!]!.axis === 'one' ? 0 : s
    return naive(plan, slots, inputs[p]!, year)
  }
  const over = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, s) => of(0, from + s))
  switch (op) {
    case 'slot':
      return slots[k[0]!]!
    case 'const':
      return k[0]!
    case 'table':
      return k[t]!
    case 'sum':
      return inputs.map((_, p) => of(p)).reduce((a, b) => a + b)
    case 'mul':
      return of(0) * of(1)
    case 'div':
      return of(0) / of(1)
    case 'min':
      return Math.min(of(0), of(1))
    case 'max':
      return Math.max(of(0), of(1))
    case 'less':
      return of(0) < of(1) ? 1 : 0
    case 'select':
      return of(0) !== 0 ? of(1) : of(2)
    case 'exp':
      return exp(of(0))
    case 'log':
      return log(of(0))
    case 'pow':
      return pow(of(0), of(1))
    case 'floor':
      return Math.floor(of(0))
    case 'blend': {
      const [i, wi, j, wj] = k.slice(4 * t, 4 * t + 4) as [number, number, number, number]
      const terms = [...(wi === 0 ? [] : [wi * of(i, 0)]), ...(wj === 0 ? [] : [wj * of(j, 0)])]
      return terms.length === 0 ? 0 : terms.reduce((a, b) => a + b)
    }
    case 'lag':
      return t < k[0]! ? of(1, 0) : of(0, t - k[0]!)
    case 'at':
      return of(0, k[0]!)
    case 'total':
      return over(k[0]!, k[1]!).reduce((a, b) => a + b)
    case 'running':
      return over(0, t).reduce((a, b) => a + b)
    case 'least':
      return Math.min(...over(k[0]!, k[1]!))
    case 'greatest':
      return Math.max(...over(k[0]!, k[1]!))
    case 'lowest':
      return Math.min(...over(0, t))
    case 'argmax': {
      const list = over(0, years - 1)
      let best = 0
      list.forEach((x, s) => {
        if (x > list[best]!) best = s
      })
      return best
    }
    default:
      throw new Error(op)
  }
}

describe('the interpreter', () => {
  it('equals the definition of every operation bit for bit, on random graphs', () => {
    const natural = fc.nat({ max: 1000 })
    fc.assert(
      fc.property(fc.array(fc.tuple(natural, natural, natural, natural), { maxLength: 14 }), (steps) => {
        const g = new Graph(horizon)
        grow(g, steps)
        const plan = g.plan()
        const found = run(prepare(plan), g.values())
        expect(found.problems).toEqual([])
        plan.nodes.forEach((node, i) => {
          const row = found.trajectories.value(i)
          expect(row.length).toBe(node.axis === 'one' ? 1 : years)
          row.forEach((value, t) => {
            expect(Object.is(value, naive(plan, g.values(), i, t))).toBe(true)
          })
        })
      }),
      { numRuns: 300 },
    )
  })

  it('gives the figures of a hand calculation', () => {
    const g = new Graph(horizon)
    const x = g.table([3, 1, 4, 1, 5, 9, 2])
    const init = g.slot({ path: 'i', unit: '1', value: 100, origin: [] })
    expect(values(g, g.lag(x, init, 2))).toEqual([100, 100, 3, 1, 4, 1, 5])
    expect(values(g, g.running(x))).toEqual([3, 4, 8, 9, 14, 23, 25])
    expect(values(g, g.lowest(x))).toEqual([3, 1, 1, 1, 1, 1, 1])
    expect(values(g, g.total(x, 2021, 2023))).toEqual([6])
    expect(values(g, g.total(init, 2021, 2023))).toEqual([300])
    expect(values(g, g.total(x, 2023, 2021))).toEqual([0])
    expect(values(g, g.least(x, 2022, 2026))).toEqual([1])
    expect(values(g, g.greatest(x, 2020, 2024))).toEqual([5])
    expect(values(g, g.argmax(x))).toEqual([5])
    expect(values(g, g.argmax(g.table([2, 7, 7, 1, 7, 0, 0])))).toEqual([1])
    expect(values(g, g.ratio(g.constant(8), g.table([2, 0, 4, -2, 1, 8, 16]), init))).toEqual([
      4, 100, 2, -4, 8, 1, 0.5,
    ])
    expect(values(g, g.clamp(x, g.constant(2), g.constant(4)))).toEqual([3, 2, 4, 2, 4, 4, 2])
  })

  it('does not read a point of weight 0', () => {
    const g = new Graph(horizon)
    const bad = g.slot({ path: 'bad', unit: '1', value: Number.NaN, origin: [] })
    const good = g.slot({ path: 'good', unit: '1', value: 5, origin: [] })
    const w = Array.from({ length: years }, () => [0, 1, 1, 0]).flat()
    const v = Array.from({ length: years }, () => [1, 0, 0, 1]).flat()
    expect(values(g, g.blend([good, bad], w))).toEqual(Array(years).fill(5))
    expect(values(g, g.blend([good, bad], v))).toEqual(Array(years).fill(5))
  })

  it('answers the same in memory that was used before, and leaves the plan alone', () => {
    const g = new Graph(horizon)
    const nodes = grow(g, [
      [0, 3, 4, 1],
      [12, 1, 0, 3],
      [13, 5, 1, 2],
      [16, 6, 0, 0],
      [21, 7, 8, 1],
    ])
    const plan = g.plan()
    const before = JSON.stringify(plan)
    const program = prepare(plan)
    const first = run(program, g.values()).trajectories
    const memory = new Float64Array(program.size).fill(Number.NaN)
    run(program, Float64Array.from([9, 9]), memory)
    const again = run(program, g.values(), memory).trajectories
    for (const node of nodes) expect([...again.value(node)]).toEqual([...first.value(node)])
    expect(JSON.stringify(plan)).toBe(before)
  })

  it('throws when it is handed the wrong number of values', () => {
    const g = new Graph(horizon)
    g.slot({ path: 'a', unit: '1', value: 1, origin: [] })
    expect(() => run(prepare(g.plan()), new Float64Array(2))).toThrow('1 slots')
  })
})
