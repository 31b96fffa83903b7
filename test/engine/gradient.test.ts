import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { lanesOf } from '../../src/engine/evaluate-lanes.ts'
import { reverseOf } from '../../src/engine/gradient.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Plan, Ref } from '../../src/engine/plan.ts'
import { slotsUnder } from '../../src/engine/walk.ts'
import { analyse, loadModel } from '../../src/pipeline/case.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { grow, horizon } from './random-graph.ts'

/** Central differences over three widths; undefined where they do not agree: a kink or a step lies near. */
function central(f: (x: number) => number, x: number, width: number): number | undefined {
  const [wide, middle, narrow] = [1, 1 / 2, 1 / 4].map((share) => {
    const h = share * width
    return (f(x + h) - f(x - h)) / (2 * h)
  }) as [number, number, number]
  const size = Math.max(Math.abs(wide), Math.abs(narrow), Math.abs(f(x)) / Math.max(1, Math.abs(x)))
  const alike = (a: number, b: number) => Math.abs(a - b) <= 1e-7 * size
  return Number.isFinite(size) && alike(wide, middle) && alike(middle, narrow) ? narrow : undefined
}

function figureAt(plan: Plan, node: number, index: number) {
  const program = prepare(plan)
  return (values: Float64Array) => {
    const { trajectories, problems } = run(program, values)
    if (problems.length > 0) return Number.NaN
    const series = trajectories.value(node)
    return series[series.length === 1 ? 0 : index]!
  }
}

const g = () => new Graph(horizon)
const slot = (graph: Graph, path: string, value: number) => graph.slot({ path, unit: '1', value, origin: [] })

/** The gradient at the first values, in 2024. */
function at(graph: Graph, node: Ref, values = graph.values()) {
  const plan = graph.plan()
  return reverseOf(
    plan,
    [node],
    plan.slots.map((_, i) => i),
  )
    .at(values)
    .gradient({ node, year: 2024 })
}

