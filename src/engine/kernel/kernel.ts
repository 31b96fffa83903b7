import { exp, log, pow } from '../../numerics/elementary.ts'
import type { Plan } from '../plan.ts'
import { type LoopProblem, settle } from '../settle.ts'
import { type Emitted, emit } from './emit.ts'
import { outsideOf, type Staged, stagesOf } from './stages.ts'

/** What is used of WebAssembly: neither the language's nor Node's own declarations have it. */
interface Machine {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}
declare const WebAssembly: Machine

/** A problem of a loop in one lane. */
export interface LaneProblem extends LoopProblem {
  readonly lane: number
}

/**
 * A plan as a WebAssembly module that computes `lanes` vectors of free slot values at once. It does the same operations in
 * the same order as the interpreter, so every value equals the interpreter's bit for bit.
 */
export interface Kernel {
  readonly lanes: number
  /** Free slots, one row of `lanes` numbers each, in the order in which they were asked for. Write, then `run`. */
  readonly inputs: Float64Array
  /** Computes all lanes. The list holds the loops that have no answer, by lane. */
  run(): readonly LaneProblem[]
  /** Values of a wanted node after a run: year by year (or once), `lanes` numbers each; a view that the next run overwrites. */
  output(node: number): Float64Array
}

/** What a kernel is asked for. */
export interface KernelOrder {
  readonly plan: Plan
  /** Numbers of all slots; those of the free ones are replaced by `inputs`. */
  readonly values: Float64Array
  readonly free: readonly number[]
  readonly wanted: readonly number[]
  /** Even; 16 unless told otherwise (measured). */
  readonly lanes?: number
}

/** Builds a kernel. @throws where WebAssembly or its SIMD is not allowed (as under a strict content security policy). */
export function kernelOf({ plan, values, free, wanted, lanes = 16 }: KernelOrder): Kernel {
  const staged = stagesOf(plan, values, free, wanted)
  return load(plan, staged, emit(plan, staged, free, wanted, lanes), free, wanted)
}

function load(
  plan: Plan,
  staged: Staged,
  emitted: Emitted,
  free: readonly number[],
  wanted: readonly number[],
): Kernel {
  const { layout, pages } = emitted
  const { lanes, years } = layout
  const memory = new WebAssembly.Memory({ initial: pages })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(emitted.bytes), {
    env: { memory, exp, log, pow },
  })
  for (const { at, numbers } of layout.initial)
    new Uint8Array(memory.buffer, at, numbers.byteLength).set(
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    )
  const stages = Array.from({ length: emitted.stages }, (_, stage) => exports[`stage${stage}`] as () => void)
  const inputs = new Float64Array(memory.buffer, layout.slots, free.length * lanes)
  const view = (node: number) =>
    new Float64Array(memory.buffer, layout.at[node]!, (layout.series[node] === 1 ? years : 1) * lanes)
  const outputs = new Map(
    wanted.map((node) => [node, staged.moves[node] === 1 ? view(node) : spread(node)] as const),
  )
  /** A certain value, as if every lane had computed it. */
  function spread(node: number): Float64Array {
    const length = plan.nodes[node]!.axis === 'year' ? years : 1
    const from = staged.program.rows[node]!
    return Float64Array.from(
      { length: length * lanes },
      (_, i) => staged.certain[from + Math.floor(i / lanes)]!,
    )
  }
  const scratch = staged.stages.some((stage) => stage.loops.length > 0)
    ? staged.certain.slice()
    : staged.certain
  const loops = staged.stages.map(({ loops: bodies }) =>
    bodies.map((body) => {
      const moving = (nodes: Iterable<number>) =>
        [...nodes].flatMap((node) =>
          node >= 0 && staged.moves[node] === 1 && layout.at[node]! >= 0 ? [{ node, view: view(node) }] : [],
        )
      return { body, read: moving(outsideOf(body)), write: moving([...body.tears, ...body.settled]) }
    }),
  )
  /** Loops are settled by the interpreter's solver, lane by lane: a lane's answer never depends on its neighbours. */
  const settleAll = (stage: number, problems: LaneProblem[]) => {
    for (const { body, read, write } of loops[stage]!)
      for (let lane = 0; lane < lanes; lane++) {
        for (const { node, view: from } of read) copy(from, lane, scratch, node, true)
        const problem = settle(staged.program, scratch, body)
        if (problem) problems.push({ ...problem, lane })
        for (const { node, view: to } of write) copy(to, lane, scratch, node, false)
      }
  }
  function copy(rows: Float64Array, lane: number, flat: Float64Array, node: number, inward: boolean): void {
    const from = staged.program.rows[node]!
    const length = staged.program.strides[node] === 1 ? years : 1
    for (let t = 0; t < length; t++)
      if (inward) flat[from + t] = rows[t * lanes + lane]!
      else rows[t * lanes + lane] = flat[from + t]!
  }
  return {
    lanes,
    inputs,
    run() {
      const problems: LaneProblem[] = []
      stages.forEach((compute, stage) => {
        if (loops[stage]!.length > 0) settleAll(stage, problems)
        compute()
      })
      return problems
    },
    output(node) {
      const found = outputs.get(node)
      if (!found) throw new Error(`node ${node} was not asked for`)
      return found
    },
  }
}
