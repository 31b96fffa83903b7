import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { notFinite } from '../../src/engine/finite.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Ref } from '../../src/engine/plan.ts'

const horizon = { base: 2020, observedTo: 2021, to: 2022 }

function solve(build: (g: Graph) => Ref[]): {
  values: number[][]
  problems: ReturnType<typeof run>['problems']
} {
  const g = new Graph(horizon)
  const nodes = build(g)
  const found = run(prepare(g.plan()), g.values())
  return { values: nodes.map((node) => [...found.trajectories.value(node)]), problems: found.problems }
}

describe('a loop', () => {
  it('settles z = a + g z at a / (1 − g), each year by itself', () => {
    const { values, problems } = solve((g) => {
      const t = g.tears(1)
      const own = g.mul(t.refs[0]!, g.table([0, 0.5, 0.75]))
      const [z] = g.close(t, [g.add(g.constant(3), own)])
      return [z!, own, t.refs[0]!]
    })
    expect(problems).toEqual([])
    expect(values[0]).toEqual([3, 6, 12])
    // nodes of the body and the tear hold their value at the solution
    expect(values[1]).toEqual([0, 3, 9])
    expect(values[2]).toEqual([3, 6, 12])
  })

  it('lets readers of the body look across years, before and after it is closed', () => {
    const { values } = solve((g) => {
      const t = g.tears(1)
      const own = g.mul(t.refs[0]!, g.table([0, 0.5, 0.75]))
      const early = g.running(own)
      const [z] = g.close(t, [g.add(g.constant(3), own)])
      const late = g.lag(own, g.constant(-1))
      return [early, late, g.total(z!, 2020, 2022), g.total(t.refs[0]!, 2020, 2022)]
    })
    expect(values).toEqual([[0, 3, 12], [-1, 0, 3], [21], [21]])
  })

  it('solves linear systems exactly: z = A z + b against elimination in whole fractions', () => {
    const entry = fc.integer({ min: 0, max: 15 })
    const systems = fc.integer({ min: 1, max: 5 }).chain((m) =>
      fc.record({
        a: fc.array(fc.array(entry, { minLength: m, maxLength: m }), { minLength: m, maxLength: m }),
        b: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: m, maxLength: m }),
      }),
    )
    fc.assert(
      fc.property(systems, ({ a, b }) => {
        const m = b.length
        // rows of A sum to at most 15/16: a contraction
        const scale = 16 * m
        const { values, problems } = solve((g) => {
          const t = g.tears(m)
          return g.close(
            t,
            a.map((row, i) =>
              g.sum([...row.map((x, j) => g.mul(g.constant(x / scale), t.refs[j]!)), g.constant(b[i]!)]),
            ),
          )
        })
        expect(problems).toEqual([])
        const exact = cramer(
          a.map((row, i) => row.map((x, j) => BigInt((i === j ? scale : 0) - x))),
          b.map((x) => BigInt(x * scale)),
        )
        for (let i = 0; i < m; i++) {
          for (const z of values[i]!)
            expect(Math.abs(z - exact[i]!)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(exact[i]!)))
        }
      }),
    )
  })

  it('finds the fixed point of a piecewise linear circle with clamps', () => {
    // Amounts of a county are no denormal numbers, whose slopes are lost to rounding.
    const figure = fc.integer({ min: 0, max: 10_000 }).map((x) => x / 1000)
    // With slopes up to 0.75 the absolute slopes of this circle have a spectral radius below 0.97: never refused.
    const gain = fc.double({ min: 0, max: 0.75, noNaN: true })
    fc.assert(
      fc.property(figure, figure, figure, gain, gain, (need, cap, supply, g1, g2) => {
        const step = (z: readonly number[]): number[] => {
          const made = Math.min(cap, Math.max(0, supply - g1 * z[1]!))
          return [made, Math.max(0, need + g2 * z[0]! - made / 2)]
        }
        const { values, problems } = solve((g) => {
          const t = g.tears(2)
          const [a, b] = [t.refs[0]!, t.refs[1]!]
          const left = g.subtract(g.constant(supply), g.mul(g.constant(g1), b))
          const made = g.min(g.constant(cap), g.max(g.constant(0), left))
          const more = g.add(g.constant(need), g.mul(g.constant(g2), a))
          return g.close(t, [made, g.max(g.constant(0), g.subtract(more, g.mul(g.constant(0.5), made)))])
        })
        expect(problems).toEqual([])
        const z = [values[0]![0]!, values[1]![0]!]
        step(z).forEach((x, i) => {
          expect(Math.abs(x - z[i]!)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(x)))
        })
      }),
    )
  })

  it('reports a loop that uses more of itself than it makes, with year and what it is about', () => {
    for (const gain of [1, 1.2, 5]) {
      const { problems } = solve((g) => {
        const t = g.tears(1)
        const z = g.close(t, [g.add(g.constant(1), g.mul(t.refs[0]!, g.table([0.5, gain, gain])))])
        g.block('loop', z, ['power', 'steam'])
        return z
      })
      expect(problems).toEqual([
        { kind: 'loop-gain', loop: 0, year: 2021, steps: 1, about: ['power', 'steam'] },
      ])
    }
  })

  it('sees a gain that goes round several torn values', () => {
    const circle = (gain: number) =>
      solve((g) => {
        const t = g.tears(2)
        const [a, b] = [t.refs[0]!, t.refs[1]!]
        return g.close(t, [g.add(g.constant(1), g.mul(g.constant(4), b)), g.mul(g.constant(gain / 4), a)])
      })
    expect(circle(0.9).problems).toEqual([])
    expect(circle(0.9).values[0]![0]).toBeCloseTo(10, 12)
    expect(circle(1.1).problems[0]?.kind).toBe('loop-gain')
  })

  it('does not refuse a loop whose clamps are only open one at a time', () => {
    // shares of one supply handed out in order: each take depends on what was taken before
    const { values, problems } = solve((g) => {
      const t = g.tears(1)
      let rest: Ref = g.subtract(g.constant(10), g.mul(g.constant(0.4), t.refs[0]!))
      const takes: Ref[] = []
      for (let i = 0; i < 8; i++) {
        const take = g.min(g.constant(2), g.max(g.constant(0), rest))
        takes.push(take)
        rest = g.subtract(rest, take)
      }
      return g.close(t, [g.sum(takes)])
    })
    expect(problems).toEqual([])
    expect(values[0]![0]).toBeCloseTo(10 / 1.4, 12)
  })

  it('solves a smooth loop, too', () => {
    // z = e^(−z): the omega constant
    const { values, problems } = solve((g) => {
      const t = g.tears(1)
      return g.close(t, [g.exp(g.negate(t.refs[0]!))])
    })
    // e^(−0) has slope −1 at the start, and |−1| ≥ 1 is refused there
    expect(problems[0]?.kind).toBe('loop-gain')
    expect(values).toHaveLength(1)
    const half = solve((g) => {
      const t = g.tears(1)
      return g.close(t, [g.exp(g.mul(g.constant(-0.5), t.refs[0]!))])
    })
    expect(half.problems).toEqual([])
    // z = 2 W(1/2), W(1/2) = 0.35173371124919582602…
    expect(half.values[0]![0]).toBeCloseTo(0.7034674224983917, 14)
  })

  it('says so when it has no answer, and leaves what is not finite to the finite check', () => {
    const never = solve((g) => {
      const t = g.tears(1)
      return g.close(t, [g.less(t.refs[0]!, g.constant(0.5))])
    })
    expect(never.problems).toMatchObject([{ kind: 'loop-open', year: 2020, steps: 40 }])
    const g = new Graph(horizon)
    const t = g.tears(1)
    const z = g.close(t, [g.add(g.mul(g.constant(0.5), t.refs[0]!), g.log(g.table([1, 1, 0])))])
    g.column('c', z[0]!, '1', {})
    const found = run(prepare(g.plan()), g.values())
    expect(found.problems).toEqual([])
    expect(notFinite(found.trajectories)).toMatchObject({ op: 'log', year: 2022, value: -Infinity })
  })

  it('stands beside other loops', () => {
    const { values } = solve((g) => {
      const s = g.tears(1)
      const t = g.tears(1)
      const [a] = g.close(t, [g.add(g.constant(1), g.mul(g.constant(0.5), t.refs[0]!))])
      const [b] = g.close(s, [g.add(a!, g.mul(g.constant(0.5), s.refs[0]!))])
      const u = g.tears(1)
      const [c] = g.close(u, [g.add(s.refs[0]!, g.mul(g.constant(0.75), u.refs[0]!))])
      return [a!, b!, c!]
    })
    expect(values.map((row) => row[0])).toEqual([2, 4, 16])
  })

  it('throws at a body that looks across years or holds another loop', () => {
    const g = new Graph(horizon)
    const t = g.tears(1)
    expect(() => g.close(t, [g.running(t.refs[0]!)])).toThrow('running')
    expect(() => g.close(t, [g.lag(t.refs[0]!, g.constant(0))])).toThrow('lag')
    const inner = g.tears(1)
    expect(() => g.close(inner, [g.mul(inner.refs[0]!, t.refs[0]!)])).toThrow('cannot nest')
    expect(() => g.close(t, [])).toThrow('equations')
    expect(() => g.plan()).toThrow('never closed')
    g.close(t, [g.constant(1)])
    expect(() => g.close(t, [g.constant(1)])).toThrow('not open')
    expect(() => g.tears(9)).toThrow()
  })
})

/** Solves with whole numbers by Cramer's rule. */
function cramer(matrix: bigint[][], right: bigint[]): number[] {
  const whole = determinant(matrix)
  return right.map((_, c) => {
    const top = determinant(matrix.map((row, r) => row.map((x, j) => (j === c ? right[r]! : x))))
    return Number((top * 10n ** 20n) / whole) / 1e20
  })
}

function determinant(matrix: bigint[][]): bigint {
  if (matrix.length === 1) return matrix[0]![0]!
  return matrix[0]!.reduce((sum, x, c) => {
    const minor = matrix.slice(1).map((row) => row.filter((_, j) => j !== c))
    return sum + (c % 2 === 0 ? 1n : -1n) * x * determinant(minor)
  }, 0n)
}
