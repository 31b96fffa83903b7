import type { Plan } from '../plan.ts'
import { ChunkWriter } from './chunk.ts'
import { type RowOperation, rowFunction, rowTypes } from './elementary.ts'
import { type Chunk, chunksOf, isElementary, type Layout, layoutOf } from './layout.ts'
import type { Staged } from './stages.ts'
import {
  Code,
  call,
  type FunctionBody,
  i32Const,
  localGet,
  localTee,
  loop,
  moduleBytes,
  op,
  valueType,
} from './wasm.ts'

/** A module and where it keeps its numbers: plain data, so that it can be kept and handed to threads. */
export interface Emitted {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly layout: Layout
  readonly pages: number
  readonly stages: number
}

const { i32 } = valueType
/** Types of functions: a chunk (year), a stage (), operations on rows. */
const types = [
  { parameters: [i32], results: [] },
  { parameters: [], results: [] },
  rowTypes.three,
  rowTypes.four,
] as const
const typeOf = { exp: 2, log: 2, spread: 2, pow: 3 } as const

/** Operations a chunk: few enough for registers and the optimising compiler, many enough that few values leave (measured). */
const chunkSize = 48

/** The module that computes the stages for `lanes` vectors of slot values at once; `lanes` is even. */
export function emit(
  plan: Plan,
  staged: Staged,
  free: readonly number[],
  wanted: readonly number[],
  lanes: number,
): Emitted {
  const chunks = chunksOf(plan, staged, chunkSize)
  const layout = layoutOf(plan, staged, chunks, free, wanted, lanes)
  const operations = rowOperations(plan, staged, chunks)
  const functions: FunctionBody[] = operations.map((name) => rowFunction(name, typeOf[name]))
  /** Number of the function of each chunk; an elementary one is a call of its operation. */
  const functionOf = chunks.map((chunk) => {
    if (chunk.elementary) return -1
    functions.push(new ChunkWriter(plan, staged, layout, chunk).body())
    return functions.length - 1
  })
  for (let stage = 0; stage < staged.stages.length; stage++) {
    const writer = new StageWriter(plan, staged, layout, operations)
    const own = chunks.flatMap((chunk, c) =>
      chunk.stage === stage ? [{ chunk, number: functionOf[c]! }] : [],
    )
    functions.push(writer.body(`stage${stage}`, own))
  }
  const pages = Math.max(1, Math.ceil(layout.bytes / 65536))
  return {
    bytes: moduleBytes({ types, imports: [], functions, pages }),
    layout,
    pages,
    stages: staged.stages.length,
  }
}

/** The operations on rows that these chunks call. */
function rowOperations(plan: Plan, { moves }: Staged, chunks: readonly Chunk[]): readonly RowOperation[] {
  const names = new Set<RowOperation>()
  for (const { elementary, nodes } of chunks) {
    if (!elementary) continue
    const { op: kind, in: inputs } = plan.nodes[nodes[0]!]!
    if (isElementary(kind)) names.add(kind)
    if (inputs.some((input) => moves[input] === 0 && plan.nodes[input]!.axis === 'year')) names.add('spread')
  }
  return [...names].sort()
}

/** Once-a-run chunks, then every year's chunks, year by year. */
class StageWriter {
  readonly #code = new Code()
  readonly plan: Plan
  readonly staged: Staged
  readonly layout: Layout
  readonly operations: readonly RowOperation[]

  constructor(plan: Plan, staged: Staged, layout: Layout, operations: readonly RowOperation[]) {
    this.plan = plan
    this.staged = staged
    this.layout = layout
    this.operations = operations
  }

  body(name: string, own: readonly { readonly chunk: Chunk; readonly number: number }[]): FunctionBody {
    const code = this.#code
    const compute = (yearly: boolean): void => {
      for (const { chunk, number } of own) {
        if (chunk.yearly !== yearly) continue
        if (chunk.elementary) this.#elementary(chunk.nodes[0]!)
        else {
          localGet(code, 0)
          call(code, number)
        }
      }
    }
    compute(false)
    if (own.some(({ chunk }) => chunk.yearly))
      loop(code, () => {
        compute(true)
        localGet(code, 0)
        i32Const(code, 1)
        op(code, 'i32.add')
        localTee(code, 0)
        i32Const(code, this.layout.years)
        op(code, 'i32.lt_u')
      })
    return { type: 1, locals: [[1, i32]], code, name }
  }

  /** Call exp, log or pow on the rows of its inputs: one lane loop of its own, none of its code here. */
  #elementary(node: number): void {
    const { op: kind, in: inputs } = this.plan.nodes[node]!
    if (!isElementary(kind)) throw new Error(`operation ${kind} has no row function`)
    for (const input of inputs) if (this.#inTable(input)) this.#spread(input)
    for (const input of inputs) this.#address(input)
    this.#address(node)
    this.#call(kind)
  }

  #call(name: RowOperation): void {
    i32Const(this.#code, this.layout.lanes * 8)
    call(this.#code, this.operations.indexOf(name))
  }

  /** Whether a value is a certain number a year. */
  #inTable(node: number): boolean {
    return this.staged.moves[node] === 0 && this.plan.nodes[node]!.axis === 'year'
  }

  /** The certain number of this year to every lane of the row that is kept for it. */
  #spread(node: number): void {
    this.#offset(this.layout.tables.get(node)!, 8)
    i32Const(this.#code, this.layout.certainRow)
    this.#call('spread')
  }

  /** Push the address of this year's row of a value. */
  #address(node: number): void {
    const { layout, staged } = this
    if (this.#inTable(node)) i32Const(this.#code, layout.certainRow)
    else if (staged.moves[node] === 0) i32Const(this.#code, layout.constants.get(node)!)
    else if (layout.series[node] === 1) this.#offset(layout.at[node]!, layout.lanes * 8)
    else i32Const(this.#code, layout.at[node]!)
  }

  /** Push an address and as many times `step` as years have passed. */
  #offset(at: number, step: number): void {
    const code = this.#code
    localGet(code, 0)
    i32Const(code, step)
    op(code, 'i32.mul')
    i32Const(code, at)
    op(code, 'i32.add')
  }
}
