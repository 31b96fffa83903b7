import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { type EnsembleOptions, ensemble } from '../../src/index.ts'
import { rawParquet } from '../../src/report/formats/parquet.ts'
import type { RawBlock, RawHead, RawSink } from '../../src/report/raw.ts'
import { rawCsv } from '../../src/report/raw-csv.ts'
import { withProject } from '../county.ts'
import { base } from '../invalid/base.ts'

/** Boilers 90 % or 80 % and heat pumps 10 %: one draw in four breaks the condition that shares add up. */
const torn = {
  ...base,
  'baselines/toy.yaml': base['baselines/toy.yaml'].replace(
    'boiler: { 2020: 90%,',
    'boiler: { 2020: { value: 90%, uncertain: { discrete: { 90%: 75%, 80%: 25% } } },',
  ),
}

const drawn = (raw: RawSink, options: EnsembleOptions = {}) =>
  withProject(torn, (root) =>
    ensemble(join(root, 'scenarios/a.yaml'), { draws: 1300, design: 'random', raw, ...options }),
  )

/** A file as it would stand on the disk. */
function file(most?: number) {
  const pieces: Uint8Array[] = []
  const writer = rawParquet((bytes) => pieces.push(bytes.slice()), most)
  return { writer, pieces, bytes: () => Uint8Array.from(Buffer.concat(pieces)).buffer }
}

describe('raw draws as Parquet', () => {
  test('another reader reads the cells of the CSV, those of broken draws empty', async () => {
    let text = ''
    await drawn(rawCsv((more) => (text += more)))
    const [head = [], ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const { writer, bytes } = file()
    await drawn(writer)
    writer.finish()
    const read = await parquetReadObjects({ file: bytes() })
    expect(read).toHaveLength(1300)
    expect(Object.keys(read[0]!)).toEqual(head)
    const asText = (value: unknown) =>
      value === null ? '' : typeof value === 'boolean' ? String(Number(value)) : String(value)
    for (const [i, row] of rows.entries()) expect(head.map((name) => asText(read[i]![name]))).toEqual(row)
    const broken = read.filter((row) => row['broken'] !== null)
    // Five standard deviations of a quarter of 1,300 draws.
    expect(Math.abs(broken.length / 1300 - 0.25)).toBeLessThan(0.06)
    for (const row of broken) expect(row['peak year']).toBeNull()
    const { created_by, key_value_metadata } = parquetMetadata(bytes())
    expect(created_by).toMatch(/^peakzero \d/)
    expect(key_value_metadata).toContainEqual({ key: 'design', value: 'random' })
  })

  test('the same draws are the same bytes', async () => {
    const [one, other] = [file(), file()]
    for (const { writer } of [one, other]) {
      await drawn(writer, { draws: 300 })
      writer.finish()
    }
    expect(Buffer.from(one.bytes()).equals(Buffer.from(other.bytes()))).toBe(true)
  })

  test('rows leave in groups, so that what is held does not grow with draws', async () => {
    const { writer, pieces, bytes } = file(2 ** 12)
    const columns = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}`, kind: 'number' as const }))
    const head: RawHead = { program: '0', scenario: 's', design: 'random', seed: 1, columns }
    writer.head(head)
    const held: number[] = []
    for (let first = 0; first < 320; first += 32) {
      const numbers = new Float64Array(30 * 32).fill(first)
      const block: RawBlock = { first, rows: 32, broken: new Array(32).fill(undefined), numbers }
      writer.block(block)
      held.push(pieces.length)
    }
    // 128 rows of 32 columns are 2¹² numbers.
    expect(held).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
    writer.finish()
    const { row_groups } = parquetMetadata(bytes())
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([128, 128, 64])
    const rows = await parquetReadObjects({ file: bytes(), columns: ['draw', 'c7'], rowStart: 310 })
    expect(rows.at(-1)).toEqual({ draw: 319, c7: 288 })
  })
})
