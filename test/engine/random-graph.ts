import type { Graph } from '../../src/engine/graph.ts'
import type { Ref } from '../../src/engine/plan.ts'

export const horizon = { base: 2020, observedTo: 2021, to: 2026 }
export const years = 7

/** A random graph: each step is a number that picks the operation and its inputs. With `loops`, some steps are loops that contract. */
export function grow(
  g: Graph,
  steps: readonly (readonly [number, number, number, number])[],
  loops = false,
): Ref[] {
  const nodes: Ref[] = [
    g.slot({ path: 'a', unit: '1', value: 1.25, origin: [] }),
    g.slot({ path: 'b', unit: '1', value: -0.3, origin: [] }),
    g.constant(0.7),
    g.table([3, 1, 4, 1, 5, 9, 2]),
    g.table([0.5, 0, -0.5, 0.25, 1, -2, 8]),
  ]
  const pick = (n: number): Ref => nodes[n % nodes.length]!
  const ones = (): Ref[] => nodes.filter((node) => g.axis(node) === 'one')
  for (const [op, p, q, r] of steps) {
    const [x, y, z] = [pick(p), pick(q), pick(r)]
    const list = ones()
    const one = list[q % list.length]!
    const from = 2020 + Math.min(p % years, q % years)
    const to = 2020 + Math.max(p % years, q % years)
    const w = Array.from({ length: years }, (_, t) => [
      0,
      t === r % years ? 0 : 1 - t / 6,
      1,
      t === q % years ? 0 : t / 6,
    ])
    const made = [
      () => g.sum([x, y, z, x]),
      () => g.mul(x, y),
      () => g.mul(y, z),
      () => g.div(x, g.add(g.mul(y, y), g.constant(0.1))),
      () => g.min(x, y),
      () => g.max(x, y),
      () => g.less(x, y),
      () => g.select(g.less(x, y), y, z),
      () => g.exp(g.clamp(x, g.constant(-5), g.constant(5))),
      () => g.log(x),
      () => g.pow(g.max(x, g.constant(0.01)), g.clamp(y, g.constant(-3), g.constant(3))),
      () => g.floor(x),
      () => g.blend([one, list[r % list.length]!], w.flat()),
      () => g.lag(x, one, 1 + (r % 9)),
      () => g.at(x, from),
      () => g.total(x, from, to),
      () => g.running(x),
      () => g.least(x, from, to),
      () => g.greatest(x, from, to),
      () => g.lowest(x),
      () => g.argmax(x),
      () => g.ratio(x, y, z),
      () => g.subtract(x, y),
    ]
    if (loops) made.push(() => turn(g, x, y))
    nodes.push(made[op % made.length]!())
  }
  return nodes
}

/** z = x + max(0, y + z/4)/2, with x and y held within bounds: a contraction with a kink. */
function turn(g: Graph, x: Ref, y: Ref): Ref {
  const held = (ref: Ref) => g.clamp(ref, g.constant(-5), g.constant(5))
  const [a, b] = [held(x), held(y)]
  const t = g.tears(1)
  const own = g.max(g.constant(0), g.add(b, g.mul(t.refs[0]!, g.constant(0.25))))
  const [z] = g.close(t, [g.add(a, g.mul(own, g.constant(0.5)))])
  return g.add(z!, own)
}
