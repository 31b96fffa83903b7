import type { SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js'
import type { RawBlock, RawColumn, RawHead, RawWriter } from '../raw.ts'

/** Numbers that a group of rows holds at most (16 MB of doubles): what is in memory at a time, whatever the number of draws. */
const groupNumbers = 2 ** 21

/** Bytes on their way to a file: those of a group of rows go as soon as it is whole. */
class Outlet extends ByteWriter {
  readonly #write: (bytes: Uint8Array) => void

  constructor(write: (bytes: Uint8Array) => void) {
    super()
    this.#write = write
  }

  flush(): void {
    this.#write(this.getBytes())
    this.index = 0
  }

  override finish(): void {
    this.flush()
  }
}

const types: Readonly<Record<RawColumn['kind'], SchemaElement['type']>> = {
  number: 'DOUBLE',
  flag: 'BOOLEAN',
  year: 'INT32',
}

/**
 * Raw draws as Apache Parquet: the columns of the CSV, `draw` as INT32, `broken` as a text (null where nothing breaks), inputs and figures as
 * doubles, verdicts as booleans, years as INT32; null where the draw is broken. Row by row the numbers of the CSV. What is written is a
 * function of the draws alone: no clock, no machine.
 * `most`: numbers a group.
 * @see https://github.com/apache/parquet-format
 */
export function rawParquet(write: (bytes: Uint8Array) => void, most = groupNumbers): RawWriter {
  let head: RawHead | undefined
  let writer: ParquetWriter | undefined
  let open: RawBlock[] = []
  const rowsOf = (blocks: readonly RawBlock[]) => blocks.reduce((sum, { rows }) => sum + rows, 0)

  /** A column of the open blocks, one after the other. */
  const joined = (column: number): Float64Array => {
    const all = new Float64Array(rowsOf(open))
    let at = 0
    for (const { rows, numbers } of open) {
      all.set(numbers.subarray(column * rows, (column + 1) * rows), at)
      at += rows
    }
    return all
  }

  const columnOf = ({ name, kind }: RawColumn, column: number) => {
    const numbers = joined(column)
    const cell = (value: number) => (Number.isNaN(value) ? null : kind === 'flag' ? value === 1 : value)
    const plain = kind === 'number' && !numbers.some(Number.isNaN)
    return {
      name,
      data: plain ? numbers : Array.from(numbers, cell),
      // Drawn numbers hardly ever repeat: a dictionary of them would be built in vain.
      ...(kind === 'number' ? { encoding: 'PLAIN' as const } : {}),
    }
  }

  const flush = (): void => {
    if (open.length === 0) return
    const draws = Int32Array.from(
      open.flatMap(({ first, rows }) => Array.from({ length: rows }, (_, i) => first + i)),
    )
    writer!.write({
      columnData: [
        { name: 'draw', data: draws, encoding: 'DELTA_BINARY_PACKED' },
        { name: 'broken', data: open.flatMap(({ broken }) => broken.map((key) => key ?? null)) },
        ...head!.columns.map(columnOf),
      ],
      rowGroupSize: draws.length,
    })
    open = []
  }

  return {
    head(told) {
      head = told
      const { program, scenario, design, seed, columns } = told
      const schema: SchemaElement[] = [
        { name: 'root', num_children: columns.length + 2 },
        { name: 'draw', type: 'INT32', repetition_type: 'REQUIRED' },
        { name: 'broken', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        ...columns.map(
          ({ name, kind }): SchemaElement => ({ name, type: types[kind]!, repetition_type: 'OPTIONAL' }),
        ),
      ]
      writer = new ParquetWriter({
        writer: new Outlet(write),
        schema,
        createdBy: `peakzero ${program}`,
        kvMetadata: [
          { key: 'scenario', value: scenario },
          { key: 'design', value: design },
          { key: 'seed', value: String(seed) },
        ],
      })
    },
    block(block) {
      const width = head!.columns.length + 2
      open.push(block)
      if ((rowsOf(open) + block.rows) * width > most) flush()
    },
    finish() {
      flush()
      writer!.finish()
    },
  }
}
