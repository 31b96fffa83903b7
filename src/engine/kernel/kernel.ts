import type { Plan } from '../plan.ts'
import type { Body } from '../program.ts'
import { type LoopProblem, type Settling, settle } from '../settle.ts'
import { emit } from './emit.ts'
import type { Filled } from './layout.ts'
import { reduced } from './reduce.ts'
import { type RowFunctions, rowsModule } from './rows.ts'
import { outsideOf, stagesOf } from './stages.ts'

/** What is used of WebAssembly: neither the language's nor Node's own declarations have it. */
interface Machine {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => CompiledModule
  readonly Instance: new (
    module: CompiledModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}
declare const WebAssembly: Machine

/** A module that the machine has compiled: it can be posted to other threads, which make instances of their own. */
export type CompiledModule = object

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
  /** Where draws are made in the same memory, if that was asked for. */
  readonly machine?: RowMachine
  /** Computes all lanes. The list holds the loops that have no answer, by lane. */
  run(): readonly LaneProblem[]
  /** Values of a wanted node after a run: year by year (or once), `lanes` numbers each; a view that the next run overwrites. */
  output(node: number): Float64Array
}

/** Row functions, and rows of `lanes` numbers beside the inputs that they may work on. */
export interface RowMachine {
  readonly rows: RowFunctions
  readonly scratch: Float64Array
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
  /** Rows for a row machine; none unless told. */
  readonly scratch?: number
}

/** A kernel as plain data: it can be posted to threads, each of which loads it into a memory of its own. */
export interface KernelParts {
  readonly module: CompiledModule
  readonly pages: number
  /** The row machine: its module, and address and number of its rows. */
  readonly machine?: { readonly module: CompiledModule; readonly at: number; readonly scratch: number }
  readonly lanes: number
  readonly years: number
  /** Address and number of the rows of the free slots. */
  readonly slots: number
  readonly free: number
  readonly initial: readonly Filled[]
  /** Wanted nodes: where their rows lie, or what they are in every lane. */
  readonly outputs: ReadonlyMap<number, Rows | Float64Array>
  readonly stages: readonly { readonly loops: readonly LoopParts[] }[]
  /** What the solver of loops looks at, and values of nodes that no lane moves; only where there are loops. */
  readonly settling?: { readonly program: Settling; readonly values: Float64Array }
}

/** Rows of a node: their address and how many there are. */
interface Rows {
  readonly at: number
  readonly length: number
}

interface LoopParts {
  readonly body: Body
  /** Nodes that the loop reads from the lanes, and those that it gives them. */
  readonly reads: readonly (Rows & { readonly node: number })[]
  readonly writes: readonly (Rows & { readonly node: number })[]
}

/** Builds a kernel. @throws where WebAssembly or its SIMD is not allowed (as under a strict content security policy). */
export function kernelOf(order: KernelOrder): Kernel {
  return loadKernel(kernelParts(order))
}

/** Writes and compiles a kernel, to be loaded here or elsewhere. @throws where WebAssembly or its SIMD is not allowed */
export function kernelParts(order: KernelOrder): KernelParts {
  const { lanes = 16, scratch = 0 } = order
  const { plan, values, free, wanted } = reduced(order)
  const staged = stagesOf(plan, values, free, wanted)
  const { program, certain, moves } = staged
  const { bytes, layout } = emit(plan, staged, free, wanted, lanes)
  const { years } = layout
  const at = (layout.bytes + 63) & ~63
  const pages = Math.max(1, Math.ceil((at + scratch * lanes * 8) / 65536))
  const rowsOf = (node: number): Rows => ({
    at: layout.at[node]!,
    length: layout.series[node] === 1 ? years : 1,
  })
  /** A certain value, as if every lane had computed it. */
  const spread = (node: number): Float64Array => {
    const length = plan.nodes[node]!.axis === 'year' ? years : 1
    const from = program.rows[node]!
    return Float64Array.from({ length: length * lanes }, (_, i) => certain[from + Math.floor(i / lanes)]!)
  }
  const moving = (nodes: Iterable<number>) =>
    [...nodes].flatMap((node) =>
      node >= 0 && moves[node] === 1 && layout.at[node]! >= 0 ? [{ node, ...rowsOf(node) }] : [],
    )
  const stages = staged.stages.map(({ loops }) => ({
    loops: loops.map((body) => ({
      body,
      reads: moving(outsideOf(body)),
      writes: moving([...body.tears, ...body.settled]),
    })),
  }))
  const { rows, strides, ops } = program
  return {
    module: new WebAssembly.Module(bytes),
    pages,
    ...(scratch > 0 ? { machine: { module: rowsCompiled(), at, scratch } } : {}),
    lanes,
    years,
    slots: layout.slots,
    free: free.length,
    initial: layout.initial,
    outputs: new Map(
      order.wanted.map((node, i) => {
        const now = wanted[i]!
        return [node, moves[now] === 1 ? rowsOf(now) : spread(now)] as const
      }),
    ),
    stages,
    ...(stages.some(({ loops }) => loops.length > 0)
      ? {
          settling: {
            program: { base: plan.horizon.base, years, rows, strides, ops },
            values: certain,
          },
        }
      : {}),
  }
}

