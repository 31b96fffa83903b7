import { lanesOf } from '../engine/evaluate-lanes.ts'
import {
  type KernelOrder,
  type KernelParts,
  kernelParts,
  type LaneProblem,
  loadKernel,
  type RowMachine,
} from '../engine/kernel/kernel.ts'

/** Many runs side by side: the free slots in, the wanted nodes out, lanes innermost. */
export interface Batch {
  readonly width: number
  /** Free slots, one row of `width` numbers each. Write, then `run`. */
  readonly inputs: Float64Array
  /** Row functions in the same memory, where there are any. */
  readonly machine?: RowMachine
  run(): readonly LaneProblem[]
  /** Values of a wanted node, year by year (or once), `width` numbers each; the next run overwrites them. */
  output(node: number): Float64Array
}

/** A batch before it has a memory: plain data that can be posted to threads. */
export type BatchParts = { readonly kernel: KernelParts } | { readonly order: KernelOrder }

/**
 * A batch by WebAssembly, or by the interpreter where the place does not allow it: both give the bits of a single run.
 * `interpreted` asks for the interpreter, to hold one against the other.
 */
export function batchParts(order: KernelOrder, interpreted = false): BatchParts {
  if (interpreted) return { order }
  try {
    return { kernel: kernelParts(order) }
  } catch {
    return { order }
  }
}

export function batchFrom(parts: BatchParts): Batch {
  if ('order' in parts) return interpreterBatch(parts.order)
  const kernel = loadKernel(parts.kernel)
  return {
    width: kernel.lanes,
    inputs: kernel.inputs,
    ...(kernel.machine ? { machine: kernel.machine } : {}),
    run: () => kernel.run(),
    output: (node) => kernel.output(node),
  }
}

/** Both at once. */
export function batchOf(order: KernelOrder, interpreted = false): Batch {
  return batchFrom(batchParts(order, interpreted))
}

function interpreterBatch({ plan, values, free, wanted, lanes: width = 16 }: KernelOrder): Batch {
  const lanes = lanesOf({ plan, values, free, wanted })
  const inputs = new Float64Array(free.length * width)
  const years = plan.horizon.to - plan.horizon.base + 1
  const outputs = new Map(
    wanted.map((node, place) => {
      const length = plan.nodes[node]!.axis === 'year' ? years : 1
      return [node, { place, length, rows: new Float64Array(length * width) }] as const
    }),
  )
  return {
    width,
    inputs,
    run() {
      const figures = lanes.run(inputs, width)
      for (const { place, length, rows } of outputs.values())
        for (let t = 0; t < length; t++)
          for (let lane = 0; lane < width; lane++)
            rows[t * width + lane] = figures.at(place, lane, plan.horizon.base + t)
      return figures.problems
    },
    output(node) {
      const found = outputs.get(node)
      if (!found) throw new Error(`node ${node} was not asked for`)
      return found.rows
    },
  }
}
