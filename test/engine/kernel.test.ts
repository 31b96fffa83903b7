import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { Graph } from '../../src/engine/graph.ts'
import { kernelOf } from '../../src/engine/kernel/kernel.ts'
import type { Plan } from '../../src/engine/plan.ts'
import { analyse, loadModel } from '../../src/pipeline/case.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { grow, horizon } from './random-graph.ts'

/** Cells in which kernel and interpreter differ in any bit. */
function differences(
  plan: Plan,
  values: Float64Array,
  free: readonly number[],
  wanted: readonly number[],
  lanes: number,
  draw: (slot: number, lane: number) => number,
): string[] {
  const kernel = kernelOf({ plan, values, free, wanted, lanes })
  free.forEach((slot, i) => {
    for (let lane = 0; lane < lanes; lane++) kernel.inputs[i * lanes + lane] = draw(slot, lane)
  })
  const problems = kernel.run()
  const program = prepare(plan)
  const found: string[] = []
  for (let lane = 0; lane < lanes; lane++) {
    const own = values.slice()
    free.forEach((slot) => {
      own[slot] = draw(slot, lane)
    })
    const twin = run(program, own)
    const seen = problems.filter((problem) => problem.lane === lane).length
    // A loop that nothing wanted depends on is not solved.
    if (seen > twin.problems.length) found.push(`lane ${lane}: ${seen} problems of ${twin.problems.length}`)
    for (const node of wanted) {
      const expected = twin.trajectories.value(node)
      const output = kernel.output(node)
      expected.forEach((value, t) => {
        const got = output[t * lanes + lane]!
        if (!Object.is(got, value)) found.push(`${plan.nodes[node]!.op} ${node}[${t}]: ${got} for ${value}`)
      })
    }
  }
  return found
}

describe('the kernel', () => {
  it('equals the interpreter bit for bit on random graphs with loops, whatever is free or wanted', () => {
    const natural = fc.nat({ max: 1000 })
    const steps = fc.array(fc.tuple(natural, natural, natural, natural), { maxLength: 30 })
    const number = fc.constantFrom(0, -0, 1, -1.5, 0.3, 2, 1e-9, 123456, Number.POSITIVE_INFINITY, Number.NaN)
    fc.assert(
      fc.property(
        steps,
        fc.subarray([0, 1]),
        natural,
        fc.array(number, { minLength: 8, maxLength: 8 }),
        (list, free, pick, numbers) => {
          const g = new Graph(horizon)
          const nodes = grow(g, list, true)
          const wanted = [...new Set(nodes.filter((_, i) => (i + pick) % 3 === 0))]
          const draw = (slot: number, lane: number) => numbers[(slot * 4 + lane) % 8]!
          expect(differences(g.plan(), g.values(), free, wanted, 4, draw)).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each([
    'scenarios/jiaocheng/neutral-combined.yaml',
    'scenarios/jiaocheng/all-projects.yaml',
    'scenarios/wangmo/reference.yaml',
    'scenarios/rutland/neutral.yaml',
  ])('equals the interpreter bit for bit on %s, every column, all ranges free', async (path) => {
    const session = await openSession(path)
    const loaded = await loadModel(path, session, {})
    const { plan, values } = await analyse(loaded!.model, session)
    const free = plan.slots.flatMap(({ low, high, kind }, i) =>
      kind === 'real' && low !== undefined && high !== undefined ? [i] : [],
    )
    const wanted = [...new Set(plan.columns.map(({ node }) => node))]
    const draw = (slot: number, lane: number) => {
      const { low, high } = plan.slots[slot]!
      return low! + (high! - low!) * (((slot * 7 + lane * 31) % 101) / 100)
    }
    expect(free.length).toBeGreaterThan(20)
    expect(differences(plan, values, free, wanted, 4, draw)).toEqual([])
  })
})
