import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { Graph } from '../../src/engine/graph.ts'
import { kernelOf } from '../../src/engine/kernel/kernel.ts'

const horizon = { base: 2020, observedTo: 2021, to: 2026 }

/** Arguments around every place where exp, log or pow turn: domain, overflow, subnormal, whole and odd exponents. */
const edges = [
  0,
  1,
  0.5,
  2,
  3,
  4,
  0.25,
  1 / 3,
  1.5,
  10,
  1e-9,
  3.7e-9,
  3.8e-9,
  0.3465735902799726,
  Math.LN2 / 2,
  0.3465735902799727,
  1.5 * Math.LN2 - 2 ** -52,
  1.5 * Math.LN2,
  Math.SQRT1_2,
  Math.SQRT2,
  1 + 2 ** -52,
  1 - 2 ** -53,
  1 + 2 ** -20,
  1 - 2 ** -20,
  1 + 2 ** -21,
  1 - 2 ** -22,
  1.9999990463256836,
  1.999999,
  709.782712893384,
  709.7827128933841,
  708.4,
  745.1332191019411,
  745.1332191019412,
  744.4,
  710,
  1023,
  1024,
  1025,
  1074,
  1075,
  2 ** 31,
  2 ** 31 + 1,
  2 ** 32 - 1,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  2 ** 64,
  2 ** 65,
  5e-324,
  1e-310,
  2.2250738585072009e-308,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  1e300,
  Number.POSITIVE_INFINITY,
]
const numbers = [...edges, ...edges.map((edge) => -edge), Number.NaN]

/** Numbers of all sizes from a fixed stream of bits (xorshift32, Marsaglia 2003). */
function* anyNumbers(): Generator<number> {
  let x = 2463534242
  const next = () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return x >>> 0
  }
  const view = new DataView(new ArrayBuffer(8))
  for (;;) {
    view.setUint32(0, next())
    view.setUint32(4, next())
    yield view.getFloat64(0)
  }
}

function differences(pairs: readonly (readonly [number, number])[]): string[] {
  const g = new Graph(horizon)
  const [x, y] = ['x', 'y'].map((path) => g.slot({ path, unit: '1', value: 1, origin: [] })) as [never, never]
  const [tx, ty] = [x, y].map((slot) => g.mul(slot, g.table([1, 0.5, 2, -1, 3, 1e-3, 40])))
  const held = g.table([0, 1, -1, 0.5, 2, -3, 7.25])
  const nodes = [g.exp(x), g.log(x), g.pow(x, y), g.exp(tx!), g.log(ty!), g.pow(tx!, ty!), g.pow(x, ty!)]
  nodes.push(
    g.pow(tx!, held),
    g.pow(held, ty!),
    g.pow(x, held),
    g.pow(g.constant(-2), y),
    g.pow(x, g.constant(-3)),
  )
  nodes.push(g.add(g.exp(g.log(g.pow(tx!, g.constant(0.75)))), g.exp(g.mul(ty!, held))))
  const [plan, values, wanted] = [g.plan(), g.values(), [...new Set(nodes)]]
  const lanes = pairs.length + (pairs.length % 2)
  const kernel = kernelOf({ plan, values, free: [0, 1], wanted, lanes })
  pairs.forEach(([a, b], lane) => {
    kernel.inputs[lane] = a
    kernel.inputs[lanes + lane] = b
  })
  kernel.run()
  const program = prepare(plan)
  const found: string[] = []
  pairs.forEach(([a, b], lane) => {
    const { trajectories } = run(program, Float64Array.of(a, b))
    for (const node of wanted)
      trajectories.value(node).forEach((value, t) => {
        const got = kernel.output(node)[t * lanes + lane]!
        if (!Object.is(got, value))
          found.push(`${plan.nodes[node]!.op} ${a} ${b} [${t}]: ${got} for ${value}`)
      })
  })
  return found
}

describe('exp, log and pow of the kernel', () => {
  it('are the interpreter’s bit for bit at every edge', () => {
    expect(differences(numbers.flatMap((a) => numbers.map((b) => [a, b] as const)))).toEqual([])
  })

  it('are so for numbers of any size, and for those that counties have', () => {
    const stream = anyNumbers()
    const next = () => stream.next().value as number
    const any = Array.from({ length: 4000 }, () => [next(), next()] as const)
    const share = () => Math.abs(Math.sin(next() % 1e6))
    const usual = Array.from({ length: 4000 }, () => [share() * 3, share() * 40 - 20] as const)
    const near1 = Array.from(
      { length: 1000 },
      () => [1 + (share() - 0.5) / 1e6, (share() - 0.5) * 1e12] as const,
    )
    expect(differences([...any, ...usual, ...near1])).toEqual([])
  })
})