let compiledRows: CompiledModule | undefined
/** The module of the row functions: the same for every kernel. */
const rowsCompiled = (): CompiledModule => (compiledRows ??= new WebAssembly.Module(rowsModule()))

/** Gives the parts of a kernel a memory, in which it runs. */
export function loadKernel(parts: KernelParts): Kernel {
  const { lanes, years, settling } = parts
  const memory = new WebAssembly.Memory({ initial: parts.pages })
  const { exports } = new WebAssembly.Instance(parts.module, { env: { memory } })
  for (const { at, numbers } of parts.initial)
    new Uint8Array(memory.buffer, at, numbers.byteLength).set(
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    )
  const view = ({ at, length }: Rows) => new Float64Array(memory.buffer, at, length * lanes)
  const inputs = view({ at: parts.slots, length: parts.free })
  const machine = parts.machine && {
    rows: new WebAssembly.Instance(parts.machine.module, { env: { memory } })
      .exports as unknown as RowFunctions,
    scratch: view({ at: parts.machine.at, length: parts.machine.scratch }),
  }
  const outputs = new Map(
    [...parts.outputs].map(
      ([node, rows]) => [node, rows instanceof Float64Array ? rows : view(rows)] as const,
    ),
  )
  const scratch = settling?.values.slice()
  const stages = parts.stages.map(({ loops }, stage) => ({
    compute: exports[`stage${stage}`] as () => void,
    loops: loops.map(({ body, reads, writes }) => ({
      body,
      reads: reads.map((rows) => ({ node: rows.node, view: view(rows) })),
      writes: writes.map((rows) => ({ node: rows.node, view: view(rows) })),
    })),
  }))
  /** Loops are settled by the interpreter's solver, lane by lane: a lane's answer never depends on its neighbours. */
  const settleAll = (stage: number, problems: LaneProblem[]) => {
    for (const { body, reads, writes } of stages[stage]!.loops)
      for (let lane = 0; lane < lanes; lane++) {
        for (const { node, view: from } of reads) copy(from, lane, scratch!, node, true)
        const problem = settle(settling!.program, scratch!, body)
        if (problem) problems.push({ ...problem, lane })
        for (const { node, view: to } of writes) copy(to, lane, scratch!, node, false)
      }
  }
  function copy(rows: Float64Array, lane: number, flat: Float64Array, node: number, inward: boolean): void {
    const { program } = settling!
    const from = program.rows[node]!
    const length = program.strides[node] === 1 ? years : 1
    for (let t = 0; t < length; t++)
      if (inward) flat[from + t] = rows[t * lanes + lane]!
      else rows[t * lanes + lane] = flat[from + t]!
  }
  return {
    lanes,
    inputs,
    ...(machine ? { machine } : {}),
    run() {
      const problems: LaneProblem[] = []
      stages.forEach(({ compute, loops }, stage) => {
        if (loops.length > 0) settleAll(stage, problems)
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