describe('the gradient', () => {
  it('is what the rules of differentiation give by hand', () => {
    // y = x₁² · e^(x₂) / x₁ + log x₁ · x₂^3 at (2, 0.5): ∂₁ = e^x₂ + x₂³/x₁, ∂₂ = x₁ e^x₂ + 3 x₂² log x₁.
    const graph = g()
    const [a, b] = [slot(graph, 'a', 2), slot(graph, 'b', 0.5)]
    const left = graph.div(graph.mul(graph.mul(a, a), graph.exp(b)), a)
    const right = graph.mul(graph.log(a), graph.pow(b, graph.constant(3)))
    const found = at(graph, graph.add(left, right))
    expect(found.slopes[0]).toBeCloseTo(Math.exp(0.5) + 0.125 / 2, 12)
    expect(found.slopes[1]).toBeCloseTo(2 * Math.exp(0.5) + 0.75 * Math.log(2), 12)
    expect(found.kinks).toEqual([])
  })

  it('goes back through lags, sums over years and interpolation', () => {
    // A stock that grows by a each year from b: 2024 holds b + 4a, and the running sum of it b·5 + a·(0+1+2+3+4).
    const graph = g()
    const [a, b] = [slot(graph, 'a', 3), slot(graph, 'b', 10)]
    const flow = graph.lag(graph.mul(a, graph.table([1, 1, 1, 1, 1, 1, 1])), graph.constant(0))
    const stock = graph.add(b, graph.running(flow))
    expect([...at(graph, stock).slopes]).toEqual([4, 1])
    expect([...at(graph, graph.running(stock)).slopes]).toEqual([10, 5])
    const third = graph.blend([a, b], Array.from({ length: 7 }, (_, t) => [0, 1 - t / 6, 1, t / 6]).flat())
    expect(at(graph, third).slopes[1]).toBeCloseTo(4 / 6, 12)
  })

  it('differentiates a settled loop implicitly', () => {
    // z₁ = a + z₂/2, z₂ = b·z₁ (b = 1/2): z₁ = a/(1 − b/2), so ∂z₁/∂a = 4/3 and ∂z₁/∂b = a/2/(1 − b/2)² = 16/9 at a = 2.
    const graph = g()
    const [a, b] = [slot(graph, 'a', 2), slot(graph, 'b', 0.5)]
    const tears = graph.tears(2)
    const [z1] = graph.close(tears, [
      graph.add(a, graph.mul(tears.refs[1]!, graph.constant(0.5))),
      graph.mul(b, tears.refs[0]!),
    ])
    const { slopes, value } = at(graph, graph.mul(z1!, graph.table([1, 1, 1, 1, 1, 1, 1])))
    expect(value).toBeCloseTo(8 / 3, 11)
    expect(slopes[0]).toBeCloseTo(4 / 3, 11)
    expect(slopes[1]).toBeCloseTo(16 / 9, 11)
  })

  it('lists kinks at the very point, and none beside it', () => {
    const graph = g()
    const [a, b] = [slot(graph, 'a', 2), slot(graph, 'b', 2)]
    const least = graph.min(a, b)
    const turned = graph.select(graph.less(a, b), graph.mul(a, a), b)
    expect(at(graph, least).kinks).toEqual([{ node: least, op: 'min', years: [2020] }])
    expect(at(graph, turned).kinks).toMatchObject([{ op: 'select' }])
    expect(at(graph, graph.floor(a)).kinks).toMatchObject([{ op: 'floor' }])
    expect(at(graph, graph.argmax(graph.mul(a, graph.table([1, 3, 3, 0, 0, 0, 0])))).kinks).toMatchObject([
      { op: 'argmax' },
    ])
    const beside = Float64Array.of(2, 2.001)
    for (const node of [least, turned]) expect(at(graph, node, beside).kinks).toEqual([])
    expect([...at(graph, least, beside).slopes]).toEqual([1, 0])
  })

  it('equals central differences to 1e-6 on random graphs with loops, wherever these agree with themselves', () => {
    const natural = fc.nat({ max: 1000 })
    const steps = fc.array(fc.tuple(natural, natural, natural, natural), { minLength: 4, maxLength: 25 })
    const point = fc.tuple(
      fc.double({ min: 0.2, max: 2.7, noNaN: true }),
      fc.double({ min: -2, max: -0.1, noNaN: true }),
    )
    let held = 0
    let missed = 0
    fc.assert(
      fc.property(steps, natural, fc.nat({ max: 6 }), point, (list, pick, index, [x, y]) => {
        const graph = g()
        const nodes = grow(graph, list, true)
        const node = nodes[nodes.length - 1 - (pick % 3)]!
        const plan = graph.plan()
        const values = Float64Array.of(x, y)
        const tape = reverseOf(plan, [node], [0, 1]).at(values)
        if (tape.problems.length > 0) return
        const { slopes, kinks, value } = tape.gradient({ node, year: 2020 + index })
        if (!Number.isFinite(value) || kinks.length > 0) return
        const f = figureAt(plan, node, index)
        for (const k of [0, 1]) {
          const difference = central(
            (moved) => f(values.map((own, i) => (i === k ? moved : own))),
            values[k]!,
            1e-4,
          )
          if (difference === undefined) {
            missed++
            continue
          }
          held++
          const size = Math.max(Math.abs(difference), Math.abs(value) / 1, 1e-9)
          expect(Math.abs(slopes[k]! - difference)).toBeLessThanOrEqual(1e-6 * size)
        }
      }),
      { numRuns: 250, seed: 7 },
    )
    // The property is not empty: differences that do not agree are the exception.
    expect(held).toBeGreaterThan(4 * missed)
    expect(held).toBeGreaterThan(100)
  })

  it.each([
    ['scenarios/jiaocheng/neutral-combined.yaml', 'ghg.net', 2045],
    ['scenarios/rutland/neutral.yaml', 'co2.total', 2035],
  ])('equals central differences to 1e-6 on %s', async (path, id, year) => {
    const session = await openSession(path)
    const loaded = await loadModel(path, session, {})
    const { plan, values, figures } = await analyse(loaded!.model, session)
    const { node } = figures.indicators.get(id)!
    const under = slotsUnder(plan, node).filter((slot) => plan.slots[slot]!.kind === 'real')
    const { slopes, value } = reverseOf(plan, [node], under).at(values).gradient({ node, year })
    // Those that matter most, and every twentieth of the rest.
    const weight = (slot: number) => Math.abs(slopes[slot]! * values[slot]!)
    const most = [...under].sort((a, b) => weight(b) - weight(a)).slice(0, 25)
    const tried = [...new Set([...most, ...under.filter((_, i) => i % 20 === 0)])]
    const shares = [1, -1, 1 / 2, -1 / 2, 1 / 4, -1 / 4, 0]
    const lanes = lanesOf({ plan, values, free: tried, wanted: [node], years: [year, year] })
    const count = tried.length * shares.length
    const width = (slot: number) => 1e-4 * (values[slot] === 0 ? 1 : Math.abs(values[slot]!))
    const inputs = Float64Array.from({ length: tried.length * count }, (_, i) => {
      const [row, lane] = [Math.floor(i / count), i % count]
      const slot = tried[row]!
      const moves = Math.floor(lane / shares.length) === row
      return values[slot]! + (moves ? shares[lane % shares.length]! * width(slot) : 0)
    })
    const ran = lanes.run(inputs, count)
    let held = 0
    for (const [row, slot] of tried.entries()) {
      const x = values[slot]!
      const there = (moved: number) => {
        const share = (moved - x) / width(slot)
        const lane = shares.findIndex((one) => Math.abs(one - share) < 1e-3)
        return ran.at(0, row * shares.length + lane, year)
      }
      expect(there(x)).toBe(value)
      const difference = central(there, x, width(slot))
      if (difference === undefined) continue
      held++
      // As changes of the figure for a change of the number by its own size.
      const gap = Math.abs(slopes[slot]! - difference) * Math.max(Math.abs(x), 1e-6)
      const near = 1e-6 * Math.max(Math.abs(value), weight(slot))
      expect([plan.slots[slot]!.path, gap <= near]).toEqual([plan.slots[slot]!.path, true])
    }
    expect(held).toBeGreaterThan(0.8 * tried.length)
  })
})
